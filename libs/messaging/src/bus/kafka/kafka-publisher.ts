import { Partitioners, type Producer, type RecordMetadata } from 'kafkajs';
import type { BusLimits, Publication } from '../bus';
import { type Chunk, cutIntoChunks } from '../chunks';
import { Turnstile, within } from '../pace';
import { disconnected, type KafkaClients, patienceMs, retryOptions } from './kafka-clients';
import type { KafkaTopics } from './kafka-topics';

/** Kafka answered, but not that what we sent is in the log. */
export class UnconfirmedPublishError extends Error {
  readonly code = 'PUBLISH_UNCONFIRMED';
  constructor(topic: string, partition: number, answer: string) {
    super(`Kafka did not confirm what was sent to ${topic}/${partition} (${answer}): publish it again, consumers drop what is double`);
  }
}

/**
 * Offset after the chunk, by Kafka's answer. Throws if the answer says nothing about our partition, tells an error, or places the chunk below what was already
 * confirmed: then it was taken for a repetition of an earlier one.
 */
export function confirmedUntil(topic: string, chunk: Pick<Chunk, 'partition' | 'messages'>, answer: readonly RecordMetadata[], confirmedBefore: number): number {
  const ours = answer.find((each) => each.topicName === topic && each.partition === chunk.partition);
  const base = Number(ours?.baseOffset ?? -1);
  if (!ours || ours.errorCode !== 0 || !(base >= confirmedBefore)) {
    throw new UnconfirmedPublishError(topic, chunk.partition, ours ? `error code ${ours.errorCode}, offset ${base}` : 'nothing about this partition');
  }
  return base + chunk.messages.length;
}

/** One producer, connected at first use; one produce call of one partition in flight. */
export class KafkaPublisher {
  readonly #turnstile = new Turnstile();
  #producer: Promise<Producer> | undefined;
  /** Per `topic/partition`, what the log went to after our last confirmed chunk of this producer. */
  readonly #confirmed = new Map<string, number>();

  constructor(
    private readonly clients: KafkaClients,
    private readonly topics: KafkaTopics,
    private readonly limits: BusLimits,
  ) {}

  publish(publications: readonly Publication[]): Promise<void> {
    return this.#turnstile.run(async () => {
      const parts = await Promise.all(
        publications.map(async ({ topic, messages }) => ({ topic, chunks: cutIntoChunks(topic, messages, await this.topics.partitions(topic), this.limits) })),
      );
      for (const { topic, chunks } of parts) for (const chunk of chunks) await this.#send(topic, chunk);
    });
  }

  async #send(topic: string, chunk: Chunk): Promise<void> {
    this.#producer ??= this.#connect();
    try {
      const limitMs = patienceMs(this.limits);
      const answer = await within(limitMs, `Kafka has not confirmed what was sent to ${topic} within ${limitMs} ms: publish it again, consumers drop what is double`, this.#sent(this.#producer, topic, chunk));
      const key = `${topic}/${chunk.partition}`;
      this.#confirmed.set(key, confirmedUntil(topic, chunk, answer, this.#confirmed.get(key) ?? 0));
    } catch (error) {
      await this.#discardProducer();
      throw error;
    }
  }

  async #sent(connecting: Promise<Producer>, topic: string, chunk: Chunk): Promise<RecordMetadata[]> {
    const producer = await connecting;
    return producer.send({
      topic,
      acks: -1,
      messages: chunk.messages.map(({ key, value, headers }) => ({ key, value, headers: { ...headers }, partition: chunk.partition })),
    });
  }

  /**
   * After a failure the producer is never used again. It counts the failed chunk's sequence numbers as free, though the broker may have taken them: the next chunk
   * would get the same numbers, and be confirmed as a repetition without being written.
   */
  async #discardProducer(): Promise<void> {
    const old = this.#producer;
    this.#producer = undefined;
    this.#confirmed.clear();
    if (old) await disconnected(old);
  }

  async #connect(): Promise<Producer> {
    const producer = this.clients().producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      // Never asked, as each message names its partition; named so that kafkajs doesn't warn about its default.
      createPartitioner: Partitioners.DefaultPartitioner,
      retry: retryOptions(this.limits),
    });
    await producer.connect();
    return producer;
  }

  async close(): Promise<void> {
    await this.#turnstile.idle();
    await this.#discardProducer();
  }
}
