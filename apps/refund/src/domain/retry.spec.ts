import { defaultRetryBounds, retryDelayMs } from './retry';

describe('waiting before the next try', () => {
  it('doubles from 1 s up to a minute', () => {
    expect([1, 2, 3, 4, 7, 8, 1_000].map((failures) => retryDelayMs(failures, defaultRetryBounds))).toEqual([1_000, 2_000, 4_000, 8_000, 60_000, 60_000, 60_000]);
  });
});
