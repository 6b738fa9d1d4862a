import { done, ignored, type Outcome } from '@huiliu/messaging';
import { claim } from '../domain/decide';
import type { Review } from '../domain/review';
import { record } from './record';
import { refusedFor, type ReviewWork } from './work';

/** A member of staff takes a task, so that nobody else works on it. `answer` makes the response from the review as it is then. */
export function claimTask(work: ReviewWork, review: Review, reviewer: string, answer: (review: Review) => object): Outcome {
  const claimed = claim(review, reviewer);
  if (!claimed.ok) return refusedFor(claimed.error);
  if (claimed.value.length === 0) return ignored('claimed by the same person before', answer(review));
  return done(answer(record(work, review, claimed.value)));
}
