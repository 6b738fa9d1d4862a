import type { AddEvidenceResponse } from '@huiliu/contracts';
import { done, ignored, refused, type Outcome } from '@huiliu/messaging';
import { addEvidence as add } from '../domain/evidence';
import type { Evidence } from '../domain/intake-case';
import { caseView } from './case-view';
import { caseNotFound, refusalOf } from './refusals';
import { sayEvidenceAdded } from './say-case';
import type { Cause, IntakeWork } from './work';

/** Adds a reference to evidence; the same piece twice changes nothing. Errors: CASE_NOT_FOUND, CASE_CLOSED, EVIDENCE_LIMIT, EVIDENCE_ID_TAKEN. */
export function addEvidence(work: IntakeWork, cause: Cause, caseId: string, evidence: Evidence): Outcome {
  const before = work.cases.get(caseId);
  if (!before) return refused(caseNotFound(caseId));
  const added = add(before, evidence);
  if (!added.ok) return refused(refusalOf(added.error));
  const response: AddEvidenceResponse = { case: caseView(added.value) };
  if (added.value === before) return ignored(`evidence ${evidence.evidenceId} is there already`, response);
  work.cases.put(caseId, added.value);
  sayEvidenceAdded(work, cause, added.value, evidence);
  return done(response);
}
