import type { Consumer, EachBatchPayload, LogEntry } from 'kafkajs';
import type { BusLimits, Subscriber, Subscription } from '../bus';
import { Backoff, pause, reasonOf, unlessAborted } from '../pace';
import { type KafkaClients, retryOptions } from './kafka-clients';
import { KafkaLane } from './kafka-lane';
import type { KafkaTopics } from './kafka-topics';

const hintEveryMs = 5_000;
const leaveTimeoutMs = 15_000;
const maxLanesAtOnce = 64;
/** After these none of the partitions is surely ours, and kafkajs joins the group anew. */
const membershipErrors: ReadonlySet<string> = new Set(['REBALANCE_IN_PROGRESS', 'NOT_COORDINATOR_FOR_GROUP', 'ILLEGAL_GENERATION', 'UNKNOWN_MEMBER_ID']);
/** Sessions without any sign of life from kafkajs, or without an answer from one of the brokers, after which its consumer is replaced. */
const silentSessions = 3;

/** A member at work: keeps a kafkajs consumer alive whatever happens to it, and a lane for each partition. */
export class KafkaSubscription implements Subscription {
  readonly #stopping = new AbortController();
  readonly #lanes = new Map<string, KafkaLane>();
  readonly #supervision: Promise<void>;
  readonly #clients: KafkaClients;
  #aliveAt = 0;
  /** Since when each broker has been asked for messages and has not answered. */
  readonly #asked = new Map<number, number>();
  #leaseEndsAt = 0;
  #hintedAt = 0;

  constructor(
    clientsOf: (onLog: (entry: LogEntry) => void) => KafkaClients,
    private readonly topics: KafkaTopics,
    private readonly subscriber: Subscriber,
    private readonly limits: BusLimits,
  ) {
    this.#clients = clientsOf((entry) => this.#onLog(entry));
    this.#supervision = this.#supervise();
  }

  assignment(): readonly string[] {
    return [...this.#lanes.entries()].filter(([, lane]) => lane.held).map(([key]) => key);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#supervision;
  }

  async #supervise(): Promise<void> {
    const backoff = new Backoff(this.limits);
    while (!this.#stopping.signal.aborted) {
      const joined = await this.#consume().catch((error: unknown) => {
        this.#notice('consumer not running', { reason: reasonOf(error) });
        return false;
      });
      if (joined) backoff.reset();
      await pause(backoff.nextMs(), this.#stopping.signal);
    }
  }

  /** One kafkajs consumer from connecting to its end. Tells whether it ever joined the group. */
  async #consume(): Promise<boolean> {
    const { limits, subscriber } = this;
    const consumer = this.#clients().consumer({
      groupId: subscriber.group,
      sessionTimeout: limits.sessionTimeoutMs,
      rebalanceTimeout: Math.max(limits.sessionTimeoutMs, 2 * limits.heartbeatMs),
      heartbeatInterval: limits.heartbeatMs,
      maxWaitTimeInMs: limits.pollMs * 2,
      maxBytesPerPartition: Math.max(1_048_576, limits.messageBytes),
      maxBytes: limits.batchBytes * 4,
      allowAutoTopicCreation: false,
      retry: { ...retryOptions(limits), retries: 3 },
    });
    const ending = new AbortController();
    const end = (): void => ending.abort();
    this.#stopping.signal.addEventListener('abort', end, { once: true });
    let joined = false;
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      joined = true;
      this.#onJoin(consumer, ending.signal, payload.memberAssignment);
    });
    consumer.on(consumer.events.HEARTBEAT, () => this.#renew());
    consumer.on(consumer.events.FETCH_START, ({ payload }) => {
      this.#aliveAt = performance.now();
      this.#asked.set(payload.nodeId, this.#aliveAt);
    });
    consumer.on(consumer.events.FETCH, ({ payload }) => this.#asked.delete(payload.nodeId));
    consumer.on(consumer.events.REBALANCING, () => this.#revokeAll());
    consumer.on(consumer.events.START_BATCH_PROCESS, ({ payload }) => {
      if (payload.batchSize === 0) this.#lanes.get(`${payload.topic}/${payload.partition}`)?.passedOver(Number(payload.lastOffset));
    });
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      this.#notice('consumer crashed', { reason: reasonOf(payload.error) });
      end();
    });
    let hangs = false;
    this.#aliveAt = performance.now();
    this.#asked.clear();
    const starting = this.#start(consumer);
    try {
      await unlessAborted(starting, ending.signal);
      hangs = await this.#watch(ending.signal);
    } finally {
      end();
      this.#stopping.signal.removeEventListener('abort', end);
      await this.#leave(consumer, hangs);
      // kafkajs forgets a disconnect that comes while it is joining, and would be a member for ever.
      void starting.then(() => consumer.disconnect()).catch(() => undefined);
    }
    return joined;
  }

  async #start(consumer: Consumer): Promise<void> {
    await consumer.connect();
    await consumer.subscribe({ topics: [...this.subscriber.topics], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: maxLanesAtOnce,
      eachBatch: (payload) => this.#onFetched(payload),
    });
  }

  /** Until the consumer ends, gives no sign of life, or a batch hangs; tells whether it was the last. */
  async #watch(signal: AbortSignal): Promise<boolean> {
    const { sessionTimeoutMs, heartbeatMs } = this.limits;
    while (!signal.aborted) {
      await pause(heartbeatMs, signal);
      const busyMs = Math.max(0, ...[...this.#lanes.values()].map((lane) => lane.busyMs()));
      if (busyMs > sessionTimeoutMs) {
        // Partitions of other brokers would go on sending heartbeats, and the group would never learn of it.
        this.#notice('a batch takes longer than the session timeout: the group is left until it ends', { busyMs: Math.round(busyMs) });
        return true;
      }
      const silentMs = busyMs === 0 ? performance.now() - this.#aliveAt : 0;
      const unansweredMs = performance.now() - Math.min(Infinity, ...this.#asked.values());
      if (!signal.aborted && Math.max(silentMs, unansweredMs) > silentSessions * sessionTimeoutMs) {
        this.#notice('consumer gives no sign of life: replaced', { silentMs: Math.round(Math.max(silentMs, unansweredMs)) });
        return false;
      }
    }
    return false;
  }

  /** Batches in hand finish first, if they don't hang; then the group is left, so that the others take over at once. */
  async #leave(consumer: Consumer, hangs: boolean): Promise<void> {
    const idle = (): Promise<unknown> => Promise.all([...this.#lanes.values()].map((lane) => lane.idle()));
    if (!hangs) await idle();
    this.#revokeAll();
    const left = new AbortController();
    const leaving = consumer.disconnect().catch((error: unknown) => this.#notice('could not leave the group in order', { reason: reasonOf(error) }));
    await Promise.race([leaving, pause(leaveTimeoutMs, left.signal)]);
    left.abort();
    // This member joins again only when nothing of its earlier life is at work.
    await idle();
    this.#lanes.clear();
  }

  /** Runs within kafkajs's own event, before it fetches anything for the new assignment. */
  #onJoin(consumer: Consumer, signal: AbortSignal, assignment: Readonly<Record<string, readonly number[]>>): void {
    this.#renew();
    const owned = new Set<string>();
    for (const [topic, partitions] of Object.entries(assignment)) {
      for (const partition of partitions) {
        const key = `${topic}/${partition}`;
        owned.add(key);
        const lane = this.#lanes.get(key) ?? this.#newLane(consumer, signal, topic, partition);
        this.#lanes.set(key, lane);
        lane.place();
      }
    }
    for (const [key, lane] of this.#lanes) {
      if (owned.has(key)) continue;
      lane.revoke();
      void lane.idle().then(() => !lane.held && this.#lanes.get(key) === lane && this.#lanes.delete(key));
    }
    this.#notice('partitions assigned', { owned: [...owned] });
  }

  #newLane(consumer: Consumer, signal: AbortSignal, topic: string, partition: number): KafkaLane {
    return new KafkaLane(topic, partition, {
      subscriber: this.subscriber,
      limits: this.limits,
      signal,
      watermark: (t, p) => this.topics.watermark(t, p),
      leased: () => performance.now() < this.#leaseEndsAt,
      hold: (t, p) => consumer.pause([{ topic: t, partitions: [p] }]),
      readFrom: (t, p, position) => {
        consumer.seek({ topic: t, partition: p, offset: String(position) });
        consumer.resume([{ topic: t, partitions: [p] }]);
      },
    });
  }

  async #onFetched(payload: EachBatchPayload): Promise<void> {
    try {
      await this.#lanes.get(`${payload.batch.topic}/${payload.batch.partition}`)?.take(payload);
      await this.#hint(payload);
      await payload.heartbeat();
    } catch (error) {
      // A rebalance shows as a heartbeat that fails. kafkajs joins again then; after a broken connection it only tries again, and what we have stays ours.
      if (membershipErrors.has(String((error as { type?: unknown }).type))) this.#revokeAll();
      throw error;
    }
  }

  /** Tells Kafka where we are, for its own tools and for nobody else. */
  async #hint(payload: EachBatchPayload): Promise<void> {
    if (performance.now() - this.#hintedAt < hintEveryMs) return;
    this.#hintedAt = performance.now();
    const topics = [...this.#lanes.values()].flatMap((lane) => lane.hint() ?? []);
    await payload.commitOffsetsIfNecessary({ topics }).catch(() => undefined);
  }

  #onLog({ log }: LogEntry): void {
    if (!log.message.startsWith('Offset out of range')) return;
    // kafkajs goes to the log's start by itself, and an empty log would never show it.
    const { topic, partition } = log as { topic?: unknown; partition?: unknown };
    this.#lanes.get(`${String(topic)}/${String(partition)}`)?.place();
  }

  #renew(): void {
    this.#aliveAt = performance.now();
    // The broker's clock started when it got the request, before we got its answer.
    this.#leaseEndsAt = performance.now() + this.limits.sessionTimeoutMs - this.limits.heartbeatMs;
  }

  #revokeAll(): void {
    for (const lane of this.#lanes.values()) lane.revoke();
  }

  #notice(text: string, details: Record<string, unknown>): void {
    this.subscriber.onNotice?.(text, { group: this.subscriber.group, ...details });
  }
}
