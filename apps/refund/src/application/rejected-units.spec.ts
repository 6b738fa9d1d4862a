import { memoryWork, type MemoryWork } from '@huiliu/testing';
import { refundFromRow, refundTables, refundToRow } from '../adapters/out/postgres/tables';
import type { PaidOrder } from '../domain/allocation';
import type { CaseRef } from '../domain/refund';
import { allocateOrder } from './allocate-order';
import { declineRefund } from './decline-refund';
import { isPaidFor, payForRejected, payForTheRest, quoteDeduction } from './rejected-units';
import { refundUnits } from './refund-units';
import { takeApproval } from './take-approval';

const now = new Date('2026-12-09T12:00:00Z');
const ref: CaseRef = { caseId: 'c1', caseNumber: 'AS-26-0017', orderId: 'o1' };
const order: PaidOrder = {
  orderId: 'o1',
  currency: 'CNY',
  lines: [{ orderLineId: 'l1', kind: 'goods', quantity: 4, amountMinor: 400_00n }],
  discountMinor: 0n,
  payments: [{ paymentId: 'p1', method: 'card', capturedMinor: 240_00n }, { paymentId: 'p2', method: 'voucher', capturedMinor: 160_00n }],
};
const limits = { CNY: 1_000_00 };

type Memory = MemoryWork<typeof refundTables>;

/** Three units came back: one is accepted, one rejected in grade C, one in grade D. */
function quoted(): Memory {
  const memory = memoryWork(refundTables, { now, intents: ['refund-leg'], timers: ['refund-take-up', 'refund-due'] });
  allocateOrder(memory.work, order, 'in_shares');
  takeApproval(memory.work, { ref, type: 'return', lines: [{ caseLineId: 'cl1', orderLineId: 'l1', quantity: 3 }], decidedBy: 'rules' }, limits);
  expect(quote(memory)).toEqual({ kind: 'done' });
  return memory;
}

const quote = ({ work }: Memory) => quoteDeduction(work, ref, [{ caseLineId: 'cl1', quantity: 1 }], [{ caseLineId: 'cl1', quantity: 1, grade: 'c' }, { caseLineId: 'cl1', quantity: 1, grade: 'd' }]);
const refundIn = ({ refunds }: Memory) => {
  const refund = refunds.get('c1');
  if (!refund) throw new Error('there is a refund');
  return refund;
};
const requestIn = ({ said }: Memory) => said.filter(({ name }) => name === 'RefundRequested').map(({ data }) => data);

describe('units that were rejected at the inspection', () => {
  it('are quoted once, and nothing is asked for, taken or held before it is settled what becomes of them', () => {
    const memory = quoted();
    expect(memory.said).toMatchObject([
      {
        name: 'DeductionQuoted',
        data: { lines: [{ caseLineId: 'cl1', quantity: 1, grade: 'GRADE_C', basisPoints: 3_000 }, { caseLineId: 'cl1', quantity: 1, grade: 'GRADE_D', basisPoints: 7_000 }], deducted: { amountMinor: '10000' }, paid: { amountMinor: '20000', currency: 'CNY' } },
      },
    ]);
    expect(memory.balances.get('o1')?.units).toEqual(new Map());
    expect([quote(memory).kind, refundUnits(memory.work, ref, [{ caseLineId: 'cl1', quantity: 1 }], { approvalLimits: limits, topUpMs: 1 }).kind, memory.said.length]).toEqual(['ignored', 'ignored', 1]);
  });

  it('are paid for less the deduction in one refund, whose books say what stays with the seller', () => {
    const memory = quoted();
    expect(payForRejected(memory.work, 'c1', 'deduction', limits)).toEqual({ kind: 'done' });
    expect(requestIn(memory)).toMatchObject([
      {
        total: { amountMinor: '20000' },
        lines: [{ quantity: 1, amountMinor: '10000' }, { quantity: 1, amountMinor: '7000', deductedMinor: '3000' }, { quantity: 1, amountMinor: '3000', deductedMinor: '7000' }],
        legs: [{ paymentId: 'p1', amountMinor: '12000' }, { paymentId: 'p2', amountMinor: '8000' }],
      },
    ]);
    expect(memory.said.find(({ name }) => name === 'LedgerPosted')?.data).toMatchObject({
      postings: [{ account: 'sales_returns', debitMinor: '30000' }, { account: 'customer_payable', creditMinor: '20000' }, { account: 'return_deductions', creditMinor: '10000' }],
    });
    expect([payForRejected(memory.work, 'c1', 'deduction', limits).kind, requestIn(memory).length]).toEqual(['ignored', 1]);
    expect(refundFromRow({ ...refundToRow('c1', refundIn(memory)), version: 1 })).toEqual(refundIn(memory));
  });

  it('are paid for in full where they are accepted after all', () => {
    const memory = quoted();
    payForRejected(memory.work, 'c1', 'accepted', limits);
    expect(requestIn(memory)).toMatchObject([{ total: { amountMinor: '30000' } }]);
  });

  it('are not paid for where they go back, and what was accepted is as soon as they have arrived; all of it, in full, where they are lost', () => {
    const [arrived, lost] = [quoted(), quoted()];
    for (const memory of [arrived, lost]) expect([payForRejected(memory.work, 'c1', 'goods_back', limits).kind, requestIn(memory)]).toEqual(['ignored', []]);
    payForTheRest(arrived.work, refundIn(arrived), true, limits);
    payForTheRest(lost.work, refundIn(lost), false, limits);
    expect([requestIn(arrived), requestIn(lost)]).toMatchObject([[{ total: { amountMinor: '10000' } }], [{ total: { amountMinor: '30000' } }]]);
    expect(payForTheRest(arrived.work, refundIn(arrived), false, limits).kind).toBe('ignored');
  });

  it('wait for the inspection where what is sent to the customer is heard of before, and only in a return', () => {
    const memory = memoryWork(refundTables, { now, intents: ['refund-leg'], timers: ['refund-due'] });
    allocateOrder(memory.work, order, 'in_shares');
    takeApproval(memory.work, { ref, type: 'return', lines: [{ caseLineId: 'cl1', orderLineId: 'l1', quantity: 3 }], decidedBy: 'rules' }, limits);
    expect([isPaidFor(refundIn(memory)), payForTheRest(memory.work, refundIn(memory), true, limits).kind]).toEqual([true, 'notYet']);
    const exchange = { ...ref, caseId: 'c2' };
    takeApproval(memory.work, { ref: exchange, type: 'exchange', lines: [{ caseLineId: 'cl2', orderLineId: 'l1', quantity: 1 }], decidedBy: 'rules' }, limits);
    expect([isPaidFor(memory.refunds.get('c2')), isPaidFor(undefined)]).toEqual([false, false]);
    expect(payForRejected(memory.work, 'c1', 'deduction', limits)).toMatchObject({ kind: 'refused', refusal: { code: 'NOTHING_REJECTED' } });
  });

  it('give everything back where a second person declines, the deduction in the books too', () => {
    const memory = quoted();
    payForRejected(memory.work, 'c1', 'deduction', { CNY: 1_00 });
    expect(declineRefund(memory.work, 'c1', { declinedBy: 'finance-1', reasonCode: 'NO' }, 1_000, () => ({}))).toMatchObject({ kind: 'done' });
    expect(memory.balances.get('o1')?.units).toEqual(new Map([['l1', []]]));
    const booked = new Map<string, bigint>();
    for (const { account, debitMinor, creditMinor } of memory.ledger) booked.set(account, (booked.get(account) ?? 0n) + BigInt(debitMinor) - BigInt(creditMinor));
    expect([...booked.values()].every((amount) => amount === 0n)).toBe(true);
    expect(booked.has('return_deductions')).toBe(true);
  });
});
