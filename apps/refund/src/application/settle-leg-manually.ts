import { done, ignored, type Outcome } from '@huiliu/messaging';
import type { ApprovalLimits } from '../domain/approval-limits';
import { settle } from '../domain/balance';
import { decideManualSettlement } from '../domain/decide';
import { invariant } from '../domain/invariant';
import { isRequested, type ByHand, type Refund } from '../domain/refund';
import { afterDifference } from './goods-instead';
import { record } from './record';
import { refuse } from './refuse';
import { caseNotFound } from './retry-refund';
import type { RefundWork } from './work';

/**
 * Finance has transferred the money of a leg that the provider has refused for good. `answer` makes the response from the refund as it is then.
 * Refusals: CASE_NOT_FOUND, those of `decideManualSettlement`.
 */
export function settleLegManually(work: RefundWork, caseId: string, legId: string, byHand: ByHand, limits: ApprovalLimits, answer: (refund: Refund) => object): Outcome {
  const refund = work.refunds.get(caseId);
  if (!refund) return refuse(caseNotFound);
  const decision = decideManualSettlement(refund, legId, byHand, work.now);
  if (!decision.ok) return refuse(decision.error);
  if (decision.value.length === 0) return ignored('settled so by the same person before', answer(refund));
  const { orderId } = refund.ref;
  const balance = work.balances.get(orderId);
  const leg = isRequested(refund) ? refund.legs.find((each) => each.legId === legId) : undefined;
  invariant(balance !== undefined && leg !== undefined, `order ${orderId} has a refund but no balance`);
  work.balances.put(orderId, settle(balance, leg));
  const after = record(work, refund, decision.value);
  afterDifference(work, refund, after, limits);
  return done(answer(work.refunds.get(caseId) ?? after));
}
