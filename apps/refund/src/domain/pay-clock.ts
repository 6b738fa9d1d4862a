import type { RequestedRefund } from './refund';

/** The rules of when a refund is to be paid, as data. */
export interface PayPolicy {
  /** From when it is owed: the goods are here and accepted, or, where none come, it is approved. By our own clock. */
  readonly payWithinDays: number;
  /** So long before its day somebody is warned. */
  readonly warnDaysBefore: number;
}

export const payPolicy: PayPolicy = { payWithinDays: 7, warnDaysBefore: 2 };

/** How near its day is, as far as it was said: it comes, or has passed. */
export type Lateness = 'due_soon' | 'overdue';

const dayMs = 24 * 60 * 60 * 1000;

export const payByOf = ({ requestedAt }: Pick<RequestedRefund, 'requestedAt'>, policy = payPolicy): Date => new Date(requestedAt.getTime() + policy.payWithinDays * dayMs);

/** When its clock runs out next; undefined where it has for good, or nothing is owed any more. */
export function nextReminder(refund: Pick<RequestedRefund, 'status' | 'requestedAt' | 'late'>, policy = payPolicy): Date | undefined {
  if (isOver(refund) || refund.late === 'overdue') return undefined;
  const payBy = payByOf(refund, policy);
  return refund.late === 'due_soon' ? payBy : new Date(payBy.getTime() - policy.warnDaysBefore * dayMs);
}

/** How late it is now, where that is news. Who was away when the day came near is told at once that it has passed. */
export function newlyLate(refund: Pick<RequestedRefund, 'status' | 'requestedAt' | 'late'>, now: Date, policy = payPolicy): Lateness | undefined {
  const next = nextReminder(refund, policy);
  if (!next || next.getTime() > now.getTime()) return undefined;
  return payByOf(refund, policy).getTime() <= now.getTime() ? 'overdue' : 'due_soon';
}

/** Whatever else it waits for, it is owed: also where a second person has declined it, as somebody may take it up again. */
const isOver = ({ status }: Pick<RequestedRefund, 'status'>): boolean => status === 'settled' || status === 'dropped';
