import { ok, type DomainError, type Result } from '@huiliu/kernel';
import type { IntakeCase, Money } from './intake-case';

/** What refund says of an exchange for a cheaper variant, apart from what else the case may be paid: it goes on meanwhile. */
export interface ExchangeDifference extends Pick<IntakeCase, 'refundApproval' | 'refundDecline'> {
  readonly due: Money | undefined;
  readonly settled: Money | undefined;
  readonly legFailure?: IntakeCase['legFailure'];
  readonly payDay?: IntakeCase['payDay'];
  /** Nothing is owed either way any more: the goods may leave. */
  readonly over: boolean;
}

const nothing: ExchangeDifference = { due: undefined, settled: undefined, refundApproval: undefined, over: false };

export const wantsVariant = ({ lines }: Pick<IntakeCase, 'lines'>): boolean => lines.some((line) => line.wantedSku !== undefined);

/** On its way. */
export const isDue = ({ difference }: Pick<IntakeCase, 'difference'>): boolean => difference !== undefined && !difference.settled && (difference.due ?? difference.refundApproval) !== undefined;

/** The case as if the difference were its refund. */
export const asRefund = (it: IntakeCase): IntakeCase => {
  const { due, settled, refundApproval, refundDecline, legFailure, payDay } = it.difference ?? nothing;
  return { ...it, refundDue: due, refundSettled: settled, refundApproval, refundDecline, legFailure, payDay };
};

/** Records what is said of the difference as if it were the refund, in its own place. */
export function recordDifference(before: IntakeCase, record: (it: IntakeCase) => Result<IntakeCase, DomainError>): Result<IntakeCase, DomainError> {
  const seen = asRefund(before);
  const recorded = record(seen);
  if (!recorded.ok) return recorded;
  if (recorded.value === seen) return ok(before);
  const { refundDue: due, refundSettled: settled, refundApproval, refundDecline, legFailure, payDay } = recorded.value;
  return ok({ ...before, difference: { due, settled, refundApproval, ...(refundDecline && { refundDecline }), ...(legFailure && { legFailure }), ...(payDay && { payDay }), over: before.difference?.over ?? false } });
}

export const differenceOver = (before: IntakeCase): IntakeCase => (before.difference?.over === true ? before : { ...before, difference: { ...(before.difference ?? nothing), over: true } });

/** Refund and difference together; undefined: nothing was paid. */
export function paidInAll({ refundSettled, difference }: IntakeCase): Money | undefined {
  const amountMinor = (refundSettled?.amountMinor ?? 0n) + (difference?.settled?.amountMinor ?? 0n);
  const currency = refundSettled?.currency ?? difference?.settled?.currency;
  return amountMinor > 0n && currency !== undefined ? { amountMinor, currency } : undefined;
}
