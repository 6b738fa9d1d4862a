import { done, ignored, type Outcome } from '@huiliu/messaging';
import { decideRefundApproval } from '../domain/decide';
import type { Refund } from '../domain/refund';
import { record } from './record';
import { refuse } from './refuse';
import { caseNotFound } from './retry-refund';
import type { RefundWork } from './work';

/** A second person approves a refund above the limit: now it is paid. `answer` makes the response from the refund as it is then. Refusals: CASE_NOT_FOUND, NOTHING_TO_APPROVE, SAME_PERSON. */
export function approveRefund(work: RefundWork, caseId: string, approvedBy: string, answer: (refund: Refund) => object): Outcome {
  const refund = work.refunds.get(caseId);
  if (!refund) return refuse(caseNotFound);
  const decision = decideRefundApproval(refund, approvedBy, work.now);
  if (!decision.ok) return refuse(decision.error);
  if (decision.value.length === 0) return ignored('approved by the same person before', answer(refund));
  return done(answer(record(work, refund, decision.value)));
}
