import { Grade, PickingTaskIssued, RejectionOutcome, RejectionSettled, ReplacementPicked } from '@huiliu/contracts';
import type { DomainError, Result } from '@huiliu/kernel';
import { done, ignored, notYet, refused, type Outcome } from '@huiliu/messaging';
import type { Arrival } from '../domain/arrival';
import { backTaskIdOf, carryOut, endDispute, handedBack, movesOfSettled, orderBack, packingTaskIdOf, parcelOf, rejectedOf, takeRejectedBack, unitsByLine, type Rejection, type RejectionChoice } from '../domain/rejection';
import type { PickingOrder, ReservationLine } from '../domain/reservation';
import { openDispute } from './open-exceptions';
import { moveGoods } from './put-away-units';
import { subjectOfCase, type WarehouseWork } from './work';

/** The inspection of a case is finished: what was rejected stays in quarantine until it is settled. */
export function holdRejected(work: WarehouseWork, arrival: Arrival): void {
  const rejection = rejectedOf(arrival);
  if (rejection) work.rejections.put(arrival.ref.caseId, rejection);
}

export interface ChoiceMade {
  readonly number: number;
  readonly choice: RejectionChoice;
  /** ISO, intake's clock. */
  readonly chosenAt: string | undefined;
}

/** The customer has chosen, or has let the time pass. Refusals: CHOICE_UNKNOWN, SETTLED_OTHERWISE, ILLEGAL_MOVE. */
export function carryOutChoice(work: WarehouseWork, caseId: string, { number, choice, chosenAt }: ChoiceMade): Outcome {
  const rejection = work.rejections.get(caseId);
  // Intake has heard from here that units are rejected: only where topics are read again side by side may the WMS's report still be to come.
  if (!rejection) return notYet('the WMS has not reported yet what is to be chosen about');
  const decided = carryOut(rejection, number, choice);
  if (!decided.ok) return refused({ ...decided.error, kind: 'CONFLICT' });
  if (!decided.value) return ignored('it was settled so before');
  if (decided.value.status === 'disputed') {
    work.rejections.put(caseId, decided.value);
    openDispute(work, decided.value);
  } else settle(work, decided.value, chosenAt ?? work.now.toISOString());
  return done();
}

/** A person has looked again, or nobody has in time. Nothing where it was settled otherwise meanwhile. */
export function settleDispute(work: WarehouseWork, caseId: string, how: 'accepted' | 'upheld'): void {
  const rejection = work.rejections.get(caseId);
  const next = rejection && endDispute(rejection, how);
  if (!next) return;
  if (how === 'accepted') settle(work, next, work.now.toISOString());
  else work.rejections.put(caseId, next);
}

/** Stock moves, and it is said, both once: what is paid for is never sent too. */
function settle(work: WarehouseWork, rejection: Rejection, settledAt: string): void {
  const { ref, outcome = 'unspecified' } = rejection;
  work.rejections.put(ref.caseId, rejection);
  moveGoods(work, ref, movesOfSettled(rejection, settledAt));
  const lines = rejection.lines.map(({ caseLineId, orderLineId, sku, quantity, grade }) => ({ caseLineId, orderLineId, sku, quantity, grade: Grade.wire(grade) }));
  work.say(RejectionSettled, subjectOfCase(ref.caseId), { ref, outcome: RejectionOutcome.wire(outcome), lines, settledAt });
}

/** Logistics has ordered it to be sent back: the WMS is to pack it. Refusals: ILLEGAL_MOVE, NOT_WHAT_WAS_REJECTED. */
export function packRejected(work: WarehouseWork, caseId: string, order: PickingOrder): Outcome {
  const rejection = work.rejections.get(caseId);
  // Logistics has heard from here that it goes back: only where topics are read again side by side may the choice still be to come.
  if (!rejection || rejection.outcome === undefined) return notYet('the choice to get the goods back has not arrived from intake');
  return keep(work, orderBack(rejection, order), 'CONFLICT', (next) =>
    work.say(PickingTaskIssued, subjectOfCase(caseId), { ref: next.ref, taskId: packingTaskIdOf(next), reservationTaskId: backTaskIdOf(next), ...order }),
  );
}

/** The parcel is the carrier's. Its units have left stock before. Refusals: PICKING_UNKNOWN, PICKED_OTHERWISE. */
export function takeHandedBack(work: WarehouseWork, rejection: Rejection, taskId: string, picked: readonly ReservationLine[]): Outcome {
  return keep(work, handedBack(rejection, taskId, picked), 'UNPROCESSABLE', (next) =>
    work.say(ReplacementPicked, subjectOfCase(next.ref.caseId), { ref: next.ref, attempt: parcelOf(next), lines: [...unitsByLine(next)] }),
  );
}

/** What was sent back could not be delivered: it is the customer's, and in no stock, and is packed again when logistics orders it. */
export function takeBackRejected(work: WarehouseWork, caseId: string, parcel: number): Outcome {
  const rejection = work.rejections.get(caseId);
  if (!rejection || rejection.outcome === undefined || (parcel >= parcelOf(rejection) && rejection.status !== 'handed_over')) return notYet('the WMS has not reported yet that it was handed over');
  return keep(work, takeRejectedBack(rejection, parcel), 'CONFLICT', () => undefined);
}

/** Keeps what was decided and does what follows from it. */
function keep(work: WarehouseWork, decided: Result<Rejection | undefined, DomainError>, kind: 'CONFLICT' | 'UNPROCESSABLE', follow: (next: Rejection) => void): Outcome {
  if (!decided.ok) return refused({ ...decided.error, kind });
  if (!decided.value) return ignored('it was so before');
  work.rejections.put(decided.value.ref.caseId, decided.value);
  follow(decided.value);
  return done();
}
