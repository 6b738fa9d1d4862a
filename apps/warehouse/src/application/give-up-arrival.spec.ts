import { memoryWork, type MemoryWork } from '@huiliu/testing';
import { warehouseTables } from '../adapters/out/postgres/tables';
import { awaitArrival } from './await-arrival';
import { giveUpArrival } from './give-up-arrival';
import { issueInspectionTask } from './issue-inspection-task';
import { takeReport } from './take-report';
import { inspectionTimer } from './work';

const ref = { caseId: 'c1', caseNumber: 'AS-1', orderId: 'o1' };

function expected(): MemoryWork<typeof warehouseTables> {
  const memory = memoryWork(warehouseTables, { timers: [inspectionTimer] });
  awaitArrival(memory.work, { ref, rmaNumber: 'RMA-1', trackingNumber: 'GR1', lines: [{ caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', quantity: 2, reason: 'faulty' }] });
  return memory;
}

describe('giving up what was lost on its way', () => {
  it('expects nothing any more, says nothing and moves no stock', () => {
    const { work, arrivals, said, moves } = expected();
    expect(giveUpArrival(work, 'c1')).toEqual({ kind: 'done' });
    expect(arrivals.get('c1')?.status).toBe('written_off');
    expect(giveUpArrival(work, 'c1')).toMatchObject({ kind: 'ignored' });
    expect(issueInspectionTask(work, 'c1')).toMatchObject({ kind: 'ignored' });
    expect(takeReport(work, 'c1', { taskId: 'I-c1', reportId: 'r1', findings: [], final: true, inspectedAt: '2026-11-05T08:00:00Z' })).toMatchObject({ kind: 'refused', refusal: { code: 'TASK_UNKNOWN' } });
    expect([said, moves]).toEqual([[], []]);
  });

  it('is refused for goods that have come, and waits for a return that is not known yet', () => {
    const { work, arrivals } = expected();
    issueInspectionTask(work, 'c1');
    expect(giveUpArrival(work, 'c1')).toMatchObject({ kind: 'refused', refusal: { code: 'ARRIVED', kind: 'CONFLICT' } });
    expect(arrivals.get('c1')?.status).toBe('at_dock');
    expect(giveUpArrival(work, 'c2')).toMatchObject({ kind: 'notYet' });
  });
});
