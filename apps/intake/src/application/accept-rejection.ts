import type { AcceptRejectionResponse } from '@huiliu/contracts';
import { done, ignored, refused, type Outcome } from '@huiliu/messaging';
import { closingOfRejection, rejectionOf } from '../domain/intake-case';
import { caseView } from './case-view';
import { close } from './close-case';
import { caseNotFound, refusalOf } from './refusals';
import { caseSubject, supplementTimer, type Cause, type IntakeWork } from './work';

/** The customer does not want to supplement: a rejected case closes at once, and its units are free again. Errors: CASE_NOT_FOUND, CASE_NOT_REJECTED. */
export function acceptRejection(work: IntakeWork, cause: Cause, caseId: string): Outcome {
  const before = work.cases.get(caseId);
  if (!before) return refused(caseNotFound(caseId));
  const rejection = rejectionOf(before);
  if (!rejection) return refused(refusalOf({ code: 'CASE_NOT_REJECTED', message: `case ${before.caseNumber} is not rejected: there is nothing to accept` }));
  if (before.closing) {
    const known: AcceptRejectionResponse = { case: caseView(before) };
    return ignored(`case ${before.caseNumber} is closed already`, known);
  }
  work.cancelTimer(caseSubject(caseId), supplementTimer);
  const it = close(work, cause, before, closingOfRejection(rejection));
  work.cases.put(caseId, it);
  const response: AcceptRejectionResponse = { case: caseView(it) };
  return done(response);
}
