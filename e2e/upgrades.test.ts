import { kafkaMissing, startKafka, until, type KafkaServer } from '@huiliu/testing';
import { Databases, readProgress } from '../tools/src/progress';
import { busOf } from '../tools/src/system';
import { isStatus } from '../tools/src/until-ended';
import { Huiliu, patient } from './huiliu';
import { Balancer } from './rolling/balancer';
import { Load } from './rolling/load';
import { openShop } from './rolling/shop';

jest.setTimeout(1_800_000);

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
      cases: 40,
      rate: 1,
      brokers: kafka?.brokers,
      instances: 2,
      gateways: 2,
      // Whoever uses the gateway is here in the test.
      sandbox: { HUILIU_SANDBOX_STAFF_TOKEN: '', HUILIU_SANDBOX_CUSTOMER_TOKEN: '' },
      environment: { HUILIU_DRAIN_MS: '1000', ...patient },
    });
    closing.push(() => huiliu.close());
    const { system } = huiliu;
    const databases = new Databases(system.storage);
    closing.push(() => databases.close());
    const bus = busOf(system);
    closing.push(() => bus.close());
    await openShop(bus, orders);
    await until('the orders at intake', async () => (await databases.pools.intake.query<{ count: number }>("SELECT count(*)::int AS count FROM mirrored_order WHERE order_id LIKE 'ROLL-%'")).rows[0]?.count === orders, 60_000);

    const doors = system.children.filter(({ spec }) => spec.name.startsWith('gateway'));
    const balancer = new Balancer(doors.map(({ spec }, index) => ({ httpPort: system.gatewayPorts[index] ?? 0, opsPort: spec.opsPort })));
    closing.push(() => balancer.close());
    const { agent, reviewer } = await system.tokens();
    const load = new Load({ balancer, agent, reviewer, orders });
    closing.push(() => load.stop());
    await until('the first decision', () => (load.answered['decide'] ?? 0) > 0, 60_000);

    const news = huiliu.news.length;
    for (const child of system.children.filter(({ spec }) => spec.name !== 'sandbox')) {
      const before = child.pid;
      await child.restart(120_000);
      expect(child.pid).not.toBe(before);
      await until(`${child.spec.name} ready again`, async () => (await child.notReady()) === undefined, 180_000);
      await balancer.allReady();
    }
    await load.stop();
    expect(load.failures).toEqual([]);
    // Nobody died in between: each was stopped in good order.
    expect(huiliu.news.slice(news)).toEqual([]);
    for (const what of ['apply', 'apply again', 'claim', 'decide', 'decide again', 'case', 'timeline', 'trace']) expect(load.answered[what]).toBeGreaterThan(20);

    await until(
      'every case closed and nothing on its way',
      async () => {
        await load.review();
        const { opened, closed, behind, unpublished, waiting, openIntents } = await readProgress(databases, bus);
        const status = await system.sandboxStatus();
        return isStatus(status) && status.feed.done && opened === status.feed.uniqueCases + load.opened.size && closed === opened && behind + unpublished + waiting + openIntents === 0;
      },
      180_000,
      () => readProgress(databases, bus),
    );
    const { rows } = await databases.pools.intake.query<{ order_id: string; case_number: string }>("SELECT order_id, case_number FROM intake_case WHERE order_id LIKE 'ROLL-%'");
    expect(new Map(rows.map(({ order_id, case_number }) => [order_id, case_number]))).toEqual(load.opened);
    expect(rows).toHaveLength(load.opened.size);
    const report = await huiliu.verdict();
    expect(report.violations).toEqual([]);
    expect(load.failures).toEqual([]);
  });
});

async function running(starting: ReturnType<typeof startKafka>): Promise<KafkaServer> {
  const server = await starting;
  if ('unavailable' in server) throw new Error(server.unavailable);
  return server;
}
