import type { SupplementCaseResponse } from '@huiliu/contracts';
import { done, refused, type Outcome } from '@huiliu/messaging';
import type { Evidence } from '../domain/intake-case';
import { supplementCase as supplement } from '../domain/supplement';
import { caseView } from './case-view';
import { caseNotFound, refusalOf } from './refusals';
import { saySupplemented } from './say-case';
import { caseSubject, keepCase, supplementTimer, type Cause, type IntakeWork } from './work';

export interface Addition {
  readonly evidence: readonly Evidence[];
  /** Empty for none. */
  readonly reason: string;
}

/**
 * The customer says more about a rejected application, which review then decides again. What they wrote stays here: review hears that there is something.
 * Errors: CASE_NOT_FOUND, and those of the domain's `supplementCase`.
 */
export function supplementCase(work: IntakeWork, cause: Cause, caseId: string, { evidence, reason }: Addition): Outcome {
  const before = work.cases.get(caseId);
  if (!before) return refused(caseNotFound(caseId));
  const statement = reason.trim();
  const supplemented = supplement(before, evidence, statement !== '', work.now.toISOString());
  if (!supplemented.ok) return refused(refusalOf(supplemented.error));
  const { supplement: said } = supplemented.value;
  work.cancelTimer(caseSubject(caseId), supplementTimer);
  if (statement !== '') work.statements.add({ supplementId: `${caseId}/${said.round}`, caseId, round: said.round, at: work.now, reason: statement });
  const it = keepCase(work, supplemented.value.case);
  saySupplemented(work, cause, it, said);
  const response: SupplementCaseResponse = { case: caseView(it) };
  return done(response);
}
