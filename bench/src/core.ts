import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { loadavg } from 'node:os';
import { CaseApproved, eventsHeardBy, ReviewTaskOpened } from '@huiliu/contracts';
import { createBus, done, encode, Engine, messagingMigrations, sourceOf, topicSettingsOf, type Bus, type EventContext, type Route, type Routes } from '@huiliu/messaging';
import { openDatabase, poolOf, silentLogger } from '@huiliu/platform';
import { startPostgres } from '@huiliu/testing';
import type { DataSource } from 'typeorm';

/**
 * How many events a second the core takes from a backlog, and how many it publishes, on the embedded bus with fsync and synchronous commit on.
 * The department is as small as can be (no rows of its own), so this is the ceiling that the core sets, not what a department reaches.
 */
const events = Number(process.argv[2] ?? 20_000);
const topic = CaseApproved.topic;

async function main(): Promise<void> {
  const postgres = await startPostgres({ durable: true });
  try {
    const dataSource = await openDatabase({ url: await postgres.createDatabase('feedback'), entities: [], migrations: [...messagingMigrations], log: silentLogger() });
    const bus = createBus({ kind: 'embedded', database: { url: await postgres.createDatabase('bus') }, instance: 'bench' });
    await bus.ensureTopics([...topicSettingsOf('intake', 1)]);
    await publishBacklog(bus);
    const result = await drain(dataSource, bus);
    process.stdout.write(`${JSON.stringify({ events, ...result, load: loadavg().map((one) => Number(one.toFixed(2))) })}\n`);
    await bus.close();
    await dataSource.destroy();
  } finally {
    await postgres.stop();
  }
}

/** Events of review about as many cases, as its relay would publish them. */
async function publishBacklog(bus: Bus): Promise<void> {
  const value = JSON.stringify({ ref: { caseId: 'c', caseNumber: 'N', orderId: 'O' }, taskId: 'T', dueAt: '2026-01-01T00:00:00Z', policyVersion: '1', ruleIds: [] });
  for (let sent = 0; sent < events; sent += 1_000) {
    const messages = Array.from({ length: Math.min(1_000, events - sent) }, () => {
      const subject = `case:${randomUUID()}`;
      return encode({ id: `review/1/${subject}/1`, type: ReviewTaskOpened.type, source: sourceOf('review'), subject, time: new Date().toISOString(), sequence: 1, epoch: 1, traceparent: undefined, causeId: undefined, value });
    });
    await bus.publish(topic, messages);
  }
}

async function drain(dataSource: DataSource, bus: Bus): Promise<Record<string, number>> {
  const pool = poolOf(dataSource);
  const engine = new Engine({ department: 'intake', instance: 'bench', dataSource, pool, bus, tables: {} });
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  let handled = 0;
  let last = started;
  await engine.start(routes((_context) => {
    handled++;
    last = performance.now();
  }));
  while (handled < events) await new Promise((resolve) => setTimeout(resolve, 20));
  const { user, system } = process.cpuUsage(cpuBefore);
  await engine.stop();
  return { consumedPerSecond: Math.round((events * 1000) / (last - started)), nodeCpuMicrosPerEvent: Math.round((user + system) / events) };
}

function routes(onEvent: (context: EventContext) => void): Routes {
  const handle: Route['handle'] = (_data, context) => {
    onEvent(context);
    return done();
  };
  return new Map(eventsHeardBy('intake').map((contract) => [contract.type, { contract: contract as Route['contract'], subject: undefined, heads: () => [], rows: () => ({}), handle }]));
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  },
);
