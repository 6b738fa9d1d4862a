import type { ClientBase, Pool } from 'pg';
import type { OutboxRow } from '../engine/save';

/** A page of the outbox, in id order. Per subject that is the order of sequences: both are taken under the head's lock. */
export interface StoredOutboxRow extends OutboxRow {
  readonly outboxId: number;
}

/** Where the relay stands, as stored. `target` is undefined between windows. */
export interface RelayState {
  readonly leaseEpoch: number;
  readonly published: string;
  readonly target: string | undefined;
  readonly lastId: number;
}

interface StateRow {
  lease_epoch: string;
  published: string;
  target: string | null;
  last_id: string;
}

export const stateOf = (row: StateRow): RelayState => ({
  leaseEpoch: Number(row.lease_epoch),
  published: row.published,
  target: row.target ?? undefined,
  lastId: Number(row.last_id),
});

export const stateColumns = 'lease_epoch, published::text, target::text, last_id';

/** Another relay has the lease: this one must not publish any more. */
export class LeaseLostError extends Error {}

/**
 * The next page of the window between two snapshots: rows visible in S2 and not in S1. A cursor on a serial id loses rows of transactions that
 * commit late; an xmin horizon stalls behind any long transaction of the cluster; this does neither (architecture, section 7).
 */
export async function readPage(pool: Pool, published: string, target: string, lastId: number, limit: number): Promise<StoredOutboxRow[]> {
  const { rows } = await pool.query<{
    id: string; topic: string; subject: string; event_id: string; type: string; said_at: Date; sequence: string | null; epoch: number | null;
    traceparent: string | null; cause_id: string | null; extra: Record<string, string> | null; value: string;
  }>({
    name: 'relay:page',
    text: 'SELECT id, topic, subject, event_id, type, said_at, sequence, epoch, traceparent, cause_id, extra, value FROM outbox_page($1, $2, $3, $4)',
    values: [published, target, lastId, limit],
  });
  return rows.map((row) => ({
    outboxId: Number(row.id),
    topic: row.topic,
    subject: row.subject,
    id: row.event_id,
    type: row.type,
    saidAt: row.said_at,
    sequence: row.sequence === null ? undefined : Number(row.sequence),
    epoch: row.epoch ?? undefined,
    traceparent: row.traceparent ?? undefined,
    causeId: row.cause_id ?? undefined,
    extra: row.extra ?? undefined,
    value: row.value,
  }));
}

export async function snapshotNow(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ snapshot: string }>('SELECT pg_current_snapshot()::text AS snapshot');
  const snapshot = rows[0]?.snapshot;
  if (snapshot === undefined) throw new Error('no snapshot');
  return snapshot;
}

/** Stores (S1, S2, last id) by compare-and-set on the lease's epoch. */
export async function storeState(pool: Pool, leaseEpoch: number, state: Pick<RelayState, 'published' | 'target' | 'lastId'>, leaseMs: number): Promise<void> {
  const result = await pool.query({
    name: 'relay:store',
    text: `UPDATE relay SET published = $2::pg_snapshot, target = $3::pg_snapshot, last_id = $4, lease_until = clock_timestamp() + $5 * interval '1 ms' WHERE lease_epoch = $1`,
    values: [leaseEpoch, state.published, state.target ?? null, state.lastId, leaseMs],
  });
  if (result.rowCount !== 1) throw new LeaseLostError('the lease of the relay was taken over by another instance');
}

/**
 * Epoch under which this department writes. In another cluster, or on another timeline of it (a restore, a fail-over), the stored snapshots mean nothing
 * and the latest events may be gone although others have seen them: everything still in the outbox is published again, and new events are written
 * under a raised epoch. Every instance calls this before it writes.
 */
export async function sourceEpoch(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ source_epoch: number }>(
    `WITH here AS (SELECT s.system_identifier || '/' || c.timeline_id AS id FROM pg_control_system() AS s, pg_control_checkpoint() AS c),
       moved AS (UPDATE relay SET published = '1:1:', target = NULL, last_id = 0, source_epoch = source_epoch + 1, cluster_id = here.id, lease_epoch = lease_epoch + 1, lease_until = '-infinity'
                 FROM here WHERE cluster_id <> here.id RETURNING source_epoch)
     SELECT coalesce((SELECT source_epoch FROM moved), (SELECT source_epoch FROM relay)) AS source_epoch`,
  );
  return rows[0]?.source_epoch ?? 1;
}

/** Takes the lease if it is free; undefined when another instance has it. */
export async function acquireLease(pool: Pool, holder: string, leaseMs: number): Promise<RelayState | undefined> {
  const { rows } = await pool.query<StateRow>(
    `UPDATE relay SET holder = $1, lease_epoch = lease_epoch + 1, lease_until = clock_timestamp() + $2 * interval '1 ms'
     WHERE lease_until < clock_timestamp() OR holder = $1 RETURNING ${stateColumns}`,
    [holder, leaseMs],
  );
  return rows[0] && stateOf(rows[0]);
}

export async function releaseLease(pool: Pool, leaseEpoch: number): Promise<void> {
  await pool.query(`UPDATE relay SET lease_until = '-infinity', holder = NULL WHERE lease_epoch = $1`, [leaseEpoch]);
}

/**
 * Clears a slot of the outbox that is no longer written to: under a lock that waits for writers not yet committed, and only if every row in it
 * has been published. False: not now; the next round tries again.
 */
export async function clearSlot(client: ClientBase, slot: number, lockTimeoutMs: number): Promise<boolean> {
  await client.query('BEGIN');
  try {
    await client.query(`SET LOCAL lock_timeout = ${Math.floor(lockTimeoutMs)}`);
    await client.query(`LOCK TABLE outbox_${Math.floor(slot)} IN ACCESS EXCLUSIVE MODE`);
    const { rows } = await client.query<{ unpublished: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM outbox_${Math.floor(slot)} AS o, relay WHERE NOT pg_visible_in_snapshot(o.xid, relay.published)) AS unpublished`,
    );
    const clear = rows[0]?.unpublished === false;
    if (clear) await client.query(`TRUNCATE outbox_${Math.floor(slot)}`);
    await client.query('COMMIT');
    return clear;
  } catch (error) {
    await client.query('ROLLBACK');
    if (error instanceof Error && 'code' in error && error.code === '55P03') return false;
    throw error;
  }
}
