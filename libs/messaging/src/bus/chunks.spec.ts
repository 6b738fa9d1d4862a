import fc from 'fast-check';
import { MessageTooLargeError, type OutgoingMessage } from './bus';
import { cutIntoChunks, messageBytes } from './chunks';

const message = (key: string, value: string): OutgoingMessage => ({ key, value, headers: { ce_id: value } });

describe('cutting a batch into chunks', () => {
  it('loses nothing, keeps the order of each key, and stays under the limit', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ key: fc.integer({ min: 0, max: 9 }), size: fc.integer({ min: 0, max: 300 }) })), fc.integer({ min: 1, max: 4 }), (rows, partitions) => {
        const messages = rows.map(({ key, size }, i) => message(`case:${key}`, `${i} ${'x'.repeat(size)}`));
        const chunks = cutIntoChunks('t', messages, partitions, { messageBytes: 2_000, publishBytes: 2_000 });
        const out = chunks.flatMap((chunk) => chunk.messages);
        expect(out).toHaveLength(messages.length);
        for (const key of new Set(messages.map((m) => m.key))) {
          expect(out.filter((m) => m.key === key)).toEqual(messages.filter((m) => m.key === key));
        }
        for (const chunk of chunks) {
          expect(chunk.sizes).toEqual(chunk.messages.map(messageBytes));
          expect(chunk.sizes.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(2_000);
        }
        expect(chunks.map((chunk) => chunk.partition)).toEqual(chunks.map((chunk) => chunk.partition).sort((a, b) => a - b));
      }),
    );
  });

  it('refuses a message over the limit, counting bytes and not characters', () => {
    const chinese = message('case:1', '退'.repeat(100));
    expect(() => cutIntoChunks('t', [message('case:0', 'a'), chinese], 1, { messageBytes: 350, publishBytes: 1_000 })).toThrow(MessageTooLargeError);
    expect(() => cutIntoChunks('t', [message('case:1', 'a'.repeat(100))], 1, { messageBytes: 350, publishBytes: 1_000 })).not.toThrow();
  });

  it('fills a chunk to its last byte, and begins the next one where that is full', () => {
    const rows = ['a', 'b', 'c', 'd', 'e'].map((value) => message('case:1', value));
    const twoBytes = 2 * messageBytes(message('case:1', 'a'));
    const values = (publishBytes: number): string[][] => cutIntoChunks('t', rows, 1, { messageBytes: 1_000, publishBytes }).map((chunk) => chunk.messages.map(({ value }) => value));
    expect(values(twoBytes)).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
    expect(values(twoBytes - 1)).toEqual([['a'], ['b'], ['c'], ['d'], ['e']]);
  });

  it('takes a message of exactly the largest size', () => {
    const one = message('case:1', 'a');
    const cut = (limit: number) => cutIntoChunks('t', [one], 1, { messageBytes: limit, publishBytes: 1_000 });
    expect(cut(messageBytes(one))).toHaveLength(1);
    expect(() => cut(messageBytes(one) - 1)).toThrow(MessageTooLargeError);
  });

  it('counts every byte of key, value and headers', () => {
    const bytes = (key: string, value: string, headers: Record<string, string>): number => messageBytes({ key, value, headers });
    const bare = bytes('', '', {});
    expect(bytes('退货', 'abc', {})).toBe(bare + 6 + 3);
    const withHeader = bytes('', '', { a: '' });
    expect(withHeader).toBeGreaterThan(bare + 1);
    expect(bytes('', '', { abc: '退' })).toBe(withHeader + 2 + 3);
  });
});
