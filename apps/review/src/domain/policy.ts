import { isTimeZone } from './calendar';
import { factNames, type FactName, type Facts } from './facts';

/** An amount or a number; or the name of a limit, which has an amount per currency in minor units. */
export type Bound = number | { readonly limit: string };

/**
 * `is`, `in`: one of the fact's values is that one, or one of those. `above`, `below`: strictly; never true of an absent fact.
 * `absent`: whether there is nothing to say about the fact.
 */
export type Condition =
  | { readonly fact: FactName; readonly is: string }
  | { readonly fact: FactName; readonly in: readonly string[] }
  | { readonly fact: FactName; readonly above: Bound }
  | { readonly fact: FactName; readonly below: Bound }
  | { readonly fact: FactName; readonly absent: boolean };

export interface Reason {
  /** Stable, for machines. */
  readonly code: string;
  /** Tells the customer what to do next. */
  readonly message: string;
}

interface RuleBase {
  readonly id: string;
  /** Why the rule is there, for who reads a decision later. */
  readonly why: string;
  /** All must hold; without any the rule always fires. */
  readonly when: readonly Condition[];
}

/** `note` decides nothing: it says in the record that something held. */
export type Rule = RuleBase & ({ readonly then: 'approve' | 'person' | 'note' } | { readonly then: 'reject'; readonly reason: Reason });

/** Versioned rules. A version never changes: decisions quote it. */
export interface Policy {
  readonly version: string;
  /** ISO instant. */
  readonly activeFrom: string;
  /** The shop's, in which calendar days are counted. */
  readonly timeZone: string;
  /** How long a person has to decide before the task is overdue. */
  readonly reviewHours: number;
  /** How long a customer has to show what a person has asked for. */
  readonly evidenceHours: number;
  /** How often evidence may be asked for in one case. */
  readonly evidenceRequests: number;
  /** How long a rejected application may be supplemented. */
  readonly supplementHours: number;
  /** How often; after that a rejection is final. */
  readonly supplements: number;
  /** Codes of rejections that no supplement could change: they are final at once. */
  readonly finalReasons: readonly string[];
  /** Which exchanges may go in advance, where the customer asks for it; missing: none. */
  readonly advance?: AdvancePolicy | undefined;
  /** Limit → currency → amount in minor units, so that each currency has its own exponent and purchasing power. */
  readonly limits: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** In order: the first that does not merely note decides. */
  readonly rules: readonly Rule[];
}

/** Goods leave before the others are back, and the customer's price for them is held meanwhile. */
export interface AdvancePolicy {
  /** Each line has to have one of these. */
  readonly reasons: readonly string[];
  /** Currency → what the units cost at most, in minor units; in a currency without an amount none may go. */
  readonly atMostMinor: Readonly<Record<string, number>>;
  /** So long the payment provider is asked to hold it. */
  readonly holdForDays: number;
}

/** What a policy says of time and rounds, and of what an approval allows, apart from its rules. */
export type Terms = Pick<Policy, 'advance' | 'reviewHours' | 'evidenceHours' | 'evidenceRequests' | 'supplementHours' | 'supplements' | 'finalReasons'>;

/** What holds for a policy that was written before there were rounds. Never changes: decisions quote such policies. */
export const roundDefaults = {
  evidenceHours: 72,
  evidenceRequests: 3,
  supplementHours: 72,
  supplements: 2,
  finalReasons: ['PURCHASE_NOT_FOUND', 'TYPE_NOT_OFFERED', 'NOT_YOUR_ORDER', 'LINE_NOT_FOUND', 'NOT_GOODS', 'UNITS_TAKEN', 'OUTSIDE_WINDOW'],
} as const satisfies Omit<Terms, 'reviewHours'>;

/** What rules say of facts. */
export interface Finding {
  readonly verdict: 'approve' | 'reject' | 'person';
  readonly policyVersion: string;
  /** The rules that fired, in order; the last one decided. */
  readonly ruleIds: readonly string[];
  readonly facts: Facts;
  /** Of a rejection. */
  readonly reason: Reason | undefined;
}

/** Judges facts by a policy. Throws when no rule decides, which a policy without faults can't do. */
export function evaluate(policy: Policy, facts: Facts): Finding {
  const ruleIds: string[] = [];
  for (const rule of policy.rules) {
    if (!rule.when.every((condition) => holds(condition, facts, policy))) continue;
    ruleIds.push(rule.id);
    if (rule.then === 'note') continue;
    return { verdict: rule.then, policyVersion: policy.version, ruleIds, facts, reason: rule.then === 'reject' ? rule.reason : undefined };
  }
  throw new Error(`policy ${policy.version}: no rule decided; its last rule has to decide always`);
}

function holds(condition: Condition, facts: Facts, policy: Policy): boolean {
  const fact = facts[condition.fact];
  if ('absent' in condition) return (fact === undefined) === condition.absent;
  if (fact === undefined) return false;
  if ('is' in condition) return fact.split(',').includes(condition.is);
  if ('in' in condition) return fact.split(',').some((value) => condition.in.includes(value));
  const above = 'above' in condition;
  const bound = boundOf(above ? condition.above : condition.below, facts, policy);
  // A currency that the limit does not know: as if every amount were above it, so that nothing is waved through by omission.
  if (bound === undefined) return above;
  return above ? BigInt(fact) > bound : BigInt(fact) < bound;
}

function boundOf(bound: Bound, facts: Facts, policy: Policy): bigint | undefined {
  const amount = typeof bound === 'number' ? bound : policy.limits[bound.limit]?.[facts.currency ?? ''];
  return amount === undefined ? undefined : BigInt(amount);
}

/** Of evidence and of supplements: more is a quarrel, not a review. */
const roundLimit = 100;

/** The kept record of a decision takes at most so many rules. */
export const ruleLimit = 64;

/** What is wrong with a policy, in words; empty when it can be put to use. */
export function faultsOfPolicy(policy: Policy): string[] {
  const ids = policy.rules.map((rule) => rule.id);
  const last = policy.rules.at(-1);
  return [
    ...(isTimeZone(policy.timeZone) ? [] : [`${policy.timeZone} is no time zone`]),
    ...(['reviewHours', 'evidenceHours', 'supplementHours'] as const).flatMap((hours) => (policy[hours] > 0 ? [] : [`${hours} has to be more than 0`])),
    ...(['evidenceRequests', 'supplements'] as const).flatMap((rounds) => (Number.isInteger(policy[rounds]) && policy[rounds] >= 0 && policy[rounds] <= roundLimit ? [] : [`${rounds} has to be a whole number from 0 to ${roundLimit}`])),
    ...faultsOfAdvance(policy.advance),
    ...(Number.isNaN(Date.parse(policy.activeFrom)) ? [`${policy.activeFrom} is no time`] : []),
    ...(ids.length > ruleLimit ? [`more than ${ruleLimit} rules`] : []),
    ...[...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))].map((id) => `two rules are called ${id}`),
    ...(last && last.when.length === 0 && last.then !== 'note' ? [] : ['the last rule has to decide always: no conditions, and not only a note']),
    ...policy.rules.flatMap((rule) => rule.when.flatMap((condition) => faultsOfCondition(condition, policy)).map((fault) => `rule ${rule.id}: ${fault}`)),
  ];
}

/** As long as the contract takes it. */
const longestHoldDays = 365;

function faultsOfAdvance(advance: AdvancePolicy | undefined): string[] {
  if (!advance) return [];
  const { holdForDays, atMostMinor } = advance;
  return [
    ...(Number.isInteger(holdForDays) && holdForDays >= 1 && holdForDays <= longestHoldDays ? [] : [`advance: holdForDays has to be a whole number from 1 to ${longestHoldDays}`]),
    ...Object.entries(atMostMinor).flatMap(([currency, amount]) => (Number.isSafeInteger(amount) ? [] : [`advance: ${amount} ${currency} is no whole number`])),
  ];
}

const comparable: readonly FactName[] = ['days_since_signing', 'evidence_count', 'claimed_minor', 'units'];

function faultsOfCondition(condition: Condition, policy: Policy): string[] {
  const { fact } = condition;
  if (!factNames.includes(fact)) return [`there is no fact ${String(fact)}`];
  if (!('above' in condition) && !('below' in condition)) return [];
  const bound = 'above' in condition ? condition.above : condition.below;
  const faults = comparable.includes(fact) ? [] : [`${fact} is no number`];
  if (typeof bound === 'number') return Number.isSafeInteger(bound) ? faults : [...faults, `${bound} is no whole number`];
  const amounts = policy.limits[bound.limit];
  if (!amounts) return [...faults, `there is no limit ${bound.limit}`];
  return [...faults, ...Object.entries(amounts).flatMap(([currency, amount]) => (Number.isSafeInteger(amount) ? [] : [`limit ${bound.limit}: ${amount} ${currency} is no whole number`]))];
}
