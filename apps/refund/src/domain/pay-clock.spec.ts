import { newlyLate, nextReminder, payByOf } from './pay-clock';
import type { RefundStatus } from './machines';

const requestedAt = new Date('2026-11-05T08:00:00Z');
const day = (days: number): Date => new Date(requestedAt.getTime() + days * 86_400_000);
const owed = (status: Exclude<RefundStatus, 'approved' | 'called_off'> = 'requested') => ({ status, requestedAt });

describe('the day by which a refund is to be paid', () => {
  it('is a week after it is owed; somebody is warned two days before, and told once it has passed', () => {
    expect(payByOf(owed())).toEqual(day(7));
    expect(nextReminder(owed())).toEqual(day(5));
    expect(newlyLate(owed(), day(4.9))).toBeUndefined();
    expect(newlyLate(owed(), day(5))).toBe('due_soon');
    expect(nextReminder({ ...owed(), late: 'due_soon' })).toEqual(day(7));
    expect(newlyLate({ ...owed(), late: 'due_soon' }, day(6.9))).toBeUndefined();
    expect(newlyLate({ ...owed(), late: 'due_soon' }, day(7))).toBe('overdue');
    expect([nextReminder({ ...owed(), late: 'overdue' }), newlyLate({ ...owed(), late: 'overdue' }, day(99))]).toEqual([undefined, undefined]);
  });

  it('has passed where nobody was there to be warned', () => {
    expect(newlyLate(owed(), day(7))).toBe('overdue');
  });

  it.each(['awaiting_approval', 'failed', 'declined', 'exception'] as const)('comes, though it is %s', (status) => {
    expect(newlyLate(owed(status), day(5))).toBe('due_soon');
  });

  it.each(['settled', 'dropped'] as const)('is of no account once it is %s', (status) => {
    expect([nextReminder(owed(status)), newlyLate(owed(status), day(99))]).toEqual([undefined, undefined]);
  });
});
