import type { PoolClient } from 'pg';
import type { Batch, BusMessage } from '../bus/bus';
import { decode, sourceOf, type Envelope } from '../envelope';
import { Breaker, BreakerOpenError } from './breaker';
import { checkOut, rollback } from './client';
import { Gate } from './gate';
import { arrivalOf, type Arrival } from './arrival';
import { Inbox } from './inbox';
import { isTransient } from './transient';
import { startBatchSpan } from './trace';
import { Transaction } from './transaction';
import type { EngineOptions } from './unit-of-work';

/** The compare-and-set of the position found another value: somebody else has moved on. */
class StalePositionError extends Error {}

/**
 * Moves batches, exactly once in effect (architecture, section 4): position, effects and outgoing events in one transaction.
 * The database is the truth about progress; the broker's own offset is a hint.
 */
export class Consumer {
  private readonly positions = new Map<string, number | undefined>();
  private readonly breaker: Breaker;
  private readonly gate: Gate;

  constructor(private readonly options: EngineOptions) {
    this.breaker = new Breaker(options.limits);
    this.gate = new Gate(options.limits.batchesAtATime);
  }

  /** Why nothing is taken at the moment; undefined when all is well. */
  stoppedBecause(): string | undefined {
    return this.breaker.reason();
  }

  /** Where to read on; undefined when this department has never read the partition. */
  async position(topic: string, partition: number): Promise<number | undefined> {
    const { rows } = await this.options.pool.query<{ next: string }>('SELECT next FROM consumer_offset WHERE topic = $1 AND partition = $2', [topic, partition]);
    const next = rows[0] ? Number(rows[0].next) : undefined;
    this.positions.set(`${topic}/${partition}`, next);
    return next;
  }

  /** Handles one batch and answers where to read on. Throws what is transient: the bus backs off and delivers again. */
  handle(batch: Batch): Promise<number> {
    return this.gate.through(() => this.take(batch));
  }

  private async take(batch: Batch): Promise<number> {
    const stopped = this.breaker.reason();
    if (stopped !== undefined) throw new BreakerOpenError(stopped);
    const { topic, partition } = batch;
    try {
      await this.slice(topic, partition, batch.messages, batch.next);
      return batch.next;
    } catch (error) {
      if (!(error instanceof StalePositionError)) throw error;
    }
    return this.reconcile(batch);
  }

  /** A lost answer to COMMIT looks like a zombie and is not one: read the position again, trim, and go on if still assigned. */
  private async reconcile(batch: Batch): Promise<number> {
    const { topic, partition } = batch;
    const stored = await this.position(topic, partition);
    this.options.observer.notice('position moved by another', { topic, partition, stored });
    if (stored === undefined) throw new Error(`${topic}/${partition}: the stored position has disappeared`);
    const rest = batch.messages.filter((message) => message.offset >= stored);
    const jumpedBack = stored < (batch.messages[0]?.offset ?? 0);
    if (jumpedBack || rest.length === 0 || !batch.assigned()) return stored;
    await this.slice(topic, partition, rest, batch.next);
    return batch.next;
  }

  /** One transaction; where SQL refuses the data, halves until the culprit is alone, and parks that one. */
  private async slice(topic: string, partition: number, messages: readonly BusMessage[], next: number): Promise<void> {
    try {
      await this.transact(topic, partition, messages, next, undefined);
    } catch (error) {
      const expected = error instanceof StalePositionError || error instanceof BreakerOpenError;
      if (expected || isTransient(error)) throw error;
      const reason = `${error instanceof Error ? error.message : String(error)}`;
      if (messages.length === 1) {
        await this.transact(topic, partition, messages, next, reason);
        return;
      }
      const half = Math.ceil(messages.length / 2);
      const [first, second] = [messages.slice(0, half), messages.slice(half)];
      await this.slice(topic, partition, first, second[0]?.offset ?? next);
      await this.slice(topic, partition, second, next);
    }
  }

  private async transact(topic: string, partition: number, messages: readonly BusMessage[], next: number, condemned: string | undefined): Promise<void> {
    const { pool, core, routes, limits, observer, clock } = this.options;
    const started = performance.now();
    const arrivals = messages.map((message) => this.arrival(topic, partition, message));
    const span = startBatchSpan(topic, partition, arrivals.map(({ envelope }) => envelope.traceparent));
    const client = await checkOut(pool);
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      await this.moveOn(client, topic, partition, next);
      const transaction = new Transaction(client, core, clock());
      const inbox = new Inbox(transaction, routes, limits, observer, sourceOf(core.department));
      await inbox.open(arrivals);
      for (const arrival of arrivals) {
        if (condemned === undefined) await inbox.take(arrival);
        else inbox.condemn(arrival, condemned);
      }
      if (!this.breaker.allows(inbox.parkings)) throw new BreakerOpenError(this.breaker.reason());
      await inbox.flush();
      await transaction.flush();
      await client.query('COMMIT');
      this.positions.set(`${topic}/${partition}`, next);
      transaction.committed();
      this.options.onCommit({ outbox: transaction.saysSomething, intents: transaction.intendsSomething });
      observer.batch(topic, messages.length, performance.now() - started);
    } catch (error) {
      broken = await rollback(client, error);
      throw error;
    } finally {
      client.release(broken);
      span.end();
    }
  }

  /** `UPDATE … WHERE next = stored`: whoever comes second changes no row and knows it. */
  private async moveOn(client: PoolClient, topic: string, partition: number, next: number): Promise<void> {
    const stored = this.positions.get(`${topic}/${partition}`);
    const result =
      stored === undefined
        ? await client.query('INSERT INTO consumer_offset (topic, partition, next) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [topic, partition, next])
        : await client.query({ name: 'position:move', text: 'UPDATE consumer_offset SET next = $3 WHERE topic = $1 AND partition = $2 AND next = $4', values: [topic, partition, next, stored] });
    if (result.rowCount !== 1) throw new StalePositionError();
  }

  private arrival(topic: string, partition: number, message: BusMessage): Arrival {
    const decoded = decode(message);
    if (decoded.ok) return arrivalOf(this.options.routes, topic, decoded.envelope);
    const place = `${topic}/${partition}/${message.offset}`;
    const envelope: Envelope = {
      id: place, type: 'unknown', source: 'unknown', subject: message.key.slice(0, 200) || 'unknown', time: '', sequence: undefined, epoch: undefined, traceparent: undefined, causeId: undefined, value: message.value,
    };
    return { envelope, topic, subject: envelope.subject, readiness: { kind: 'invalid', code: 'MALFORMED_HEADERS', reason: decoded.reason, inner: false } };
  }
}
