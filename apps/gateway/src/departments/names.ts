import { departments, type Department } from '@huiliu/contracts';

/** The departments that the gateway asks: all. */
export const departmentNames = departments;
export type DepartmentName = Department;

export const isDepartment = (text: string): text is DepartmentName => departmentNames.some((name) => name === text);
