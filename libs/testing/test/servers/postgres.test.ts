import { execFile, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { type PostgresServer, startPostgres } from '../../src/servers/postgres';
import { holdsWithin, isAlive, processIdentity } from '../../src/servers/process-facts';
import { sharedPostgres } from '../../src/servers/shared-postgres';
import { spawnTypescript } from '../../src/typescript-child';

/** Run as root, the server is nobody, who must be able to come in. */
function reachableFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'huiliu-postgres-test-'));
  chmodSync(folder, 0o711);
  return folder;
}

async function ask<Row>(url: string, sql: string): Promise<Row | undefined> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows[0] as Row | undefined;
  } finally {
    await client.end();
  }
}

describe('our own PostgreSQL', () => {
  jest.setTimeout(60_000);
  const folder = reachableFolder();
  let server: PostgresServer;

  beforeAll(async () => {
    server = await startPostgres({ dataDir: join(folder, 'data'), durable: true });
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('stores UTF-8 and sorts by code point', async () => {
    const url = await server.createDatabase('words');
    expect(await ask(url, "SELECT lower('ÄÖ') AS low, '回流' AS name, 'Z' < 'a' AS by_code")).toEqual({ low: 'äö', name: '回流', by_code: true });
    expect(await ask(url, 'SHOW fsync')).toEqual({ fsync: 'on' });
  });

  it('keeps strangers out of a database that has an owner, and needs the password', async () => {
    const url = await server.createDatabase('refund', { role: 'refund', password: 'a b/c' });
    const other = await server.createDatabase('intake', { role: 'intake' });
    expect(await ask(url, 'SELECT current_user AS me')).toEqual({ me: 'refund' });
    const crossing = new URL(other);
    crossing.pathname = '/refund';
    await expect(ask(crossing.toString(), 'SELECT 1')).rejects.toThrow(/permission denied/);
    await expect(ask(url.replace('a%20b%2Fc', 'wrong'), 'SELECT 1')).rejects.toThrow(/password authentication failed/);
  });

  it('keeps what was committed over kill -9 and over stop', async () => {
    const url = await server.createDatabase('kept');
    await ask(url, 'CREATE TABLE t AS SELECT 7 AS n');
    server.kill9();
    await server.restart();
    expect(await ask(url, 'SELECT n FROM t')).toEqual({ n: 7 });
    await server.stop();
    expect(isAlive(server.pid)).toBe(false);
    server = await startPostgres({ dataDir: join(folder, 'data'), durable: true });
    expect(await ask(server.url('kept'), 'SELECT n FROM t')).toEqual({ n: 7 });
  });

  it('is refused while another living process has the folder', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const file = join(server.dataDir, 'huiliu.owner');
    const before = readFileSync(file, 'utf8');
    try {
      writeFileSync(file, `${processIdentity(Number(other.pid))} token`);
      await expect(startPostgres({ dataDir: server.dataDir })).rejects.toThrow(/in use by the running process/);
    } finally {
      writeFileSync(file, before);
      other.kill();
    }
  });
});

describe('a server whose owner dies', () => {
  jest.setTimeout(60_000);
  const owner = (code: string) =>
    spawnTypescript(`
      const { startPostgres } = require('${join(__dirname, '../../src/servers/postgres.ts')}');
      ${code}
      setInterval(() => {}, 1000);`);

  it('is shut down and its temporary folder removed, even after kill -9 of the owner', async () => {
    const { child, firstLine } = owner(`startPostgres().then((s) => console.log(JSON.stringify({ pid: s.pid, dir: s.dataDir })))`);
    const { pid, dir } = JSON.parse(await firstLine()) as { pid: number; dir: string };
    expect(isAlive(pid)).toBe(true);
    child.kill('SIGKILL');
    expect(await holdsWithin(20_000, () => !isAlive(pid))).toBe(true);
    expect(await holdsWithin(20_000, () => !existsSync(dir))).toBe(true);
  });

  it('that no watcher could shut down is shut down by the next start on its folder', async () => {
    const folder = reachableFolder();
    const dataDir = join(folder, 'data');
    const { child, firstLine } = owner(`startPostgres({ dataDir: ${JSON.stringify(dataDir)} }).then((s) => console.log(s.pid))`);
    const pid = Number(await firstLine());
    // The watcher goes first, so that the server really is an orphan.
    const watchers = await new Promise<string>((resolve) => execFile('ps', ['-ww', '-eo', 'pid,args'], (_e, out) => resolve(out)));
    const watcher = watchers.split('\n').find((line) => line.includes('huiliu-lifeline') && line.includes(dataDir));
    process.kill(Number(watcher?.trim().split(/\s+/)[0]), 'SIGKILL');
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    expect(isAlive(pid)).toBe(true);
    const next = await startPostgres({ dataDir });
    expect(isAlive(pid)).toBe(false);
    await next.stop();
    rmSync(folder, { recursive: true, force: true });
  });
});

describe('the shared PostgreSQL', () => {
  jest.setTimeout(60_000);
  it('gives every caller an empty database of its own', async () => {
    const shared = await sharedPostgres();
    const [one, two] = [await shared.freshDatabase('same'), await shared.freshDatabase('same')];
    await ask(one, 'CREATE TABLE only_here ()');
    expect(await ask(two, "SELECT count(*)::int AS n FROM pg_tables WHERE tablename = 'only_here'")).toEqual({ n: 0 });
  });
});
