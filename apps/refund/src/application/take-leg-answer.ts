import { done, ignored, type Outcome } from '@huiliu/messaging';
import type { ApprovalLimits } from '../domain/approval-limits';
import { settle } from '../domain/balance';
import { decideLegAnswer, type LegAnswer } from '../domain/decide';
import { invariant } from '../domain/invariant';
import type { RetryBounds } from '../domain/retry';
import { afterDifference } from './goods-instead';
import type { LegCall } from './leg-intent';
import { record } from './record';
import { refuse } from './refuse';
import type { RefundWork } from './work';

/** Writes down what the provider said of a leg. Refusals: CASE_NOT_FOUND, LEG_NOT_FOUND. */
export function takeLegAnswer(work: RefundWork, leg: LegCall, answer: LegAnswer, bounds: RetryBounds, limits: ApprovalLimits): Outcome {
  const refund = work.refunds.get(leg.caseId);
  if (!refund) return refuse({ code: 'CASE_NOT_FOUND', message: `The provider answered for a case that is not there: ${leg.caseId}.` });
  const decision = decideLegAnswer(refund, leg.legId, answer, bounds, work.now);
  if (!decision.ok) return refuse(decision.error);
  if (decision.value.length === 0) return ignored('the answer is late: the leg went on without it');
  if (decision.value.some((event) => event.type === 'leg_settled')) {
    const balance = work.balances.get(leg.orderId);
    invariant(balance !== undefined, `order ${leg.orderId} has a refund but no balance`);
    work.balances.put(leg.orderId, settle(balance, { paymentId: leg.paymentId, amountMinor: BigInt(leg.amountMinor) }));
  }
  afterDifference(work, refund, record(work, refund, decision.value), limits);
  return done();
}
