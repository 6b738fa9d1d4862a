import { done, ignored, refused, type Outcome } from '@huiliu/messaging';
import { claimParcel, noParcels, parcelWith } from '../domain/outbound-order';
import { askToStop, beginRecall, recallParcel } from '../domain/outbound-recall';
import { recallPolicy, type RecallKind, type RecallPolicy } from '../domain/recall-policy';
import type { ExpectedLine } from '../domain/return-shipment';
import type { CaseRef } from '../domain/words';
import { sayRecalled, sayStopRequested } from './say-recall';
import type { LogisticsWork } from './work';

/**
 * A refund only of goods that the customer does not have was approved. What the customer says of where they are may be out of date: the WMS, which knows whether they have left, is asked to
 * stop them; only a parcel that is known, with just these goods, and that the customer says is on its way, is recalled at once.
 */
export function recallGoods(work: LogisticsWork, approval: { readonly ref: CaseRef; readonly kind: RecallKind; readonly lines: readonly ExpectedLine[] }, policy: RecallPolicy = recallPolicy): Outcome {
  const { ref, kind, lines } = approval;
  if (work.recalls.get(ref.caseId)) return ignored('the goods were asked for before');
  const recall = beginRecall(ref, kind, lines);
  const order = work.outbound.get(ref.orderId) ?? noParcels(ref.orderId);
  const known = kind === 'before_shipping' ? undefined : parcelWith(order, lines);
  if (!known) {
    const asked = askToStop(recall, work.now, policy);
    if (!asked.ok) return refused({ ...asked.error, kind: 'CONFLICT' });
    work.recalls.put(ref.caseId, asked.value);
    sayStopRequested(work, asked.value, policy);
    return done();
  }
  const parcel = { trackingNumber: known.trackingNumber, carrierCode: known.carrierCode };
  const recalled = recallParcel(recall, parcel, work.now, policy);
  if (!recalled.ok) return refused({ ...recalled.error, kind: 'CONFLICT' });
  work.recalls.put(ref.caseId, recalled.value);
  work.outbound.put(ref.orderId, claimParcel(order, known.trackingNumber, ref.caseId));
  sayRecalled(work, recalled.value, parcel);
  return done();
}
