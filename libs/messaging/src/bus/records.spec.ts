import fc from 'fast-check';
import { messageBytes } from './chunks';
import { packMessages, unpackMessages } from './records';

const text = fc.string({ unit: 'binary', maxLength: 40 });
const message = fc.record({ key: text, headers: fc.dictionary(text, text, { maxKeys: 3 }), value: fc.oneof(text, fc.integer({ min: 1, max: 9_000 }).map((length) => '"'.repeat(length))) });

describe('messages that share rows', () => {
  it('come back as they were put in, in order', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 60 }), (messages) => {
        const rows = packMessages(messages, messages.map(messageBytes));
        expect(rows.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(messages.map(messageBytes).reduce((a, b) => a + b, 0));
        expect(rows.flatMap(({ records }) => unpackMessages(records))).toEqual(messages);
        expect(rows.map(({ records }) => unpackMessages(records).length)).toEqual(rows.map(({ count }) => count));
      }),
    );
  });

  it('stay within a page, unless a single message is larger', () => {
    const messages = Array.from({ length: 100 }, (_, i) => ({ key: `case:${i}`, headers: { ce_id: String(i) }, value: 'x'.repeat(i === 50 ? 20_000 : 700) }));
    const rows = packMessages(messages, messages.map(messageBytes));
    expect(rows.filter(({ records }) => records.length > 7_600).map(({ count }) => count)).toEqual([1]);
    expect(rows).toHaveLength(11);
  });
});
