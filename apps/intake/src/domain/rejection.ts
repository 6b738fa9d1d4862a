import { domainError, ok, type DomainError, type Result } from '@huiliu/kernel';
import type { Fact } from './facts';
import type { CaseLine, IntakeCase, Money } from './intake-case';

/** What is said of units that the inspection has rejected: by refund what a deduction comes to, by the warehouse what has become of them. */
export interface Rejection {
  readonly quote?: DeductionQuote | undefined;
  /** Undefined until it is settled. */
  readonly outcome?: RejectionOutcome | undefined;
}

/** If the customer takes the deduction. */
export interface DeductionQuote {
  readonly deducted: Money;
  /** For the case in all. */
  readonly paid: Money;
}

export type RejectionOutcome = 'deduction' | 'accepted' | 'goods_back';

type FactOf<Kind extends Fact['kind']> = Extract<Fact, { readonly kind: Kind }>;

export const rejectedUnits = ({ lines }: Pick<IntakeCase, 'lines'>): number => lines.reduce((sum, { rejected = 0 }) => sum + rejected, 0);

/** Units are rejected, and it is not settled what becomes of them. */
export const rejectionOpen = (it: Pick<IntakeCase, 'lines' | 'rejection'>): boolean => rejectedUnits(it) > 0 && it.rejection?.outcome === undefined;

/** What was rejected is on its way back to the customer, as far as anybody has said. */
export const goingBack = ({ rejection, replacement }: Pick<IntakeCase, 'rejection' | 'replacement'>): boolean => rejection?.outcome === 'goods_back' && replacement?.parcel?.state !== 'delivered' && !replacement?.calledOff;

/** Units that are paid for in the end, all or in part: accepted at once, or rejected and settled; what was to go back where it was lost for good. */
export function unitsTaken({ accepted, rejected = 0 }: CaseLine, { rejection, replacement }: Pick<IntakeCase, 'rejection' | 'replacement'>): number {
  const isOurs = rejection?.outcome === 'goods_back' ? replacement?.calledOff !== undefined : rejection?.outcome !== undefined;
  return accepted + (isOurs ? rejected : 0);
}

/** Once and for all: what is quoted first holds. */
export const withQuote = (before: IntakeCase, { deducted, paid }: FactOf<'deduction_quoted'>): IntakeCase => (before.rejection?.quote ? before : { ...before, rejection: { ...before.rejection, quote: { deducted, paid } } });

/** Once and for all. Error: CONTRADICTION. */
export function withSettled(before: IntakeCase, { outcome }: FactOf<'rejection_settled'>): Result<IntakeCase, DomainError> {
  const known = before.rejection?.outcome;
  if (known === undefined) return ok({ ...before, rejection: { ...before.rejection, outcome } });
  return known === outcome ? ok(before) : domainError('CONTRADICTION', `case ${before.caseNumber}: what was rejected is settled with ${outcome}, but was with ${known}: look at what the warehouse holds`);
}
