import { PickingTaskIssued, RepairFinished, RepairOrdered, RepairOutcome, RepairTaskIssued, ReplacementPicked } from '@huiliu/contracts';
import type { DomainError, Result } from '@huiliu/kernel';
import { done, ignored, notYet, refused, type Outcome } from '@huiliu/messaging';
import type { Arrival } from '../domain/arrival';
import {
  answerOfRepair,
  askForRepairAgain,
  handedOver,
  handingTaskIdOf,
  isOverdue,
  movesOfUnrepairable,
  orderHandingOver,
  orderRepair,
  parcelNumberOf,
  repairTaskIdOf,
  repairUnknown,
  takeRepairedBack,
  type RepairAnswer,
  type RepairOrder,
} from '../domain/repair';
import type { PickingOrder, ReservationLine } from '../domain/reservation';
import { moveGoods } from './put-away-units';
import { subjectOfCase, type WarehouseWork } from './work';

/** Runs while the WMS has not said what came of a repair. */
export const repairTimer = 'ask-for-repair-again';

/** The inspection of a case is finished: what came of its goods is repaired, if that is what they came for. */
export function beginRepair(work: WarehouseWork, arrival: Arrival): void {
  const repair = orderRepair(arrival, work.now);
  if (repair) ask(work, repair);
}

/** The WMS has not answered in time. */
export function askAgainForRepair(work: WarehouseWork, caseId: string): Outcome {
  const repair = work.repairs.get(caseId);
  const next = repair && askForRepairAgain(repair, work.now);
  if (!next) return ignored('it was answered meanwhile');
  ask(work, next);
  return done();
}

function ask(work: WarehouseWork, repair: RepairOrder): void {
  const { ref, attempt, answerBy } = repair;
  const subject = subjectOfCase(ref.caseId);
  work.repairs.put(ref.caseId, repair);
  work.say(RepairOrdered, subject, { ref, attempt, answerBy, overdue: isOverdue(repair) });
  work.say(RepairTaskIssued, subject, { ref, taskId: repairTaskIdOf(repair), attempt, lines: unitsOf(repair), answerBy });
  work.schedule({ subject, name: repairTimer, dueAt: new Date(answerBy), payload: { caseId: ref.caseId } });
}

/** The WMS has answered. Refusals: REPAIR_UNKNOWN, REPAIRED_OTHERWISE, REPAIR_ANSWERED_OTHERWISE. */
export function takeRepairAnswer(work: WarehouseWork, caseId: string, taskId: string, answer: RepairAnswer, lines: readonly ReservationLine[], at: string): Outcome {
  const repair = work.repairs.get(caseId);
  if (!repair) return refused({ ...repairUnknown.error, kind: 'UNPROCESSABLE' });
  return keep(work, answerOfRepair(repair, taskId, answer, lines), 'UNPROCESSABLE', (next) => {
    const { ref } = next;
    work.cancelTimer(subjectOfCase(caseId), repairTimer);
    if (answer === 'not_repairable') moveGoods(work, ref, movesOfUnrepairable(next, at));
    work.say(RepairFinished, subjectOfCase(caseId), { ref, outcome: RepairOutcome.wire(answer), lines: unitsOf(next), finishedAt: at });
  });
}

/** Logistics has ordered it to be sent back: the WMS is to pack it. Refusals: ILLEGAL_MOVE, NOT_WHAT_WAS_REPAIRED. */
export function packRepaired(work: WarehouseWork, caseId: string, order: PickingOrder): Outcome {
  const repair = work.repairs.get(caseId);
  // Logistics has heard from here that it is repaired: only where topics are read again side by side may the WMS's reports still be to come.
  if (!repair || repair.status === 'asked') return notYet('the WMS has not said yet that it is repaired');
  return keep(work, orderHandingOver(repair, order), 'CONFLICT', (next) =>
    work.say(PickingTaskIssued, subjectOfCase(caseId), { ref: next.ref, taskId: handingTaskIdOf(next), reservationTaskId: repairTaskIdOf(next), ...order }),
  );
}

/** The parcel is the carrier's. No stock of ours moves: the goods were the customer's all the time. Refusals: PICKING_UNKNOWN, PICKED_OTHERWISE. */
export function takeHandedOver(work: WarehouseWork, repair: RepairOrder, taskId: string, picked: readonly ReservationLine[]): Outcome {
  return keep(work, handedOver(repair, taskId, picked), 'UNPROCESSABLE', (next) =>
    work.say(ReplacementPicked, subjectOfCase(next.ref.caseId), { ref: next.ref, attempt: parcelNumberOf(next), lines: unitsOf(next) }),
  );
}

/** The parcel could not be delivered: the customer's goods are here again, until logistics orders them to be sent once more. Refusal: ILLEGAL_MOVE. */
export function takeRepairBack(work: WarehouseWork, caseId: string, parcel: number): Outcome {
  const repair = work.repairs.get(caseId);
  if (!repair || repair.status === 'asked' || (parcel >= parcelNumberOf(repair) && repair.status !== 'handed_over')) return notYet('the WMS has not reported yet that it was handed over');
  return keep(work, takeRepairedBack(repair, parcel), 'CONFLICT', () => undefined);
}

/** Keeps what was decided and does what follows from it. */
function keep(work: WarehouseWork, decided: Result<RepairOrder | undefined, DomainError>, kind: 'CONFLICT' | 'UNPROCESSABLE', follow: (next: RepairOrder) => void): Outcome {
  if (!decided.ok) return refused({ ...decided.error, kind });
  if (!decided.value) return ignored('it was so before');
  work.repairs.put(decided.value.ref.caseId, decided.value);
  follow(decided.value);
  return done();
}

const unitsOf = ({ lines }: RepairOrder): ReservationLine[] => lines.map(({ caseLineId, sku, quantity }) => ({ caseLineId, sku, quantity }));
