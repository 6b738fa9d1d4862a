import { ConcernOverdue } from '@huiliu/contracts';
import { done, ignored, type Outcome } from '@huiliu/messaging';
import { fallDue, taskIdOf } from '../domain/concern';
import { subjectOf, type FeedbackWork } from './work';

/** The time to answer is over: said once, and from now on anybody may take the concern over. */
export function tellOverdue(work: FeedbackWork, caseId: string): Outcome {
  const concern = work.concerns.get(caseId);
  const late = concern && fallDue(concern);
  if (!late || late === concern) return ignored('it is answered, or its delay was said before');
  const { ref, dueAt } = late;
  work.concerns.put(caseId, late);
  work.say(ConcernOverdue, subjectOf(caseId), { ref, taskId: taskIdOf(caseId), dueAt });
  return done();
}
