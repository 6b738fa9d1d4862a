import { WaitingReason, type GetRefundResponse, type LegView, type WaitingRefund } from '@huiliu/contracts';
import { caseUrl } from '../cases/case-view';
import { orNull, wordOf } from '../http/words';

/** Amounts are text, in minor units of the total's currency. */
export const refundJson = ({ caseId, caseNumber }: { readonly caseId: string; readonly caseNumber: string }, { status, refundId, total, lines, legs, decidedBy, approvedBy }: GetRefundResponse) => ({
  caseNumber,
  caseId,
  refundId: orNull(refundId),
  status,
  total: total ?? null,
  lines,
  legs: legs.map(legJson),
  decidedBy: orNull(decidedBy),
  approvedBy: orNull(approvedBy),
});

/** A refund that waits for finance, and what for. */
export const waitingJson = ({ ref, refundId, reason, total, decidedBy, requestedAt, legs }: WaitingRefund) => ({
  caseNumber: ref?.caseNumber ?? null,
  caseId: ref?.caseId ?? null,
  orderId: orNull(ref?.orderId),
  refundId,
  reason: wordOf(WaitingReason, reason),
  total: total ?? null,
  decidedBy: orNull(decidedBy),
  requestedAt: requestedAt ?? null,
  legs: legs.map(legJson),
  ...(ref && { links: { case: caseUrl(ref.caseNumber), refund: `${caseUrl(ref.caseNumber)}/refund` } }),
});

/** How a leg has settled, and by whom, once it has. */
const legJson = ({ leg, status, attempts, lastCode, settledThrough, settledBy, reference }: LegView) => ({
  legId: leg?.legId ?? null,
  paymentId: leg?.paymentId ?? null,
  amountMinor: leg?.amountMinor ?? null,
  status,
  attempts,
  lastCode: orNull(lastCode),
  settledThrough: orNull(settledThrough),
  settledBy: orNull(settledBy),
  reference: orNull(reference),
});
