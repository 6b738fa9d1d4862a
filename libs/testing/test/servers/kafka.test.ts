import { createBus } from '@huiliu/messaging';
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
    const bus = createBus({ kind: 'kafka', brokers: server.brokers.split(','), clientId: 'test' });
    try {
      await bus.ensureTopics([{ name: 'kept', partitions: 1 }]);
      await bus.publish('kept', [{ key: 'case:1', headers: {}, value: '{}' }]);
      await server.nodes[0]?.kill();
      await server.nodes[0]?.restart();
      expect(await bus.watermarks(['kept'])).toEqual([{ topic: 'kept', partition: 0, low: 0, high: 1 }]);
    } finally {
      await bus.close();
      await server.stop();
    }
  });
});
