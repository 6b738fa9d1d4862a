import type { Pool, PoolClient } from 'pg';

/** A process that was frozen in the middle must not hold its locks, and all others, for longer. */
const idleTimeoutMs = 5_000;

const begin = `BEGIN; SET LOCAL idle_in_transaction_session_timeout = ${idleTimeoutMs}`;

export const inTransaction = <T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> =>
  onOwnConnection(pool, async (client) => {
    await client.query(begin);
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  });

/**
 * Statements that don't depend on each other's answers: they go out together, with the begin and the end of their transaction, and one round trip is all they cost. One that fails makes the server take
 * the COMMIT behind it for a ROLLBACK, so whatever must not be committed has to fail by itself. What `afterwards` sends travels with them, outside of the transaction, and may fail.
 */
export const inOnePiece = <T>(pool: Pool, statements: (client: PoolClient) => readonly Promise<T>[], afterwards: (client: PoolClient) => Promise<unknown>): Promise<readonly T[]> =>
  onOwnConnection(pool, async (client) => {
    const begun = client.query(begin);
    const results = Promise.all(statements(client));
    const ended = client.query('COMMIT');
    const after = afterwards(client).catch(() => undefined);
    await Promise.all([begun, results, ended, after]);
    return results;
  });

/** On any failure the connection is thrown away: its state is not worth knowing. */
async function onOwnConnection<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // A broken connection is told twice: by the query, which we hear, and by an event, which ends the process if nobody does.
  const ignore = (): void => undefined;
  client.on('error', ignore);
  try {
    const result = await work(client);
    client.off('error', ignore);
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}
