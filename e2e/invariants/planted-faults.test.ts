import { join } from 'node:path';
import { CopiedWorld, faults, plantOne } from '@huiliu/testing';
import { plantedCases, plantedMix } from '../../tools/src/chaos/planted';
import { replayOf } from '../../tools/src/replay';
import { Huiliu } from '../huiliu';

jest.setTimeout(300_000);

describe('the invariants', () => {
  let huiliu: Huiliu;
  let world: CopiedWorld;

  beforeAll(async () => {
    huiliu = await Huiliu.start({ cases: plantedCases, sandbox: { HUILIU_SANDBOX_MIX: plantedMix } });
    const { stalled } = await huiliu.ended();
    expect(stalled).toBeUndefined();
    await huiliu.system.stopServices();
    const { root, dataFolder } = huiliu.system.options;
    const { server } = huiliu.system.storage;
    if (!server) throw new Error('this test breaks databases, so it needs a server of its own');
    const { adminUrl } = server;
    world = new CopiedWorld({
      adminUrl,
      replay: (busUrl, bus, departments) => replayOf({ root, logFolder: join(dataFolder, 'logs'), adminUrl, bus, departments, busEnv: { HUILIU_BUS: 'embedded', HUILIU_BUS_DATABASE_URL: busUrl } }),
    });
  });
  afterAll(() => huiliu?.close());

  it('hold for a world that nobody has broken, and its traces are complete', async () => {
    const report = await world.verdictAfter(() => Promise.resolve());
    expect(report.violations).toEqual([]);
    // A question that is turned is a case more than were asked for.
    const { opened } = report.cases;
    expect(opened).toBeGreaterThanOrEqual(100);
    expect(report.cases).toMatchObject({ closed: opened, open: 0, real: 0, synthetic: opened });
    expect(report.cases.cancelled).toBeGreaterThan(0);
    expect(report.cases.expired).toBeGreaterThan(0);
    expect(report.traces).toEqual({ cases: opened, complete: opened });
    expect(Object.values(report.byType).reduce((sum, count) => sum + count, 0)).toBe(opened);
    expect(report.events).toBeGreaterThan(100 * 5);
    expect(report.latencyMs.p50).toBeGreaterThan(0);
    expect(report.latencyMs.p99).toBeGreaterThanOrEqual(report.latencyMs.p50);
    expect(report.casesPerSecond).toBeGreaterThan(0);
  });

  it.each(faults.map((fault) => [fault.name, fault] as const))('tell when %s', async (_name, fault) => {
    const { broken, violations, found } = await plantOne(world, fault);
    expect({ broken, violations }).toMatchObject({ broken: fault.breaks.map((beginning) => expect.stringMatching(new RegExp(`^${beginning}`)) as string) });
    expect(found).toBe(true);
  });

  it('count a trace as incomplete when a span of it is gone, without calling that a fault', async () => {
    const report = await world.verdictAfter(async ({ run }) => void (await run('telemetry', `DELETE FROM span WHERE span_id = (SELECT span_id FROM span WHERE name = 'process CaseSubmitted' LIMIT 1)`)));
    expect(report.violations).toEqual([]);
    expect(report.traces).toEqual({ cases: report.cases.opened, complete: report.cases.opened - 1 });
  });

  it('tell the first of many, and how many there are', async () => {
    let surveys = 0;
    const { violations } = await world.verdictAfter(async ({ run }) => void (surveys = (await run('feedback', 'DELETE FROM survey RETURNING case_id')).length));
    expect(violations).toHaveLength(21);
    expect(violations.at(-1)?.detail).toBe(`… and ${surveys - 20} more, ${surveys} in all`);
  });
});
