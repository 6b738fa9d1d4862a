import { done, ignored, refused, type Outcome } from '@huiliu/messaging';
import { ErrorKind } from '@huiliu/platform';
import { countEvidence } from '../domain/decide';
import { factsOf } from '../domain/facts';
import { evaluate } from '../domain/policy';
import { record } from './record';
import { activePolicy, type ReviewWork } from './work';

/** The customer supplied evidence: the rules look again, by the policy in force now. */
export function countNewEvidence(work: ReviewWork, caseId: string, evidenceCount: number): Outcome {
  const review = work.reviews.get(caseId);
  // Intake says both under one subject, so the submission was handled before this: it is missing only if something was lost.
  if (!review) return refused({ code: 'CASE_NOT_FOUND', kind: ErrorKind.NOT_FOUND, message: 'evidence came for a case that was never submitted to review: find out where its submission is' });
  const policy = activePolicy(work);
  const finding = evaluate(policy, factsOf({ ...review.application, evidenceCount }, policy.timeZone));
  const events = countEvidence(review, evidenceCount, finding, policy, work.now);
  if (events.length === 0) return ignored(review.decision ? 'the case is decided' : review.status === 'withdrawn' ? 'the case was withdrawn' : 'this evidence is counted already');
  record(work, review, events);
  return done();
}
