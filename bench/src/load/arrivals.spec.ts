import { Arrivals } from './arrivals';
import { keepsUp, slopePerMs } from './window';

describe('open load', () => {
  it('comes at the rate that was asked for, whenever it is looked at', () => {
    const arrivals = new Arrivals(200, 1_000, 5);
    const due = Array.from({ length: 500 }, (_, index) => [...arrivals.until(1_000 + (index + 1) * 200)]).flat();
    expect(due.length).toBeGreaterThan(19_000);
    expect(due.length).toBeLessThan(21_000);
    expect(due).toEqual(due.toSorted((a, b) => a - b));
    expect(due).toEqual([...new Arrivals(200, 1_000, 5).until(101_000)]);
  });

  it('is kept up with as long as open cases do not grow beyond noise', () => {
    const open = (growthPerSecond: number) => Array.from({ length: 60 }, (_, second) => [second * 1_000, 300 + growthPerSecond * second + (second % 7)] as const);
    const growth = (perSecond: number): number => slopePerMs(open(perSecond)) * 1_000;
    expect(keepsUp(1_000, growth(0))).toBe(true);
    expect(keepsUp(1_000, growth(-5))).toBe(true);
    expect(keepsUp(1_000, growth(60))).toBe(false);
    expect(slopePerMs([])).toBe(0);
  });
});
