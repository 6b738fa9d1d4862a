import { memoryWork, type MemoryWork } from '@huiliu/testing';
import { refundTables } from '../adapters/out/postgres/tables';
import { allocateOrder } from './allocate-order';
import { callOffRefund } from './call-off-refund';
import { refundInstead } from './goods-instead';
import { refundUnits } from './refund-units';
import { takeApproval } from './take-approval';

const ref = { caseId: 'c1', caseNumber: 'AS-1', orderId: 'o1' };
const limits = { CNY: 100_00 };
const terms = { approvalLimits: limits, topUpMs: 72 * 3_600_000, topUpAskMs: 30_000 };
const lines = [{ caseLineId: 'cl1', orderLineId: 'l1', quantity: 2 }];
const came = [{ caseLineId: 'cl1', quantity: 1 }];

/** Two units are to be repaired, of an order of five for 100.00 less 10.00. */
function approved(): MemoryWork<typeof refundTables> {
  const memory = memoryWork(refundTables, { now: new Date('2026-11-06T08:00:00Z'), intents: ['refund-leg'], timers: ['refund-due'] });
  allocateOrder(memory.work, { orderId: 'o1', currency: 'CNY', lines: [{ orderLineId: 'l1', kind: 'goods', quantity: 5, amountMinor: 100_00n }], discountMinor: 10_00n, payments: [{ paymentId: 'p1', method: 'card', capturedMinor: 90_00n }] }, 'in_shares');
  expect(takeApproval(memory.work, { ref, type: 'repair', lines, decidedBy: 'rules' }, limits)).toEqual({ kind: 'done' });
  return memory;
}

const names = ({ said }: MemoryWork<typeof refundTables>): string[] => said.map(({ name }) => name);

describe('the money of a repair', () => {
  it('does not move for what is repaired: it is settled by what came, and dropped once the customer has it', () => {
    const memory = approved();
    expect(refundUnits(memory.work, ref, came, terms)).toEqual({ kind: 'done' });
    expect(callOffRefund(memory.work, 'c1')).toEqual({ kind: 'done' });
    expect([names(memory), memory.ledger.length]).toEqual([['DifferenceSettled'], 0]);
  });

  it.each([
    ['after', (memory: ReturnType<typeof approved>) => [refundUnits(memory.work, ref, came, terms), refundInstead(memory.work, 'c1', terms)]],
    ['before', (memory: ReturnType<typeof approved>) => [refundInstead(memory.work, 'c1', terms), refundUnits(memory.work, ref, came, terms)]],
  ])('goes back at what was paid for the units that came, once, where it is known that they can\'t be repaired or are lost %s what came', (_when, steps) => {
    const memory = approved();
    expect(steps(memory)).toEqual([{ kind: 'done' }, { kind: 'done' }]);
    expect(refundInstead(memory.work, 'c1', terms)).toMatchObject({ kind: 'ignored' });
    expect(memory.said.filter(({ name }) => name === 'RefundRequested').map(({ data }) => data)).toMatchObject([{ total: { amountMinor: '1800', currency: 'CNY' } }]);
  });

  it('waits for the approval where topics are read again', () => {
    expect(refundInstead(memoryWork(refundTables).work, 'c1', terms)).toMatchObject({ kind: 'notYet' });
  });
});
