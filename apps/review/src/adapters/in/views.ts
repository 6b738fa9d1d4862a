import { ReturnReason, type GetReviewResponse, type TaskView } from '@huiliu/contracts';
import { tagged } from '@huiliu/messaging';
import { decisionRecord, reducedFor, refusedPart } from '../../application/record';
import { taskOf, type Review } from '../../domain/review';

/** The task of a review that has one. The facts are those that led to it, with the evidence that is there now. */
export function taskView(review: Review): TaskView {
  const { taskId, dueAt, claimedBy = '', grounds } = taskOf(review);
  const { ref, evidenceCount, lines } = review.application;
  const facts = { ...grounds.facts, evidence_count: String(evidenceCount) };
  return tagged({
    taskId,
    ref,
    status: taskStatus(review),
    claimedBy,
    dueAt,
    ruleIds: grounds.ruleIds,
    facts,
    lines: lines.map(({ caseLineId, sku, quantity, reason, difference, wanted }) => ({
      caseLineId,
      sku,
      quantity,
      reason: ReturnReason.wire(reason),
      askedPerUnitMinor: difference?.askedMinor.toString(),
      lowerUnitPriceMinor: difference?.lowerPriceMinor.toString(),
      wantedSku: wanted?.sku,
      wantedUnitPriceMinor: wanted?.unitPriceMinor.toString(),
    })),
    round: review.round,
    evidenceDueAt: review.evidenceRequest?.dueAt,
  });
}

function taskStatus({ decision, status }: Review): string {
  if (decision) return 'decided';
  return status === 'withdrawn' || status === 'claimed' || status === 'awaiting_evidence' ? status : 'open';
}

export const reviewView = (review: Review): GetReviewResponse => ({
  ref: review.application.ref,
  status: review.decision || review.status === 'withdrawn' ? review.status : 'in_review',
  ...(review.decision ? { decision: decisionRecord(review.decision) } : {}),
  reasons: review.decision?.reasons ?? [],
  refused: review.decision && refusedPart(review.decision),
  reduced: review.decision && reducedFor(review.decision),
  supplementUntil: review.decision?.supplementUntil,
  round: review.round,
  earlier: review.earlier.map((decision) => ({ decision: decisionRecord(decision), reasons: decision.reasons })),
  ...(review.task ? { task: taskView(review) } : {}),
});
