import type { Pool } from 'pg';
import { departments } from '@huiliu/tools/storage';
import type { Stand } from '../load/stand';

/** A case that is closed, as the outside world and intake know it: what is written in its rows. */
interface Template {
  readonly case_id: string;
  readonly case_number: string;
  readonly order_id: string;
  readonly request_id: string;
}

const templatesAtMost = 200;
const rowsAtOnce = 20_000;

/**
 * Writes closed cases into the tables of all departments, past Huiliu: copies of such that were really handled, each under ids of its own, with their orders, heads
 * and hops. Their dates stay, so that none of them is old enough for the archive.
 */
export async function seedClosedCases({ databases, say }: Stand, count: number): Promise<void> {
  const { rows: templates } = await databases.pools.intake.query<Template>(`SELECT case_id, case_number, order_id, request_id FROM intake_case WHERE status = 'closed' LIMIT $1`, [templatesAtMost]);
  if (templates.length === 0) throw new Error('no case is closed that could be copied');
  const seed = async (department: (typeof departments)[number]): Promise<void> => {
    const began = performance.now();
    const rows = await seedDepartment(databases.pools[department], templates, count);
    say(`${department}: ${rows} rows of ${count} cases in ${((performance.now() - began) / 1_000).toFixed(0)} s`);
  };
  await Promise.all(departments.map(seed));
}

async function seedDepartment(pool: Pool, templates: readonly Template[], count: number): Promise<number> {
  const tables = await tablesToSeed(pool);
  const client = await pool.connect();
  let written = 0;
  try {
    await client.query('SET synchronous_commit = off');
    await client.query('SET statement_timeout = 0');
    const values = [templates.map((one) => one.case_id), templates.map((one) => one.case_number), templates.map((one) => one.order_id), templates.map((one) => one.request_id)];
    for (let first = 0; first < count; first += rowsAtOnce) {
      const last = Math.min(count, first + rowsAtOnce) - 1;
      for (const { sql } of tables) written += (await client.query(sql, [...values, first, last])).rowCount ?? 0;
    }
    for (const { name } of tables) await client.query(`VACUUM (ANALYZE) public.${name}`);
  } finally {
    client.release();
  }
  return written;
}

interface Seeding {
  readonly name: string;
  readonly sql: string;
}

interface ColumnRow {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly generated: boolean;
}

/** Whatever a department keeps of a case or an order is copied, without being named here: a new table is found by its key. */
async function tablesToSeed(pool: Pool): Promise<readonly Seeding[]> {
  const { rows } = await pool.query<ColumnRow>(
    `SELECT c.relname AS "table", a.attname AS "column", format_type(a.atttypid, NULL) AS type, (coalesce(pg_get_expr(d.adbin, d.adrelid), '') LIKE 'nextval%' OR a.attidentity <> '') AS generated
       FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped LEFT JOIN pg_attrdef AS d ON d.adrelid = c.oid AND d.adnum = a.attnum
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND NOT c.relispartition AND c.relname NOT IN ('waiting', 'parked', 'discarded', 'timer', 'relay') ORDER BY c.relname, a.attnum`,
  );
  return [...new Set(rows.map(({ table }) => table))].flatMap((name): Seeding[] => {
    const columns = rows.filter(({ table }) => table === name);
    const keyed = keyOf(new Set(columns.map(({ column }) => column)));
    return keyed === undefined ? [] : [{ name, sql: seedSql(name, columns.filter(({ generated }) => !generated), keyed) }];
  });
}

/** Column that names the case or its order, and SQL for what it has for each of the cases that are copied: its number among them, and the key. */
interface Keyed {
  readonly column: string;
  readonly keys: string;
}

function keyOf(columns: ReadonlySet<string>): Keyed | undefined {
  if (columns.has('subject')) return { column: 'subject', keys: [keysFrom(1, 'case:'), keysFrom(3, 'order:'), keysFrom(4, 'request:')].join(' UNION ALL ') };
  if (columns.has('case_id')) return { column: 'case_id', keys: keysFrom(1) };
  return columns.has('order_id') ? { column: 'order_id', keys: keysFrom(3) } : undefined;
}

const keysFrom = (parameter: number, before = ''): string => `SELECT template, '${before}' || id AS key FROM unnest($${parameter}::text[]) WITH ORDINALITY AS u(id, template)`;

/** Names of tables and columns come from the catalogue. */
function seedSql(table: string, columns: readonly ColumnRow[], { column: key, keys }: Keyed): string {
  const changed = (text: string): string => `replace(replace(replace(replace(${text}, s.case_id, s.new_case_id), s.case_number, s.new_case_number), s.order_id, s.new_order_id), s.request_id, s.new_request_id)`;
  const value = ({ column, type }: ColumnRow): string => {
    if (type === 'text') return changed(`t."${column}"`);
    return type === 'jsonb' ? `${changed(`t."${column}"::text`)}::jsonb` : `t."${column}"`;
  };
  return `WITH s AS MATERIALIZED (
      SELECT template, ($1::text[])[template] AS case_id, ($2::text[])[template] AS case_number, ($3::text[])[template] AS order_id, ($4::text[])[template] AS request_id,
             '00000000-0000-8000-8000-' || lpad(to_hex(n), 12, '0') AS new_case_id, 'HL-' || upper(substr(md5('number' || n), 1, 12)) || '-' || n AS new_case_number, 'SO-' || n AS new_order_id, 'SR-' || n AS new_request_id
        FROM generate_series($5::int, $6::int) AS n, LATERAL (SELECT 1 + n % cardinality($1::text[]) AS template) AS each),
         t AS MATERIALIZED (SELECT k.template, each_row.* FROM (${keys}) AS k JOIN public.${table} AS each_row ON each_row.${key} = k.key)
    INSERT INTO public.${table} (${columns.map(({ column }) => `"${column}"`).join(', ')}) SELECT ${columns.map(value).join(', ')} FROM s JOIN t USING (template)`;
}
