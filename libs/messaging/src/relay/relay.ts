import type { Pool } from 'pg';
import type { Bus, OutgoingMessage } from '../bus/bus';
import { encode, sourceOf } from '../envelope';
import { checkOut } from '../engine/client';
import type { MessagingLimits } from '../engine/limits';
import type { Observer } from '../engine/observer';
import { Waker } from '../waker';
import { acquireLease, clearSlot, LeaseLostError, readPage, releaseLease, snapshotNow, storeState, type RelayState, type StoredOutboxRow } from './window';

export interface RelayOptions {
  readonly pool: Pool;
  readonly bus: Bus;
  readonly department: string;
  /** Name of this instance: the holder of the lease. */
  readonly instance: string;
  readonly limits: MessagingLimits;
  readonly observer: Observer;
}

const slots = 3;

/**
 * Publishes what the outbox holds: one relay per department, by a lease. It fixes a window between two snapshots, walks it by id in pages, and
 * stores its place after each acknowledged page. On any failure it stops and begins again at the stored place, so events may be published
 * twice, but never skipped or out of order.
 */
export class Relay {
  private readonly waker = new Waker();
  private running: Promise<void> | undefined;
  private stopping = false;
  private state: RelayState | undefined;
  private lastMaintenance = 0;
  private lastStore = 0;

  constructor(private readonly options: RelayOptions) {}

  start(): void {
    this.running ??= this.loop();
  }

  /** After a commit of this instance that left something. */
  wake(): void {
    this.waker.wake();
  }

  get holdsLease(): boolean {
    return this.state !== undefined;
  }

  /** Ends the page at hand, then gives the lease back. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.waker.wake();
    await this.running;
  }

  private async loop(): Promise<void> {
    const { limits, observer, pool, instance } = this.options;
    while (!this.stopping) {
      try {
        this.state ??= await acquireLease(pool, instance, limits.relayLeaseMs);
        const busy = this.state !== undefined && (await this.turn(this.state));
        if (!busy) await this.waker.sleep(limits.relayPollMs);
      } catch (error) {
        this.state = undefined;
        if (!(error instanceof LeaseLostError)) observer.notice('relay stopped, will begin again at its stored place', { error: error instanceof Error ? error.message : String(error) });
        await this.waker.sleep(Math.max(limits.relayPollMs, 200));
      }
    }
    if (this.state) await releaseLease(pool, this.state.leaseEpoch).catch(() => undefined);
  }

  /** One page. True when there may be more. */
  private async turn(state: RelayState): Promise<boolean> {
    const { pool, limits } = this.options;
    const target = state.target ?? (await snapshotNow(pool));
    const found = await readPage(pool, state.published, target, state.lastId, limits.relayPageRows);
    const rows = bounded(found, limits.relayPageBytes);
    const complete = found.length < limits.relayPageRows && rows.length === found.length;
    const next = complete ? { published: target, target: undefined, lastId: 0 } : { published: state.published, target, lastId: rows.at(-1)?.outboxId ?? 0 };
    if (rows.length > 0) {
      await this.publish(rows);
      await this.store(state, next);
    } else {
      this.state = { ...state, ...next };
      if (Date.now() - this.lastStore > limits.relayLeaseMs / 3) await this.store(state, next);
    }
    await this.maintain();
    return rows.length > 0;
  }

  private async store(state: RelayState, next: Pick<RelayState, 'published' | 'target' | 'lastId'>): Promise<void> {
    this.lastStore = Date.now();
    await storeState(this.options.pool, state.leaseEpoch, next, this.options.limits.relayLeaseMs);
    this.state = { ...state, ...next };
  }

  /** Topic by topic, each in id order; the bus sends one partition per call and checks the answer. */
  private async publish(rows: readonly StoredOutboxRow[]): Promise<void> {
    const source = sourceOf(this.options.department);
    const byTopic = new Map<string, OutgoingMessage[]>();
    for (const row of rows) {
      const messages = byTopic.get(row.topic) ?? [];
      byTopic.set(row.topic, messages);
      messages.push(encode({ ...row, source, time: row.saidAt.toISOString() }, row.extra));
    }
    for (const [topic, messages] of byTopic) {
      await this.options.bus.publish(topic, messages);
      this.options.observer.published(topic, messages.length);
    }
  }

  /** Rotates the outbox when its slot is full, and clears slots that are out of use. */
  private async maintain(): Promise<void> {
    const { pool, limits } = this.options;
    if (Date.now() - this.lastMaintenance < limits.maintenanceMs) return;
    this.lastMaintenance = Date.now();
    const client = await checkOut(pool);
    try {
      const { rows } = await client.query<{ slot: number; last_id: string; written: string }>(
        'SELECT r.slot, s.last_value AS last_id, s.last_value - r.since_id AS written FROM outbox_rotation AS r, outbox_id AS s',
      );
      const { slot = 0, last_id: lastId = '0', written = '0' } = rows[0] ?? {};
      for (const other of [(slot + 1) % slots, (slot + 2) % slots]) {
        if (await slotHasRows(client, other)) await clearSlot(client, other, limits.outboxLockTimeoutMs);
      }
      const next = (slot + 1) % slots;
      const full = Number(written) >= limits.outboxSlotRows;
      if (full && !(await slotHasRows(client, next))) await client.query('UPDATE outbox_rotation SET slot = $1, since_id = $2 WHERE slot = $3', [next, lastId, slot]);
    } finally {
      client.release();
    }
  }
}

interface Queryable {
  query<Row extends object>(text: string, values?: unknown[]): Promise<{ rows: Row[] }>;
}

async function slotHasRows(client: Queryable, slot: number): Promise<boolean> {
  const { rows } = await client.query<{ some: boolean }>(`SELECT EXISTS (SELECT 1 FROM outbox_${slot}) AS some`);
  return rows[0]?.some === true;
}

/** At least one row, then as many as fit. */
function bounded(rows: StoredOutboxRow[], limitBytes: number): StoredOutboxRow[] {
  let bytes = 0;
  const end = rows.findIndex((row, index) => {
    bytes += row.value.length;
    return index > 0 && bytes > limitBytes;
  });
  return end === -1 ? rows : rows.slice(0, end);
}
