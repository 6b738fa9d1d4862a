import { step, type Machine } from '@huiliu/kernel';
import type { Advance } from './advance';
import type { Application } from './application';
import type { Facts } from './facts';
import type { Reason } from './policy';

export type ReviewStatus = 'submitted' | 'with_person' | 'claimed' | 'awaiting_evidence' | 'approved' | 'rejected' | 'withdrawn';
export type ReviewAction = 'approve' | 'reject' | 'withdraw' | 'ask_person' | 'claim' | 'fall_due' | 'add_evidence' | 'request_evidence' | 'resume' | 'supplement';

/**
 * How an application is reviewed: by the rules at once, or by the person who claims its task. What nobody has decided may be withdrawn. A rejection is the end of
 * it unless it says until when it may be supplemented: then intake may open another round.
 */
export const reviewMachine: Machine<ReviewStatus, ReviewAction> = {
  name: 'review',
  initial: 'submitted',
  final: ['approved', 'withdrawn'],
  moves: {
    submitted: {
      approve: { to: 'approved', actor: 'rules' },
      reject: { to: 'rejected', actor: 'rules' },
      ask_person: { to: 'with_person', actor: 'rules' },
    },
    with_person: {
      claim: { to: 'claimed', actor: 'person' },
      add_evidence: { to: 'with_person', actor: 'customer' },
      approve: { to: 'approved', actor: 'rules' },
      fall_due: { to: 'with_person', actor: 'clock' },
      withdraw: { to: 'withdrawn', actor: 'customer' },
    },
    claimed: {
      approve: { to: 'approved', actor: 'person' },
      reject: { to: 'rejected', actor: 'person' },
      add_evidence: { to: 'claimed', actor: 'customer' },
      fall_due: { to: 'claimed', actor: 'clock' },
      request_evidence: { to: 'awaiting_evidence', actor: 'person' },
      withdraw: { to: 'withdrawn', actor: 'customer' },
    },
    awaiting_evidence: {
      resume: { to: 'claimed', actor: 'customer' },
      withdraw: { to: 'withdrawn', actor: 'customer' },
      reject: { to: 'rejected', actor: 'clock' },
    },
    approved: {},
    rejected: { supplement: { to: 'submitted', actor: 'customer' } },
    withdrawn: {},
  },
};

/** Why a person was asked: what the rules found, on which facts. */
export interface Grounds {
  readonly policyVersion: string;
  readonly ruleIds: readonly string[];
  readonly facts: Facts;
}

export interface Task {
  readonly taskId: string;
  readonly dueAt: string;
  /** Whether it was said that nobody decided in time; said once. */
  readonly overdue: boolean;
  /** Staff id; undefined while nobody has claimed it. */
  readonly claimedBy: string | undefined;
  readonly grounds: Grounds;
}

export interface LineQuantity {
  readonly caseLineId: string;
  readonly quantity: number;
}

/** `eachMinor`: of a price difference, what is given for each unit; undefined: what is asked for. */
export interface LineApproval extends LineQuantity {
  readonly eachMinor?: bigint | undefined;
}

/** An approval of some units alone, or of less for each. Only lines with units are named; both together are what was asked for. */
export interface ApprovedPart {
  readonly approved: readonly LineApproval[];
  readonly refused: readonly LineQuantity[];
  /** Why the rest was refused. */
  readonly reason: Reason;
}

/** Who decided what by which rules on which facts. */
export interface Decision extends Grounds {
  readonly verdict: 'approve' | 'reject';
  /** `rules`, or the staff id of the person. */
  readonly decidedBy: string;
  readonly decidedAt: string;
  /** Of a rejection; empty otherwise. */
  readonly reasons: readonly Reason[];
  /** From 1. */
  readonly round: number;
  /** Undefined when all of it was approved, or nothing. */
  readonly part: ApprovedPart | undefined;
  /** Of an exchange that may go in advance; missing where none may. */
  readonly advance?: Advance | undefined;
  /** Of a rejection that is not final: until when the customer may supplement the application. */
  readonly supplementUntil: string | undefined;
}

/** What a person has asked the customer to show. */
export interface EvidenceRequest {
  /** Stable, as PHOTO_OF_FAULT. */
  readonly reasonCode: string;
  readonly dueAt: string;
}

export interface Review {
  readonly application: Application;
  readonly status: ReviewStatus;
  /** Undefined when the rules decided at once. */
  readonly task: Task | undefined;
  /** Undefined until it is decided, and again once a rejection is supplemented. */
  readonly decision: Decision | undefined;
  /** From 1; another one begins with each supplement. */
  readonly round: number;
  /** How often evidence was asked for, in all rounds. */
  readonly evidenceRequests: number;
  /** Undefined when nothing is asked for now. */
  readonly evidenceRequest: EvidenceRequest | undefined;
  /** Rejections that were supplemented, oldest first. */
  readonly earlier: readonly Decision[];
  /** Whether a wish to cancel came after the approval and was passed on; once is enough. */
  readonly cancellationPassedOn: boolean;
}

export type ReviewEvent =
  | { readonly kind: 'approved'; readonly decision: Decision }
  | { readonly kind: 'rejected'; readonly decision: Decision }
  | { readonly kind: 'task_opened'; readonly task: Task }
  | { readonly kind: 'task_claimed'; readonly claimedBy: string }
  | { readonly kind: 'task_overdue' }
  | { readonly kind: 'withdrawn'; readonly reasonCode: string }
  /** It was approved before: whoever carries it out has to say whether it can still be stopped. */
  | { readonly kind: 'cancellation_passed_on'; readonly reasonCode: string }
  /** `grounds`: what the rules find now, where that still needs a person. */
  | { readonly kind: 'evidence_counted'; readonly evidenceCount: number; readonly grounds: Grounds | undefined }
  | { readonly kind: 'evidence_requested'; readonly request: EvidenceRequest }
  /** What was asked for has come: `dueAt` is the new time to decide. */
  | { readonly kind: 'task_resumed'; readonly evidenceCount: number; readonly grounds: Grounds | undefined; readonly dueAt: string }
  | { readonly kind: 'supplemented'; readonly round: number; readonly evidenceCount: number };

const actions: Readonly<Record<Exclude<ReviewEvent['kind'], 'cancellation_passed_on'>, ReviewAction>> = {
  approved: 'approve',
  rejected: 'reject',
  task_opened: 'ask_person',
  task_claimed: 'claim',
  task_overdue: 'fall_due',
  evidence_counted: 'add_evidence',
  evidence_requested: 'request_evidence',
  task_resumed: 'resume',
  supplemented: 'supplement',
  withdrawn: 'withdraw',
};

/** Another task for each round: whoever decided one does not see it come back decided otherwise. */
export const taskIdOf = (caseId: string, round = 1): string => (round === 1 ? `T-${caseId}` : `T${round}-${caseId}`);

/** The case of a task; an id that is no task's gives one that is no case's. */
export const caseIdOf = (taskId: string): string => /^T\d*-(.*)$/s.exec(taskId)?.[1] ?? '';

/** A review as it begins, before anything was decided. */
export const begin = (application: Application): Review => ({
  application,
  status: 'submitted',
  task: undefined,
  decision: undefined,
  round: 1,
  evidenceRequests: 0,
  evidenceRequest: undefined,
  earlier: [],
  cancellationPassedOn: false,
});

/** The review after an event. Throws when the event can't follow: decisions give only such as can. */
export function evolve(review: Review, event: ReviewEvent): Review {
  // The decision stands: what becomes of the case is not review's any more.
  if (event.kind === 'cancellation_passed_on') return { ...review, cancellationPassedOn: true };
  const moved = step(reviewMachine, review.status, actions[event.kind]);
  if (!moved.ok) throw new Error(moved.error.message);
  const status = moved.value;
  switch (event.kind) {
    case 'approved':
    case 'rejected':
      return { ...review, status, decision: event.decision, evidenceRequest: undefined };
    case 'withdrawn':
      return { ...review, status, evidenceRequest: undefined };
    case 'task_opened':
      return { ...review, status, task: event.task };
    case 'task_claimed':
      return { ...review, status, task: { ...taskOf(review), claimedBy: event.claimedBy } };
    case 'task_overdue':
      return { ...review, status, task: { ...taskOf(review), overdue: true } };
    case 'evidence_counted':
      return { ...withEvidence(review, event.evidenceCount), status, task: withGrounds(review, event.grounds) };
    case 'evidence_requested':
      return { ...review, status, evidenceRequest: event.request, evidenceRequests: review.evidenceRequests + 1 };
    case 'task_resumed':
      return { ...withEvidence(review, event.evidenceCount), status, evidenceRequest: undefined, task: { ...withGrounds(review, event.grounds), dueAt: event.dueAt, overdue: false } };
    case 'supplemented':
      return { ...withEvidence(review, event.evidenceCount), status, round: event.round, decision: undefined, earlier: review.decision ? [...review.earlier, review.decision] : review.earlier };
  }
}

const withEvidence = (review: Review, evidenceCount: number): Review => ({ ...review, application: { ...review.application, evidenceCount } });
const withGrounds = (review: Review, grounds: Grounds | undefined): Task => ({ ...taskOf(review), grounds: grounds ?? taskOf(review).grounds });

/** The task of a review that is with a person; there always is one. */
export function taskOf(review: Review): Task {
  if (!review.task) throw new Error(`review of case ${review.application.ref.caseId} is ${review.status} without a task`);
  return review.task;
}
