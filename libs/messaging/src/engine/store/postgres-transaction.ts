import { setImmediate as nextTurn } from 'node:timers/promises';
import { errorCode } from '@huiliu/platform';
import type { PoolClient } from 'pg';
import type { Table } from '../../tables/table';
import type { Head } from '../heads';
import type { KnownHeads } from './known-heads';
import type { Answer, CommandKey, HopRow, IntentRow, KeptAnswer, OutboxRow, PositionMove, RawRow, ReceivedEvent, StoreTransaction, TimerRow, VersionedRow } from './store';
import type { ParkedEvent, StoredEvent, WaitingEvent } from './stored-event';
import { keepAnswer, reserveKey } from './sql/command-keys';
import { lockHeads, saveHeads } from './sql/heads';
import { saveHops } from './sql/hops';
import { closeIntents, saveIntents } from './sql/intents';
import { saveOutbox, type OutboxForm } from './sql/outbox';
import { movePositions } from './sql/positions';
import { receive } from './sql/received';
import { insertRows, loadRows, upsertRows } from './sql/rows';
import { saveTimers, takeTimer } from './sql/timers';
import * as stored from './sql/stored-events';

/** One transaction over one connection, which goes back to its pool at the end. */
export class PostgresTransaction implements StoreTransaction {
  private readonly begun: Promise<unknown>;
  private cause: unknown;
  /** The connection is back in its pool. */
  private over = false;

  constructor(
    private readonly client: PoolClient,
    private readonly knownHeads: KnownHeads,
    private readonly outbox: OutboxForm,
  ) {
    this.begun = client.query('BEGIN');
    // Whatever made it fail fails the calls after it too, and those are waited for.
    this.begun.catch(() => undefined);
  }

  movePositions(moves: readonly PositionMove[]): Promise<boolean> {
    return this.told(movePositions(this.client, moves));
  }

  lockHeads(subjects: Iterable<string>, known: ReadonlyMap<string, Head> = new Map()): Promise<Head[]> {
    return this.told(lockHeads(this.client, subjects, this.knownHeads, known));
  }

  saveHeads(heads: Iterable<Head>): Promise<string | undefined> {
    return this.told(saveHeads(this.client, heads));
  }

  receive(events: readonly ReceivedEvent[], at: Date): Promise<readonly ReceivedEvent[]> {
    return this.told(receive(this.client, events, at));
  }

  waitingFor(subjects: readonly string[]): Promise<readonly WaitingEvent[]> {
    return this.told(stored.loadWaitingFor(this.client, subjects));
  }

  hopesOf(subject: string): Promise<readonly string[]> {
    return this.told(stored.loadHopesOf(this.client, subject));
  }

  saveWaiting(events: readonly WaitingEvent[]): Promise<void> {
    return this.told(stored.saveWaiting(this.client, events));
  }

  deleteWaiting(ids: readonly string[]): Promise<void> {
    return this.told(stored.deleteWaiting(this.client, ids));
  }

  parkedOf(subject: string): Promise<readonly ParkedEvent[]> {
    return this.told(stored.loadParked(this.client, subject));
  }

  saveParked(events: readonly StoredEvent[]): Promise<void> {
    return this.told(stored.saveParked(this.client, events));
  }

  parkedAgain(position: string, reason: string): Promise<void> {
    return this.told(stored.parkedAgain(this.client, position, reason));
  }

  deleteParked(positions: readonly string[]): Promise<void> {
    return this.told(stored.deleteParked(this.client, positions));
  }

  discard(position: string, discardedBy: string, why: string): Promise<void> {
    return this.told(stored.discard(this.client, position, discardedBy, why));
  }

  reserveKey(key: CommandKey, requestHash: string, at: Date): Promise<KeptAnswer | undefined> {
    return this.told(reserveKey(this.client, key, requestHash, at));
  }

  keepAnswer(key: CommandKey, answer: Answer): Promise<void> {
    return this.told(keepAnswer(this.client, key, answer));
  }

  saveHops(hops: readonly HopRow[], durationMs: number): Promise<void> {
    return this.told(saveHops(this.client, hops, durationMs));
  }

  saveOutbox(rows: readonly OutboxRow[]): Promise<void> {
    return this.told(saveOutbox(this.client, rows, this.outbox));
  }

  saveIntents(intents: readonly IntentRow[], now: Date): Promise<void> {
    return this.told(saveIntents(this.client, intents, now));
  }

  closeIntents(intents: readonly { readonly id: string; readonly attempts: number }[]): Promise<ReadonlySet<string>> {
    return this.told(closeIntents(this.client, intents));
  }

  saveTimers(timers: readonly TimerRow[]): Promise<void> {
    return this.told(saveTimers(this.client, timers));
  }

  takeTimer(subject: string, name: string, at: Date): Promise<boolean> {
    return this.told(takeTimer(this.client, subject, name, at));
  }

  loadRows(table: Table, ids: readonly string[], lock: boolean): Promise<readonly RawRow[]> {
    return this.told(loadRows(this.client, table, ids, lock));
  }

  upsertRows(table: Table, rows: readonly VersionedRow[]): Promise<void> {
    return this.told(upsertRows(this.client, table, rows));
  }

  insertRows(table: Table, rows: readonly RawRow[]): Promise<void> {
    return this.told(insertRows(this.client, table, rows));
  }

  /** A refused COMMIT leaves the release to `rollback`. */
  async commit(): Promise<void> {
    await this.begun;
    await this.client.query('COMMIT');
    this.giveBack();
  }

  /** Does nothing to a transaction that has ended: its connection may be another's by now. */
  async rollback(cause: unknown): Promise<void> {
    if (this.over) return;
    let broken: Error | undefined;
    try {
      await this.client.query('ROLLBACK');
    } catch {
      broken = cause instanceof Error ? cause : new Error(String(cause));
    }
    this.giveBack(broken);
  }

  private giveBack(broken?: Error): void {
    if (this.over) return;
    this.over = true;
    this.client.release(broken);
  }

  /**
   * What was sent behind a failed statement is refused by the server (25P02) and would look like a fault of the data: everybody is told what went
   * wrong first.
   */
  private told<T>(call: Promise<T>): Promise<T> {
    return call.catch(async (error: unknown) => {
      if (errorCode(error) !== refusedBehindFailure) {
        this.cause ??= error;
        throw error;
      }
      // Both answers may have come together, and the first failure may have further to go through its promises.
      await nextTurn();
      throw this.cause ?? error;
    });
  }
}

const refusedBehindFailure = '25P02';
