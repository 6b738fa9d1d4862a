import { domainError, isFinal, ok, step, type DomainError, type Result } from '@huiliu/kernel';
import type { Arrival, MatchedParcel } from './arrival';
import { owner } from './exception';
import type { StockMove } from './stock';
import { unannouncedMachine, type UnannouncedStatus } from './unannounced-machine';
import type { CaseRef, Grade } from './words';

/** What the WMS reports of goods that it can't tell the case of. */
export interface UnannouncedReport {
  /** The same report twice has the same id. */
  readonly reportId: string;
  /** Empty where it has none that is known. */
  readonly trackingNumber: string;
  readonly carrierCode: string;
  /** Of the task in whose parcel they lay; empty where they came by themselves. */
  readonly foundInTaskId: string;
  readonly goods: readonly FoundGoods[];
  /** As written on it; empty where nothing is. */
  readonly clue: { readonly caseNumber: string; readonly orderId: string };
  /** ISO, the WMS's time. */
  readonly receivedAt: string;
}

export interface FoundGoods {
  readonly sku: string;
  readonly quantity: number;
  readonly grade: Grade;
}

/** Goods without a case, in quarantine until it is known whose they are. */
export interface UnannouncedParcel extends Omit<UnannouncedReport, 'reportId'> {
  readonly parcelId: string;
  readonly status: UnannouncedStatus;
  readonly owner: string;
  readonly openedAt: string;
  readonly dueAt: string;
  /** Undefined while it is nobody's. */
  readonly match: Match | undefined;
  /** Why logistics did not take it in for the case that it was matched to last. */
  readonly declined: string | undefined;
}

export interface Match {
  readonly ref: CaseRef;
  /** Staff id, or the clue on it. */
  readonly by: string;
}

/** Who matches what has the number of a case on it that awaits just these goods. */
export const byClue = 'clue';

/** As long as customers have to send, twice over: whoever misses a return asks before that. Every hour counts. */
export const daysToMatch = 28;
/** How long there is at least to find another case, where logistics did not take it in for the first. */
export const daysAfterDecline = 3;
const dayMs = 86_400_000;

/** Parcels that one return takes in; more are a mistake. */
export const matchesTaken = 10;

/** The same for the same report. */
export const parcelIdOf = (reportId: string): string => `U-${reportId}`;

/** As the WMS knows it. */
export const reportIdOf = (parcelId: string): string => parcelId.slice(parcelIdOf('').length);

export function openParcel({ reportId, ...report }: UnannouncedReport, now: Date): UnannouncedParcel {
  return { ...report, parcelId: parcelIdOf(reportId), status: unannouncedMachine.initial, owner, openedAt: now.toISOString(), dueAt: daysLater(now, daysToMatch), match: undefined, declined: undefined };
}

/** Whether another report says the same. */
export const saysTheSame = (parcel: UnannouncedParcel, report: UnannouncedReport): boolean => {
  const told = ({ trackingNumber, carrierCode, foundInTaskId, goods, clue, receivedAt }: Omit<UnannouncedReport, 'reportId'>): string =>
    JSON.stringify([trackingNumber, carrierCode, foundInTaskId, goods.map(({ sku, quantity, grade }) => [sku, quantity, grade]), clue.caseNumber, clue.orderId, Date.parse(receivedAt)]);
  return told(parcel) === told(report);
};

export interface Matched {
  readonly parcel: UnannouncedParcel;
  readonly arrival: Arrival;
  /** With what was matched before, it is all that is expected. */
  readonly complete: boolean;
}

/**
 * Somebody has found out whose it is. The same parcel where it was matched so by the same person before.
 * Errors: PARCEL_MATCHED, PARCEL_UNCLAIMED, CASE_NOT_AWAITING, GOODS_NOT_OF_CASE, GOODS_MATCHED_BEFORE, TOO_MANY_PARCELS.
 */
export function matchParcel(parcel: UnannouncedParcel, arrival: Arrival, by: string): Result<Matched | undefined, DomainError> {
  const { match } = parcel;
  if (match?.by === by && match.ref.caseId === arrival.ref.caseId) return ok(undefined);
  if (match) return domainError('PARCEL_MATCHED', `This parcel was matched to case ${match.ref.caseNumber} by somebody else, or before: look at that case.`);
  if (isFinal(unannouncedMachine, parcel.status)) return domainError('PARCEL_UNCLAIMED', 'Nobody has found out in time whose this parcel was: its goods are kept as unclaimed, and the customer has to apply anew.');
  const fault = faultOf(parcel, arrival);
  if (fault) return fault;
  const moved = step(unannouncedMachine, parcel.status, 'match');
  if (!moved.ok) return moved;
  const taken = withMatched(arrival, parcel);
  return ok({ parcel: { ...parcel, status: moved.value, match: { ref: arrival.ref, by }, declined: undefined }, arrival: taken, complete: isComplete(taken) });
}

/** Why it can't be of this case. */
function faultOf(parcel: UnannouncedParcel, arrival: Arrival): Result<never, DomainError> | undefined {
  const { ref, status, lines, rmaNumber } = arrival;
  if (status !== 'expected') return domainError('CASE_NOT_AWAITING', `The goods of case ${ref.caseNumber} are not awaited any more: its arrival is ${status}. What is at the dock is reported under its inspection task; for what comes later the customer applies anew.`);
  if (rmaNumber === '') return domainError('CASE_NOT_AWAITING', `The goods of case ${ref.caseNumber} come back under their outbound waybill: have the carrier report that one as delivered.`);
  const of = (sku: string): boolean => lines.some((line) => line.sku === sku);
  if (!parcel.goods.some(({ sku }) => of(sku))) return domainError('GOODS_NOT_OF_CASE', `Nothing in this parcel is awaited for case ${ref.caseNumber}: compare the SKUs, and look for another case.`);
  if (isComplete(arrival)) return domainError('GOODS_MATCHED_BEFORE', `All goods of case ${ref.caseNumber} were matched to it before: this parcel is another one's.`);
  if ((arrival.matched?.length ?? 0) >= matchesTaken) return domainError('TOO_MANY_PARCELS', `Case ${ref.caseNumber} has ${matchesTaken} parcels that nobody had announced: find out with the customer what was sent.`);
  return undefined;
}

/** Whether the goods are just those that the case awaits, no unit more or less. */
export function isExactly({ goods }: Pick<UnannouncedParcel, 'goods'>, { lines, matched, status, rmaNumber }: Arrival): boolean {
  if (matched || status !== 'expected' || rmaNumber === '') return false;
  const [found, expected] = [unitsBySku(goods), unitsBySku(lines.map((line) => ({ sku: line.sku, quantity: line.expected })))];
  return found.size === expected.size && [...expected].every(([sku, units]) => found.get(sku) === units);
}

function isComplete({ lines, matched = [] }: Arrival): boolean {
  const found = unitsBySku(matched.flatMap(({ goods }) => goods));
  return [...unitsBySku(lines.map(({ sku, expected }) => ({ sku, quantity: expected })))].every(([sku, units]) => (found.get(sku) ?? 0) >= units);
}

/** Logistics has taken it for a parcel of that return: final. Undefined: it was so before. */
export function takeIn(parcel: UnannouncedParcel, match: Match): UnannouncedParcel | undefined {
  const moved = step(unannouncedMachine, parcel.status, 'take_in');
  return moved.ok ? { ...parcel, status: moved.value, match, declined: undefined } : undefined;
}

/** Too late for that return: it is open again, with time to find another case. Undefined: nobody waits for that answer. */
export function decline(parcel: UnannouncedParcel, caseId: string, code: string, now: Date): UnannouncedParcel | undefined {
  if (parcel.match?.ref.caseId !== caseId) return undefined;
  const moved = step(unannouncedMachine, parcel.status, 'decline');
  if (!moved.ok) return undefined;
  const soonest = daysLater(now, daysAfterDecline);
  return { ...parcel, status: moved.value, match: undefined, declined: code, dueAt: Date.parse(parcel.dueAt) > Date.parse(soonest) ? parcel.dueAt : soonest };
}

/** Nobody has found out in time. Undefined: somebody has, or it is not due yet. */
export function leaveUnclaimed(parcel: UnannouncedParcel, now: Date): UnannouncedParcel | undefined {
  if (Date.parse(parcel.dueAt) > now.getTime()) return undefined;
  const moved = step(unannouncedMachine, parcel.status, 'run_out');
  return moved.ok ? { ...parcel, status: moved.value } : undefined;
}

/** The arrival with the parcel among those that are its own; `taken`: logistics says so too. */
export function withMatched(arrival: Arrival, { parcelId, goods }: Pick<UnannouncedParcel, 'parcelId' | 'goods'>, taken = false): Arrival {
  const { matched = [] } = arrival;
  const own: MatchedParcel = { parcelId, goods: goods.map(({ sku, quantity }) => ({ sku, quantity })), ...(taken && { taken: true }) };
  return { ...arrival, matched: matched.some((each) => each.parcelId === parcelId) ? matched.map((each) => (each.parcelId === parcelId ? own : each)) : [...matched, own] };
}

export function withoutMatched({ matched = [], ...arrival }: Arrival, parcelId: string): Arrival {
  const others = matched.filter((each) => each.parcelId !== parcelId);
  return others.length > 0 ? { ...arrival, matched: others } : arrival;
}

/** Into quarantine when they come; out of it when they are a case's, as whatever stands at the dock is in no stock before it is inspected. The inspection then moves them as any. */
export const movesOfParcel = ({ parcelId, goods, receivedAt }: UnannouncedParcel, way: 'in' | 'out', caseId: string): readonly StockMove[] =>
  goods.map(({ sku, quantity }, index) => ({
    moveId: `${parcelId}/${way}/${index + 1}`,
    sku,
    caseId,
    ...(way === 'in' ? { from: 'outside', to: 'quarantine' } : { from: 'quarantine', to: 'outside' }),
    quantity: BigInt(quantity),
    disposition: 'quarantine',
    at: receivedAt,
  }));

const daysLater = (now: Date, days: number): string => new Date(now.getTime() + days * dayMs).toISOString();

function unitsBySku(goods: readonly { readonly sku: string; readonly quantity: number }[]): ReadonlyMap<string, number> {
  const units = new Map<string, number>();
  for (const { sku, quantity } of goods) units.set(sku, (units.get(sku) ?? 0) + quantity);
  return units;
}
