import type { Pool } from 'pg';
import { departments, type Department } from '@huiliu/contracts';
import type { Findings } from './findings';
import type { Invariant } from './invariant';

/** What is written once and never again: the chain of causes, what was given up, ledger, moves of stock, timeline, who was told personal data. */
const records: Readonly<Partial<Record<Department, readonly string[]>>> = {
  intake: ['timeline_entry', 'contact_access'],
  warehouse: ['stock_move'],
  refund: ['ledger_entry'],
  feedback: ['answer_access'],
};
const everywhere = ['hop', 'discarded'];

/** The database refuses every change, and since its statistics began it has counted none. */
export const recordsAreAppendOnly: Invariant = {
  name: 'audit, ledger and timeline are append-only',
  check: async ({ pools }, found) => {
    for (const department of departments) {
      for (const table of [...everywhere, ...(records[department] ?? [])]) {
        const changes = await changesTaken(pools[department], `public.${table}`);
        if (changes.length > 0) found.add(`${department}: ${table} takes ${changes.join(' and ')}`);
        await checkUntouched(pools[department], department, table, found);
      }
    }
  },
};

/** Kinds of change that nothing refuses. Tried on no row, within a transaction that is taken back; emptying is not tried but looked up. */
export async function changesTaken(pool: Pool, table: string): Promise<string[]> {
  const taken: string[] = [];
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ name: string }>('SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum = 1', [table]);
    const column = client.escapeIdentifier(rows[0]?.name ?? '');
    for (const [name, statement] of [['updates', `UPDATE ${table} SET ${column} = ${column} WHERE false`], ['deletions', `DELETE FROM ${table} WHERE false`]] as const) {
      await client.query('BEGIN');
      if (await succeeds(client.query(statement))) taken.push(name);
      await client.query('ROLLBACK');
    }
    // 32: fired by TRUNCATE (pg_trigger.tgtype).
    const guard = await client.query(`SELECT 1 FROM pg_trigger WHERE tgrelid = $1::regclass AND NOT tgisinternal AND tgenabled IN ('O', 'A') AND tgtype & 32 > 0`, [table]);
    if (guard.rows.length === 0) taken.push('emptying');
  } finally {
    client.release();
  }
  return taken;
}

async function succeeds(statement: Promise<unknown>): Promise<boolean> {
  try {
    await statement;
    return true;
  } catch {
    return false;
  }
}

/** Whoever has all rights can put a guard aside; the counters of the database go on. A crash of the server sets them to nothing. */
async function checkUntouched(pool: Pool, department: Department, unqualified: string, found: Findings): Promise<void> {
  const table = `public.${unqualified}`;
  const { rows } = await pool.query<{ updated: string; deleted: string; archived: string }>(
    `SELECT n_tup_upd AS updated, n_tup_del AS deleted, coalesce((SELECT left_rows FROM public.archive_part WHERE name = $2), 0) AS archived FROM pg_stat_user_tables WHERE relid = $1::regclass`,
    [table, unqualified],
  );
  const { updated = '0', deleted = '0', archived = '0' } = rows[0] ?? {};
  // What left for the archive was counted by a guard that had it found there first.
  if (updated !== '0' || Number(deleted) > Number(archived)) found.add(`${department}: of ${unqualified}, ${updated} rows were changed and ${deleted} deleted`);
}
