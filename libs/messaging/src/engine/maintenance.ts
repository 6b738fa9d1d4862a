import type { EngineOptions } from './unit-of-work';

export interface Backlog {
  readonly waiting: number;
  readonly parked: number;
  /** Age of the oldest event that waits, in seconds; 0 when none does. */
  readonly oldestWaitingSeconds: number;
  /** Age of the oldest row of the outbox that is not on the bus yet, in seconds; 0 when all are. */
  readonly outboxAgeSeconds: number;
}

/** What waits, is parked or has not left yet; for metrics and alarms. */
export async function backlog({ pool }: Pick<EngineOptions, 'pool'>): Promise<Backlog> {
  const { rows } = await pool.query<{ waiting: string; parked: string; oldest: number | null; outbox: number | null }>(
    `SELECT (SELECT count(*) FROM waiting) AS waiting, (SELECT count(*) FROM parked) AS parked,
       (SELECT extract(epoch FROM now() - min(since))::float8 FROM waiting) AS oldest,
       (SELECT extract(epoch FROM clock_timestamp() - min(said_at))::float8 FROM outbox, relay
         WHERE (xid >= pg_snapshot_xmax(published) OR xid = ANY(ARRAY(SELECT pg_snapshot_xip(published)))) AND (target IS NULL OR id > last_id)) AS outbox`,
  );
  const row = rows[0];
  return { waiting: Number(row?.waiting ?? 0), parked: Number(row?.parked ?? 0), oldestWaitingSeconds: Math.max(0, row?.oldest ?? 0), outboxAgeSeconds: Math.max(0, row?.outbox ?? 0) };
}

const deleteChunk = 5_000;
/** So many chunks of each kind in one turn: more than comes in between two turns at any rate that the rest can take. */
const chunksPerTurn = 100;

/** Forgets ids and answers that are older than their retention, in chunks that hold nobody up. */
export async function forgetOld({ pool, limits, clock }: Pick<EngineOptions, 'pool' | 'limits' | 'clock'>): Promise<number> {
  const before = (retentionMs: number): Date => new Date(clock().getTime() - retentionMs);
  const received = await deleteOlder(pool, 'received', 'received_at', before(limits.receivedRetentionMs));
  return received + (await deleteOlder(pool, 'idempotency', 'created_at', before(limits.idempotencyRetentionMs)));
}

/** Names of table and column are our own. What another instance is deleting is left to it. */
async function deleteOlder(pool: EngineOptions['pool'], table: string, column: string, before: Date): Promise<number> {
  let deleted = 0;
  for (let chunk = 0; chunk < chunksPerTurn; chunk++) {
    const { rowCount } = await pool.query(`DELETE FROM ${table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE ${column} < $1 LIMIT $2 FOR UPDATE SKIP LOCKED))`, [before, deleteChunk]);
    deleted += rowCount ?? 0;
    if ((rowCount ?? 0) < deleteChunk) break;
  }
  return deleted;
}
