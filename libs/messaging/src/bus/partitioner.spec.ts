import { murmur2, partitionFor } from './partitioner';

describe('murmur2', () => {
  // From Kafka's own UtilsTest.
  it.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
    ['abc', 479470107],
  ])('of %s is what the Java client computes', (text, hash) => {
    expect(murmur2(Buffer.from(text))).toBe(hash);
  });
});

describe('partitionFor', () => {
  it('spreads keys over all partitions, and gives one key always the same', () => {
    const hits = new Set(Array.from({ length: 200 }, (_, i) => partitionFor(`case:${i}`, 8)));
    expect([...hits].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(partitionFor('case:退货', 8)).toBe(partitionFor('case:退货', 8));
  });
});
