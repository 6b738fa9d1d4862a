import { ignored, notYet, refused, type Outcome } from '@huiliu/messaging';
import type { AcceptedLine } from '../domain/decide';
import type { CaseRef, Refund } from '../domain/refund';
import { settleDifference } from './goods-instead';
import { requestRefund } from './request-refund';
import type { RefundTerms, RefundWork } from './work';

/**
 * It is known what the customer gets money for: the units that were accepted at the inspection, or that were in a parcel which is lost for good.
 * Refusals: CASE_REF_DIFFERS, those of `decideRequest`.
 */
export function refundUnits(work: RefundWork, ref: CaseRef, units: readonly AcceptedLine[], terms: RefundTerms): Outcome {
  const refund = work.refunds.get(ref.caseId);
  if (!refund) return notYet('the approval of the case has not arrived from review');
  if (refund.ref.orderId !== ref.orderId) return caseRefDiffers(refund, ref);
  // Of rejected units it is told by whoever has them.
  if (refund.rejection) return ignored('what was rejected is still to be settled, or has been');
  return settleDifference(work, refund, units, terms) ?? requestRefund(work, refund, units, terms.approvalLimits);
}

export const caseRefDiffers = (refund: Refund, ref: CaseRef): Outcome =>
  refused({ code: 'CASE_REF_DIFFERS', kind: 'CONFLICT', message: `Case ${ref.caseNumber} was approved for order ${refund.ref.orderId} but goes on for order ${ref.orderId}. Find out which one is right.` });
