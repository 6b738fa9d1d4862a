import { memoryWork, type MemoryWork } from '@huiliu/testing';
import { warehouseTables } from '../adapters/out/postgres/tables';
import { awaitArrival } from './await-arrival';
import { issueInspectionTask } from './issue-inspection-task';
import { askAgainForRepair, packRepaired, repairTimer, takeHandedOver, takeRepairAnswer, takeRepairBack } from './repair-units';
import { takeReport } from './take-report';
import { exceptionTimer, inspectionTimer, putAwayTimer } from './work';

const ref = { caseId: 'c1', caseNumber: 'AS-1', orderId: 'o1' };
const lines = [{ caseLineId: 'l1', sku: 'MUG', quantity: 2 }];
const order = { trackingNumber: 'GR1X1', carrierCode: 'ground', lines };
const at = '2026-11-06T08:00:00Z';

type Memory = MemoryWork<typeof warehouseTables>;

/** Two units of which so many have come, for repair. */
function inspected(quantity = 2): Memory {
  const memory = memoryWork(warehouseTables, { timers: [repairTimer, exceptionTimer, putAwayTimer, inspectionTimer] });
  awaitArrival(memory.work, { ref, rmaNumber: 'RMA-1', trackingNumber: 'GR1', lines: [{ caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', quantity: 2, reason: 'faulty' }], forRepair: true });
  issueInspectionTask(memory.work, 'c1');
  memory.said.length = 0;
  const findings = quantity > 0 ? [{ caseLineId: 'l1', sku: 'MUG', quantity, grade: 'd', liability: 'supplier' } as const] : [];
  takeReport(memory.work, 'c1', { taskId: 'I-c1', reportId: 'r1', findings, final: true, inspectedAt: '2026-11-05T09:00:00Z' });
  return memory;
}

const names = ({ said }: Memory): string[] => said.splice(0).map(({ name }) => name);

describe('goods that are to be repaired', () => {
  it('come to no shelf, and the WMS is asked to repair them', () => {
    const memory = inspected();
    expect(memory.said.at(-1)).toMatchObject({ name: 'RepairTaskIssued', subject: 'case:c1', data: { taskId: 'W-c1', attempt: 1, lines } });
    expect(names(memory)).toEqual(['ItemsReceived', 'ItemsInspected', 'RepairOrdered', 'RepairTaskIssued']);
    expect([memory.moves, memory.timers]).toMatchObject([[], [{ subject: 'case:c1', name: repairTimer, dueAt: new Date('2026-11-12T08:00:00Z') }]]);
  });

  it('of which none has come are not asked for', () => {
    const memory = inspected(0);
    expect(names(memory)).toEqual(['ExceptionOpened', 'ItemsInspected']);
    expect(memory.timers.map(({ name }) => name)).toEqual([exceptionTimer]);
  });

  it('go to the customer again once they are repaired, past our stock', () => {
    const memory = inspected();
    names(memory);
    expect(takeRepairAnswer(memory.work, 'c1', 'W-c1', 'repaired', lines, at)).toEqual({ kind: 'done' });
    expect(takeRepairAnswer(memory.work, 'c1', 'W-c1', 'repaired', lines, at)).toMatchObject({ kind: 'ignored' });
    expect(memory.timers).toEqual([]);
    expect(packRepaired(memory.work, 'c1', order)).toEqual({ kind: 'done' });
    expect(memory.said.at(-1)).toMatchObject({ name: 'PickingTaskIssued', data: { taskId: 'K-c1-1', reservationTaskId: 'W-c1', trackingNumber: 'GR1X1', lines } });
    const repair = memory.repairs.get('c1');
    expect(repair && takeHandedOver(memory.work, repair, 'K-c1-1', lines)).toEqual({ kind: 'done' });
    expect(names(memory)).toEqual(['RepairFinished', 'PickingTaskIssued', 'ReplacementPicked']);
    expect([memory.moves, memory.repairs.get('c1')?.status]).toEqual([[], 'handed_over']);
  });

  it('are ours where they can\'t be repaired: they come into our stock, once', () => {
    const memory = inspected();
    names(memory);
    for (const kind of ['done', 'ignored']) expect(takeRepairAnswer(memory.work, 'c1', 'W-c1', 'not_repairable', lines, at)).toMatchObject({ kind });
    expect(names(memory)).toEqual(['StockMoved', 'PutAwayTaskIssued', 'RepairFinished']);
    expect(memory.moves.map(({ fromCondition, toCondition, quantity }) => [fromCondition, toCondition, quantity])).toEqual([['outside', 'd', '2']]);
    expect(packRepaired(memory.work, 'c1', order)).toMatchObject({ kind: 'refused', refusal: { code: 'ILLEGAL_MOVE' } });
  });

  it('are asked for again under the same task while nobody answers, and no more once somebody has', () => {
    const memory = inspected();
    names(memory);
    expect(askAgainForRepair(memory.work, 'c1')).toEqual({ kind: 'done' });
    expect(askAgainForRepair(memory.work, 'c1')).toEqual({ kind: 'done' });
    expect(memory.said.filter(({ name }) => name === 'RepairOrdered').map(({ data }) => data)).toMatchObject([{ attempt: 2, overdue: false }, { attempt: 3, overdue: true }]);
    takeRepairAnswer(memory.work, 'c1', 'W-c1', 'repaired', lines, at);
    expect(askAgainForRepair(memory.work, 'c1')).toMatchObject({ kind: 'ignored' });
  });

  it('wait for what comes over another topic where topics are read again', () => {
    const memory = inspected();
    expect(packRepaired(memory.work, 'c1', order)).toMatchObject({ kind: 'notYet' });
    expect(packRepaired(memory.work, 'c9', order)).toMatchObject({ kind: 'notYet' });
    expect(takeRepairAnswer(memory.work, 'c9', 'W-c9', 'repaired', lines, at)).toMatchObject({ kind: 'refused', refusal: { code: 'REPAIR_UNKNOWN' } });
  });

  it('that could not be delivered are here again, and packed once more under another task', () => {
    const memory = inspected();
    takeRepairAnswer(memory.work, 'c1', 'W-c1', 'repaired', lines, at);
    packRepaired(memory.work, 'c1', order);
    expect(takeRepairBack(memory.work, 'c1', 1)).toMatchObject({ kind: 'notYet' });
    const handOver = (taskId: string) => {
      const repair = memory.repairs.get('c1');
      return repair && takeHandedOver(memory.work, repair, taskId, lines);
    };
    handOver('K-c1-1');
    names(memory);
    expect(takeRepairBack(memory.work, 'c1', 1)).toEqual({ kind: 'done' });
    expect(takeRepairBack(memory.work, 'c1', 1)).toMatchObject({ kind: 'ignored' });
    expect(packRepaired(memory.work, 'c1', { ...order, trackingNumber: 'GR1X2' })).toEqual({ kind: 'done' });
    expect(memory.said.at(-1)).toMatchObject({ name: 'PickingTaskIssued', data: { taskId: 'K-c1-2', trackingNumber: 'GR1X2' } });
    expect([handOver('K-c1-1'), handOver('K-c1-3')]).toMatchObject([{ kind: 'ignored' }, { kind: 'refused', refusal: { code: 'PICKING_UNKNOWN' } }]);
    expect(handOver('K-c1-2')).toEqual({ kind: 'done' });
    expect(memory.said.at(-1)).toMatchObject({ name: 'ReplacementPicked', data: { attempt: 2 } });
    expect(memory.moves).toEqual([]);
  });
});

describe('a repair', () => {
  it('has a clock that names its case', () => {
    expect(inspected().timers).toEqual([{ subject: 'case:c1', name: repairTimer, dueAt: new Date('2026-11-12T08:00:00Z'), payload: { caseId: 'c1' } }]);
  });

  it('is not changed by what contradicts it, each refused in its way', () => {
    const memory = inspected();
    const repairIn = () => memory.repairs.get('c1')!;
    expect(takeRepairAnswer(memory.work, 'c9', 'W-c9', 'repaired', lines, at)).toMatchObject({ refusal: { code: 'REPAIR_UNKNOWN', kind: 'UNPROCESSABLE' } });
    expect(takeRepairAnswer(memory.work, 'c1', 'W-c1', 'repaired', [{ ...lines[0]!, quantity: 1 }], at)).toMatchObject({ refusal: { code: 'REPAIRED_OTHERWISE', kind: 'UNPROCESSABLE' } });
    expect(takeRepairBack(memory.work, 'c1', 0)).toMatchObject({ kind: 'notYet' });
    takeRepairAnswer(memory.work, 'c1', 'W-c1', 'repaired', lines, at);
    expect(packRepaired(memory.work, 'c1', { ...order, lines: [] })).toMatchObject({ refusal: { code: 'NOT_WHAT_WAS_REPAIRED', kind: 'CONFLICT' } });
    packRepaired(memory.work, 'c1', order);
    expect(takeHandedOver(memory.work, repairIn(), 'K-c1-1', [])).toMatchObject({ refusal: { code: 'PICKED_OTHERWISE', kind: 'UNPROCESSABLE' } });
    expect(repairIn().status).toBe('handing_over');
  });
});
