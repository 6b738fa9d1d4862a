import { OutOfStock, PickingTaskIssued, ReplacementPicked, ReservationReleased, ReservationTaskIssued, UnitsReserved, type ReservedVariant } from '@huiliu/contracts';
import { done, ignored, notYet, refused, type Outcome } from '@huiliu/messaging';
import type { DomainError, Result } from '@huiliu/kernel';
import {
  answerOfWms,
  askAgain,
  askAgainAfterHours,
  askFor,
  chooseVariant,
  orderPicking,
  pickingDone,
  isUnanswered,
  pickingTaskIdOf,
  release,
  reservationTaskIdOf,
  sendAgain,
  takeBack,
  waitForStock,
  type ChosenVariant,
  type PickingOrder,
  type Reservation,
  type ReservationLine,
  type StockAnswer,
} from '../domain/reservation';
import type { StockMove } from '../domain/stock';
import { typesThatSend, type CaseRef, type CaseType } from '../domain/words';
import { moveGoods } from './put-away-units';
import { recordMove } from './record-move';
import { subjectOfCase, subjectOfStock, type WarehouseWork } from './work';

export interface Approval {
  readonly ref: CaseRef;
  readonly type: CaseType;
  readonly lines: readonly ReservationLine[];
  readonly approvedAt: string;
}

/** Runs while a customer waits for stock. */
export const askAgainTimer = 'ask-for-stock-again';

/** A case was approved that sends something out: the WMS is asked to set it aside. */
export function reserveUnits(work: WarehouseWork, { ref, type, lines, approvedAt }: Approval): Outcome {
  if (!typesThatSend.includes(type)) return ignored(`nothing is sent to the customer of a ${type}`);
  if (work.reservations.get(ref.caseId)) return ignored('the units were asked for before');
  issue(work, askFor(ref, lines, approvedAt));
  return done();
}

/** The WMS has answered. Refusal: RESERVATION_UNKNOWN. */
export function takeStockAnswer(work: WarehouseWork, caseId: string, taskId: string, answer: StockAnswer): Outcome {
  const reservation = work.reservations.get(caseId);
  if (!reservation) return unknownTask('reservation', 'RESERVATION_UNKNOWN');
  return keep(work, caseId, answerOfWms(reservation, taskId, answer), 'UNPROCESSABLE', (next) => {
    const { ref, attempt } = next;
    if (next.status === 'reserved') work.say(UnitsReserved, subjectOfCase(caseId), { ref, attempt, lines: next.lines.map(bare), variant: variantOf(next) });
    if (next.status === 'out_of_stock') work.say(OutOfStock, subjectOfCase(caseId), { ref, attempt, number: next.choices });
    if (next.status === 'waiting') scheduleAsking(work, caseId);
  });
}

/** The customer waits for new stock: the WMS is asked day by day. */
export function waitForUnits(work: WarehouseWork, caseId: string, number: number): Outcome {
  const reservation = work.reservations.get(caseId);
  if (!reservation) return notYet('the approval of the case has not arrived from review');
  const next = waitForStock(reservation, number);
  if (!next) return ignored('nobody has to choose about it any more');
  work.reservations.put(caseId, next);
  scheduleAsking(work, caseId);
  return done();
}

/** The customer wants another variant instead: the WMS is asked for that. */
export function reserveVariant(work: WarehouseWork, caseId: string, variant: ChosenVariant): Outcome {
  const reservation = work.reservations.get(caseId);
  if (!reservation) return notYet('the approval of the case has not arrived from review');
  const next = chooseVariant(reservation, variant);
  if (!next) return ignored('nobody has to choose about it any more');
  issue(work, next);
  return done();
}

/** Another day is over. */
export function askForUnitsAgain(work: WarehouseWork, caseId: string): Outcome {
  const reservation = work.reservations.get(caseId);
  const next = reservation && askAgain(reservation);
  if (!next) return ignored('nobody waits for it any more');
  issue(work, next);
  return done();
}

/** Logistics has ordered it to be sent: the WMS is to pick it. Refusals: ILLEGAL_MOVE, MORE_THAN_RESERVED. */
export function pickUnits(work: WarehouseWork, caseId: string, attempt: number, order: PickingOrder): Outcome {
  const reservation = work.reservations.get(caseId);
  if (!reservation) return notYet('the approval of the case has not arrived from review');
  // Logistics has heard from here that it is reserved: only where topics are read again side by side may the WMS's answer still be to come.
  if (isUnanswered(reservation, attempt)) return notYet('the WMS has not answered yet whether there are units');
  return keep(work, caseId, orderPicking(reservation, attempt, order), 'CONFLICT', (next) =>
    work.say(PickingTaskIssued, subjectOfCase(caseId), { ref: next.ref, taskId: pickingTaskIdOf(next), reservationTaskId: reservationTaskIdOf(next), ...order }),
  );
}

/** The parcel is the carrier's: its units have left the shelf. Refusals: PICKING_UNKNOWN, PICKED_OTHERWISE. */
export function takePicked(work: WarehouseWork, caseId: string, taskId: string, picked: readonly ReservationLine[], pickedAt: string): Outcome {
  const reservation = work.reservations.get(caseId);
  if (!reservation) return unknownTask('picking', 'PICKING_UNKNOWN');
  const unopened = reservation.status === 'picking' ? picked.find(({ sku }) => work.stock.get(sku)?.opened !== true) : undefined;
  if (unopened) return notYet(`the WMS has not opened the ledger of SKU ${unopened.sku}: what it picks can't be booked before it has said how much there was`, subjectOfStock(unopened.sku));
  return keep(work, caseId, pickingDone(reservation, taskId, picked), 'UNPROCESSABLE', (next) => {
    const lines = next.order?.lines ?? [];
    lines.forEach((line, index) => moveOut(work, caseId, `${caseId}/${taskId}/${index + 1}`, line, pickedAt));
    work.say(ReplacementPicked, subjectOfCase(caseId), { ref: next.ref, attempt: next.attempt, lines });
  });
}

/**
 * The WMS is the master of sellable stock and has picked what our ledger may not know of, as the shop fills its shelves without telling us: what is missing is booked in first, so that the ledger
 * shows both that it came and that it went.
 */
function moveOut(work: WarehouseWork, caseId: string, moveId: string, { sku, quantity }: ReservationLine, at: string): void {
  const wanted = BigInt(quantity);
  const onHand = work.stock.get(sku)?.shelves.a.onHand ?? 0n;
  if (onHand < wanted) recordMove(work, { moveId: `${moveId}/found`, sku, caseId, from: 'outside', to: 'a', quantity: wanted - onHand, disposition: 'restock', at });
  recordMove(work, { moveId, sku, caseId, from: 'a', to: 'outside', quantity: wanted, disposition: 'replacement', at });
}

/** What was sent is lost for good. Refusal: ILLEGAL_MOVE. */
export function reserveAgain(work: WarehouseWork, caseId: string, lostAttempt: number): Outcome {
  const reservation = work.reservations.get(caseId);
  if (!reservation) return notYet('the approval of the case has not arrived from review');
  if (isUnanswered(reservation, lostAttempt) || (reservation.attempt === lostAttempt && reservation.status !== 'picked')) return notYet('the WMS has not reported yet that it was picked');
  return keep(work, caseId, sendAgain(reservation, lostAttempt), 'CONFLICT', (next) => issue(work, next));
}

/** What was sent could not be delivered: its units are on the shelf again that they have left, and are asked for once more. Refusal: ILLEGAL_MOVE. */
export function takeUnitsBack(work: WarehouseWork, caseId: string, attempt: number, at: string): Outcome {
  const reservation = work.reservations.get(caseId);
  if (!reservation) return notYet('the approval of the case has not arrived from review');
  if (isUnanswered(reservation, attempt) || (reservation.attempt === attempt && reservation.status !== 'picked')) return notYet('the WMS has not reported yet that it was picked');
  return keep(work, caseId, takeBack(reservation, attempt), 'CONFLICT', (next) => {
    const taskId = pickingTaskIdOf(reservation);
    const moves = (reservation.order?.lines ?? []).map(({ sku, quantity }, index): StockMove => ({ moveId: `${caseId}/${taskId}/${index + 1}/back`, sku, caseId, from: 'outside', to: 'a', quantity: BigInt(quantity), disposition: 'restock', at }));
    moveGoods(work, next.ref, moves);
    issue(work, next);
  });
}

/** Nothing is sent to the customer any more. Refusal: ILLEGAL_MOVE. */
export function releaseUnits(work: WarehouseWork, caseId: string): Outcome {
  const reservation = work.reservations.get(caseId);
  if (!reservation) return notYet('the approval of the case has not arrived from review');
  return keep(work, caseId, release(reservation), 'CONFLICT', (next) => {
    work.cancelTimer(subjectOfCase(caseId), askAgainTimer);
    work.say(ReservationReleased, subjectOfCase(caseId), { ref: next.ref, taskId: reservationTaskIdOf(next) });
  });
}

function issue(work: WarehouseWork, next: Reservation): void {
  const { ref, lines, approvedAt } = next;
  work.reservations.put(ref.caseId, next);
  work.say(ReservationTaskIssued, subjectOfCase(ref.caseId), { ref, taskId: reservationTaskIdOf(next), lines: lines.map(bare), approvedAt });
}

/** Prices are no business of the WMS. */
const bare = ({ caseLineId, sku, quantity }: ReservationLine): ReservationLine => ({ caseLineId, sku, quantity });

const variantOf = ({ lines }: Reservation): ReservedVariant | undefined => lines.flatMap(({ caseLineId, unitPriceMinor }) => (unitPriceMinor === undefined ? [] : [{ caseLineId, unitPriceMinor }]))[0];

function scheduleAsking(work: WarehouseWork, caseId: string): void {
  work.schedule({ subject: subjectOfCase(caseId), name: askAgainTimer, dueAt: new Date(work.now.getTime() + askAgainAfterHours * 3_600_000), payload: { caseId } });
}

/** Keeps what was decided and does what follows from it. */
function keep(work: WarehouseWork, caseId: string, decided: Result<Reservation | undefined, DomainError>, kind: 'CONFLICT' | 'UNPROCESSABLE', follow: (next: Reservation) => void): Outcome {
  if (!decided.ok) return refused({ ...decided.error, kind });
  if (!decided.value) return ignored('it was so before, or is not wanted any more');
  work.reservations.put(caseId, decided.value);
  follow(decided.value);
  return done();
}

const unknownTask = (what: string, code: string): Outcome =>
  refused({ code, kind: 'UNPROCESSABLE', message: `No such ${what} task was issued: report under the case id and task id of the task.` });
