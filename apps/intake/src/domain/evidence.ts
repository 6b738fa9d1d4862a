import { domainError, ok, type DomainError, type Result } from '@huiliu/kernel';
import { isConcern, type Evidence, type IntakeCase } from './intake-case';

export const evidenceLimit = 20;

/**
 * Adds a piece of evidence: the same case when it has it already. Errors: CASE_CLOSED, EVIDENCE_LIMIT, EVIDENCE_ID_TAKEN, CONCERN_TAKES_NO_EVIDENCE.
 */
export function addEvidence(before: IntakeCase, evidence: Evidence): Result<IntakeCase, DomainError> {
  const known = before.evidence.find((each) => each.evidenceId === evidence.evidenceId);
  if (known) {
    if (known.kind === evidence.kind && known.uri === evidence.uri) return ok(before);
    return domainError('EVIDENCE_ID_TAKEN', `case ${before.caseNumber} has other evidence under the id ${evidence.evidenceId}: give the new piece an id of its own`);
  }
  if (before.closing) return domainError('CASE_CLOSED', `case ${before.caseNumber} is closed and takes no more evidence: open a new case`);
  if (isConcern(before.type)) return domainError('CONCERN_TAKES_NO_EVIDENCE', `case ${before.caseNumber} is a question or a complaint: evidence belongs to the case that is made of it`);
  if (before.evidence.length >= evidenceLimit) return domainError('EVIDENCE_LIMIT', `case ${before.caseNumber} has ${evidenceLimit} pieces of evidence, the most that one case may have`);
  return ok({ ...before, evidence: [...before.evidence, evidence] });
}
