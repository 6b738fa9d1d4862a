import { setTimeout as sleep } from 'node:timers/promises';
import { kafkaMissing, startKafka, until, type KafkaServer } from '@huiliu/testing';
import { History } from '../apps/sandbox/src/history/history';
import { openDatabase } from '../apps/sandbox/src/store/database';
import type { Child } from '../tools/src/child';
import { Databases } from '../tools/src/progress';
import { busOf } from '../tools/src/system';
import { Huiliu, patient } from './huiliu';
import { Balancer } from './rolling/balancer';
import { kinds, Load } from './rolling/load';
import { openShop } from './rolling/shop';

jest.setTimeout(600_000);

/** More than are applied for. */
const orders = 1_000;

describe.each(['embedded', 'kafka'] as const)('a rolling restart on the %s bus', (kind) => {
  const closing: (() => Promise<void> | void)[] = [];
  afterAll(async () => {
    for (const close of closing.reverse()) await close();
  });

  it('of every service, one instance after another under load, fails no request, and nothing is lost or done twice', async () => {
    const missing = kind === 'kafka' ? kafkaMissing() : undefined;
    if (missing !== undefined) {
      if (process.env['HUILIU_REQUIRE_KAFKA'] === '1') throw new Error(missing);
      process.stdout.write(`${missing}\n`);
      return;
    }
    const kafka = kind === 'kafka' ? await running(startKafka()) : undefined;
    if (kafka) closing.push(() => kafka.stop());
    const huiliu = await Huiliu.start({
      cases: 20,
      rate: 1,
      brokers: kafka?.brokers,
      instances: 2,
      gateways: 2,
      // Whoever uses the gateway is here in the test.
      sandbox: { HUILIU_SANDBOX_STAFF_TOKEN: '', HUILIU_SANDBOX_CUSTOMER_TOKEN: '' },
      // Spans are no matter here: most of them would only take time from what is.
      environment: { HUILIU_DRAIN_MS: '2000', HUILIU_TRACE_SAMPLE_RATIO: '0.1', ...patient },
    });
    closing.push(() => huiliu.close());
    const { system } = huiliu;
    const databases = new Databases(system.storage);
    closing.push(() => databases.close());
    const bus = busOf(system);
    closing.push(() => bus.close());
    const database = openDatabase({ connectionString: system.storage.urls.sandbox, max: 4 });
    closing.push(() => database.close());
    await openShop({ bus, database }, orders);
    await until('the orders at intake', async () => (await databases.pools.intake.query<{ count: number }>("SELECT count(*)::int AS count FROM mirrored_order WHERE order_id LIKE 'ROLL-%'")).rows[0]?.count === orders, 60_000);

    const doors = system.children.filter(({ spec }) => spec.name.startsWith('gateway'));
    const balancer = new Balancer(doors.map(({ spec }, index) => ({ httpPort: system.gatewayPorts[index] ?? 0, opsPort: spec.opsPort })));
    closing.push(() => balancer.close());
    const { agent, reviewer } = await system.tokens();
    const history = new History({ database, onError: (error) => load.failures.push(String(error)) });
    const load: Load = new Load({ balancer, history, agent, reviewer, orders });
    closing.push(() => load.close());
    /** Until each kind of request was answered once more, or one failed. */
    const answering = (why: string, before: Readonly<Record<string, number>>): Promise<void> =>
      until(why, () => load.failures.length > 0 || kinds.every((what) => (load.answered[what] ?? 0) > (before[what] ?? 0)), 60_000, () => [before, load.answered]);
    await answering('every kind of request answered', {});
    expect(load.failures).toEqual([]);

    const news = huiliu.news.length;
    for (const child of system.children.filter(({ spec }) => spec.name !== 'sandbox')) {
      const before = { ...load.answered };
      const ended = await restarted(child);
      await until('the gateways seen to be ready', () => balancer.allReady(), 60_000);
      await answering(`every kind of request answered since ${child.spec.name} was told to stop`, before);
      expect({ restarted: child.spec.name, ended, failures: load.failures }).toEqual({ restarted: child.spec.name, ended: 0, failures: [] });
    }
    await load.stop();
    // Nobody died in between.
    expect(huiliu.news.slice(news)).toEqual([]);

    const { progress, stalled } = await huiliu.ended({ otherCases: load.opened.size });
    await load.close();
    await history.close();
    expect({ stalled, progress, refunds: await unsettled(databases) }).toMatchObject({ stalled: undefined, progress: { closed: progress.opened, parked: 0 }, refunds: [] });
    const { rows } = await databases.pools.intake.query<{ order_id: string; case_number: string }>("SELECT order_id, case_number FROM intake_case WHERE order_id LIKE 'ROLL-%'");
    expect(rows).toHaveLength(load.opened.size);
    expect(new Map(rows.map(({ order_id, case_number }) => [order_id, case_number]))).toEqual(load.opened);
    const report = await huiliu.verdict();
    expect(report.violations).toEqual([]);
    expect(load.failures).toEqual([]);
  });
});

const backLimitMs = 180_000;
/** A gateway asks every department whenever it is asked: not as often as `until` looks. */
const lookEveryMs = 100;

/** How it ended, once it is ready again. */
async function restarted(child: Child): Promise<number | NodeJS.Signals | undefined> {
  const ended = await child.restart(120_000);
  for (const deadline = Date.now() + backLimitMs; ; await sleep(lookEveryMs)) {
    const reason = await child.notReady();
    if (reason === undefined) break;
    if (Date.now() > deadline) throw new Error(`${child.spec.name} is not ready after ${backLimitMs} ms: ${reason}`);
  }
  return ended;
}

/** Refunds that stand still, by what the provider said last. */
async function unsettled({ pools }: Databases): Promise<unknown[]> {
  const { rows } = await pools.refund.query(
    `SELECT refund.status, leg->>'status' AS leg, leg->>'lastCode' AS code, count(*)::int AS count FROM refund, jsonb_array_elements(legs) AS leg
     WHERE refund.status NOT IN ('approved', 'settled') GROUP BY 1, 2, 3`,
  );
  return rows;
}

async function running(starting: ReturnType<typeof startKafka>): Promise<KafkaServer> {
  const server = await starting;
  if ('unavailable' in server) throw new Error(server.unavailable);
  return server;
}
