import type { Intent } from '@huiliu/messaging';
import type { CaseRef } from '../domain/refund';
import type { TopUp } from '../domain/top-up';
import { subjectOfCase } from './work';

export const topUpIntentKind = 'top-up';

/** What the call to the provider needs to know; kept as JSON. */
// A type and not an interface: only that is a record to the compiler.
export type TopUpCall = {
  readonly caseId: string;
  readonly orderId: string;
  readonly topUpId: string;
  readonly amountMinor: string;
  readonly currency: string;
  /** ISO: the provider takes no payment after that. */
  readonly expiresAt: string;
  /** Whether the provider has to take no payment any more, instead of being asked for one. */
  readonly close: boolean;
};

/** To ask for the payment, and the same again to hear what became of it. To close it is a call of its own, under an id of its own. */
export function topUpIntent({ caseId, orderId }: Pick<CaseRef, 'caseId' | 'orderId'>, { topUpId, amountMinor, currency, dueAt: expiresAt }: TopUp, { close, dueAt }: { readonly close: boolean; readonly dueAt: Date }): Intent {
  const payload: TopUpCall = { caseId, orderId, topUpId, amountMinor: amountMinor.toString(), currency, expiresAt: expiresAt.toISOString(), close };
  return { id: close ? `${topUpId}/close` : topUpId, kind: topUpIntentKind, subject: subjectOfCase(caseId), payload, dueAt };
}
