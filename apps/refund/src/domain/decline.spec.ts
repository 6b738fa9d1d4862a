import { allocate, type Allocation } from './allocation';
import { checkBalance, openBalance, type Balance } from './balance';
import { decideDecline, decideRefundApproval, decideRequest, decideTakeUp, takeUpEnds } from './decide';
import { declinedTransaction, takenUpTransaction } from './ledger';
import { evolveAll, type Refund, type RequestedRefund } from './refund';

const now = new Date('2026-11-28T08:00:00Z');
const hourMs = 3_600_000;
const limits = { CNY: 1 };

const order = (): Allocation => {
  const payments = [{ paymentId: 'card', method: 'card', capturedMinor: 60_00n }, { paymentId: 'voucher', method: 'voucher', capturedMinor: 40_00n }];
  const result = allocate({ orderId: 'o1', currency: 'CNY', lines: [{ orderLineId: 'l1', kind: 'goods', quantity: 5, amountMinor: 100_00n }], discountMinor: 0n, payments }, 'in_shares');
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};

interface Standing {
  readonly refund: RequestedRefund;
  readonly balance: Balance;
}

function waiting({ balance = openBalance(order()), goodsKept = true, quantity = 3 }: { readonly balance?: Balance; readonly goodsKept?: boolean; readonly quantity?: number } = {}): Standing {
  const approved: Refund = { status: 'approved', ref: { caseId: 'c1', caseNumber: 'N1', orderId: 'o1' }, approved: [{ caseLineId: 'cl1', orderLineId: 'l1', quantity }], decidedBy: 'staff-1', goodsKept };
  const decision = decideRequest(approved, [{ caseLineId: 'cl1', quantity }], order(), balance, limits, now);
  if (!decision.ok) throw new Error(decision.error.message);
  return { refund: evolveAll(approved, decision.value.events) as RequestedRefund, balance: decision.value.balance };
}

function after({ refund }: Standing, decision: ReturnType<typeof decideDecline>): Standing {
  if (!decision.ok) throw new Error(decision.error.message);
  checkBalance(order(), decision.value.balance);
  return { refund: evolveAll(refund, decision.value.events) as RequestedRefund, balance: decision.value.balance };
}

const decline = (standing: Standing, declinedBy = 'staff-2', reasonCode = 'NOT_OUR_FAULT') => decideDecline(standing.refund, { declinedBy, reasonCode }, order(), standing.balance, 72 * hourMs, now);
const takeUp = (standing: Standing, by = 'staff-2') => decideTakeUp(standing.refund, by, order(), standing.balance);
const later = new Date(now.getTime() + 72 * hourMs);

describe('declining a large refund', () => {
  it('frees its units and its money, and says until when it may be taken up again', () => {
    const declined = after(waiting(), decline(waiting()));
    expect(declined.refund).toMatchObject({ status: 'declined', decline: { reasonCode: 'NOT_OUR_FAULT', declinedBy: 'staff-2', until: later, totalsMinor: [60_00n], takenUpBy: undefined } });
    expect(declined.balance).toEqual({ ...openBalance(order()), units: new Map([['l1', []]]) });
    // Another case may have them now.
    expect(waiting({ balance: declined.balance, quantity: 5 }).refund.totalMinor).toBe(100_00n);
  });

  it('leaves alone what other cases have taken before and after', () => {
    const first = waiting({ quantity: 1 });
    const second = waiting({ balance: first.balance, quantity: 2 });
    const third = waiting({ balance: second.balance, quantity: 1 });
    const declined = after(second, decideDecline(second.refund, { declinedBy: 'staff-2', reasonCode: 'X' }, order(), third.balance, hourMs, now));
    expect(declined.balance.units.get('l1')).toEqual([{ units: 1, spent: true, claimedMinor: 0n }, { units: 2, spent: false, claimedMinor: 0n }, { units: 1, spent: true, claimedMinor: 0n }]);
    expect(declined.balance.payments.map((payment) => payment.inFlightMinor)).toEqual([24_00n, 16_00n]);
  });

  it('is not for who decided the case, nor for what waits for nobody', () => {
    expect(decline(waiting(), 'staff-1')).toMatchObject({ ok: false, error: { code: 'SAME_PERSON' } });
    const standing = waiting();
    const approved = decideRefundApproval(standing.refund, 'staff-2', now);
    expect(approved.ok && decline({ ...standing, refund: evolveAll(standing.refund, approved.value) as RequestedRefund }, 'staff-3')).toMatchObject({ ok: false, error: { code: 'NOTHING_TO_DECLINE' } });
    const old = { ...standing.refund, lines: standing.refund.lines.map(({ slices: _slices, ...line }) => line) };
    expect(decline({ ...standing, refund: old })).toMatchObject({ ok: false, error: { code: 'UNITS_NOT_KNOWN' } });
  });

  it('changes nothing the second time, and then nobody can approve it', () => {
    const declined = after(waiting(), decline(waiting()));
    expect(decline(declined)).toMatchObject({ ok: true, value: { events: [] } });
    expect(decline(declined, 'staff-3')).toMatchObject({ ok: false, error: { code: 'NOTHING_TO_DECLINE' } });
    expect(decideRefundApproval(declined.refund, 'staff-3', now)).toMatchObject({ ok: false, error: { code: 'NOTHING_TO_APPROVE' } });
  });

  it('is posted as a correction of what was owed', () => {
    const declined = after(waiting(), decline(waiting()));
    expect(declinedTransaction(declined.refund)).toMatchObject({ transactionId: 'F-c1/declined/1', postings: [{ account: 'customer_payable', debitMinor: 60_00n }, { account: 'sales_returns', creditMinor: 60_00n }] });
  });
});

describe('taking a declined refund up again', () => {
  it('holds units and money anew, and asks for another person than who took it up', () => {
    const again = after(after(waiting(), decline(waiting())), takeUp(after(waiting(), decline(waiting()))));
    expect(again.refund).toMatchObject({ status: 'awaiting_approval', totalMinor: 60_00n, decline: { takenUpBy: 'staff-2' }, legs: [{ legId: 'F-c1/1', status: 'pending' }, { legId: 'F-c1/2' }] });
    expect(again.balance.payments.map((payment) => payment.inFlightMinor)).toEqual([36_00n, 24_00n]);
    for (const person of ['staff-1', 'staff-2']) {
      expect(decideRefundApproval(again.refund, person, now)).toMatchObject({ ok: false, error: { code: 'SAME_PERSON' } });
      expect(decline(again, person)).toMatchObject({ ok: false, error: { code: 'SAME_PERSON' } });
    }
    expect(decideRefundApproval(again.refund, 'staff-3', now)).toMatchObject({ ok: true });
    expect(takenUpTransaction(again.refund)).toMatchObject({ transactionId: 'F-c1/taken-up/1', postings: [{ account: 'sales_returns', debitMinor: 60_00n }, { account: 'customer_payable' }] });
    expect(takeUp(again)).toMatchObject({ ok: true, value: { events: [] } });
    const twice = after(again, decline(again, 'staff-3'));
    expect(twice.refund.decline).toMatchObject({ totalsMinor: [60_00n, 60_00n], takenUpBy: undefined });
  });

  it('is refused where others have the units by now, and where there is nothing to take up', () => {
    const declined = after(waiting(), decline(waiting()));
    const other = waiting({ balance: declined.balance, quantity: 4 });
    expect(takeUp({ ...declined, balance: other.balance })).toMatchObject({ ok: false, error: { code: 'NOT_ENOUGH_UNITS' } });
    expect(takeUp(waiting(), 'staff-3')).toMatchObject({ ok: false, error: { code: 'NOTHING_TO_TAKE_UP' } });
  });
});

describe('once the time to take it up again is over', () => {
  it('it is dropped where the customer has the goods, and never taken up again', () => {
    const declined = after(waiting(), decline(waiting()));
    expect(takeUpEnds(declined.refund, new Date(later.getTime() - 1))).toEqual([]);
    const dropped = evolveAll(declined.refund, takeUpEnds(declined.refund, later)) as RequestedRefund;
    expect(dropped.status).toBe('dropped');
    expect(takeUpEnds(dropped, later)).toEqual([]);
    expect(takeUp({ ...declined, refund: dropped })).toMatchObject({ ok: false, error: { code: 'NOTHING_TO_TAKE_UP' } });
  });

  it('it is an exception where they are not with the customer, or nobody knows, and is taken up whenever somebody does', () => {
    for (const goodsKept of [false, undefined]) {
      const standing = waiting(goodsKept === undefined ? {} : { goodsKept });
      const known = goodsKept === undefined ? { ...standing, refund: { ...standing.refund, goodsKept } } : standing;
      const declined = after(known, decline(known));
      const exception = evolveAll(declined.refund, takeUpEnds(declined.refund, later)) as RequestedRefund;
      expect(exception.status).toBe('exception');
      expect(takeUp({ ...declined, refund: exception })).toMatchObject({ ok: true, value: { events: [{ type: 'taken_up' }] } });
    }
  });
});
