import { done, ignored, type Outcome } from '@huiliu/messaging';
import { decideByPerson } from '../domain/decide';
import { reasonOf } from '../domain/reasons';
import type { LineApproval, Review } from '../domain/review';
import { record } from './record';
import { activePolicy, refusedFor, type ReviewWork } from './work';

export interface TaskVerdict {
  readonly reviewer: string;
  readonly verdict: 'approve' | 'reject' | 'request_evidence';
  /** Empty for none. */
  readonly reasonCode: string;
  /** Empty: everything that is asked for. */
  readonly lines: readonly LineApproval[];
}

/** Who claimed a task decides it, or asks for evidence. `answer` makes the response from the review as it is then. */
export function decideTask(work: ReviewWork, review: Review, { reasonCode, ...verdict }: TaskVerdict, answer: (review: Review) => object): Outcome {
  const policy = activePolicy(work);
  const decided = decideByPerson(review, { ...verdict, reason: reasonOf(reasonCode, policy) }, policy, work.now);
  if (!decided.ok) return refusedFor(decided.error);
  if (decided.value.length === 0) return ignored('decided so by the same person before', answer(review));
  return done(answer(record(work, review, decided.value)));
}
