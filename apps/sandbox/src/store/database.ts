import { Pool, type PoolClient, type PoolConfig, type QueryResult, type QueryResultRow } from 'pg';
import { giveUpSilentConnections } from '@huiliu/platform';
import { migrations } from './schema';

/** What the sandbox needs of its database. */
export interface Database {
  query<R extends QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<readonly R[]>;
  transaction<T>(work: (within: Database) => Promise<T>): Promise<T>;
}

export interface OwnDatabase extends Database {
  /** Brings the tables up to date. Safe to call at every start. */
  migrate(): Promise<void>;
  close(): Promise<void>;
}

/** So long after a statement was broken off the server's word of it should be here. */
const answerMs = 5_000;

export function openDatabase(config: PoolConfig): OwnDatabase {
  const pool = new Pool({ application_name: 'huiliu sandbox', ...config });
  if (typeof config.statement_timeout === 'number') giveUpSilentConnections(pool, config.statement_timeout + answerMs);
  // A connection lost while idle is told here, one in use by its query; unheard the first would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const database: OwnDatabase = {
    query: async <R extends QueryResultRow>(sql: string, values: readonly unknown[] = []) => rowsOf<R>(await pool.query<R>(sql, [...values])),
    transaction: (work) => inTransaction(pool, work),
    migrate: () => database.transaction(migrate),
    close: () => pool.end(),
  };
  return database;
}

const rowsOf = <R extends QueryResultRow>(result: QueryResult<R>): readonly R[] => result.rows;

async function inTransaction<T>(pool: Pool, work: (within: Database) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(within(client));
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // A connection that can't roll back is no good to anybody else.
    await client.query('ROLLBACK').catch((rollbackError: unknown) => {
      broken = rollbackError instanceof Error ? rollbackError : new Error(String(rollbackError));
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

function within(client: PoolClient): Database {
  const database: Database = {
    query: async <R extends QueryResultRow>(sql: string, values: readonly unknown[] = []) => rowsOf<R>(await client.query<R>(sql, [...values])),
    transaction: (work) => work(database),
  };
  return database;
}

/** Two sandboxes started at once would otherwise create the same tables. */
const migrationLock = 7_206_213;

async function migrate(database: Database): Promise<void> {
  await database.query('SELECT pg_advisory_xact_lock($1)', [migrationLock]);
  await database.query('CREATE TABLE IF NOT EXISTS sandbox_version (id smallint PRIMARY KEY CHECK (id = 1), version int NOT NULL)');
  const [row] = await database.query<{ version: number }>('SELECT version FROM sandbox_version');
  const version = row?.version ?? 0;
  if (version > migrations.length) throw new Error(`the sandbox's database is of version ${version}, this program knows ${migrations.length}: run a newer one or give it a fresh database`);
  for (const statement of migrations.slice(version)) await database.query(statement);
  await database.query('INSERT INTO sandbox_version (id, version) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET version = excluded.version', [migrations.length]);
}
