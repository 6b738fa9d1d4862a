import type { ClientBase, Pool } from 'pg';
import { recordsTable } from '../records';
import { Format } from './log-format';
import { inTransaction } from './transaction';

/**
 * `topic`, `partition`: what there is; `partition.high` is the offset of the next message, taken under the row's lock, so that offsets have no holes and become
 * visible in order. Messages lie in tables `log_<topic>_<segment>`, several to a row (`log-format.ts`); retention drops whole tables. `segment_start.first`: a
 * partition's first offset in a segment. `member`, `assignment`: who of a group is alive, and what it owns (`owner`) and should own (`wanted`).
 */
const statements = [
  'CREATE SCHEMA IF NOT EXISTS huiliu_bus',
  `CREATE TABLE IF NOT EXISTS huiliu_bus.topic (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE,
    partitions int NOT NULL CHECK (partitions > 0),
    retention_ms bigint CHECK (retention_ms > 0))`,
  // Updated by every publish: room in the page keeps the updates off the index (HOT).
  `CREATE TABLE IF NOT EXISTS huiliu_bus.partition (
    topic_id int NOT NULL REFERENCES huiliu_bus.topic,
    partition int NOT NULL,
    segment int NOT NULL DEFAULT 0,
    low bigint NOT NULL DEFAULT 0,
    high bigint NOT NULL DEFAULT 0 CHECK (high >= low),
    PRIMARY KEY (topic_id, partition)) WITH (fillfactor = 10)`,
  `CREATE TABLE IF NOT EXISTS huiliu_bus.segment (
    topic_id int NOT NULL REFERENCES huiliu_bus.topic,
    segment int NOT NULL,
    opened_at timestamptz NOT NULL DEFAULT now(),
    closed_at timestamptz,
    format int NOT NULL DEFAULT ${Format.messages},
    PRIMARY KEY (topic_id, segment))`,
  `CREATE TABLE IF NOT EXISTS huiliu_bus.segment_start (
    topic_id int NOT NULL,
    segment int NOT NULL,
    partition int NOT NULL,
    first bigint NOT NULL,
    PRIMARY KEY (topic_id, segment, partition),
    FOREIGN KEY (topic_id, segment) REFERENCES huiliu_bus.segment ON DELETE CASCADE)`,
  'CREATE TABLE IF NOT EXISTS huiliu_bus.member_group (name text PRIMARY KEY)',
  `CREATE TABLE IF NOT EXISTS huiliu_bus.member (
    group_name text NOT NULL REFERENCES huiliu_bus.member_group,
    member text NOT NULL,
    topics text[] NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (group_name, member))`,
  `CREATE TABLE IF NOT EXISTS huiliu_bus.assignment (
    group_name text NOT NULL REFERENCES huiliu_bus.member_group,
    topic_id int NOT NULL,
    partition int NOT NULL,
    wanted text,
    owner text,
    PRIMARY KEY (group_name, topic_id, partition),
    FOREIGN KEY (topic_id, partition) REFERENCES huiliu_bus.partition)`,
] as const;

/** Taken by whoever changes the schema, topics or segments. An arbitrary number, the same in every process. */
export const schemaLock = 4_871_520_033;

/** The table of one segment. Both are numbers of our own: safe in SQL text. */
export const segmentTable = (topicId: number, segment: number): string => `huiliu_bus.log_${topicId}_${segment}`;

export const createSegmentTable = (topicId: number, segment: number): string => `CREATE TABLE ${segmentTable(topicId, segment)} (
    partition int NOT NULL,
    last bigint NOT NULL,
    count int NOT NULL,
    bytes int NOT NULL,
    records text STORAGE EXTERNAL NOT NULL,
    PRIMARY KEY (partition, last)) WITH (autovacuum_vacuum_insert_threshold = -1, ${recordsTable})`;

/** Opens the segment that comes next, in the format of today. Whoever calls holds `schemaLock`. Nothing if another was faster. */
export async function openSegment(client: ClientBase, topicId: number, segment: number): Promise<void> {
  const created = await client.query('INSERT INTO huiliu_bus.segment (topic_id, segment, format) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [topicId, segment, Format.records]);
  if (created.rowCount === 0) return;
  await client.query(createSegmentTable(topicId, segment));
  // From here on publishers wait; everything below the high they then find is committed, in the old segment.
  await client.query('SELECT 1 FROM huiliu_bus.partition WHERE topic_id = $1 ORDER BY partition FOR UPDATE', [topicId]);
  await client.query('INSERT INTO huiliu_bus.segment_start (topic_id, segment, partition, first) SELECT topic_id, $2, partition, high FROM huiliu_bus.partition WHERE topic_id = $1', [topicId, segment]);
  await client.query('UPDATE huiliu_bus.partition SET segment = $2 WHERE topic_id = $1', [topicId, segment]);
  await client.query('UPDATE huiliu_bus.segment SET closed_at = clock_timestamp() WHERE topic_id = $1 AND segment = $2', [topicId, segment - 1]);
}

/** A log made before formats were told apart: what is in it is read as it is, and what comes goes to new segments. */
async function upgrade(client: ClientBase): Promise<void> {
  await client.query(`ALTER TABLE huiliu_bus.segment ADD COLUMN format int NOT NULL DEFAULT ${Format.messages}`);
  const { rows } = await client.query<{ topic_id: number; segment: number }>('SELECT topic_id, max(segment) AS segment FROM huiliu_bus.segment GROUP BY topic_id ORDER BY topic_id');
  for (const { topic_id, segment } of rows) await openSegment(client, topic_id, segment + 1);
}

interface Found {
  readonly there: boolean;
  readonly formats: boolean;
}

const look = `SELECT to_regclass('huiliu_bus.assignment') IS NOT NULL AS there,
  EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = to_regclass('huiliu_bus.segment') AND attname = 'format') AS formats`;

/** Creates what is missing. Several processes may do it at once. */
export async function createSchema(pool: Pool): Promise<void> {
  const [found] = (await pool.query<Found>(look)).rows;
  if (found?.there && found.formats) return;
  await inTransaction(pool, async (client) => {
    // Without the lock two processes creating the same table at once fail on a unique index of the catalogue.
    await client.query('SELECT pg_advisory_xact_lock($1)', [schemaLock]);
    const [now] = (await client.query<Found>(look)).rows;
    if (now?.there && !now.formats) await upgrade(client);
    for (const statement of statements) await client.query(statement);
  });
}
