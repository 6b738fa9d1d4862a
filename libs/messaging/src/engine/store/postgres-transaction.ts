import type { PoolClient } from 'pg';
import type { Table } from '../../tables/table';
import type { Head } from '../heads';
import type { Answer, CommandKey, HopRow, IntentRow, KeptAnswer, OutboxRow, PositionMove, RawRow, ReceivedEvent, StoreTransaction, TimerRow, VersionedRow } from './store';
import type { ParkedEvent, StoredEvent, WaitingEvent } from './stored-event';
import { keepAnswer, reserveKey } from './sql/command-keys';
import { lockHeads, saveHeads } from './sql/heads';
import { saveHops } from './sql/hops';
import { closeIntents, saveIntents } from './sql/intents';
import { saveOutbox } from './sql/outbox';
import { movePositions } from './sql/positions';
import { receive } from './sql/received';
import { insertRows, loadRows, upsertRows } from './sql/rows';
import { saveTimers, takeTimer } from './sql/timers';
import * as stored from './sql/stored-events';

/** One transaction over one connection, which goes back to its pool at the end. */
export class PostgresTransaction implements StoreTransaction {
  private readonly begun: Promise<unknown>;

  constructor(private readonly client: PoolClient) {
    this.begun = client.query('BEGIN');
    // Whatever made it fail fails the calls after it too, and those are waited for.
    this.begun.catch(() => undefined);
  }

  movePositions(moves: readonly PositionMove[]): Promise<boolean> {
    return movePositions(this.client, moves);
  }

  lockHeads(subjects: Iterable<string>): Promise<Head[]> {
    return lockHeads(this.client, subjects);
  }

  saveHeads(heads: Iterable<Head>): Promise<void> {
    return saveHeads(this.client, heads);
  }

  receive(events: readonly ReceivedEvent[], at: Date): Promise<readonly ReceivedEvent[]> {
    return receive(this.client, events, at);
  }

  waitingFor(subjects: readonly string[]): Promise<readonly WaitingEvent[]> {
    return stored.loadWaitingFor(this.client, subjects);
  }

  hopesOf(subject: string): Promise<readonly string[]> {
    return stored.loadHopesOf(this.client, subject);
  }

  saveWaiting(events: readonly WaitingEvent[]): Promise<void> {
    return stored.saveWaiting(this.client, events);
  }

  deleteWaiting(ids: readonly string[]): Promise<void> {
    return stored.deleteWaiting(this.client, ids);
  }

  parkedOf(subject: string): Promise<readonly ParkedEvent[]> {
    return stored.loadParked(this.client, subject);
  }

  saveParked(events: readonly StoredEvent[]): Promise<void> {
    return stored.saveParked(this.client, events);
  }

  parkedAgain(position: string, reason: string): Promise<void> {
    return stored.parkedAgain(this.client, position, reason);
  }

  deleteParked(positions: readonly string[]): Promise<void> {
    return stored.deleteParked(this.client, positions);
  }

  discard(position: string, discardedBy: string, why: string): Promise<void> {
    return stored.discard(this.client, position, discardedBy, why);
  }

  reserveKey(key: CommandKey, requestHash: string, at: Date): Promise<KeptAnswer | undefined> {
    return reserveKey(this.client, key, requestHash, at);
  }

  keepAnswer(key: CommandKey, answer: Answer): Promise<void> {
    return keepAnswer(this.client, key, answer);
  }

  saveHops(hops: readonly HopRow[], durationMs: number): Promise<void> {
    return saveHops(this.client, hops, durationMs);
  }

  saveOutbox(rows: readonly OutboxRow[]): Promise<void> {
    return saveOutbox(this.client, rows);
  }

  saveIntents(intents: readonly IntentRow[], now: Date): Promise<void> {
    return saveIntents(this.client, intents, now);
  }

  closeIntents(intents: readonly { readonly id: string; readonly attempts: number }[]): Promise<ReadonlySet<string>> {
    return closeIntents(this.client, intents);
  }

  saveTimers(timers: readonly TimerRow[]): Promise<void> {
    return saveTimers(this.client, timers);
  }

  takeTimer(subject: string, name: string, at: Date): Promise<boolean> {
    return takeTimer(this.client, subject, name, at);
  }

  loadRows(table: Table, ids: readonly string[], lock: boolean): Promise<readonly RawRow[]> {
    return loadRows(this.client, table, ids, lock);
  }

  upsertRows(table: Table, rows: readonly VersionedRow[]): Promise<void> {
    return upsertRows(this.client, table, rows);
  }

  insertRows(table: Table, rows: readonly RawRow[]): Promise<void> {
    return insertRows(this.client, table, rows);
  }

  /** A refused COMMIT leaves the release to `rollback`. */
  async commit(): Promise<void> {
    await this.begun;
    await this.client.query('COMMIT');
    this.client.release();
  }

  async rollback(cause: unknown): Promise<void> {
    try {
      await this.client.query('ROLLBACK');
      this.client.release();
    } catch {
      this.client.release(cause instanceof Error ? cause : new Error(String(cause)));
    }
  }
}
