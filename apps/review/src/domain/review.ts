import { step, type Machine } from '@huiliu/kernel';
import type { Application } from './application';
import type { Facts } from './facts';
import type { Reason } from './policy';

export type ReviewStatus = 'submitted' | 'with_person' | 'claimed' | 'approved' | 'rejected' | 'withdrawn';
export type ReviewAction = 'approve' | 'reject' | 'withdraw' | 'ask_person' | 'claim' | 'fall_due' | 'add_evidence';

/** How an application is reviewed: by the rules at once, or by the person who claims its task. What nobody has decided may be withdrawn. */
export const reviewMachine: Machine<ReviewStatus, ReviewAction> = {
  name: 'review',
  initial: 'submitted',
  final: ['approved', 'rejected', 'withdrawn'],
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
      withdraw: { to: 'withdrawn', actor: 'customer' },
    },
    approved: {},
    rejected: {},
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

/** Who decided what by which rules on which facts. */
export interface Decision extends Grounds {
  readonly verdict: 'approve' | 'reject';
  /** `rules`, or the staff id of the person. */
  readonly decidedBy: string;
  readonly decidedAt: string;
  /** Of a rejection; empty otherwise. */
  readonly reasons: readonly Reason[];
}

export interface Review {
  readonly application: Application;
  readonly status: ReviewStatus;
  /** Undefined when the rules decided at once. */
  readonly task: Task | undefined;
  /** Undefined until it is decided. */
  readonly decision: Decision | undefined;
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
  | { readonly kind: 'evidence_counted'; readonly evidenceCount: number; readonly grounds: Grounds | undefined };

const actions: Readonly<Record<Exclude<ReviewEvent['kind'], 'cancellation_passed_on'>, ReviewAction>> = {
  approved: 'approve',
  rejected: 'reject',
  task_opened: 'ask_person',
  task_claimed: 'claim',
  task_overdue: 'fall_due',
  evidence_counted: 'add_evidence',
  withdrawn: 'withdraw',
};

export const taskIdOf = (caseId: string): string => `T-${caseId}`;

/** The case of a task; an id that is no task's gives one that is no case's. */
export const caseIdOf = (taskId: string): string => (taskId.startsWith('T-') ? taskId.slice(2) : '');

/** A review as it begins, before anything was decided. */
export const begin = (application: Application): Review => ({ application, status: 'submitted', task: undefined, decision: undefined, cancellationPassedOn: false });

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
      return { ...review, status, decision: event.decision };
    case 'withdrawn':
      return { ...review, status };
    case 'task_opened':
      return { ...review, status, task: event.task };
    case 'task_claimed':
      return { ...review, status, task: { ...taskOf(review), claimedBy: event.claimedBy } };
    case 'task_overdue':
      return { ...review, status, task: { ...taskOf(review), overdue: true } };
    case 'evidence_counted':
      return {
        ...review,
        status,
        application: { ...review.application, evidenceCount: event.evidenceCount },
        task: { ...taskOf(review), grounds: event.grounds ?? taskOf(review).grounds },
      };
  }
}

/** The task of a review that is with a person; there always is one. */
export function taskOf(review: Review): Task {
  if (!review.task) throw new Error(`review of case ${review.application.ref.caseId} is ${review.status} without a task`);
  return review.task;
}
