import { InFlight, Pace } from './pace';

describe('the pace', () => {
  it('lets as many begin per second as asked for', () => {
    let now = 1_000;
    const pace = new Pace(20, () => now);
    expect(pace.atOnce).toBe(5);
    expect(pace.begin(5)).toBe(250);
    now += 250;
    expect(pace.begin(5)).toBe(250);
    now += 1_000;
    expect(pace.begin(1)).toBe(0);
  });

  it('lets more go together when they are late, a second\'s worth at most', () => {
    let now = 0;
    const pace = new Pace(20, () => now);
    pace.begin(5);
    now = 650;
    expect(pace.atOnce).toBe(8);
    now = 10_000;
    expect(pace.atOnce).toBe(20);
    pace.begin(195);
    expect(pace.atOnce).toBe(5);
  });

  it('holds nothing back without a limit', () => {
    const pace = new Pace(0, () => 0);
    expect(pace.atOnce).toBe(Number.POSITIVE_INFINITY);
    expect(pace.begin(1_000_000)).toBe(0);
  });
});

describe('cases in flight', () => {
  it('hold back what would be too many until some have ended', () => {
    const inFlight = new InFlight(10, 500, () => 0);
    expect(inFlight.mayBegin(9)).toBe(true);
    expect(inFlight.mayBegin(10)).toBe(false);
    inFlight.end(3);
    expect(inFlight.mayBegin(12)).toBe(true);
    expect(inFlight.mayBegin(13)).toBe(false);
  });

  it('that wait for people do not stop the shop: after a while without an end more may begin, once per while', () => {
    let now = 0;
    const inFlight = new InFlight(10, 500, () => now);
    now = 499;
    expect(inFlight.mayBegin(10)).toBe(false);
    now = 500;
    expect(inFlight.mayBegin(10)).toBe(true);
    expect(inFlight.mayBegin(10)).toBe(false);
  });
});
