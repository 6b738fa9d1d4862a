import type { GetReviewResponse, TaskView } from '@huiliu/contracts';
import { decisionRecord } from '../../application/record';
import { taskOf, type Review } from '../../domain/review';

/** The task of a review that has one. The facts are those that led to it, with the evidence that is there now. */
export function taskView(review: Review): TaskView {
  const { taskId, dueAt, claimedBy = '', grounds } = taskOf(review);
  const { ref, evidenceCount } = review.application;
  const facts = { ...grounds.facts, evidence_count: String(evidenceCount) };
  return { taskId, ref, status: taskStatus(review), claimedBy, dueAt, ruleIds: grounds.ruleIds, facts };
}

const taskStatus = (review: Review): string => (review.decision ? 'decided' : review.status === 'withdrawn' ? 'withdrawn' : review.status === 'claimed' ? 'claimed' : 'open');

export const reviewView = (review: Review): GetReviewResponse => ({
  ref: review.application.ref,
  status: review.decision || review.status === 'withdrawn' ? review.status : 'in_review',
  ...(review.decision ? { decision: decisionRecord(review.decision) } : {}),
  reasons: review.decision?.reasons ?? [],
  ...(review.task ? { task: taskView(review) } : {}),
});
