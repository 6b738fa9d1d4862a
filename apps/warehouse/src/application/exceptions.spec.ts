import { memoryWork, type MemoryWork } from '@huiliu/testing';
import { warehouseTables } from '../adapters/out/postgres/tables';
import type { WarehouseException } from '../domain/exception';
import type { Finding } from '../domain/receive-report';
import { awaitArrival } from './await-arrival';
import { claimException } from './claim-exception';
import { exceptionsRunOut, resolveException } from './end-exception';
import { issueInspectionTask } from './issue-inspection-task';
import { takeReport } from './take-report';
import { exceptionTimer, inspectionTimer, putAwayTimer } from './work';

const ref = { caseId: 'c1', caseNumber: 'HL-1', orderId: 'o1' };
const now = new Date('2026-11-05T08:00:00Z');
const dueAt = '2026-11-08T08:00:00.000Z';
const respond = ({ status, end }: WarehouseException) => ({ status, resolution: end?.resolution });

/** Two mugs were announced; one of them is there, and three of something else. */
function disputed(at = now): MemoryWork<typeof warehouseTables> {
  const memory = memoryWork(warehouseTables, { now: at, timers: [exceptionTimer, putAwayTimer, inspectionTimer] });
  const found = (quantity: number, sku: string): Finding => ({ caseLineId: 'l1', sku, quantity, grade: 'a', liability: 'customer' });
  awaitArrival(memory.work, { ref, rmaNumber: 'RMA-1', trackingNumber: 'GR1', lines: [{ caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', quantity: 2, reason: 'no_reason' }] });
  issueInspectionTask(memory.work, 'c1');
  takeReport(memory.work, 'c1', { taskId: 'I-c1', reportId: 'r1', findings: [found(1, 'MUG'), found(3, 'PLATE')], final: true, inspectedAt: '2026-11-05T07:00:00Z' });
  return memory;
}

const exceptionIn = ({ exceptions }: MemoryWork<typeof warehouseTables>, id: string): WarehouseException => {
  const exception = exceptions.get(id);
  if (!exception) throw new Error(`there is no ${id}`);
  return exception;
};
const [short, wrong] = ['X-c1-short', 'X-c1-wrong_item'] as const;
const onHand = ({ stock }: MemoryWork<typeof warehouseTables>) => Object.entries(stock.get('PLATE')?.shelves ?? {}).flatMap(([place, shelf]) => (shelf.onHand === 0n ? [] : [`${place} ${shelf.onHand}`]));

describe('a box whose content is not as announced', () => {
  it('opens exceptions before it is said what was inspected, with one clock for all of them', () => {
    const { said, timers } = disputed();
    expect(said.filter(({ subject }) => subject === 'case:c1').map(({ name }) => name)).toEqual(['InspectionTaskCreated', 'InspectionTaskIssued', 'PutAwayTaskIssued', 'ItemsReceived', 'ExceptionOpened', 'ExceptionOpened', 'ItemsInspected']);
    expect(said.filter(({ name }) => name === 'ExceptionOpened').map(({ data }) => data)).toEqual([
      { ref, exceptionId: short, kind: 'EXCEPTION_KIND_SHORT', lines: [{ caseLineId: 'l1', sku: 'MUG', quantity: 1 }], dueAt, byDefault: 'EXCEPTION_RESOLUTION_CONFIRMED_MISSING', owner: 'warehouse' },
      { ref, exceptionId: wrong, kind: 'EXCEPTION_KIND_WRONG_ITEM', lines: [{ caseLineId: 'l1', sku: 'PLATE', quantity: 3 }], dueAt, byDefault: 'EXCEPTION_RESOLUTION_STAYS_IN_QUARANTINE', owner: 'warehouse' },
    ]);
    expect(timers.filter(({ name }) => name !== putAwayTimer)).toEqual([{ subject: 'case:c1', name: exceptionTimer, dueAt: new Date(dueAt), payload: { caseId: 'c1' } }]);
  });

  it('is claimed once by the same person, who is told the same again', () => {
    const memory = disputed();
    memory.said.length = 0;
    expect(claimException(memory.work, exceptionIn(memory, short), 'kim', respond)).toMatchObject({ kind: 'done', response: { status: 'claimed' } });
    expect(claimException(memory.work, exceptionIn(memory, short), 'kim', respond)).toMatchObject({ kind: 'ignored', response: { status: 'claimed' } });
    expect(claimException(memory.work, exceptionIn(memory, short), 'lee', respond)).toMatchObject({ kind: 'refused', refusal: { code: 'EXCEPTION_TAKEN', kind: 'CONFLICT' } });
    expect(memory.said).toEqual([{ name: 'ExceptionClaimed', subject: 'case:c1', data: { ref, exceptionId: short, claimedBy: 'kim' } }]);
  });

  it('is resolved: units leave quarantine once, and the clock stops with the last exception', () => {
    const memory = disputed();
    const resolve = (id: string, resolution: 'restock' | 'confirmed_missing') => resolveException(memory.work, exceptionIn(memory, id), { person: 'kim', resolution, reasonCode: 'X' }, respond);
    for (const id of [short, wrong]) claimException(memory.work, exceptionIn(memory, id), 'kim', respond);
    memory.said.length = 0;
    expect(onHand(memory)).toEqual(['quarantine 3']);
    expect(resolve(wrong, 'confirmed_missing')).toMatchObject({ kind: 'refused', refusal: { code: 'RESOLUTION_NOT_POSSIBLE', kind: 'UNPROCESSABLE' } });
    expect(resolve(wrong, 'restock')).toMatchObject({ kind: 'done', response: { status: 'resolved', resolution: 'restock' } });
    expect(resolve(wrong, 'restock')).toMatchObject({ kind: 'ignored' });
    expect(onHand(memory)).toEqual(['a 3']);
    expect(memory.said.map(({ name }) => name)).toEqual(['StockMoved', 'PutAwayTaskIssued', 'ExceptionResolved']);
    expect(memory.said[2]?.data).toEqual({ ref, exceptionId: wrong, resolution: 'EXCEPTION_RESOLUTION_RESTOCK', resolvedBy: 'kim', reasonCode: 'X' });
    expect(memory.timers.map(({ name }) => name)).toContain(exceptionTimer);
    expect(resolve(short, 'confirmed_missing')).toMatchObject({ kind: 'done' });
    expect(memory.timers.map(({ name }) => name)).toEqual([putAwayTimer]);
    expect(exceptionsRunOut({ ...memory.work, now: new Date(dueAt) }, 'c1')).toMatchObject({ kind: 'ignored' });
  });

  it('ends with its defaults at the deadline, but for what a person has resolved', () => {
    const memory = disputed();
    claimException(memory.work, exceptionIn(memory, wrong), 'kim', respond);
    resolveException(memory.work, exceptionIn(memory, wrong), { person: 'kim', resolution: 'back_to_customer', reasonCode: 'X' }, respond);
    memory.said.length = 0;
    expect(exceptionsRunOut(memory.work, 'c1')).toMatchObject({ kind: 'ignored' });
    expect(exceptionsRunOut({ ...memory.work, now: new Date(dueAt) }, 'c1')).toEqual({ kind: 'done' });
    expect(memory.said.map(({ data }) => data)).toEqual([{ ref, exceptionId: short, resolution: 'EXCEPTION_RESOLUTION_CONFIRMED_MISSING', resolvedBy: 'deadline', reasonCode: 'DEADLINE' }]);
    expect(exceptionsRunOut({ ...memory.work, now: new Date(dueAt) }, 'c1')).toMatchObject({ kind: 'ignored' });
    expect(onHand(memory)).toEqual([]);
  });
});
