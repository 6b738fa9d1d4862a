import { faultsOf } from '@huiliu/kernel';
import { askForPutAwayAgain, issuePutAway, putAwayTasksOf, takePutAway, type PutAway } from './put-away';
import { putAwayMachine } from './put-away-machine';
import type { StockMove } from './stock';
import type { Disposition, Place } from './words';

const ref = { caseId: 'c1', caseNumber: 'HL-1', orderId: 'o1' };
let count = 0;
const move = (to: Place, quantity: number, disposition: Disposition, more: Partial<StockMove> = {}): StockMove => ({ moveId: `c1/r1/${++count}`, sku: 'MUG', caseId: 'c1', from: 'outside', to, quantity: BigInt(quantity), disposition, at: '2026-11-05T09:00:00Z', ...more });
beforeEach(() => (count = 0));

const done = (quantity: number, more: object = {}) => ({ quantity, location: 'A-01-1', at: '2026-11-05T12:00:00Z', ...more });
const issued = (...moves: readonly StockMove[]): PutAway => issuePutAway(undefined, ref, putAwayTasksOf(moves));
function taken(putAway: PutAway, taskId: string, quantity: number): PutAway {
  const next = takePutAway(putAway, taskId, done(quantity));
  if (!next.ok || !next.value) throw new Error('it was not taken');
  return next.value;
}

describe('the state machine of a put-away', () => {
  it('is sound', () => {
    expect(faultsOf(putAwayMachine)).toEqual([]);
  });
});

describe('tasks to put away', () => {
  it('are one for units that are alike, named after the first of their moves', () => {
    const tasks = putAwayTasksOf([move('a', 1, 'restock'), move('b', 1, 'refurbish'), move('a', 2, 'restock'), move('a', 1, 'restock', { sku: 'CUP' })]);
    expect(tasks.map(({ taskId, sku, quantity, to }) => [taskId, sku, quantity, to])).toEqual([['P-c1/r1/1', 'MUG', 3, 'a'], ['P-c1/r1/2', 'MUG', 1, 'b'], ['P-c1/r1/4', 'CUP', 1, 'a']]);
  });

  it('are not of what comes to no shelf, or leaves it at once', () => {
    expect(putAwayTasksOf([move('quarantine', 1, 'quarantine'), move('d', 2, 'scrap'), move('outside', 2, 'scrap', { from: 'd' })])).toEqual([]);
    expect(putAwayTasksOf([move('d', 1, 'vendor_return', { from: 'quarantine' })])).toMatchObject([{ from: 'quarantine', to: 'd', quantity: 1, asked: 1 }]);
  });
});

describe('what the WMS answers', () => {
  it('ends it where each task is answered, and opens it again where more comes', () => {
    const first = taken(issued(move('a', 2, 'restock'), move('b', 1, 'refurbish')), 'P-c1/r1/1', 2);
    expect(first.status).toBe('issued');
    const all = taken(first, 'P-c1/r1/2', 1);
    expect(all.status).toBe('put_away');
    expect(issuePutAway(all, ref, putAwayTasksOf([move('a', 1, 'restock')]))).toMatchObject({ status: 'issued', tasks: [{ done: { location: 'A-01-1' } }, {}, { taskId: 'P-c1/r1/3' }] });
  });

  it('counts once, and is refused where it is about another task, number or place', () => {
    const putAway = taken(issued(move('a', 2, 'restock')), 'P-c1/r1/1', 2);
    expect(takePutAway(putAway, 'P-c1/r1/1', done(2, { at: '2026-11-06T12:00:00.000Z' }))).toEqual({ ok: true, value: undefined });
    expect(takePutAway(putAway, 'P-c1/r1/9', done(2))).toMatchObject({ error: { code: 'PUT_AWAY_UNKNOWN' } });
    expect(takePutAway(putAway, 'P-c1/r1/1', done(1))).toMatchObject({ error: { code: 'PUT_AWAY_OTHERWISE' } });
    expect(takePutAway(putAway, 'P-c1/r1/1', done(2, { location: 'B-01-1' }))).toMatchObject({ error: { code: 'PUT_AWAY_ANSWERED_OTHERWISE' } });
    expect(takePutAway(issued(move('a', 2, 'restock')), 'P-c1/r1/2', done(3))).toMatchObject({ error: { code: 'PUT_AWAY_OTHERWISE' } });
  });
});

describe('what the WMS does not answer', () => {
  it('is asked for three times in all, and then overdue; a late answer counts as any', () => {
    let putAway = taken(issued(move('a', 2, 'restock'), move('b', 1, 'refurbish')), 'P-c1/r1/1', 2);
    for (const attempt of [2, 3]) {
      const next = askForPutAwayAgain(putAway);
      expect(next).toMatchObject({ putAway: { status: 'issued' }, again: [{ taskId: 'P-c1/r1/2', asked: attempt }] });
      if (next) putAway = next.putAway;
    }
    const over = askForPutAwayAgain(putAway);
    expect(over).toMatchObject({ putAway: { status: 'overdue' }, again: [] });
    if (!over) throw new Error('it is not over');
    expect(askForPutAwayAgain(over.putAway)).toBeUndefined();
    const late = taken(over.putAway, 'P-c1/r1/2', 1);
    expect([late.status, askForPutAwayAgain(late)]).toEqual(['put_away', undefined]);
  });

  it('is asked for as often where it came later than the rest', () => {
    let putAway = issued(move('a', 2, 'restock'));
    for (let times = 0; times < 2; times++) putAway = askForPutAwayAgain(putAway)?.putAway ?? putAway;
    putAway = issuePutAway(putAway, ref, putAwayTasksOf([move('b', 1, 'refurbish')]));
    expect(askForPutAwayAgain(putAway)?.again.map(({ taskId, asked }) => [taskId, asked])).toEqual([['P-c1/r1/2', 2]]);
  });
});
