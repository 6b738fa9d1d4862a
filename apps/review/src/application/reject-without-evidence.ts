import { done, ignored, type Outcome } from '@huiliu/messaging';
import { evidenceRunsOut } from '../domain/decide';
import { record } from './record';
import { activePolicy, type ReviewWork } from './work';

/** The customer's time to show what was asked for is over: the rules reject, unless it has come. */
export function rejectWithoutEvidence(work: ReviewWork, caseId: string): Outcome {
  const review = work.reviews.get(caseId);
  const events = review ? evidenceRunsOut(review, activePolicy(work), work.now) : [];
  if (!review || events.length === 0) return ignored('no evidence is asked for any more');
  record(work, review, events);
  return done();
}
