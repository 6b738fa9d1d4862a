import type { Bus } from '../bus/bus';
import type { MessagingLimits } from '../engine/limits';
import type { Observer } from '../engine/observer';
import { realSurroundings, type Surroundings } from '../surroundings';
import { Waker } from '../waker';
import { LeaseLostError, type RelayPlace, type RelayState, type RelayStore, type StoredOutboxRow } from './relay-store';

export interface RelayOptions {
  readonly store: RelayStore;
  readonly bus: Bus;
  /** Name of this instance: the holder of the lease. */
  readonly instance: string;
  readonly limits: MessagingLimits;
  readonly observer: Observer;
  readonly surroundings?: Surroundings;
}

/**
 * Publishes what the outbox holds: one relay per department, by a lease. It fixes a window between two snapshots, walks it by id in pages, and
 * stores its place now and then after acknowledged pages. On any failure it stops and begins again at the stored place, so events may be published
 * twice, but never skipped or out of order.
 */
export class Relay {
  private readonly waker: Waker;
  private readonly now: () => number;
  private running: Promise<void> | undefined;
  private stopping = false;
  private state: RelayState | undefined;
  private lastMaintenance = Number.NEGATIVE_INFINITY;
  private lastStore = Number.NEGATIVE_INFINITY;
  /** Something was published since the place was stored. */
  private moved = false;

  constructor(private readonly options: RelayOptions) {
    const { surroundings = realSurroundings } = options;
    this.waker = new Waker(surroundings);
    this.now = surroundings.monotonicMs;
  }

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
    const { limits, observer, store, instance } = this.options;
    let pollMs = limits.relayPollMs;
    while (!this.stopping) {
      try {
        this.state ??= await store.acquireLease(instance, limits.relayLeaseMs);
        const { found, more } = this.state === undefined ? nothing : await this.turn(this.state);
        // Commits of this instance wake it; only what others leave is found by looking, less and less often while there is none.
        const woken = more || (await this.waker.sleep(pollMs));
        pollMs = woken || found ? limits.relayPollMs : Math.min(2 * pollMs, limits.relayIdlePollMs);
      } catch (error) {
        this.state = undefined;
        this.moved = false;
        if (!(error instanceof LeaseLostError)) observer.notice('relay stopped, will begin again at its stored place', { error: error instanceof Error ? error.message : String(error) });
        await this.waker.sleep(Math.max(limits.relayPollMs, 200));
      }
    }
    await this.handOver().catch((error: unknown) => observer.notice('relay could not hand its place over; others begin at the stored one', { error: error instanceof Error ? error.message : String(error) }));
  }

  private async handOver(): Promise<void> {
    if (!this.state) return;
    if (this.moved) await this.keep(this.state);
    await this.options.store.releaseLease(this.state.leaseEpoch);
  }

  /** One page. `more`: it was not the last one of its window. What this instance leaves meanwhile wakes it. */
  private async turn(state: RelayState): Promise<{ readonly found: boolean; readonly more: boolean }> {
    const { store, limits } = this.options;
    const { target, rows: found } = await store.readPage(state, limits.relayPageRows);
    const rows = bounded(found, limits.relayPageBytes);
    const complete = found.length < limits.relayPageRows && rows.length === found.length;
    const next: RelayPlace = complete ? { published: target, target: undefined, lastId: 0 } : { published: state.published, target, lastId: rows.at(-1)?.outboxId ?? 0 };
    if (rows.length > 0) await this.publish(rows);
    this.state = { ...state, ...next };
    this.moved ||= rows.length > 0;
    const storedFor = this.now() - this.lastStore;
    if (storedFor > limits.relayLeaseMs / 3 || (this.moved && storedFor >= limits.relayStoreMs)) await this.keep(this.state);
    await this.maintain();
    return { found: rows.length > 0, more: !complete };
  }

  /** What was published since the last time would be published again after a crash, and dropped by its sequence. */
  private async keep(state: RelayState): Promise<void> {
    this.lastStore = this.now();
    await this.options.store.storeState(state.leaseEpoch, state, this.options.limits.relayLeaseMs);
    this.moved = false;
  }

  /** Topic by topic, each in id order; the bus sends one partition per call and checks the answer. */
  private async publish(rows: readonly StoredOutboxRow[]): Promise<void> {
    const publications = [...Map.groupBy(rows, ({ topic }) => topic)].map(([topic, ofTopic]) => ({ topic, messages: ofTopic.flatMap(({ messages }) => messages) }));
    await this.options.bus.publishAll(publications);
    for (const { topic, messages } of publications) this.options.observer.published(topic, messages.length);
  }

  /** Rotates the outbox when its slot is full, and clears slots that are out of use. */
  private async maintain(): Promise<void> {
    const { store, limits } = this.options;
    if (this.now() - this.lastMaintenance < limits.maintenanceMs) return;
    this.lastMaintenance = this.now();
    await store.maintain(limits.outboxSlotRows, limits.outboxLockTimeoutMs);
  }
}

const nothing = { found: false, more: false };

/** At least one row, then as many as fit. */
function bounded(rows: readonly StoredOutboxRow[], limitBytes: number): readonly StoredOutboxRow[] {
  let bytes = 0;
  const end = rows.findIndex((row, index) => {
    bytes += row.messages.reduce((sum, { value }) => sum + value.length, 0);
    return index > 0 && bytes > limitBytes;
  });
  return end === -1 ? rows : rows.slice(0, end);
}
