import type { Batch, BusMessage } from '../bus/bus';
import { decode, sourceOf, storable, type Envelope } from '../envelope';
import { KindsHeard } from '../routes';
import { arrivalOf, type Arrival } from './arrival';
import { Breaker, BreakerOpenError } from './breaker';
import { Inbox } from './inbox';
import { JointQueue } from './joint-queue';
import { Releasing, releasingApart } from './releasing';
import { isTransient } from './transient';
import { startBatchSpan } from './trace';
import { Transaction } from './transaction';
import type { EngineOptions } from './unit-of-work';

/** The compare-and-set of a position found another value: somebody else has moved on. */
class StalePositionError extends Error {}

/** Consecutive messages of one partition that are handled in one transaction. */
interface Slice {
  readonly topic: string;
  readonly partition: number;
  readonly messages: readonly BusMessage[];
  readonly next: number;
}

/**
 * Moves batches, exactly once in effect (architecture, section 4): positions, effects and outgoing events in one transaction.
 * The database is the truth about progress; the broker's own offset is a hint.
 *
 * Batches of different partitions that come while a transaction is under way share the next one: what a transaction costs is paid once for all of
 * them, and they don't wait for each other's locks (docs/adr/0016).
 */
export class Consumer {
  private readonly positions = new Map<string, number | undefined>();
  private readonly breaker: Breaker;
  private readonly queue: JointQueue<Batch, number>;
  private readonly kindsHeard: KindsHeard;

  constructor(private readonly options: EngineOptions) {
    const { limits } = options;
    this.kindsHeard = new KindsHeard(options.routes);
    this.breaker = new Breaker(limits, options.surroundings?.monotonicMs);
    this.queue = new JointQueue({
      atATime: limits.consumerTransactions,
      size: ({ messages }) => messages.length,
      limit: limits.transactionEvents,
      handle: (batches) => this.take(batches),
    });
  }

  /** Why nothing is taken at the moment; undefined when all is well. */
  stoppedBecause(): string | undefined {
    return this.breaker.reason();
  }

  /** Where to read on; undefined when this department has never read the partition. */
  async position(topic: string, partition: number): Promise<number | undefined> {
    const next = await this.options.store.position(topic, partition);
    this.positions.set(placeOf({ topic, partition }), next);
    return next;
  }

  /** Handles one batch and answers where to read on. Throws what is transient: the bus backs off and delivers again. */
  handle(batch: Batch): Promise<number> {
    return this.queue.add(batch);
  }

  /** All in one transaction; where one of them can't be, each in its own, so that it holds up no other. */
  private async take(batches: readonly Batch[]): Promise<readonly PromiseSettledResult<number>[]> {
    const stopped = this.breaker.reason();
    if (stopped !== undefined) throw new BreakerOpenError(stopped);
    if (batches.length > 1) {
      try {
        await this.transact(batches, undefined);
        return batches.map(({ next }) => ({ status: 'fulfilled', value: next }));
      } catch (error) {
        if (isTransient(error) || error instanceof BreakerOpenError) throw error;
      }
    }
    const results: PromiseSettledResult<number>[] = [];
    for (const batch of batches) results.push(...(await Promise.allSettled([this.takeOne(batch)])));
    return results;
  }

  private async takeOne(batch: Batch): Promise<number> {
    try {
      await this.slice(batch);
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
    await this.slice({ topic, partition, messages: rest, next: batch.next });
    return batch.next;
  }

  /** One transaction; where SQL refuses the data, halves until the culprit is alone, and parks that one. */
  private async slice(slice: Slice): Promise<void> {
    const { messages } = slice;
    try {
      if (messages.length === 1) await releasingApart((releasing) => this.transact([slice], undefined, releasing));
      else await this.transact([slice], undefined);
    } catch (error) {
      const expected = error instanceof StalePositionError || error instanceof BreakerOpenError;
      if (expected || isTransient(error)) throw error;
      if (messages.length === 1) return this.transact([slice], error instanceof Error ? error.message : String(error));
      const half = Math.ceil(messages.length / 2);
      const second = messages.slice(half);
      await this.slice({ ...slice, messages: messages.slice(0, half), next: second[0]?.offset ?? slice.next });
      await this.slice({ ...slice, messages: second });
    }
  }

  private async transact(slices: readonly Slice[], condemned: string | undefined, releasing = new Releasing()): Promise<void> {
    const { core, routes, limits, observer, clock } = this.options;
    const started = performance.now();
    const arrivals = slices.flatMap((slice) => slice.messages.flatMap((message) => this.arrival(slice, message) ?? []));
    const span = startBatchSpan(slices, arrivals.map(({ envelope }) => envelope.traceparent));
    const store = await this.options.store.begin();
    const transaction = new Transaction(store, core, clock());
    const inbox = new Inbox(transaction, routes, limits, observer, sourceOf(core.department), releasing);
    try {
      const [moved] = await Promise.all([store.movePositions(slices.map((slice) => ({ ...slice, stored: this.positions.get(placeOf(slice)) }))), inbox.open(arrivals)]);
      if (!moved) throw new StalePositionError();
      for (const arrival of arrivals) {
        if (condemned === undefined) await inbox.take(arrival);
        else inbox.condemn(arrival, condemned);
      }
      if (!this.breaker.allows(inbox.parkings)) throw new BreakerOpenError(this.breaker.reason());
      await Promise.all([inbox.flush(), transaction.flush()]);
      releasing.assertComplete();
      await store.commit();
    } catch (error) {
      transaction.failed();
      await store.rollback(error);
      throw error;
    } finally {
      span.end();
    }
    for (const slice of slices) this.positions.set(placeOf(slice), slice.next);
    transaction.committed();
    this.options.onCommit({ outbox: transaction.saysSomething, intents: transaction.intendsSomething });
    for (const { topic, messages } of slices) observer.batch(topic, messages.length, performance.now() - started);
  }

  /** Undefined: it is passed over. */
  private arrival({ topic, partition }: Slice, message: BusMessage): Arrival | undefined {
    const decoded = decode(message);
    if (decoded.ok) return this.read(topic, decoded.envelope);
    const place = `${topic}/${partition}/${message.offset}`;
    const envelope: Envelope = {
      id: place, type: 'unknown', source: 'unknown', subject: storable(message.key.slice(0, 200)) || 'unknown', time: '', sequence: undefined, epoch: undefined, traceparent: undefined, causeId: undefined, value: storable(message.value),
    };
    return { envelope, topic, subject: envelope.subject, readiness: { kind: 'invalid', code: 'MALFORMED_HEADERS', reason: decoded.reason, inner: false } };
  }

  /** What is said about kinds of subjects of which nothing is heard here is passed over, unless a version before runs that would take that for a gap (docs/adr/0047). */
  private read(topic: string, envelope: Envelope): Arrival | undefined {
    const { core, routes, observer } = this.options;
    const arrival = arrivalOf(routes, topic, envelope);
    if (arrival.envelope.sequence === undefined || this.kindsHeard.has(topic, envelope.subject)) return arrival;
    if (arrival.readiness.kind !== 'pass' || core.passesOver?.() !== true) return { ...arrival, unheardKind: true };
    if (arrival.readiness.future) observer.skipped(envelope.type);
    return undefined;
  }
}

const placeOf = ({ topic, partition }: Pick<Slice, 'topic' | 'partition'>): string => `${topic}/${partition}`;
