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
