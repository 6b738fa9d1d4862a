import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { startPostgres } from './postgres';
import { processIdentity } from './process-facts';

/** One server for all test files of a process; each file takes databases of its own. */
export interface SharedPostgres {
  /** Creates an empty database with a name that is used nowhere else, and gives its connection URL. */
  freshDatabase(name: string): Promise<string>;
}

interface Shared {
  readonly owner: string;
  readonly adminUrl: string;
}

let starting: Promise<SharedPostgres> | undefined;

/**
 * The PostgreSQL that this process's tests share, started at the first call. Jest gives each test file modules of its own, so what is running is noted in a
 * file beside its data, named by the process. Nobody stops it: it ends with the process, and its folder, the note included, goes with it. Tests that stop or
 * crash a server start one of their own.
 */
export function sharedPostgres(): Promise<SharedPostgres> {
  starting ??= findOrStart();
  return starting;
}

const noteName = `shared-by-${process.pid}.json`;

async function findOrStart(): Promise<SharedPostgres> {
  const owner = processIdentity(process.pid) ?? String(process.pid);
  for (const folder of readdirSync(tmpdir()).filter((name) => name.startsWith('huiliu-postgres-'))) {
    const known = readNote(join(tmpdir(), folder, noteName));
    if (known?.owner === owner && (await answers(known.adminUrl))) return shared(known.adminUrl);
  }
  const server = await startPostgres();
  const note = join(dirname(server.dataDir), noteName);
  writeFileSync(`${note}.new`, JSON.stringify({ owner, adminUrl: server.adminUrl } satisfies Shared), { mode: 0o600 });
  renameSync(`${note}.new`, note);
  return shared(server.adminUrl);
}

function readNote(path: string): Shared | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Shared;
  } catch {
    return undefined;
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function shared(adminUrl: string): SharedPostgres {
  return {
    freshDatabase: async (name) => {
      const database = `${name}_${randomBytes(4).toString('hex')}`;
      const client = new Client({ connectionString: adminUrl });
      await client.connect();
      try {
        await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
      } finally {
        await client.end();
      }
      const url = new URL(adminUrl);
      url.pathname = `/${database}`;
      return url.toString();
    },
  };
}
