import { roundDefaults, type Condition, type Policy, type Reason, type Rule } from './policy';

const reject = (id: string, why: string, when: readonly Condition[], reason: Reason): Rule => ({ id, why, when, then: 'reject', reason });
const askPerson = (id: string, why: string, when: readonly Condition[]): Rule => ({ id, why, when, then: 'person' });
const approve = (id: string, why: string, when: readonly Condition[]): Rule => ({ id, why, when, then: 'approve' });

/**
 * The first policy: mainland China's statutory defaults as the minimum, made more generous by the shop (30 days for any reason). A migration
 * has seeded it, and decisions quote it: it never changes.
 */
export const policy202611: Policy = {
  version: '2026-11',
  activeFrom: '2026-11-01T00:00:00Z',
  timeZone: 'Asia/Shanghai',
  reviewHours: 24,
  ...roundDefaults,
  limits: {
    large_claim: { CNY: 50_000, GBP: 50_000, EUR: 50_000, USD: 50_000, JPY: 50_000 },
    small_claim: { CNY: 5_000, GBP: 5_000, EUR: 5_000, USD: 5_000, JPY: 5_000 },
  },
  rules: [
    reject('purchase-unknown', 'Nothing can be returned that was not bought here.', [{ fact: 'purchase_known', is: 'false' }], {
      code: 'PURCHASE_NOT_FOUND',
      message: 'We found no purchase that fits this application. Check the order number and the product, then apply again.',
    }),
    reject(
      'type-not-offered',
      'Returns and refunds of received goods are offered; other kinds are not yet.',
      [{ fact: 'type', in: ['exchange', 'repair', 'resend', 'price_difference', 'inquiry', 'complaint', 'unspecified'] }],
      { code: 'TYPE_NOT_OFFERED', message: 'This kind of application is not offered yet. Apply for a return or a refund, or ask customer service.' },
    ),
    reject('not-your-order', 'Who did not buy it can\'t return it.', [{ fact: 'obstacles', is: 'NOT_YOUR_ORDER' }], {
      code: 'NOT_YOUR_ORDER',
      message: 'This order was not placed by you. Check the order number, or let the buyer apply.',
    }),
    reject('line-unknown', 'The order has no such line.', [{ fact: 'obstacles', is: 'LINE_NOT_FOUND' }], {
      code: 'LINE_NOT_FOUND',
      message: 'The order has no such product. Check which product it is about, then apply again.',
    }),
    reject('not-goods', 'Postage and fees are settled with the goods they belong to, never returned by themselves.', [{ fact: 'obstacles', is: 'NOT_GOODS' }], {
      code: 'NOT_GOODS',
      message: 'Postage and fees can\'t be returned by themselves. Apply for the goods they belong to.',
    }),
    reject('units-taken', 'A unit is in at most one live case.', [{ fact: 'obstacles', is: 'UNITS_TAKEN' }], {
      code: 'UNITS_TAKEN',
      message: 'Some of these items are in another application or were returned already. Look at your other applications, or ask for fewer items.',
    }),
    askPerson('other-obstacle', 'Something else kept the units from being reserved.', [{ fact: 'obstacles', absent: false }]),
    askPerson('not-signed', 'Goods on their way may have to be stopped first.', [{ fact: 'signed', is: 'false' }]),
    {
      id: 'statutory-period',
      why: 'Within 7 calendar days from the day after signing a return needs no reason (七日无理由).',
      when: [{ fact: 'type', is: 'return' }, { fact: 'days_since_signing', below: 8 }],
      then: 'note',
    },
    reject('outside-window', 'The shop takes goods back for 30 calendar days from the day after signing, counted to the customer\'s notice.', [{ fact: 'days_since_signing', above: 30 }], {
      code: 'OUTSIDE_WINDOW',
      message: 'The 30 days for returns were over when you applied. If the goods are under warranty, ask customer service.',
    }),
    askPerson('evidence-missing', 'A fault is claimed and nothing shows it.', [{ fact: 'reasons', in: ['damaged', 'faulty', 'wrong_item'] }, { fact: 'evidence_count', below: 1 }]),
    askPerson('large-claim', 'Large amounts are looked at by a person.', [{ fact: 'claimed_minor', above: { limit: 'large_claim' } }]),
    askPerson('not-as-described', 'Rules can\'t compare goods with what the shop said of them.', [{ fact: 'reasons', is: 'not_as_described' }]),
    askPerson('used-without-reason', 'Goods sent back without a reason should be intact; a person looks at used ones.', [
      { fact: 'claims', in: ['no_reason:used', 'no_reason:defective', 'other:used', 'other:defective', 'unspecified:used', 'unspecified:defective'] },
    ]),
    askPerson('refund-only-without-fault', 'Money without the goods back needs a fault of ours.', [
      { fact: 'type', is: 'refund_only' },
      { fact: 'reasons', in: ['no_reason', 'other', 'unspecified'] },
    ]),
    askPerson('refund-only-above-small', 'Money without the goods back is automatic for small amounts alone.', [
      { fact: 'type', is: 'refund_only' },
      { fact: 'claimed_minor', above: { limit: 'small_claim' } },
    ]),
    approve('refund-only-small', 'Small, with a fault of ours that is shown: sending it back would cost more than it is worth.', [{ fact: 'type', is: 'refund_only' }]),
    approve('return-in-window', 'Signed for, in time, and nothing speaks against it.', [{ fact: 'type', is: 'return' }]),
    askPerson('otherwise', 'No other rule decided.', []),
  ],
};
