import type { Pool, PoolClient } from 'pg';

const heard = new WeakSet<PoolClient>();

/**
 * A connection for one transaction. A connection that breaks while it is ours emits `error` beside failing its query; without a listener that
 * would end the process.
 */
export async function checkOut(pool: Pool): Promise<PoolClient> {
  const client = await pool.connect();
  if (!heard.has(client)) {
    heard.add(client);
    client.on('error', () => undefined);
  }
  return client;
}

/** Leaves the connection clean; answers the error if it can't be used again. */
export async function rollback(client: PoolClient, error: unknown): Promise<Error | undefined> {
  try {
    await client.query('ROLLBACK');
    return undefined;
  } catch {
    return error instanceof Error ? error : new Error(String(error));
  }
}
