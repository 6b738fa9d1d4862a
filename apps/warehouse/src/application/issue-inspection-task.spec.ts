import { memoryWork } from '@huiliu/testing';
import { warehouseTables } from '../adapters/out/postgres/tables';
import { awaitArrival } from './await-arrival';
import { issueInspectionTask } from './issue-inspection-task';
import { inspectionTimer } from './work';

const announcement = {
  ref: { caseId: 'c1', caseNumber: 'AS-1', orderId: 'o1' },
  rmaNumber: 'RMA-1',
  trackingNumber: 'GR1',
  lines: [{ caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', quantity: 5, reason: 'faulty' as const }],
};

describe('issuing the inspection task of a case', () => {
  it('tells intake and the WMS when the parcel is at the dock', () => {
    const { work, said, arrivals, timers } = memoryWork(warehouseTables, { timers: [inspectionTimer] });
    awaitArrival(work, announcement);
    expect(arrivals.get('c1')?.status).toBe('expected');
    expect(issueInspectionTask(work, 'c1')).toEqual({ kind: 'done' });
    expect(arrivals.get('c1')?.status).toBe('at_dock');
    const { ref, rmaNumber, trackingNumber } = announcement;
    const inspectBy = new Date(work.now.getTime() + 48 * 3_600_000).toISOString();
    expect(timers).toEqual([{ subject: 'case:c1', name: inspectionTimer, dueAt: new Date(inspectBy), payload: { caseId: 'c1' } }]);
    expect(said).toEqual([
      { name: 'InspectionTaskCreated', subject: 'case:c1', data: { ref, taskId: 'I-c1', attempt: 1, inspectBy } },
      {
        name: 'InspectionTaskIssued',
        subject: 'case:c1',
        data: { ref, taskId: 'I-c1', rmaNumber, trackingNumber, lines: [{ caseLineId: 'l1', sku: 'MUG', expectedQuantity: 5, reason: 'RETURN_REASON_FAULTY' }] },
      },
    ]);
  });

  it('names every parcel that the goods have come in', () => {
    const { work, said } = memoryWork(warehouseTables, { timers: [inspectionTimer] });
    awaitArrival(work, announcement);
    issueInspectionTask(work, 'c1', { trackingNumber: 'GR1B', further: { trackingNumbers: ['GR1'] } });
    expect(said.at(-1)).toMatchObject({ name: 'InspectionTaskIssued', data: { trackingNumber: 'GR1B', further: { trackingNumbers: ['GR1'] } } });
  });

  it('issues nothing the second time', () => {
    const { work, said } = memoryWork(warehouseTables, { timers: [inspectionTimer] });
    awaitArrival(work, announcement);
    issueInspectionTask(work, 'c1');
    expect(issueInspectionTask(work, 'c1')).toMatchObject({ kind: 'ignored' });
    expect(said).toHaveLength(2);
  });

  it('expects an arrival once, and forgets nothing of it when told again', () => {
    const { work, arrivals } = memoryWork(warehouseTables, { timers: [inspectionTimer] });
    awaitArrival(work, announcement);
    issueInspectionTask(work, 'c1');
    expect(awaitArrival(work, announcement)).toMatchObject({ kind: 'ignored' });
    expect(arrivals.get('c1')?.status).toBe('at_dock');
  });

  it('waits for the authorisation when the parcel is faster', () => {
    expect(issueInspectionTask(memoryWork(warehouseTables, { timers: [inspectionTimer] }).work, 'c1')).toMatchObject({ kind: 'notYet' });
  });
});
