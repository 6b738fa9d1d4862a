import { domainError, isFinal, ok, step, type DomainError, type Machine, type Result } from '@huiliu/kernel';
import { cameOf, type Arrival } from './arrival';
import type { Rejection } from './rejection';
import type { CaseRef, Grade, Liability } from './words';

/** What is in a box against what was announced, several of a case where several are true; and what the customer disputes of its inspection. */
export const exceptionKinds = ['short', 'empty_box', 'over', 'wrong_item', 'disputed'] as const;
export type ExceptionKind = (typeof exceptionKinds)[number];
export type ExceptionResolution = 'confirmed_missing' | 'stays_in_quarantine' | 'back_to_customer' | 'restock' | 'accepted' | 'upheld';
export type ExceptionStatus = 'open' | 'claimed' | 'resolved' | 'defaulted';

/** The department answers for an exception until a person takes it; whoever has it may still lose it to the clock. */
export const exceptionMachine: Machine<ExceptionStatus, 'claim' | 'resolve' | 'run_out'> = {
  name: 'exception of the warehouse',
  initial: 'open',
  final: ['resolved', 'defaulted'],
  moves: {
    open: { claim: { to: 'claimed', actor: 'person' }, run_out: { to: 'defaulted', actor: 'clock' } },
    claimed: { resolve: { to: 'resolved', actor: 'person' }, run_out: { to: 'defaulted', actor: 'clock' } },
    resolved: {},
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
};

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
export const exceptionIdsOf = (caseId: string): string[] => exceptionKinds.map((kind) => exceptionIdOf(caseId, kind));

export const byDefaultOf = ({ kind }: Pick<WarehouseException, 'kind'>): ExceptionResolution => resolutionsOf[kind][0];

/** What an inspection that has just been finished leaves to be sorted out, in the order of the kinds. */
export function exceptionsOf(arrival: Arrival, now: Date): readonly WarehouseException[] {
  const missing = arrival.lines.filter((line) => line.expected > cameOf(line)).map((line) => ({ caseLineId: line.caseLineId, sku: line.sku, quantity: line.expected - cameOf(line), found: undefined }));
  const setAside = (ofKind: 'over' | 'wrong_item'): DisputedUnits[] =>
    arrival.exceptions.filter(({ kind }) => (kind === 'over_receipt') === (ofKind === 'over')).map(({ caseLineId, sku, quantity, grade, liability }) => ({ caseLineId, sku, quantity, found: { grade, liability } }));
  const empty = arrival.exceptions.length === 0 && arrival.lines.every((line) => cameOf(line) === 0);
  const units: Readonly<Record<ExceptionKind, readonly DisputedUnits[]>> = { short: empty ? [] : missing, empty_box: empty ? missing : [], over: setAside('over'), wrong_item: setAside('wrong_item'), disputed: [] };
  return exceptionKinds.filter((kind) => units[kind].length > 0).map((kind) => open(arrival.ref, kind, sumUp(units[kind]), now));
}

/** The customer disputes that these were rejected. */
export const disputeOf = ({ ref, lines }: Pick<Rejection, 'ref' | 'lines'>, now: Date): WarehouseException =>
  open(ref, 'disputed', sumUp(lines.map(({ caseLineId, sku, quantity, grade, liability }) => ({ caseLineId, sku, quantity, found: { grade, liability } }))), now);

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
  const { end, kind, claimedBy, ref } = exception;
  if (end?.by === person && end.resolution === resolution) return ok(exception);
  if (isFinal(exceptionMachine, exception.status)) return over(exception);
  if (claimedBy === undefined) return domainError('EXCEPTION_NOT_CLAIMED', `nobody has taken this exception of case ${ref.caseNumber}: claim it first, so that nobody else sees to it at the same time`);
  if (claimedBy !== person) return taken(exception);
  if (!resolutionsOf[kind].includes(resolution)) return domainError('RESOLUTION_NOT_POSSIBLE', `an exception of this kind ends with one of: ${resolutionsOf[kind].join(', ')}`);
  const moved = step(exceptionMachine, exception.status, 'resolve');
  return moved.ok ? ok({ ...exception, status: moved.value, end: { resolution, by: person, reasonCode } }) : moved;
}

/** What was set as its default at its deadline, whoever has it. The same exception when it is over, or not due yet. */
export function runOut(exception: WarehouseException, now: Date): WarehouseException {
  if (Date.parse(exception.dueAt) > now.getTime()) return exception;
  const moved = step(exceptionMachine, exception.status, 'run_out');
  return moved.ok ? { ...exception, status: moved.value, end: { resolution: byDefaultOf(exception), by: byDeadline, reasonCode: deadlineCode } } : exception;
}

const over = ({ ref, end }: WarehouseException): Moved => domainError('EXCEPTION_OVER', `this exception of case ${ref.caseNumber} has ended with ${end?.resolution ?? 'nothing'}: look at the case`);

const taken = ({ ref }: WarehouseException): Moved => domainError('EXCEPTION_TAKEN', `somebody else sees to this exception of case ${ref.caseNumber}: take another one`);
