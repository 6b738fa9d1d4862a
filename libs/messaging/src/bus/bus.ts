/**
 * The bus port: what Huiliu needs of an event log, and no more. Two adapters (kafka, embedded) pass one conformance suite.
 *
 * Guarantees that every adapter gives: order per key within a topic; at-least-once delivery; several groups, each seeing everything;
 * a group that comes late starts at the beginning of the log; partitions of a group are shared among its members.
 * What it does not give is exactly-once: the consumer keeps its position in its own database, in the transaction of its work.
 */

/** One message to publish. `key` decides the partition (murmur2, as Kafka's own clients do). */
export interface OutgoingMessage {
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  /** UTF-8 text, JSON in practice. */
  readonly value: string;
}

/** What goes to one topic. */
export interface Publication {
  readonly topic: string;
  readonly messages: readonly OutgoingMessage[];
}

export interface BusMessage {
  readonly offset: number;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string;
}

/** Consecutive messages of one partition, in log order. Offsets rise but may have holes. Never empty. */
export interface Batch {
  readonly topic: string;
  readonly partition: number;
  readonly messages: readonly BusMessage[];
  /** Position after the last message. */
  readonly next: number;
  /** Whether this member still owns the partition, as far as it knows. */
  assigned(): boolean;
}

export const AlarmCode = {
  /** The stored position is below the log's start: messages were deleted before they were read. */
  belowStart: 'POSITION_BELOW_LOG_START',
  /** The stored position is beyond the log's end: the log was lost or replaced. */
  beyondEnd: 'POSITION_BEYOND_LOG_END',
} as const;
export type AlarmCode = (typeof AlarmCode)[keyof typeof AlarmCode];

export interface BusAlarm {
  readonly code: AlarmCode;
  readonly topic: string;
  readonly partition: number;
  readonly position: number;
  readonly low: number;
  readonly high: number;
}

/** What a subscriber gives the adapter. */
export interface Subscriber {
  readonly group: string;
  readonly topics: readonly string[];
  /**
   * Where to read on, asked at every assignment and after every failed batch. `undefined`: at the log's start.
   * The adapter discards what it had fetched before the answer.
   */
  position(topic: string, partition: number): Promise<number | undefined>;
  /**
   * Handles one batch and resolves to the position to read on from (normally `batch.next`; another one after a stale compare-and-set).
   * One call at a time per partition. If it throws, the adapter backs off, asks `position` again and goes on from there.
   */
  onBatch(batch: Batch): Promise<number>;
  /** The partition has stopped for good: nothing is skipped. Others go on. */
  onAlarm(alarm: BusAlarm): void;
  /** For logs: connection lost, rebalance, batch failed. */
  onNotice?(notice: string, details: Record<string, unknown>): void;
}

export interface Subscription {
  /** Partitions that this member owns now, as `topic/partition`. */
  assignment(): readonly string[];
  /** Lets every running batch end, then leaves the group. */
  stop(): Promise<void>;
}

export interface TopicSettings {
  readonly name: string;
  readonly partitions: number;
  /** How long messages are kept; undefined: the installation's default. */
  readonly retentionMs?: number;
}

export interface Watermark {
  readonly topic: string;
  readonly partition: number;
  /** First offset that can be read. */
  readonly low: number;
  /** Offset that the next message will get. */
  readonly high: number;
}

export class MessageTooLargeError extends Error {
  readonly code = 'MESSAGE_TOO_LARGE';
  constructor(
    readonly topic: string,
    readonly sizeBytes: number,
    readonly limitBytes: number,
  ) {
    super(`a message for ${topic} has ${sizeBytes} bytes; the limit is ${limitBytes}: make it smaller, as by a reference instead of the content`);
  }
}

export interface Bus {
  readonly kind: 'kafka' | 'embedded';
  /** Creates the topics that are missing. Never changes the number of partitions of one that is there (it would remap keys). */
  ensureTopics(topics: readonly TopicSettings[]): Promise<void>;
  /**
   * Publishes in the order given, per key. Resolves when every message is durable; on any failure it rejects at once and publishes nothing further
   * (a prefix may be there: publish again, consumers drop duplicates). One partition per produce call, one call in flight, the answer checked.
   * A batch over the size limit is split; a single message over it → MessageTooLargeError before anything is sent.
   */
  publish(topic: string, messages: readonly OutgoingMessage[]): Promise<void>;
  /** The same for several topics, one after another. Of what is published in one go, a failure may leave any part behind. */
  publishAll(publications: readonly Publication[]): Promise<void>;
  subscribe(subscriber: Subscriber): Promise<Subscription>;
  watermarks(topics: readonly string[]): Promise<readonly Watermark[]>;
  /** Rejects with a reason when the bus can't be reached. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Bounds with their defaults. Every one can be reached by a test. */
export interface BusLimits {
  readonly batchMessages: number;
  readonly batchBytes: number;
  /** Largest produce call; Kafka's own default limit is 1 MiB, and kafkajs never splits. */
  readonly publishBytes: number;
  /** Largest single message. */
  readonly messageBytes: number;
  readonly pollMs: number;
  readonly sessionTimeoutMs: number;
  readonly heartbeatMs: number;
  readonly retryBackoffMs: number;
  readonly retryBackoffMaxMs: number;
}

export const defaultBusLimits: BusLimits = {
  batchMessages: 500,
  batchBytes: 4_000_000,
  publishBytes: 700_000,
  messageBytes: 600_000,
  pollMs: 50,
  sessionTimeoutMs: 10_000,
  heartbeatMs: 2_000,
  retryBackoffMs: 50,
  retryBackoffMaxMs: 5_000,
};
