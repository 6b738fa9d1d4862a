import { exceedsBytes } from './value-size';

describe('the size of a text', () => {
  it.each([
    ['one byte a character', 'abc', 3],
    ['three', '退货', 6],
    ['four for two UTF-16 units', '🧣', 4],
    ['nothing', '', 0],
  ])('is counted in bytes: %s', (_, text, bytes) => {
    expect([bytes - 1, bytes, bytes + 1].map((limit) => exceedsBytes(text, limit))).toEqual([true, false, false]);
  });
});
