import type { Policy, Rule } from './policy';
import { offering } from './rules-of-goods';

/** How long, in calendar days from the day after signing, the shop makes good what a price has fallen by. */
const priceWindowDays = 15;

const isDifference = { fact: 'type', is: 'price_difference' } as const;

const priceRules: readonly Rule[] = [
  {
    id: 'price-missing',
    why: 'A difference is the one to a lower price, which has to be named.',
    when: [{ fact: 'obstacles', is: 'PRICE_MISSING' }],
    then: 'reject',
    reason: { code: 'PRICE_MISSING', message: 'You have not named the lower price. Apply again with the price of one unit that you have seen.' },
  },
  {
    id: 'price-not-lower',
    why: 'Nobody pays back what nobody has paid more.',
    when: [{ fact: 'obstacles', is: 'PRICE_NOT_LOWER' }],
    then: 'reject',
    reason: { code: 'PRICE_NOT_LOWER', message: 'The price that you point to is not below what you have paid. Look at your order again.' },
  },
];

/** After what holds for all types, and before the windows of returns. */
const differenceRules: readonly Rule[] = [
  {
    id: 'price-window-over',
    why: 'A price is guaranteed for 15 calendar days from the day after signing, counted to the customer\'s notice (价保).',
    when: [isDifference, { fact: 'days_since_signing', above: priceWindowDays }],
    then: 'reject',
    reason: { code: 'PRICE_WINDOW_OVER', message: 'The 15 days in which we make good a lower price were over when you applied.' },
  },
  { id: 'price-with-fault', why: 'Who claims a fault may want more than a difference: a person asks.', when: [isDifference, { fact: 'reasons', in: ['damaged', 'faulty', 'wrong_item', 'not_as_described'] }], then: 'person' },
  { id: 'price-not-shown', why: 'Nothing shows the lower price: a person looks it up.', when: [isDifference, { fact: 'evidence_count', below: 1 }], then: 'person' },
  { id: 'price-large', why: 'Large amounts are looked at by a person.', when: [isDifference, { fact: 'claimed_minor', above: { limit: 'small_claim' } }], then: 'person' },
  { id: 'price-small', why: 'Small, in time, and shown.', when: [isDifference], then: 'approve' },
];

/** A policy that also decides price differences (价保). */
export const withPriceDifferences = (policy: Policy): Policy => ({
  ...policy,
  finalReasons: [...policy.finalReasons, 'PRICE_MISSING', 'PRICE_NOT_LOWER', 'PRICE_WINDOW_OVER'],
  rules: policy.rules.flatMap((rule) => {
    if (rule.id === 'type-not-offered') return [offering(rule, ['price_difference'])];
    if (rule.id === 'other-obstacle') return [...priceRules, rule];
    return rule.id === 'statutory-period' ? [...differenceRules, rule] : [rule];
  }),
});
