import { Kafka, logLevel } from 'kafkajs';
import { startKafka } from '../../src/servers/kafka';

describe('our own Kafka', () => {
  jest.setTimeout(180_000);

  it('takes messages, and keeps them over a crash of its only broker', async () => {
    const server = await startKafka();
    if ('unavailable' in server) {
      expect(process.env['HUILIU_REQUIRE_KAFKA']).not.toBe('1');
      process.stdout.write(`${server.unavailable}\n`);
      return;
    }
    try {
      const admin = new Kafka({ clientId: 'test', brokers: server.brokers.split(','), logLevel: logLevel.NOTHING }).admin();
      await admin.connect();
      await admin.createTopics({ topics: [{ topic: 'kept', numPartitions: 1 }] });
      await server.nodes[0]?.kill();
      await server.nodes[0]?.restart();
      expect(await admin.listTopics()).toContain('kept');
      await admin.disconnect();
    } finally {
      await server.stop();
    }
  });
});
