import { done, ignored, notYet, refused, type Outcome } from '@huiliu/messaging';
import type { ApprovalLimits } from '../domain/approval-limits';
import { checkBalance } from '../domain/balance';
import { decideRequest, type AcceptedLine } from '../domain/decide';
import { invariant } from '../domain/invariant';
import type { CaseRef, Refund } from '../domain/refund';
import { record } from './record';
import { refuse } from './refuse';
import type { RefundWork } from './work';

/**
 * It is known what the customer gets money for: the units that were accepted at the inspection, or that were in a parcel which is lost for good.
 * Refusals: CASE_REF_DIFFERS, those of `decideRequest`.
 */
export function refundUnits(work: RefundWork, ref: CaseRef, units: readonly AcceptedLine[], limits: ApprovalLimits): Outcome {
  const refund = work.refunds.get(ref.caseId);
  if (!refund) return notYet('the approval of the case has not arrived from review');
  if (refund.ref.orderId !== ref.orderId) {
    return refused({ code: 'CASE_REF_DIFFERS', kind: 'CONFLICT', message: `Case ${ref.caseNumber} was approved for order ${refund.ref.orderId} but goes on for order ${ref.orderId}. Find out which one is right.` });
  }
  return requestRefund(work, refund, units, limits);
}

/** Takes units and money from the order, under its lock, and asks the provider for the money after the commit; above the limit, a person. */
export function requestRefund(work: RefundWork, refund: Refund, accepted: readonly AcceptedLine[], limits: ApprovalLimits): Outcome {
  const { orderId } = refund.ref;
  const allocation = work.allocations.get(orderId);
  const balance = work.balances.get(orderId);
  invariant(allocation !== undefined && balance !== undefined, `case ${refund.ref.caseNumber} was approved for order ${orderId}, which is not there`);
  const decision = decideRequest(refund, accepted, allocation, balance, limits, work.now);
  if (!decision.ok) return refuse(decision.error);
  if (decision.value.events.length === 0) return ignored('the refund was requested before');
  checkBalance(allocation, decision.value.balance);
  work.balances.put(orderId, decision.value.balance);
  record(work, refund, decision.value.events);
  return done();
}
