import type { MigrationInterface, QueryRunner } from 'typeorm';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PostgresServer } from '../../testing/src/servers/postgres';
import { startPostgres } from '../../testing/src/servers/postgres';
import type { DatabaseOptions } from '../src/database/open-database';
import { openDatabase, pingDatabase, poolOf } from '../src/database/open-database';
import type { Ready } from '../src/readiness';

@Entity('leg')
class LegRow {
  @PrimaryColumn('text')
  id!: string;

  @Column('bigint', { name: 'amount_minor' })
  amountMinor!: string;
}

class CreateLeg1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Not IF NOT EXISTS: a second instance migrating at the same time would fail.
    await runner.query('CREATE TABLE leg (id text PRIMARY KEY, amount_minor bigint NOT NULL)');
  }
  async down(): Promise<void> {
    throw new Error('there is no way back');
  }
}

class SlowerThanTheStatementTimeout1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SELECT pg_sleep(0.4)');
  }
  async down(): Promise<void> {
    throw new Error('there is no way back');
  }
}

class Broken1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE half (id text)');
    await runner.query('SELECT * FROM nowhere');
  }
  async down(): Promise<void> {
    throw new Error('there is no way back');
  }
}

const silent = { info: () => undefined, warn: () => undefined };

describe('the database', () => {
  let server: PostgresServer;
  let databases = 0;

  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  afterAll(() => server.stop(), 30_000);

  const options = (url: string, more: Partial<DatabaseOptions> = {}): DatabaseOptions => ({
    url,
    entities: [LegRow],
    migrations: [CreateLeg1700000000001, SlowerThanTheStatementTimeout1700000000002],
    log: silent,
    poolSize: 3,
    statementTimeoutMs: 200,
    retryBackoffMs: 20,
    retryBackoffMaxMs: 100,
    ...more,
  });
  const fresh = (): Promise<string> => server.createDatabase(`department_${++databases}`);

  it('is migrated once, though several instances start at once', async () => {
    const url = await fresh();
    const opened = await Promise.all(Array.from({ length: 4 }, () => openDatabase(options(url))));
    for (const dataSource of opened) {
      expect(await dataSource.query('SELECT name FROM migrations ORDER BY id')).toEqual([{ name: CreateLeg1700000000001.name }, { name: SlowerThanTheStatementTimeout1700000000002.name }]);
    }
    await opened[0]?.getRepository(LegRow).insert({ id: 'leg-1', amountMinor: '9007199254740993' });
    expect(await opened[1]?.getRepository(LegRow).findOneByOrFail({ id: 'leg-1' })).toEqual({ id: 'leg-1', amountMinor: '9007199254740993' });
    await Promise.all(opened.map((dataSource) => dataSource.destroy()));
  });

  it('ends statements that take too long, after the migrations too', async () => {
    const dataSource = await openDatabase(options(await fresh()));
    const results = await Promise.allSettled(Array.from({ length: 3 }, () => poolOf(dataSource).query('SELECT pg_sleep(2)')));
    expect(results.map((result) => (result.status === 'rejected' ? (result.reason as { code: string }).code : 'done'))).toEqual(['57014', '57014', '57014']);
    await dataSource.destroy();
  });

  it('is not opened half migrated: what a broken migration did is undone, and the lock is free again', async () => {
    const url = await fresh();
    await expect(openDatabase(options(url, { migrations: [Broken1700000000003] }))).rejects.toMatchObject({ code: '42P01' });
    const dataSource = await openDatabase(options(url));
    expect(await dataSource.query(`SELECT to_regclass('half') AS half`)).toEqual([{ half: null }]);
    await dataSource.destroy();
  });

  it('that is away is waited for; the service says so meanwhile', async () => {
    const url = await fresh();
    const states: Ready[] = [];
    let heard: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => (heard = resolve));
    server.kill9();
    const opening = openDatabase(options(url, { onState: (state) => void (states.push(state), heard()) }));
    await waiting;
    await server.restart();
    const dataSource = await opening;
    expect(states[0]).toMatchObject({ ready: false, reason: expect.stringMatching(/\w/) });
    expect(states.at(-1)).toEqual({ ready: true });
    await dataSource.destroy();
  }, 60_000);

  it('that is not made yet is waited for as well, until told to stop', async () => {
    const stop = new AbortController();
    const url = (await fresh()).replace(/\/department_\d+$/, '/not_made_yet');
    const opening = openDatabase(options(url, { signal: stop.signal, onState: () => stop.abort(new Error('stopping')) }));
    await expect(opening).rejects.toThrow();
    let making: Promise<string> | undefined;
    const later = await openDatabase(options(url, { onState: () => (making ??= server.createDatabase('not_made_yet')) }));
    await later.destroy();
    await making;
  });

  it('that refuses the password is not waited for', async () => {
    const url = new URL(await fresh());
    url.password = 'wrong';
    await expect(openDatabase(options(url.toString()))).rejects.toThrow(/check user and password/);
  });

  it('that crashes fails what is under way, never the process, and is used again when it is back', async () => {
    const dataSource = await openDatabase(options(await fresh()));
    const pool = poolOf(dataSource);
    const inUse = await pool.connect();
    await inUse.query('BEGIN');
    const runner = dataSource.createQueryRunner();
    await runner.startTransaction();
    await pool.query('SELECT 1');
    server.kill9();
    // The connection in use is lost between two queries: nobody is waiting for it to fail.
    await new Promise((resolve) => inUse.once('end', resolve));
    await expect(inUse.query('SELECT 1')).rejects.toThrow();
    inUse.release(true);
    await expect(runner.query('SELECT 1')).rejects.toThrow();
    await expect(pingDatabase(dataSource)).rejects.toThrow();
    await server.restart();
    await expect(pingDatabase(dataSource)).resolves.toBeUndefined();
    await dataSource.destroy();
  }, 60_000);
});
