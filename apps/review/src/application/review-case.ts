import { done, ignored, type Outcome } from '@huiliu/messaging';
import type { Application } from '../domain/application';
import { judge } from '../domain/decide';
import { factsOf } from '../domain/facts';
import { evaluate } from '../domain/policy';
import { begin } from '../domain/review';
import { record } from './record';
import { activePolicy, type ReviewWork } from './work';

/** A new application: the rules approve it, reject it, or open a task for a person. */
export function reviewCase(work: ReviewWork, application: Application): Outcome {
  if (work.reviews.get(application.ref.caseId)) return ignored('this case is in review or was reviewed');
  const policy = activePolicy(work);
  const review = begin(application);
  const finding = evaluate(policy, factsOf(application, policy.timeZone));
  record(work, review, judge(review, finding, policy, work.now));
  return done();
}
