import type { ClientBase, Pool } from 'pg';
import { unpackMessages } from '../bus/records';
import { checkOut } from '../engine/client';
import { messageOf } from '../engine/store/sql/outbox';
import type { OutboxRow } from '../engine/store/store';
import { LeaseLostError, type Page, type RelayPlace, type RelayState, type RelayStore } from './relay-store';

interface StateRow {
  lease_epoch: string;
  published: string;
  target: string | null;
  last_id: string;
}

interface PageRow {
  target: string;
  id: string | null;
  topic: string;
  subject: string;
  event_id: string;
  type: string;
  said_at: Date;
  sequence: string | null;
  epoch: number | null;
  traceparent: string | null;
  cause_id: string | null;
  extra: Record<string, string> | null;
  value: string;
  /** Several events; the columns of a single one are empty then. */
  records: string | null;
}

const slots = 3;

/** The relay's state and the outbox in the department's own database. */
export class PostgresRelayStore implements RelayStore {
  /** `source`: the department's, for rows that hold one event and no headers. */
  constructor(
    private readonly pool: Pool,
    private readonly source: string,
  ) {}

  async acquireLease(holder: string, leaseMs: number): Promise<RelayState | undefined> {
    const { rows } = await this.pool.query<StateRow>(
      `UPDATE relay SET holder = $1, lease_epoch = lease_epoch + 1, lease_until = clock_timestamp() + $2 * interval '1 ms'
       WHERE lease_until < clock_timestamp() OR holder = $1 RETURNING lease_epoch, published::text, target::text, last_id`,
      [holder, leaseMs],
    );
    const [row] = rows;
    return row && { leaseEpoch: Number(row.lease_epoch), published: row.published, target: row.target ?? undefined, lastId: Number(row.last_id) };
  }

  async releaseLease(leaseEpoch: number): Promise<void> {
    await this.pool.query(`UPDATE relay SET lease_until = '-infinity', holder = NULL WHERE lease_epoch = $1`, [leaseEpoch]);
  }

  /**
   * Rows visible in S2 and not in S1. A cursor on a serial id loses rows of transactions that commit late; an xmin horizon stalls behind any long
   * transaction of the cluster; this does neither (architecture, section 7).
   */
  async readPage({ published, target, lastId }: RelayPlace, limit: number): Promise<Page> {
    const { rows } = await this.pool.query<PageRow>({ name: 'relay:page', text: 'SELECT * FROM outbox_page($1::pg_snapshot, $2::pg_snapshot, $3::int8, $4::int4)', values: [published, target, lastId, limit] });
    const end = rows[0]?.target;
    if (end === undefined) throw new Error('no snapshot');
    return { target: end, rows: rows.flatMap((row) => (row.id === null ? [] : [{ outboxId: Number(row.id), topic: row.topic, messages: row.records === null ? [messageOf(eventOf(row), this.source)] : unpackMessages(row.records) }])) };
  }

  async storeState(leaseEpoch: number, { published, target, lastId }: RelayPlace, leaseMs: number): Promise<void> {
    const { rowCount } = await this.pool.query({
      name: 'relay:store',
      text: `UPDATE relay SET published = $2::pg_snapshot, target = $3::pg_snapshot, last_id = $4, lease_until = clock_timestamp() + $5 * interval '1 ms' WHERE lease_epoch = $1`,
      values: [leaseEpoch, published, target ?? null, lastId, leaseMs],
    });
    if (rowCount !== 1) throw new LeaseLostError('the lease of the relay was taken over by another instance');
  }

  async maintain(slotRows: number, lockTimeoutMs: number): Promise<void> {
    const client = await checkOut(this.pool);
    try {
      const { rows } = await client.query<{ slot: number; last_id: string; written: string }>(
        'SELECT r.slot, s.last_value AS last_id, s.last_value - r.since_id AS written FROM outbox_rotation AS r, outbox_id AS s',
      );
      const { slot = 0, last_id: lastId = '0', written = '0' } = rows[0] ?? {};
      for (const other of [(slot + 1) % slots, (slot + 2) % slots]) {
        if (await slotHasRows(client, other)) await clearSlot(client, other, lockTimeoutMs);
      }
      const next = (slot + 1) % slots;
      const full = Number(written) >= slotRows;
      if (full && !(await slotHasRows(client, next))) await client.query('UPDATE outbox_rotation SET slot = $1, since_id = $2 WHERE slot = $3', [next, lastId, slot]);
    } finally {
      client.release();
    }
  }
}

function eventOf(row: PageRow): OutboxRow {
  return {
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
  };
}

async function slotHasRows(client: ClientBase, slot: number): Promise<boolean> {
  const { rows } = await client.query<{ some: boolean }>(`SELECT EXISTS (SELECT 1 FROM outbox_${slot}) AS some`);
  return rows[0]?.some === true;
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

/**
 * Epoch under which this department writes. In another cluster, or on another timeline of it (a restore, a fail-over), the stored snapshots mean nothing
 * and the latest events may be gone although others have seen them: everything still in the outbox is published again, and new events are written
 * under a raised epoch. Every instance calls this before it writes.
 *
 * The timeline is that of the log as it is written now: the last checkpoint's is the old one for minutes after a standby was promoted. A raised epoch is the number of
 * seconds since 2025: one that counted from the stored one would be given again when the same backup is restored a second time, to other events.
 */
export const sourceEpoch = async (pool: Pool): Promise<number> => (await sourceEpochNow(pool)).epoch;

/**
 * `setBack`: by a restore, and what was on the bus since is not yet handled again, whichever instance noticed it, and however often they were started since.
 *
 * Two statements: of instances that start at once, one raises the epoch and the others wait for it; only a statement of its own then sees what that one wrote.
 */
export async function sourceEpochNow(pool: Pool): Promise<{ readonly epoch: number; readonly setBack: boolean }> {
  await pool.query(
    `WITH here AS (${here})
     UPDATE relay SET published = '1:1:', target = NULL, last_id = 0, cluster_id = here.id || '${setBackMark}', lease_epoch = lease_epoch + 1, lease_until = '-infinity',
       source_epoch = greatest(source_epoch + 1, extract(epoch FROM clock_timestamp() - timestamptz '2025-01-01 00:00:00Z')::int)
     FROM here WHERE cluster_id NOT IN (here.id, here.id || '${setBackMark}')`,
  );
  const { rows } = await pool.query<{ source_epoch: number; set_back: boolean }>(`SELECT source_epoch, cluster_id LIKE '%${setBackMark}' AS set_back FROM relay`);
  return { epoch: rows[0]?.source_epoch ?? 1, setBack: rows[0]?.set_back === true };
}

/** All that was on the bus since the restore is handled again. */
export async function noLongerSetBack(pool: Pool): Promise<void> {
  await pool.query(`WITH here AS (${here}) UPDATE relay SET cluster_id = here.id FROM here WHERE cluster_id = here.id || '${setBackMark}'`);
}

const here = `SELECT system_identifier || '/' || ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::int AS id FROM pg_control_system()`;
const setBackMark = ' set back';

/** What only holds once no instance of a version runs that does not know it. True in a new installation, and once somebody has said so (docs/upgrades.md). */
export interface Agreements {
  /** Several events may share a row of the outbox. */
  readonly batches: boolean;
  /** Events about kinds of subjects of which nothing is heard here are not counted. */
  readonly passesOver: boolean;
}

export async function agreements(pool: Pool): Promise<Agreements> {
  const { rows } = await pool.query<{ batches: boolean; passes_over: boolean }>('SELECT batches, passes_over FROM relay');
  return { batches: rows[0]?.batches === true, passesOver: rows[0]?.passes_over === true };
}
