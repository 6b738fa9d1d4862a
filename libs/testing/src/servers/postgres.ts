import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { type Lifeline, startLifeline } from './lifeline';
import { othersCanReach, postgresBinaries, serverUser } from './postgres-binaries';
import { adminRole, endOrphan, makeCluster, ownerFile, passwordFile, stopTimeoutMs } from './postgres-cluster';
import { freePort, holdsWithin, isAlive, processIdentity } from './process-facts';

export interface PostgresSettings {
  /** Default: a folder under the system's temporary folder, removed on stop. */
  readonly dataDir?: string;
  /** On 127.0.0.1. Default: a free one, a new one at each start. */
  readonly port?: number;
  /** true: what was committed survives a power cut. Default false: fast, and safe only against a crash of processes. */
  readonly durable?: boolean;
  /** Further settings of postgresql.conf, such as `{ max_connections: '300' }`. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface DatabaseOwner {
  readonly role?: string;
  readonly password?: string;
}

/** A real PostgreSQL of our own. Its life is tied to this process: when this one dies, even by `kill -9`, the server is shut down too. */
export interface PostgresServer {
  readonly port: number;
  /** Where the data really is: as root it may not be where it was asked for, see `startPostgres`. */
  readonly dataDir: string;
  readonly pid: number;
  /** Connection URL of the administrator for the database `postgres`. Holds the password: never log it. */
  readonly adminUrl: string;
  /** Connection URL for a database: as its owner if `createDatabase` was given one in this run, else as the administrator. */
  url(database: string): string;
  /** Creates what is missing of database and role, sets the role's password, and gives the URL. */
  createDatabase(name: string, owner?: DatabaseOwner): Promise<string>;
  /** Fast shutdown: running statements are broken off, everything committed is kept. May be called twice. */
  stop(): Promise<void>;
  /** As a crash: nothing is flushed. `restart` recovers. */
  kill9(): void;
  /** Stops it, if it runs, and starts it on the same port and data. */
  restart(): Promise<void>;
}

const startTimeoutMs = 60_000;

const baseSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  // A restored copy takes connections when its recovery is over, not before, read-only.
  hot_standby: 'off',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_statement: 'none',
  // Parameters are personal data at times; statements in the log are enough.
  log_parameter_max_length_on_error: '0',
} as const;
// Commits still reach the kernel before they are answered, so that kill -9 loses nothing: tests of crashes count on it.
const fastSettings = { fsync: 'off', full_page_writes: 'off', shared_buffers: '64MB', max_wal_size: '2GB' } as const;

/** Runs when the owner is gone. $1 data folder, $2 owner's token, $3 folder to remove afterwards ('' = none). */
const shutdownScript = `
if [ "$(cat "$1/${ownerFile}" 2>/dev/null)" = "$2" ]; then
  pid=$(head -n 1 "$1/postmaster.pid" 2>/dev/null)
  if [ -n "$pid" ] && kill -INT "$pid" 2>/dev/null; then
    i=0
    while [ $i -lt 100 ] && kill -0 "$pid" 2>/dev/null; do sleep 0.1; i=$((i+1)); done
    kill -QUIT "$pid" 2>/dev/null
  fi
fi
if [ -n "$3" ]; then rm -rf "$3"; fi
`;

/**
 * Starts PostgreSQL from the binaries that npm brings. Makes the cluster if the folder is missing or empty, and copes with what a crash left behind: a
 * server whose owner is dead is shut down first. Rejects if another living process has this data folder open.
 *
 * As root the server runs as nobody; a data folder that nobody can't reach (as in /root) is then moved under /var/tmp, see `dataDir` of the answer.
 */
export async function startPostgres(settings: PostgresSettings = {}): Promise<PostgresServer> {
  const server = new OwnPostgres(settings, await chooseFolder(settings.dataDir));
  await server.start();
  return server;
}

async function chooseFolder(wanted: string | undefined): Promise<{ dataDir: string; temporary: boolean }> {
  if (wanted === undefined) {
    const parent = await mkdtemp(join(tmpdir(), 'huiliu-postgres-'));
    await chmod(parent, 0o711);
    return { dataDir: join(parent, 'data'), temporary: true };
  }
  const dataDir = resolve(wanted);
  if (!serverUser() || (await othersCanReach(dirname(dataDir)))) return { dataDir, temporary: false };
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  return { dataDir: join('/var/tmp', `huiliu-postgres-${hash}`), temporary: false };
}

/** Where the data of a folder given to `startPostgres` really is. */
export const dataFolderOf = async (wanted: string): Promise<string> => (await chooseFolder(wanted)).dataDir;

class OwnPostgres implements PostgresServer {
  readonly dataDir: string;
  readonly #temporary: boolean;
  readonly #settings: PostgresSettings;
  readonly #owner = `${processIdentity(process.pid)} ${randomBytes(8).toString('hex')}`;
  readonly #logins = new Map<string, { role: string; password: string }>();
  #port = 0;
  #pid = 0;
  #exited = true;
  #password = '';
  #lifeline: Lifeline | undefined;

  constructor(settings: PostgresSettings, folder: { dataDir: string; temporary: boolean }) {
    this.#settings = settings;
    this.dataDir = folder.dataDir;
    this.#temporary = folder.temporary;
  }

  get port(): number {
    return this.#port;
  }

  get pid(): number {
    return this.#pid;
  }

  get adminUrl(): string {
    return this.#urlOf('postgres', adminRole, this.#password);
  }

  url(database: string): string {
    const login = this.#logins.get(database);
    return login ? this.#urlOf(database, login.role, login.password) : this.#urlOf(database, adminRole, this.#password);
  }

  #urlOf(database: string, role: string, password: string): string {
    return `postgres://${encodeURIComponent(role)}:${encodeURIComponent(password)}@127.0.0.1:${this.#port}/${encodeURIComponent(database)}`;
  }

  async start(): Promise<void> {
    await makeCluster(this.dataDir);
    this.#password = (await readFile(join(this.dataDir, passwordFile), 'utf8')).trim();
    await endOrphan(this.dataDir);
    await writeFile(join(this.dataDir, ownerFile), this.#owner);
    this.#lifeline = startLifeline(shutdownScript, [this.dataDir, this.#owner, this.#temporary ? dirname(this.dataDir) : '']);
    await this.#launch();
  }

  async #launch(): Promise<void> {
    const fixed = this.#settings.port ?? (this.#port || undefined);
    for (let attempt = 1; ; attempt++) {
      this.#port = fixed ?? (await freePort());
      const complaint = await this.#tryLaunch();
      if (complaint === undefined) return;
      // A port chosen at random may be taken meanwhile; after a crash, dying backends hold shared memory for a moment.
      const passing = /could not bind|Address already in use|shared memory block|lock file .* already exists/i.test(complaint);
      if (!passing || attempt === 20) throw new Error(`PostgreSQL did not start; its log ${join(this.dataDir, 'server.log')} says:\n${complaint}`);
      await sleep(100);
    }
  }

  /** Gives what the server said if it gave up, undefined once it takes connections. */
  async #tryLaunch(): Promise<string | undefined> {
    const { postgres } = await postgresBinaries();
    const logPath = join(this.dataDir, 'server.log');
    await rename(logPath, `${logPath}.1`).catch(() => undefined);
    const log = openSync(logPath, 'a', 0o600);
    const options = { ...baseSettings, ...(this.#settings.durable ? {} : fastSettings), ...this.#settings.settings, port: String(this.#port) };
    const child = spawn(postgres, ['-D', this.dataDir, ...Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`])], {
      ...serverUser(),
      // Its own session: Ctrl-C at the terminal is ours to handle, in our order.
      detached: true,
      stdio: ['ignore', log, log],
      cwd: '/',
      env: { ...process.env, LC_ALL: 'C' },
    });
    closeSync(log);
    child.unref();
    this.#exited = false;
    child.once('exit', () => (this.#exited = this.#pid === child.pid || this.#exited));
    let failed: Error | undefined;
    child.once('error', (error) => (failed = error));
    this.#pid = child.pid ?? 0;
    const settled = await holdsWithin(startTimeoutMs, async () => failed !== undefined || this.#exited || (await this.#isReady()));
    if (failed) throw failed;
    if (!settled) throw new Error(`PostgreSQL was not ready within ${startTimeoutMs / 1000} s; see ${logPath}`);
    return this.#exited ? (await readFile(logPath, 'utf8')).split('\n').slice(-15).join('\n') : undefined;
  }

  async #isReady(): Promise<boolean> {
    const lines = (await readFile(join(this.dataDir, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
    return Number(lines[0]) === this.#pid && lines[7]?.trim() === 'ready';
  }

  async createDatabase(name: string, owner: DatabaseOwner = {}): Promise<string> {
    const admin = new Client({ connectionString: this.adminUrl });
    await admin.connect();
    try {
      if (owner.role !== undefined) {
        const password = owner.password ?? randomBytes(18).toString('base64url');
        await ensureRole(admin, owner.role, password);
        this.#logins.set(name, { role: owner.role, password });
      }
      const exists = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
      if (exists.rowCount === 0) {
        const ownedBy = owner.role === undefined ? '' : ` OWNER ${admin.escapeIdentifier(owner.role)}`;
        await admin.query(`CREATE DATABASE ${admin.escapeIdentifier(name)}${ownedBy}`);
        await admin.query(`REVOKE ALL ON DATABASE ${admin.escapeIdentifier(name)} FROM PUBLIC`);
      }
    } finally {
      await admin.end();
    }
    return this.url(name);
  }

  async stop(): Promise<void> {
    await this.#shutdown();
    this.#lifeline?.cut();
    this.#lifeline = undefined;
    if (this.#temporary) await rm(dirname(this.dataDir), { recursive: true, force: true });
    else await rm(join(this.dataDir, ownerFile), { force: true });
  }

  async #shutdown(): Promise<void> {
    for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
      if (this.#exited) return;
      process.kill(this.#pid, signal);
      if (await holdsWithin(stopTimeoutMs, () => this.#exited)) return;
    }
  }

  kill9(): void {
    if (!this.#exited) process.kill(this.#pid, 'SIGKILL');
  }

  async restart(): Promise<void> {
    if (!this.#lifeline) throw new Error('this PostgreSQL was stopped for good: start a new one with startPostgres()');
    // After kill9 the exit may not have been seen yet.
    if (!isAlive(this.#pid)) await holdsWithin(stopTimeoutMs, () => this.#exited);
    await this.#shutdown();
    await this.#launch();
  }
}

async function ensureRole(admin: Client, role: string, password: string): Promise<void> {
  const exists = await admin.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
  if (exists.rowCount === 0) await admin.query(`CREATE ROLE ${admin.escapeIdentifier(role)} LOGIN`);
  await admin.query(`ALTER ROLE ${admin.escapeIdentifier(role)} LOGIN PASSWORD ${admin.escapeLiteral(password)}`);
}
