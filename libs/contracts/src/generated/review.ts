// Generated from proto/ by tools/generate; do not edit.

import { defineEnum, type WireOf, type WordOf } from '../enums';
import { defineEvent, type EventContract } from '../events';
import type { CaseRef, CaseType, DecisionRecord, RefundOnlyKind, ReturnReason } from './common';

export const Verdict = defineEnum('VERDICT', [
  'UNSPECIFIED',
  'APPROVE',
  'REJECT',
  'REQUEST_EVIDENCE', // Undecided as yet: the customer has to show more.
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
  /** Of a price difference: what is given for each unit at most, and the lower price, below which no unit is brought. */
  readonly amountPerUnitMinor?: string | undefined;
  readonly lowerUnitPriceMinor?: string | undefined;
  /** Of an exchange for another variant: what goes out for `sku`, and the price of one unit as it was quoted in the application. */
  readonly wantedSku?: string | undefined;
  readonly wantedUnitPriceMinor?: string | undefined;
}

export interface RefusedLine {
  readonly caseLineId: string;
  readonly quantity: number;
}

/** What was asked for and not approved, where the rest of the case was. */
export interface RefusedPart {
  readonly lines: readonly RefusedLine[];
  readonly reason: RejectionReason;
}

/** Of an exchange whose goods may leave before the others are back 先行换货, once the customer's price for them is held. */
export interface AdvanceTerms {
  /** So long the payment provider is asked to hold it. */
  readonly holdForDays: number;
}

/** Names what was approved alone: a line of which nothing was is left out. */
export interface CaseApproved {
  readonly ref: CaseRef;
  readonly type: CaseType;
  readonly lines: readonly ApprovedLine[];
  readonly decision: DecisionRecord;
  /** Business time of the application; later deadlines count from it. */
  readonly requestedAt: string;
  /** Missing when everything was approved. */
  readonly refused?: RefusedPart | undefined;
  /** Of a refund only, as in the application. Missing: the customer has the goods and keeps them. */
  readonly refundOnlyKind?: RefundOnlyKind | undefined;
  /** Of a price difference: why less is given for a unit than was asked. Missing when nothing was cut. */
  readonly reduced?: RejectionReason | undefined;
  /** Of an exchange: what was asked for may leave in advance. Missing: the goods have to come back first, as in every exchange. */
  readonly advance?: AdvanceTerms | undefined;
}
export const CaseApproved: EventContract<CaseApproved, 'huiliu.review.v1.CaseApproved'> = defineEvent({
  type: 'huiliu.review.v1.CaseApproved',
  name: 'CaseApproved',
  topic: 'huiliu.review.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['review'],
  heardBy: ['intake', 'logistics', 'warehouse', 'refund'],
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
  /** Until then the customer may supplement the application, and it is decided again. Missing: the rejection is final. */
  readonly supplementUntil?: string | undefined;
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
  /** Missing: the first. */
  readonly round?: number | undefined;
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

/** Who decides asks the customer for evidence. Without any by `due_at` the application is rejected. */
export interface EvidenceRequested {
  readonly ref: CaseRef;
  readonly taskId: string;
  readonly dueAt: string;
  /** Stable code of what is missing, as PHOTO_OF_FAULT. */
  readonly reasonCode: string;
  /** Which request of this case it is, from 1. */
  readonly number: number;
}
export const EvidenceRequested: EventContract<EvidenceRequested, 'huiliu.review.v1.EvidenceRequested'> = defineEvent({
  type: 'huiliu.review.v1.EvidenceRequested',
  name: 'EvidenceRequested',
  topic: 'huiliu.review.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['review'],
  heardBy: ['intake'],
});

/** The evidence that was asked for has come: the task is back with who asked, with a new time to decide. */
export interface ReviewTaskResumed {
  readonly ref: CaseRef;
  readonly taskId: string;
  readonly dueAt: string;
  /** Pieces of evidence the case has now. */
  readonly evidenceCount: number;
}
export const ReviewTaskResumed: EventContract<ReviewTaskResumed, 'huiliu.review.v1.ReviewTaskResumed'> = defineEvent({
  type: 'huiliu.review.v1.ReviewTaskResumed',
  name: 'ReviewTaskResumed',
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

/** What the case asks for, for who decides it line by line. */
export interface TaskLine {
  readonly caseLineId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly reason: ReturnReason;
  /** Of a price difference: what is asked for each unit, and the lower price that the customer points to. */
  readonly askedPerUnitMinor?: string | undefined;
  readonly lowerUnitPriceMinor?: string | undefined;
  /** Of an exchange for another variant: which one, and the price of one unit that was quoted for it. */
  readonly wantedSku?: string | undefined;
  readonly wantedUnitPriceMinor?: string | undefined;
}

export interface TaskView {
  readonly taskId: string;
  readonly ref?: CaseRef | undefined;
  /** open, claimed, awaiting_evidence, decided, withdrawn. */
  readonly status: string;
  readonly claimedBy: string;
  readonly dueAt?: string | undefined;
  readonly ruleIds: readonly string[];
  readonly facts: Readonly<Record<string, string>>;
  /** Empty in a list of tasks: a claim answers them. */
  readonly lines: readonly TaskLine[];
  /** From 1; another one after each supplement of a rejected application. */
  readonly round: number;
  /** By when the customer has to show what was asked for; missing when nothing is asked for. */
  readonly evidenceDueAt?: string | undefined;
  /** Another one as soon as anything else of this view is. */
  readonly tag?: string | undefined;
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
  /** Stable code. Needed to reject, as OUTSIDE_WINDOW or NOT_JUSTIFIED; to ask for evidence, as PHOTO_OF_FAULT; and for what is not approved of an approval in part. */
  readonly reasonCode: string;
  /** Of an approval: only these units; lines that are not named get none. Empty: everything that is asked for. */
  readonly lines: readonly ApprovedQuantity[];
  /** `tag` of the view that the caller decides on; missing: whatever it is by now. Another one: CHANGED_MEANWHILE. */
  readonly seen?: string | undefined;
}

export interface ApprovedQuantity {
  readonly caseLineId: string;
  /** From 0 to what is asked for. */
  readonly quantity: number;
  /** Of a price difference: what is given for each unit, from 1 to what is asked for. Missing: what is asked for. */
  readonly amountPerUnitMinor?: string | undefined;
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
  /** Missing when everything was approved, and when nothing was. */
  readonly refused?: RefusedPart | undefined;
  /** Of a price difference: why less is given for a unit than was asked. Missing when nothing was cut. */
  readonly reduced?: RejectionReason | undefined;
  /** Of a rejection that is not final. */
  readonly supplementUntil?: string | undefined;
  /** From 1. */
  readonly round: number;
  /** Rejections that were supplemented, oldest first. */
  readonly earlier: readonly EarlierRejection[];
}

export interface EarlierRejection {
  readonly decision?: DecisionRecord | undefined;
  readonly reasons: readonly RejectionReason[];
}
