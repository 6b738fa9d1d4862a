import { done, ignored, type Outcome } from '@huiliu/messaging';
import type { ApprovalLimits } from '../domain/approval-limits';
import { checkBalance } from '../domain/balance';
import { decideRequest, type AcceptedLine } from '../domain/decide';
import { invariant } from '../domain/invariant';
import type { Refund } from '../domain/refund';
import { record } from './record';
import { refuse } from './refuse';
import type { RefundWork } from './work';

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
