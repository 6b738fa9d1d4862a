import { domainError, ok, step, type DomainError, type Result } from '@huiliu/kernel';
import { advanceOf, type Advance } from './advance';
import { canBeApproved } from './application';
import { partOf } from './approve-part';
import { ruleLimit, type Finding, type Reason, type Terms } from './policy';
import { evidenceNotSupplied } from './reasons';
import { evolve, reviewMachine, taskIdOf, taskOf, type Decision, type Grounds, type LineApproval, type Review, type ReviewEvent } from './review';

/** What happened, oldest first; nothing when there is nothing left to do. */
export type Decided = Result<readonly ReviewEvent[], DomainError>;

const hourMs = 3_600_000;

/** The rules' word on a new application, or on a supplemented one. What could not be carried out is never approved, whatever the rules say: a person looks at it. */
export function judge(review: Review, finding: Finding, terms: Terms, now: Date): readonly ReviewEvent[] {
  // After a supplement, or where somebody has taken up again what had ended, more was said than rules can read: they may approve now, but only a person rejects again.
  if (finding.verdict === 'reject' && review.round === 1 && !review.application.takenUpAgain) return [{ kind: 'rejected', decision: rejection(review, groundsOf(finding), 'rules', finding.reason, terms, now) }];
  if (finding.verdict === 'approve' && canBeApproved(review.application)) return [{ kind: 'approved', decision: approvalByRules(review, finding, terms, now) }];
  const task = {
    taskId: taskIdOf(review.application.ref.caseId, review.round),
    dueAt: hoursAfter(now, terms.reviewHours),
    overdue: false,
    claimedBy: undefined,
    grounds: groundsOf(finding),
  };
  return [{ kind: 'task_opened', task }];
}

/**
 * The customer supplied evidence. While nobody has claimed the task, the rules may approve now; they never reject for it, and once a person
 * has it, the person decides; where that person has asked for it, with a new time to decide. `finding` is on the facts with the new count.
 */
export function countEvidence(review: Review, evidenceCount: number, finding: Finding, terms: Terms, now: Date): readonly ReviewEvent[] {
  if (review.decision || review.status === 'withdrawn' || evidenceCount <= review.application.evidenceCount) return [];
  const grounds = finding.verdict === 'person' ? groundsOf(finding) : undefined;
  if (review.status === 'awaiting_evidence') return [{ kind: 'task_resumed', evidenceCount, grounds, dueAt: hoursAfter(now, terms.reviewHours) }];
  const counted: ReviewEvent = { kind: 'evidence_counted', evidenceCount, grounds };
  const approvedNow = review.status === 'with_person' && finding.verdict === 'approve' && canBeApproved(review.application);
  return approvedNow ? [counted, { kind: 'approved', decision: approvalByRules(review, finding, terms, now) }] : [counted];
}

/**
 * The customer has supplemented a rejected application: the next round begins, and the rules look first. Intake judges whether it came in time. Nothing when this
 * round has begun before; ILLEGAL_MOVE when there is no rejection to supplement. `finding` is on the facts with the new count.
 */
export function supplement(review: Review, { round, evidenceCount }: { readonly round: number; readonly evidenceCount: number }, finding: Finding, terms: Terms, now: Date): Decided {
  if (round <= review.round) return ok([]);
  const moved = step(reviewMachine, review.status, 'supplement');
  if (!moved.ok) return moved;
  const supplemented: ReviewEvent = { kind: 'supplemented', round, evidenceCount };
  return ok([supplemented, ...judge(evolve(review, supplemented), finding, terms, now)]);
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
  readonly verdict: 'approve' | 'reject' | 'request_evidence';
  /** Needed to reject and to ask for evidence, and for what is not approved of an approval in part. */
  readonly reason: Reason | undefined;
  /** Of an approval: only these units; lines that are not named get none. Empty: everything that is asked for. */
  readonly lines: readonly LineApproval[];
}

/**
 * Who claimed the task decides, or asks for evidence. The same verdict of the same person again changes nothing and is no error.
 * Errors: SELF_REVIEW, TASK_WITHDRAWN, TASK_DECIDED, TASK_NOT_CLAIMED, TASK_TAKEN, TASK_AWAITS_EVIDENCE, REASON_REQUIRED, LINES_NOT_ALLOWED, EVIDENCE_ROUNDS_USED_UP, and those of an approval.
 */
export function decideByPerson(review: Review, said: PersonalVerdict, terms: Terms, now: Date): Decided {
  const { reviewer, verdict, reason, lines } = said;
  const task = taskOf(review);
  if (reviewer === review.application.customerId) return selfReview;
  if (review.status === 'withdrawn') return taskWithdrawn;
  if (review.decision) return isSameDecision(review, review.decision, said) ? ok([]) : taskDecided;
  if (task.claimedBy === undefined) return domainError('TASK_NOT_CLAIMED', 'nobody has claimed this task: claim it first, then decide');
  if (task.claimedBy !== reviewer) return taskTaken;
  if (review.evidenceRequest) {
    const again = verdict === 'request_evidence' && reason?.code === review.evidenceRequest.reasonCode;
    return again ? ok([]) : domainError('TASK_AWAITS_EVIDENCE', `the customer has time to show more until ${review.evidenceRequest.dueAt}: decide when it is there; without it the rules reject then`);
  }
  if (verdict === 'approve') return approve(review, reviewer, lines, reason, terms, now);
  if (lines.length > 0) return domainError('LINES_NOT_ALLOWED', 'lines say what is approved: leave them out, or approve in part');
  if (!reason) return domainError('REASON_REQUIRED', verdict === 'reject' ? 'a rejection needs a reason code, as OUTSIDE_WINDOW or NOT_JUSTIFIED' : 'name by a code what the customer has to show, as PHOTO_OF_FAULT');
  if (verdict === 'reject') return ok([{ kind: 'rejected', decision: rejection(review, task.grounds, reviewer, reason, terms, now) }]);
  if (review.evidenceRequests >= terms.evidenceRequests) {
    return domainError('EVIDENCE_ROUNDS_USED_UP', `evidence was asked for ${review.evidenceRequests} times in this case, and no more is allowed: decide on what is there`);
  }
  return ok([{ kind: 'evidence_requested', request: { reasonCode: reason.code, dueAt: hoursAfter(now, terms.evidenceHours) } }]);
}

/** Errors: CASE_NOT_APPROVABLE, and those of `partOf`. */
function approve(review: Review, reviewer: string, lines: readonly LineApproval[], reason: Reason | undefined, terms: Terms, now: Date): Decided {
  if (!canBeApproved(review.application)) {
    return domainError('CASE_NOT_APPROVABLE', 'the units of this case are not reserved, or their order is not known, so an approval could not be carried out: reject it with a reason');
  }
  const part = partOf(review.application.lines, lines, reason);
  if (!part.ok) return part;
  return ok([{ kind: 'approved', decision: { ...taskOf(review).grounds, verdict: 'approve', decidedBy: reviewer, decidedAt: now.toISOString(), reasons: [], round: review.round, part: part.value, ...allowing(advanceOf(review.application, part.value, terms)), supplementUntil: undefined } }]);
}

/** The last word on one round: did this person say the same? */
function isSameDecision(review: Review, decision: Decision, { reviewer, verdict, lines, reason }: PersonalVerdict): boolean {
  if (decision.decidedBy !== reviewer || decision.verdict !== verdict) return false;
  if (verdict !== 'approve') return true;
  const part = partOf(review.application.lines, lines, reason);
  if (!part.ok) return false;
  const [saidNow, saidThen] = [part.value?.approved ?? [], decision.part?.approved ?? []];
  return saidNow.length === saidThen.length && saidNow.every((line, index) => isSameApproval(line, saidThen[index]));
}

const isSameApproval = (a: LineApproval, b: LineApproval | undefined): boolean => a.caseLineId === b?.caseLineId && a.quantity === b.quantity && a.eachMinor === b.eachMinor;

/**
 * The customer wants to cancel. Whoever comes first wins: what nobody has decided is withdrawn; an approval stands, and the wish is passed on to
 * those who carry it out, once; intake closes a rejected case at once where the customer wants it cancelled.
 */
export function cancel(review: Review, reasonCode: string): readonly ReviewEvent[] {
  if (review.status === 'withdrawn' || review.cancellationPassedOn || review.decision?.verdict === 'reject') return [];
  return [{ kind: review.decision ? 'cancellation_passed_on' : 'withdrawn', reasonCode }];
}

/** The time to decide is over. Nothing when it is decided or withdrawn, waits for the customer, or was said before. */
export function fallDue(review: Review): readonly ReviewEvent[] {
  return review.decision || review.status === 'withdrawn' || review.evidenceRequest || !review.task || review.task.overdue ? [] : [{ kind: 'task_overdue' }];
}

/** The customer's time to show what was asked for is over: the rules reject. Nothing when it has come, or the case is decided. */
export function evidenceRunsOut(review: Review, terms: Terms, now: Date): readonly ReviewEvent[] {
  if (review.status !== 'awaiting_evidence') return [];
  const { grounds } = taskOf(review);
  const ruleIds = [...grounds.ruleIds.slice(0, ruleLimit - 1), 'evidence-not-supplied'];
  return [{ kind: 'rejected', decision: rejection(review, { ...grounds, ruleIds }, 'rules', evidenceNotSupplied, terms, now) }];
}

const selfReview = domainError('SELF_REVIEW', 'nobody decides their own application: leave this task to a colleague');
const taskDecided = domainError('TASK_DECIDED', 'this task is decided: look at the case to see how');
const taskWithdrawn = domainError('TASK_WITHDRAWN', 'the customer has cancelled this case: there is nothing left to decide, take another task');
const taskTaken = domainError('TASK_TAKEN', 'a colleague has claimed this task: take another one');

const groundsOf = ({ policyVersion, ruleIds, facts }: Finding): Grounds => ({ policyVersion, ruleIds, facts });

const approvalByRules = (review: Review, finding: Finding, terms: Terms, now: Date): Decision => ({
  ...groundsOf(finding),
  verdict: 'approve',
  decidedBy: 'rules',
  decidedAt: now.toISOString(),
  reasons: [],
  round: review.round,
  part: undefined,
  ...allowing(advanceOf(review.application, undefined, terms)),
  supplementUntil: undefined,
});

const allowing = (advance: Advance | undefined): Pick<Decision, 'advance'> => (advance ? { advance } : {});

const rejection = (review: Review, grounds: Grounds, decidedBy: string, reason: Reason | undefined, terms: Terms, now: Date): Decision => ({
  ...grounds,
  verdict: 'reject',
  decidedBy,
  decidedAt: now.toISOString(),
  reasons: reason ? [reason] : [],
  round: review.round,
  part: undefined,
  supplementUntil: supplementUntilOf(review, reason, terms, now),
});

/** Undefined where a supplement could change nothing, or there were enough of them. */
function supplementUntilOf(review: Review, reason: Reason | undefined, terms: Terms, now: Date): string | undefined {
  const final = reason === undefined || terms.finalReasons.includes(reason.code) || review.round > terms.supplements || !canBeApproved(review.application);
  return final ? undefined : hoursAfter(now, terms.supplementHours);
}

const hoursAfter = (now: Date, hours: number): string => new Date(now.getTime() + hours * hourMs).toISOString();
