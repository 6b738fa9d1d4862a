import { catchUpSeconds, LagWatch, type PartitionLag } from './lag';

describe('how far a department is behind', () => {
  let nowMs = 0;
  let reads = 0;
  let at: { lag: number; high: number };
  const watch = (): LagWatch =>
    new LagWatch(
      () => {
        reads++;
        return Promise.resolve<PartitionLag[]>([{ topic: 'a', partition: 0, ...at }, { topic: 'b', partition: 0, lag: 0, high: 10 }]);
      },
      () => nowMs,
      (ms) => {
        nowMs += ms;
        at = { lag: at.lag - 100, high: at.high };
        return Promise.resolve();
      },
    );
  beforeEach(() => {
    nowMs = 0;
    reads = 0;
    at = { lag: 0, high: 0 };
  });

  it('is a number after one look, and rates and an expectation after two', async () => {
    const lag = watch();
    at = { lag: 10_000, high: 10_000 };
    expect(await lag.look()).toMatchObject({ events: 10_000, consumedPerSecond: undefined, catchUpSeconds: undefined });
    nowMs = 10_000;
    // Of 2,000 more that came, and those behind, 4,000 were handled.
    at = { lag: 8_000, high: 12_000 };
    expect(await lag.look()).toMatchObject({ events: 8_000, arrivedPerSecond: 200, consumedPerSecond: 400, catchUpSeconds: 40 });
  });

  it('is of the last minute alone', async () => {
    const lag = watch();
    at = { lag: 0, high: 1_000_000 };
    await lag.look();
    nowMs = 100_000;
    at = { lag: 5_000, high: 2_000_000 };
    await lag.look();
    nowMs = 110_000;
    at = { lag: 0, high: 2_000_000 };
    expect(await lag.look()).toMatchObject({ arrivedPerSecond: 0, consumedPerSecond: 500, catchUpSeconds: 0 });
  });

  it('is read once a second, however often it is asked for', async () => {
    const lag = watch();
    await Promise.all([lag.look(), lag.look()]);
    nowMs = 900;
    await lag.look();
    expect(reads).toBe(1);
    nowMs = 1_000;
    await lag.look();
    expect(reads).toBe(2);
  });

  it('is read once a second whatever time it is', async () => {
    const lag = watch();
    nowMs = 5_000;
    await lag.look();
    nowMs = 5_999;
    await lag.look();
    expect(reads).toBe(1);
  });

  it('moves as it did over exactly a minute', async () => {
    const lag = watch();
    at = { lag: 600, high: 600 };
    await lag.look();
    nowMs = 60_000;
    at = { lag: 0, high: 600 };
    expect(await lag.look()).toMatchObject({ consumedPerSecond: 10, arrivedPerSecond: 0 });
  });

  it('takes no time to catch up with where nothing is behind at the first look', async () => {
    expect(await watch().look()).toMatchObject({ events: 0, consumedPerSecond: undefined, catchUpSeconds: 0 });
  });

  it('is not looked at again for rates that are known', async () => {
    const lag = watch();
    await lag.look();
    nowMs = 2_000;
    expect((await lag.measure()).consumedPerSecond).toBe(0);
    expect([reads, nowMs]).toEqual([2, 2_000]);
  });

  it('is looked at twice for whoever asks for rates and has not asked before', async () => {
    at = { lag: 500, high: 500 };
    expect(await watch().measure()).toMatchObject({ events: 400, consumedPerSecond: 100, arrivedPerSecond: 0, catchUpSeconds: 4 });
  });

  it.each([
    ['nothing is behind', 0, 0, 50, 0],
    ['less than a second is under way', 20, 400, 400, 0.05],
    ['exactly a second is under way', 400, 400, 200, 1],
    ['it catches up', 8_000, 400, 200, 40],
    ['more comes in than is handled', 8_000, 400, 500, Number.POSITIVE_INFINITY],
    ['nothing is handled', 1, 0, 0, Number.POSITIVE_INFINITY],
  ])('when %s', (_name, lag, consumed, arrived, seconds) => expect(catchUpSeconds(lag, consumed, arrived)).toBe(seconds));
});
