import { domainError, ok, type DomainError, type Result } from '@huiliu/kernel';
import type { Fact } from './facts';
import type { IntakeCase } from './intake-case';

export type ExceptionKind = 'short' | 'empty_box' | 'over' | 'wrong_item' | 'disputed' | 'not_received' | 'not_finished';
export type ExceptionResolution = 'confirmed_missing' | 'stays_in_quarantine' | 'back_to_customer' | 'restock' | 'accepted' | 'upheld' | 'turned_up' | 'is_here' | 'never_came' | 'as_reported';

/** What the warehouse has to sort out, as it has said it: not what was announced was in the box, or nothing was reported of it in time. The case waits for it, the money of the other units does not. */
export interface CaseException {
  readonly exceptionId: string;
  readonly kind: ExceptionKind;
  readonly units: number;
  readonly dueAt: string;
  /** What it ends with at that time. */
  readonly byDefault: ExceptionResolution;
  /** The department that answers for it. */
  readonly owner: string;
  /** Undefined while no person sees to it. */
  readonly claimedBy?: string | undefined;
  /** Undefined while it is open. */
  readonly end?: { readonly resolution: ExceptionResolution; readonly by: string } | undefined;
}

type FactOf<Kind extends Fact['kind']> = Extract<Fact, { readonly kind: Kind }>;
type ExceptionFact = FactOf<'exception_opened' | 'exception_claimed' | 'exception_resolved'>;

/** As the warehouse has it. */
export const stateOf = ({ claimedBy, end }: Pick<CaseException, 'claimedBy' | 'end'>): 'open' | 'claimed' | 'resolved' | 'cleared_up' | 'defaulted' => {
  if (end) return end.by === 'deadline' ? 'defaulted' : end.by === 'wms' || end.by === 'logistics' ? 'cleared_up' : 'resolved';
  return claimedBy === undefined ? 'open' : 'claimed';
};

/** The one that is due first of those that are open; undefined when none is. */
export const openException = ({ exceptions = [] }: Pick<IntakeCase, 'exceptions'>): CaseException | undefined =>
  exceptions.filter(({ end }) => !end).reduce<CaseException | undefined>((first, each) => (first && Date.parse(first.dueAt) <= Date.parse(each.dueAt) ? first : each), undefined);

/** Whether the warehouse has said that what the carrier has delivered never came. */
export const neverCame = ({ exceptions = [] }: Pick<IntakeCase, 'exceptions'>): boolean => exceptions.some(({ end }) => end?.resolution === 'never_came');

/** How often a dispute of the customer's was turned down. */
export const upheldDisputes = ({ exceptions = [] }: Pick<IntakeCase, 'exceptions'>): number => exceptions.filter(({ end }) => end?.resolution === 'upheld').length;

/** The warehouse says these in order, and each once; what is said before an inspection can't be about a closed case. Error: CONTRADICTION. */
export function withException(before: IntakeCase, fact: ExceptionFact): Result<IntakeCase, DomainError> {
  const { exceptions = [] } = before;
  const known = exceptions.find(({ exceptionId }) => exceptionId === fact.exceptionId);
  if (fact.kind === 'exception_opened') {
    // Said again only by a warehouse that was restored alone: its clock has begun anew.
    if (known) return ok(known.end || known.dueAt === fact.dueAt ? before : withOne(before, { ...known, dueAt: fact.dueAt }));
    if (before.closing) return contradiction(before, fact, 'closed');
    const { exceptionId, exception: kind, units, dueAt, byDefault, owner } = fact;
    return ok({ ...before, exceptions: [...exceptions, { exceptionId, kind, units, dueAt, byDefault, owner }] });
  }
  if (!known) return contradiction(before, fact, 'no such exception was opened');
  if (fact.kind === 'exception_claimed' && fact.claimedBy === known.claimedBy) return ok(before);
  if (fact.kind === 'exception_resolved' && fact.resolution === known.end?.resolution) return ok(before);
  if (known.end) return contradiction(before, fact, `it has ended with ${known.end.resolution}`);
  const next: CaseException = fact.kind === 'exception_claimed' ? { ...known, claimedBy: fact.claimedBy } : { ...known, end: { resolution: fact.resolution, by: fact.by } };
  return ok(withOne(before, next));
}

const withOne = (before: IntakeCase, exception: CaseException): IntakeCase => ({ ...before, exceptions: (before.exceptions ?? []).map((each) => (each.exceptionId === exception.exceptionId ? exception : each)) });

const contradiction = (before: IntakeCase, fact: ExceptionFact, known: string): Result<IntakeCase, DomainError> =>
  domainError('CONTRADICTION', `case ${before.caseNumber}: ${fact.kind} (${fact.exceptionId}) contradicts what was said before (${known}): look at what the warehouse holds`);

/** For people: what it is about, and what happens when nobody finds anything out. */
export const aboutWhat: Readonly<Record<ExceptionKind, string>> = {
  short: 'units that were not in the box',
  empty_box: 'a box with nothing in it',
  over: 'more units than were announced',
  wrong_item: 'units that were not announced',
  disputed: 'rejected units, as the customer disputes that',
  not_received: 'units that were delivered by the carrier\'s word and not received',
  not_finished: 'units of which nothing was reported while others were',
};

export const endedWith: Readonly<Record<ExceptionResolution, string>> = {
  confirmed_missing: 'they are missing, and not paid for',
  stays_in_quarantine: 'they stay in quarantine',
  back_to_customer: 'they go back to the customer',
  restock: 'they go onto our shelf',
  accepted: 'they are accepted as they are',
  upheld: 'they stay rejected, and the customer chooses again',
  turned_up: 'they were reported after all',
  is_here: 'they are found, and will be inspected',
  never_came: 'they count as lost on their way',
  as_reported: 'the inspection ends with what was reported',
};
