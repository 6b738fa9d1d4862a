import { done, ignored, type Outcome } from '@huiliu/messaging';
import { fallDue } from '../domain/decide';
import { record } from './record';
import type { ReviewWork } from './work';

/** The time to decide is over: said once, and only if nobody has decided. */
export function tellOverdue(work: ReviewWork, caseId: string): Outcome {
  const review = work.reviews.get(caseId);
  const events = review ? fallDue(review) : [];
  if (!review || events.length === 0) return ignored('the task is decided, or its delay was said before');
  record(work, review, events);
  return done();
}
