import { faultNames, kindOf, possibleOn, type FaultName } from './kinds';
import { describeRound, drawPlan, type PlanOptions } from './plan';

const options = (changes: Partial<PlanOptions> = {}): PlanOptions => ({ seed: 1, seconds: 600, bus: 'kafka', instances: 2, faults: possibleOn({ bus: 'kafka', instances: 2 }), ...changes });

describe('a plan of faults', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(drawPlan(options())).toEqual(drawPlan(options()));
    expect(drawPlan(options({ seed: 2 }))).not.toEqual(drawPlan(options()));
  });

  it.each([1, 2, 3, 4, 5])('has every kind before one comes too often, all of them where they can hit, with seed %d', (seed) => {
    const faults = drawPlan(options({ seed })).flatMap((round) => [...round.faults]);
    expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(options().faults));
    const counts = options().faults.map((name) => faults.filter(({ kind }) => kind === name).length);
    // A kind may be passed over once because it would hit the same place as the one it should overlap with.
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(2);
    for (const { kind, target, lastsSeconds } of faults) {
      expect(kindOf(kind).targets(options())).toContain(target);
      expect(lastsSeconds).toBeGreaterThanOrEqual(kindOf(kind).lastsSeconds[0]);
      expect(lastsSeconds).toBeLessThanOrEqual(kindOf(kind).lastsSeconds[1]);
    }
  });

  it('begins in time, in order, and overlaps some, never in the same place', () => {
    const rounds = drawPlan(options());
    const begins = rounds.map(({ atSeconds }) => atSeconds);
    expect(begins).toEqual([...begins].sort((a, b) => a - b));
    expect(begins.at(-1)).toBeLessThan(600);
    const twos = rounds.filter(({ faults }) => faults.length === 2);
    expect(twos.length).toBeGreaterThan(0);
    expect(twos.length).toBeLessThan(rounds.length);
    for (const { faults: [first, second] } of twos) expect(kindOf(first.kind).area).not.toBe(second && kindOf(second.kind).area);
  });

  it('has one round however short the time is', () => {
    expect(drawPlan(options({ seconds: 1 }))).toHaveLength(1);
  });

  it('keeps to the kinds that were asked for', () => {
    const faults: FaultName[] = ['kill-service'];
    expect(drawPlan(options({ faults })).every((round) => round.faults.length === 1 && round.faults[0].kind === 'kill-service')).toBe(true);
  });

  it('is told in words', () => {
    const fault = { kind: 'pause-service', target: 'refund-1', lastsSeconds: 8.5, seed: 1 } as const;
    expect(describeRound({ number: 3, atSeconds: 12, faults: [fault], secondAfterSeconds: 0 })).toBe('  3. from 12.0 s: pause-service of refund-1 for 8.5 s');
    expect(describeRound({ number: 3, atSeconds: 12, faults: [fault, { ...fault, kind: 'postgres-kill', target: 'everything', lastsSeconds: 0 }], secondAfterSeconds: 1.5 })).toBe(
      '  3. from 12.0 s: pause-service of refund-1 for 8.5 s, and 1.5 s later postgres-kill of everything',
    );
  });
});

describe('kinds of faults', () => {
  it('of Kafka are left out where there is none, and rebalances where there is one instance', () => {
    expect(possibleOn({ bus: 'embedded', instances: 2 }).filter((name) => name.startsWith('kafka'))).toEqual([]);
    expect(possibleOn({ bus: 'embedded', instances: 1 })).not.toContain('rebalance');
    expect(possibleOn({ bus: 'kafka', instances: 2 })).toEqual(faultNames);
  });

  it.each(faultNames)('%s can hit something', (name) => {
    expect(kindOf(name).targets({ bus: 'kafka', instances: 1 }).length).toBeGreaterThan(0);
  });
});
