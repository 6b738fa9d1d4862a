import type { Admin } from 'kafkajs';
import { UnknownTopicError } from '../unknown-topic';
import type { AdminConnection } from './kafka-clients';
import { KafkaTopics } from './kafka-topics';

/** Brokers of which each is asked in turn; a topic that was made is known to the next ones only after so many questions. */
function brokers(lateBy: number): { readonly topics: KafkaTopics; readonly lists: () => number } {
  let asked = 0;
  const made = new Set<string>();
  const admin = {
    listTopics: () => Promise.resolve(++asked > lateBy ? [...made] : []),
    createTopics: ({ topics }: { topics: { topic: string }[] }) => Promise.resolve(topics.forEach(({ topic }) => made.add(topic))),
    fetchTopicOffsets: () => Promise.resolve([{ partition: 0 }]),
    fetchTopicMetadata: () => Promise.resolve({ topics: [{ partitions: [{}] }] }),
  } as unknown as Admin;
  const connection = { closed: false, use: <T>(question: (admin: Admin) => Promise<T>) => question(admin) } as unknown as AdminConnection;
  return { topics: new KafkaTopics(connection), lists: () => asked };
}

describe('a topic of Kafka', () => {
  it('that was made is waited for where a broker has not heard of it yet', async () => {
    const { topics, lists } = brokers(4);
    await topics.ensure([{ name: 't', partitions: 1 }]);
    expect(await topics.partitions('t')).toBe(1);
    expect(lists()).toBe(5);
  });

  it('that nobody has made or found is unknown at once', async () => {
    const { topics, lists } = brokers(0);
    await expect(topics.partitions('t')).rejects.toThrow(UnknownTopicError);
    expect(lists()).toBe(1);
  });
});
