import type { Application } from './application';
import { calendarDaysBetween } from './calendar';

/** Everything that rules may look at. A rule about another name is a fault of the policy. */
export const factNames = [
  'type',
  'purchase_known',
  'obstacles',
  'signed',
  'days_since_signing',
  'reasons',
  'condition',
  'claims',
  'evidence_count',
  'claimed_minor',
  'currency',
  'units',
] as const;
export type FactName = (typeof factNames)[number];

/**
 * Facts as text, which is how rules see them and how a decision keeps them: the kept facts can be judged again years later and give the
 * same answer. Several values stand side by side with commas. A fact that there is nothing to say about is absent.
 */
export type Facts = Readonly<Partial<Record<FactName, string>>>;

/**
 * `days_since_signing`: calendar days of the shop from the day after signing to the customer's notice, absent when not signed by then.
 * `claims`: reason and condition of each line together, as `no_reason:used`, for rules that must not mix one line's reason with another's
 * condition. `type`: of a refund only whose goods the customer does not have, their place beside it, as `before_shipping,refund_only`: a rule about a fact of its own would stop versions of
 * before there was one, which run beside this. `claimed_minor`: minor units of `currency`.
 */
export function factsOf(application: Application, timeZone: string): Facts {
  const { signedAt, requestedAt, currency } = application;
  const signed = signedAt !== undefined && Date.parse(signedAt) <= Date.parse(requestedAt);
  const obstacles = words(application.obstacles);
  return {
    type: typeOf(application),
    purchase_known: String(application.purchaseKnown),
    ...(obstacles === '' ? {} : { obstacles }),
    signed: String(signed),
    ...(signed ? { days_since_signing: String(calendarDaysBetween(signedAt, requestedAt, timeZone)) } : {}),
    reasons: words(application.lines.map((line) => line.reason)),
    condition: words(application.lines.map((line) => line.condition)),
    claims: words(application.lines.map((line) => `${line.reason}:${line.condition}`)),
    evidence_count: String(application.evidenceCount),
    claimed_minor: String(application.claimedMinor),
    ...(currency === '' ? {} : { currency }),
    units: String(application.lines.reduce((sum, line) => sum + line.quantity, 0)),
  };
}

const typeOf = ({ type, refundOnlyKind = 'unspecified' }: Application): string => (type !== 'refund_only' || refundOnlyKind === 'unspecified' || refundOnlyKind === 'received' ? type : words([type, refundOnlyKind]));

const words = (values: readonly string[]): string => [...new Set(values)].sort().join(',');
