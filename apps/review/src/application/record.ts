import { CancellationPassedOn, CaseApproved, CaseRejected, CaseType, CaseWithdrawn, ReturnReason, ReviewTaskClaimed, ReviewTaskOpened, ReviewTaskOverdue, type ApprovedLine, type DecisionRecord } from '@huiliu/contracts';
import type { ApplicationLine } from '../domain/application';
import { evolve, taskOf, type Decision, type Review, type ReviewEvent } from '../domain/review';
import { overdueTimer, subjectOf, type ReviewWork } from './work';

/** Applies what was decided: the review's new state, what the others are told, and the clock of its task. */
export function record(work: ReviewWork, before: Review, events: readonly ReviewEvent[]): Review {
  let review = before;
  for (const event of events) {
    review = evolve(review, event);
    tell(work, review, event);
  }
  work.reviews.put(review.application.ref.caseId, review);
  return review;
}

/** The id of what was said; undefined when nobody needs to hear it. */
function tell(work: ReviewWork, review: Review, event: ReviewEvent): string | undefined {
  const { ref, type, requestedAt, lines } = review.application;
  const subject = subjectOf(ref.caseId);
  switch (event.kind) {
    case 'approved':
      work.cancelTimer(subject, overdueTimer);
      return work.say(CaseApproved, subject, { ref, type: CaseType.wire(type), lines: lines.map(approvedLine), decision: decisionRecord(event.decision), requestedAt });
    case 'rejected':
      work.cancelTimer(subject, overdueTimer);
      return work.say(CaseRejected, subject, { ref, reasons: event.decision.reasons, decision: decisionRecord(event.decision) });
    case 'task_opened': {
      const { taskId, dueAt, grounds } = event.task;
      work.schedule({ subject, name: overdueTimer, dueAt: new Date(dueAt), payload: { caseId: ref.caseId } });
      return work.say(ReviewTaskOpened, subject, { ref, taskId, dueAt, policyVersion: grounds.policyVersion, ruleIds: grounds.ruleIds });
    }
    case 'task_claimed':
      return work.say(ReviewTaskClaimed, subject, { ref, taskId: taskOf(review).taskId, claimedBy: event.claimedBy });
    case 'task_overdue':
      return work.say(ReviewTaskOverdue, subject, { ref, taskId: taskOf(review).taskId, dueAt: taskOf(review).dueAt });
    case 'withdrawn':
      work.cancelTimer(subject, overdueTimer);
      return work.say(CaseWithdrawn, subject, { ref, reasonCode: event.reasonCode });
    case 'cancellation_passed_on':
      return work.say(CancellationPassedOn, subject, { ref, type: CaseType.wire(type), reasonCode: event.reasonCode });
    case 'evidence_counted':
      // Intake said it; nobody needs to hear it back.
      return undefined;
  }
}

const approvedLine = ({ caseLineId, orderLineId, sku, quantity, reason }: ApplicationLine): ApprovedLine => ({ caseLineId, orderLineId, sku, quantity, reason: ReturnReason.wire(reason) });

export const decisionRecord = ({ policyVersion, ruleIds, decidedBy, decidedAt, facts }: Decision): DecisionRecord => ({ policyVersion, ruleIds, decidedBy, decidedAt, facts });
