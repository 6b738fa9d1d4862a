import fc from 'fast-check';
import { sharedPostgres } from '@huiliu/testing';
import { kafkaMissing, startKafka } from '../../../testing/src/servers/kafka';
import { plan } from '../../simulation/model/plan';
import { createEmbeddedBus } from '../../src/bus/embedded/embedded-bus';
import { createKafkaBus } from '../../src/bus/kafka/kafka-bus';
import { mendKafkajs } from '../../src/bus/kafka/kafkajs-mends';
import type { Bus } from '../../src';
import { RealRun } from './real-run';
import { renamedBus } from './renamed-bus';

/** Here only those are worth their time in which something goes wrong. */
const troubled = plan.filter(({ faults }) => faults.length >= 3);
const seed = Number(process.env['HUILIU_SEED'] ?? Math.trunc(Math.random() * 2 ** 31));
const limits = { sessionTimeoutMs: 1_500, heartbeatMs: 200, pollMs: 20, retryBackoffMs: 20, retryBackoffMaxMs: 200 };
const missing = kafkaMissing();

/** Plans of the simulation, one after another, each with databases and topics of its own. */
async function runs(count: number, bus: (instance: string) => Bus): Promise<void> {
  const { freshDatabase } = await sharedPostgres();
  for (const [index, planned] of fc.sample(troubled, { numRuns: count, seed }).entries()) {
    const prefix = `r${index}.`;
    const violations = await new RealRun(planned, { bus: (instance) => renamedBus(bus(`${prefix}${instance}`), prefix), freshDatabase }).toItsEnd();
    if (violations.length > 0) throw new Error(`run ${index} of seed ${seed}:\n${violations.join('\n')}\n${JSON.stringify(planned)}`);
  }
}

describe('the model of the simulation, on real adapters', () => {
  const embeddedRuns = Number(process.env['HUILIU_RUNS'] ?? 12);
  it(
    `holds on PostgreSQL and the embedded bus, ${embeddedRuns} runs of seed ${seed}`,
    async () => {
      const { freshDatabase } = await sharedPostgres();
      const url = await freshDatabase('sim_bus');
      await runs(embeddedRuns, (instance) => createEmbeddedBus({ database: { url }, instance, limits: { ...limits, poolConnections: 4 } }));
    },
    600_000,
  );

  const wanted = missing === undefined || process.env['HUILIU_REQUIRE_KAFKA'] === '1';
  if (!wanted) process.stdout.write(`${missing}\n`);
  const kafkaRuns = Math.ceil(embeddedRuns / 3);
  (wanted ? it : it.skip)(
    `holds on PostgreSQL and Kafka, ${kafkaRuns} runs of seed ${seed}`,
    async () => {
      mendKafkajs();
      const server = await startKafka();
      if ('unavailable' in server) throw new Error(server.unavailable);
      try {
        await runs(kafkaRuns, (instance) => createKafkaBus({ brokers: server.brokers.split(','), clientId: instance, limits: { ...limits, sessionTimeoutMs: 6_000, heartbeatMs: 500 } }));
      } finally {
        await server.stop();
      }
    },
    600_000,
  );
});
