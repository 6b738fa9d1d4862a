import { done, ignored, notYet, type Outcome } from '@huiliu/messaging';
import { decideCallOff } from '../domain/decide';
import { comparesFirst } from '../domain/goods-instead';
import { endHold } from './hold';
import { record } from './record';
import { refuse } from './refuse';
import type { RefundWork } from './work';

/** The return, or the recall, that a refund waits for was called off, or other goods were delivered: nothing was asked for yet, and nothing will be. Refusal: REFUND_REQUESTED. */
export function callOffRefund(work: RefundWork, caseId: string, { delivered = false }: { readonly delivered?: boolean } = {}): Outcome {
  const refund = work.refunds.get(caseId);
  if (!refund) return notYet('the approval of the case has not arrived from review');
  // It is heard of over another topic than what came back: what that was worth is settled first, whoever reads faster.
  if (delivered && comparesFirst(refund)) return notYet('what has come back, or what was set aside for it, has not arrived from the warehouse');
  const decision = decideCallOff(refund, delivered);
  if (!decision.ok) return refuse(decision.error);
  if (decision.value.length === 0) return ignored('the refund was called off before');
  // What the customer has was settled for, unless it was called off.
  endHold(work, record(work, refund, decision.value), delivered ? 'GOODS_ACCEPTED' : 'CALLED_OFF');
  return done();
}
