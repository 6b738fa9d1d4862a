import { notYet } from '../../src';
import { PostgresStore } from '../../src/engine/store/postgres-store';
import { batchOf, department, evidence, intakeTopic, newCase, remember, reply, type Department, type Handler } from '../engine/harness';
import { sourceOf } from '../../src/envelope';

const replies = 'integration.crm.survey-replies.v1';

/** Faults of the core that the simulation came upon, each on a real database. */
describe('what the simulation found', () => {
  let dep: Department;
  let ill = true;
  afterEach(async () => {
    ill = true;
    await dep.close();
  });

  it('tells everybody in a transaction what went wrong first, not that the server refuses what was sent behind it', async () => {
    dep = await department(remember);
    const table = dep.options.core.tables.tables.get('entries')?.table;
    if (!table) throw new Error('the table entries is missing');
    const transaction = await new PostgresStore(dep.pool, { source: sourceOf('review'), batches: () => true }).begin();
    const heads = await transaction.lockHeads(['case:x']);
    for (const head of heads) head.dirty = true;
    const twice = [1, 2].map(() => ({ id: 'same', caseId: 'x' }));
    // As in the core: rows are written by promises within promises, heads directly, all sent at once.
    const within = Promise.all([Promise.all([Promise.all([transaction.insertRows(table, twice)])])]);
    const failure = await Promise.all([within, transaction.saveHeads(heads)]).catch((error: unknown) => error);
    await transaction.rollback(failure);
    expect(failure).toMatchObject({ code: '23505' });
  });

  it('replays up to the event that SQL refuses, and names that one', async () => {
    const handler: Handler = (work, eventId, subject, data) => {
      if (ill) throw new Error('not yet mended');
      if (eventId.endsWith('/2')) work.entries.add({ id: 'unstorable', caseId: '\u0000' });
      return remember(work, eventId, subject, data);
    };
    dep = await department(handler);
    const id = newCase();
    await dep.consumer.position(intakeTopic, 0);
    await dep.consumer.handle(batchOf([1, 2, 3].map((sequence) => evidence(sequence - 1, id, sequence))));
    ill = false;
    const result = await dep.parking.replay(`case:${id}`);
    expect(result).toMatchObject({ replayed: 1, remaining: 2 });
    expect(result.reason).toContain('0x00');
    expect((await dep.caseOf(id))?.seen).toEqual([`intake/1/case:${id}/1`]);
    expect(await dep.column('SELECT blocked FROM head')).toEqual([true]);
    expect(await dep.column('SELECT attempts FROM parked ORDER BY position')).toEqual([1, 0]);
  });

  it('replays what waited for a parked event right behind it, before an event of a raised epoch makes it a leftover', async () => {
    const handler: Handler = (work, eventId, subject, data) => {
      if (ill && !eventId.startsWith('intake/')) throw new Error('not yet mended');
      return remember(work, eventId, subject, data);
    };
    dep = await department(handler);
    const id = newCase();
    await dep.consumer.position(replies, 0);
    await dep.consumer.handle(batchOf([reply(0, id, 'blocks')], replies));
    await dep.consumer.position(intakeTopic, 0);
    await dep.consumer.handle(batchOf([evidence(0, id, 2), evidence(1, id, 1), evidence(2, id, 2, { epoch: 2 })]));
    ill = false;
    expect(await dep.parking.replay(`case:${id}`)).toMatchObject({ remaining: 0 });
    expect((await dep.caseOf(id))?.seen).toEqual(['blocks', `intake/1/case:${id}/1`, `intake/1/case:${id}/2`, `intake/2/case:${id}/2`]);
  });

  it('parks an event that waited and that SQL refuses, not the one that released it, and lets the others that waited go on', async () => {
    const order = newCase();
    const [bad, good] = [newCase(), newCase()];
    const handler: Handler = (work, eventId, subject, data) => {
      const caseId = subject.slice('case:'.length);
      if (caseId !== order && !work.cases.get(order)) return notYet('its order has not arrived', `case:${order}`);
      if (caseId === bad) work.entries.add({ id: 'unstorable', caseId: '\u0000' });
      return remember(work, eventId, subject, data);
    };
    dep = await department(handler, { route: { heads: () => [`case:${order}`], rows: (data) => ({ cases: [(data as { ref: { caseId: string } }).ref.caseId, order] }) } });
    await dep.consumer.position(intakeTopic, 0);
    await dep.consumer.handle(batchOf([evidence(0, bad, 1), evidence(1, good, 1)]));
    await dep.consumer.handle(batchOf([evidence(2, order, 1), evidence(3, order, 2)]));
    expect((await dep.caseOf(order))?.seen).toHaveLength(2);
    expect((await dep.caseOf(good))?.seen).toHaveLength(1);
    expect(await dep.column('SELECT subject FROM parked')).toEqual([`case:${bad}`]);
    expect(await dep.column('SELECT subject FROM head WHERE blocked')).toEqual([`case:${bad}`]);
    expect(await dep.column('SELECT count(*) FROM waiting')).toEqual(['0']);
  });
});
