import { done, ignored, type Outcome } from '@huiliu/messaging';
import { closingOfRejection, rejectionOf, supplementUntil } from '../domain/intake-case';
import { close } from './close-case';
import type { Cause, IntakeWork } from './work';

/** The time to supplement a rejected application is over: the case closes, unless it was supplemented or accepted. */
export function endSupplementTime(work: IntakeWork, cause: Cause, caseId: string): Outcome {
  const before = work.cases.get(caseId);
  const rejection = before && rejectionOf(before);
  if (!rejection || before.closing || supplementUntil(before, work.now.toISOString()) !== undefined) return ignored('the case does not wait for a supplement');
  work.cases.put(caseId, close(work, cause, before, closingOfRejection(rejection)));
  return done();
}
