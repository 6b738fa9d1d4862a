import { memoryWork, type MemoryWork } from '@huiliu/testing';
import { warehouseTables } from '../adapters/out/postgres/tables';
import { awaitArrival } from './await-arrival';
import { callOffArrival, callOffRecalled } from './call-off-arrival';
import { issueInspectionTask } from './issue-inspection-task';
import { takeReport } from './take-report';
import { inspectionTimer } from './work';

function expected(): MemoryWork<typeof warehouseTables> {
  const memory = memoryWork(warehouseTables, { timers: [inspectionTimer] });
  const line = { caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', quantity: 1, reason: 'other' as const };
  awaitArrival(memory.work, { ref: { caseId: 'c1', caseNumber: 'AS-1', orderId: 'o1' }, rmaNumber: 'RMA-1', trackingNumber: 'T-1', lines: [line] });
  return memory;
}

describe('an arrival whose return is called off', () => {
  it('is not expected any more, and takes no report', () => {
    const { work, said, arrivals } = expected();
    expect(callOffArrival(work, 'c1')).toEqual({ kind: 'done' });
    expect(arrivals.get('c1')?.status).toBe('called_off');
    expect(callOffArrival(work, 'c1')).toMatchObject({ kind: 'ignored' });
    expect(issueInspectionTask(work, 'c1')).toMatchObject({ kind: 'ignored' });
    expect(takeReport(work, 'c1', { taskId: 'I-c1', reportId: 'r1', findings: [], final: true, inspectedAt: '2026-11-05T08:00:00Z' })).toMatchObject({ kind: 'refused', refusal: { code: 'TASK_UNKNOWN' } });
    expect(said).toEqual([]);
  });

  it('of goods that were recalled goes the same way, and is nothing where they had not left', () => {
    const { work, arrivals } = expected();
    expect(callOffRecalled(work, 'c1')).toEqual({ kind: 'done' });
    expect(arrivals.get('c1')?.status).toBe('called_off');
    expect(callOffRecalled(work, 'c2')).toMatchObject({ kind: 'ignored' });
  });

  it('is a contradiction once the goods are at the dock, or where nothing was expected', () => {
    const { work } = expected();
    issueInspectionTask(work, 'c1');
    expect(callOffArrival(work, 'c1')).toMatchObject({ kind: 'refused', refusal: { code: 'ILLEGAL_MOVE', kind: 'CONFLICT' } });
    expect(callOffArrival(work, 'c2')).toMatchObject({ kind: 'refused', refusal: { code: 'ARRIVAL_UNKNOWN' } });
  });
});
