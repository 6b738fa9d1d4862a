import { ConcernAnswered } from '@huiliu/contracts';
import { done, type Outcome } from '@huiliu/messaging';
import { answer, taskIdOf, type Concern } from '../domain/concern';
import { answerTimer, refusedFor, subjectOf, type FeedbackWork } from './work';

/** Whoever has a concern answers the customer. The words stay here: they may name people. */
export function answerConcern(work: FeedbackWork, concern: Concern, agent: string, text: string, respond: (concern: Concern) => object): Outcome {
  const answered = answer(concern, agent);
  if (!answered.ok) return refusedFor(answered.error);
  const { ref } = concern;
  const subject = subjectOf(ref.caseId);
  work.cancelTimer(subject, answerTimer);
  work.answers.add({ caseId: ref.caseId, at: work.now, text });
  work.concerns.put(ref.caseId, answered.value);
  work.say(ConcernAnswered, subject, { ref, taskId: taskIdOf(ref.caseId), answeredBy: agent });
  return done(respond(answered.value));
}
