import { kafkaMissing } from '@huiliu/testing';
import type { BusKind, FaultName } from '../tools/src/chaos/kinds';
import { runChaos, type ChaosOutcome } from '../tools/src/chaos/run-chaos';

jest.setTimeout(900_000);

const seed = Number(process.env['HUILIU_CHAOS_SEED'] ?? 1);
const everywhere: readonly FaultName[] = ['kill-service', 'pause-service', 'postgres-kill', 'net-reset', 'net-half-open', 'duplicates'];

describe.each([
  ['embedded', everywhere],
  ['kafka', [...everywhere, 'kafka-leader-killed']],
] as const satisfies readonly (readonly [BusKind, readonly FaultName[]])[])('under faults on the %s bus', (bus, faults) => {
  const stopping = new AbortController();
  let running: Promise<ChaosOutcome> | undefined;
  // A test that ran out of time leaves nothing running.
  afterAll(async () => {
    stopping.abort();
    await running?.catch(() => undefined);
  });

  it(`nothing is lost or done twice, everything recovers, and poison stops its own cases alone (seed ${seed})`, async () => {
    const missing = bus === 'kafka' ? kafkaMissing() : undefined;
    if (missing !== undefined) {
      if (process.env['HUILIU_REQUIRE_KAFKA'] === '1') throw new Error(missing);
      process.stdout.write(`${missing}\n`);
      return;
    }
    const said: string[] = [];
    const options = { bus, doors: 'bus' as const, seed, mix: 'everyday', faults, cases: 240, seconds: 40, instances: 1, poison: true, stallSeconds: 60, keep: false, json: false };
    running = runChaos(options, (text) => void said.push(text), stopping.signal);
    const { faults: done, violations, failures, checked, report, poisonedCases } = await running;
    // What was done is told along with what went wrong.
    expect({ violations, failures, ...(violations.length + failures.length > 0 && { said }) }).toEqual({ violations: [], failures: [] });
    // A slow machine gets through less of the plan in its time.
    expect(done.length).toBeGreaterThan(0);
    expect(done.every(({ recoverySeconds }) => recoverySeconds !== undefined && recoverySeconds >= 0)).toBe(true);
    expect(checked.length).toBeGreaterThan(13);
    // A complaint that is turned makes another case.
    expect(report.cases.opened).toBeGreaterThanOrEqual(240);
    expect(report.cases.open).toBeLessThanOrEqual(poisonedCases);
    expect(poisonedCases).toBeGreaterThan(0);
  });
});
