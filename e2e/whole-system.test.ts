import { startKafka, type KafkaServer } from '@huiliu/testing';
import { Huiliu, patient } from './huiliu';

jest.setTimeout(600_000);

const kafkaMissingIsAnError = process.env['HUILIU_REQUIRE_KAFKA'] === '1';

describe.each(['embedded', 'kafka'] as const)('the whole system on the %s bus', (kind) => {
  let kafka: KafkaServer | undefined;
  let huiliu: Huiliu | undefined;

  beforeAll(async () => {
    if (kind === 'kafka') {
      const server = await startKafka();
      if ('unavailable' in server) {
        if (kafkaMissingIsAnError) throw new Error(server.unavailable);
        process.stdout.write(`${server.unavailable}\n`);
        return;
      }
      kafka = server;
    }
    huiliu = await Huiliu.start({ cases: 60, brokers: kafka?.brokers, instances: 2, environment: patient });
  });
  afterAll(async () => {
    await huiliu?.close();
    await kafka?.stop();
  });

  it('brings every case to its end with two instances of each department, and every invariant holds', async () => {
    if (!huiliu) return;
    const { progress, stalled } = await huiliu.ended();
    expect(stalled).toBeUndefined();
    expect(progress).toMatchObject({ waiting: 0, parked: 0, behind: 0, openIntents: 0 });
    expect(progress.closed).toBe(progress.opened);
    const number = await huiliu.system.anyCaseNumber();
    const { agent } = await huiliu.system.tokens();
    const view = await huiliu.call('GET', `/api/v1/cases/${number}`, agent);
    expect(view).toMatchObject({ status: 200, body: { status: 'closed' } });
    const trace = await huiliu.call('GET', `/api/v1/cases/${number}/trace`, agent);
    expect(trace).toMatchObject({ status: 200, body: { complete: true, missing: [], unavailable: [] } });
    const timeline = await huiliu.call('GET', `/api/v1/cases/${number}/timeline`, agent);
    expect(timeline.status).toBe(200);
    const report = await huiliu.verdict({ replay: true });
    expect(report.violations).toEqual([]);
    expect(report.cases.open).toBe(0);
    expect(report.traces.complete).toBe(report.traces.cases);
  });
});
