import { Cases, percentile } from './cases';

describe('cases as seen from outside', () => {
  it('counts latency from the moment a case was due, once, and only of those that were due in the window', () => {
    const cases = new Cases();
    const nowMs = performance.now();
    cases.requested(0, nowMs - 1_000);
    cases.requested(1, nowMs - 100);
    cases.requested(2, nowMs - 50);
    cases.ended('BR-1-0', Date.now());
    cases.ended('BR-1-1', Date.now());
    cases.ended('BR-1-1', Date.now());
    // Came in by another door.
    cases.ended('', Date.now());
    expect(cases.open).toBe(1);
    const { heardMs } = cases.latencies(nowMs - 500, nowMs);
    expect(heardMs).toHaveLength(1);
    expect(heardMs[0]).toBeGreaterThanOrEqual(100);
    expect(heardMs[0]).toBeLessThan(500);
    expect(cases.endedBetween(nowMs, Number.POSITIVE_INFINITY)).toBe(2);
  });

  it('finds percentiles of sorted values', () => {
    const values = Float64Array.from({ length: 1_000 }, (_, index) => index);
    expect([percentile(values, 0.5), percentile(values, 0.99), percentile(values, 1), percentile(new Float64Array(), 0.5)]).toEqual([500, 990, 999, 0]);
  });
});
