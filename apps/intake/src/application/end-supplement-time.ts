import { done, ignored, type Outcome } from '@huiliu/messaging';
import { closeWhenDone } from './close-case';
import type { Cause, IntakeWork } from './work';

/** The time to supplement a rejected application is over: the case closes, unless it was supplemented or accepted. */
export function endSupplementTime(work: IntakeWork, cause: Cause, caseId: string): Outcome {
  const before = work.cases.get(caseId);
  const it = before && closeWhenDone(work, cause, before);
  if (!it || it === before) return ignored('the case does not wait for a supplement');
  work.cases.put(caseId, it);
  return done();
}
