import { done, ignored, type Outcome } from '@huiliu/messaging';
import { takeUpEnds } from '../domain/decide';
import { record } from './record';
import type { RefundWork } from './work';

/** The time to take a declined refund up again is over: it is dropped where the customer has the goods, else somebody of finance has to see to it. */
export function endTakeUp(work: RefundWork, caseId: string): Outcome {
  const refund = work.refunds.get(caseId);
  const events = refund ? takeUpEnds(refund, work.now) : [];
  if (!refund || events.length === 0) return ignored('the refund is not declined any more');
  record(work, refund, events);
  return done();
}
