import { ConcernTurned } from '@huiliu/contracts';
import { done, ignored, type Outcome } from '@huiliu/messaging';
import { taskIdOf, turn, type Concern } from '../domain/concern';
import type { CaseRef } from '../domain/survey';
import { answerTimer, refusedFor, subjectOf, type FeedbackWork } from './work';

/** Another case was made of a concern: that one goes on, and this one has its answer. */
export function turnConcern(work: FeedbackWork, concern: Concern, agent: string, into: CaseRef, respond: (concern: Concern) => object): Outcome {
  const turned = turn(concern, agent, into);
  if (!turned.ok) return refusedFor(turned.error);
  if (turned.value === concern) return ignored('turned into the same case before', respond(concern));
  const { ref } = concern;
  const subject = subjectOf(ref.caseId);
  work.cancelTimer(subject, answerTimer);
  work.concerns.put(ref.caseId, turned.value);
  work.say(ConcernTurned, subject, { ref, taskId: taskIdOf(ref.caseId), turnedBy: agent, into });
  return done(respond(turned.value));
}
