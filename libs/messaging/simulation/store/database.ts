import type { Answer, IntentRow, OutboxRow, RawRow } from '../../src/engine/store/store';
import type { ParkedEvent, StoredEvent, WaitingEvent } from '../../src/engine/store/stored-event';
import type { Timer } from '../../src/work';
import { Cells } from './cell';
import { textOf } from './snapshots';
import { soundStore, type StoreMutation } from './store-mutation';

export interface HeadState {
  readonly outSequence: number;
  readonly blocked: boolean;
  readonly awaited: boolean;
  readonly seen: ReadonlyMap<string, { readonly epoch: number; readonly sequence: number }>;
  readonly trace: string | undefined;
  readonly lastHop: string | undefined;
  readonly stamp: string | undefined;
}

export interface OutboxEntry {
  readonly outboxId: number;
  readonly xid: number;
  readonly slot: number;
  readonly row: OutboxRow;
}

export interface RelayRow {
  holder: string | undefined;
  leaseEpoch: number;
  leaseUntilMs: number;
  published: string;
  target: string | undefined;
  lastId: number;
}

export interface PositionStep {
  readonly place: string;
  readonly stored: number | undefined;
  readonly next: number;
}

/** Something connected to the database: it can be cut off. */
export interface Session {
  cut(): void;
}

/**
 * One department's database. What is in here outlives its processes. Histories at the end are the simulation's own: what was true once, for the
 * properties to look at.
 */
export class Database {
  readonly positions = new Cells<number>();
  readonly heads = new Cells<HeadState>();
  readonly received = new Cells<true>();
  readonly hops = new Cells<{ readonly subject: string; readonly id: string }>();
  readonly waiting = new Cells<WaitingEvent>();
  readonly parked = new Cells<ParkedEvent>();
  readonly discarded = new Cells<StoredEvent>();
  readonly keys = new Cells<{ readonly requestHash: string; readonly answer: Answer | undefined }>();
  readonly intents = new Cells<{ readonly row: IntentRow; readonly open: boolean; readonly attempts: number }>();
  readonly timers = new Cells<Timer>();
  private readonly tables = new Map<string, Cells<RawRow>>();

  /** Rows of transactions that are committed or under way. */
  outbox: OutboxEntry[] = [];
  readonly relay: RelayRow = { holder: undefined, leaseEpoch: 0, leaseUntilMs: Number.NEGATIVE_INFINITY, published: '1:1:', target: undefined, lastId: 0 };
  readonly rotation = { slot: 0, sinceId: 0 };

  /** Transactions under way that have written. */
  readonly underWay = new Set<number>();
  readonly sessions = new Set<Session>();
  /** Shut down: every statement fails. */
  away = false;
  /** The answer to the next COMMIT gets lost; the flag says whether the COMMIT does. */
  losesCommit: 'answer' | 'commit' | undefined;
  private lastXid = 0;
  private lastNumber = 0;
  private lastOutboxId = 0;

  readonly positionHistory: PositionStep[] = [];
  readonly outboxHistory: OutboxEntry[] = [];

  constructor(
    readonly name: string,
    readonly mutation: StoreMutation = soundStore,
  ) {}

  table(name: string): Cells<RawRow> {
    let table = this.tables.get(name);
    if (!table) this.tables.set(name, (table = new Cells<RawRow>()));
    return table;
  }

  /** At a transaction's first writing. */
  beginXid(): number {
    this.underWay.add(++this.lastXid);
    return this.lastXid;
  }

  endXid(xid: number): void {
    this.underWay.delete(xid);
  }

  /** pg_current_snapshot(). */
  snapshot(): string {
    return textOf(this.lastXid + 1, this.underWay);
  }

  /** An identity column: never given twice, whatever becomes of the transaction. */
  nextNumber(): number {
    return ++this.lastNumber;
  }

  nextOutboxId(): number {
    return ++this.lastOutboxId;
  }

  get outboxIdsGiven(): number {
    return this.lastOutboxId;
  }

  /** Whether nothing is under way and the relay has nothing left to publish. */
  get quiet(): boolean {
    return this.sessions.size === 0 && this.underWay.size === 0;
  }

  /** All connections break: pg_terminate_backend, or a server that stops. */
  cutAll(): void {
    for (const session of [...this.sessions]) session.cut();
  }
}
