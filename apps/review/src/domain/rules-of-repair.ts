import type { Policy, Rule } from './policy';
import { offering } from './rules-of-goods';

/** How long, in calendar days from the day after signing, the shop repairs what fails (三包: a year's warranty). */
const warrantyDays = 365;

const isRepair = { fact: 'type', is: 'repair' } as const;

/** After what holds for all types, and before the windows of returns: a warranty lasts longer. */
const repairRules: readonly Rule[] = [
  {
    id: 'warranty-over',
    why: 'Goods are repaired for a year from the day after signing, counted to the customer\'s notice (三包).',
    when: [isRepair, { fact: 'days_since_signing', above: warrantyDays }],
    then: 'reject',
    reason: { code: 'WARRANTY_OVER', message: 'The year of warranty was over when you applied. Ask customer service what a repair would cost.' },
  },
  { id: 'repair-without-fault', why: 'Nothing is repaired that works: a person asks what is wrong.', when: [isRepair, { fact: 'reasons', in: ['no_reason', 'wrong_item', 'not_as_described', 'other', 'unspecified'] }], then: 'person' },
  { id: 'repair-not-shown', why: 'A fault is claimed and nothing shows it.', when: [isRepair, { fact: 'evidence_count', below: 1 }], then: 'person' },
  { id: 'repair-large', why: 'What can\'t be repaired is paid for: large amounts are looked at by a person.', when: [isRepair, { fact: 'claimed_minor', above: { limit: 'large_claim' } }], then: 'person' },
  { id: 'repair-in-warranty', why: 'Within the warranty, with a fault that is shown.', when: [isRepair], then: 'approve' },
];

/** A policy that also decides repairs (维修). */
export const withRepairs = (policy: Policy): Policy => ({
  ...policy,
  finalReasons: [...policy.finalReasons, 'WARRANTY_OVER'],
  rules: policy.rules.flatMap((rule) => {
    if (rule.id === 'type-not-offered') return [offering(rule, ['repair'])];
    return rule.id === 'statutory-period' ? [...repairRules, rule] : [rule];
  }),
});
