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

  it('rests for exactly its time, begins to count anew then, and what was refused does not count', () => {
    const one = breaker();
    expect(one.allows(['a', 'a', 'a', 'a'])).toBe(false);
    now = 499;
    expect(one.reason()).toContain('for one reason: a');
    now = 500;
    expect(one.reason()).toBeUndefined();
    expect(one.allows(['a', 'a', 'a'])).toBe(true);
    expect(one.allows(['a'])).toBe(false);
  });

  it('takes the last parkings of a window into account until it is over', () => {
    const one = breaker();
    one.allows(['a', 'a', 'a']);
    now = 999;
    expect(one.allows(['a'])).toBe(false);
    const other = breaker();
    other.allows(['b', 'b', 'b']);
    now += 1000;
    expect(other.allows(['b', 'b', 'b'])).toBe(true);
  });

  it('does not forget a reason because another one comes up meanwhile', () => {
    const one = breaker();
    one.allows(['a', 'a']);
    now = 600;
    one.allows(['a', 'b']);
    now = 1100;
    one.allows(['b']);
    expect(one.allows(['a', 'a', 'a'])).toBe(false);
  });

  it('takes reasons that differ in ids, numbers or only far behind for one', () => {
    const uuid = '0A3f2b1c-1d2e-4f5a-8b9c-0123456789ab';
    const other = 'ffffffff-eeee-4ddd-accc-bbbbbbbbbbbb';
    for (const same of [[`x of ${uuid}`, `x of ${other}`, 'x of 7', 'x of 1234'], ['y'.repeat(201), 'y'.repeat(250), `${'y'.repeat(200)}z`, 'y'.repeat(200)]]) expect(breaker().allows(same)).toBe(false);
    expect(breaker().allows(['x of a', 'x of b', 'x of c', 'x of d'])).toBe(true);
    const one = breaker();
    one.allows([`x of ${uuid}, 12`, `x of ${uuid}, 12`, `x of ${uuid}, 12`, `x of ${uuid}, 12`]);
    expect(one.reason()).toMatch(/for one reason: x of #, #$/);
  });
});
