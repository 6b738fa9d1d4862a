import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientConfig } from 'pg';
import { Client, Pool } from 'pg';
import type { DataSourceOptions, Logger as OrmLogger } from 'typeorm';
import { DataSource } from 'typeorm';
import { errorCode, errorMessage } from '../errors/error-code';
import type { Ready } from '../readiness';
import { isDatabaseAway } from './database-errors';
import { migrate, type MigrateOptions } from './migrate';
import { coalesceWrites } from './coalesced-writes';
import { giveUpSilentConnections } from './silent-connections';

export interface DatabaseLog {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
}

export interface DatabaseOptions extends Pick<MigrateOptions, 'migrationLockTimeoutMs' | 'migrationPatienceMs'> {
  readonly url: string;
  readonly entities: Exclude<DataSourceOptions['entities'], undefined>;
  readonly migrations: Exclude<DataSourceOptions['migrations'], undefined>;
  readonly log: DatabaseLog;
  readonly applicationName?: string;
  readonly poolSize?: number;
  readonly connectTimeoutMs?: number;
  readonly statementTimeoutMs?: number;
  readonly idleTransactionTimeoutMs?: number;
  readonly retryBackoffMs?: number;
  readonly retryBackoffMaxMs?: number;
  /** Ends the waiting. */
  readonly signal?: AbortSignal;
  /** Told while waiting and when it is there: `(state) => readiness.set('database', state)`. */
  readonly onState?: (state: Ready) => void;
}

/** So long after a statement was broken off the server's word of it should be here. */
const answerMs = 5_000;

/**
 * Opens the service's database and brings its schema up to date; several instances may do this at once, one of them migrates. While Postgres is
 * away it waits and says so. Rejects when it is told to stop, refused (wrong password), or a migration fails.
 * A connection that is lost later, idle or in use, fails the query under way and never the process.
 */
export async function openDatabase(options: DatabaseOptions): Promise<DataSource> {
  const { log, signal, retryBackoffMs = 200, retryBackoffMaxMs = 5_000 } = options;
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    try {
      const dataSource = await openOnce(options);
      options.onState?.({ ready: true });
      if (attempt > 1) log.info({ attempt }, 'the database is there');
      return dataSource;
    } catch (error) {
      if (!isAwayOrNotMade(error) || signal?.aborted) throw explained(error);
      const waitMs = Math.min(retryBackoffMaxMs, retryBackoffMs * 2 ** Math.min(10, attempt - 1));
      const reason = errorMessage(error);
      options.onState?.({ ready: false, reason });
      log.warn({ reason, attempt, retry_in_ms: waitMs }, 'the database can\'t be reached: waiting');
      await sleep(waitMs, undefined, signal && { signal });
    }
  }
}

/** The pool under TypeORM, for multi-row SQL. A client taken from it must be released: with the error, if one came from the connection. */
export function poolOf(dataSource: DataSource): Pool {
  const pool: unknown = 'master' in dataSource.driver ? dataSource.driver.master : undefined;
  if (pool instanceof Pool) return pool;
  throw new Error('this data source has no pool: it is not PostgreSQL, or not open');
}

/** For readiness: rejects with the reason when the database does not answer. */
export async function pingDatabase(dataSource: DataSource): Promise<void> {
  await poolOf(dataSource).query('SELECT 1');
}

async function openOnce(options: DatabaseOptions): Promise<DataSource> {
  const { statementTimeoutMs = 30_000 } = options;
  const dataSource = new DataSource({
    type: 'postgres',
    url: options.url,
    entities: options.entities,
    migrations: options.migrations,
    synchronize: false,
    logging: ['warn', 'migration'],
    logger: new TypeOrmLogger(options.log),
    installExtensions: false,
    poolSize: options.poolSize ?? 10,
    connectTimeoutMS: options.connectTimeoutMs ?? 5_000,
    applicationName: options.applicationName ?? 'huiliu',
    poolErrorHandler: (error: unknown) => options.log.warn({ reason: errorMessage(error) }, 'an idle database connection was lost'),
    extra: {
      Client: SteadyClient,
      keepAlive: true,
      pipeline: true,
      keepAliveInitialDelayMillis: 10_000,
      statement_timeout: statementTimeoutMs,
      idle_in_transaction_session_timeout: options.idleTransactionTimeoutMs ?? 60_000,
    },
  });
  await dataSource.initialize();
  giveUpSilentConnections(poolOf(dataSource), statementTimeoutMs + answerMs);
  coalesceWrites(poolOf(dataSource));
  try {
    await migrate(dataSource, options);
    return dataSource;
  } catch (error) {
    // Closes the connection that may hold the lock.
    await dataSource.destroy();
    throw error;
  }
}

/** TypeORM's own remarks go to our log; queries and their parameters never do. */
class TypeOrmLogger implements OrmLogger {
  constructor(private readonly target: DatabaseLog) {}

  log(level: 'log' | 'info' | 'warn', message: unknown): void {
    if (level === 'warn') this.target.warn({}, String(message));
  }

  logMigration(message: string): void {
    this.target.info({}, message);
  }

  logQuery(): void {}
  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
}

/** A client without an 'error' listener ends the process when its connection is lost between two queries of a transaction. */
class SteadyClient extends Client {
  constructor(config?: ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

function isAwayOrNotMade(error: unknown): boolean {
  const databaseMissing = '3D000';
  return isDatabaseAway(error) || errorCode(error) === databaseMissing;
}

function explained(error: unknown): unknown {
  if (!/^28/.test(errorCode(error) ?? '')) return error;
  return new Error(`the database refuses the login (${errorMessage(error)}): check user and password in DATABASE_URL`, { cause: error });
}
