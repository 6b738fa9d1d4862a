import { Breaker } from './breaker';

describe('the breaker', () => {
  let now = 0;
  const breaker = (): Breaker => new Breaker({ breakerParkings: 3, breakerWindowMs: 1000, breakerRestMs: 500 }, () => now);
  beforeEach(() => (now = 0));

  it('allows a few parkings, stops at too many with one reason within the window, and tries again after a rest', () => {
    const one = breaker();
    expect(one.allows(['INVALID: x of case 11', 'INVALID: x of case 12', 'INVALID: x of case 13'])).toBe(true);
    expect(one.reason()).toBeUndefined();
    expect(one.allows(['INVALID: x of case 14'])).toBe(false);
    expect(one.reason()).toContain('more than 3 events');
    now = 501;
    expect(one.reason()).toBeUndefined();
  });

  it('counts different reasons apart and forgets what is older than the window', () => {
    const one = breaker();
    expect(one.allows(['a', 'a', 'a', 'b', 'b', 'b'])).toBe(true);
    now = 1001;
    expect(one.allows(['a', 'b'])).toBe(true);
  });
});
