import { done, ignored, refused, type Outcome } from '@huiliu/messaging';
import { ErrorKind } from '@huiliu/platform';
import { cancel } from '../domain/decide';
import { record } from './record';
import type { ReviewWork } from './work';

/** The customer wants to cancel: review hears it first, and so it is clear whether the decision or the wish came before. */
export function cancelReview(work: ReviewWork, caseId: string, reasonCode: string): Outcome {
  const review = work.reviews.get(caseId);
  // Intake says both under one subject, so the submission was handled before this: it is missing only if something was lost.
  if (!review) return refused({ code: 'CASE_NOT_FOUND', kind: ErrorKind.NOT_FOUND, message: 'a case is to be cancelled that was never submitted to review: find out where its submission is' });
  const events = cancel(review, reasonCode);
  if (events.length === 0) return ignored(review.decision?.verdict === 'reject' ? 'the case is rejected' : 'the wish to cancel came before');
  record(work, review, events);
  return done();
}
