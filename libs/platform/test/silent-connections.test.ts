import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Pool } from 'pg';
import type { PostgresServer } from '../../testing/src/servers/postgres';
import { startPostgres } from '../../testing/src/servers/postgres';
import { isTransientDatabaseError } from '../src/database/database-errors';
import { giveUpSilentConnections, letBeSilent } from '../src/database/silent-connections';

/** Passes everything on until it is told to swallow: nobody is told, and nothing is closed. */
async function wayTo(port: number): Promise<{ server: Server; port: number; swallow: () => void; sockets: Set<Socket> }> {
  const sockets = new Set<Socket>();
  const there: [Socket, Socket][] = [];
  const server = createServer((client) => {
    const database = connect(port, '127.0.0.1');
    for (const [from, to] of [[client, database], [database, client]] as const) {
      sockets.add(from);
      from.on('error', () => undefined);
      from.on('data', (bytes: Buffer) => to.write(bytes));
    }
    there.push([client, database]);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const swallow = (): void => {
    for (const socket of there.splice(0).flat()) socket.removeAllListeners('data').resume();
  };
  return { server, port: (server.address() as AddressInfo).port, swallow, sockets };
}

/** Longer than a busy machine takes to answer. */
const silentMs = 2_000;

describe('a database that went away without a word', () => {
  let postgres: PostgresServer;
  let way: Awaited<ReturnType<typeof wayTo>>;
  let pool: Pool;

  beforeAll(async () => {
    postgres = await startPostgres();
  }, 60_000);
  afterAll(() => postgres.stop(), 30_000);
  beforeEach(async () => {
    way = await wayTo(postgres.port);
    const url = new URL(postgres.adminUrl);
    url.port = String(way.port);
    pool = new Pool({ connectionString: url.href });
    pool.on('error', () => undefined);
    giveUpSilentConnections(pool, silentMs);
  });
  afterEach(async () => {
    await pool.end();
    for (const socket of way.sockets) socket.destroy();
    way.server.close();
  });

  it('fails what is under way as a lost connection, and the next one works', async () => {
    await pool.query('SELECT 1');
    way.swallow();
    const error: unknown = await pool.query('SELECT 2').catch((reason: unknown) => reason);
    expect(isTransientDatabaseError(error)).toBe(true);
    expect((await pool.query('SELECT 3 AS three')).rows).toEqual([{ three: 3 }]);
  });

  it('fails a transaction too, and its connection is not used again', async () => {
    const client = await pool.connect();
    client.on('error', () => undefined);
    await client.query('BEGIN');
    way.swallow();
    const error: unknown = await client.query('SELECT 1').catch((reason: unknown) => reason);
    expect(isTransientDatabaseError(error)).toBe(true);
    await expect(client.query('ROLLBACK')).rejects.toThrow();
    client.release(true);
    expect((await pool.query('SELECT 3 AS three')).rows).toEqual([{ three: 3 }]);
  });

  it('is not told by a connection that lies idle, or that is let be', async () => {
    await pool.query('SELECT 1');
    const listener = await pool.connect();
    letBeSilent(listener);
    await listener.query('LISTEN anything');
    const { rows } = await listener.query('SELECT pg_sleep($1::float / 1000), 1 AS still', [silentMs * 1.5]);
    expect(rows).toMatchObject([{ still: 1 }]);
    listener.release();
    await new Promise((resolve) => setTimeout(resolve, silentMs * 1.5));
    expect(pool.idleCount).toBe(1);
    expect((await pool.query('SELECT 2 AS two')).rows).toEqual([{ two: 2 }]);
  });
});
