import { Pool, type PoolClient } from 'pg';
import { sharedPostgres } from '@huiliu/testing';
import { checkOut } from '../../src/engine/client';
import { KnownHeads } from '../../src/engine/store/known-heads';
import { PostgresTransaction } from '../../src/engine/store/postgres-transaction';

/** One connection, so that the next transaction gets the very one that the last has given back. */
describe('a transaction that has ended', () => {
  let pool: Pool;
  beforeAll(async () => {
    const { freshDatabase } = await sharedPostgres();
    pool = new Pool({ connectionString: await freshDatabase('ended'), max: 1, pipeline: true } as ConstructorParameters<typeof Pool>[0]);
    pool.on('error', () => undefined);
    await pool.query('CREATE TABLE note (name text)');
  });
  afterAll(() => pool.end());
  const begin = async (): Promise<{ client: PoolClient; transaction: PostgresTransaction }> => {
    const client = await checkOut(pool);
    return { client, transaction: new PostgresTransaction(client, new KnownHeads(), { source: 'urn:huiliu:review', batches: () => true }) };
  };
  const names = async (): Promise<string[]> => (await pool.query<{ name: string }>('SELECT name FROM note ORDER BY name')).rows.map(({ name }) => name);

  it('leaves its connection alone: whatever is asked of it then, the next one there keeps its work', async () => {
    const first = await begin();
    await first.client.query(`INSERT INTO note VALUES ('first')`);
    await first.transaction.commit();
    const second = await begin();
    expect(second.client).toBe(first.client);
    await second.client.query(`INSERT INTO note VALUES ('second')`);
    await first.transaction.rollback(new Error('too late'));
    await second.transaction.commit();
    expect(await names()).toEqual(['first', 'second']);
  });

  it('may be rolled back twice, at once too, and gives its connection back once', async () => {
    const { client, transaction } = await begin();
    await client.query(`INSERT INTO note VALUES ('third')`);
    await Promise.all([transaction.rollback('first'), transaction.rollback('second')]);
    await transaction.rollback('third');
    expect(await names()).not.toContain('third');
    expect(pool).toMatchObject({ totalCount: 1, idleCount: 1 });
  });

  it('by a broken connection, never gives that one to another', async () => {
    const { client, transaction } = await begin();
    await client.query('SELECT pg_terminate_backend(pg_backend_pid())').catch(() => undefined);
    const failure = await transaction.commit().then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    expect(failure).toBeDefined();
    await transaction.rollback(failure?.error);
    const next = await begin();
    expect(next.client).not.toBe(client);
    await next.transaction.commit();
  });
});
