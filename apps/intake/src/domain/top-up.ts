import type { IntakeCase, Money } from './intake-case';

/** What refund says that the customer has to pay on top, for a dearer variant. */
export interface TopUp {
  readonly state: 'due' | 'paid' | 'expired';
  readonly amount: Money;
  /** ISO. */
  readonly dueAt: string;
  /** Where it is paid. */
  readonly paymentUrl: string;
}

/** What the customer has to pay now; undefined when nothing is, or what it is for has come to nothing. */
export const topUpDue = ({ topUp, closing, replacement }: Pick<IntakeCase, 'topUp' | 'closing' | 'replacement'>): TopUp | undefined => (topUp?.state === 'due' && !closing && !replacement?.calledOff ? topUp : undefined);

/** The first word is told once; the last one holds. */
export const topUpRequested = (before: IntakeCase, said: Omit<TopUp, 'state'>): IntakeCase => (before.topUp ? before : { ...before, topUp: { ...said, state: 'due' } });

/** Where nothing was asked for yet, as where the provider takes no such payment, nothing is kept. */
export const topUpEnded = (before: IntakeCase, state: 'paid' | 'expired'): IntakeCase => (before.topUp?.state === 'due' ? { ...before, topUp: { ...before.topUp, state } } : before);
