import { domainError, ok, step, type DomainError, type Result } from '@huiliu/kernel';
import type { Arrival, GradedUnits } from './arrival';
import { conditionOf, dispositionOf, leavesAtOnce } from './disposition';
import { repairMachine, type RepairAction, type RepairStatus } from './repair-machine';
import { sameLines, type PickingOrder, type ReservationLine } from './reservation';
import type { StockMove } from './stock';
import type { CaseRef } from './words';

/** The work order for the goods of one case. They are the customer's, and in no stock of ours, unless they can't be repaired. */
export interface RepairOrder {
  readonly ref: CaseRef;
  readonly status: RepairStatus;
  /** What was accepted for it, as it was found. */
  readonly lines: readonly RepairLine[];
  /** How often the WMS was asked, from 1. */
  readonly attempt: number;
  /** ISO, our clock: without an answer by then it is asked again. */
  readonly answerBy: string;
  /** What is being sent back; undefined until it was ordered. */
  readonly order: PickingOrder | undefined;
  /** Which parcel to the customer it is, from 1: what could not be delivered is packed once more. Missing for the first. */
  readonly parcel?: number | undefined;
}

export interface RepairLine extends ReservationLine {
  readonly graded: readonly GradedUnits[];
}

export type RepairAnswer = 'repaired' | 'not_repairable';

/** How long the WMS has for an answer each time that it is asked; and from which time on a person has to look. */
export const answerWithinDays = 7;
export const overdueFromAttempt = 3;

const dayMs = 86_400_000;
const answerByOf = (now: Date): string => new Date(now.getTime() + answerWithinDays * dayMs).toISOString();

export const repairTaskIdOf = ({ ref }: Pick<RepairOrder, 'ref'>): string => `W-${ref.caseId}`;
export const parcelNumberOf = ({ parcel = 1 }: RepairOrder): number => parcel;
export const handingTaskIdOf = (repair: RepairOrder): string => taskIdOfParcel(repair, parcelNumberOf(repair));
const taskIdOfParcel = ({ ref }: RepairOrder, parcel: number): string => `K-${ref.caseId}-${parcel}`;
export const isOverdue = ({ attempt }: RepairOrder): boolean => attempt >= overdueFromAttempt;

/** The inspection is finished. Undefined where the goods are not to be repaired, or none has come. */
export function orderRepair({ ref, lines, forRepair }: Arrival, now: Date): RepairOrder | undefined {
  const accepted = lines.filter((line) => line.accepted > 0).map(({ caseLineId, sku, accepted: quantity, graded }) => ({ caseLineId, sku, quantity, graded }));
  return forRepair && accepted.length > 0 ? { ref, status: repairMachine.initial, lines: accepted, attempt: 1, answerBy: answerByOf(now), order: undefined } : undefined;
}

/** Nobody has answered in time. Undefined when somebody has. */
export function askForRepairAgain(repair: RepairOrder, now: Date): RepairOrder | undefined {
  const next = moved(repair, 'ask_again');
  return next.ok ? { ...next.value, attempt: repair.attempt + 1, answerBy: answerByOf(now) } : undefined;
}

/** The WMS has answered. Undefined when it has said the same before. Errors: REPAIR_UNKNOWN; REPAIRED_OTHERWISE, when these are not the units of the task; REPAIR_ANSWERED_OTHERWISE. */
export function answerOfRepair(repair: RepairOrder, taskId: string, answer: RepairAnswer, lines: readonly ReservationLine[]): Result<RepairOrder | undefined, DomainError> {
  if (taskId !== repairTaskIdOf(repair)) return repairUnknown;
  if (!sameLines(lines, repair.lines)) return domainError('REPAIRED_OTHERWISE', 'Other units were reported than the task names: repair what it names, all or none, and report just that.');
  if (repair.status === 'asked') return moved(repair, answer === 'repaired' ? 'repair' : 'give_up');
  const said: RepairAnswer = repair.status === 'not_repairable' ? 'not_repairable' : 'repaired';
  return said === answer ? ok(undefined) : domainError('REPAIR_ANSWERED_OTHERWISE', `This task was answered before, with ${said}, and the case has gone on: find out which of the two is right.`);
}

export const repairUnknown = domainError('REPAIR_UNKNOWN', 'No such repair task was issued: report under the case id and task id of the task.');

/** Logistics has ordered the repaired units to be sent. Undefined when it was ordered before. Errors: ILLEGAL_MOVE, NOT_WHAT_WAS_REPAIRED. */
export function orderHandingOver(repair: RepairOrder, order: PickingOrder): Result<RepairOrder | undefined, DomainError> {
  if (repair.order !== undefined) return ok(undefined);
  if (!sameLines(order.lines, repair.lines)) return domainError('NOT_WHAT_WAS_REPAIRED', `Case ${repair.ref.caseNumber}: other units are to be sent than were repaired. Find out with logistics what has come back.`);
  const next = moved(repair, 'order');
  return next.ok ? ok({ ...next.value, order }) : next;
}

/** The parcel was handed over. Undefined when it was reported before. Errors: PICKING_UNKNOWN, PICKED_OTHERWISE. */
export function handedOver(repair: RepairOrder, taskId: string, picked: readonly ReservationLine[]): Result<RepairOrder | undefined, DomainError> {
  if (Array.from({ length: parcelNumberOf(repair) - 1 }, (_, index) => taskIdOfParcel(repair, index + 1)).includes(taskId)) return ok(undefined);
  if (taskId !== handingTaskIdOf(repair) || !repair.order) return domainError('PICKING_UNKNOWN', 'No such picking task was issued: report under the case id and task id of the task.');
  if (!sameLines(picked, repair.order.lines)) return domainError('PICKED_OTHERWISE', 'Other units were reported than the task names: pick what it names, and report just that.');
  return repair.status === 'handed_over' ? ok(undefined) : moved(repair, 'hand_over');
}

/** What was handed over could not be delivered, and is here again. Undefined when it was taken back before. Error: ILLEGAL_MOVE, while it was not handed over. */
export function takeRepairedBack(repair: RepairOrder, parcel: number): Result<RepairOrder | undefined, DomainError> {
  if (parcel < parcelNumberOf(repair)) return ok(undefined);
  const next = moved(repair, 'take_back');
  return next.ok ? ok({ ...next.value, order: undefined, parcel: parcel + 1 }) : next;
}

/** What can't be repaired is ours from now on, as the customer is paid for it: it comes to the shelf of its grade, as a returned unit does. */
export function movesOfUnrepairable({ ref, lines }: RepairOrder, at: string): readonly StockMove[] {
  const { caseId } = ref;
  return lines
    .flatMap(({ sku, graded }) =>
      graded.flatMap(({ quantity, grade, liability }): Omit<StockMove, 'moveId'>[] => {
        const disposition = dispositionOf(grade, liability);
        const place = conditionOf(grade);
        const move = { sku, caseId, quantity: BigInt(quantity), disposition, at };
        return [{ ...move, from: 'outside', to: place }, ...(leavesAtOnce.includes(disposition) ? [{ ...move, from: place, to: 'outside' } as const] : [])];
      }),
    )
    .map((move, index) => ({ ...move, moveId: `${caseId}/${repairTaskIdOf({ ref })}/${index + 1}` }));
}

function moved(repair: RepairOrder, action: RepairAction): Result<RepairOrder, DomainError> {
  const next = step(repairMachine, repair.status, action);
  return next.ok ? ok({ ...repair, status: next.value }) : next;
}
