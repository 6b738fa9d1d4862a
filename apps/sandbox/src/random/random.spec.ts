import fc from 'fast-check';
import { randomOf } from './random';

describe('seeded randomness', () => {
  it('draws the same for the same seed and labels, and something else for others', () => {
    const draw = (...labels: (string | number)[]) => {
      const random = randomOf('7', ...labels);
      return [random.fraction(), random.fraction(), random.between(1, 1_000_000)];
    };
    expect(draw('order', '536365')).toEqual(draw('order', '536365'));
    expect(draw('order', '536365')).not.toEqual(draw('order', '536366'));
    expect(draw('ab', 'c')).not.toEqual(draw('a', 'bc'));
  });

  it('spreads evenly', () => {
    const buckets = Array.from({ length: 10 }, () => 0);
    for (let index = 0; index < 20_000; index++) {
      const bucket = Math.floor(randomOf('seed', 'spread', index).fraction() * 10);
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
    }
    for (const count of buckets) expect(Math.abs(count - 2_000)).toBeLessThan(200);
  });

  it('stays within its bounds', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: -50, max: 50 }), fc.nat(100), (seed, low, width) => {
        const drawn = randomOf(seed, 'bounds').between(low, low + width);
        expect(drawn).toBeGreaterThanOrEqual(low);
        expect(drawn).toBeLessThanOrEqual(low + width);
      }),
    );
  });

  it('follows weights and never picks a weight of 0', () => {
    const counts = { often: 0, seldom: 0, never: 0 };
    for (let index = 0; index < 10_000; index++) counts[randomOf('w', index).weighted({ never: 0, often: 9, seldom: 1 })]++;
    expect(counts.never).toBe(0);
    expect(counts.seldom).toBeGreaterThan(850);
    expect(counts.seldom).toBeLessThan(1_150);
  });

  it('refuses to pick from nothing', () => {
    expect(() => randomOf('s').pick([])).toThrow('empty');
  });
});
