import type { Head } from '../../src/engine/heads';
import {
  VersionConflictError,
  type Answer,
  type CommandKey,
  type HopRow,
  type IntentRow,
  type KeptAnswer,
  type OutboxRow,
  type PositionMove,
  type RawRow,
  type ReceivedEvent,
  type StoreTransaction,
  type TimerRow,
  type VersionedRow,
} from '../../src/engine/store/store';
import type { ParkedEvent, StoredEvent, WaitingEvent } from '../../src/engine/store/stored-event';
import type { Table } from '../../src/tables/table';
import { Connection } from './connection';
import type { PositionStep } from './database';
import { connectionLost } from './sql-error';
import { insertingHeads, lockingHeads, savingHeads } from './statements/heads';
import { keepingAnswer, reservingKey } from './statements/keys';
import { closingIntents, savingIntents, savingTimers, takingTimer } from './statements/outside';
import { movingPositions } from './statements/positions';
import { receiving } from './statements/received';
import { savingHops, savingOutbox } from './statements/records';
import { insertingRows, loadingRows, upsertingRows } from './statements/rows';
import { changing, deleting, discarding, savingParked, savingWaiting } from './statements/stored-events';

/** The store's transaction over a database in memory: the same statements as the PostgreSQL adapter, with the same locks. */
export class MemoryTransaction extends Connection implements StoreTransaction {
  private readonly moves: PositionStep[] = [];

  movePositions(moves: readonly PositionMove[]): Promise<boolean> {
    return this.send('move positions', () => movingPositions(this, moves, this.moves));
  }

  async lockHeads(subjects: Iterable<string>): Promise<Head[]> {
    const ids = [...new Set(subjects)].sort();
    if (ids.length === 0) return [];
    const [, heads] = await Promise.all([this.send('insert heads', () => insertingHeads(this, ids)), this.send('lock heads', () => lockingHeads(this, ids))]);
    return heads;
  }

  async saveHeads(heads: Iterable<Head>): Promise<string | undefined> {
    const dirty = [...heads].filter((head) => head.dirty);
    return dirty.length > 0 ? this.send('save heads', () => savingHeads(this, dirty), true) : undefined;
  }

  async receive(events: readonly ReceivedEvent[], _at: Date): Promise<readonly ReceivedEvent[]> {
    return events.length === 0 ? [] : this.send('note received', () => receiving(this, events));
  }

  waitingFor(subjects: readonly string[]): Promise<readonly WaitingEvent[]> {
    return this.sendPlain('waiting for', () => [...this.database.waiting.read(this)].filter(({ waitsFor }) => subjects.includes(waitsFor)).sort((a, b) => Number(a.id) - Number(b.id)));
  }

  hopesOf(subject: string): Promise<readonly string[]> {
    return this.sendPlain('hopes', () => [...new Set([...this.database.waiting.read(this)].filter((event) => event.subject === subject).map(({ waitsFor }) => waitsFor))]);
  }

  async saveWaiting(events: readonly WaitingEvent[]): Promise<void> {
    if (events.length > 0) await this.send('save waiting', () => savingWaiting(this, events), true);
  }

  async deleteWaiting(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.send('delete waiting', () => deleting(this, this.database.waiting, ({ id }) => ids.includes(id ?? '')), true);
  }

  parkedOf(subject: string): Promise<readonly ParkedEvent[]> {
    return this.sendPlain('parked', () => [...this.database.parked.read(this)].filter((event) => event.subject === subject).sort((a, b) => Number(a.position) - Number(b.position)));
  }

  async saveParked(events: readonly StoredEvent[]): Promise<void> {
    if (events.length > 0) await this.send('save parked', () => savingParked(this, events), true);
  }

  parkedAgain(position: string, reason: string): Promise<void> {
    return this.send('parked again', () => changing(this, this.database.parked, (row) => row.position === position, (row) => ({ ...row, reason, attempts: row.attempts + 1 })), true);
  }

  async deleteParked(positions: readonly string[]): Promise<void> {
    if (positions.length > 0) await this.send('delete parked', () => deleting(this, this.database.parked, ({ position }) => positions.includes(position)), true);
  }

  discard(position: string, _discardedBy: string, _why: string): Promise<void> {
    return this.send('discard', () => discarding(this, position));
  }

  reserveKey(key: CommandKey, requestHash: string, _at: Date): Promise<KeptAnswer | undefined> {
    return this.send('reserve key', () => reservingKey(this, key, requestHash));
  }

  keepAnswer(key: CommandKey, answer: Answer): Promise<void> {
    return this.send('keep answer', () => keepingAnswer(this, key, answer), true);
  }

  async saveHops(hops: readonly HopRow[], _durationMs: number): Promise<void> {
    if (hops.length > 0) await this.send('save hops', () => savingHops(this, hops), true);
  }

  async saveOutbox(rows: readonly OutboxRow[]): Promise<void> {
    if (rows.length > 0) await this.sendPlain('save outbox', () => savingOutbox(this, rows));
  }

  async saveIntents(intents: readonly IntentRow[], _now: Date): Promise<void> {
    if (intents.length > 0) await this.send('save intents', () => savingIntents(this, intents), true);
  }

  closeIntents(intents: readonly { readonly id: string; readonly attempts: number }[]): Promise<ReadonlySet<string>> {
    return this.send('close intents', () => closingIntents(this, intents));
  }

  async saveTimers(timers: readonly TimerRow[]): Promise<void> {
    if (timers.length > 0) await this.send('save timers', () => savingTimers(this, timers), true);
  }

  takeTimer(subject: string, name: string, at: Date): Promise<boolean> {
    return this.send('take timer', () => takingTimer(this, `${subject} ${name}`, at));
  }

  loadRows(table: Table, ids: readonly string[], lock: boolean): Promise<readonly RawRow[]> {
    return this.send(`load ${table.name}`, () => loadingRows(this, table, ids, lock), !lock);
  }

  async upsertRows(table: Table, rows: readonly VersionedRow[]): Promise<void> {
    const changed = await this.send(`upsert ${table.name}`, () => upsertingRows(this, table, rows), true);
    if (changed !== rows.length) throw new VersionConflictError(table.name);
  }

  insertRows(table: Table, rows: readonly RawRow[]): Promise<void> {
    return this.send(`insert ${table.name}`, () => insertingRows(this, table, rows), true);
  }

  /** With time between the commit and its answer, so that a crash or a lost connection can come in between. */
  async commit(): Promise<void> {
    await this.sendPlain('COMMIT', () => this.committing());
    await this.process.ask('answer to COMMIT', () => undefined);
  }

  rollback(_cause: unknown): Promise<void> {
    return this.sendPlain('ROLLBACK', () => this.end(false)).catch(() => undefined);
  }

  protected override committed(): void {
    this.database.positionHistory.push(...this.moves);
  }

  private committing(): void {
    const { database } = this;
    const loses = database.losesCommit;
    database.losesCommit = undefined;
    if (loses === 'commit') this.end(false);
    else this.commitNow();
    if (loses !== undefined) throw connectionLost();
  }
}
