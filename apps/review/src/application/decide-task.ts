import { done, ignored, type Outcome } from '@huiliu/messaging';
import { decideByPerson } from '../domain/decide';
import { reasonOf } from '../domain/reasons';
import type { Review } from '../domain/review';
import { record } from './record';
import { activePolicy, refusedFor, type ReviewWork } from './work';

export interface TaskVerdict {
  readonly reviewer: string;
  readonly verdict: 'approve' | 'reject';
  /** Empty for none. */
  readonly reasonCode: string;
}

/** Who claimed a task decides it. `answer` makes the response from the review as it is then. */
export function decideTask(work: ReviewWork, review: Review, { reviewer, verdict, reasonCode }: TaskVerdict, answer: (review: Review) => object): Outcome {
  const decided = decideByPerson(review, { reviewer, verdict, reason: reasonOf(reasonCode, activePolicy(work)) }, work.now);
  if (!decided.ok) return refusedFor(decided.error);
  if (decided.value.length === 0) return ignored('decided so by the same person before', answer(review));
  return done(answer(record(work, review, decided.value)));
}
