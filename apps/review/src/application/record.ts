import {
  CancellationPassedOn,
  CaseApproved,
  CaseRejected,
  CaseType,
  CaseWithdrawn,
  EvidenceRequested,
  RefundOnlyKind,
  ReturnReason,
  ReviewTaskClaimed,
  ReviewTaskOpened,
  ReviewTaskOverdue,
  ReviewTaskResumed,
  type ApprovedLine,
  type DecisionRecord,
  type RefusedPart,
  type RejectionReason,
} from '@huiliu/contracts';
import type { ApplicationLine } from '../domain/application';
import { isReduced } from '../domain/approve-part';
import { evolve, taskOf, type Decision, type LineApproval, type Review, type ReviewEvent } from '../domain/review';
import { evidenceTimer, overdueTimer, subjectOf, type ReviewWork } from './work';

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
  const { ref, type, requestedAt, refundOnlyKind } = review.application;
  const subject = subjectOf(ref.caseId);
  switch (event.kind) {
    case 'approved':
      work.cancelTimer(subject, overdueTimer);
      return work.say(CaseApproved, subject, {
        ref,
        type: CaseType.wire(type),
        lines: approvedLines(review),
        decision: decisionRecord(event.decision),
        requestedAt,
        refused: refusedPart(event.decision),
        refundOnlyKind: refundOnlyKind && RefundOnlyKind.wire(refundOnlyKind),
        reduced: reducedFor(event.decision),
        advance: event.decision.advance,
      });
    case 'rejected':
      work.cancelTimer(subject, overdueTimer);
      work.cancelTimer(subject, evidenceTimer);
      return work.say(CaseRejected, subject, { ref, reasons: event.decision.reasons, decision: decisionRecord(event.decision), supplementUntil: event.decision.supplementUntil });
    case 'task_opened': {
      const { taskId, dueAt, grounds } = event.task;
      work.schedule({ subject, name: overdueTimer, dueAt: new Date(dueAt), payload: { caseId: ref.caseId } });
      return work.say(ReviewTaskOpened, subject, { ref, taskId, dueAt, policyVersion: grounds.policyVersion, ruleIds: grounds.ruleIds, round: roundOnWire(review.round) });
    }
    case 'task_claimed':
      return work.say(ReviewTaskClaimed, subject, { ref, taskId: taskOf(review).taskId, claimedBy: event.claimedBy });
    case 'task_overdue':
      return work.say(ReviewTaskOverdue, subject, { ref, taskId: taskOf(review).taskId, dueAt: taskOf(review).dueAt });
    case 'evidence_requested': {
      const { dueAt, reasonCode } = event.request;
      // Nobody is late who waits for the customer.
      work.cancelTimer(subject, overdueTimer);
      work.schedule({ subject, name: evidenceTimer, dueAt: new Date(dueAt), payload: { caseId: ref.caseId } });
      return work.say(EvidenceRequested, subject, { ref, taskId: taskOf(review).taskId, dueAt, reasonCode, number: review.evidenceRequests });
    }
    case 'task_resumed':
      work.cancelTimer(subject, evidenceTimer);
      work.schedule({ subject, name: overdueTimer, dueAt: new Date(event.dueAt), payload: { caseId: ref.caseId } });
      return work.say(ReviewTaskResumed, subject, { ref, taskId: taskOf(review).taskId, dueAt: event.dueAt, evidenceCount: event.evidenceCount });
    case 'withdrawn':
      work.cancelTimer(subject, overdueTimer);
      work.cancelTimer(subject, evidenceTimer);
      return work.say(CaseWithdrawn, subject, { ref, reasonCode: event.reasonCode });
    case 'cancellation_passed_on':
      return work.say(CancellationPassedOn, subject, { ref, type: CaseType.wire(type), reasonCode: event.reasonCode });
    case 'evidence_counted':
    case 'supplemented':
      // Intake said it; nobody needs to hear it back.
      return undefined;
  }
}

/** Lines with units that are approved. */
function approvedLines({ application, decision }: Review): ApprovedLine[] {
  const part = decision?.part;
  const approved = part && new Map(part.approved.map((each) => [each.caseLineId, each]));
  return application.lines.flatMap((line) => {
    const said = approved ? approved.get(line.caseLineId) : line;
    return said ? [approvedLine(line, said)] : [];
  });
}

const approvedLine = ({ caseLineId, orderLineId, sku, reason, difference, wanted }: ApplicationLine, { quantity, eachMinor }: LineApproval): ApprovedLine => ({
  caseLineId,
  orderLineId,
  sku,
  quantity,
  reason: ReturnReason.wire(reason),
  ...(difference && { amountPerUnitMinor: (eachMinor ?? difference.askedMinor).toString(), lowerUnitPriceMinor: difference.lowerPriceMinor.toString() }),
  ...(wanted && { wantedSku: wanted.sku, wantedUnitPriceMinor: wanted.unitPriceMinor.toString() }),
});

export const refusedPart = ({ part }: Decision): RefusedPart | undefined => (part && part.refused.length > 0 ? { lines: part.refused, reason: part.reason } : undefined);

export const reducedFor = ({ part }: Decision): RejectionReason | undefined => (part?.approved.some(isReduced) ? part.reason : undefined);

export const decisionRecord = ({ policyVersion, ruleIds, decidedBy, decidedAt, facts, round }: Decision): DecisionRecord => ({ policyVersion, ruleIds, decidedBy, decidedAt, facts, round: roundOnWire(round) });

/** The first is left out, as everybody has said it before there were others. */
const roundOnWire = (round: number): number | undefined => (round === 1 ? undefined : round);
