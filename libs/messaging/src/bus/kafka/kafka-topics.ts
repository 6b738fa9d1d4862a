import type { Admin } from 'kafkajs';
import type { TopicSettings, Watermark } from '../bus';
import { pause } from '../pace';
import { UnknownTopicError } from '../unknown-topic';
import type { AdminConnection } from './kafka-clients';

/** Questions about topics, and making them. */
export class KafkaTopics {
  readonly #partitions = new Map<string, number>();
  /** Found, or made: a broker that does not list one of these has not heard of it yet. */
  readonly #there = new Set<string>();
  readonly #asked = new Map<string, Promise<readonly Watermark[]>>();

  constructor(private readonly admin: AdminConnection) {}

  /** Number of partitions; it never changes once a topic is there. */
  async partitions(topic: string): Promise<number> {
    const known = this.#partitions.get(topic);
    if (known !== undefined) return known;
    await this.#untilListed(topic);
    const { topics } = await this.#ask((admin) => admin.fetchTopicMetadata({ topics: [topic] }));
    const count = topics[0]?.partitions.length ?? 0;
    if (count === 0) throw new Error(`Kafka knows of no partition of ${topic} yet: try again`);
    this.#partitions.set(topic, count);
    return count;
  }

  async ensure(topics: readonly TopicSettings[]): Promise<void> {
    await this.admin.use(async (admin) => {
      const there = new Set(await admin.listTopics());
      const missing = topics.filter((topic) => !there.has(topic.name));
      if (missing.length > 0) await this.#make(admin, missing);
      for (const { name } of topics) this.#there.add(name);
    }, madeWithinMs);
  }

  async #make(admin: Admin, missing: readonly TopicSettings[]): Promise<void> {
    await admin.createTopics({
      // Its own wait gives up where a broker has not yet heard of the new topic.
      waitForLeaders: false,
      topics: missing.map(({ name, partitions, retentionMs }) => ({
        topic: name,
        numPartitions: partitions,
        // The cluster's own default: 3 in production, 1 on a single broker.
        replicationFactor: -1,
        ...(retentionMs === undefined ? {} : { configEntries: [{ name: 'retention.ms', value: String(retentionMs) }] }),
      })),
    });
    for (const { name, partitions } of missing) await untilLed(admin, name, partitions);
  }

  /** Asked of whichever broker answers: of one that has not heard of the topic yet, again. */
  async #untilListed(topic: string): Promise<void> {
    const until = Date.now() + leadersWithinMs;
    while (!(await this.#ask((admin) => admin.listTopics())).includes(topic)) {
      if (!this.#there.has(topic) || Date.now() > until) throw new UnknownTopicError(topic);
      await pause(50, new AbortController().signal);
    }
  }

  async watermarks(topics: readonly string[]): Promise<readonly Watermark[]> {
    const perTopic = await Promise.all(
      topics.map(async (topic) => {
        const offsets = await this.#offsets(topic);
        return offsets.map(({ partition, low, high }) => ({ topic, partition, low: Number(low), high: Number(high) }));
      }),
    );
    return perTopic.flat();
  }

  #offsets(topic: string): ReturnType<Admin['fetchTopicOffsets']> {
    return this.#ask((admin) => admin.fetchTopicOffsets(topic));
  }

  /**
   * A connection that outlived its broker fails, and so may the next ones until the new leaders are known to all: asked again, on a new connection each time, for longer than a change of
   * leader takes. Whatever the error: while a partition has no leader, kafkajs stumbles over its own empty answer, and it asks brokers that it has not connected to.
   */
  async #ask<T>(question: (admin: Admin) => Promise<T>): Promise<T> {
    const until = Date.now() + leaderChangeMs;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.admin.use(question);
      } catch (error) {
        const hopeless = this.admin.closed || (isUnknownTopic(error) && attempt >= 2);
        if (hopeless || Date.now() > until) throw error;
        await pause(Math.min(attempt * 200, 1_000), new AbortController().signal);
      }
    }
  }

  /** Read after the call, never before; partitions that ask in the same moment (an assignment) share one request. */
  async watermark(topic: string, partition: number): Promise<Watermark> {
    let asked = this.#asked.get(topic);
    if (!asked) {
      asked = new Promise<void>((resolve) => setTimeout(resolve, shareMs)).then(() => {
        this.#asked.delete(topic);
        return this.watermarks([topic]);
      });
      this.#asked.set(topic, asked);
    }
    const mark = (await asked).find((each) => each.partition === partition);
    if (!mark) throw new Error(`the partition ${topic}/${partition} is gone`);
    return mark;
  }
}

const shareMs = 5;
const leaderChangeMs = 20_000;

/** A new topic is known to the controller first, to each broker a little later, and has its leaders after that. */
async function untilLed(admin: Admin, topic: string, partitions: number): Promise<void> {
  const until = Date.now() + leadersWithinMs;
  for (;;) {
    const led = await admin.fetchTopicOffsets(topic).then((offsets) => offsets.length >= partitions, stillUnknown);
    if (led) return;
    if (Date.now() > until) throw new Error(`Kafka made the topic ${topic}, but it has no leaders after ${leadersWithinMs} ms: look at the brokers' logs`);
    await pause(50, new AbortController().signal);
  }
}

const leadersWithinMs = 30_000;
const madeWithinMs = 3 * leadersWithinMs;

function stillUnknown(error: unknown): false {
  if (isRetriable(error)) return false;
  throw error;
}

interface KafkaError {
  readonly retriable?: boolean;
  readonly type?: string;
}

/** What was retried in vain comes wrapped. */
function causeOf(error: unknown): KafkaError {
  return (error as { cause?: KafkaError }).cause ?? (error as KafkaError);
}

function isRetriable(error: unknown): boolean {
  return causeOf(error).retriable === true;
}

function isUnknownTopic(error: unknown): boolean {
  return causeOf(error).type === 'UNKNOWN_TOPIC_OR_PARTITION';
}
