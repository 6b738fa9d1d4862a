import type { Refusal } from '@huiliu/platform';
import type { Table } from '../../tables/table';
import type { Intent, Timer } from '../../work';
import type { Head } from '../heads';
import type { Item } from '../item';
import type { HopSpan } from '../trace';
import type { ParkedEvent, StoredEvent, WaitingEvent } from './stored-event';

/**
 * Where a department keeps its state: the store port of the messaging core. One adapter for PostgreSQL; one in memory, with the same locks, for
 * the simulation of crashes.
 *
 * Calls of one transaction take effect in the order in which they were made, whether or not the earlier ones have answered: callers send
 * what they can at once and wait for the answers together, which costs one round trip. When one has failed, those behind it fail with the same error.
 */
export interface Store {
  /** Position stored for a partition; undefined when this department has never read it. */
  position(topic: string, partition: number): Promise<number | undefined>;
  /** The kept answer of a command, read without a lock. */
  keptAnswer(key: CommandKey): Promise<KeptAnswer | undefined>;
  begin(): Promise<StoreTransaction>;
}

export interface StoreTransaction extends RowStore {
  /** Compare-and-set of all positions. False: another one stands there than was said, for one of them at least. */
  movePositions(moves: readonly PositionMove[]): Promise<boolean>;
  /** Inserts the missing heads, then locks all, in id order. `known`: heads as they were last seen; those whose stamp is still the same need not be read. */
  lockHeads(subjects: Iterable<string>, known?: ReadonlyMap<string, Head>): Promise<Head[]>;
  /** Answers the stamp that the saved heads have from now on. */
  saveHeads(heads: Iterable<Head>): Promise<string | undefined>;
  /** Notes events of public topics; answers those that were not known yet. */
  receive(events: readonly ReceivedEvent[], at: Date): Promise<readonly ReceivedEvent[]>;

  /** Whoever reads them holds the heads of `subjects`, so that the set can't change meanwhile. */
  waitingFor(subjects: readonly string[]): Promise<readonly WaitingEvent[]>;
  /** Subjects that waiting events of one subject hope for. */
  hopesOf(subject: string): Promise<readonly string[]>;
  saveWaiting(events: readonly WaitingEvent[]): Promise<void>;
  deleteWaiting(ids: readonly string[]): Promise<void>;

  parkedOf(subject: string): Promise<readonly ParkedEvent[]>;
  saveParked(events: readonly StoredEvent[]): Promise<void>;
  /** A replay failed again. */
  parkedAgain(position: string, reason: string): Promise<void>;
  deleteParked(positions: readonly string[]): Promise<void>;
  /** Moves a parked event to the discarded ones. */
  discard(position: string, discardedBy: string, why: string): Promise<void>;

  /** Waits for whoever is at work under the same key. Undefined: the key is ours now. */
  reserveKey(key: CommandKey, requestHash: string, at: Date): Promise<KeptAnswer | undefined>;
  keepAnswer(key: CommandKey, answer: Answer): Promise<void>;

  saveHops(hops: readonly HopRow[], durationMs: number): Promise<void>;
  saveOutbox(rows: readonly OutboxRow[]): Promise<void>;
  /** An intent with the same id is rescheduled; its attempts go on counting. */
  saveIntents(intents: readonly IntentRow[], now: Date): Promise<void>;
  /** Closes what is still in these hands; answers the ids. */
  closeIntents(intents: readonly { readonly id: string; readonly attempts: number }[]): Promise<ReadonlySet<string>>;
  saveTimers(timers: readonly TimerRow[]): Promise<void>;
  /** False: it is not due any more, or another was faster. */
  takeTimer(subject: string, name: string, at: Date): Promise<boolean>;

  commit(): Promise<void>;
  /** Never rejects. `cause` is what went wrong: a broken connection is not used again. */
  rollback(cause: unknown): Promise<void>;
}

/** Rows of the department's own tables. */
export interface RowStore {
  /** `lock` for rows shared between cases; rows of one case are guarded by its head. In id order, so that locks are taken in one order. */
  loadRows(table: Table, ids: readonly string[], lock: boolean): Promise<readonly RawRow[]>;
  /** `version` is the row's new version and must be the stored one plus 1: VersionConflictError otherwise. */
  upsertRows(table: Table, rows: readonly VersionedRow[]): Promise<void>;
  /** Append-only: a row that is there already is an error (SQLSTATE 23505). */
  insertRows(table: Table, rows: readonly RawRow[]): Promise<void>;
}

/** A row of another transaction's making stood in the way of ours: the batch is done again. Heads are locked, so this is rare. */
export class VersionConflictError extends Error {
  constructor(table: string) {
    super(`${table}: a row changed while it was being handled`);
  }
}

export type RawRow = Readonly<Record<string, unknown>>;

export interface VersionedRow {
  readonly row: RawRow;
  readonly version: number;
}

export interface PositionMove {
  readonly topic: string;
  readonly partition: number;
  /** Undefined: nothing is stored yet. */
  readonly stored: number | undefined;
  readonly next: number;
}

export interface ReceivedEvent {
  readonly source: string;
  readonly id: string;
}

export interface CommandKey {
  readonly principal: string;
  readonly operation: string;
  readonly key: string;
}

export type Answer = { readonly response: unknown } | { readonly refusal: Refusal };

export interface KeptAnswer {
  readonly requestHash: string;
  /** Undefined: not decided, or not known. */
  readonly answer: Answer | undefined;
}

export interface OutboxRow {
  readonly topic: string;
  readonly subject: string;
  readonly id: string;
  /** Whose it is, where it is not the department's own. */
  readonly source?: string;
  readonly type: string;
  readonly saidAt: Date;
  readonly sequence: number | undefined;
  readonly epoch: number | undefined;
  readonly traceparent: string | undefined;
  readonly causeId: string | undefined;
  /** Further headers, as the reason of a dead letter. */
  readonly extra: Readonly<Record<string, string>> | undefined;
  readonly value: string;
}

export interface HopRow {
  readonly item: Item;
  readonly hop: HopSpan;
  /** The hop before it of the same subject in this department. */
  readonly follows: string | undefined;
  readonly handledAt: Date;
  readonly outcome: string;
}

export interface IntentRow {
  readonly intent: Intent;
  readonly traceparent: string;
  readonly causeId: string;
}

/** Without a due time the timer is taken away. */
export type TimerRow = Timer | { readonly subject: string; readonly name: string; readonly dueAt: undefined };
