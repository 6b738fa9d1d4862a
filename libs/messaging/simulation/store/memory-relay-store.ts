import { messageOf } from '../../src/engine/store/sql/outbox';
import type { OutboxRow } from '../../src/engine/store/store';
import { LeaseLostError, type Page, type RelayPlace, type RelayState, type RelayStore, type StoredOutboxRow } from '../../src/relay/relay-store';
import type { Process } from '../world/process';
import type { Database } from './database';
import { snapshotOf, visibleIn } from './snapshots';
import { connectionLost } from './sql-error';

const slots = 3;

/** The relay's store over a database in memory: snapshots, lease and rotation as in PostgreSQL. */
export class MemoryRelayStore implements RelayStore {
  constructor(
    private readonly database: Database,
    private readonly process: Process,
    private readonly source: string,
  ) {}

  acquireLease(holder: string, leaseMs: number): Promise<RelayState | undefined> {
    return this.ask('take lease', () => {
      const { relay } = this.database;
      if (relay.leaseUntilMs >= this.nowMs && relay.holder !== holder) return undefined;
      Object.assign(relay, { holder, leaseEpoch: relay.leaseEpoch + 1, leaseUntilMs: this.nowMs + leaseMs });
      const { leaseEpoch, published, target, lastId } = relay;
      return { leaseEpoch, published, target, lastId };
    });
  }

  releaseLease(leaseEpoch: number): Promise<void> {
    return this.ask('give lease back', () => {
      const { relay } = this.database;
      if (relay.leaseEpoch === leaseEpoch) Object.assign(relay, { holder: undefined, leaseUntilMs: Number.NEGATIVE_INFINITY });
    });
  }

  readPage({ published, target, lastId }: RelayPlace, limit: number): Promise<Page> {
    return this.look('read page', () => {
      const { mutation } = this.database;
      const end = target ?? this.database.snapshot();
      if (mutation.cursorOnId) return this.pageAfterId(published, lastId, limit);
      const from = snapshotOf(published);
      const to = snapshotOf(end);
      const page = this.database.outbox
        .filter(({ xid, outboxId }) => !visibleIn(from, xid) && visibleIn(to, xid) && outboxId > lastId)
        .sort((a, b) => a.outboxId - b.outboxId)
        .slice(0, limit);
      if (mutation.orderByTransaction) page.sort((a, b) => a.xid - b.xid || a.outboxId - b.outboxId);
      return { target: end, rows: page.map((entry) => this.stored(entry)) };
    });
  }

  storeState(leaseEpoch: number, { published, target, lastId }: RelayPlace, leaseMs: number): Promise<void> {
    return this.ask('store place', () => {
      const { relay } = this.database;
      if (relay.leaseEpoch !== leaseEpoch) throw new LeaseLostError('the lease of the relay was taken over by another instance');
      Object.assign(relay, { published, target, lastId, leaseUntilMs: this.nowMs + leaseMs });
    });
  }

  async maintain(slotRows: number, _lockTimeoutMs: number): Promise<void> {
    const { database } = this;
    const { slot, lastId } = await this.look('look at slots', () => ({ slot: database.rotation.slot, lastId: database.outboxIdsGiven }));
    for (const other of [(slot + 1) % slots, (slot + 2) % slots]) {
      if (await this.hasRows(other)) await this.ask('clear slot', () => this.clear(other));
    }
    const next = (slot + 1) % slots;
    const full = lastId - database.rotation.sinceId >= slotRows;
    if (!full || (await this.hasRows(next))) return;
    await this.ask('rotate', () => {
      if (database.rotation.slot === slot) Object.assign(database.rotation, { slot: next, sinceId: lastId });
    });
  }

  /** Only committed rows are seen. */
  private hasRows(slot: number): Promise<boolean> {
    return this.look('look into slot', () => this.database.outbox.some((entry) => entry.slot === slot && !this.database.underWay.has(entry.xid)));
  }

  /** A writer under way holds the table: then not now, as after lock_timeout (its rows are not published either). */
  private clear(slot: number): void {
    const { database } = this;
    const rows = database.outbox.filter((entry) => entry.slot === slot);
    const published = snapshotOf(database.relay.published);
    const looked = database.mutation.slotDroppedWithoutLock ? rows.filter(({ xid }) => !database.underWay.has(xid)) : rows;
    if (looked.every(({ xid }) => visibleIn(published, xid))) database.outbox = database.outbox.filter((entry) => entry.slot !== slot);
  }

  /** What the relay would do with a serial id for a cursor: `published` holds the highest id that it saw. */
  private pageAfterId(published: string, lastId: number, limit: number): Page {
    const last = Math.max(lastId, Number(published.split(':')[3] ?? 0));
    const { database } = this;
    const found = database.outbox.filter(({ xid, outboxId }) => !database.underWay.has(xid) && outboxId > last).sort((a, b) => a.outboxId - b.outboxId).slice(0, limit);
    return { target: `1:1::${found.at(-1)?.outboxId ?? last}`, rows: found.map((entry) => this.stored(entry)) };
  }

  private stored({ outboxId, row }: { readonly outboxId: number; readonly row: OutboxRow }): StoredOutboxRow {
    return { outboxId, topic: row.topic, messages: [messageOf(row, this.source)] };
  }

  private look<T>(label: string, effect: () => T): Promise<T> {
    return this.process.ask(label, () => {
      if (this.database.away) throw connectionLost();
      return effect();
    });
  }

  /** What changes something: there is time between that and its answer. */
  private ask<T>(label: string, effect: () => T): Promise<T> {
    return this.process.askFar(label, () => {
      if (this.database.away) throw connectionLost();
      return effect();
    });
  }

  private get nowMs(): number {
    return this.process.world.nowMs;
  }
}
