import { memoryWork, type MemoryWork } from '@huiliu/testing';
import { refundTables } from '../adapters/out/postgres/tables';
import type { LegAnswer } from '../domain/decide';
import type { ApprovedLine } from '../domain/refund';
import { allocateOrder } from './allocate-order';
import { approveRefund } from './approve-refund';
import { callOffRefund } from './call-off-refund';
import { compareVariants } from './compare-variants';
import { declineRefund, takeUpRefund } from './decline-refund';
import { compareWithReserved, refundInstead } from './goods-instead';
import type { LegCall } from './leg-intent';
import { quoteDeduction, payForRejected, payForTheRest } from './rejected-units';
import { refundUnits } from './refund-units';
import { retryRefund } from './retry-refund';
import { settleLegManually } from './settle-leg-manually';
import { takeApproval } from './take-approval';
import { takeLegAnswer } from './take-leg-answer';

type Memory = MemoryWork<typeof refundTables>;

const now = new Date('2026-11-06T08:00:00Z');
const ref = { caseId: 'c1', caseNumber: 'AS-1', orderId: 'o1' };
const limits = { CNY: 1_000_00 };
const bounds = { refusals: 2, silences: 2, firstDelayMs: 1_000, longestDelayMs: 60_000 };
const two = [{ caseLineId: 'cl1', quantity: 2 }];
const settled: LegAnswer = { status: 'settled', providerReference: 'PR' };

function approved(type: string, line: Partial<ApprovedLine> = {}, approvalLimits: Record<string, number> = limits): { readonly memory: Memory; readonly terms: Parameters<typeof refundUnits>[3] } {
  const memory = memoryWork(refundTables, { now, intents: ['refund-leg', 'top-up'], timers: ['top-up', 'refund-take-up', 'refund-due'] });
  allocateOrder(memory.work, { orderId: 'o1', currency: 'CNY', lines: [{ orderLineId: 'l1', kind: 'goods', quantity: 5, amountMinor: 100_00n }], discountMinor: 0n, payments: [{ paymentId: 'p1', method: 'card', capturedMinor: 100_00n }] }, 'in_shares');
  expect(takeApproval(memory.work, { ref, type, lines: [{ caseLineId: 'cl1', orderLineId: 'l1', quantity: 2, ...line }], decidedBy: 'staff-1' }, approvalLimits)).toEqual({ kind: 'done' });
  return { memory, terms: { approvalLimits, topUpMs: 1_000 } };
}
/** Two units of 20.00 have come back, and others at 15.00 go out for them. */
function cheaper(approvalLimits?: Record<string, number>): Memory {
  const { memory, terms } = approved('exchange', { exchangedAtMinor: 15_00n }, approvalLimits);
  refundUnits(memory.work, ref, two, terms);
  expect(compareWithReserved(memory.work, 'c1', undefined, terms)).toEqual({ kind: 'done' });
  return memory;
}
const answer = (memory: Memory, said: LegAnswer) => takeLegAnswer(memory.work, memory.intents.at(-1)?.payload as LegCall, said, bounds, limits);
const names = ({ said }: Memory): string[] => said.map(({ name }) => name);
const dataOf = ({ said }: Memory, name: string): unknown => said.filter((each) => each.name === name).at(-1)?.data;

describe('what a cheaper variant is worth less', () => {
  it('is paid back apart from the case\'s refund, and each word of it says so; then the goods may leave', () => {
    const memory = cheaper();
    expect(dataOf(memory, 'RefundRequested')).toMatchObject({ refundId: 'F-c1/difference', total: { amountMinor: '1000' }, difference: true });
    answer(memory, { status: 'failed', code: 'TRY_LATER', final: false });
    expect(dataOf(memory, 'RefundLegFailed')).toMatchObject({ difference: true });
    memory.said.length = 0;
    expect(answer(memory, settled)).toEqual({ kind: 'done' });
    expect(names(memory)).toEqual(['LedgerPosted', 'RefundSettled', 'RefundPaid', 'DifferenceSettled']);
    expect(dataOf(memory, 'RefundSettled')).toMatchObject({ difference: true, total: { amountMinor: '1000' } });
    expect(dataOf(memory, 'DifferenceSettled')).toEqual({ ref, lines: two, refunded: { amountMinor: '1000', currency: 'CNY' }, collected: undefined });
    expect(answer(memory, settled)).toMatchObject({ kind: 'ignored' });
    expect(memory.said).toHaveLength(4);
  });

  it('needs a second person above the limit, as any refund, who may decline it', () => {
    const memory = cheaper({ CNY: 1 });
    expect(dataOf(memory, 'RefundApprovalNeeded')).toMatchObject({ difference: true, limit: { amountMinor: '1' } });
    declineRefund(memory.work, 'c1', { declinedBy: 'finance-1', reasonCode: 'NO' }, 1_000, () => ({}));
    expect(dataOf(memory, 'RefundDeclined')).toMatchObject({ difference: true });
    takeUpRefund(memory.work, 'c1', 'finance-1', () => ({}));
    expect(dataOf(memory, 'RefundTakenUp')).toMatchObject({ difference: true });
    approveRefund(memory.work, 'c1', 'finance-2', () => ({}));
    expect(dataOf(memory, 'RefundApproved')).toMatchObject({ difference: true });
    expect(memory.intents).toHaveLength(1);
  });

  it('and the rest are paid, one after the other, where the customer wants their money meanwhile', () => {
    const memory = cheaper();
    expect(refundInstead(memory.work, 'c1', { approvalLimits: limits, topUpMs: 1 })).toEqual({ kind: 'done' });
    expect(refundInstead(memory.work, 'c1', { approvalLimits: limits, topUpMs: 1 })).toMatchObject({ kind: 'ignored' });
    memory.said.length = 0;
    answer(memory, settled);
    expect(names(memory)).toEqual(['LedgerPosted', 'RefundSettled', 'RefundPaid', 'RefundRequested', 'LedgerPosted']);
    expect(dataOf(memory, 'RefundRequested')).toMatchObject({ refundId: 'F-c1/rest', total: { amountMinor: '3000' } });
    expect(dataOf(memory, 'RefundRequested')).not.toHaveProperty('difference');
    answer(memory, settled);
    expect([memory.refunds.get('c1')?.status, names(memory).includes('DifferenceSettled')]).toEqual(['settled', false]);
  });

  it('is paid by hand where the provider never will; then the goods may leave', () => {
    const memory = cheaper();
    answer(memory, { status: 'failed', code: 'ACCOUNT_CLOSED', final: true });
    const byHand = { settledBy: 'staff-8', bankReference: 'TRF-1' };
    expect(settleLegManually(memory.work, 'c1', 'F-c1/difference/1', byHand, limits, ({ status }) => ({ status }))).toEqual({ kind: 'done', response: { status: 'approved' } });
    expect(names(memory).slice(-3)).toEqual(['RefundSettled', 'RefundPaid', 'DifferenceSettled']);
    expect(memory.balances.get('o1')?.payments).toMatchObject([{ inFlightMinor: 0n, settledMinor: 10_00n }]);
  });

  it('is tried again by the provider where somebody asks for it', () => {
    const memory = cheaper();
    answer(memory, { status: 'failed', code: 'ACCOUNT_CLOSED', final: true });
    expect(retryRefund(memory.work, 'c1', 'staff-7')).toEqual({ kind: 'done', response: { legs: 1 } });
    expect(memory.intents.at(-1)).toMatchObject({ id: 'F-c1/difference/1', dueAt: now });
  });

  it('is nothing where nothing came back of it: only what did is told to logistics', () => {
    const { memory, terms } = approved('repair');
    refundUnits(memory.work, ref, [...two, { caseLineId: 'cl1', quantity: 0 }], terms);
    expect(dataOf(memory, 'DifferenceSettled')).toEqual({ ref, lines: two, refunded: undefined, collected: undefined });
  });
});

describe('other goods that are delivered', () => {
  it('end what their money is, once that is settled; what came back is compared first', () => {
    const { memory, terms } = approved('exchange', { exchangedAtMinor: 15_00n });
    expect(callOffRefund(memory.work, 'c1', { delivered: true })).toMatchObject({ kind: 'notYet' });
    refundUnits(memory.work, ref, two, terms);
    compareWithReserved(memory.work, 'c1', undefined, terms);
    answer(memory, settled);
    expect(callOffRefund(memory.work, 'c1', { delivered: true })).toEqual({ kind: 'done' });
    expect(memory.refunds.get('c1')).toMatchObject({ status: 'called_off', difference: { totalMinor: 10_00n } });
  });

  it('are not waited for where the exchange is called off before', () => {
    const { memory } = approved('exchange', { exchangedAtMinor: 15_00n });
    expect(callOffRefund(memory.work, 'c1')).toEqual({ kind: 'done' });
    expect(memory.refunds.get('c1')?.status).toBe('called_off');
  });
});

describe('a price difference', () => {
  it('is paid at once, in books of its own, for goods that the customer keeps', () => {
    const { memory } = approved('price_difference', { difference: { atMostMinor: 3_00n, downToMinor: 0n } });
    expect(dataOf(memory, 'RefundRequested')).toMatchObject({ total: { amountMinor: '600' } });
    expect(memory.ledger.map(({ account, debitMinor }) => [account, debitMinor])).toEqual([['price_differences', '600'], ['customer_payable', '0']]);
    expect(memory.refunds.get('c1')).toMatchObject({ goodsKept: true });
  });

  it('and a variant are of their types alone', () => {
    const { memory } = approved('return');
    const take = (type: string, lines: readonly Partial<ApprovedLine>[]) => takeApproval(memory.work, { ref: { ...ref, caseId: 'c2' }, type, lines: lines.map((line, index) => ({ caseLineId: `cl${index}`, orderLineId: 'l1', quantity: 1, ...line })), decidedBy: 'rules' }, limits);
    const difference = { atMostMinor: 3_00n, downToMinor: 0n };
    expect(take('price_difference', [{ difference }, {}])).toMatchObject({ kind: 'refused', refusal: { code: 'DIFFERENCE_MISSING', kind: 'UNPROCESSABLE' } });
    for (const lines of [[{ exchangedAtMinor: 1n }], [{}, { exchangedAtMinor: 1n }]]) expect(take('return', lines)).toMatchObject({ kind: 'refused', refusal: { code: 'VARIANT_NOT_ASKED', kind: 'UNPROCESSABLE' } });
    expect(memory.refunds.size).toBe(1);
  });

  it('keeps who has the goods also once it is called off', () => {
    const { memory } = approved('return');
    expect(memory.refunds.get('c1')).toMatchObject({ goodsKept: false });
    callOffRefund(memory.work, 'c1');
    expect(memory.refunds.get('c1')).toMatchObject({ status: 'called_off', goodsKept: false });
  });
});

describe('the same approval', () => {
  it.each<[string, Partial<ApprovedLine>, Partial<ApprovedLine>]>([
    ['price_difference', { difference: { atMostMinor: 3_00n, downToMinor: 1n } }, { difference: { atMostMinor: 4_00n, downToMinor: 1n } }],
    ['price_difference', { difference: { atMostMinor: 3_00n, downToMinor: 1n } }, { difference: { atMostMinor: 3_00n, downToMinor: 2n } }],
    ['exchange', { exchangedAtMinor: 15_00n }, { exchangedAtMinor: 16_00n }],
    ['exchange', {}, { orderLineId: 'l2' }],
  ])('of a %s with other money or lines is another one', (type, line, other) => {
    const { memory } = approved(type, line);
    const again = (over: Partial<ApprovedLine>) => takeApproval(memory.work, { ref, type, lines: [{ caseLineId: 'cl1', orderLineId: 'l1', quantity: 2, ...line, ...over }], decidedBy: 'staff-1' }, limits);
    expect([again({}), again(other)]).toMatchObject([{ kind: 'ignored' }, { kind: 'refused', refusal: { code: 'APPROVED_DIFFERENTLY' } }]);
  });
});

describe('an order that is gone', () => {
  const acts: Record<string, (memory: Memory) => unknown> = {
    'a refund': ({ work }) => refundUnits(work, ref, two, { approvalLimits: limits, topUpMs: 1 }),
    'a quote of what was rejected': ({ work }) => quoteDeduction(work, ref, two, [{ caseLineId: 'cl1', quantity: 1, grade: 'c' }]),
    'a comparison of variants': ({ work }) => compareVariants(work, ref, { number: 1, variants: [{ sku: 'CUP', unitPriceMinor: 1n }] }),
  };
  it.each(Object.keys(acts).flatMap((act) => (['allocations', 'balances'] as const).map((table) => [act, table] as const)))('stops %s without %s: its money can\'t add up', (act, table) => {
    const { memory } = approved(act.includes('variants') ? 'exchange' : 'return', act.includes('variants') ? { exchangedAtMinor: 15_00n } : {});
    memory[table].clear();
    expect(() => acts[act]?.(memory)).toThrow('money does not add up');
    expect(memory.said).toEqual([]);
  });

  it('stops a decision about a refund, and a comparison with what goes out', () => {
    for (const table of ['allocations', 'balances'] as const) {
      const memory = cheaper({ CNY: 1 });
      memory[table].clear();
      expect(() => declineRefund(memory.work, 'c1', { declinedBy: 'finance-1', reasonCode: 'NO' }, 1_000, () => ({}))).toThrow('money does not add up');
      const { memory: other, terms } = approved('exchange', { exchangedAtMinor: 15_00n });
      refundUnits(other.work, ref, two, terms);
      other[table].clear();
      expect(() => compareWithReserved(other.work, 'c1', undefined, terms)).toThrow('money does not add up');
    }
  });
});

describe('rejected units', () => {
  const quote = ({ work }: Memory, caseId = 'c1') => quoteDeduction(work, { ...ref, caseId }, [{ caseLineId: 'cl1', quantity: 1 }], [{ caseLineId: 'cl1', quantity: 1, grade: 'c' }]);

  it('are not quoted before their approval, nor of what is owed no more, nor more than were approved', () => {
    const { memory } = approved('return');
    expect(quote(memory, 'c9')).toMatchObject({ kind: 'notYet' });
    expect(quoteDeduction(memory.work, ref, two, [{ caseLineId: 'cl1', quantity: 1, grade: 'c' }])).toMatchObject({ kind: 'refused', refusal: { code: 'MORE_THAN_APPROVED' } });
    callOffRefund(memory.work, 'c1');
    expect(quote(memory)).toMatchObject({ kind: 'ignored' });
    expect(memory.said).toEqual([]);
  });

  it('are settled once they were quoted, with a word that is known', () => {
    const { memory } = approved('return');
    quote(memory);
    for (const [caseId, outcome] of [['c1', 'unspecified'], ['c9', 'deduction']] as const) expect(payForRejected(memory.work, caseId, outcome, limits)).toMatchObject({ kind: 'refused', refusal: { code: 'NOTHING_REJECTED', kind: 'CONFLICT' } });
    const refund = memory.refunds.get('c1')!;
    expect(payForTheRest(memory.work, refund, true, limits)).toEqual({ kind: 'done' });
  });
});

describe('an order that is heard of again', () => {
  const order = { orderId: 'o1', currency: 'CNY', lines: [{ orderLineId: 'l1', kind: 'goods' as const, quantity: 5, amountMinor: 100_00n, listMinor: 120_00n }, { orderLineId: 'l2', kind: 'goods' as const, quantity: 1, amountMinor: 50_00n, listMinor: 60_00n }], discountMinor: 0n, payments: [{ paymentId: 'p1', method: 'card', capturedMinor: 150_00n }] };

  it('is the same where its list prices were not kept yet, of any line', () => {
    const memory = memoryWork(refundTables, { now });
    allocateOrder(memory.work, order, 'in_shares');
    const known = memory.allocations.get('o1')!;
    expect(allocateOrder(memory.work, order, 'in_shares')).toMatchObject({ kind: 'ignored' });
    memory.allocations.set('o1', { ...known, lines: known.lines.map(({ listMinor: _list, ...line }) => line) });
    expect(allocateOrder(memory.work, order, 'in_shares')).toMatchObject({ kind: 'ignored' });
    memory.allocations.set('o1', { ...known, lines: known.lines.map(({ listMinor, ...line }, index) => ({ ...line, ...(index === 0 && listMinor !== undefined && { listMinor }) })) });
    expect(allocateOrder(memory.work, order, 'in_shares')).toMatchObject({ kind: 'refused', refusal: { code: 'ORDER_MONEY_CHANGED' } });
  });
});

describe('variants that the shop quotes', () => {
  const compare = (memory: Memory, ...skus: readonly string[]) => compareVariants(memory.work, ref, { number: 1, variants: skus.map((sku, index) => ({ sku, unitPriceMinor: 15_00n + BigInt(index) * 10_00n })) });

  it('are each told with what they come to, none twice', () => {
    const { memory } = approved('exchange', { exchangedAtMinor: 20_00n });
    expect(compare(memory, 'CUP', 'CUP')).toMatchObject({ kind: 'refused', refusal: { code: 'SKU_TWICE', kind: 'UNPROCESSABLE' } });
    expect(compare(memory, 'CUP', 'JAR')).toEqual({ kind: 'done' });
    expect(dataOf(memory, 'VariantsCompared')).toMatchObject({ number: 1, variants: [{ sku: 'CUP', unitPriceMinor: '1500', paidBack: { amountMinor: '1000' } }, { sku: 'JAR', unitPriceMinor: '2500' }] });
  });

  it('are none any more once it is called off', () => {
    const { memory } = approved('exchange', { exchangedAtMinor: 20_00n });
    callOffRefund(memory.work, 'c1');
    expect(compare(memory, 'CUP')).toMatchObject({ kind: 'ignored' });
  });
});
