import { ConcernClaimed } from '@huiliu/contracts';
import { done, ignored, type Outcome } from '@huiliu/messaging';
import { claim, taskIdOf, type Concern } from '../domain/concern';
import { refusedFor, subjectOf, type FeedbackWork } from './work';

/** A member of staff takes a concern, so that nobody else answers it. `respond` makes the response from the concern as it is then. */
export function claimConcern(work: FeedbackWork, concern: Concern, agent: string, respond: (concern: Concern) => object): Outcome {
  const claimed = claim(concern, agent);
  if (!claimed.ok) return refusedFor(claimed.error);
  if (claimed.value === concern) return ignored('claimed by the same person before', respond(concern));
  const { ref } = concern;
  work.concerns.put(ref.caseId, claimed.value);
  work.say(ConcernClaimed, subjectOf(ref.caseId), { ref, taskId: taskIdOf(ref.caseId), claimedBy: agent });
  return done(respond(claimed.value));
}
