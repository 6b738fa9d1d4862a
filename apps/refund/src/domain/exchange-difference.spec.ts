import { allocate, type Allocation } from './allocation';
import { openBalance, settle, type Balance } from './balance';
import { decideApproval, decideCallOff, decideDifference, decideLegAnswer, decideManualSettlement, decideRequest, decideTakeUp, type AcceptedLine } from './decide';
import { goodsCameBack, goodsOfType, payInstead, unitsSetAside } from './goods-instead';
import { requestedTransaction, settledTransaction } from './ledger';
import { evolve, evolveAll, isRequested, type ApprovedRefund, type CaseRef, type Refund, type RefundEvent } from './refund';

const ref: CaseRef = { caseId: 'c1', caseNumber: 'AS-1', orderId: 'o1' };
const now = new Date('2026-11-28T08:00:00Z');
const bounds = { refusals: 1, silences: 1, firstDelayMs: 1, longestDelayMs: 1 };
const two: readonly AcceptedLine[] = [{ caseLineId: 'cl1', quantity: 2 }];

const unwrap = <T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
/** Four units for 10 000, paid 6 000 and 4 000. */
const allocation: Allocation = unwrap(allocate({ orderId: 'o1', currency: 'CNY', discountMinor: 0n, lines: [{ orderLineId: 'l1', kind: 'goods', quantity: 4, amountMinor: 10_000n }], payments: [{ paymentId: 'p1', method: 'card', capturedMinor: 6_000n }, { paymentId: 'p2', method: 'voucher', capturedMinor: 4_000n }] }, 'in_shares'));

function back(priceMinor: bigint): ApprovedRefund {
  const approved = evolveAll(undefined, unwrap(decideApproval(undefined, ref, [{ caseLineId: 'cl1', orderLineId: 'l1', quantity: 2, exchangedAtMinor: priceMinor }], 'rules', { goods: goodsOfType['exchange'] }))) as Refund;
  const kept = unitsSetAside(approved, undefined);
  const decided = kept.kind === 'kept' ? goodsCameBack(kept.refund, two) : undefined;
  if (decided?.kind !== 'compare') throw new Error('nothing is compared');
  return decided.refund;
}

interface Known {
  readonly refund: Refund;
  readonly balance: Balance;
}

function asked(priceMinor: bigint, limit = 100_000): Known {
  const refund = back(priceMinor);
  const { events, balance } = unwrap(decideDifference(refund, two, allocation, openBalance(allocation), { CNY: limit }, now));
  return { refund: evolveAll(refund, events) as Refund, balance };
}

function paid({ refund, balance }: Known): Known {
  if (!isRequested(refund)) throw new Error('nothing is asked for');
  let [state, left]: [Refund, Balance] = [refund, balance];
  for (const leg of refund.legs) {
    left = settle(left, leg);
    state = evolveAll(state, unwrap(decideLegAnswer(state, leg.legId, { status: 'settled', providerReference: 'PR' }, bounds, now))) as Refund;
  }
  return { refund: state, balance: left };
}

describe('the difference to a cheaper variant', () => {
  it('goes back through what paid for the units, in its own books, and the approval goes on', () => {
    const { refund } = asked(2_000n);
    expect(refund).toMatchObject({ status: 'requested', refundId: 'F-c1/difference', totalMinor: 1_000n, legs: [{ legId: 'F-c1/difference/1', paymentId: 'p1', amountMinor: 600n }, { paymentId: 'p2', amountMinor: 400n }] });
    if (!isRequested(refund)) throw new Error();
    expect(requestedTransaction(refund)?.postings[0]).toEqual({ account: 'exchange_differences', debitMinor: 1_000n, creditMinor: 0n });
    const after = paid(asked(2_000n));
    expect(after.refund).toMatchObject({ status: 'approved', goods: { accepted: two }, difference: { refundId: 'F-c1/difference', totalMinor: 1_000n, settledAt: now } });
    expect(settledTransaction(refund, refund.legs[0] as never).transactionId).toBe('F-c1/difference/1/settled');
    expect(decideCallOff(after.refund, true)).toEqual({ ok: true, value: [{ type: 'called_off' }] });
    expect(evolve(after.refund, { type: 'called_off' })).toMatchObject({ status: 'called_off', difference: { totalMinor: 1_000n } });
  });

  it.each([2_500n, 2_501n])('is nothing where the other costs %d', (price) => {
    const open = openBalance(allocation);
    expect(unwrap(decideDifference(back(price), two, allocation, open, { CNY: 1 }, now)).events).toEqual([]);
  });

  it('above the limit needs a second person, also when it is taken up again', () => {
    const { refund } = asked(2_000n, 999);
    expect(refund).toMatchObject({ status: 'awaiting_approval' });
    if (!isRequested(refund)) throw new Error();
    const declined = evolve(refund, { type: 'declined', reasonCode: 'NO', declinedBy: 's1', at: now, until: now });
    const again = unwrap(decideTakeUp(declined, 's2', allocation, openBalance(allocation)));
    expect(evolveAll(declined, again.events)).toMatchObject({ status: 'awaiting_approval', totalMinor: 1_000n });
  });

  it('leaves the rest to be paid where the other variant can not be had, and both are what the units cost', () => {
    const { refund, balance } = paid(asked(2_000n));
    expect(payInstead(refund)).toEqual({ kind: 'pay', units: two });
    const { events } = unwrap(decideRequest(refund, two, allocation, balance, { CNY: 100_000 }, now));
    expect(evolveAll(refund, events)).toMatchObject({ status: 'requested', refundId: 'F-c1/rest', totalMinor: 4_000n, difference: { totalMinor: 1_000n } });
  });

  it('comes first where the customer wants their money meanwhile', () => {
    const { refund, balance } = asked(2_000n);
    expect(payInstead(refund)).toEqual({ kind: 'ends', how: 'refund_instead' });
    const wanted = evolve(refund, { type: 'exchange_ended', how: 'refund_instead' });
    expect(payInstead(wanted)).toEqual({ kind: 'nothing' });
    expect(goodsCameBack(wanted, two)).toEqual({ kind: 'nothing' });
    expect(paid({ refund: wanted, balance }).refund).toMatchObject({ status: 'approved', goods: { refundInstead: true }, difference: { totalMinor: 1_000n } });
  });

  it('is paid all the same where the goods are said to be delivered first, as in a rebuilt department', () => {
    const { refund, balance } = asked(2_000n);
    const ended = evolveAll(refund, unwrap(decideCallOff(refund, true))) as Refund;
    expect(unwrap(decideCallOff(ended, true))).toEqual([]);
    expect(decideCallOff(refund)).toMatchObject({ ok: false, error: { code: 'REFUND_REQUESTED' } });
    expect(paid({ refund: ended, balance }).refund).toMatchObject({ status: 'called_off', difference: { totalMinor: 1_000n } });
  });

  it('knows its legs once it has settled: late words about them change nothing, and none is paid by hand again', () => {
    const { refund } = paid(asked(2_000n));
    expect(unwrap(decideLegAnswer(refund, 'F-c1/difference/1', { status: 'settled', providerReference: 'PR' }, bounds, now))).toEqual([]);
    expect(unwrap(decideLegAnswer(refund, 'F-c1/difference/1', { status: 'unknown', code: 'TIMEOUT' }, bounds, now))).toEqual([]);
    expect(decideManualSettlement(refund, 'F-c1/difference/1', { settledBy: 's', bankReference: 'T' }, now)).toMatchObject({ ok: false, error: { code: 'LEG_SETTLED' } });
    expect(decideLegAnswer(refund, 'F-c1/1', { status: 'settled', providerReference: 'PR' }, bounds, now)).toMatchObject({ ok: false, error: { code: 'LEG_NOT_FOUND' } });
  });

  it('can not happen where nothing is exchanged', () => {
    const requested: RefundEvent = { type: 'exchange_ended', how: 'delivered' };
    const plain = evolveAll(undefined, unwrap(decideApproval(undefined, ref, [{ caseLineId: 'cl1', orderLineId: 'l1', quantity: 2 }], 'rules'))) as Refund;
    const { events } = unwrap(decideRequest(plain, two, allocation, openBalance(allocation), { CNY: 100_000 }, now));
    expect(() => evolve(evolveAll(plain, events), requested)).toThrow(/of no exchange/);
  });
});
