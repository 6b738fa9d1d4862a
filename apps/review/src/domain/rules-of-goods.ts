import type { Policy, Rule } from './policy';

const isExchange = { fact: 'type', is: 'exchange' } as const;
const isResend = { fact: 'type', is: 'resend' } as const;

/** After what holds for all types: only what nothing speaks against comes so far. */
const rulesOfGoods: readonly Rule[] = [
  { id: 'exchange-in-window', why: 'Signed for, in time, and nothing speaks against it: the same goods go out for those that come back.', when: [isExchange], then: 'approve' },
  { id: 'resend-above-small', why: 'Goods without others back are automatic for small amounts alone.', when: [isResend, { fact: 'claimed_minor', above: { limit: 'small_claim' } }], then: 'person' },
  { id: 'resend-without-fault', why: 'What was in the parcel is not sent again: a person asks what is missing.', when: [isResend, { fact: 'reasons', in: ['no_reason', 'unspecified'] }], then: 'person' },
  { id: 'resend-small', why: 'Small, and something was missing or broken: asking for it costs more than it is worth.', when: [isResend], then: 'approve' },
];

/** A policy that also decides exchanges (换货) and what is sent again (补寄). */
export const withGoods = (policy: Policy): Policy => ({
  ...policy,
  rules: policy.rules.flatMap((rule) => {
    if (rule.id === 'type-not-offered') return [offering(rule, ['exchange', 'resend'])];
    return rule.id === 'otherwise' ? [...rulesOfGoods, rule] : [rule];
  }),
});

/** The rule that turns types away, without those. */
export function offering(rule: Rule, types: readonly string[]): Rule {
  const when = rule.when.map((condition) => ('in' in condition ? { ...condition, in: condition.in.filter((type) => !types.includes(type)) } : condition));
  return { ...rule, when };
}
