import type { Pool } from 'pg';
import { errorCode } from '../errors/error-code';
import type { SpanRow } from './span-row';

/** Spans live in this many segments, used in turn; the oldest is emptied when the current one is full. */
export const segmentCount = 8;

/** The advisory lock that guards the making of the tables, in the telemetry database. */
const schemaLock = 7_204_451;

const tables = [
  `CREATE TABLE IF NOT EXISTS span_store (
     singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
     segment smallint NOT NULL,
     written bigint NOT NULL
   )`,
  `INSERT INTO span_store (segment, written) VALUES (0, 0) ON CONFLICT DO NOTHING`,
  `CREATE TABLE IF NOT EXISTS span (
     segment smallint NOT NULL,
     trace_id text NOT NULL,
     span_id text NOT NULL,
     parent_span_id text,
     service text NOT NULL,
     instance text NOT NULL,
     name text NOT NULL,
     kind text NOT NULL,
     started_us bigint NOT NULL,
     duration_us bigint NOT NULL,
     status text NOT NULL,
     case_id text,
     attributes json NOT NULL,
     links json NOT NULL
   ) PARTITION BY LIST (segment)`,
  // UNLOGGED: half the cost of writing; after a crash of Postgres the spans are gone, as samples may be. The chain of causes is kept elsewhere, durably.
  ...Array.from({ length: segmentCount }, (_, segment) => `CREATE UNLOGGED TABLE IF NOT EXISTS span_${segment} PARTITION OF span FOR VALUES IN (${segment})`),
  `CREATE INDEX IF NOT EXISTS span_trace_id ON span (trace_id)`,
  `CREATE INDEX IF NOT EXISTS span_case_id ON span (case_id) WHERE case_id IS NOT NULL`,
];

/** Makes the tables where they are missing; any number of processes may do this at once. */
export async function createSpanTables(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [schemaLock]);
    for (const statement of tables) await client.query(statement);
    await client.query('COMMIT');
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}

export type WriteResult = 'written' | 'full';

/**
 * Writes spans with one multi-row insert, into the current segment, and moves on to the next segment when it is full.
 * `full`: nothing was written, because the next segment could not be emptied (a long reader holds it) and the current one is twice its size.
 */
export async function writeSpans(pool: Pool, rows: readonly SpanRow[], spanLimit: number): Promise<WriteResult> {
  const quota = Math.ceil(spanLimit / segmentCount);
  // Counted on its own and not together with the insert: writers would wait for each other's.
  const counted = await pool.query<{ segment: number; written: string }>('UPDATE span_store SET written = written + $1 RETURNING segment, written', [rows.length]);
  let { segment, written } = counted.rows[0] ?? { segment: 0, written: '0' };
  if (Number(written) > quota) ({ segment, written } = await rotate(pool, rows.length, quota));
  if (Number(written) > 2 * quota + rows.length) return 'full';
  await pool.query(insert, [segment, ...columns.map((column) => rows.map((row) => row[column]))]);
  return 'written';
}

const columns = [
  'traceId',
  'spanId',
  'parentSpanId',
  'service',
  'instance',
  'name',
  'kind',
  'startedUs',
  'durationUs',
  'status',
  'caseId',
  'attributes',
  'links',
] as const satisfies readonly (keyof SpanRow)[];

const insert = `
  INSERT INTO span (segment, trace_id, span_id, parent_span_id, service, instance, name, kind, started_us, duration_us, status, case_id, attributes, links)
  SELECT $1::smallint, trace_id, span_id, parent_span_id, service, instance, name, kind, started_us, duration_us, status, case_id, attributes::json, links::json
  FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bigint[], $10::bigint[], $11::text[], $12::text[], $13::text[], $14::text[])
    AS rows (trace_id, span_id, parent_span_id, service, instance, name, kind, started_us, duration_us, status, case_id, attributes, links)`;

/** Empties the oldest segment and makes it the current one, unless another process just did. */
async function rotate(pool: Pool, adding: number, quota: number): Promise<{ segment: number; written: string }> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SET LOCAL lock_timeout = '500ms'`);
    const locked = await client.query<{ segment: number; written: string }>('SELECT segment, written FROM span_store FOR UPDATE');
    const now = locked.rows[0] ?? { segment: 0, written: '0' };
    if (Number(now.written) <= quota) {
      // These rows were counted in the segment that is closed by now.
      await client.query('UPDATE span_store SET written = written + $1', [adding]);
      await client.query('COMMIT');
      client.release();
      return { segment: now.segment, written: String(Number(now.written) + adding) };
    }
    const segment = (now.segment + 1) % segmentCount;
    try {
      await client.query(`TRUNCATE span_${segment}`);
    } catch (error) {
      if (!isLockTimeout(error)) throw error;
      await client.query('ROLLBACK');
      client.release();
      return now;
    }
    await client.query('UPDATE span_store SET segment = $1, written = $2', [segment, adding]);
    await client.query('COMMIT');
    client.release();
    return { segment, written: String(adding) };
  } catch (error) {
    client.release(true);
    throw error;
  }
}

const isLockTimeout = (error: unknown): boolean => errorCode(error) === '55P03';
