import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { dataFolderOf, startPostgres, until, type PostgresServer } from '@huiliu/testing';
import { Pool } from 'pg';
import { noLongerSetBack, sourceEpochNow } from '../../libs/messaging/src/relay/postgres-relay-store';
import { copyFolder } from '../src/backup/copy-files';
import { copyRunningCluster, copyStoppedCluster, restoreCluster } from '../src/backup/cluster';

jest.setTimeout(240_000);

const cli = join(__dirname, '../dist/backup/main.js');
let data: string;
let server: PostgresServer;
const pools: Pool[] = [];

const poolOf = (url: string): Pool => {
  const pool = new Pool({ connectionString: url, max: 2 });
  pool.on('error', () => undefined);
  pools.push(pool);
  return pool;
};

const start = async (dataDir: string): Promise<PostgresServer> => (server = await startPostgres({ dataDir: join(dataDir, 'postgres'), durable: true }));
const numbersIn = async (pool: Pool): Promise<number[]> => (await pool.query<{ number: number }>('SELECT number FROM told ORDER BY number')).rows.map(({ number }) => number);

/** What `sourceEpochNow` needs of a department's tables. */
const relayTable = `CREATE TABLE relay (published text, target text, last_id bigint, source_epoch int NOT NULL DEFAULT 1, cluster_id text, lease_epoch bigint DEFAULT 0, lease_until timestamptz);
  INSERT INTO relay (cluster_id) SELECT s.system_identifier || '/' || c.timeline_id FROM pg_control_system() AS s, pg_control_checkpoint() AS c`;

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'huiliu-backup-'));
  chmodSync(data, 0o711);
  await start(data);
});
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.end()));
  await server.stop();
  rmSync(data, { recursive: true, force: true });
});

const backup = (...args: string[]): Promise<{ stdout: string }> => promisify(execFile)(process.execPath, [cli, ...args, '--data', data]);

it('is one moment of all databases, and has all that was committed before it began, whatever is written meanwhile', async () => {
  const [first, second] = [poolOf(await server.createDatabase('first')), poolOf(await server.createDatabase('second'))];
  for (const pool of [first, second]) await pool.query('CREATE TABLE told (number int PRIMARY KEY, filler text)');
  let [number, stop] = [0, false];
  const filler = randomBytes(2_000).toString('hex');
  const writing = (async () => {
    while (!stop) {
      number++;
      for (const pool of [first, second]) await pool.query('INSERT INTO told VALUES ($1, $2)', [number, filler]);
    }
  })();
  await until('something is written', () => number > 20);
  const before = number - 1;
  const copy = join(data, 'copy');
  await copyRunningCluster(server.adminUrl, server.dataDir, copy);
  const then = number;
  await until('something is written after it', () => number > then + 20);
  stop = true;
  await writing;
  await server.stop();

  await restoreCluster(copy, server.dataDir);
  await start(data);
  const [one, other] = [await numbersIn(poolOf(server.url('first'))), await numbersIn(poolOf(server.url('second')))];
  expect(one).toEqual(Array.from({ length: one.length }, (_, index) => index + 1));
  expect(other).toEqual(one.slice(0, other.length));
  expect(one.length - other.length).toBeLessThanOrEqual(1);
  expect(other.length).toBeGreaterThanOrEqual(before);
  expect(one.length).toBeLessThan(number);
});

it('of a stopped installation comes back as it was, and raises the epoch each time that it is restored, never to the same one', async () => {
  const pool = poolOf(server.adminUrl);
  await pool.query(`CREATE TABLE told (number int); INSERT INTO told VALUES (7); ${relayTable}`);
  expect(await sourceEpochNow(pool)).toEqual({ epoch: 1, setBack: false });
  await server.stop();
  const copy = join(data, 'copy');
  await copyStoppedCluster(server.dataDir, copy);
  let last = 1;
  for (const _ of [1, 2]) {
    await restoreCluster(copy, server.dataDir);
    await start(data);
    const restored = poolOf(server.adminUrl);
    expect(await numbersIn(restored)).toEqual([7]);
    const { epoch, setBack } = await sourceEpochNow(restored);
    expect(setBack).toBe(true);
    expect(epoch).toBeGreaterThan(last);
    last = epoch;
    expect(await sourceEpochNow(restored)).toEqual({ epoch, setBack: true });
    await server.stop();
    // An epoch is the second in which it was raised; of so small a database a second may hold two restores.
    const over = Date.now() + 1_000;
    await until('the second is over', () => Date.now() > over);
  }
  await start(data);
  const settled = poolOf(server.adminUrl);
  expect(await sourceEpochNow(settled)).toEqual({ epoch: last, setBack: true });
  await noLongerSetBack(settled);
  expect(await sourceEpochNow(settled)).toEqual({ epoch: last, setBack: false });
});

it('a standby that was promoted is another timeline at once, not only after its next checkpoint', async () => {
  const pool = poolOf(server.adminUrl);
  await pool.query(relayTable);
  const copy = join(data, 'copy');
  await copyRunningCluster(server.adminUrl, server.dataDir, copy);
  // So much to write that the checkpoint after the promotion takes its time.
  await pool.query('CREATE TABLE filler AS SELECT generate_series(1, 200000) AS number');
  await server.stop();
  await copyFolder(join(server.dataDir, 'pg_wal'), join(copy, 'pg_wal'));
  await restoreCluster(copy, server.dataDir);
  rmSync(join(server.dataDir, 'recovery.signal'));
  const { uid, gid } = statSync(server.dataDir);
  const put = (name: string): void => {
    writeFileSync(join(server.dataDir, name), '');
    chownSync(join(server.dataDir, name), uid, gid);
  };
  put('standby.signal');
  const { dataDir } = server;
  const status = (): string[] => (existsSync(join(dataDir, 'postmaster.pid')) ? readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n') : []);
  const starting = start(data);
  await until('it stands by', () => status()[7]?.trim() === 'standby', 60_000);
  put('promote');
  process.kill(Number(status()[0]), 'SIGUSR1');
  await starting;
  const promoted = poolOf(server.adminUrl);
  expect(await sourceEpochNow(promoted)).toMatchObject({ setBack: true });
  expect((await promoted.query('SELECT count(*)::int AS count FROM filler')).rows).toEqual([{ count: 200_000 }]);
});

describe('npm run backup', () => {
  it('refuses what would not be whole: a copy that was broken off, an installation that runs, a folder with something in it', async () => {
    const copy = join(data, 'copy');
    expect((await backup('--to', copy)).stdout).toMatch(/while it runs/);
    await expect(backup('--to', copy)).rejects.toMatchObject({ code: 2, stderr: expect.stringMatching(/is not empty/) as string });
    await expect(backup('--restore', copy)).rejects.toMatchObject({ code: 2, stderr: expect.stringMatching(/runs: stop it first/) as string });
    await server.stop();
    const broken = join(data, 'broken');
    cpSync(copy, broken, { recursive: true });
    rmSync(join(broken, 'backup.json'));
    await expect(backup('--restore', broken)).rejects.toMatchObject({ code: 2, stderr: expect.stringMatching(/was broken off/) as string });
    await start(data);
  });

  it('a restore that was broken off has left the old data as they were, and the next one is whole', async () => {
    const copy = join(data, 'copy');
    await poolOf(server.adminUrl).query('CREATE TABLE told (number int); INSERT INTO told VALUES (1)');
    const photo = join(data, 'evidence', 'kept', 'ab', 'ab12');
    mkdirSync(dirname(photo), { recursive: true });
    writeFileSync(photo, 'a photo');
    await backup('--to', copy);
    rmSync(photo);
    await poolOf(server.adminUrl).query('INSERT INTO told VALUES (2)');
    await server.stop();
    // Appending to what is a folder here fails in the middle.
    const bad = join(data, 'bad');
    cpSync(copy, bad, { recursive: true });
    rmSync(join(bad, 'postgres', 'postgresql.auto.conf'));
    cpSync(join(copy, 'postgres', 'global'), join(bad, 'postgres', 'postgresql.auto.conf'), { recursive: true });
    await expect(backup('--restore', bad)).rejects.toMatchObject({ code: 1 });
    await start(data);
    expect(await numbersIn(poolOf(server.adminUrl))).toEqual([1, 2]);
    await server.stop();
    await backup('--restore', copy);
    expect(await dataFolderOf(join(data, 'postgres'))).toBe(server.dataDir);
    await start(data);
    expect(await numbersIn(poolOf(server.adminUrl))).toEqual([1]);
    expect(readFileSync(photo, 'utf8')).toBe('a photo');
  });
});
