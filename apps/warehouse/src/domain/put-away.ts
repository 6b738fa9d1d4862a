import { domainError, ok, step, type DomainError, type Result } from '@huiliu/kernel';
import { leavesAtOnce } from './disposition';
import { putAwayMachine, type PutAwayAction, type PutAwayStatus } from './put-away-machine';
import type { StockMove } from './stock';
import type { CaseRef, Disposition, Place } from './words';

/** What comes onto our shelves by one case, as the WMS is to put it there. Stock was booked when it was decided: this is where the goods are. */
export interface PutAway {
  readonly ref: CaseRef;
  readonly status: PutAwayStatus;
  /** In the order in which they were issued. */
  readonly tasks: readonly PutAwayTask[];
}

/** Units that are alike and move together. */
export interface PutAwayTask {
  /** Follows from the first of its moves. */
  readonly taskId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly from: Place;
  readonly to: Place;
  readonly disposition: Disposition;
  /** How often the WMS was asked, from 1. */
  readonly asked: number;
  /** Missing until the WMS has answered. */
  readonly done?: PutAwayDone | undefined;
}

export interface PutAwayDone {
  readonly quantity: number;
  /** As the WMS names it. */
  readonly location: string;
  /** ISO, the WMS's time. */
  readonly at: string;
}

/** How long the WMS has for an answer each time that it is asked; and how often it is asked before a person has to look. */
export const putAwayWithinHours = 24;
export const putAwayAskedAtMost = 3;

const isShelf = (place: Place): boolean => place !== 'outside' && place !== 'quarantine';

/** What is to be put onto a shelf of what moves at the same time; of units that are alike, one task. Not what leaves again at once, as scrap does. */
export function putAwayTasksOf(moves: readonly StockMove[]): readonly PutAwayTask[] {
  const tasks = new Map<string, PutAwayTask>();
  for (const { moveId, sku, from, to, quantity, disposition } of moves) {
    if (!isShelf(to) || leavesAtOnce.includes(disposition)) continue;
    const key = JSON.stringify([sku, from, to, disposition]);
    const known = tasks.get(key);
    const units = Number(quantity);
    tasks.set(key, known ? { ...known, quantity: known.quantity + units } : { taskId: `P-${moveId}`, sku, quantity: units, from, to, disposition, asked: 1 });
  }
  return [...tasks.values()];
}

/** More is to be put away for a case. */
export function issuePutAway(putAway: PutAway | undefined, ref: CaseRef, tasks: readonly PutAwayTask[]): PutAway {
  return putAway ? { ...moved(putAway, 'issue'), tasks: [...putAway.tasks, ...tasks] } : { ref, status: putAwayMachine.initial, tasks };
}

export const isOpen = ({ done }: PutAwayTask): boolean => done === undefined;

export interface AskedAgain {
  readonly putAway: PutAway;
  /** What the WMS is asked for once more; empty where it is overdue from now on. */
  readonly again: readonly PutAwayTask[];
}

/** Nobody has answered in time. Undefined when somebody has, or a person has to look already. */
export function askForPutAwayAgain(putAway: PutAway): AskedAgain | undefined {
  if (putAway.status !== 'issued') return undefined;
  const isAsked = (task: PutAwayTask): boolean => isOpen(task) && task.asked < putAwayAskedAtMost;
  const tasks = putAway.tasks.map((task) => (isAsked(task) ? { ...task, asked: task.asked + 1 } : task));
  const again = tasks.filter((task, index) => task !== putAway.tasks[index]);
  return { putAway: { ...moved(putAway, again.length > 0 ? 'ask_again' : 'run_out'), tasks }, again };
}

/**
 * The WMS has answered. Undefined when it has said the same place before: whoever is asked again answers again.
 * Errors: PUT_AWAY_UNKNOWN; PUT_AWAY_OTHERWISE, when it is another number of units than the task names; PUT_AWAY_ANSWERED_OTHERWISE.
 */
export function takePutAway(putAway: PutAway, taskId: string, done: PutAwayDone): Result<PutAway | undefined, DomainError> {
  const task = putAway.tasks.find((each) => each.taskId === taskId);
  if (!task) return putAwayUnknown;
  if (done.quantity !== task.quantity) return domainError('PUT_AWAY_OTHERWISE', `Another number of units was reported than the task names: put all ${task.quantity} away, and report just that. What is missing or damaged is a matter of your own stock.`);
  if (task.done) return task.done.location === done.location ? ok(undefined) : domainError('PUT_AWAY_ANSWERED_OTHERWISE', 'This task was answered before, with another place: the first answer counts, and what is moved later is a matter of your own stock.');
  const tasks = putAway.tasks.map((each) => (each === task ? { ...each, done } : each));
  const next = step(putAwayMachine, putAway.status, tasks.some(isOpen) ? 'put_away_some' : 'put_away');
  return next.ok ? ok({ ...putAway, status: next.value, tasks }) : next;
}

export const putAwayUnknown = domainError('PUT_AWAY_UNKNOWN', 'No such put-away task was issued: report under the case id and task id of the task.');

/** @throws where the machine does not have it: a bug, as the callers have looked at the status. */
function moved(putAway: PutAway, action: PutAwayAction): PutAway {
  const next = step(putAwayMachine, putAway.status, action);
  if (!next.ok) throw new Error(next.error.message);
  return { ...putAway, status: next.value };
}
