import { getEventListeners } from 'node:events';
import { Backoff, Bell, Turnstile, pause, reasonOf, unlessAborted, within } from './pace';

const longMs = 60_000;
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Whether a promise has settled by now. */
async function settledNow(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  void promise.then(() => (settled = true), () => (settled = true));
  await turn();
  return settled;
}

/** Nothing of it may stay behind: no timer and nobody who listens. */
async function leavesNothing(signal: AbortSignal, act: () => Promise<unknown>): Promise<void> {
  await act();
  expect(timers.size).toBe(0);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
}

/** Timers that are set and were neither cleared nor have run. */
const timers = new Set<unknown>();
const real = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout };

beforeEach(() => {
  timers.clear();
  const watched = (act: () => void, ms?: number): NodeJS.Timeout => {
    const timer = real.setTimeout(() => (timers.delete(timer), act()), ms);
    timers.add(timer);
    return timer;
  };
  globalThis.setTimeout = watched as typeof setTimeout;
  globalThis.clearTimeout = (timer) => (timers.delete(timer), real.clearTimeout(timer));
});

afterEach(() => {
  Object.assign(globalThis, real);
  for (const timer of timers) real.clearTimeout(timer as NodeJS.Timeout);
});

describe('growing pauses', () => {
  const limits = { retryBackoffMs: 100, retryBackoffMaxMs: 1_000 };

  it('double up to a limit, and each is drawn from the upper half of its length', () => {
    for (let round = 0; round < 200; round++) {
      const backoff = new Backoff(limits);
      for (const fullMs of [100, 200, 400, 800, 1_000, 1_000]) {
        const drawn = backoff.nextMs();
        expect(drawn).toBeGreaterThanOrEqual(fullMs / 2);
        expect(drawn).toBeLessThanOrEqual(fullMs);
      }
    }
  });

  it('are not all the same, so that instances do not come back all at once', () => {
    expect(new Set(Array.from({ length: 50 }, () => new Backoff(limits).nextMs())).size).toBeGreaterThan(10);
  });

  it('start small again after a success', () => {
    const backoff = new Backoff(limits);
    for (let failure = 0; failure < 100; failure++) backoff.nextMs();
    expect(backoff.nextMs()).toBeGreaterThanOrEqual(500);
    backoff.reset();
    expect(backoff.nextMs()).toBeLessThanOrEqual(100);
  });
});

describe('a pause', () => {
  it('lasts its time', async () => {
    const { signal } = new AbortController();
    const began = performance.now();
    await leavesNothing(signal, () => pause(20, signal));
    expect(performance.now() - began).toBeGreaterThanOrEqual(18);
  });

  it('ends with the signal, and does not begin after it', async () => {
    const stop = new AbortController();
    await leavesNothing(stop.signal, async () => {
      const pausing = pause(longMs, stop.signal);
      expect(await settledNow(pausing)).toBe(false);
      stop.abort();
      await pausing;
      await pause(longMs, stop.signal);
    });
  });
});

describe('waiting unless aborted', () => {
  it('gives the value, or the failure', async () => {
    const { signal } = new AbortController();
    await leavesNothing(signal, async () => {
      expect(await unlessAborted(Promise.resolve(7), signal)).toBe(7);
      await expect(unlessAborted(Promise.reject(new Error('away')), signal)).rejects.toThrow('away');
    });
  });

  it('gives nothing once the signal has aborted, whatever the promise does later', async () => {
    const stop = new AbortController();
    const { promise, reject } = Promise.withResolvers<number>();
    const waiting = unlessAborted(promise, stop.signal);
    expect(await settledNow(waiting)).toBe(false);
    stop.abort();
    expect(await waiting).toBeUndefined();
    expect(await unlessAborted(promise, stop.signal)).toBeUndefined();
    reject(new Error('too late'));
    await turn();
  });
});

describe('waiting within a time', () => {
  it('gives the value, or the failure, and leaves no timer behind', async () => {
    expect(await within(longMs, 'too slow', Promise.resolve(7))).toBe(7);
    await expect(within(longMs, 'too slow', Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(timers.size).toBe(0);
  });

  it('complains when it takes longer', async () => {
    await expect(within(5, 'too slow', new Promise(() => undefined))).rejects.toThrow('too slow');
  });
});

describe('a turnstile', () => {
  it('lets one job through at a time, in their order, also after one has failed', async () => {
    const turnstile = new Turnstile();
    const begun: string[] = [];
    const first = Promise.withResolvers<string>();
    const results = [
      turnstile.run(() => (begun.push('first'), first.promise)),
      turnstile.run(() => (begun.push('second'), Promise.reject(new Error('away')))),
      turnstile.run(() => (begun.push('third'), Promise.resolve('c'))),
    ];
    const all = Promise.allSettled(results);
    const idle = turnstile.idle();
    expect(await settledNow(idle)).toBe(false);
    expect(begun).toEqual(['first']);
    first.resolve('a');
    await idle;
    expect(begun).toEqual(['first', 'second', 'third']);
    expect(await all).toMatchObject([{ value: 'a' }, { reason: { message: 'away' } }, { value: 'c' }]);
  });
});

describe('a bell', () => {
  const never = new AbortController().signal;

  it('keeps one ring for who comes later', async () => {
    const bell = new Bell();
    bell.ring();
    bell.ring();
    await bell.wait(longMs, never);
    await leavesNothing(never, async () => {
      const waiting = bell.wait(longMs, never);
      expect(await settledNow(waiting)).toBe(false);
      bell.ring();
      await waiting;
    });
  });

  it('wakes who waits, and that ring is used up', async () => {
    const bell = new Bell();
    const waiting = bell.wait(longMs, never);
    bell.ring();
    await waiting;
    const again = bell.wait(longMs, never);
    expect(await settledNow(again)).toBe(false);
    bell.ring();
    await again;
  });

  it('wakes after a time too, and a later ring is kept', async () => {
    const bell = new Bell();
    await leavesNothing(never, () => bell.wait(5, never));
    bell.ring();
    expect(await settledNow(bell.wait(longMs, never))).toBe(true);
  });

  it('wakes with the signal, and nobody waits after it', async () => {
    const bell = new Bell();
    const stop = new AbortController();
    await leavesNothing(stop.signal, async () => {
      const waiting = bell.wait(longMs, stop.signal);
      expect(await settledNow(waiting)).toBe(false);
      stop.abort();
      await waiting;
      await bell.wait(longMs, stop.signal);
    });
  });
});

describe('a failure in words', () => {
  it.each([
    ['a message', new Error('away'), 'away'],
    ['a message with its code', Object.assign(new Error('connect failed'), { code: 'ECONNREFUSED' }), 'connect failed (ECONNREFUSED)'],
    ['a code that the message names already', Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }), 'connect ECONNREFUSED'],
    ['a code that is no text', Object.assign(new Error('away'), { code: 7 }), 'away'],
    ['several failures without a message of their own', new AggregateError([new Error('a'), new Error('b')]), 'a; b'],
    ['several failures with one', new AggregateError([new Error('a')], 'all away'), 'all away'],
    ['one failure without a message', new Error(''), ''],
    ['what is no error', 'away', 'away'],
    ['nothing', undefined, 'undefined'],
  ])('%s', (_name, error, words) => {
    expect(reasonOf(error)).toBe(words);
  });
});
