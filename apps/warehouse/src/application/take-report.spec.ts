import { memoryWork, type MemoryWork } from '@huiliu/testing';
import { warehouseTables } from '../adapters/out/postgres/tables';
import type { Finding, InspectionReport } from '../domain/receive-report';
import { awaitArrival } from './await-arrival';
import { issueInspectionTask } from './issue-inspection-task';
import { takeReport } from './take-report';
import { exceptionTimer, inspectionTimer, putAwayTimer } from './work';

const ref = { caseId: 'c1', caseNumber: 'AS-1', orderId: '' };
const lines = [
  { caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', quantity: 5, reason: 'no_reason' as const },
  { caseLineId: 'l2', orderLineId: 'ol2', sku: 'CUP', quantity: 1, reason: 'faulty' as const },
];

function tasked(): MemoryWork<typeof warehouseTables> {
  const memory = memoryWork(warehouseTables, { timers: [exceptionTimer, putAwayTimer, inspectionTimer] });
  awaitArrival(memory.work, { ref, rmaNumber: 'RMA-1', trackingNumber: 'GR1', lines });
  issueInspectionTask(memory.work, 'c1');
  memory.said.length = 0;
  return memory;
}

const mugs = (quantity: number): Finding => ({ caseLineId: 'l1', sku: 'MUG', quantity, grade: 'a', liability: 'customer' });
const report = (reportId: string, findings: readonly Finding[], final = false): InspectionReport => ({ taskId: 'I-c1', reportId, findings, final, inspectedAt: '2026-11-05T09:00:00Z' });

describe('taking a report of the WMS', () => {
  it('says what was received, moves the stock, and says what was inspected once it is final', () => {
    const { work, said, stock, moves } = tasked();
    expect(takeReport(work, 'c1', report('r1', [mugs(3)]))).toEqual({ kind: 'done' });
    expect(said).toEqual([
      {
        name: 'StockMoved',
        subject: 'stock:MUG',
        data: { sku: 'MUG', moveId: 'c1/r1/1', caseId: 'c1', fromCondition: 'outside', toCondition: 'a', quantity: '3', disposition: 'DISPOSITION_RESTOCK' },
      },
      {
        name: 'PutAwayTaskIssued',
        subject: 'case:c1',
        data: { ref, taskId: 'P-c1/r1/1', attempt: 1, sku: 'MUG', quantity: 3, fromCondition: 'outside', toCondition: 'a', disposition: 'DISPOSITION_RESTOCK', issuedAt: work.now.toISOString() },
      },
      { name: 'ItemsReceived', subject: 'case:c1', data: { ref, reportId: 'r1', lines: [{ caseLineId: 'l1', sku: 'MUG', quantity: 3, total: 3, expected: 5 }], inspectBy: new Date(work.now.getTime() + 48 * 3_600_000).toISOString() } },
    ]);
    takeReport(work, 'c1', report('r2', [mugs(1)], true));
    expect(said.map(({ name }) => name)).toEqual(['StockMoved', 'PutAwayTaskIssued', 'ItemsReceived', 'StockMoved', 'PutAwayTaskIssued', 'ItemsReceived', 'ExceptionOpened', 'ItemsInspected']);
    const graded = [{ quantity: 4, grade: 'GRADE_A', liability: 'LIABILITY_CUSTOMER', disposition: 'DISPOSITION_RESTOCK' }];
    expect(said.at(-1)?.data).toEqual({
      ref,
      taskId: 'I-c1',
      inspectedAt: '2026-11-05T09:00:00Z',
      lines: [
        { caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', expected: 5, accepted: 4, short: 1, quarantined: 0, graded },
        { caseLineId: 'l2', orderLineId: 'ol2', sku: 'CUP', expected: 1, accepted: 0, short: 1, quarantined: 0, graded: [] },
      ],
    });
    expect(stock.get('MUG')?.shelves.a.onHand).toBe(4n);
    expect(moves.map(({ moveId, quantity }) => [moveId, quantity])).toEqual([['c1/r1/1', '3'], ['c1/r2/1', '1']]);
  });

  it('says nothing received where nothing was found', () => {
    const { work, said, moves } = tasked();
    takeReport(work, 'c1', report('r1', [], true));
    expect(said.map(({ name }) => name)).toEqual(['ExceptionOpened', 'ItemsInspected']);
    expect(moves).toEqual([]);
  });

  it('says of a report without findings only that time begins again, while the inspection goes on', () => {
    const { work, said, arrivals } = tasked();
    expect(takeReport(work, 'c1', report('r1', []))).toEqual({ kind: 'done' });
    expect(said).toEqual([{ name: 'InspectionTaskCreated', subject: 'case:c1', data: { ref, taskId: 'I-c1', attempt: 1, inspectBy: new Date(work.now.getTime() + 48 * 3_600_000).toISOString() } }]);
    expect(arrivals.get('c1')?.status).toBe('receiving');
  });

  it('says received for each line what this report brought of it', () => {
    const { work, said } = tasked();
    takeReport(work, 'c1', report('r1', [mugs(2), { ...mugs(1), caseLineId: 'l2', sku: 'CUP' }, mugs(1)]));
    expect(said.at(-1)).toMatchObject({ name: 'ItemsReceived', data: { lines: [{ caseLineId: 'l1', quantity: 3, total: 3 }, { caseLineId: 'l2', quantity: 1, total: 1 }] } });
  });

  it('counts a wrong item neither as received nor as accepted', () => {
    const { work, said, stock } = tasked();
    takeReport(work, 'c1', report('r1', [{ ...mugs(1), sku: 'PLATE' }]));
    expect(said.find(({ name }) => name === 'ItemsReceived')?.data).toMatchObject({ lines: [] });
    expect(stock.get('PLATE')?.shelves.quarantine.onHand).toBe(1n);
    expect(stock.has('MUG')).toBe(false);
  });

  it('ignores a report that comes twice', () => {
    const { work, said, moves } = tasked();
    takeReport(work, 'c1', report('r1', [mugs(3)]));
    const before = said.length;
    expect(takeReport(work, 'c1', report('r1', [mugs(3)]))).toMatchObject({ kind: 'ignored' });
    expect([said.length, moves.length]).toEqual([before, 1]);
  });

  it('refuses a report of a task that was never issued, and one that comes after the end', () => {
    const { work, said } = tasked();
    expect(takeReport(work, 'c2', report('r1', []))).toMatchObject({ kind: 'refused', refusal: { code: 'TASK_UNKNOWN', kind: 'UNPROCESSABLE' } });
    takeReport(work, 'c1', report('r1', [], true));
    const before = said.length;
    expect(takeReport(work, 'c1', report('r2', [mugs(1)]))).toMatchObject({ kind: 'refused', refusal: { code: 'ALREADY_INSPECTED' } });
    expect(said).toHaveLength(before);
  });
});
