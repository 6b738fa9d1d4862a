import { done, ignored, notYet, refused, type Outcome } from '@huiliu/messaging';
import { checkBalance } from '../domain/balance';
import { decideRequest, type AcceptedLine } from '../domain/decide';
import { invariant } from '../domain/invariant';
import type { CaseRef, Refund } from '../domain/refund';
import { record } from './record';
import { refuse } from './refuse';
import type { RefundWork } from './work';

/** The goods are inspected: the refund follows the accepted units. Refusals: CASE_REF_DIFFERS, those of `decideRequest`. */
export function refundInspected(work: RefundWork, ref: CaseRef, accepted: readonly AcceptedLine[]): Outcome {
  const refund = work.refunds.get(ref.caseId);
  if (!refund) return notYet('the approval of the case has not arrived from review');
  if (refund.ref.orderId !== ref.orderId) {
    return refused({ code: 'CASE_REF_DIFFERS', kind: 'CONFLICT', message: `Case ${ref.caseNumber} was approved for order ${refund.ref.orderId} but inspected for order ${ref.orderId}. Find out which one is right.` });
  }
  return requestRefund(work, refund, accepted);
}

/** Takes units and money from the order, under its lock, and asks the provider for the money after the commit. */
export function requestRefund(work: RefundWork, refund: Refund, accepted: readonly AcceptedLine[]): Outcome {
  const { orderId } = refund.ref;
  const allocation = work.allocations.get(orderId);
  const balance = work.balances.get(orderId);
  invariant(allocation !== undefined && balance !== undefined, `case ${refund.ref.caseNumber} was approved for order ${orderId}, which is not there`);
  const decision = decideRequest(refund, accepted, allocation, balance, work.now);
  if (!decision.ok) return refuse(decision.error);
  if (decision.value.events.length === 0) return ignored('the refund was requested before');
  checkBalance(allocation, decision.value.balance);
  work.balances.put(orderId, decision.value.balance);
  record(work, refund, decision.value.events);
  return done();
}
