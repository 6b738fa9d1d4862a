import { ConcernOpened } from '@huiliu/contracts';
import { done, ignored, type Outcome } from '@huiliu/messaging';
import { raise, taskIdOf, type ConcernType } from '../domain/concern';
import type { CaseRef } from '../domain/survey';
import { answerTimer, subjectOf, type FeedbackWork } from './work';

/** A customer asks or complains: from now on the clock runs. */
export function openConcern(work: FeedbackWork, ref: CaseRef, type: ConcernType, customerId: string): Outcome {
  if (work.concerns.get(ref.caseId)) return ignored('it was opened before');
  const concern = raise(ref, type, customerId, work.now);
  const subject = subjectOf(ref.caseId);
  work.concerns.put(ref.caseId, concern);
  work.schedule({ subject, name: answerTimer, dueAt: new Date(concern.dueAt), payload: { caseId: ref.caseId } });
  work.say(ConcernOpened, subject, { ref, taskId: taskIdOf(ref.caseId), dueAt: concern.dueAt });
  return done();
}
