import { done, ignored, notYet, type Outcome } from '@huiliu/messaging';
import { decideCallOff } from '../domain/decide';
import { record } from './record';
import { refuse } from './refuse';
import type { RefundWork } from './work';

/** The return, or the recall, that a refund waits for was called off: nothing was asked for yet, and nothing will be. Refusal: REFUND_REQUESTED. */
export function callOffRefund(work: RefundWork, caseId: string): Outcome {
  const refund = work.refunds.get(caseId);
  if (!refund) return notYet('the approval of the case has not arrived from review');
  const decision = decideCallOff(refund);
  if (!decision.ok) return refuse(decision.error);
  if (decision.value.length === 0) return ignored('the refund was called off before');
  record(work, refund, decision.value);
  return done();
}
