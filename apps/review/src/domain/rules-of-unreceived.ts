import type { Policy, Rule } from './policy';

/** Refunds only of goods that the customer does not have: the money goes when the goods are stopped, or are back and accepted, so that little is at stake. */
const rulesOfUnreceived: readonly Rule[] = [
  {
    id: 'recall-signed',
    why: 'What the customer has signed for can neither be stopped nor refused.',
    when: [{ fact: 'type', in: ['before_shipping', 'on_the_way', 'refused'] }, { fact: 'signed', is: 'true' }],
    then: 'reject',
    reason: { code: 'GOODS_SIGNED', message: 'These goods were signed for, so that they can\'t be stopped any more. Apply for a return, or for a refund of goods that you keep.' },
  },
  {
    id: 'recall-large-claim',
    why: 'Large amounts are looked at by a person, wherever the goods are.',
    when: [{ fact: 'type', in: ['before_shipping', 'on_the_way', 'refused'] }, { fact: 'claimed_minor', above: { limit: 'large_claim' } }],
    then: 'person',
  },
  { id: 'refund-before-shipping', why: 'Goods that have not left cost nothing to keep: nothing is paid before the warehouse has stopped them.', when: [{ fact: 'type', is: 'before_shipping' }], then: 'approve' },
  { id: 'refund-on-the-way', why: 'Nothing is paid before the carrier has brought them back and they are inspected.', when: [{ fact: 'type', is: 'on_the_way' }], then: 'approve' },
  { id: 'refund-refused', why: 'A buyer may refuse a parcel at the door; nothing is paid before it is back and inspected.', when: [{ fact: 'type', is: 'refused' }], then: 'approve' },
];

/** Before the rules that take for granted that the customer has the goods. */
const beforeRule = 'not-signed';

/**
 * A policy that also decides refunds only of goods that the customer does not have. It looks at the same facts as one that does not, so that instances of the version before can go on
 * deciding by it while they are being replaced.
 */
export const withUnreceived = (policy: Policy): Policy => ({
  ...policy,
  finalReasons: [...policy.finalReasons, 'GOODS_SIGNED'],
  rules: policy.rules.flatMap((rule) => (rule.id === beforeRule ? [...rulesOfUnreceived, rule] : [rule])),
});
