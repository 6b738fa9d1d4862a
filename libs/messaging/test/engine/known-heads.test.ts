import { KnownHeads } from '../../src/engine/store/known-heads';
import { PostgresStore } from '../../src/engine/store/postgres-store';
import { department, newCase, remember, type Department } from './harness';
import { sourceOf } from '../../src/envelope';

describe('heads that are known', () => {
  let dep: Department;
  beforeAll(async () => {
    dep = await department(remember);
  });
  afterAll(() => dep.close());

  it('are locked all the same when the transaction that they are known from was taken back', async () => {
    const store = new PostgresStore(dep.pool, { source: sourceOf('review'), batches: () => true });
    const [first, second] = [`case:${newCase()}`, `case:${newCase()}`];
    const undone = await store.begin();
    await undone.lockHeads([first]);
    await undone.rollback(new Error('taken back'));
    const transaction = await store.begin();
    const heads = await transaction.lockHeads([first, second]);
    expect(heads.map(({ subject }) => subject)).toEqual([first, second].sort());
    const { rows } = await dep.pool.query('SELECT subject FROM head WHERE subject = ANY ($1) FOR UPDATE SKIP LOCKED', [[first, second]]);
    expect(rows).toEqual([]);
    await transaction.commit();
  });

  it('are so many at most, the latest of them', () => {
    const known = new KnownHeads(4);
    for (const subject of ['a', 'b', 'c', 'd', 'e']) known.add(subject);
    expect(['a', 'b', 'c', 'd', 'e'].filter((subject) => known.has(subject))).toEqual(['c', 'd', 'e']);
  });
});
