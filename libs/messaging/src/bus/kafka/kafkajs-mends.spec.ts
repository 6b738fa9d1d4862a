import { createRequire } from 'node:module';
import { mendKafkajs } from './kafkajs-mends';

interface Runner {
  running: boolean;
  readonly fetchManager: { start(): Promise<void> };
}
type MakeRunner = new (options: object) => Runner;

const logger = { namespace: () => logger, debug: () => undefined, info: () => undefined };

describe('a consumer of kafkajs that has ended', () => {
  const events: string[] = [];
  const consumerGroup = { getNodeIds: () => ['1', '2'], fetch: () => Promise.resolve([]), heartbeat: () => Promise.resolve() };
  const make = (): Runner => {
    const Runner = createRequire(__filename)('kafkajs/src/consumer/runner') as MakeRunner;
    return new Runner({ logger, consumerGroup, instrumentationEmitter: { emit: (name: string) => void events.push(name) }, concurrency: 1 });
  };

  // Without the mend this would never come back, and no time limit could end it.
  it('ends fetchers that are made after it, instead of keeping the process from all other work', async () => {
    mendKafkajs();
    mendKafkajs();
    await expect(make().fetchManager.start()).rejects.toThrow('the consumer has ended');
    expect(events).toEqual([]);
  });

  it('is asked as before while it runs', async () => {
    mendKafkajs();
    const runner = make();
    runner.running = true;
    const started = runner.fetchManager.start();
    while (!events.includes('consumer.fetch')) await Promise.resolve();
    runner.running = false;
    await expect(started).rejects.toThrow('the consumer has ended');
  });
});
