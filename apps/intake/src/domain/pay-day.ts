import type { Fact } from './facts';
import type { IntakeCase } from './intake-case';

/** How near the day is by which a refund is to be paid, as far as refund has said: it comes, or has passed. */
export type Lateness = 'due_soon' | 'overdue';

/** Refund's word of when what is owed is to be paid. */
export interface PayDay {
  readonly by: string;
  /** Missing while the day is not near. */
  readonly late?: Lateness | undefined;
}

/** Refund says it in order, and the last one counts; restored alone, it says again what it has said, by its clock of then. Of what is paid it is history. */
export function withPayDay(before: IntakeCase, payDay: PayDay | undefined): IntakeCase {
  if (!payDay || before.refundSettled) return before;
  return before.payDay?.by === payDay.by && before.payDay.late === payDay.late ? before : { ...before, payDay };
}

/** Nothing is to be paid any more. */
export function withoutPayDay({ payDay: _over, ...rest }: IntakeCase): IntakeCase {
  return rest;
}

export const payDayOf = ({ late, payBy: by }: Extract<Fact, { readonly kind: 'refund_late' }>): PayDay => ({ by, late });
