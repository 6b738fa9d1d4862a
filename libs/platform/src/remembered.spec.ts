import { remembered } from './remembered';

describe('what is remembered', () => {
  let nowMs = 0;
  let reads = 0;
  const read = (): Promise<number> => Promise.resolve(++reads);
  beforeEach(() => {
    nowMs = 0;
    reads = 0;
  });

  it('is read once for all who ask at the same time, and again when it is no longer good', async () => {
    const ask = remembered(read, { freshMs: () => 1_000, nowMs: () => nowMs });
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
    nowMs = 999;
    expect(await ask()).toBe(1);
    nowMs = 1_000;
    expect(await Promise.all([ask(), ask()])).toEqual([2, 2]);
  });

  it('is good for longer the longer it took', async () => {
    const ask = remembered(
      async () => {
        nowMs += 300;
        return read();
      },
      { freshMs: (tookMs) => tookMs * 100, nowMs: () => nowMs },
    );
    await ask();
    nowMs = 30_299;
    expect(await ask()).toBe(1);
    nowMs = 30_300;
    expect(await ask()).toBe(2);
  });

  it('is given out old while a newer value is read, where that is wanted', async () => {
    let answer: () => void = () => undefined;
    const slow = jest.fn(() => new Promise<number>((resolve) => (answer = () => resolve(++reads))));
    const ask = remembered(slow, { freshMs: () => 10, staleMeanwhile: true, nowMs: () => nowMs });
    const first = ask();
    answer();
    await first;
    nowMs = 10;
    expect(await Promise.all([ask(), ask()])).toEqual([1, 1]);
    expect(slow).toHaveBeenCalledTimes(2);
    answer();
    await new Promise(setImmediate);
    expect(await ask()).toBe(2);
  });

  it('forgets a failure', async () => {
    let away = true;
    const ask = remembered(() => (away ? Promise.reject(new Error('away')) : read()), { freshMs: () => 1_000, nowMs: () => nowMs });
    await expect(ask()).rejects.toThrow('away');
    away = false;
    expect(await ask()).toBe(1);
  });
});
