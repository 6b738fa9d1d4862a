import type { CancelCaseResponse } from '@huiliu/contracts';
import { done, ignored, refused, type Outcome } from '@huiliu/messaging';
import { askToCancel } from '../domain/cancellation';
import type { IntakeCase } from '../domain/intake-case';
import { caseView } from './case-view';
import { caseNotFound, refusalOf } from './refusals';
import { sayCancellationRequested } from './say-case';
import { keepCase, type Cause, type IntakeWork } from './work';

/**
 * Asks for a case to be cancelled; once asked, asking again changes nothing. The answer does not say whether it succeeds: that is decided where the
 * case is. Errors: CASE_NOT_FOUND and those of `askToCancel`.
 */
export function cancelCase(work: IntakeWork, cause: Cause, caseId: string, wish: { readonly reasonCode: string; readonly askedBy: string }): Outcome {
  const before = work.cases.get(caseId);
  if (!before) return refused(caseNotFound(caseId));
  const asked = askToCancel(before, { ...wish, askedAt: work.now.toISOString() });
  if (!asked.ok) return refused(refusalOf(asked.error));
  if (asked.value === before) return ignored(`case ${before.caseNumber} is cancelled, or was asked to be`, answerOf(before));
  const it = keepCase(work, asked.value);
  sayCancellationRequested(work, cause, it, wish);
  return done(answerOf(it));
}

const answerOf = (it: IntakeCase): CancelCaseResponse => ({ case: caseView(it) });
