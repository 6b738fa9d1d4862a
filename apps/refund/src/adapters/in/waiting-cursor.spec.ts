import fc from 'fast-check';
import { readCursor, writeCursor } from './waiting-cursor';

describe('a cursor of refunds that wait', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), fc.uuid(), (requestedAt, caseId) => {
        expect(readCursor(writeCursor({ requestedAt, caseId }))).toEqual({ requestedAt, caseId });
      }),
    );
  });

  it.each(['x', '!!!', Buffer.from('2026-11-15 c1').toString('base64url'), Buffer.from('2026-11-15T00:00:00.000Z c1 more').toString('base64url')])('%s is none', (text) => {
    expect(readCursor(text)).toBeUndefined();
  });
});
