import { memoryWork, type MemoryWork } from '@huiliu/testing';
import { refundTables } from '../adapters/out/postgres/tables';
import { checkBalance } from '../domain/balance';
import type { TopUpAnswer } from '../domain/top-up';
import { allocateOrder } from './allocate-order';
import { callOffRefund } from './call-off-refund';
import { compareWithReserved, refundInstead } from './goods-instead';
import { refundUnits } from './refund-units';
import { takeApproval } from './take-approval';
import { askForTopUp, takeTopUpAnswer } from './take-top-up-answer';
import type { TopUpCall } from './top-up-intent';

const ref = { caseId: 'c1', caseNumber: 'AS-1', orderId: 'o1' };
const hour = 3_600_000;
const terms = { approvalLimits: { CNY: 1_000_00 }, topUpMs: 72 * hour, topUpAskMs: 30_000 };
const now = new Date('2026-11-06T08:00:00Z');
const due = '2026-11-09T08:00:00.000Z';
const open: TopUpAnswer = { status: 'open', url: 'https://pay.example/P-c1' };
const paid: TopUpAnswer = { status: 'paid', paymentId: 'p9', method: 'card', paidAt: new Date('2026-11-06T09:00:00Z') };

type Memory = MemoryWork<typeof refundTables>;

/** Two units of five, listed at 20.00 and bought at 18.00, have come back for others at that price each. */
function back(quotedMinor = 25_00n): Memory {
  const memory = memoryWork(refundTables, { now, intents: ['refund-leg', 'top-up'], timers: ['top-up', 'refund-due'] });
  allocateOrder(memory.work, { orderId: 'o1', currency: 'CNY', lines: [{ orderLineId: 'l1', kind: 'goods', quantity: 5, amountMinor: 100_00n }], discountMinor: 10_00n, payments: [{ paymentId: 'p1', method: 'card', capturedMinor: 90_00n }] }, 'in_shares');
  expect(takeApproval(memory.work, { ref, type: 'exchange', lines: [{ caseLineId: 'cl1', orderLineId: 'l1', quantity: 2, exchangedAtMinor: quotedMinor }], decidedBy: 'rules' }, terms.approvalLimits)).toEqual({ kind: 'done' });
  expect(refundUnits(memory.work, ref, [{ caseLineId: 'cl1', quantity: 2 }], terms)).toEqual({ kind: 'done' });
  // Nobody is asked for money before it is sure that there is something to send for it.
  expect([memory.intents, memory.said]).toEqual([[], []]);
  expect(compareWithReserved(memory.work, 'c1', undefined, terms)).toEqual({ kind: 'done' });
  return memory;
}

const callOf = (memory: Memory): TopUpCall => memory.intents.filter(({ kind }) => kind === 'top-up').at(-1)?.payload as TopUpCall;
const answer = (memory: Memory, said: TopUpAnswer, call = callOf(memory)) => takeTopUpAnswer(memory.work, call, said, terms);
const names = ({ said }: Memory): string[] => said.map(({ name }) => name);
const told = ({ said }: Memory, name: string): unknown => said.find((each) => each.name === name)?.data;
const topUpOf = ({ refunds }: Memory) => refunds.get('c1')?.topUp;

describe('what a customer pays on top for a dearer variant', () => {
  it('is the price quoted above the list, the discount staying theirs; nothing leaves before it is paid', () => {
    const memory = back();
    expect(callOf(memory)).toEqual({ caseId: 'c1', orderId: 'o1', topUpId: 'P-c1', amountMinor: '1000', currency: 'CNY', expiresAt: due, close: false });
    expect(names(memory)).toEqual([]);
    answer(memory, open);
    expect(told(memory, 'TopUpRequested')).toMatchObject({ topUpId: 'P-c1', amount: { amountMinor: '1000', currency: 'CNY' }, dueAt: due, paymentUrl: 'https://pay.example/P-c1' });
    expect(memory.timers).toMatchObject([{ name: 'top-up', dueAt: new Date(now.getTime() + 30_000) }]);
  });

  it.each([20_00n, 19_00n, 18_00n])('is nothing at %d, which is not above the list', (quoted) => {
    const memory = back(quoted);
    expect(memory.intents).toEqual([]);
    expect(names(memory)).toEqual(['DifferenceSettled']);
  });

  it('is booked once when it is paid, makes the units worth more, and lets the goods leave', () => {
    const memory = back();
    answer(memory, open);
    expect(answer(memory, paid)).toEqual({ kind: 'done' });
    expect(answer(memory, paid)).toMatchObject({ kind: 'ignored' });
    expect(names(memory)).toEqual(['TopUpRequested', 'LedgerPosted', 'TopUpPaid', 'DifferenceSettled']);
    expect(told(memory, 'DifferenceSettled')).toMatchObject({ lines: [{ quantity: 2 }], collected: { amountMinor: '1000', currency: 'CNY' } });
    expect(memory.ledger.map(({ account, debitMinor, creditMinor }) => [account, debitMinor, creditMinor])).toEqual([['payment:card', '1000', '0'], ['top_ups', '0', '1000']]);
    expect(memory.timers).toEqual([]);
    callOffRefund(memory.work, 'c1', { delivered: true });
    // What went out takes their place: given back, they are worth what was paid for it in all.
    const later = { ...ref, caseId: 'c2' };
    takeApproval(memory.work, { ref: later, type: 'return', lines: [{ caseLineId: 'cl1', orderLineId: 'l1', quantity: 2 }], decidedBy: 'rules' }, terms.approvalLimits);
    refundUnits(memory.work, later, [{ caseLineId: 'cl1', quantity: 2 }], terms);
    expect(memory.said.filter(({ name }) => name === 'RefundRequested').map(({ data }) => data)).toMatchObject([{ total: { amountMinor: '4600' }, legs: [{ paymentId: 'p1', amountMinor: '3600' }, { paymentId: 'p9', amountMinor: '1000' }] }]);
    checkBalance(memory.allocations.get('o1')!, memory.balances.get('o1')!);
  });

  it('is asked after as long as nobody knows, and closed at the provider when its time is over', () => {
    const memory = back();
    answer(memory, { status: 'unknown' });
    expect([names(memory), topUpOf(memory)?.status]).toEqual([[], 'asked']);
    answer(memory, open);
    askForTopUp(memory.work, 'c1');
    expect(callOf(memory).close).toBe(false);
    Object.assign(memory.work, { now: new Date(due) });
    askForTopUp(memory.work, 'c1');
    expect(memory.intents.at(-1)).toMatchObject({ id: 'P-c1/close', payload: { close: true } });
    answer(memory, { status: 'closed' });
    expect(told(memory, 'TopUpExpired')).toMatchObject({ topUpId: 'P-c1', reasonCode: 'TOP_UP_NOT_PAID' });
    refundInstead(memory.work, 'c1', terms);
    expect(told(memory, 'RefundRequested')).toMatchObject({ total: { amountMinor: '3600' } });
  });

  it('counts where it was paid in the last moment', () => {
    const memory = back();
    answer(memory, open);
    Object.assign(memory.work, { now: new Date(due) });
    askForTopUp(memory.work, 'c1');
    answer(memory, paid);
    expect(names(memory)).toContain('DifferenceSettled');
    expect(names(memory)).not.toContain('TopUpExpired');
  });

  it.each([
    ['closed', { status: 'closed' }, '3600'],
    ['paid all the same', paid, '4600'],
  ] as const)('is closed first where the exchange comes to nothing, and %s: one refund of all that was paid', (_how, last, total) => {
    const memory = back();
    answer(memory, open);
    expect(refundInstead(memory.work, 'c1', terms)).toEqual({ kind: 'done' });
    expect([topUpOf(memory)?.status, names(memory).includes('RefundRequested')]).toEqual(['closing', false]);
    // An answer to the call before says nothing any more.
    expect(answer(memory, open, { ...callOf(memory), close: false })).toMatchObject({ kind: 'ignored' });
    answer(memory, { status: 'unknown' });
    answer(memory, last);
    expect(memory.said.filter(({ name }) => name === 'RefundRequested').map(({ data }) => data)).toMatchObject([{ refundId: 'F-c1', total: { amountMinor: total } }]);
    expect(names(memory)).not.toContain('DifferenceSettled');
  });

  it('comes to nothing where the provider takes no such payment', () => {
    const memory = back();
    answer(memory, { status: 'refused', code: 'PROVIDER_HTTP_400' });
    expect(told(memory, 'TopUpExpired')).toMatchObject({ reasonCode: 'PROVIDER_HTTP_400' });
    expect(askForTopUp(memory.work, 'c1')).toMatchObject({ kind: 'ignored' });
  });

  it('is asked after on, where the provider says no once the customer was told where to pay: they may have', () => {
    const memory = back();
    answer(memory, open);
    expect(answer(memory, { status: 'refused', code: 'PROVIDER_HTTP_401' })).toEqual({ kind: 'done' });
    expect([topUpOf(memory)?.status, memory.timers.length, names(memory)]).toEqual(['open', 1, ['TopUpRequested']]);
    Object.assign(memory.work, { now: new Date(due) });
    askForTopUp(memory.work, 'c1');
    answer(memory, { status: 'refused', code: 'PROVIDER_HTTP_401' });
    expect([topUpOf(memory)?.status, memory.timers.length]).toEqual(['open', 1]);
    answer(memory, paid);
    expect(names(memory)).toContain('DifferenceSettled');
  });

  it('keeps all that is known in its row', () => {
    const memory = back();
    answer(memory, open);
    answer(memory, paid);
    const refund = memory.refunds.get('c1')!;
    expect(refundTables.refunds.fromRow({ ...refundTables.refunds.toRow('c1', refund), version: 1 } as never)).toEqual(refund);
    const balance = memory.balances.get('o1')!;
    expect(refundTables.balances.fromRow({ ...refundTables.balances.toRow('o1', balance), version: 1 } as never)).toEqual(balance);
    const allocation = memory.allocations.get('o1')!;
    expect(refundTables.allocations.fromRow({ ...refundTables.allocations.toRow('o1', allocation), version: 1 } as never)).toEqual(allocation);
  });
});
