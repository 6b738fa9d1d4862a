import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { Pool } from 'pg';
import type { PostgresServer } from '../../testing/src/servers/postgres';
import { startPostgres } from '../../testing/src/servers/postgres';
import { coalesceWrites } from '../src/database/coalesced-writes';

describe('statements that are sent together', () => {
  let postgres: PostgresServer;
  let pool: Pool;
  /** Between us and the database, counting the pieces that come from us. */
  let way: Server;
  let pieces = 0;

  beforeAll(async () => {
    postgres = await startPostgres();
    way = createServer((client) => {
      const database = connect(postgres.port, '127.0.0.1');
      client.on('data', () => pieces++);
      client.pipe(database).pipe(client);
      for (const socket of [client, database]) socket.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => way.listen(0, '127.0.0.1', resolve));
    const url = new URL(postgres.adminUrl);
    url.port = String((way.address() as AddressInfo).port);
    pool = new Pool({ connectionString: url.href, max: 1, pipeline: true } as ConstructorParameters<typeof Pool>[0]);
    coalesceWrites(pool);
  }, 60_000);
  afterAll(async () => {
    // The pool does not wait until its connections are over; a server that stops before that would tell them why.
    const over = new Promise((resolve) => way.close(resolve));
    await pool.end();
    await over;
    await postgres.stop();
  }, 30_000);

  it('leave in one piece, are answered one by one, and a failure is its own statement\'s', async () => {
    const client = await pool.connect();
    await client.query('SELECT 1');
    pieces = 0;
    const answers = await Promise.allSettled([1, 2, 3, 4, 5].map((n) => client.query<{ n: number }>(n === 3 ? 'SELECT 1 / 0' : 'SELECT $1::int AS n', n === 3 ? [] : [n])));
    expect(pieces).toBe(1);
    expect(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value.rows[0]?.n : (answer.reason as { code?: string }).code))).toEqual([1, 2, '22012', 4, 5]);
    client.release();
  });

  it('and what is larger than a piece arrives whole', async () => {
    const text = '退'.repeat(1_000_000);
    const { rows } = await pool.query<{ length: number }>('SELECT length($1) AS length', [text]);
    expect(rows).toEqual([{ length: 1_000_000 }]);
  });
});
