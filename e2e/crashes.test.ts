import { startKafka, until } from '@huiliu/testing';
import { Huiliu } from './huiliu';

jest.setTimeout(900_000);

const everything = ['intake', 'review', 'logistics', 'warehouse', 'refund', 'feedback', 'gateway', 'sandbox', 'postgres'];

describe('killed at the worst moment', () => {
  it('every service and Postgres in turn, in the middle of the work: it comes to its end and every invariant holds', async () => {
    const huiliu = await Huiliu.start({ cases: 250, rate: 15 });
    try {
      for (const name of everything) {
        huiliu.kill9(name);
        await new Promise((resolve) => setTimeout(resolve, 1_000));
      }
      const { stalled } = await huiliu.ended();
      expect(stalled).toBeUndefined();
      const report = await huiliu.verdict();
      expect(report.violations).toEqual([]);
      expect(report.cases.open).toBe(0);
      expect(huiliu.news.filter((line) => line.includes('ended (SIGKILL)')).length).toBe(everything.length - 1);
    } finally {
      await huiliu.close();
    }
  });

  it('stopped in the middle and started again on the same data, it goes on where it was', async () => {
    const first = await Huiliu.start({ cases: 120, rate: 20 });
    const { dataFolder } = first;
    await first.close({ keepData: true });
    const second = await Huiliu.start({ cases: 120, rate: 20, dataFolder });
    try {
      const { stalled, progress } = await second.ended();
      expect(stalled).toBeUndefined();
      expect(progress.opened).toBeGreaterThan(0);
      expect((await second.verdict()).violations).toEqual([]);
    } finally {
      await second.close();
    }
  });

  it('Kafka away in the middle of the work: everything waits, says so, and goes on by itself', async () => {
    const kafka = await startKafka();
    if ('unavailable' in kafka) {
      if (process.env['HUILIU_REQUIRE_KAFKA'] === '1') throw new Error(kafka.unavailable);
      process.stdout.write(`${kafka.unavailable}\n`);
      return;
    }
    const [broker] = kafka.nodes;
    const huiliu = await Huiliu.start({ cases: 150, rate: 15, brokers: kafka.brokers });
    try {
      await broker?.kill();
      const reasons = async (): Promise<string> => JSON.stringify(await Promise.all(huiliu.system.children.map((child) => child.notReady())));
      await until('a department says that the bus is away', async () => /bus/.test(await reasons()), 120_000);
      await broker?.restart();
      const { stalled } = await huiliu.ended();
      expect(stalled).toBeUndefined();
      const report = await huiliu.verdict();
      expect(report.violations).toEqual([]);
      expect(report.cases.open).toBe(0);
      expect(huiliu.news.filter((line) => line.includes('starting it again'))).toEqual([]);
    } finally {
      await huiliu.close();
      await kafka.stop();
    }
  });
});
