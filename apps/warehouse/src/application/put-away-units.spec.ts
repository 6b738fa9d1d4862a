import { memoryWork, type MemoryWork } from '@huiliu/testing';
import { warehouseTables } from '../adapters/out/postgres/tables';
import type { StockMove } from '../domain/stock';
import { askAgainForPutAway, moveGoods, takePutAwayReport } from './put-away-units';
import { putAwayTimer } from './work';

const ref = { caseId: 'c1', caseNumber: 'HL-1', orderId: 'o1' };
const move: StockMove = { moveId: 'c1/r1/1', sku: 'MUG', caseId: 'c1', from: 'outside', to: 'a', quantity: 2n, disposition: 'restock', at: '2026-11-05T07:00:00Z' };
const answer = { quantity: 2, location: 'A-01-1', at: '2026-11-05T12:00:00Z' };

function asked(): MemoryWork<typeof warehouseTables> {
  const memory = memoryWork(warehouseTables, { timers: [putAwayTimer] });
  moveGoods(memory.work, ref, [move]);
  return memory;
}

describe('goods that come onto a shelf', () => {
  it('are booked, and the WMS is asked to put them there, with a clock', () => {
    const { said, moves, stock, timers } = asked();
    expect(said.map(({ name, subject }) => [name, subject])).toEqual([['StockMoved', 'stock:MUG'], ['PutAwayTaskIssued', 'case:c1']]);
    expect([moves.length, stock.get('MUG')?.shelves.a.onHand]).toEqual([1, 2n]);
    expect(timers).toEqual([{ subject: 'case:c1', name: putAwayTimer, dueAt: new Date('2026-11-06T08:00:00Z'), payload: { caseId: 'c1' } }]);
  });

  it('leave no task and no clock where they come to no shelf', () => {
    const memory = memoryWork(warehouseTables);
    moveGoods(memory.work, ref, [{ ...move, to: 'quarantine', disposition: 'quarantine' }]);
    expect([memory.said.map(({ name }) => name), memory.putAways.size]).toEqual([['StockMoved'], 0]);
  });

  it('are put away once, without a move of stock, and the clock stops', () => {
    const { work, said, timers, moves, putAways } = asked();
    for (const kind of ['done', 'ignored']) expect(takePutAwayReport(work, 'c1', 'P-c1/r1/1', answer)).toMatchObject({ kind });
    expect([said.length, timers, moves.length, putAways.get('c1')]).toMatchObject([2, [], 1, { status: 'put_away', tasks: [{ done: answer }] }]);
    expect(askAgainForPutAway(work, 'c1').kind).toBe('ignored');
  });

  it('are refused where nobody has asked, or another number is reported, which changes nothing', () => {
    const { work, timers, putAways } = asked();
    expect(takePutAwayReport(work, 'c9', 'P-c9/r1/1', answer)).toMatchObject({ kind: 'refused', refusal: { code: 'PUT_AWAY_UNKNOWN', kind: 'UNPROCESSABLE' } });
    expect(takePutAwayReport(work, 'c1', 'P-c1/r1/1', { ...answer, quantity: 1 })).toMatchObject({ kind: 'refused', refusal: { code: 'PUT_AWAY_OTHERWISE', kind: 'UNPROCESSABLE' } });
    expect([timers.length, putAways.get('c1')?.status]).toEqual([1, 'issued']);
  });

  it('are asked for again under the same id, and then a person has to look: without a clock', () => {
    const { work, said, timers, putAways } = asked();
    // The clock is gone when it has rung.
    for (let times = 0; times < 3; times++) {
      timers.length = 0;
      expect(askAgainForPutAway(work, 'c1')).toEqual({ kind: 'done' });
    }
    const tasks = said.filter(({ name }) => name === 'PutAwayTaskIssued').map(({ data }) => data);
    expect(tasks).toMatchObject([1, 2, 3].map((attempt) => ({ taskId: 'P-c1/r1/1', attempt, quantity: 2 })));
    expect([timers, putAways.get('c1')?.status]).toEqual([[], 'overdue']);
    expect(takePutAwayReport(work, 'c1', 'P-c1/r1/1', answer)).toEqual({ kind: 'done' });
    expect(putAways.get('c1')?.status).toBe('put_away');
  });
});
