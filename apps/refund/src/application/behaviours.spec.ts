import { memoryWork, type MemoryWork } from '@huiliu/testing';
import { refundTables } from '../adapters/out/postgres/tables';
import type { PaidOrder } from '../domain/allocation';
import type { LegAnswer } from '../domain/decide';
import type { CaseRef, Refund } from '../domain/refund';
import type { RetryBounds } from '../domain/retry';
import { allocateOrder } from './allocate-order';
import { approveRefund } from './approve-refund';
import { callOffRefund } from './call-off-refund';
import type { LegCall } from './leg-intent';
import { record } from './record';
import { refundUnits } from './refund-units';
import { remindFinance } from './remind-finance';
import { retryRefund } from './retry-refund';
import { settleLegManually } from './settle-leg-manually';
import { takeApproval } from './take-approval';
import { takeLegAnswer } from './take-leg-answer';

const now = new Date('2011-12-09T12:00:00Z');
const bounds: RetryBounds = { refusals: 2, silences: 2, firstDelayMs: 1_000, longestDelayMs: 60_000 };
const ref: CaseRef = { caseId: 'c1', caseNumber: 'AS-26-0017', orderId: 'o1' };
const limits = { CNY: 100_00 };
const terms = { approvalLimits: limits, topUpMs: 72 * 3_600_000, topUpAskMs: 30_000 };
const lines = [{ caseLineId: 'cl1', orderLineId: 'l1', quantity: 2 }];
const order: PaidOrder = {
  orderId: 'o1',
  currency: 'CNY',
  lines: [{ orderLineId: 'l1', kind: 'goods', quantity: 5, amountMinor: 100_00n }],
  discountMinor: 0n,
  payments: [{ paymentId: 'p1', method: 'card', capturedMinor: 60_00n }, { paymentId: 'p2', method: 'voucher', capturedMinor: 40_00n }],
};

type RefundMemory = MemoryWork<typeof refundTables>;

const nothing = (): RefundMemory => memoryWork(refundTables, { now, intents: ['refund-leg'], timers: ['refund-due'] });
const names = ({ said }: RefundMemory): string[] => said.map(({ name }) => name);

function withOrder(): RefundMemory {
  const memory = nothing();
  expect(allocateOrder(memory.work, order, 'in_shares')).toEqual({ kind: 'done' });
  return memory;
}

function requested(): RefundMemory {
  const memory = withOrder();
  expect(takeApproval(memory.work, { ref, type: 'return', lines, decidedBy: 'staff-1' }, limits)).toEqual({ kind: 'done' });
  expect(refundUnits(memory.work, ref, [{ caseLineId: 'cl1', quantity: 2 }], terms)).toEqual({ kind: 'done' });
  return memory;
}

const callOf = (place: 1 | 2): LegCall => ({ caseId: 'c1', orderId: 'o1', legId: `F-c1/${place}`, paymentId: `p${place}`, amountMinor: place === 1 ? '2400' : '1600', currency: 'CNY' });
const settled: LegAnswer = { status: 'settled', providerReference: 'PR' };
const answer = ({ work }: RefundMemory, place: 1 | 2, said: LegAnswer) => takeLegAnswer(work, callOf(place), said, bounds, limits);

describe('hearing an order', () => {
  it('allocates it once; the same order again changes nothing, other money is refused', () => {
    const { work, allocations } = withOrder();
    const first = allocations.get('o1');
    expect(allocateOrder(work, order, 'card_first')).toMatchObject({ kind: 'ignored' });
    const dearer = { ...order, lines: order.lines.map((line) => ({ ...line, amountMinor: 101_00n })), payments: [{ paymentId: 'p1', method: 'card', capturedMinor: 101_00n }] };
    expect(allocateOrder(work, dearer, 'in_shares')).toMatchObject({ kind: 'refused', refusal: { code: 'ORDER_MONEY_CHANGED', kind: 'CONFLICT' } });
    expect(allocations.get('o1')).toBe(first);
  });

  it('refuses one that does not add up and keeps nothing of it', () => {
    const { work, allocations, balances } = nothing();
    expect(allocateOrder(work, { ...order, discountMinor: 1n }, 'in_shares')).toMatchObject({ kind: 'refused', refusal: { code: 'ORDER_DOES_NOT_ADD_UP' } });
    expect([allocations.size, balances.size]).toEqual([0, 0]);
  });
});

describe('hearing an approval', () => {
  it('waits for the order', () => {
    expect(takeApproval(nothing().work, { ref, type: 'return', lines, decidedBy: 'staff-1' }, limits)).toMatchObject({ kind: 'notYet', waitsFor: 'order:o1' });
  });

  it('keeps a return until its goods are inspected, and says nothing', () => {
    const memory = withOrder();
    takeApproval(memory.work, { ref, type: 'return', lines, decidedBy: 'staff-1' }, limits);
    expect(memory.refunds.get('c1')).toMatchObject({ status: 'approved' });
    expect([memory.said, memory.intents, memory.ledger]).toEqual([[], [], []]);
  });

  it('requests a refund without return at once', () => {
    const memory = withOrder();
    expect(takeApproval(memory.work, { ref, type: 'refund_only', lines, decidedBy: 'staff-1' }, limits)).toEqual({ kind: 'done' });
    expect(names(memory)).toEqual(['RefundRequested', 'LedgerPosted']);
    expect(takeApproval(memory.work, { ref, type: 'refund_only', lines, decidedBy: 'staff-1' }, limits)).toMatchObject({ kind: 'ignored' });
    expect(memory.intents).toHaveLength(2);
  });

  it('keeps a refund of goods that the customer does not have until they are stopped or back, and drops it when neither can be', () => {
    const memory = withOrder();
    takeApproval(memory.work, { ref, type: 'refund_only', awaitsGoods: true, lines, decidedBy: 'rules' }, limits);
    expect([memory.refunds.get('c1')?.status, memory.said, memory.intents]).toEqual(['approved', [], []]);
    expect(callOffRefund(memory.work, 'c1')).toEqual({ kind: 'done' });
    expect([memory.refunds.get('c1')?.status, memory.said, memory.ledger]).toEqual(['called_off', [], []]);
    const other = withOrder();
    takeApproval(other.work, { ref, type: 'refund_only', awaitsGoods: true, lines, decidedBy: 'rules' }, limits);
    expect(refundUnits(other.work, ref, [{ caseLineId: 'cl1', quantity: 2 }], terms)).toEqual({ kind: 'done' });
    expect(names(other)).toEqual(['RefundRequested', 'LedgerPosted']);
  });

  it.each([
    ['a type that is not refunded', { ref, type: 'inquiry', lines }, 'TYPE_NOT_OFFERED', 'NOT_OFFERED'],
    ['a difference without an amount', { ref, type: 'price_difference', lines }, 'DIFFERENCE_MISSING', 'UNPROCESSABLE'],
    ['an amount of something else', { ref, type: 'return', lines: lines.map((line) => ({ ...line, difference: { atMostMinor: 1n, downToMinor: 0n } })) }, 'DIFFERENCE_MISSING', 'UNPROCESSABLE'],
    ['a case without an order', { ref: { ...ref, orderId: '' }, type: 'return', lines }, 'PURCHASE_NOT_KNOWN', 'UNPROCESSABLE'],
    ['a case line named twice', { ref, type: 'return', lines: [...lines, ...lines] }, 'CASE_LINE_TWICE', 'UNPROCESSABLE'],
    ['a line that the order does not have', { ref, type: 'return', lines: [{ caseLineId: 'cl1', orderLineId: 'l9', quantity: 1 }] }, 'ORDER_LINE_NOT_FOUND', 'UNPROCESSABLE'],
    ['more units than were bought', { ref, type: 'return', lines: [{ caseLineId: 'cl1', orderLineId: 'l1', quantity: 6 }] }, 'NOT_ENOUGH_UNITS', 'CONFLICT'],
  ])('refuses %s', (_, approval, code, kind) => {
    const { work, refunds } = withOrder();
    expect(takeApproval(work, { ...approval, decidedBy: 'rules' }, limits)).toMatchObject({ kind: 'refused', refusal: { code, kind } });
    expect(refunds.size).toBe(0);
  });

  it('changes nothing the second time, and is refused when it differs', () => {
    const memory = withOrder();
    takeApproval(memory.work, { ref, type: 'return', lines, decidedBy: 'staff-1' }, limits);
    expect(takeApproval(memory.work, { ref, type: 'return', lines, decidedBy: 'staff-1' }, limits)).toMatchObject({ kind: 'ignored' });
    const fewer = lines.map((line) => ({ ...line, quantity: 1 }));
    expect(takeApproval(memory.work, { ref, type: 'return', lines: fewer, decidedBy: 'staff-1' }, limits)).toMatchObject({ kind: 'refused', refusal: { code: 'APPROVED_DIFFERENTLY' } });
  });

  it('stops where an order is allocated and has no balance: its money does not add up', () => {
    const memory = withOrder();
    memory.balances.clear();
    expect(() => takeApproval(memory.work, { ref, type: 'return', lines, decidedBy: 'staff-1' }, limits)).toThrow('money does not add up');
  });
});

describe('hearing that a return is called off', () => {
  it('waits for the approval, then drops it, once, without a word or a call', () => {
    const memory = withOrder();
    expect(callOffRefund(memory.work, 'c1')).toMatchObject({ kind: 'notYet' });
    takeApproval(memory.work, { ref, type: 'return', lines, decidedBy: 'staff-1' }, limits);
    const before = memory.balances.get('o1');
    expect(callOffRefund(memory.work, 'c1')).toEqual({ kind: 'done' });
    expect(callOffRefund(memory.work, 'c1')).toMatchObject({ kind: 'ignored' });
    expect(memory.refunds.get('c1')).toMatchObject({ status: 'called_off', ref, approved: lines });
    expect([memory.said, memory.intents, memory.ledger, memory.balances.get('o1')]).toEqual([[], [], [], before]);
    expect(refundUnits(memory.work, ref, [{ caseLineId: 'cl1', quantity: 2 }], terms)).toMatchObject({ kind: 'ignored' });
    expect(retryRefund(memory.work, 'c1', 'F-1')).toMatchObject({ kind: 'refused', refusal: { code: 'NOTHING_TO_RETRY' } });
  });

  it('is a contradiction once the goods were inspected', () => {
    expect(callOffRefund(requested().work, 'c1')).toMatchObject({ kind: 'refused', refusal: { code: 'REFUND_REQUESTED', kind: 'CONFLICT' } });
  });
});

describe('hearing an inspection', () => {
  it('waits for the approval', () => {
    expect(refundUnits(withOrder().work, ref, [{ caseLineId: 'cl1', quantity: 2 }], terms)).toMatchObject({ kind: 'notYet' });
  });

  it('says the refund, posts what is owed and asks the provider for each leg', () => {
    const memory = requested();
    expect(memory.said).toEqual([
      {
        name: 'RefundRequested',
        subject: 'case:c1',
        data: {
          ref,
          refundId: 'F-c1',
          total: { amountMinor: '4000', currency: 'CNY' },
          lines: [{ caseLineId: 'cl1', orderLineId: 'l1', quantity: 2, amountMinor: '4000' }],
          legs: [{ legId: 'F-c1/1', paymentId: 'p1', amountMinor: '2400' }, { legId: 'F-c1/2', paymentId: 'p2', amountMinor: '1600' }],
          payBy: '2011-12-16T12:00:00.000Z',
        },
      },
      {
        name: 'LedgerPosted',
        subject: 'case:c1',
        data: {
          ref,
          transactionId: 'F-c1/requested',
          currency: 'CNY',
          memo: 'refund requested',
          postings: [{ account: 'sales_returns', debitMinor: '4000', creditMinor: '0' }, { account: 'customer_payable', debitMinor: '0', creditMinor: '4000' }],
        },
      },
    ]);
    expect(memory.intents).toEqual([1, 2].map((place) => ({ id: `F-c1/${place}`, kind: 'refund-leg', subject: 'case:c1', payload: callOf(place as 1 | 2), dueAt: now })));
    expect(memory.balances.get('o1')?.payments.map((payment) => payment.inFlightMinor)).toEqual([24_00n, 16_00n]);
  });

  it('requests nothing the second time', () => {
    const memory = requested();
    expect(refundUnits(memory.work, ref, [{ caseLineId: 'cl1', quantity: 2 }], terms)).toMatchObject({ kind: 'ignored' });
    expect([memory.said.length, memory.intents.length]).toEqual([2, 2]);
  });

  it('settles at once where nothing was accepted; finance hears of no money that did not move', () => {
    const memory = withOrder();
    takeApproval(memory.work, { ref, type: 'return', lines, decidedBy: 'staff-1' }, limits);
    refundUnits(memory.work, ref, [{ caseLineId: 'cl1', quantity: 0 }], terms);
    expect(names(memory)).toEqual(['RefundRequested', 'RefundSettled']);
    expect(memory.said[1]?.data).toMatchObject({ total: { amountMinor: '0', currency: 'CNY' } });
    expect([memory.intents, memory.ledger]).toEqual([[], []]);
  });

  it('is refused for another order than the approved one', () => {
    const memory = withOrder();
    takeApproval(memory.work, { ref, type: 'return', lines, decidedBy: 'staff-1' }, limits);
    expect(refundUnits(memory.work, { ...ref, orderId: 'o2' }, [], terms)).toMatchObject({ kind: 'refused', refusal: { code: 'CASE_REF_DIFFERS', kind: 'CONFLICT' } });
  });

  it('is refused where more was accepted than approved, and takes nothing', () => {
    const memory = withOrder();
    takeApproval(memory.work, { ref, type: 'return', lines, decidedBy: 'staff-1' }, limits);
    const before = memory.balances.get('o1');
    expect(refundUnits(memory.work, ref, [{ caseLineId: 'cl1', quantity: 3 }], terms)).toMatchObject({ kind: 'refused', refusal: { code: 'MORE_THAN_APPROVED', kind: 'UNPROCESSABLE' } });
    expect(memory.balances.get('o1')).toBe(before);
    expect(memory.refunds.get('c1')?.status).toBe('approved');
  });

  it('is a conflict where the money is held for somebody else', () => {
    const memory = withOrder();
    takeApproval(memory.work, { ref, type: 'return', lines, decidedBy: 'staff-1' }, limits);
    const balance = memory.balances.get('o1');
    if (!balance) throw new Error('there is no balance');
    memory.balances.set('o1', { ...balance, payments: balance.payments.map((payment) => ({ ...payment, inFlightMinor: payment.capturedMinor })) });
    expect(refundUnits(memory.work, ref, [{ caseLineId: 'cl1', quantity: 2 }], terms)).toMatchObject({ kind: 'refused', refusal: { code: 'EXCEEDS_CAPTURED', kind: 'CONFLICT' } });
  });

  it.each(['allocations', 'balances'] as const)('stops where the order\'s %s are gone', (table) => {
    const memory = withOrder();
    takeApproval(memory.work, { ref, type: 'return', lines, decidedBy: 'staff-1' }, limits);
    memory[table].clear();
    expect(() => refundUnits(memory.work, ref, [{ caseLineId: 'cl1', quantity: 2 }], terms)).toThrow('money does not add up');
  });

  it('stops where the balance does not add up, and keeps nothing', () => {
    const memory = withOrder();
    takeApproval(memory.work, { ref, type: 'return', lines, decidedBy: 'staff-1' }, limits);
    const balance = memory.balances.get('o1');
    if (!balance) throw new Error('there is no balance');
    memory.balances.set('o1', { ...balance, payments: balance.payments.map((payment) => ({ ...payment, settledMinor: 1n })) });
    expect(() => refundUnits(memory.work, ref, [{ caseLineId: 'cl1', quantity: 2 }], terms)).toThrow('money does not add up');
    expect(memory.said).toEqual([]);
  });
});

describe('the provider\'s answer', () => {
  it('settles leg by leg; after the last one the customer and finance are told', () => {
    const memory = requested();
    memory.said.length = 0;
    answer(memory, 1, settled);
    expect(names(memory)).toEqual(['LedgerPosted']);
    answer(memory, 2, settled);
    expect(names(memory)).toEqual(['LedgerPosted', 'LedgerPosted', 'RefundSettled', 'RefundPaid']);
    expect(memory.said.at(-1)?.data).toMatchObject({ total: { amountMinor: '4000' }, legs: [{ legId: 'F-c1/1', amountMinor: '2400' }, { legId: 'F-c1/2', amountMinor: '1600' }], settledAt: now.toISOString() });
    expect(memory.balances.get('o1')?.payments.map((payment) => [payment.inFlightMinor, payment.settledMinor])).toEqual([[0n, 24_00n], [0n, 16_00n]]);
  });

  it('twice is one settlement', () => {
    const memory = requested();
    answer(memory, 1, settled);
    expect(answer(memory, 1, settled)).toMatchObject({ kind: 'ignored' });
    expect(memory.balances.get('o1')?.payments[0]?.settledMinor).toBe(24_00n);
    expect(memory.ledger.map(({ entryId }) => entryId)).toEqual(['F-c1/requested/1', 'F-c1/requested/2', 'F-c1/1/settled/1', 'F-c1/1/settled/2']);
  });

  it('for a case or a leg that is not there is refused', () => {
    const memory = requested();
    const said = { ...callOf(1), legId: 'F-c1/9' };
    expect(takeLegAnswer(memory.work, { ...callOf(1), caseId: 'c2' }, settled, bounds, limits)).toMatchObject({ kind: 'refused', refusal: { code: 'CASE_NOT_FOUND', kind: 'NOT_FOUND' } });
    expect(takeLegAnswer(memory.work, said, settled, bounds, limits)).toMatchObject({ kind: 'refused', refusal: { code: 'LEG_NOT_FOUND', kind: 'NOT_FOUND' } });
  });

  it('stops where the order has no balance', () => {
    const memory = requested();
    memory.balances.clear();
    expect(() => answer(memory, 1, settled)).toThrow('money does not add up');
  });

  it('that never comes is a failure once nobody asks any more', () => {
    const memory = requested();
    answer(memory, 1, { status: 'unknown', code: 'PROVIDER_TIMEOUT' });
    answer(memory, 1, { status: 'unknown', code: 'PROVIDER_TIMEOUT' });
    expect(memory.said.at(-1)).toMatchObject({ name: 'RefundLegFailed', data: { code: 'PROVIDER_TIMEOUT', willRetry: false, attempt: 2 } });
    expect(memory.intents).toHaveLength(3);
  });

  it('of no is said and tried again later with the same key; after the bound a person is needed', () => {
    const memory = requested();
    answer(memory, 1, { status: 'failed', code: 'TRY_LATER', final: false });
    expect(memory.said.at(-1)).toMatchObject({ name: 'RefundLegFailed', data: { legId: 'F-c1/1', code: 'TRY_LATER', willRetry: true, attempt: 1 } });
    expect(memory.intents.at(-1)).toMatchObject({ id: 'F-c1/1', dueAt: new Date(now.getTime() + 1_000) });
    answer(memory, 1, { status: 'failed', code: 'TRY_LATER', final: false });
    expect(memory.said.at(-1)).toMatchObject({ name: 'RefundLegFailed', data: { willRetry: false, attempt: 2 } });
    expect(memory.intents).toHaveLength(3);
    expect(memory.balances.get('o1')?.payments[0]?.inFlightMinor).toBe(24_00n);
  });

  it('that did not come is asked about later and not called a failure', () => {
    const memory = requested();
    answer(memory, 1, { status: 'unknown', code: 'PROVIDER_TIMEOUT' });
    expect(names(memory)).not.toContain('RefundLegFailed');
    expect(memory.intents.at(-1)).toMatchObject({ id: 'F-c1/1', dueAt: new Date(now.getTime() + 1_000) });
  });
});

describe('a retry by finance', () => {
  it('asks the provider again for what had failed for good, and says how many legs', () => {
    const memory = requested();
    answer(memory, 1, { status: 'failed', code: 'CARD_CLOSED', final: true });
    answer(memory, 2, { status: 'failed', code: 'CARD_CLOSED', final: true });
    expect(retryRefund(memory.work, 'c1', 'staff-7')).toEqual({ kind: 'done', response: { legs: 2 } });
    expect(memory.intents.slice(-2)).toMatchObject([{ id: 'F-c1/1', dueAt: now }, { id: 'F-c1/2', dueAt: now }]);
    answer(memory, 1, settled);
    answer(memory, 2, settled);
    expect(memory.refunds.get('c1')).toMatchObject({ status: 'settled', lastRetry: { askedBy: 'staff-7', at: now } });
  });

  it('is refused where there is no refund, or nothing to retry', () => {
    expect(retryRefund(withOrder().work, 'c1', 'staff-7')).toMatchObject({ kind: 'refused', refusal: { code: 'CASE_NOT_FOUND', kind: 'NOT_FOUND' } });
    expect(retryRefund(requested().work, 'c1', 'staff-7')).toMatchObject({ kind: 'refused', refusal: { code: 'NOTHING_TO_RETRY', kind: 'UNPROCESSABLE' } });
  });
});

describe('a refund above the limit', () => {
  const low = { CNY: 39_99 };
  const asks = (refund: Refund) => ({ status: refund.status });

  function waiting(): RefundMemory {
    const memory = withOrder();
    takeApproval(memory.work, { ref, type: 'return', lines, decidedBy: 'staff-1' }, low);
    refundUnits(memory.work, ref, [{ caseLineId: 'cl1', quantity: 2 }], { ...terms, approvalLimits: low });
    return memory;
  }

  it('is owed and held, and says that it needs a person; nobody is asked for the money', () => {
    const memory = waiting();
    expect(names(memory)).toEqual(['RefundRequested', 'LedgerPosted', 'RefundApprovalNeeded']);
    expect(memory.said.at(-1)?.data).toEqual({ ref, refundId: 'F-c1', total: { amountMinor: '4000', currency: 'CNY' }, limit: { amountMinor: '3999', currency: 'CNY' } });
    expect(memory.intents).toEqual([]);
    expect(memory.balances.get('o1')?.payments.map((payment) => payment.inFlightMinor)).toEqual([24_00n, 16_00n]);
  });

  it('is paid once a second person has approved, once', () => {
    const memory = waiting();
    expect(approveRefund(memory.work, 'c1', 'staff-1', asks)).toMatchObject({ kind: 'refused', refusal: { code: 'SAME_PERSON', kind: 'FORBIDDEN' } });
    expect(memory.intents).toEqual([]);
    expect(approveRefund(memory.work, 'c1', 'staff-2', asks)).toEqual({ kind: 'done', response: { status: 'requested' } });
    expect(memory.said.at(-1)).toMatchObject({ name: 'RefundApproved', data: { approvedBy: 'staff-2', approvedAt: now.toISOString() } });
    expect(memory.intents.map(({ id }) => id)).toEqual(['F-c1/1', 'F-c1/2']);
    expect(approveRefund(memory.work, 'c1', 'staff-2', asks)).toMatchObject({ kind: 'ignored', response: { status: 'requested' } });
    expect(approveRefund(memory.work, 'c1', 'staff-3', asks)).toMatchObject({ kind: 'refused', refusal: { code: 'NOTHING_TO_APPROVE', kind: 'CONFLICT' } });
    expect(memory.intents).toHaveLength(2);
    expect(approveRefund(memory.work, 'nobody', 'staff-2', asks)).toMatchObject({ kind: 'refused', refusal: { code: 'CASE_NOT_FOUND', kind: 'NOT_FOUND' } });
  });
});

describe('a leg that finance pays by hand', () => {
  const byHand = { settledBy: 'staff-8', bankReference: 'TRF-1' };
  const asks = (refund: Refund) => ({ status: refund.status });
  const pay = (memory: RefundMemory, legId = 'F-c1/1') => settleLegManually(memory.work, 'c1', legId, byHand, limits, asks);

  it('is booked through an account of its own, takes the held money, and settles the refund', () => {
    const memory = requested();
    answer(memory, 1, { status: 'failed', code: 'ACCOUNT_CLOSED', final: true });
    answer(memory, 2, settled);
    expect(pay(memory)).toEqual({ kind: 'done', response: { status: 'settled' } });
    expect(names(memory).slice(-3)).toEqual(['LedgerPosted', 'RefundSettled', 'RefundPaid']);
    expect(memory.said.at(-1)?.data).toMatchObject({ legs: [{ legId: 'F-c1/1', amountMinor: '2400', bankReference: 'TRF-1' }, { legId: 'F-c1/2', bankReference: '' }] });
    expect(memory.ledger.slice(-2)).toMatchObject([{ account: 'customer_payable', debitMinor: '2400' }, { account: 'manual_transfers', creditMinor: '2400', memo: 'refund leg settled by hand' }]);
    expect(memory.balances.get('o1')?.payments.map((payment) => [payment.inFlightMinor, payment.settledMinor])).toEqual([[0n, 24_00n], [0n, 16_00n]]);
    expect(pay(memory)).toMatchObject({ kind: 'ignored', response: { status: 'settled' } });
    expect(answer(memory, 1, settled)).toMatchObject({ kind: 'refused', refusal: { code: 'PAID_TWICE' } });
  });

  it('never is while it is with the provider, before or after a retry', () => {
    const memory = requested();
    expect(pay(memory)).toMatchObject({ kind: 'refused', refusal: { code: 'LEG_NOT_STUCK', kind: 'CONFLICT' } });
    answer(memory, 1, { status: 'failed', code: 'ACCOUNT_CLOSED', final: true });
    retryRefund(memory.work, 'c1', 'staff-7');
    const [said, posted] = [memory.said.length, memory.ledger.length];
    expect(pay(memory)).toMatchObject({ kind: 'refused', refusal: { code: 'LEG_NOT_STUCK' } });
    expect([memory.said.length, memory.ledger.length]).toEqual([said, posted]);
    expect(pay(memory, 'F-c1/9')).toMatchObject({ kind: 'refused', refusal: { code: 'LEG_NOT_FOUND', kind: 'NOT_FOUND' } });
    expect(pay(nothing())).toMatchObject({ kind: 'refused', refusal: { code: 'CASE_NOT_FOUND' } });
  });
});

it('posts what it says and says what it posts, debits equal to credits', () => {
  const memory = requested();
  answer(memory, 1, settled);
  answer(memory, 2, settled);
  const posted = memory.said.filter(({ name }) => name === 'LedgerPosted').flatMap(({ data }) => {
    const { transactionId, postings } = data as { transactionId: string; postings: readonly object[] };
    return postings.map((posting) => ({ transactionId, ...posting }));
  });
  expect(memory.ledger.map(({ transactionId, account, debitMinor, creditMinor }) => ({ transactionId, account, debitMinor, creditMinor }))).toEqual(posted);
  const balanceOf = (account: string): bigint => memory.ledger.filter((entry) => entry.account === account).reduce((total, entry) => total + BigInt(entry.debitMinor) - BigInt(entry.creditMinor), 0n);
  expect(['sales_returns', 'customer_payable', 'payment:card', 'payment:voucher'].map(balanceOf)).toEqual([40_00n, 0n, -24_00n, -16_00n]);
});

it('keeps nothing where nothing was decided, and knows its legs', () => {
  const memory = requested();
  expect(() => record(memory.work, undefined, [])).toThrow('nothing was decided');
  expect(() => record(memory.work, memory.refunds.get('c1'), [{ type: 'leg_settled', legId: 'F-c1/9', providerReference: 'PR' }])).toThrow('has no leg F-c1/9');
});

describe('the day of a refund', () => {
  const later = (memory: RefundMemory, days: number): RefundMemory => {
    const next = memoryWork(refundTables, { now: new Date(now.getTime() + days * 86_400_000), intents: ['refund-leg'], timers: ['refund-due'] });
    memory.refunds.forEach((row, id) => next.refunds.set(id, row));
    memory.allocations.forEach((row, id) => next.allocations.set(id, row));
    memory.balances.forEach((row, id) => next.balances.set(id, row));
    return next;
  };

  it('has a clock from when it is owed until it is paid, whoever pays', () => {
    const memory = requested();
    expect(memory.timers).toEqual([{ subject: 'case:c1', name: 'refund-due', dueAt: new Date('2011-12-14T12:00:00Z'), payload: { caseId: 'c1' } }]);
    answer(memory, 1, settled);
    expect(memory.timers).toHaveLength(1);
    answer(memory, 2, settled);
    expect(memory.timers).toEqual([]);
  });

  it('is told when it comes near and when it has passed, each once, and moves no money', () => {
    const warned = later(requested(), 5);
    expect(remindFinance(warned.work, 'c1')).toEqual({ kind: 'done' });
    expect(warned.said).toEqual([{ name: 'RefundLate', subject: 'case:c1', data: { ref, refundId: 'F-c1', lateness: 'REFUND_LATENESS_DUE_SOON', payBy: '2011-12-16T12:00:00.000Z', owner: 'finance' } }]);
    expect(warned.timers.map(({ dueAt }) => dueAt)).toEqual([new Date('2011-12-16T12:00:00Z')]);
    const overdue = later(warned, 7);
    expect(remindFinance(overdue.work, 'c1')).toEqual({ kind: 'done' });
    expect([overdue.said.map(({ data }) => (data as { lateness: string }).lateness), overdue.timers, overdue.intents]).toEqual([['REFUND_LATENESS_OVERDUE'], [], []]);
    expect(remindFinance(overdue.work, 'c1')).toMatchObject({ kind: 'ignored' });
    // The provider's word ends it as ever.
    answer(overdue, 1, settled);
    answer(overdue, 2, settled);
    expect(names(overdue)).toContain('RefundSettled');
    expect(remindFinance(later(overdue, 30).work, 'c1')).toMatchObject({ kind: 'ignored' });
  });
});
