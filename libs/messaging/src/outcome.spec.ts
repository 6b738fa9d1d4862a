import { done, ignored, notYet, refused } from './outcome';

describe('what a handler says', () => {
  it('carries a response or a subject only where there is one', () => {
    expect(done()).toStrictEqual({ kind: 'done' });
    expect(done({ a: 1 })).toStrictEqual({ kind: 'done', response: { a: 1 } });
    expect(ignored('again')).toStrictEqual({ kind: 'ignored', reason: 'again' });
    expect(ignored('again', 7)).toStrictEqual({ kind: 'ignored', reason: 'again', response: 7 });
    expect(notYet('early')).toStrictEqual({ kind: 'notYet', reason: 'early' });
    expect(notYet('early', 'order:1')).toStrictEqual({ kind: 'notYet', reason: 'early', waitsFor: 'order:1' });
    const refusal = { code: 'X', kind: 'CONFLICT', message: 'm' } as const;
    expect(refused(refusal)).toStrictEqual({ kind: 'refused', refusal });
  });
});
