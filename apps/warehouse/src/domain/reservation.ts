import { domainError, ok, step, type DomainError, type Result } from '@huiliu/kernel';
import { reservationMachine, type ReservationAction, type ReservationStatus } from './reservation-machine';
import type { CaseRef } from './words';

/** Units of sellable stock that are set aside for the customer of one case, or are to be. */
export interface Reservation {
  readonly ref: CaseRef;
  readonly status: ReservationStatus;
  /** What was approved to be sent. */
  readonly lines: readonly ReservationLine[];
  /** ISO, by review's clock: who was approved first is served first. Of a variant that was chosen instead, when that was. */
  readonly approvedAt: string;
  /** Which shipment of the case it is for, from 1. */
  readonly attempt: number;
  /** How often the WMS was asked, from 1; names the task. */
  readonly asked: number;
  /** How often it was asked since somebody last chose to wait. */
  readonly askedSinceChoice: number;
  /** How often the customer had to choose. */
  readonly choices: number;
  /** What is being sent; undefined until it was ordered. */
  readonly order: PickingOrder | undefined;
  /** Units of it that came back undelivered, over all attempts; missing where none has. */
  readonly cameBack?: readonly ReservationLine[] | undefined;
}

export interface ReservationLine {
  readonly caseLineId: string;
  readonly sku: string;
  readonly quantity: number;
  /** Of a variant that the customer has chosen instead: what one unit was quoted at, in digits. Nothing is made of it here. */
  readonly unitPriceMinor?: string | undefined;
}

export interface ChosenVariant {
  /** Which choice of the case it answers. */
  readonly number: number;
  readonly caseLineId: string;
  readonly sku: string;
  readonly unitPriceMinor: string;
  /** ISO: whoever has wanted that variant for longer is served first. */
  readonly chosenAt: string;
}

export interface PickingOrder {
  readonly trackingNumber: string;
  readonly carrierCode: string;
  readonly lines: readonly ReservationLine[];
}

/** How often the WMS is asked for a customer who waits, once a day, until they are asked again whether they want to. */
export const askingsPerWait = 14;
export const askAgainAfterHours = 24;

export const reservationTaskIdOf = ({ ref, asked }: Reservation): string => `V-${ref.caseId}-${asked}`;
export const pickingTaskIdOf = ({ ref, attempt }: Reservation): string => `K-${ref.caseId}-${attempt}`;

export const askFor = (ref: CaseRef, lines: readonly ReservationLine[], approvedAt: string): Reservation => ({
  ref,
  status: reservationMachine.initial,
  lines,
  approvedAt,
  attempt: 1,
  asked: 1,
  askedSinceChoice: 1,
  choices: 0,
  order: undefined,
});

export type StockAnswer = 'reserved' | 'out_of_stock';

/**
 * The WMS has answered the task that it was asked by. Undefined when an earlier answer has settled that task, or it is not wanted any more. Error: RESERVATION_UNKNOWN.
 * Where somebody waits, a no is no news, until they have waited long enough to be asked again.
 */
export function answerOfWms(reservation: Reservation, taskId: string, answer: StockAnswer): Result<Reservation | undefined, DomainError> {
  const asked = Number(taskId.startsWith(`V-${reservation.ref.caseId}-`) ? taskId.slice(`V-${reservation.ref.caseId}-`.length) : Number.NaN);
  if (!(asked >= 1 && asked <= reservation.asked)) return domainError('RESERVATION_UNKNOWN', 'No such reservation task was issued: report under the case id and task id of the task.');
  if (asked < reservation.asked || reservation.status !== 'asked') return ok(undefined);
  if (answer === 'reserved') return moved(reservation, 'reserve');
  const waits = reservation.choices > 0 && reservation.askedSinceChoice < askingsPerWait;
  const none = moved(reservation, waits ? 'wait' : 'find_none');
  return none.ok && !waits ? ok({ ...none.value, choices: reservation.choices + 1 }) : none;
}

/** The customer wants to wait. Undefined when there is nothing to wait for: it was answered before, or is over. */
export function waitForStock(reservation: Reservation, number: number): Reservation | undefined {
  if (reservation.status !== 'out_of_stock' || reservation.choices !== number) return undefined;
  return { ...reservation, status: 'waiting', askedSinceChoice: 0 };
}

/**
 * The customer wants another variant: what was asked for is given up, as there was none, and the other is asked for. Undefined when there is nothing to choose: it was answered before, or is over.
 * Nobody has chosen to wait for it: should there be none of it either, the customer has to choose again.
 */
export function chooseVariant(reservation: Reservation, { number, caseLineId, sku, unitPriceMinor, chosenAt }: ChosenVariant): Reservation | undefined {
  if (reservation.choices !== number || reservation.attempt > 1) return undefined;
  const next = moved(reservation, 'choose_variant');
  if (!next.ok) return undefined;
  const lines = reservation.lines.map((line) => (line.caseLineId === caseLineId ? { ...line, sku, unitPriceMinor } : line));
  return { ...next.value, lines, approvedAt: chosenAt, asked: reservation.asked + 1, askedSinceChoice: askingsPerWait };
}

/** A day is over. Undefined when nobody waits any more. */
export const askAgain = (reservation: Reservation): Reservation | undefined =>
  reservation.status === 'waiting' ? { ...reservation, status: 'asked', asked: reservation.asked + 1, askedSinceChoice: reservation.askedSinceChoice + 1 } : undefined;

/** Whether what is known of this attempt is only that the WMS was asked. */
export const isUnanswered = ({ status, attempt }: Reservation, ofAttempt: number): boolean => ofAttempt > attempt || (ofAttempt === attempt && (status === 'asked' || status === 'waiting' || status === 'out_of_stock'));

/** Logistics has ordered it to be sent. Undefined when it was ordered before. Errors: ILLEGAL_MOVE, MORE_THAN_RESERVED. */
export function orderPicking(reservation: Reservation, attempt: number, order: PickingOrder): Result<Reservation | undefined, DomainError> {
  if (attempt < reservation.attempt || reservation.order !== undefined) return ok(undefined);
  const excess = order.lines.find((line) => line.quantity > (reservation.lines.find(({ caseLineId, sku }) => caseLineId === line.caseLineId && sku === line.sku)?.quantity ?? 0));
  if (excess) return domainError('MORE_THAN_RESERVED', `Case ${reservation.ref.caseNumber}: ${excess.quantity} units of line ${excess.caseLineId} are to be sent, but fewer of that SKU were reserved. Find out with logistics what was approved.`);
  const next = moved(reservation, 'order');
  return next.ok ? ok({ ...next.value, order }) : next;
}

/** The parcel was handed over. Undefined when it was reported before. Errors: PICKING_UNKNOWN; PICKED_OTHERWISE, when it is not what was ordered. */
export function pickingDone(reservation: Reservation, taskId: string, picked: readonly ReservationLine[]): Result<Reservation | undefined, DomainError> {
  if (reservation.status === 'picking' && taskId === pickingTaskIdOf(reservation)) {
    if (!sameLines(picked, reservation.order?.lines ?? [])) return domainError('PICKED_OTHERWISE', 'Other units were reported than the task names: pick what it names, and report just that.');
    return moved(reservation, 'pick');
  }
  const attempt = Number(taskId.slice(`K-${reservation.ref.caseId}-`.length));
  const wasIssued = taskId.startsWith(`K-${reservation.ref.caseId}-`) && attempt >= 1 && (attempt < reservation.attempt || (attempt === reservation.attempt && reservation.status === 'picked'));
  return wasIssued ? ok(undefined) : domainError('PICKING_UNKNOWN', 'No such picking task was issued: report under the case id and task id of the task.');
}

/** What was sent is lost for good: the same units are asked for once more. Undefined when that was done before. Error: ILLEGAL_MOVE. */
export function sendAgain(reservation: Reservation, lostAttempt: number): Result<Reservation | undefined, DomainError> {
  if (lostAttempt < reservation.attempt) return ok(undefined);
  const lines = reservation.order?.lines ?? reservation.lines;
  const next = moved(reservation, 'send_again');
  return next.ok ? ok({ ...next.value, lines, attempt: lostAttempt + 1, asked: reservation.asked + 1, askedSinceChoice: 1, choices: reservation.choices, order: undefined }) : next;
}

/** What was sent could not be delivered and is here again: the same units are asked for once more. Undefined when that was done before. Error: ILLEGAL_MOVE. */
export function takeBack(reservation: Reservation, attempt: number): Result<Reservation | undefined, DomainError> {
  const again = sendAgain(reservation, attempt);
  return again.ok && again.value ? ok({ ...again.value, cameBack: [...(reservation.cameBack ?? []), ...(reservation.order?.lines ?? [])] }) : again;
}

/** Nothing is sent to the customer. Undefined when it was released before. Error: ILLEGAL_MOVE, once it was ordered. */
export function release(reservation: Reservation): Result<Reservation | undefined, DomainError> {
  return reservation.status === 'released' ? ok(undefined) : moved(reservation, 'release');
}

/** One line twice does not stand for two. */
export const sameLines = (a: readonly ReservationLine[], b: readonly ReservationLine[]): boolean => a.length === b.length && areAmong(a, b) && areAmong(b, a);

const areAmong = (some: readonly ReservationLine[], all: readonly ReservationLine[]): boolean =>
  some.every(({ caseLineId, sku, quantity }) => all.some((line) => line.caseLineId === caseLineId && line.sku === sku && line.quantity === quantity));

function moved(reservation: Reservation, action: ReservationAction): Result<Reservation, DomainError> {
  const next = step(reservationMachine, reservation.status, action);
  return next.ok ? ok({ ...reservation, status: next.value }) : next;
}
