import { done, ignored, notYet, type Outcome } from '@huiliu/messaging';
import { supplement } from '../domain/decide';
import { factsOf } from '../domain/facts';
import { evaluate } from '../domain/policy';
import { record } from './record';
import { activePolicy, type ReviewWork } from './work';

export interface Supplement {
  /** Of the decision that is to be made. */
  readonly round: number;
  readonly evidenceCount: number;
}

/** A rejected application was supplemented: the rules look again, by the policy in force now, and what they would reject again goes to a person. */
export function reviewAgain(work: ReviewWork, caseId: string, said: Supplement): Outcome {
  const review = work.reviews.get(caseId);
  // Only where review's own state is rebuilt from the log: what people decided is on nobody else's.
  if (!review) return notYet('the application that was supplemented has not arrived');
  const policy = activePolicy(work);
  const finding = evaluate(policy, factsOf({ ...review.application, evidenceCount: said.evidenceCount }, policy.timeZone));
  const events = supplement(review, said, finding, policy, work.now);
  if (!events.ok) return notYet(`the rejection that was supplemented is not known here: ${events.error.message}`);
  if (events.value.length === 0) return ignored(`round ${said.round} has begun before`);
  record(work, review, events.value);
  return done();
}
