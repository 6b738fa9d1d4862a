import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { startPostgres, type PostgresServer } from '@huiliu/testing';

export const departments = ['intake', 'review', 'logistics', 'warehouse', 'refund', 'feedback'] as const;
export type DepartmentName = (typeof departments)[number];

/** One database and one role each: a department can't reach another's tables. */
export const databaseNames = [...departments, 'bus', 'telemetry', 'sandbox'] as const;
export type DatabaseName = (typeof databaseNames)[number];

/** Only where an outside system is reached over HTTP. */
const optionalNames = ['webhooks'] as const;
type AnyDatabase = DatabaseName | (typeof optionalNames)[number];

export interface Storage {
  /** URLs with the role that owns the database. Hold passwords: never logged. */
  readonly urls: Readonly<Record<DatabaseName, string>> & { readonly webhooks?: string };
  /** Our own server, if it is not one from outside. */
  readonly server: PostgresServer | undefined;
  stop(): Promise<void>;
}

export interface StorageOptions {
  readonly dataFolder: string;
  /** A server from outside, as an administrator who may create databases and roles; our own when left out. */
  readonly adminUrl: string | undefined;
  /** With a database for the service that stands in for outside systems. */
  readonly webhooks?: boolean;
  /** Further settings of our own server. */
  readonly settings?: Readonly<Record<string, string>> | undefined;
  readonly onNews: (text: string) => void;
}

/** Memory is taken as it is used; with less log between checkpoints, pages are written again and again under load. */
const ownSettings = { max_connections: '400', shared_buffers: '512MB', wal_buffers: '16MB', max_wal_size: '4GB', checkpoint_timeout: '15min' } as const;

/** Postgres with a database per department: our own embedded server, or one from outside. Started again when it dies. */
export async function openStorage({ dataFolder, adminUrl, settings, webhooks = false, onNews }: StorageOptions): Promise<Storage> {
  const names = webhooks ? [...databaseNames, ...optionalNames] : databaseNames;
  const passwords = rolePasswords(join(dataFolder, 'database-roles.json'));
  if (adminUrl !== undefined) {
    const urls = await eachDatabase(names, async (name) => createOutside(adminUrl, databaseOf(name), passwords[name]));
    return { urls, server: undefined, stop: async () => undefined };
  }
  const server = await startPostgres({ dataDir: join(dataFolder, 'postgres'), durable: true, settings: { ...ownSettings, ...settings } });
  const urls = await eachDatabase(names, (name) => server.createDatabase(databaseOf(name), { role: databaseOf(name), password: passwords[name] }));
  const watch = watchOver(server, onNews);
  return {
    urls,
    server,
    stop: async () => {
      clearInterval(watch);
      await server.stop();
    },
  };
}

const databaseOf = (name: AnyDatabase): string => `huiliu_${name}`;

async function eachDatabase(names: readonly AnyDatabase[], create: (name: AnyDatabase) => Promise<string>): Promise<Storage['urls']> {
  const urls: Partial<Record<AnyDatabase, string>> = {};
  for (const name of names) urls[name] = await create(name);
  return urls as Storage['urls'];
}

/** Passwords made once per installation, readable by its owner alone. */
function rolePasswords(file: string): Record<AnyDatabase, string> {
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Record<AnyDatabase, string>>) : {};
  const names: readonly AnyDatabase[] = [...databaseNames, ...optionalNames];
  const all = Object.fromEntries(names.map((name) => [name, known[name] ?? randomBytes(18).toString('base64url')])) as Record<AnyDatabase, string>;
  if (names.every((name) => known[name] !== undefined)) return all;
  mkdirSync(dirname(file), { recursive: true });
  // An installation that is older than a database gets its password now.
  writeFileSync(`${file}.new`, JSON.stringify(all), { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
  return all;
}

async function createOutside(adminUrl: string, name: string, password: string): Promise<string> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    const { rows } = await admin.query<{ role: boolean; database: boolean }>('SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = $1) AS role, EXISTS (SELECT 1 FROM pg_database WHERE datname = $1) AS database', [name]);
    const literal = admin.escapeLiteral(password);
    await admin.query(rows[0]?.role ? `ALTER ROLE ${name} LOGIN PASSWORD ${literal}` : `CREATE ROLE ${name} LOGIN PASSWORD ${literal}`);
    await admin.query(`GRANT ${name} TO CURRENT_USER`);
    if (!rows[0]?.database) await admin.query(`CREATE DATABASE ${name} OWNER ${name}`);
  } finally {
    await admin.end();
  }
  const url = new URL(adminUrl);
  url.username = name;
  url.password = password;
  url.pathname = `/${name}`;
  return url.href;
}

function watchOver(server: PostgresServer, onNews: (text: string) => void): NodeJS.Timeout {
  let mending = false;
  return setInterval(() => {
    if (mending || alive(server.pid)) return;
    mending = true;
    onNews('PostgreSQL has ended; starting it again');
    server.restart().then(
      () => (mending = false),
      (error: unknown) => {
        onNews(`PostgreSQL could not be started again: ${error instanceof Error ? error.message : String(error)}`);
        mending = false;
      },
    );
  }, 500);
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
