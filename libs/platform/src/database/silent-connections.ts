import { Socket } from 'node:net';
import type { Pool, PoolClient } from 'pg';

/**
 * A connection that is in use and on which nothing has come for so long is given up: what is under way on it fails as on a lost connection, and the pool makes a new one.
 * Without it a server that went away without a word (a cut cable, a firewall that forgot) is waited for until the kernel gives up, a quarter of an hour later, or for ever.
 * @param silenceMs longer than a statement may take, so that the server's own answer to a slow statement comes first
 */
export function giveUpSilentConnections(pool: Pool, silenceMs: number): void {
  pool.on('acquire', (client) => watch(client, silenceMs));
  pool.on('release', (_error, client) => watch(client, 0));
}

/** For a connection that may be silent for as long as it takes, as one that listens, or builds an index. */
export const letBeSilent = (client: PoolClient): void => watch(client, 0);

const watched = new WeakSet<Socket>();

function watch(client: Pick<PoolClient, 'connection'>, silenceMs: number): void {
  const { stream } = client.connection;
  if (!(stream instanceof Socket)) return;
  stream.setTimeout(silenceMs);
  if (watched.has(stream)) return;
  watched.add(stream);
  stream.on('timeout', () => stream.destroy(Object.assign(new Error('the database was silent for too long: the connection is given up'), { code: 'ETIMEDOUT' })));
}
