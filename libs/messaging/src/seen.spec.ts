import { changedSince, tagged } from './seen';

describe('what a caller has seen', () => {
  const view = tagged({ status: 'open', lines: [{ quantity: 1 }] });

  it('has the same tag as long as nothing in it changes, and another one when anything does', () => {
    expect(tagged({ status: 'open', lines: [{ quantity: 1 }] }).tag).toBe(view.tag);
    expect(tagged({ status: 'open', lines: [{ quantity: 2 }] }).tag).not.toBe(view.tag);
    expect(tagged({ lines: [{ quantity: 1 }], status: 'open' }).tag).toBe(view.tag);
    expect(view.tag).toMatch(/^[\w-]{22}$/);
  });

  it('holds against what there is now: another one is refused, and nothing is where nobody says what they saw', () => {
    expect(changedSince(view.tag, view)).toBeUndefined();
    expect(changedSince(undefined, view)).toBeUndefined();
    expect(changedSince('x', undefined)).toBeUndefined();
    expect(changedSince('x', view)).toMatchObject({ kind: 'refused', refusal: { code: 'CHANGED_MEANWHILE', kind: 'CHANGED' } });
  });
});
