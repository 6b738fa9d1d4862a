import { done, refused, type Outcome } from '@huiliu/messaging';
import type { SubmitCaseResponse } from '@huiliu/contracts';
import { domainError, ok, type DomainError, type Result } from '@huiliu/kernel';
import { isConcern, isOffered, type CaseName, type Evidence, type IntakeCase } from '../domain/intake-case';
import { submitCase as submit, type AppliedLine } from '../domain/opening';
import { kindOf, type RefundOnlyKind } from '../domain/recall';
import { noUnits } from '../domain/units';
import { caseView } from './case-view';
import { notOffered, refusalOf } from './refusals';
import { saySubmitted } from './say-case';
import type { Cause, IntakeWork } from './work';

/** An application of somebody who waits for the answer. */
export interface Submission {
  readonly customerId: string;
  readonly orderId: string;
  /** A word of the contract, offered here or not. */
  readonly type: string;
  /** Of a refund only. */
  readonly refundOnlyKind?: RefundOnlyKind | 'unspecified' | undefined;
  /** Of an exchange: the goods are to leave at once. */
  readonly advance?: true | undefined;
  /** Undefined: now. */
  readonly requestedAt: string | undefined;
  readonly lines: readonly AppliedLine[];
  readonly evidence: readonly Evidence[];
  /** Id of the concern that it is made of. */
  readonly cameFrom?: string | undefined;
}

/**
 * Opens a case, or tells at once why not: TYPE_NOT_OFFERED, ORDER_NOT_FOUND (also for somebody else's order), LINE_NOT_FOUND, NOT_GOODS,
 * UNITS_TAKEN, and those about prices; and of one that is made of a concern: CASE_NOT_FOUND, NOT_A_CONCERN, CASE_CLOSED, CONCERN_TURNED.
 */
export function submitCase(work: IntakeWork, cause: Cause, caseId: string, submission: Submission): Outcome {
  const { type, orderId } = submission;
  if (!isOffered(type)) return refused(notOffered(type));
  const concern = submission.cameFrom === undefined ? undefined : concernFor(work, submission.cameFrom, submission.customerId);
  if (concern && !concern.ok) return refused(refusalOf(concern.error));
  const order = work.orders.get(orderId);
  const units = work.units.get(orderId) ?? noUnits;
  const openedAt = work.now.toISOString();
  const requestedAt = submission.requestedAt ?? openedAt;
  const submitted = submit({ ...submission, type, cameFrom: concern?.value, refundOnlyKind: kindOf(type, submission.refundOnlyKind), caseId, channel: 'api', requestId: '', requestedAt, openedAt, provenance: 'unspecified' }, order, units);
  if (!submitted.ok) return refused(refusalOf(submitted.error));

  const opened = submitted.value;
  work.cases.put(caseId, opened.case);
  work.units.put(orderId, opened.units);
  if (concern) work.made.put(concern.value.caseId, nameOf(opened.case));
  saySubmitted(work, cause, opened.case, order, opened.units);
  const response: SubmitCaseResponse = { case: caseView(opened.case) };
  return done(response);
}

const nameOf = ({ caseId, caseNumber, orderId }: IntakeCase): CaseName => ({ caseId, caseNumber, orderId });

/** One case is made of a concern, and no more: what else it needs, the customer applies for. That the concern ends with it, feedback says. */
function concernFor(work: IntakeWork, concernId: string, customerId: string): Result<CaseName, DomainError> {
  const concern = work.cases.get(concernId);
  if (!concern || concern.customerId !== customerId) return domainError('CASE_NOT_FOUND', `there is no case ${concernId} of this customer: check the number`);
  if (!isConcern(concern.type)) return domainError('NOT_A_CONCERN', `case ${concern.caseNumber} is no inquiry and no complaint: only of these another case can be made`);
  const made = work.made.get(concernId);
  if (made) return domainError('CONCERN_TURNED', `case ${made.caseNumber} was made of case ${concern.caseNumber} before: go on with that one`);
  if (concern.closing) return domainError('CASE_CLOSED', `case ${concern.caseNumber} has ended: apply for a case of its own`);
  return ok(nameOf(concern));
}
