import { domainError, ok, type DomainError, type Result } from '@huiliu/kernel';
import { canBeApproved } from './application';
import type { Finding, Reason } from './policy';
import { taskIdOf, taskOf, type Decision, type Grounds, type Review, type ReviewEvent } from './review';

/** What happened, oldest first; nothing when there is nothing left to do. */
export type Decided = Result<readonly ReviewEvent[], DomainError>;

const hourMs = 3_600_000;

/** The rules' word on a new application. What could not be carried out is never approved, whatever the rules say: a person looks at it. */
export function judge(review: Review, finding: Finding, reviewHours: number, now: Date): readonly ReviewEvent[] {
  if (finding.verdict === 'reject') return [{ kind: 'rejected', decision: byRules(finding, now) }];
  if (finding.verdict === 'approve' && canBeApproved(review.application)) return [{ kind: 'approved', decision: byRules(finding, now) }];
  const task = {
    taskId: taskIdOf(review.application.ref.caseId),
    dueAt: new Date(now.getTime() + reviewHours * hourMs).toISOString(),
    overdue: false,
    claimedBy: undefined,
    grounds: groundsOf(finding),
  };
  return [{ kind: 'task_opened', task }];
}

/**
 * The customer supplied evidence. While nobody has claimed the task, the rules may approve now; they never reject for it, and once a person
 * has it, the person decides. `finding` is on the facts with the new count.
 */
export function countEvidence(review: Review, evidenceCount: number, finding: Finding, now: Date): readonly ReviewEvent[] {
  if (review.decision || review.status === 'withdrawn' || evidenceCount <= review.application.evidenceCount) return [];
  const counted: ReviewEvent = { kind: 'evidence_counted', evidenceCount, grounds: finding.verdict === 'person' ? groundsOf(finding) : undefined };
  const approvedNow = review.status === 'with_person' && finding.verdict === 'approve' && canBeApproved(review.application);
  return approvedNow ? [counted, { kind: 'approved', decision: byRules(finding, now) }] : [counted];
}

/** A member of staff takes the task. Errors: SELF_REVIEW, TASK_WITHDRAWN, TASK_DECIDED, TASK_TAKEN. */
export function claim(review: Review, reviewer: string): Decided {
  const { claimedBy } = taskOf(review);
  if (reviewer === review.application.customerId) return selfReview;
  if (review.status === 'withdrawn') return taskWithdrawn;
  if (review.decision) return taskDecided;
  if (claimedBy === reviewer) return ok([]);
  if (claimedBy !== undefined) return taskTaken;
  return ok([{ kind: 'task_claimed', claimedBy: reviewer }]);
}

export interface PersonalVerdict {
  readonly reviewer: string;
  readonly verdict: 'approve' | 'reject';
  /** Needed to reject; without meaning for an approval. */
  readonly reason: Reason | undefined;
}

/**
 * Who claimed the task decides. The same verdict of the same person again changes nothing and is no error.
 * Errors: SELF_REVIEW, TASK_WITHDRAWN, TASK_DECIDED, TASK_NOT_CLAIMED, TASK_TAKEN, REASON_REQUIRED, CASE_NOT_APPROVABLE.
 */
export function decideByPerson(review: Review, { reviewer, verdict, reason }: PersonalVerdict, now: Date): Decided {
  const task = taskOf(review);
  const { decision } = review;
  if (reviewer === review.application.customerId) return selfReview;
  if (review.status === 'withdrawn') return taskWithdrawn;
  if (decision) return decision.decidedBy === reviewer && decision.verdict === verdict ? ok([]) : taskDecided;
  if (task.claimedBy === undefined) return domainError('TASK_NOT_CLAIMED', 'nobody has claimed this task: claim it first, then decide');
  if (task.claimedBy !== reviewer) return taskTaken;
  const made: Omit<Decision, 'verdict' | 'reasons'> = { ...task.grounds, decidedBy: reviewer, decidedAt: now.toISOString() };
  if (verdict === 'reject') {
    if (!reason) return domainError('REASON_REQUIRED', 'a rejection needs a reason code, as OUTSIDE_WINDOW or NOT_JUSTIFIED');
    return ok([{ kind: 'rejected', decision: { ...made, verdict, reasons: [reason] } }]);
  }
  if (!canBeApproved(review.application)) {
    return domainError('CASE_NOT_APPROVABLE', 'the units of this case are not reserved, or their order is not known, so an approval could not be carried out: reject it with a reason');
  }
  return ok([{ kind: 'approved', decision: { ...made, verdict, reasons: [] } }]);
}

/**
 * The customer wants to cancel. Whoever comes first wins: what nobody has decided is withdrawn; an approval stands, and the wish is passed on to
 * those who carry it out, once; a rejected case has ended anyway.
 */
export function cancel(review: Review, reasonCode: string): readonly ReviewEvent[] {
  if (review.status === 'withdrawn' || review.cancellationPassedOn || review.decision?.verdict === 'reject') return [];
  return [{ kind: review.decision ? 'cancellation_passed_on' : 'withdrawn', reasonCode }];
}

/** The time to decide is over. Nothing when it is decided or withdrawn, or was said before. */
export function fallDue(review: Review): readonly ReviewEvent[] {
  return review.decision || review.status === 'withdrawn' || !review.task || review.task.overdue ? [] : [{ kind: 'task_overdue' }];
}

const selfReview = domainError('SELF_REVIEW', 'nobody decides their own application: leave this task to a colleague');
const taskDecided = domainError('TASK_DECIDED', 'this task is decided: look at the case to see how');
const taskWithdrawn = domainError('TASK_WITHDRAWN', 'the customer has cancelled this case: there is nothing left to decide, take another task');
const taskTaken = domainError('TASK_TAKEN', 'a colleague has claimed this task: take another one');

const groundsOf = ({ policyVersion, ruleIds, facts }: Finding): Grounds => ({ policyVersion, ruleIds, facts });

const byRules = (finding: Finding, now: Date): Decision => ({
  ...groundsOf(finding),
  verdict: finding.verdict === 'reject' ? 'reject' : 'approve',
  decidedBy: 'rules',
  decidedAt: now.toISOString(),
  reasons: finding.reason ? [finding.reason] : [],
});
