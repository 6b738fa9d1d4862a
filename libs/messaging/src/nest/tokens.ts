/** What the department's controllers may have injected, besides DataSource, Commands and Parking. */
export const poolToken = Symbol('huiliu.pool');
export const departmentName = Symbol('huiliu.department');
export const settingsToken = Symbol('huiliu.settings');
export const engineLag = Symbol('huiliu.lag');
