import { faultsOf, isFinal, step, type Machine } from './machine';

const door: Machine<'open' | 'closed' | 'gone', 'close' | 'open' | 'remove'> = {
  name: 'door',
  initial: 'open',
  final: ['gone'],
  moves: {
    open: { close: { to: 'closed', actor: 'person' } },
    closed: { open: { to: 'open', actor: 'person' }, remove: { to: 'gone', actor: 'person' } },
    gone: {},
  },
};

describe('a state machine', () => {
  it('leads where its data says', () => {
    expect(step(door, 'open', 'close')).toEqual({ ok: true, value: 'closed' });
  });

  it('answers an illegal move with a typed error that names what is possible', () => {
    const result = step(door, 'open', 'remove');
    expect(result).toMatchObject({ ok: false, error: { code: 'ILLEGAL_MOVE' } });
    expect(result.ok ? '' : result.error.message).toContain('possible now: close');
    const several = step(door, 'closed', 'close');
    expect(several.ok ? '' : several.error.message).toContain('possible now: open, remove');
    const final = step(door, 'gone', 'open');
    expect(final.ok ? '' : final.error.message).toBe('door: open is not possible in state gone; gone is final');
  });

  it('knows its final states', () => {
    expect(isFinal(door, 'gone')).toBe(true);
    expect(isFinal(door, 'open')).toBe(false);
  });

  it('shows states that cannot be reached, dead ends and final states that go on', () => {
    expect(faultsOf(door)).toEqual([]);
    const broken: Machine<'a' | 'b' | 'c', 'go'> = { name: 'broken', initial: 'a', final: ['a'], moves: { a: { go: { to: 'b', actor: 'x' } }, b: {}, c: {} } };
    expect(faultsOf(broken)).toEqual(["c can't be reached", 'b is a dead end but not final', 'c is a dead end but not final', 'a is final but goes on']);
  });
});
