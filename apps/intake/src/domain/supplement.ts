import { domainError, ok, type DomainError, type Result } from '@huiliu/kernel';
import { addEvidence } from './evidence';
import { rejectionOf, roundOf, supplementUntil, type Evidence, type IntakeCase, type Supplement } from './intake-case';

export interface Supplemented {
  readonly case: IntakeCase;
  readonly supplement: Supplement;
}

/**
 * The customer says more about a rejected application, in time: the rejection is kept with it, and review decides again. `explained`: whether they wrote something.
 * Errors: CASE_CLOSED, CASE_NOT_REJECTED, SUPPLEMENT_OVER, SUPPLEMENT_EMPTY, EVIDENCE_LIMIT, EVIDENCE_ID_TAKEN.
 */
export function supplementCase(before: IntakeCase, evidence: readonly Evidence[], explained: boolean, at: string): Result<Supplemented, DomainError> {
  const rejection = rejectionOf(before);
  if (before.closing) return domainError('CASE_CLOSED', `case ${before.caseNumber} is closed and can't be supplemented: open a new case`);
  if (!rejection) return domainError('CASE_NOT_REJECTED', `case ${before.caseNumber} is not rejected: add evidence to it, or wait for the decision`);
  if (supplementUntil(before, at) === undefined) return domainError('SUPPLEMENT_OVER', `the time to supplement case ${before.caseNumber} is over: open a new case`);
  let it = before;
  for (const each of evidence) {
    const added = addEvidence(it, each);
    if (!added.ok) return added;
    it = added.value;
  }
  const evidenceIds = it.evidence.slice(before.evidence.length).map(({ evidenceId }) => evidenceId);
  if (evidenceIds.length === 0 && !explained) return domainError('SUPPLEMENT_EMPTY', 'say or show something new: give evidence that the case does not have yet, or a reason, or both');
  const { record, reasons } = rejection;
  const supplement: Supplement = { round: roundOf(before) + 1, at, evidenceIds, explained, rejected: { record, reasons } };
  return ok({ case: { ...it, decision: undefined, supplements: [...before.supplements, supplement] }, supplement });
}
