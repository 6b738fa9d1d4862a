import { domainError, ok, type DomainError, type Result } from '@huiliu/kernel';
import { caseNumberOf } from './case-number';
import { isConcern, type CaseName, type ConcernType, type IntakeCase, type OfferedType } from './intake-case';
import { submitCase, type AppliedLine, type Application, type Opened } from './opening';
import type { Order } from './order';
import { freeUnits, type OrderUnits } from './units';

/** As which case one that had ended was taken up again, by whom and why. */
export interface Reopening extends CaseName {
  /** Stable code, as STILL_FAULTY. */
  readonly reasonCode: string;
  /** `customer`, or the staff id of who asked for them. */
  readonly askedBy: string;
  readonly at: string;
}

export interface ReopeningWish extends Pick<Reopening, 'reasonCode' | 'askedBy' | 'at'> {
  /** Of the case that is to be opened. */
  readonly caseId: string;
  /** Of the lines that the case was about; empty: all that can still be claimed of them. */
  readonly lines: readonly { readonly orderLineId: string; readonly quantity: number }[];
  /** Undefined: the same as before. */
  readonly type: OfferedType | undefined;
}

/** What the case's order has to say, which may not be known. */
export interface Purchase {
  readonly order: Order | undefined;
  readonly units: OrderUnits;
}

/** The case that had ended, with its new name, and the one in which it goes on. */
export interface Reopened {
  readonly ended: IntakeCase;
  readonly opened: Opened;
}

/**
 * Takes up again what has ended: as another case, since what was settled stays settled. It is the same notice of the customer's, so that windows count to the day on which they first gave it, and shows the same evidence.
 * Units that were paid for are spent, and others may be in another case by now: only what is left can be claimed. Errors: CASE_NOT_CLOSED, CASE_REOPENED, CONCERN_NOT_REOPENED, CONCERN_TURNED, REOPENING_TOO_LATE, NO_UNITS_LEFT,
 * LINE_NOT_IN_CASE, PRICE_MISSING, and those of `submitCase`.
 * @param withinMs how long after its end
 */
export function reopenCase(it: IntakeCase, wish: ReopeningWish, { order, units }: Purchase, withinMs: number): Result<Reopened, DomainError> {
  const type = goodsOf(it, wish, withinMs);
  if (!type.ok) return type;
  if (type.value === 'price_difference' && it.type !== 'price_difference') return domainError('PRICE_MISSING', 'a price difference needs the lower price that you point to: apply for it as a case of its own');
  const lines = linesAgain(it, wish, type.value, order, units);
  if (!lines.ok) return lines;
  const opened = submitCase(applicationAgain(it, wish, type.value, lines.value), order, units);
  if (!opened.ok) return opened;
  const { caseId, reasonCode, askedBy, at } = wish;
  return ok({ ended: { ...it, reopenedAs: { caseId, caseNumber: caseNumberOf(caseId), orderId: it.orderId, reasonCode, askedBy, at } }, opened: opened.value });
}

/** What is asked for now, of a case that may be taken up again at all. */
function goodsOf(it: IntakeCase, { type, at }: ReopeningWish, withinMs: number): Result<OfferedType, DomainError> {
  const { caseNumber, closing, closedAt, reopenedAs, concernEnd } = it;
  if (!closing || closedAt === undefined) return domainError('CASE_NOT_CLOSED', `case ${caseNumber} has not ended: go on with it as it is`);
  if (reopenedAs) return domainError('CASE_REOPENED', `case ${caseNumber} was taken up again as case ${reopenedAs.caseNumber}: go on with that one`);
  if (concernEnd?.how === 'turned') return domainError('CONCERN_TURNED', `case ${concernEnd.into.caseNumber} was made of case ${caseNumber}: go on with that one`);
  if (isGoods(it.type)) {
    const until = Date.parse(closedAt) + withinMs;
    if (Date.parse(at) >= until) return domainError('REOPENING_TOO_LATE', `case ${caseNumber} could be taken up again until ${new Date(until).toISOString()}: apply for a case of its own`);
    return ok(type ?? it.type);
  }
  return domainError('CONCERN_NOT_REOPENED', `case ${caseNumber} was a question or a complaint, and is answered: raise another one, or apply for what you need`);
}

const isGoods = (type: OfferedType | ConcernType): type is OfferedType => !isConcern(type);

/** As many units of each line as are wanted: all, where nobody says, that nobody else has claimed meanwhile. */
function linesAgain(it: IntakeCase, wish: ReopeningWish, type: OfferedType, order: Order | undefined, units: OrderUnits): Result<readonly AppliedLine[], DomainError> {
  const left = new Map((order?.lines ?? []).map((line) => [line.orderLineId, Math.max(0, freeUnits(line, units))]));
  const wanted = wish.lines.length === 0 ? left : new Map<string, number>();
  for (const { orderLineId, quantity } of wish.lines) wanted.set(orderLineId, (wanted.get(orderLineId) ?? 0) + quantity);
  const lines: AppliedLine[] = [];
  for (const line of it.lines) {
    const quantity = Math.min(line.quantity, wanted.get(line.orderLineId) ?? 0);
    if (quantity === 0) continue;
    wanted.set(line.orderLineId, (wanted.get(line.orderLineId) ?? 0) - quantity);
    lines.push(lineAgain(it, line, quantity, type));
  }
  const [elsewhere] = wish.lines.filter(({ orderLineId }) => (wanted.get(orderLineId) ?? 0) > 0);
  if (wish.lines.length > 0 && elsewhere) return domainError('LINE_NOT_IN_CASE', `case ${it.caseNumber} was not about so many units of line ${elsewhere.orderLineId}: take them up as a case of their own`);
  if (lines.length === 0) return domainError('NO_UNITS_LEFT', `nothing of case ${it.caseNumber} can be claimed any more: its units were paid for, are in another case, or belong to no purchase that is known; look at your other cases, or ask customer service`);
  return ok(lines);
}

/** What belongs to one type alone is asked for again only where that is. */
function lineAgain(it: IntakeCase, { orderLineId, sku, reason, condition, ...terms }: IntakeCase['lines'][number], quantity: number, type: OfferedType): AppliedLine {
  const { lowerUnitPriceMinor, wantedSku, wantedUnitPriceMinor } = type === it.type ? terms : {};
  return { orderLineId, sku, quantity, reason, condition, lowerUnitPriceMinor, wantedSku, wantedUnitPriceMinor };
}

/** Goods are stopped, or got back, once: what logistics could not stop, or let go, the customer has by now, or is about to; and of what came back what is left was not in it. */
function applicationAgain(it: IntakeCase, { caseId, at }: ReopeningWish, type: OfferedType, lines: readonly AppliedLine[]): Application {
  const { orderId, customerId, requestedAt, provenance, evidence, caseNumber } = it;
  const refundOnlyKind = type === it.type && it.recall === undefined && it.calledOff?.by !== 'logistics' ? it.refundOnlyKind : undefined;
  return { caseId, type, refundOnlyKind, orderId, customerId, channel: 'api', requestId: '', requestedAt, openedAt: at, provenance, lines, evidence, reopens: { caseId: it.caseId, caseNumber, orderId } };
}
