import { memoryWork, type MemoryWork } from '@huiliu/testing';
import { refundTables } from '../adapters/out/postgres/tables';
import type { CaseRef, Refund } from '../domain/refund';
import { allocateOrder } from './allocate-order';
import { approveRefund } from './approve-refund';
import { declineRefund, takeUpRefund } from './decline-refund';
import { endTakeUp } from './end-take-up';
import { refundUnits } from './refund-units';
import { takeApproval } from './take-approval';
import { exceptionOwner, payTimer, takeUpTimer, topUpTimer } from './work';

type Memory = MemoryWork<typeof refundTables>;

const now = new Date('2026-12-09T12:00:00Z');
const takeUpMs = 72 * 3_600_000;
const until = new Date(now.getTime() + takeUpMs);
const ref: CaseRef = { caseId: 'c1', caseNumber: 'AS-1', orderId: 'o1' };
const subject = 'case:c1';
const low = { CNY: 1 };
const lines = [{ caseLineId: 'cl1', orderLineId: 'l1', quantity: 2 }];
const asks = (refund: Refund) => ({ status: refund.status });

/** Two of five units are to be paid for, which a second person has to approve. */
function waiting(type: 'return' | 'refund_only' = 'return', of: CaseRef = ref, memory: Memory = memoryWork(refundTables, { now, intents: ['refund-leg'], timers: [payTimer, takeUpTimer] })): Memory {
  if (memory.allocations.size === 0) allocateOrder(memory.work, { orderId: 'o1', currency: 'CNY', lines: [{ orderLineId: 'l1', kind: 'goods', quantity: 5, amountMinor: 100_00n }], discountMinor: 0n, payments: [{ paymentId: 'p1', method: 'card', capturedMinor: 100_00n }] }, 'in_shares');
  expect(takeApproval(memory.work, { ref: of, type, lines, decidedBy: 'staff-1' }, low)).toEqual({ kind: 'done' });
  if (type === 'return') expect(refundUnits(memory.work, of, [{ caseLineId: 'cl1', quantity: 2 }], { approvalLimits: low, topUpMs: 1 })).toEqual({ kind: 'done' });
  memory.said.length = 0;
  return memory;
}
const decline = ({ work }: Memory, over: Partial<{ declinedBy: string; reasonCode: string }> = {}, caseId = 'c1') => declineRefund(work, caseId, { declinedBy: 'finance-1', reasonCode: 'NOT_CONVINCING', ...over }, takeUpMs, asks);
function declined(type?: 'return' | 'refund_only'): Memory {
  const memory = waiting(type);
  expect(decline(memory)).toEqual({ kind: 'done', response: { status: 'declined' } });
  return memory;
}
/** What each account has come to. */
function books({ ledger }: Memory): Record<string, bigint> {
  const accounts: Record<string, bigint> = {};
  for (const { account, debitMinor, creditMinor } of ledger) accounts[account] = (accounts[account] ?? 0n) + BigInt(debitMinor) - BigInt(creditMinor);
  return accounts;
}
const held = ({ balances }: Memory) => balances.get('o1')?.payments.map((payment) => payment.inFlightMinor);
const total = { amountMinor: '4000', currency: 'CNY' };

describe('a refund that a second person declines', () => {
  it('is said with until when it may be taken up again; its money and its units are free, and nothing is owed', () => {
    const memory = declined();
    expect(memory.said[0]).toEqual({ name: 'RefundDeclined', subject, data: { ref, refundId: 'F-c1', total, reasonCode: 'NOT_CONVINCING', declinedBy: 'finance-1', declinedAt: now.toISOString(), takeUpUntil: until.toISOString() } });
    expect(memory.said.map(({ name }) => name)).toEqual(['RefundDeclined', 'LedgerPosted']);
    expect(memory.timers).toMatchObject([{ name: payTimer }, { subject, name: takeUpTimer, dueAt: until, payload: { caseId: 'c1' } }]);
    expect([held(memory), books(memory), memory.intents]).toEqual([[0n], { sales_returns: 0n, customer_payable: 0n }, []]);
    expect(decline(memory)).toMatchObject({ kind: 'ignored', response: { status: 'declined' } });
    expect(memory.said).toHaveLength(2);
  });

  it.each([
    ['SAME_PERSON', 'FORBIDDEN', { declinedBy: 'staff-1' }, 'c1'],
    ['CASE_NOT_FOUND', 'NOT_FOUND', {}, 'c9'],
  ] as const)('is not where that is refused with %s', (code, kind, over, caseId) => {
    const memory = waiting();
    expect(decline(memory, over, caseId)).toMatchObject({ kind: 'refused', refusal: { code, kind } });
    expect([memory.said, held(memory)]).toEqual([[], [40_00n]]);
  });

  it('is not declined for another reason, nor by another person, once more', () => {
    for (const over of [{ reasonCode: 'ELSE' }, { declinedBy: 'finance-2' }]) expect(decline(declined(), over)).toMatchObject({ kind: 'refused', refusal: { code: 'NOTHING_TO_DECLINE', kind: 'CONFLICT' } });
  });
});

describe('a declined refund that finance takes up again', () => {
  const takeUp = ({ work }: Memory, person = 'finance-1', caseId = 'c1') => takeUpRefund(work, caseId, person, asks);

  it('is owed and held once more, and its clock stops; another person has to approve it', () => {
    const memory = declined();
    expect(takeUp(memory)).toEqual({ kind: 'done', response: { status: 'awaiting_approval' } });
    expect(memory.said.slice(2)).toMatchObject([{ name: 'RefundTakenUp', subject, data: { ref, refundId: 'F-c1', total, takenUpBy: 'finance-1' } }, { name: 'LedgerPosted', data: { transactionId: 'F-c1/taken-up/1', memo: 'refund taken up again' } }]);
    expect([memory.timers.map(({ name }) => name), held(memory), books(memory)]).toEqual([[payTimer], [40_00n], { sales_returns: 40_00n, customer_payable: -40_00n }]);
    expect(takeUp(memory)).toMatchObject({ kind: 'ignored', response: { status: 'awaiting_approval' } });
    expect(takeUp(memory, 'finance-2')).toMatchObject({ kind: 'refused', refusal: { code: 'NOTHING_TO_TAKE_UP', kind: 'CONFLICT' } });
    expect(approveRefund(memory.work, 'c1', 'finance-1', asks)).toMatchObject({ kind: 'refused', refusal: { code: 'SAME_PERSON' } });
    expect(approveRefund(memory.work, 'c1', 'finance-2', asks)).toMatchObject({ kind: 'done' });
    expect(memory.intents).toHaveLength(1);
  });

  it('may be declined and taken up once more, each under numbers of its own', () => {
    const memory = declined();
    takeUp(memory);
    expect(decline(memory, { declinedBy: 'finance-2' })).toMatchObject({ kind: 'done' });
    takeUp(memory, 'finance-2');
    expect(memory.said.filter(({ name }) => name === 'LedgerPosted').map(({ data }) => (data as { readonly transactionId: string }).transactionId)).toEqual(['F-c1/declined/1', 'F-c1/taken-up/1', 'F-c1/declined/2', 'F-c1/taken-up/2']);
    expect(books(memory)).toEqual({ sales_returns: 40_00n, customer_payable: -40_00n });
  });

  it('is not where nobody has declined it, or nothing is left of its money', () => {
    expect(takeUp(waiting())).toMatchObject({ kind: 'refused', refusal: { code: 'NOTHING_TO_TAKE_UP', kind: 'CONFLICT' } });
    expect(takeUp(waiting(), 'finance-1', 'c9')).toMatchObject({ kind: 'refused', refusal: { code: 'CASE_NOT_FOUND', kind: 'NOT_FOUND' } });
    const memory = declined();
    for (const caseId of ['c2', 'c3']) waiting('refund_only', { ...ref, caseId, caseNumber: caseId }, memory);
    expect(takeUp(memory)).toMatchObject({ kind: 'refused', refusal: { code: 'NOT_ENOUGH_UNITS', kind: 'CONFLICT' } });
    expect(memory.refunds.get('c1')?.status).toBe('declined');
  });

  it('is not where its money does not add up', () => {
    const memory = declined();
    const balance = memory.balances.get('o1')!;
    memory.balances.set('o1', { ...balance, payments: balance.payments.map((payment) => ({ ...payment, settledMinor: 1n })) });
    expect(() => takeUp(memory)).toThrow('money does not add up');
  });
});

describe('a declined refund that nobody takes up again', () => {
  const later = (memory: Memory): Memory => Object.assign(memory, { work: { ...memory.work, now: until } });

  it('is somebody of finance\'s to see to, where the goods have come back', () => {
    const memory = declined();
    expect(endTakeUp(memory.work, 'c1')).toMatchObject({ kind: 'ignored' });
    later(memory);
    memory.said.length = 0;
    expect(endTakeUp(memory.work, 'c1')).toEqual({ kind: 'done' });
    expect(memory.said).toEqual([{ name: 'RefundExceptionOpened', subject, data: { ref, refundId: 'F-c1', reasonCode: 'NOT_CONVINCING', owner: exceptionOwner } }]);
    expect(endTakeUp(memory.work, 'c1')).toMatchObject({ kind: 'ignored' });
    expect(takeUpRefund(memory.work, 'c1', 'finance-1', asks)).toMatchObject({ kind: 'done' });
  });

  it('is dropped, where the customer has the goods', () => {
    const memory = later(declined('refund_only'));
    memory.said.length = 0;
    expect(endTakeUp(memory.work, 'c1')).toEqual({ kind: 'done' });
    expect(memory.said).toEqual([{ name: 'RefundDropped', subject, data: { ref, refundId: 'F-c1', reasonCode: 'NOT_CONVINCING' } }]);
    expect(takeUpRefund(memory.work, 'c1', 'finance-1', asks)).toMatchObject({ kind: 'refused', refusal: { code: 'NOTHING_TO_TAKE_UP' } });
  });

  it('is nothing to a refund that is not declined, or that there is not', () => {
    for (const caseId of ['c1', 'c9']) expect(endTakeUp(later(waiting()).work, caseId)).toMatchObject({ kind: 'ignored' });
  });
});

it('clocks and owners are kept under names that the next version finds', () => {
  expect([takeUpTimer, topUpTimer, exceptionOwner]).toEqual(['refund-take-up', 'top-up', 'finance']);
});
