/** The departments that the gateway asks, in the order in which a case meets them. */
export const departmentNames = ['intake', 'review', 'logistics', 'warehouse', 'refund', 'feedback'] as const;
export type DepartmentName = (typeof departmentNames)[number];

export const isDepartment = (text: string): text is DepartmentName => departmentNames.some((name) => name === text);
