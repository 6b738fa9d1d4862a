import { domainError, ok, step, type DomainError, type Result } from '@huiliu/kernel';
import type { Arrival } from './arrival';
import { conditionOf, dispositionOf, leavesAtOnce } from './disposition';
import { rejectionMachine, type RejectionAction, type RejectionStatus } from './rejection-machine';
import { sameLines, type PickingOrder, type ReservationLine } from './reservation';
import type { StockMove } from './stock';
import type { CaseRef, Disposition, Grade, Liability, Place } from './words';

/** What of one case was rejected at its inspection. Whoever has the units carries out what is chosen, once: money and parcels follow from that. */
export interface Rejection {
  readonly ref: CaseRef;
  readonly status: RejectionStatus;
  readonly lines: readonly RejectedUnits[];
  /** The choice that is awaited, or was carried out, from 1. */
  readonly choice: number;
  /** Undefined until it is settled. */
  readonly outcome: RejectionOutcome | undefined;
  /** What is being sent back. Missing until it was ordered. */
  readonly order?: PickingOrder | undefined;
  /** Which parcel to the customer it is, from 1: what could not be delivered is packed once more. Missing for the first. */
  readonly parcel?: number | undefined;
}

export interface RejectedUnits {
  readonly caseLineId: string;
  readonly orderLineId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly grade: Grade;
  readonly liability: Liability;
}

export type RejectionOutcome = 'deduction' | 'goods_back' | 'accepted';
export type RejectionChoice = 'deduction' | 'goods_back' | 'dispute';

const choices: Readonly<Record<RejectionChoice, RejectionAction>> = { deduction: 'deduct', goods_back: 'send_back', dispute: 'dispute' };

export const isAboutRejected = (choice: string): choice is RejectionChoice => choice in choices;

/** The inspection is finished. Undefined where nothing was rejected. */
export function rejectedOf({ ref, lines }: Arrival): Rejection | undefined {
  const rejected = lines.flatMap(({ caseLineId, orderLineId, sku, graded }) =>
    graded.flatMap(({ quantity, grade, liability, disposition }) => (disposition === 'quarantine' ? [{ caseLineId, orderLineId, sku, quantity, grade, liability }] : [])),
  );
  return rejected.length > 0 ? { ref, status: rejectionMachine.initial, lines: rejected, choice: 1, outcome: undefined } : undefined;
}

/** What the customer has chosen is done. Undefined when it was before. Errors: CHOICE_UNKNOWN, SETTLED_OTHERWISE, ILLEGAL_MOVE. */
export function carryOut(rejection: Rejection, number: number, choice: RejectionChoice): Result<Rejection | undefined, DomainError> {
  const { ref, outcome, status } = rejection;
  // Offered again only after we had upheld it: a warehouse that was restored alone has heard the choice, and not the person.
  if (status === 'disputed' && number > rejection.choice) return carryOut({ ...rejection, status: 'awaiting_choice', choice: number }, number, choice);
  if (number < rejection.choice || (status === 'disputed' && choice === 'dispute')) return ok(undefined);
  if (number > rejection.choice) return domainError('CHOICE_UNKNOWN', `Case ${ref.caseNumber}: choice ${number} was answered, but ${rejection.choice} was the last. Find out with intake what was offered.`);
  if (outcome !== undefined) return outcome === choice ? ok(undefined) : domainError('SETTLED_OTHERWISE', `Case ${ref.caseNumber}: what was rejected has been settled before, with ${outcome}. Find out with intake what was chosen.`);
  const next = step(rejectionMachine, rejection.status, choices[choice]);
  return next.ok ? ok({ ...rejection, status: next.value, ...(choice !== 'dispute' && { outcome: choice }) }) : next;
}

/** How a dispute ends: accepted as they are, or the customer chooses again. Undefined where it is over. */
export function endDispute(rejection: Rejection, how: 'accepted' | 'upheld'): Rejection | undefined {
  const next = step(rejectionMachine, rejection.status, how === 'accepted' ? 'accept' : 'uphold');
  if (!next.ok) return undefined;
  return how === 'accepted' ? { ...rejection, status: next.value, outcome: how } : { ...rejection, status: next.value, choice: rejection.choice + 1 };
}

/** Who packs it for the WMS, and under what it is named there instead of a reservation. */
export const backTaskIdOf = ({ ref }: Pick<Rejection, 'ref'>): string => `Q-${ref.caseId}`;
export const parcelOf = ({ parcel = 1 }: Pick<Rejection, 'parcel'>): number => parcel;
export const packingTaskIdOf = (rejection: Pick<Rejection, 'ref' | 'parcel'>): string => taskIdOfParcel(rejection, parcelOf(rejection));
const taskIdOfParcel = ({ ref }: Pick<Rejection, 'ref'>, parcel: number): string => `K-${ref.caseId}-${parcel}`;

/** Units by case line, whatever their grades. */
export function unitsByLine({ lines }: Pick<Rejection, 'lines'>): readonly ReservationLine[] {
  const units = new Map<string, ReservationLine>();
  for (const { caseLineId, sku, quantity } of lines) units.set(caseLineId, { caseLineId, sku, quantity: quantity + (units.get(caseLineId)?.quantity ?? 0) });
  return [...units.values()];
}

/** Logistics has ordered it to be sent back. Undefined when it was ordered before. Errors: ILLEGAL_MOVE, NOT_WHAT_WAS_REJECTED. */
export function orderBack(rejection: Rejection, order: PickingOrder): Result<Rejection | undefined, DomainError> {
  if (rejection.order !== undefined) return ok(undefined);
  if (!sameLines(order.lines, unitsByLine(rejection))) return domainError('NOT_WHAT_WAS_REJECTED', `Case ${rejection.ref.caseNumber}: other units are to be sent back than were rejected. Find out with logistics what the customer is to get.`);
  const next = step(rejectionMachine, rejection.status, 'order');
  return next.ok ? ok({ ...rejection, status: next.value, order }) : next;
}

/** The parcel was handed over. Undefined when it was reported before. Errors: PICKING_UNKNOWN, PICKED_OTHERWISE. */
export function handedBack(rejection: Rejection, taskId: string, picked: readonly ReservationLine[]): Result<Rejection | undefined, DomainError> {
  if (Array.from({ length: parcelOf(rejection) - 1 }, (_, index) => taskIdOfParcel(rejection, index + 1)).includes(taskId)) return ok(undefined);
  if (taskId !== packingTaskIdOf(rejection) || !rejection.order) return domainError('PICKING_UNKNOWN', 'No such picking task was issued: report under the case id and task id of the task.');
  if (!sameLines(picked, rejection.order.lines)) return domainError('PICKED_OTHERWISE', 'Other units were reported than the task names: pick what it names, and report just that.');
  if (rejection.status === 'handed_over') return ok(undefined);
  const next = step(rejectionMachine, rejection.status, 'hand_over');
  return next.ok ? ok({ ...rejection, status: next.value }) : next;
}

/** What was handed over could not be delivered, and is here again. Undefined when it was taken back before. Error: ILLEGAL_MOVE, while it was not handed over. */
export function takeRejectedBack(rejection: Rejection, parcel: number): Result<Rejection | undefined, DomainError> {
  if (parcel < parcelOf(rejection)) return ok(undefined);
  const next = step(rejectionMachine, rejection.status, 'take_back');
  return next.ok ? ok({ ...rejection, status: next.value, order: undefined, parcel: parcel + 1 }) : next;
}

/** What is paid for is ours from now on: out of quarantine, onto the shelf of its grade. What goes back is the customer's again, and no stock of ours. */
export function movesOfSettled({ ref: { caseId }, lines, outcome }: Rejection, at: string): readonly StockMove[] {
  const moves: StockMove[] = [];
  const move = (sku: string, from: Place, to: Place, quantity: number, disposition: Disposition): void =>
    void moves.push({ moveId: `${caseId}/rejected/${moves.length + 1}`, sku, caseId, from, to, quantity: BigInt(quantity), disposition, at });
  for (const { sku, quantity, grade, liability } of lines) {
    if (outcome === 'goods_back') {
      move(sku, 'quarantine', 'outside', quantity, 'back_to_customer');
      continue;
    }
    const disposition = dispositionOf(grade, liability);
    move(sku, 'quarantine', conditionOf(grade), quantity, disposition);
    if (leavesAtOnce.includes(disposition)) move(sku, conditionOf(grade), 'outside', quantity, disposition);
  }
  return moves;
}
