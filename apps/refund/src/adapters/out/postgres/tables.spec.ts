import { allocate } from '../../../domain/allocation';
import { hold, openBalance, settle } from '../../../domain/balance';
import { evolve, evolveAll, type Refund, type RefundEvent } from '../../../domain/refund';
import { allocationFromRow, allocationToRow, balanceFromRow, balanceToRow, refundFromRow, refundToRow } from './tables';

/** As it comes back from the database: documents went through JSON, times did not. */
const stored = <Row extends object>(row: Row): Row & { version: number } => {
  const times = Object.fromEntries(Object.entries(row).filter(([, value]) => value instanceof Date));
  return { ...(JSON.parse(JSON.stringify(row)) as Row), ...times, version: 1 };
};

const at = new Date('2011-12-09T12:00:00Z');
const events: RefundEvent[] = [
  { type: 'approved', ref: { caseId: 'c1', caseNumber: 'N1', orderId: 'o1' }, lines: [{ caseLineId: 'cl1', orderLineId: 'l1', quantity: 2, difference: { atMostMinor: 5n, downToMinor: 2n ** 60n } }], decidedBy: 'staff-1', goodsKept: true },
  {
    type: 'approval_needed',
    refundId: 'F-c1',
    currency: 'CNY',
    lines: [{ caseLineId: 'cl1', orderLineId: 'l1', quantity: 2, amountMinor: 100n }],
    legs: [{ legId: 'F-c1/1', paymentId: 'p1', method: 'card', amountMinor: 100n }],
    at,
    limitMinor: 99n,
  },
  { type: 'declined', reasonCode: 'NOT_OUR_FAULT', declinedBy: 'staff-3', at, until: new Date('2011-12-12T12:00:00Z') },
  { type: 'exception_opened' },
  {
    type: 'taken_up',
    takenUpBy: 'staff-4',
    lines: [{ caseLineId: 'cl1', orderLineId: 'l1', quantity: 2, amountMinor: 100n, slices: [{ from: 0, units: 1, eachMinor: undefined }, { from: 3, units: 1, eachMinor: 2n ** 60n }] }],
    legs: [{ legId: 'F-c1/1', paymentId: 'p1', method: 'card', amountMinor: 100n }],
  },
  { type: 'approval_given', approvedBy: 'staff-2', at },
  { type: 'leg_refused', legId: 'F-c1/1', code: 'CARD_CLOSED', retryAfterMs: undefined, final: true },
  { type: 'failed' },
  { type: 'leg_retried', legId: 'F-c1/1' },
  { type: 'retried', askedBy: 'staff-7', at },
  { type: 'leg_refused', legId: 'F-c1/1', code: 'CARD_CLOSED', retryAfterMs: undefined, final: true },
  { type: 'failed' },
  { type: 'leg_settled_by_hand', legId: 'F-c1/1', settledBy: 'staff-8', bankReference: 'TRF-1' },
  { type: 'settled', at },
];

describe('rows', () => {
  it('keep a refund as it is, after every event', () => {
    let refund: Refund | undefined;
    for (const event of events) {
      refund = evolve(refund, event);
      expect(refundFromRow(stored(refundToRow('c1', refund)))).toEqual(refund);
    }
    expect(evolveAll(undefined, events)).toMatchObject({ status: 'settled' });
  });

  it('keep the difference of an exchange as it is, while it is paid and after', () => {
    const legs = [{ legId: 'F-c1/difference/1', paymentId: 'p1', method: 'card', amountMinor: 2n ** 60n }];
    const lines = [{ caseLineId: 'cl1', orderLineId: 'l1', quantity: 2, amountMinor: 2n ** 60n, slices: [{ from: 0, units: 2, eachMinor: 2n ** 59n }] }];
    const exchange: RefundEvent[] = [
      { type: 'approved', ref: { caseId: 'c1', caseNumber: 'N1', orderId: 'o1' }, lines: [{ caseLineId: 'cl1', orderLineId: 'l1', quantity: 2, exchangedAtMinor: 2n ** 60n, chosenAtMinor: 2n ** 61n }], decidedBy: 'rules', goods: { comesBack: true, accepted: [{ caseLineId: 'cl1', quantity: 2 }], refundInstead: false, awaitsUnits: true, reserved: true } },
      { type: 'approval_needed', refundId: 'F-c1/difference', currency: 'CNY', lines, legs, at, limitMinor: 1n, ofDifference: true },
      { type: 'declined', reasonCode: 'NO', declinedBy: 's1', at, until: at },
      { type: 'taken_up', takenUpBy: 's2', lines, legs },
      { type: 'approval_given', approvedBy: 's3', at },
      { type: 'exchange_ended', how: 'delivered' },
      { type: 'leg_settled', legId: 'F-c1/difference/1', providerReference: 'PR' },
      { type: 'settled', at },
      { type: 'requested', refundId: 'F-c1/rest', currency: 'CNY', lines: [], legs: [], at },
    ];
    let refund: Refund | undefined;
    for (const event of exchange) {
      refund = evolve(refund, event);
      expect(refundFromRow(stored(refundToRow('c1', refund)))).toEqual(refund);
    }
    expect(refund).toMatchObject({ status: 'requested', refundId: 'F-c1/rest', difference: { settledAt: at, approval: { approvedBy: 's3' }, decline: { takenUpBy: 's2' } } });
  });

  it('keep an allocation and a balance as they are, with amounts beyond 2^53 and ids of any kind', () => {
    const large = 2n ** 60n + 1n;
    const allocation = allocate(
      { orderId: 'o1', currency: 'CNY', lines: [{ orderLineId: '__proto__', kind: 'goods', quantity: 3, amountMinor: large }], discountMinor: 0n, payments: [{ paymentId: 'p1', method: 'card', capturedMinor: large }] },
      'card_first',
    );
    if (!allocation.ok) throw new Error(allocation.error.message);
    expect(allocationFromRow(stored(allocationToRow('o1', allocation.value)))).toEqual(allocation.value);
    const held = hold({ ...openBalance(allocation.value), units: new Map([['__proto__', [{ units: 2, spent: true, claimedMinor: 0n }]]]) }, [{ paymentId: 'p1', method: 'card', place: 1, amountMinor: large }]);
    if (!held.ok) throw new Error(held.error.message);
    const balance = settle(held.value, { paymentId: 'p1', amountMinor: 1n });
    expect(balanceToRow('o1', balance)).toMatchObject({ capturedMinor: large.toString(), inFlightMinor: (large - 1n).toString(), settledMinor: '1' });
    expect(balanceFromRow(stored(balanceToRow('o1', balance)))).toEqual(balance);
    expect(balanceToRow('o1', balance)).toMatchObject({ taken: [['__proto__', 2]], runs: null });
    const parts = { ...balance, units: new Map([['__proto__', [{ units: 1, spent: false, claimedMinor: 2n ** 60n }, { units: 1, spent: true, claimedMinor: 0n }]]]) };
    expect(balanceToRow('o1', parts)).toMatchObject({ taken: [['__proto__', 1]] });
    expect(balanceFromRow(stored(balanceToRow('o1', parts)))).toEqual(parts);
    // As the version before would leave it, which knows of no runs.
    expect(() => balanceFromRow({ ...stored(balanceToRow('o1', parts)), taken: [['__proto__', 2]] })).toThrow('has 2 units spent, but 1 by its runs');
  });
});
