import type { Aggregates, Outcome, WorkBase } from '@huiliu/messaging';
import { refused } from '@huiliu/messaging';
import type { DomainError } from '@huiliu/kernel';
import { ErrorKind } from '@huiliu/platform';
import type { Policy } from '../domain/policy';
import type { Review } from '../domain/review';

/** What this department's behaviours need of a transaction. */
export interface ReviewWork extends WorkBase {
  /** By case id. */
  readonly reviews: Aggregates<Review>;
  /** By policy id; `activePolicyId` names the one in force. */
  readonly policies: Aggregates<Policy>;
}

/** Row of the policy in force. Each version is kept besides, under its own name. */
export const activePolicyId = 'active';

export function activePolicy(work: ReviewWork): Policy {
  const policy = work.policies.get(activePolicyId);
  if (!policy) throw new Error(`there is no policy called ${activePolicyId}: the migrations seed one`);
  return policy;
}

export const subjectOf = (caseId: string): string => `case:${caseId}`;

export const overdueTimer = 'review-overdue';
export const evidenceTimer = 'review-evidence';

const kinds: Readonly<Record<string, ErrorKind>> = {
  SELF_REVIEW: ErrorKind.FORBIDDEN,
  TASK_DECIDED: ErrorKind.CONFLICT,
  TASK_WITHDRAWN: ErrorKind.CONFLICT,
  TASK_TAKEN: ErrorKind.CONFLICT,
  TASK_NOT_CLAIMED: ErrorKind.CONFLICT,
  TASK_AWAITS_EVIDENCE: ErrorKind.CONFLICT,
  REASON_REQUIRED: ErrorKind.INVALID_ARGUMENT,
  LINES_NOT_ALLOWED: ErrorKind.INVALID_ARGUMENT,
  LINE_TWICE: ErrorKind.INVALID_ARGUMENT,
  AMOUNT_NOT_ALLOWED: ErrorKind.INVALID_ARGUMENT,
  CASE_NOT_APPROVABLE: ErrorKind.UNPROCESSABLE,
};

/** A failure of the domain as the caller is told. */
export const refusedFor = ({ code, message }: DomainError): Outcome => refused({ code, message, kind: kinds[code] ?? ErrorKind.UNPROCESSABLE });
