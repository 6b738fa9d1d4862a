import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PostgresServer } from '../../testing/src/servers/postgres';
import { startPostgres } from '../../testing/src/servers/postgres';
import { until } from '../../testing/src/until';
import type { DatabaseOptions } from '../src/database/open-database';
import { openDatabase, pingDatabase, poolOf } from '../src/database/open-database';
import type { Ready } from '../src/readiness';

const answers = (dataSource: DataSource): Promise<boolean> =>
  pingDatabase(dataSource).then(
    () => true,
    () => false,
  );

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

/** A time limit for statements that the plain ones of these tests keep on a busy machine too. */
const shortMs = 2_000;

class SlowerThanTheStatementTimeout1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SELECT pg_sleep(${(1.3 * shortMs) / 1000})`);
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
    migrations: [CreateLeg1700000000001],
    log: silent,
    poolSize: 3,
    statementTimeoutMs: 20_000,
    retryBackoffMs: 20,
    retryBackoffMaxMs: 100,
    ...more,
  });
  const slow: Partial<DatabaseOptions> = { migrations: [CreateLeg1700000000001, SlowerThanTheStatementTimeout1700000000002], statementTimeoutMs: shortMs };
  const fresh = (): Promise<string> => server.createDatabase(`department_${++databases}`);

  it('is migrated once, though several instances start at once', async () => {
    const url = await fresh();
    const opened = await Promise.all(Array.from({ length: 4 }, () => openDatabase(options(url, slow))));
    for (const dataSource of opened) {
      expect(await dataSource.query('SELECT name FROM migrations ORDER BY id')).toEqual([{ name: CreateLeg1700000000001.name }, { name: SlowerThanTheStatementTimeout1700000000002.name }]);
    }
    await opened[0]?.getRepository(LegRow).insert({ id: 'leg-1', amountMinor: '9007199254740993' });
    expect(await opened[1]?.getRepository(LegRow).findOneByOrFail({ id: 'leg-1' })).toEqual({ id: 'leg-1', amountMinor: '9007199254740993' });
    await Promise.all(opened.map((dataSource) => dataSource.destroy()));
  });

  it('ends statements that take too long, after the migrations too', async () => {
    const dataSource = await openDatabase(options(await fresh(), slow));
    const results = await Promise.allSettled(Array.from({ length: 3 }, () => poolOf(dataSource).query('SELECT pg_sleep(20)')));
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

  describe('with a migration that needs a lock which others hold', () => {
    class AddColumn1700000000004 implements MigrationInterface {
      async up(runner: QueryRunner): Promise<void> {
        await runner.query("ALTER TABLE leg ADD COLUMN currency text NOT NULL DEFAULT 'GBP'");
      }
      async down(): Promise<void> {
        throw new Error('there is no way back');
      }
    }
    const upgraded = { migrations: [CreateLeg1700000000001, AddColumn1700000000004], migrationLockTimeoutMs: 50 };

    it('lets the others go on, and migrates when they are through', async () => {
      const url = await fresh();
      const former = await openDatabase(options(url, { migrations: [CreateLeg1700000000001], poolSize: 5 }));
      const holder = await poolOf(former).connect();
      await holder.query('BEGIN');
      await holder.query('SELECT * FROM leg');
      let steppedBack = 0;
      const opening = openDatabase(options(url, { ...upgraded, log: { ...silent, warn: (_fields, message) => void (steppedBack += message.includes('stepped back') ? 1 : 0) } }));
      // Without the time limit the very first of these would wait for the migration, and the migration for the holder.
      let written = 0;
      while (steppedBack < 3) await poolOf(former).query('INSERT INTO leg (id, amount_minor) VALUES ($1, 1)', [`leg-${++written}`]);
      await holder.query('COMMIT');
      holder.release();
      const dataSource = await opening;
      expect(await dataSource.query('SELECT currency, count(*)::int FROM leg GROUP BY 1')).toEqual([{ currency: 'GBP', count: written }]);
      // The version before does not know of the column.
      await poolOf(former).query("INSERT INTO leg (id, amount_minor) VALUES ('last', 1)");
      expect(await poolOf(dataSource).query('SHOW lock_timeout').then(({ rows }) => rows as unknown)).toEqual([{ lock_timeout: '0' }]);
      await dataSource.destroy();
      await former.destroy();
    });

    it('gives up in the end, and says what to look for', async () => {
      const url = await fresh();
      const former = await openDatabase(options(url, { migrations: [CreateLeg1700000000001] }));
      const holder = await poolOf(former).connect();
      await holder.query('BEGIN');
      await holder.query('SELECT * FROM leg');
      await expect(openDatabase(options(url, { ...upgraded, migrationPatienceMs: 100 }))).rejects.toThrow(/look for long transactions in pg_stat_activity/);
      await holder.query('COMMIT');
      holder.release();
      await former.destroy();
    });
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
    // The server is gone at once, each of its processes when it notices.
    await until('nothing answers any more', async () => !(await answers(dataSource)), 20_000);
    await server.restart();
    await expect(pingDatabase(dataSource)).resolves.toBeUndefined();
    await dataSource.destroy();
  }, 60_000);
});
