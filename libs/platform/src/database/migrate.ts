import { setTimeout as sleep } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { MigrationExecutor } from 'typeorm';
import { errorCode, errorMessage } from '../errors/error-code';
import { letBeSilent } from './silent-connections';

export interface MigrateOptions {
  readonly log: {
    info(fields: Record<string, unknown>, message: string): void;
    warn(fields: Record<string, unknown>, message: string): void;
  };
  readonly signal?: AbortSignal;
  /**
   * So long a statement of a migration waits for a lock. Whoever comes after it stands in line behind it, the version before too, so this is how long a migration may
   * hold up the work that goes on; then it steps back and tries again.
   */
  readonly migrationLockTimeoutMs?: number;
  /** After so long without getting the locks the start fails. */
  readonly migrationPatienceMs?: number;
}

/** The advisory lock that guards migrations, in the service's own database. */
const migrationLock = 7_204_452;

const firstPauseMs = 100;
const longestPauseMs = 5_000;

/** Runs the migrations that are pending, each in a transaction of its own unless it says otherwise. Several instances may do this at once: one of them migrates. */
export async function migrate(dataSource: DataSource, options: MigrateOptions): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    // Building an index may take its time.
    letBeSilent((await runner.connect()) as PoolClient);
    await runner.query('SET statement_timeout = 0');
    await waitForTurn(runner, options);
    await setLockTimeout(runner, options.migrationLockTimeoutMs ?? 1_000);
    await untilDone(dataSource, runner, options);
    await runner.query('SELECT pg_advisory_unlock($1)', [migrationLock]);
    await runner.query('RESET lock_timeout');
    await runner.query('RESET statement_timeout');
  } finally {
    await runner.release();
  }
}

async function waitForTurn(runner: QueryRunner, { log, signal }: MigrateOptions): Promise<void> {
  for (let attempt = 1; !(await tryLock(runner)); attempt++) {
    if (attempt === 1) log.info({}, 'another instance is migrating the database: waiting');
    await sleep(Math.min(1_000, 50 * attempt), undefined, signal && { signal });
  }
}

/** What was migrated stays; what did not get its locks begins again. */
async function untilDone(dataSource: DataSource, runner: QueryRunner, { log, signal, migrationPatienceMs = 600_000 }: MigrateOptions): Promise<void> {
  const executor = new MigrationExecutor(dataSource, runner);
  executor.transaction = 'each';
  const deadline = Date.now() + migrationPatienceMs;
  for (let attempt = 1; ; attempt++) {
    try {
      for (const { name } of await executor.executePendingMigrations()) log.info({ migration: name }, 'migrated');
      return;
    } catch (error) {
      if (!stoodInTheWay(error)) throw error;
      const reason = errorMessage(error);
      if (Date.now() > deadline) {
        throw new Error(`a migration did not get the locks that it needs within ${migrationPatienceMs} ms: look for long transactions in pg_stat_activity, end them, and start again (${reason})`, { cause: error });
      }
      const waitMs = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(10, attempt - 1)) * (0.5 + Math.random() / 2);
      log.warn({ reason, attempt, retry_in_ms: Math.round(waitMs) }, 'a migration stepped back for the work that goes on: it is tried again');
      await sleep(waitMs, undefined, signal && { signal });
    }
  }
}

/** Others hold the lock, or a deadlock was ended at our cost. */
const stoodInTheWay = (error: unknown): boolean => ['55P03', '40P01'].includes(errorCode(error) ?? '');

const setLockTimeout = (runner: QueryRunner, ms: number): Promise<unknown> => runner.query("SELECT set_config('lock_timeout', $1, false)", [String(ms)]);

async function tryLock(runner: QueryRunner): Promise<boolean> {
  const rows = (await runner.query('SELECT pg_try_advisory_lock($1) AS locked', [migrationLock])) as { locked: boolean }[];
  return rows[0]?.locked === true;
}
