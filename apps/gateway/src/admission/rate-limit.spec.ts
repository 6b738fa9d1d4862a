import { RateLimit } from './rate-limit';

describe('rate limit', () => {
  let nowMs = 0;
  const limitOf = (callers = 100): RateLimit => new RateLimit({ perSecond: 10, burstSeconds: 2, callers }, () => nowMs);
  const taken = (limit: RateLimit, caller: string, times: number): number => {
    let good = 0;
    for (let time = 0; time < times; time++) {
      try {
        limit.take(caller);
        good++;
      } catch (error) {
        expect(error).toMatchObject({ kind: 'RATE_LIMITED', code: 'RATE_LIMIT_EXCEEDED', details: { retryAfterSeconds: 1 } });
      }
    }
    return good;
  };

  it('takes a burst, then as many as the rate', () => {
    const limit = limitOf();
    expect(taken(limit, 'a', 50)).toBe(20);
    nowMs += 1_000;
    expect(taken(limit, 'a', 50)).toBe(10);
    nowMs += 60_000;
    expect(taken(limit, 'a', 50)).toBe(20);
  });

  it('one caller does not use up what is another\'s', () => {
    const limit = limitOf();
    taken(limit, 'a', 50);
    expect(taken(limit, 'b', 50)).toBe(20);
  });

  it('remembers so many callers, and forgets the one that was quiet for longest', () => {
    const limit = limitOf(2);
    taken(limit, 'a', 20);
    taken(limit, 'b', 20);
    expect(taken(limit, 'a', 1)).toBe(0);
    taken(limit, 'c', 1);
    expect(taken(limit, 'a', 1)).toBe(0);
    expect(taken(limit, 'b', 1)).toBe(1);
  });

  it('says how long to wait when the rate is low', () => {
    const limit = new RateLimit({ perSecond: 1, burstSeconds: 1, callers: 10 }, () => nowMs);
    limit.take('a');
    expect(() => limit.take('a')).toThrow(expect.objectContaining({ details: { retryAfterSeconds: 1 } }));
  });
});
