import { outsideSystems, type LookAtSubjectResponse } from '@huiliu/contracts';
import { toHuiliuError } from '@huiliu/platform';
import type { Departments } from '../departments/departments';
import { departmentNames, type AskedName } from '../departments/names';
import type { UnavailableDepartment } from '../trace/read-trace';

export interface Look extends Omit<LookAtSubjectResponse, 'department'> {
  readonly department: AskedName;
}

export interface Holdups {
  /** Something stands in the way that does not go by itself, or may not. */
  readonly stuck: boolean;
  /** In words, the gravest first; empty when the case simply goes its way. */
  readonly because: readonly string[];
  readonly looks: readonly Look[];
  /** Departments that did not answer in time: whatever holds the case up there is not told. */
  readonly unavailable: readonly UnavailableDepartment[];
}

/** Asks all departments at once where the case stands with them. */
export async function readHoldups(departments: Departments, caseId: string, deadlineMs: number, now: Date): Promise<Holdups> {
  const [answers, toldOutside] = await Promise.all([
    Promise.all(departmentNames.map((department) => lookOf(departments, department, `case:${caseId}`, deadlineMs))),
    looksOutside(departments, caseId, deadlineMs),
  ]);
  const all = [...answers, ...toldOutside];
  const looks = all.flatMap((answer) => ('known' in answer ? [answer] : []));
  const unavailable = all.flatMap((answer) => ('code' in answer ? [answer] : []));
  const because = [
    ...looks.flatMap(stopped),
    ...unavailable.map(({ department, code }) => `${department} does not answer (${code}): what it has for this case waits until it does`),
    ...looks.flatMap((look) => overdue(look, now)),
    ...looks.flatMap(calling),
    ...looks.flatMap(waiting),
  ];
  return { stuck: because.length > 0, because, looks, unavailable };
}

/** What outside systems are to be told of the case over HTTP, where any are: each has a subject of its own. Whoever does not answer is named once. */
async function looksOutside(departments: Departments, caseId: string, deadlineMs: number): Promise<readonly (Look | UnavailableDepartment)[]> {
  if (!departments.ops.webhooks) return [];
  const answers = await Promise.all(outsideSystems.map((system) => lookOf(departments, 'webhooks', `webhook:${system}/case:${caseId}`, deadlineMs)));
  const told = answers.filter((answer) => 'known' in answer && answer.known);
  return [...told, ...answers.filter((answer) => 'code' in answer).slice(0, 1)];
}

async function lookOf(departments: Departments, department: AskedName, subject: string, deadlineMs: number): Promise<Look | UnavailableDepartment> {
  try {
    const client = departments.ops[department];
    if (!client) return { department, code: 'DEPARTMENT_AWAY' };
    return { ...(await client.lookAtSubject({ subject }, { deadlineMs })), department };
  } catch (error) {
    return { department, code: toHuiliuError(error).code };
  }
}

function stopped({ department, blocked, parked }: Look): string[] {
  if (!blocked) return [];
  const [first, ...rest] = parked;
  if (!first) return [`${department}: stopped, with nothing parked any more: replay it to let it go on`];
  const behind = rest.length === 0 ? '' : `; ${rest.length} later ${rest.length === 1 ? 'event waits' : 'events wait'} behind it`;
  return [`${department}: stopped by ${first.type} since ${first.since ?? 'some time'}: ${first.reason}${behind}. Remove the cause, then replay it`];
}

/** Deadlines that should have run out: the department is away, or the handler fails. */
function overdue({ department, timers }: Look, now: Date): string[] {
  const graceMs = 60_000;
  return timers.filter(({ dueAt }) => dueAt !== undefined && Date.parse(dueAt) < now.getTime() - graceMs).map(({ kind, dueAt }) => `${department}: ${kind} was due at ${dueAt} and has not run: look for TIMER_FAILED in its log`);
}

function calling({ department, calls }: Look): string[] {
  return calls.filter(({ attempts }) => attempts > 1).map(({ kind, id, attempts, dueAt }) => `${department}: ${kind} ${id} was tried ${attempts} times; the next try is at ${dueAt ?? 'any moment'}`);
}

function waiting({ department, waiting: events }: Look): string[] {
  return events.map(({ type, waitsFor, reason, since }) => `${department}: ${type} waits for ${waitsFor} since ${since ?? 'some time'}: ${reason}`);
}
