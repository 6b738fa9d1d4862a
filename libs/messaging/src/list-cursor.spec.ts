import fc from 'fast-check';
import { readCursor, writeCursor } from './list-cursor';

describe('a cursor of a list', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), fc.uuid(), (at, id) => {
        expect(readCursor(writeCursor({ at, id: `T-${id}` }))).toEqual({ at, id: `T-${id}` });
      }),
    );
  });

  it.each(['x', 'T-1', '!!!', Buffer.from('2026-11-15 T-1').toString('base64url'), Buffer.from('2026-11-15T00:00:00.000Z T-1 more').toString('base64url')])('%s is none', (text) => {
    expect(readCursor(text)).toBeUndefined();
  });

  it('nothing else is one', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const cursor = readCursor(text);
        return cursor === undefined || writeCursor(cursor) === text;
      }),
    );
  });
});
