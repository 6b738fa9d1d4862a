import { answer, claim, fallDue, raise, turn, type Concern } from './concern';

const ref = { caseId: 'c1', caseNumber: 'HL-1', orderId: '' };
const into = { caseId: 'c2', caseNumber: 'HL-2', orderId: 'o1' };
const now = new Date('2026-11-20T10:00:00Z');
const open = (): Concern => raise(ref, 'complaint', 'ann', now);
const moved = (result: ReturnType<typeof claim>): Concern => {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};
const codeOf = (result: ReturnType<typeof claim>): string => (result.ok ? 'ok' : result.error.code);
const claimed = (): Concern => moved(claim(open(), 'kim'));

describe('a concern', () => {
  it.each([
    ['complaint', '2026-11-21T10:00:00.000Z'],
    ['inquiry', '2026-11-22T10:00:00.000Z'],
  ] as const)('that is a %s is to be answered by %s', (type, dueAt) => {
    expect(raise(ref, type, 'ann', now)).toMatchObject({ status: 'open', dueAt, overdue: false, claimedBy: undefined });
  });

  it('is taken by one person, who may ask for it again', () => {
    expect(claimed()).toMatchObject({ status: 'claimed', claimedBy: 'kim' });
    const mine = claimed();
    expect(moved(claim(mine, 'kim'))).toBe(mine);
    expect(codeOf(claim(mine, 'lee'))).toBe('CONCERN_TAKEN');
  });

  it('may be taken over once it is overdue, and then the one before has lost it', () => {
    const taken = moved(claim(fallDue(claimed()), 'lee'));
    expect(taken).toMatchObject({ status: 'claimed', claimedBy: 'lee', overdue: true });
    expect(codeOf(answer(taken, 'kim'))).toBe('CONCERN_TAKEN');
    expect(moved(answer(taken, 'lee')).status).toBe('answered');
  });

  it('is answered, or turned into another case, by who has taken it alone', () => {
    expect(codeOf(answer(open(), 'kim'))).toBe('CONCERN_NOT_CLAIMED');
    expect(codeOf(turn(open(), 'kim', into))).toBe('CONCERN_NOT_CLAIMED');
    expect(codeOf(turn(claimed(), 'lee', into))).toBe('CONCERN_TAKEN');
    expect(moved(answer(claimed(), 'kim'))).toMatchObject({ status: 'answered', into: undefined });
    expect(moved(turn(claimed(), 'kim', into))).toMatchObject({ status: 'turned', into });
  });

  it('is over then: nothing happens to it any more, but the same turn is no other', () => {
    const answered = moved(answer(claimed(), 'kim'));
    for (const result of [claim(answered, 'kim'), answer(answered, 'kim'), turn(answered, 'kim', into)]) expect(codeOf(result)).toBe('CONCERN_OVER');
    const turned = moved(turn(claimed(), 'kim', into));
    expect(moved(turn(turned, 'kim', into))).toBe(turned);
    expect(codeOf(turn(turned, 'kim', { ...into, caseId: 'c3' }))).toBe('CONCERN_OVER');
    expect(codeOf(answer(turned, 'kim'))).toBe('CONCERN_OVER');
  });

  it('falls due once, and not when it is over', () => {
    const late = fallDue(open());
    expect(late.overdue).toBe(true);
    expect(fallDue(late)).toBe(late);
    const answered = moved(answer(claimed(), 'kim'));
    expect(fallDue(answered)).toBe(answered);
  });
});
