import { ParcelLost } from '@huiliu/contracts';
import { aggregate, appendOnly } from '@huiliu/messaging';
import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { memoryWork } from './memory-work';

@Entity({ name: 'shelf' })
class ShelfRow {
  @PrimaryColumn('text') sku!: string;
  @VersionColumn() version!: number;
  @Column('int') count!: number;
}

@Entity({ name: 'move' })
class MoveRow {
  @PrimaryColumn('text', { name: 'move_id' }) moveId!: string;
  @Column('int') quantity!: number;
}

const tables = {
  shelves: aggregate<{ readonly count: number }, ShelfRow>({ entity: ShelfRow, toRow: (sku, { count }) => ({ sku, count }), fromRow: ({ count }) => ({ count }) }),
  moves: appendOnly(MoveRow),
};

const lost = { ref: { caseId: 'c1', caseNumber: 'HL-1', orderId: 'o1' }, trackingNumber: 'T-1', occurredAt: '2026-11-05T08:00:00Z' };

describe('work kept in memory', () => {
  it('holds states and rows by the names of the tables', () => {
    const { work, shelves, moves } = memoryWork(tables);
    expect(work.shelves.get('MUG')).toBeUndefined();
    work.shelves.put('MUG', { count: 2 });
    work.moves.add({ moveId: 'm1', quantity: 2 });
    expect([work.shelves.get('MUG'), shelves.get('MUG')?.count, moves.map(({ quantity }) => quantity)]).toEqual([{ count: 2 }, 2, [2]]);
  });

  it('refuses what the database would', () => {
    const { work } = memoryWork(tables);
    work.moves.add({ moveId: 'm1', quantity: 2 });
    expect(() => work.moves.add({ moveId: 'm1', quantity: 3 })).toThrow('moves: m1 twice');
    expect(() => work.shelves.get('')).toThrow('without an id');
  });

  it('says only what keeps to its contract, each time under another id', () => {
    const { work, said } = memoryWork(tables);
    expect(work.say(ParcelLost, 'case:c1', lost)).not.toBe(work.say(ParcelLost, 'case:c1', lost));
    expect(said).toEqual([{ name: 'ParcelLost', subject: 'case:c1', data: lost }, { name: 'ParcelLost', subject: 'case:c1', data: lost }]);
    expect(() => work.say(ParcelLost, 'case:c1', { ...lost, trackingNumber: '' })).toThrow('ParcelLost');
    expect(said).toHaveLength(2);
  });

  it('takes calls and timers that somebody handles, and keeps one timer of a name', () => {
    const { work, intents, timers } = memoryWork(tables, { intents: ['label'], timers: ['overdue'] });
    const call = { id: 'i1', kind: 'label', subject: 'case:c1', payload: {} };
    const overdue = { subject: 'case:c1', name: 'overdue', dueAt: new Date(1), payload: {} };
    work.intend(call);
    work.schedule(overdue);
    work.schedule({ ...overdue, dueAt: new Date(2) });
    expect([intents, timers]).toEqual([[call], [{ ...overdue, dueAt: new Date(2) }]]);
    work.cancelTimer('case:c1', 'overdue');
    expect(timers).toEqual([]);
    expect(() => work.intend({ ...call, kind: 'refund' })).toThrow('refund');
    expect(() => work.schedule({ ...overdue, name: 'expiry' })).toThrow('expiry');
  });
});
