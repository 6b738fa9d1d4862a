import { byteRangeOf, placed, rangeHeader } from './byte-range';

describe('a part of a file', () => {
  it.each([
    ['bytes=0-', [0, 99]],
    ['bytes=10-19', [10, 19]],
    ['bytes=90-500', [90, 99]],
    ['bytes=-10', [90, 99]],
    ['bytes=-500', [0, 99]],
    [undefined, [0, 99]],
    // What is not understood is as if it were not there.
    ['bytes=5-2', [0, 99]],
    ['bytes=0-1,5-6', [0, 99]],
    ['lines=1-2', [0, 99]],
    ['bytes=-', [0, 99]],
  ])('%s', (header, [first, last]) => {
    expect(placed(byteRangeOf(header), 100)).toEqual({ first, last });
  });

  it.each(['bytes=100-', 'bytes=100-200', 'bytes=-0'])('that is not there is refused: %s', (header) => {
    expect(() => placed(byteRangeOf(header), 100)).toThrow(expect.objectContaining({ status: 416, code: 'RANGE_NOT_SATISFIABLE' }) as Error);
  });

  it('is asked for elsewhere in the same words', () => {
    for (const header of ['bytes=0-', 'bytes=10-19', 'bytes=-10']) expect(rangeHeader(byteRangeOf(header) ?? { first: 0 })).toBe(header);
  });
});
