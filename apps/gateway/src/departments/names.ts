import { departments, type Department } from '@huiliu/contracts';

/** The departments that the gateway asks: all. */
export const departmentNames = departments;
export type DepartmentName = Department;

/** Whom operations may ask: beside the departments the one that stands in for outside systems, where it runs. */
export const askedNames = [...departmentNames, 'webhooks'] as const;
export type AskedName = (typeof askedNames)[number];
