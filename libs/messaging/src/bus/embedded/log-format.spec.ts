import fc from 'fast-check';
import { messageBytes } from '../chunks';
import { pack, unpack } from './log-format';

const text = fc.string({ unit: 'binary', maxLength: 40 });
const message = fc.record({ key: text, headers: fc.dictionary(text, text, { maxKeys: 3 }), value: fc.oneof(text, fc.integer({ min: 1, max: 9_000 }).map((length) => '"'.repeat(length))) });

describe('rows of the embedded log', () => {
  it('give back what was put in, in order and from any position on', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 60 }), fc.nat(60), fc.nat(1_000_000), (messages, skipped, first) => {
        const rows = pack({ messages, sizes: messages.map(messageBytes) });
        expect(rows.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(messages.map(messageBytes).reduce((a, b) => a + b, 0));
        let last = first - 1;
        const out = rows.flatMap(({ records, count }) => {
          last += count;
          return unpack(records, last, first + skipped);
        });
        expect(out).toEqual(messages.map((each, index) => ({ offset: first + index, ...each })).slice(skipped));
      }),
    );
  });

  it('stay within a page, unless a single message is larger', () => {
    const messages = Array.from({ length: 100 }, (_, i) => ({ key: `case:${i}`, headers: { ce_id: String(i) }, value: 'x'.repeat(i === 50 ? 20_000 : 700) }));
    const rows = pack({ messages, sizes: messages.map(messageBytes) });
    expect(rows.filter(({ records }) => records.length > 7_600).map(({ count }) => count)).toEqual([1]);
    expect(rows).toHaveLength(11);
  });
});
