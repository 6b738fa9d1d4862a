import { domainError, isFinal, ok, step, type DomainError, type Machine, type Result } from '@huiliu/kernel';
import { cameOf, type Arrival } from './arrival';
import { isAwaited, notReported } from './inspection-clock';
import type { Rejection } from './rejection';
import type { CaseRef, Grade, Liability } from './words';

/** What is in a box against what was announced, several of a case where several are true; and what the customer disputes of its inspection. */
const boxKinds = ['short', 'empty_box', 'over', 'wrong_item', 'disputed'] as const;
/** An inspection that is overdue: nothing was reported, or never the end. */
const overdueKinds = ['not_received', 'not_finished'] as const;
export type OverdueKind = (typeof overdueKinds)[number];
export type ExceptionKind = (typeof boxKinds)[number] | OverdueKind;
export type ExceptionResolution = 'confirmed_missing' | 'stays_in_quarantine' | 'back_to_customer' | 'restock' | 'accepted' | 'upheld' | OverdueResolution;
export type OverdueResolution = 'never_came' | 'as_reported' | 'is_here' | 'turned_up';
export type ExceptionStatus = 'open' | 'claimed' | 'resolved' | 'cleared_up' | 'defaulted';

/** The department answers for an exception until a person takes it; whoever has it may still lose it to the clock, or to a word of the WMS that clears it up. */
export const exceptionMachine: Machine<ExceptionStatus, 'claim' | 'resolve' | 'clear_up' | 'run_out'> = {
  name: 'exception of the warehouse',
  initial: 'open',
  final: ['resolved', 'cleared_up', 'defaulted'],
  moves: {
    open: { claim: { to: 'claimed', actor: 'person' }, clear_up: { to: 'cleared_up', actor: 'wms' }, run_out: { to: 'defaulted', actor: 'clock' } },
    claimed: { resolve: { to: 'resolved', actor: 'person' }, clear_up: { to: 'cleared_up', actor: 'wms' }, run_out: { to: 'defaulted', actor: 'clock' } },
    resolved: {},
    cleared_up: {},
    defaulted: {},
  },
};

/** How each kind may end; the first one is what it ends with when nobody says otherwise. Units that turn up later are none of this case: they are free to be applied for again. */
export const resolutionsOf: Readonly<Record<ExceptionKind, readonly [byDefault: ExceptionResolution, ...others: ExceptionResolution[]]>> = {
  short: ['confirmed_missing'],
  empty_box: ['confirmed_missing'],
  over: ['stays_in_quarantine', 'back_to_customer', 'restock'],
  wrong_item: ['stays_in_quarantine', 'back_to_customer', 'restock'],
  // In the customer's favour.
  disputed: ['accepted', 'upheld'],
  // In the customer's favour, who by the carrier's word has sent it. That it has turned up only the WMS says.
  not_received: ['never_came', 'is_here'],
  // What was reported is settled; for the rest somebody looks, as for whatever is missing in a box.
  not_finished: ['as_reported', 'is_here'],
};

/** How often somebody may find the goods before the WMS has to report them: then the exception ends with its default, or with that report. */
export const lastRound = 3;

/** How this one may end, by a person. */
export const resolutionsFor = ({ exceptionId, kind, ref }: Pick<WarehouseException, 'exceptionId' | 'kind' | 'ref'>): readonly ExceptionResolution[] =>
  isOverdueKind(kind) && exceptionId === overdueIdOf(ref.caseId, kind, lastRound) ? [byDefaultOf({ kind })] : resolutionsOf[kind];

/** Three days, every hour of which counts: a customer waits for what is missing, and a shelf is full of what is too much. */
export const hoursToResolve = 72;

/** Answers for every exception of this department. */
export const owner = 'warehouse';
export const byDeadline = 'deadline';
const deadlineCode = 'DEADLINE';

export interface WarehouseException {
  readonly exceptionId: string;
  readonly ref: CaseRef;
  readonly kind: ExceptionKind;
  readonly status: ExceptionStatus;
  readonly units: readonly DisputedUnits[];
  readonly openedAt: string;
  readonly dueAt: string;
  readonly owner: string;
  /** Undefined while it is no person's. */
  readonly claimedBy: string | undefined;
  /** Undefined until it is over. */
  readonly end: ExceptionEnd | undefined;
}

export interface DisputedUnits {
  /** As the WMS has named it: of no line of the case where it is of none. */
  readonly caseLineId: string;
  readonly sku: string;
  readonly quantity: number;
  /** Undefined where they are not there. */
  readonly found: { readonly grade: Grade; readonly liability: Liability } | undefined;
}

export interface ExceptionEnd {
  readonly resolution: ExceptionResolution;
  /** Staff id, or the deadline. */
  readonly by: string;
  readonly reasonCode: string;
}

/** One of each kind for a case: the same for the same case. */
export const exceptionIdOf = (caseId: string, kind: ExceptionKind): string => `X-${caseId}-${kind}`;
/** But for what is overdue, of which there is another one each time that the goods were found and not reported, from 1. */
const overdueIdOf = (caseId: string, kind: OverdueKind, round: number): string => (round === 1 ? exceptionIdOf(caseId, kind) : `${exceptionIdOf(caseId, kind)}-${round}`);
const rounds = Array.from({ length: lastRound }, (_, index) => index + 1);
export const exceptionIdsOf = (caseId: string): string[] => [...boxKinds.map((kind) => exceptionIdOf(caseId, kind)), ...overdueIdsOf(caseId)];
export const overdueIdsOf = (caseId: string): string[] => overdueKinds.flatMap((kind) => rounds.map((round) => overdueIdOf(caseId, kind, round)));
export const isOverdueKind = (kind: ExceptionKind): kind is OverdueKind => kind === 'not_received' || kind === 'not_finished';

export const byDefaultOf = ({ kind }: Pick<WarehouseException, 'kind'>): ExceptionResolution => resolutionsOf[kind][0];

/** What an inspection that has just been finished leaves to be sorted out, in the order of the kinds. */
export function exceptionsOf(arrival: Arrival, now: Date): readonly WarehouseException[] {
  const missing = arrival.lines.filter((line) => line.expected > cameOf(line)).map((line) => ({ caseLineId: line.caseLineId, sku: line.sku, quantity: line.expected - cameOf(line), found: undefined }));
  const setAside = (ofKind: 'over' | 'wrong_item'): DisputedUnits[] =>
    arrival.exceptions.filter(({ kind }) => (kind === 'over_receipt') === (ofKind === 'over')).map(({ caseLineId, sku, quantity, grade, liability }) => ({ caseLineId, sku, quantity, found: { grade, liability } }));
  const empty = arrival.exceptions.length === 0 && arrival.lines.every((line) => cameOf(line) === 0);
  const units: Readonly<Record<(typeof boxKinds)[number], readonly DisputedUnits[]>> = { short: empty ? [] : missing, empty_box: empty ? missing : [], over: setAside('over'), wrong_item: setAside('wrong_item'), disputed: [] };
  return boxKinds.filter((kind) => units[kind].length > 0).map((kind) => open(arrival.ref, kind, sumUp(units[kind]), now));
}

/** The customer disputes that these were rejected. */
export const disputeOf = ({ ref, lines }: Pick<Rejection, 'ref' | 'lines'>, now: Date): WarehouseException =>
  open(ref, 'disputed', sumUp(lines.map(({ caseLineId, sku, quantity, grade, liability }) => ({ caseLineId, sku, quantity, found: { grade, liability } }))), now);

/** An inspection is overdue: somebody has to look where the goods are. `known`: whether there is such an exception already. Undefined: nothing is awaited. */
export function overdueOf(arrival: Arrival, known: (exceptionId: string) => boolean, now: Date): WarehouseException | undefined {
  if (!isAwaited(arrival)) return undefined;
  const { ref, status } = arrival;
  const kind = status === 'at_dock' ? 'not_received' : 'not_finished';
  const exceptionId = rounds.map((round) => overdueIdOf(ref.caseId, kind, round)).find((id) => !known(id));
  return exceptionId === undefined ? undefined : { ...open(ref, kind, notReported(arrival).map((units) => ({ ...units, found: undefined })), now), exceptionId };
}

const open = (ref: CaseRef, kind: ExceptionKind, units: readonly DisputedUnits[], now: Date): WarehouseException => ({
  exceptionId: exceptionIdOf(ref.caseId, kind),
  ref,
  kind,
  status: exceptionMachine.initial,
  units,
  openedAt: now.toISOString(),
  dueAt: new Date(now.getTime() + hoursToResolve * 3_600_000).toISOString(),
  owner,
  claimedBy: undefined,
  end: undefined,
});

/** Units that are alike are one entry, whatever the number of reports that have told of them. */
function sumUp(units: readonly DisputedUnits[]): readonly DisputedUnits[] {
  const sums = new Map<string, DisputedUnits>();
  for (const each of units) {
    const key = JSON.stringify([each.caseLineId, each.sku, each.found?.grade, each.found?.liability]);
    const known = sums.get(key);
    sums.set(key, known ? { ...known, quantity: known.quantity + each.quantity } : each);
  }
  return [...sums.values()];
}

type Moved = Result<WarehouseException, DomainError>;

/** The same exception for who has it already. Errors: EXCEPTION_OVER, EXCEPTION_TAKEN. */
export function claim(exception: WarehouseException, person: string): Moved {
  if (isFinal(exceptionMachine, exception.status)) return over(exception);
  if (exception.claimedBy === person) return ok(exception);
  if (exception.claimedBy !== undefined) return taken(exception);
  const moved = step(exceptionMachine, exception.status, 'claim');
  return moved.ok ? ok({ ...exception, status: moved.value, claimedBy: person }) : moved;
}

/** The same exception where the same person has ended it so before. Errors: EXCEPTION_OVER, EXCEPTION_NOT_CLAIMED, EXCEPTION_TAKEN, RESOLUTION_NOT_POSSIBLE. */
export function resolve(exception: WarehouseException, person: string, resolution: ExceptionResolution, reasonCode: string): Moved {
  const { end, claimedBy, ref } = exception;
  if (end?.by === person && end.resolution === resolution) return ok(exception);
  if (isFinal(exceptionMachine, exception.status)) return over(exception);
  if (claimedBy === undefined) return domainError('EXCEPTION_NOT_CLAIMED', `nobody has taken this exception of case ${ref.caseNumber}: claim it first, so that nobody else sees to it at the same time`);
  if (claimedBy !== person) return taken(exception);
  if (!resolutionsFor(exception).includes(resolution)) return domainError('RESOLUTION_NOT_POSSIBLE', `this exception ends with one of: ${resolutionsFor(exception).join(', ')}`);
  const moved = step(exceptionMachine, exception.status, 'resolve');
  return moved.ok ? ok({ ...exception, status: moved.value, end: { resolution, by: person, reasonCode } }) : moved;
}

/** What was set as its default at its deadline, whoever has it. The same exception when it is over, or not due yet. */
export function runOut(exception: WarehouseException, now: Date): WarehouseException {
  if (Date.parse(exception.dueAt) > now.getTime()) return exception;
  const moved = step(exceptionMachine, exception.status, 'run_out');
  return moved.ok ? { ...exception, status: moved.value, end: { resolution: byDefaultOf(exception), by: byDeadline, reasonCode: deadlineCode } } : exception;
}

/** What is overdue has ended by itself, as the owner of the fact has spoken: the WMS has reported, or logistics has given it up. The same exception when it is over. */
export function clearUp(exception: WarehouseException, resolution: OverdueResolution, by: 'wms' | 'logistics'): WarehouseException {
  const moved = step(exceptionMachine, exception.status, 'clear_up');
  return moved.ok ? { ...exception, status: moved.value, end: { resolution, by, reasonCode: clearUpCodes[by] } } : exception;
}

const clearUpCodes = { wms: 'REPORTED', logistics: 'WRITTEN_OFF' } as const;

const over = ({ ref, end }: WarehouseException): Moved => domainError('EXCEPTION_OVER', `this exception of case ${ref.caseNumber} has ended with ${end?.resolution ?? 'nothing'}: look at the case`);

const taken = ({ ref }: WarehouseException): Moved => domainError('EXCEPTION_TAKEN', `somebody else sees to this exception of case ${ref.caseNumber}: take another one`);
