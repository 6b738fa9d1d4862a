import { memoryWork, type MemoryWork } from '@huiliu/testing';
import { refundTables } from '../adapters/out/postgres/tables';
import { allocateOrder } from './allocate-order';
import { compareVariants } from './compare-variants';
import { compareWithReserved, refundInstead } from './goods-instead';
import { refundUnits } from './refund-units';
import { takeApproval, type CaseApproval } from './take-approval';

const ref = { caseId: 'c1', caseNumber: 'AS-1', orderId: 'o1' };
const terms = { approvalLimits: { CNY: 1_000_00 }, topUpMs: 72 * 3_600_000 };
const quote = (unitPriceMinor: bigint, sku = 'CUP') => ({ number: 1, variants: [{ sku, unitPriceMinor }] });

type Memory = MemoryWork<typeof refundTables>;

/** Two units of five, listed at 20.00 and bought at 18.00, are to be exchanged. */
function approved(over: Partial<CaseApproval> = {}): Memory {
  const memory = memoryWork(refundTables, { intents: ['refund-leg', 'top-up'], timers: ['top-up', 'refund-due'] });
  allocateOrder(memory.work, { orderId: 'o1', currency: 'CNY', lines: [{ orderLineId: 'l1', kind: 'goods', quantity: 5, amountMinor: 100_00n }], discountMinor: 10_00n, payments: [{ paymentId: 'p1', method: 'card', capturedMinor: 90_00n }] }, 'in_shares');
  expect(takeApproval(memory.work, { ref, type: 'exchange', lines: [{ caseLineId: 'cl1', orderLineId: 'l1', quantity: 2 }], decidedBy: 'rules', ...over }, terms.approvalLimits)).toEqual({ kind: 'done' });
  return memory;
}

const toldOf = ({ said }: Memory, name: string): unknown => said.find((each) => each.name === name)?.data;

describe('variants that the shop quotes in place of what is out of stock', () => {
  it.each([
    ['cheaper than what was paid', 15_00n, { paidBack: { amountMinor: '600', currency: 'CNY' } }],
    ['dearer than the list price', 23_00n, { paidOnTop: { amountMinor: '600', currency: 'CNY' } }],
    ['between the two', 19_00n, {}],
  ])('are told with what the customer gets back or pays on top: %s, and just that is settled in the end', (_what, price, difference) => {
    const memory = approved();
    expect(compareVariants(memory.work, ref, quote(price))).toEqual({ kind: 'done' });
    expect(memory.said).toEqual([{ name: 'VariantsCompared', subject: 'case:c1', data: { ref, number: 1, variants: [{ sku: 'CUP', unitPriceMinor: price.toString(), paidBack: undefined, paidOnTop: undefined, ...difference }] } }]);
    // Nothing is taken for it.
    expect([memory.intents, memory.ledger.length]).toEqual([[], 0]);
    compareWithReserved(memory.work, 'c1', { caseLineId: 'cl1', unitPriceMinor: price }, terms);
    refundUnits(memory.work, ref, [{ caseLineId: 'cl1', quantity: 2 }], terms);
    const back = (toldOf(memory, 'RefundRequested') as { readonly total: unknown } | undefined)?.total;
    const onTop = memory.intents.find(({ kind }) => kind === 'top-up')?.payload as { readonly amountMinor: string } | undefined;
    expect({ ...(back ? { paidBack: back } : {}), ...(onTop ? { paidOnTop: { amountMinor: onTop.amountMinor, currency: 'CNY' } } : {}) }).toEqual(difference);
  });

  it('are compared with what came back, where that is known before', () => {
    const memory = approved();
    refundUnits(memory.work, ref, [{ caseLineId: 'cl1', quantity: 1 }], terms);
    compareVariants(memory.work, ref, quote(15_00n));
    expect(toldOf(memory, 'VariantsCompared')).toMatchObject({ variants: [{ paidBack: { amountMinor: '300' } }] });
  });

  it('are of no use once something is set aside, or the customer wants their money, and where more than one line is exchanged or nothing comes back', () => {
    const reserved = approved();
    compareWithReserved(reserved.work, 'c1', undefined, terms);
    const instead = approved();
    refundInstead(instead.work, 'c1', terms);
    const two = approved({ lines: [{ caseLineId: 'cl1', orderLineId: 'l1', quantity: 1 }, { caseLineId: 'cl2', orderLineId: 'l1', quantity: 1 }] });
    for (const memory of [reserved, instead, two, approved({ type: 'resend' }), approved({ type: 'return' })]) expect(compareVariants(memory.work, ref, quote(15_00n))).toMatchObject({ kind: 'ignored' });
  });

  it('are refused where they are quoted twice, or for another order, and wait for the approval where topics are read again', () => {
    const { work } = approved();
    expect(compareVariants(work, ref, { number: 1, variants: [...quote(1n).variants, ...quote(2n).variants] })).toMatchObject({ kind: 'refused', refusal: { code: 'SKU_TWICE' } });
    expect(compareVariants(work, { ...ref, orderId: 'o2' }, quote(1n))).toMatchObject({ kind: 'refused', refusal: { code: 'CASE_REF_DIFFERS' } });
    expect(compareVariants(work, { ...ref, caseId: 'c2' }, quote(1n))).toMatchObject({ kind: 'notYet' });
    expect(compareWithReserved(work, 'c2', undefined, terms)).toMatchObject({ kind: 'notYet' });
  });
});
