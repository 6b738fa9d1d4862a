import type { Intent } from '@huiliu/messaging';
import type { Leg, RequestedRefund } from '../domain/refund';
import { subjectOfCase } from './work';

export const legIntentKind = 'refund-leg';

/** What the call to the provider needs to know; kept as JSON. */
// A type and not an interface: only that is a record to the compiler.
export type LegCall = {
  readonly caseId: string;
  readonly orderId: string;
  readonly legId: string;
  readonly paymentId: string;
  readonly amountMinor: string;
  readonly currency: string;
};

/** The leg's id is the intent's: whenever it is tried again, it is the same call with the same idempotency key. */
export function legIntent({ ref, currency }: RequestedRefund, leg: Leg, dueAt: Date): Intent {
  const payload: LegCall = { caseId: ref.caseId, orderId: ref.orderId, legId: leg.legId, paymentId: leg.paymentId, amountMinor: leg.amountMinor.toString(), currency };
  return { id: leg.legId, kind: legIntentKind, subject: subjectOfCase(ref.caseId), payload, dueAt };
}
