import type { Pool, PoolClient } from 'pg';

/** A process that was frozen in the middle must not hold its locks, and all others, for longer. */
const idleTimeoutMs = 5_000;

/** On any failure the connection is thrown away: its state is not worth knowing. */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // A broken connection is told twice: by the query, which we hear, and by an event, which ends the process if nobody does.
  const ignore = (): void => undefined;
  client.on('error', ignore);
  try {
    await client.query(`BEGIN; SET LOCAL idle_in_transaction_session_timeout = ${idleTimeoutMs}`);
    const result = await work(client);
    await client.query('COMMIT');
    client.off('error', ignore);
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}
