import type { Readiness } from '@huiliu/platform';
import type { Departments } from './departments';
import { departmentNames } from './names';

/** Ready when every department answers a question that reaches its database. */
export function checkDepartments(readiness: Readiness, departments: Departments, deadlineMs: number): void {
  for (const name of departmentNames) {
    readiness.check(name, async () => void (await departments.ops[name].listWaiting({ subject: '', limit: 1 }, { deadlineMs })), deadlineMs + 500);
  }
}
