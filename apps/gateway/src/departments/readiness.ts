import { ErrorKind, HuiliuError, type Readiness } from '@huiliu/platform';
import type { Departments } from './departments';
import { askedNames } from './names';

/** Ready when every department answers a question that reaches its database. One that has too much to do is there: to take the gateway away would help nobody. */
export function checkDepartments(readiness: Readiness, departments: Departments, deadlineMs: number): void {
  for (const name of askedNames) {
    const client = departments.ops[name];
    if (client) readiness.check(name, () => client.listWaiting({ subject: '', limit: 1 }, { deadlineMs }).then(nothing, onlyBusy), deadlineMs + 500);
  }
}

const nothing = (): void => undefined;

function onlyBusy(error: unknown): void {
  if (!(error instanceof HuiliuError) || error.kind !== ErrorKind.RATE_LIMITED) throw error;
}
