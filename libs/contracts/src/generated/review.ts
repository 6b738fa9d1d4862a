// Generated from proto/ by tools/generate; do not edit.

import { defineEnum, type WireOf, type WordOf } from '../enums';
import { defineEvent, type EventContract } from '../events';
import type { CaseRef, CaseType, DecisionRecord, ReturnReason } from './common';

export const Verdict = defineEnum('VERDICT', [
  'UNSPECIFIED',
  'APPROVE',
  'REJECT',
]);
/** As on the wire. */
export type Verdict = WireOf<typeof Verdict>;
/** As the domain says it. */
export type VerdictWord = WordOf<typeof Verdict>;

export interface ApprovedLine {
  readonly caseLineId: string;
  readonly orderLineId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly reason: ReturnReason;
}

export interface CaseApproved {
  readonly ref: CaseRef;
  readonly type: CaseType;
  readonly lines: readonly ApprovedLine[];
  readonly decision: DecisionRecord;
  /** Business time of the application; later deadlines count from it. */
  readonly requestedAt: string;
}
export const CaseApproved: EventContract<CaseApproved, 'huiliu.review.v1.CaseApproved'> = defineEvent({
  type: 'huiliu.review.v1.CaseApproved',
  name: 'CaseApproved',
  topic: 'huiliu.review.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['review'],
  heardBy: ['intake', 'logistics', 'refund'],
});

export interface RejectionReason {
  /** Stable: PURCHASE_NOT_FOUND, OUTSIDE_WINDOW, UNITS_TAKEN, … */
  readonly code: string;
  readonly message: string;
}

export interface CaseRejected {
  readonly ref: CaseRef;
  readonly reasons: readonly RejectionReason[];
  readonly decision: DecisionRecord;
}
export const CaseRejected: EventContract<CaseRejected, 'huiliu.review.v1.CaseRejected'> = defineEvent({
  type: 'huiliu.review.v1.CaseRejected',
  name: 'CaseRejected',
  topic: 'huiliu.review.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['review'],
  heardBy: ['intake'],
});

/** A person has to decide. */
export interface ReviewTaskOpened {
  readonly ref: CaseRef;
  readonly taskId: string;
  readonly dueAt: string;
  readonly policyVersion: string;
  readonly ruleIds: readonly string[];
}
export const ReviewTaskOpened: EventContract<ReviewTaskOpened, 'huiliu.review.v1.ReviewTaskOpened'> = defineEvent({
  type: 'huiliu.review.v1.ReviewTaskOpened',
  name: 'ReviewTaskOpened',
  topic: 'huiliu.review.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['review'],
  heardBy: ['intake'],
});

export interface ReviewTaskClaimed {
  readonly ref: CaseRef;
  readonly taskId: string;
  readonly claimedBy: string;
}
export const ReviewTaskClaimed: EventContract<ReviewTaskClaimed, 'huiliu.review.v1.ReviewTaskClaimed'> = defineEvent({
  type: 'huiliu.review.v1.ReviewTaskClaimed',
  name: 'ReviewTaskClaimed',
  topic: 'huiliu.review.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['review'],
  heardBy: ['intake'],
});

/** The 24 hours are over and nobody has decided. */
export interface ReviewTaskOverdue {
  readonly ref: CaseRef;
  readonly taskId: string;
  readonly dueAt: string;
}
export const ReviewTaskOverdue: EventContract<ReviewTaskOverdue, 'huiliu.review.v1.ReviewTaskOverdue'> = defineEvent({
  type: 'huiliu.review.v1.ReviewTaskOverdue',
  name: 'ReviewTaskOverdue',
  topic: 'huiliu.review.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['review'],
  heardBy: ['intake'],
});

/** A case that nobody had decided was cancelled: it is not reviewed any more. */
export interface CaseWithdrawn {
  readonly ref: CaseRef;
  /** Of who asked to cancel. */
  readonly reasonCode: string;
}
export const CaseWithdrawn: EventContract<CaseWithdrawn, 'huiliu.review.v1.CaseWithdrawn'> = defineEvent({
  type: 'huiliu.review.v1.CaseWithdrawn',
  name: 'CaseWithdrawn',
  topic: 'huiliu.review.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['review'],
  heardBy: ['intake'],
});

/** A case that was approved is to be cancelled: whoever carries it out says whether that is still possible. Comes after CaseApproved. */
export interface CancellationPassedOn {
  readonly ref: CaseRef;
  readonly type: CaseType;
  readonly reasonCode: string;
}
export const CancellationPassedOn: EventContract<CancellationPassedOn, 'huiliu.review.v1.CancellationPassedOn'> = defineEvent({
  type: 'huiliu.review.v1.CancellationPassedOn',
  name: 'CancellationPassedOn',
  topic: 'huiliu.review.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['review'],
  heardBy: ['intake', 'logistics'],
});

export interface TaskView {
  readonly taskId: string;
  readonly ref?: CaseRef | undefined;
  /** open, claimed, decided, withdrawn. */
  readonly status: string;
  readonly claimedBy: string;
  readonly dueAt?: string | undefined;
  readonly ruleIds: readonly string[];
  readonly facts: Readonly<Record<string, string>>;
}

export interface ListTasksRequest {
  readonly limit: number;
  /** From the answer before. */
  readonly cursor: string;
}

export interface ListTasksResponse {
  readonly tasks: readonly TaskView[];
  readonly nextCursor: string;
}

export interface ClaimTaskRequest {
  readonly taskId: string;
  readonly reviewer: string;
}

export interface ClaimTaskResponse {
  readonly task?: TaskView | undefined;
}

export interface DecideTaskRequest {
  readonly taskId: string;
  readonly reviewer: string;
  readonly verdict: Verdict;
  /** Needed to reject. Stable code, as OUTSIDE_WINDOW or NOT_JUSTIFIED. */
  readonly reasonCode: string;
}

export interface DecideTaskResponse {
  readonly task?: TaskView | undefined;
}

export interface GetReviewRequest {
  readonly caseId: string;
}

export interface GetReviewResponse {
  readonly ref?: CaseRef | undefined;
  /** in_review, approved, rejected, withdrawn. */
  readonly status: string;
  readonly decision?: DecisionRecord | undefined;
  readonly task?: TaskView | undefined;
  /** Of a rejection; empty otherwise. */
  readonly reasons: readonly RejectionReason[];
}
