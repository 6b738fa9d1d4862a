import type { Kafka } from 'kafkajs';
import { defaultBusLimits } from '../bus';
import { AdminConnection, patienceMs } from './kafka-clients';
import { KafkaPublisher } from './kafka-publisher';
import { KafkaSubscription } from './kafka-subscription';
import type { KafkaTopics } from './kafka-topics';

const never = (): Promise<never> => new Promise(() => undefined);
const limits = defaultBusLimits;

describe('a call that kafkajs never answers', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('fails when it is published, and the next goes through a new producer', async () => {
    let producers = 0;
    const kafka = {
      producer: () => {
        const first = ++producers === 1;
        return {
          connect: () => Promise.resolve(),
          send: ({ topic }: { topic: string }) => (first ? never() : Promise.resolve([{ topicName: topic, partition: 0, errorCode: 0, baseOffset: '7' }])),
          disconnect: () => (first ? never() : Promise.resolve()),
        };
      },
    } as unknown as Kafka;
    const publisher = new KafkaPublisher(() => kafka, { partitions: () => Promise.resolve(1) } as unknown as KafkaTopics, limits);
    const publication = { topic: 't', messages: [{ key: 'case:1', value: 'a', headers: {} }] };
    const hanging = expect(publisher.publish([publication])).rejects.toThrow(/not confirmed .* publish it again/);
    const behind = publisher.publish([publication]);
    await jest.advanceTimersByTimeAsync(2 * patienceMs(limits));
    await hanging;
    await behind;
    expect(producers).toBe(2);
    await publisher.close();
  });

  it('fails when it is asked of the admin, and the next goes through a new connection', async () => {
    let admins = 0;
    const kafka = { admin: () => ({ connect: () => (++admins === 1 ? never() : Promise.resolve()), listTopics: () => Promise.resolve(['t']), disconnect: () => Promise.resolve() }) } as unknown as Kafka;
    const connection = new AdminConnection(() => kafka, limits);
    const hanging = expect(connection.use((admin) => admin.listTopics())).rejects.toThrow(/not answered within/);
    await jest.advanceTimersByTimeAsync(patienceMs(limits));
    await hanging;
    expect(await connection.use((admin) => admin.listTopics())).toEqual(['t']);
    await connection.close();
  });

  // kafkajs waits for what is under way once for each: of more than ten, Node warned that listeners leak (`requestQueueEmpty`).
  it('closes a connection once, however many questions fail together on it', async () => {
    let closed = 0;
    const kafka = { admin: () => ({ connect: () => Promise.resolve(), fetchTopicOffsets: never, disconnect: () => Promise.resolve(void closed++) }) } as unknown as Kafka;
    const connection = new AdminConnection(() => kafka, limits);
    const questions = Array.from({ length: 20 }, (_, topic) => expect(connection.use((admin) => admin.fetchTopicOffsets(`t${topic}`))).rejects.toThrow(/not answered within/));
    await jest.advanceTimersByTimeAsync(patienceMs(limits));
    await Promise.all(questions);
    expect(closed).toBe(1);
    await connection.close();
    expect(closed).toBe(1);
  });

  it('replaces a consumer of which one broker is silent, though others answer', async () => {
    const brokers: (() => void)[] = [];
    const notices: string[] = [];
    const kafka = { consumer: () => fakeConsumer(brokers) } as unknown as Kafka;
    const subscriber = { group: 'g', topics: ['t'], position: never, onBatch: never, onAlarm: () => undefined, onNotice: (notice: string) => void notices.push(notice) };
    const subscription = new KafkaSubscription(() => () => kafka, {} as KafkaTopics, subscriber, limits);
    for (let passedMs = 0; passedMs < 4 * limits.sessionTimeoutMs; passedMs += 1_000) {
      await jest.advanceTimersByTimeAsync(1_000);
      for (const answer of brokers) answer();
    }
    expect(notices).toEqual(['consumer gives no sign of life: replaced']);
    expect(brokers).toHaveLength(2);
    const stopped = subscription.stop();
    await jest.advanceTimersByTimeAsync(2 * limits.sessionTimeoutMs);
    await stopped;
  });
});

/** Asks broker 1 once, and of the first consumer that is never answered; asks broker 2 and is answered whenever told to. */
function fakeConsumer(brokers: (() => void)[]): unknown {
  const listeners = new Map<string, (event: { payload: { nodeId: number } }) => void>();
  const say = (name: string, nodeId: number): void => listeners.get(name)?.({ payload: { nodeId } });
  return {
    events: new Proxy({}, { get: (_, name) => name }),
    on: (name: string, listener: (event: { payload: { nodeId: number } }) => void) => listeners.set(name, listener),
    connect: () => Promise.resolve(),
    subscribe: () => Promise.resolve(),
    run: () => {
      say('FETCH_START', 1);
      if (brokers.length > 0) say('FETCH', 1);
      brokers.push(() => {
        say('FETCH_START', 2);
        say('FETCH', 2);
      });
      return Promise.resolve();
    },
    disconnect: () => Promise.resolve(),
  };
}
