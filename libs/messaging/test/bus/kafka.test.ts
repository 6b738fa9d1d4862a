import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { busConformance } from '../../../testing/src/bus-conformance';
import { until } from '../../../testing/src/bus-recorder';
import { lateDoor } from '../../../testing/src/late-door';
import { kafkaMissing, startKafka } from '../../../testing/src/servers/kafka';
import { spawnTypescript } from '../../../testing/src/typescript-child';
import type { Batch } from '../../src/bus/bus';
import { createKafkaBus } from '../../src/bus/kafka/kafka-bus';
import { mendKafkajs } from '../../src/bus/kafka/kafkajs-mends';

const limits = { sessionTimeoutMs: 4_000, heartbeatMs: 300, retryBackoffMs: 20, retryBackoffMaxMs: 500 };
const missing = kafkaMissing();

if (missing !== undefined && process.env['HUILIU_REQUIRE_KAFKA'] !== '1') {
  process.stdout.write(`${missing}\n`);
  it.skip('Kafka is left out', () => undefined);
} else {
  // Node warns of each; Jest's process does not hear of warnings.
  const negativeDelays: number[] = [];
  const realSetTimeout = globalThis.setTimeout;
  beforeAll(() => {
    const watched = (...args: Parameters<typeof setTimeout>): NodeJS.Timeout => {
      if (Number(args[1]) < 0) negativeDelays.push(Number(args[1]));
      return realSetTimeout(...args);
    };
    globalThis.setTimeout = Object.assign(watched, realSetTimeout);
  });
  afterAll(() => {
    globalThis.setTimeout = realSetTimeout;
  });

  busConformance('kafka', async () => {
    // The first thing that our adapter does; the test's own client comes before it.
    mendKafkajs();
    const server = await startKafka({ brokers: 3 });
    if ('unavailable' in server) throw new Error(server.unavailable);
    const brokers = server.brokers.split(',');
    const closers: (() => unknown)[] = [];
    const plain = new Kafka({ clientId: 'test', brokers, logLevel: logLevel.NOTHING });
    const admin = plain.admin();
    await admin.connect();
    const high = async (topic: string): Promise<number> => Number((await admin.fetchTopicOffsets(topic)).find((each) => each.partition === 0)?.high);
    return {
      limits,
      bus: (instance, wanted) => createKafkaBus({ brokers, clientId: instance, limits: { ...wanted } }),
      lateBus: async () => {
        const [host = '', port = ''] = brokers[0]?.split(':') ?? [];
        const door = await lateDoor({ host, port: Number(port) });
        closers.push(() => door.close());
        return { bus: createKafkaBus({ brokers: [`${door.host}:${door.port}`], clientId: 'late', limits: { ...limits, retryBackoffMaxMs: 100 } }), arrive: () => door.open() };
      },
      stuckMember: async (group, topic, wanted) => {
        const { child, firstLine } = spawnTypescript(`
          const { createKafkaBus } = require(${JSON.stringify(join(__dirname, '../../src/bus/kafka/kafka-bus.ts'))});
          createKafkaBus({ brokers: ${JSON.stringify(brokers)}, clientId: 'stuck', limits: ${JSON.stringify(wanted)} }).subscribe({
            group: ${JSON.stringify(group)}, topics: [${JSON.stringify(topic)}],
            position: async () => undefined,
            onBatch: () => { console.log('has a batch'); return new Promise(() => {}); },
            onAlarm: () => {},
          });`);
        await firstLine();
        return { kill9: () => void child.kill('SIGKILL') };
      },
      dropOld: async (topic) => {
        await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: String(await high(topic)) }] });
      },
      // A transaction that is aborted, and one that is committed: its markers, and the aborted messages, are never handed out.
      makeHole: async (topic) => {
        const before = await high(topic);
        const producer = plain.producer({ transactionalId: topic, idempotent: true, maxInFlightRequests: 1, createPartitioner: Partitioners.DefaultPartitioner });
        await producer.connect();
        const aborted = await producer.transaction();
        await aborted.send({ topic, messages: [1, 2].map((n) => ({ key: 'case:0', value: `case:0 9${n}` })) });
        await aborted.abort();
        await until('the abort marker is there', async () => (await high(topic)) === before + 3);
        const committed = await producer.transaction();
        await committed.send({ topic, messages: [{ key: 'case:other', value: 'case:other 0' }] });
        await committed.commit();
        await producer.disconnect();
        await until('the commit marker is there', async () => (await high(topic)) === before + 5);
        return 5;
      },
      // Over the broker's own 1 MiB.
      refusedMessage: () => Promise.resolve({ key: 'case:0', value: 'x'.repeat(1_500_000), headers: {} }),
      crashLeader: async (topic) => {
        const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
        const leader = topics[0]?.partitions.find((each) => each.partitionId === 0)?.leader ?? 1;
        await server.nodes[leader - 1]?.kill();
      },
      close: async () => {
        for (const close of closers) await close();
        await admin.disconnect();
        await server.stop();
      },
    };
  });

  describe('a broker whose address takes connections and closes them again', () => {
    it('keeps nobody from the others', async () => {
      const server = await startKafka({ brokers: 1 });
      if ('unavailable' in server) throw new Error(server.unavailable);
      let taken = 0;
      const closing = createServer((socket) => {
        taken++;
        // What has been said is read, so that the connection ends in good order, not with a reset.
        socket.once('data', () => socket.end());
      });
      await new Promise<void>((resolve) => closing.listen(0, '127.0.0.1', resolve));
      const bus = createKafkaBus({ brokers: [`127.0.0.1:${(closing.address() as AddressInfo).port}`, server.brokers], clientId: 'closed-out', limits });
      try {
        await until('topics are made', () => bus.ensureTopics([{ name: 'closed-out', partitions: 1 }]).then(() => true, () => false));
        await until('a message is published', () => bus.publish('closed-out', [{ key: 'case:1', value: 'a', headers: {} }]).then(() => true, () => false));
        const heard: string[] = [];
        const onBatch = ({ messages, next }: Batch): Promise<number> => {
          heard.push(...messages.map(({ value }) => value.toString()));
          return Promise.resolve(next);
        };
        await bus.subscribe({ group: 'closed-out', topics: ['closed-out'], position: () => Promise.resolve(undefined), onBatch, onAlarm: () => undefined });
        await until('it is heard', async () => heard.includes('a'));
        expect(taken).toBeGreaterThanOrEqual(3);
      } finally {
        await bus.close();
        closing.close();
        await server.stop();
      }
    });
  });

  describe('after all that', () => {
    it('kafkajs has asked Node for no timer with a negative delay', () => {
      expect(negativeDelays).toEqual([]);
    });
  });
}
