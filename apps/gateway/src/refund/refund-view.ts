import { RefundLateness, WaitingReason, type DeclineView, type DifferenceView, type HoldView, type GetRefundResponse, type LegView, type TopUpView, type WaitingRefund } from '@huiliu/contracts';
import { caseUrl } from '../cases/case-view';
import { orNull, wordOf } from '../http/words';

/** Amounts are text, in minor units of the total's currency. */
export const refundJson = ({ caseId, caseNumber }: { readonly caseId: string; readonly caseNumber: string }, { status, refundId, total, lines, legs, decidedBy, approvedBy, decline, payBy, difference, topUp, hold }: GetRefundResponse) => ({
  caseNumber,
  caseId,
  refundId: orNull(refundId),
  status,
  total: total ?? null,
  lines,
  legs: legs.map(legJson),
  decidedBy: orNull(decidedBy),
  approvedBy: orNull(approvedBy),
  decline: decline ? declineJson(decline) : null,
  payBy: payBy ?? null,
  difference: difference ? differenceJson(difference) : null,
  topUp: topUp ? topUpJson(topUp) : null,
  hold: hold ? holdJson(hold) : null,
});

const holdJson = ({ holdId, status, amount, captureAt, reasonCode, captured, paymentId, soldOrderId }: HoldView) => ({ holdId, status, amount: amount ?? null, captureAt: captureAt ?? null, reasonCode: orNull(reasonCode), captured: captured ?? null, paymentId: orNull(paymentId), soldOrderId: orNull(soldOrderId) });

const topUpJson = ({ topUpId, amount, status, dueAt, paymentId, paidAt }: TopUpView) => ({ topUpId, amount: amount ?? null, status, dueAt: dueAt ?? null, paymentId: orNull(paymentId), paidAt: paidAt ?? null });

const differenceJson = ({ refundId, total, lines, legs, settledAt }: DifferenceView) => ({ refundId, total: total ?? null, lines, legs: legs.map(legJson), settledAt: settledAt ?? null });

/** A refund that waits for finance, and what for. */
export const waitingJson = ({ ref, refundId, reason, total, decidedBy, requestedAt, legs, decline, payBy, lateness }: WaitingRefund) => ({
  caseNumber: ref?.caseNumber ?? null,
  caseId: ref?.caseId ?? null,
  orderId: orNull(ref?.orderId),
  refundId,
  reason: wordOf(WaitingReason, reason),
  total: total ?? null,
  decidedBy: orNull(decidedBy),
  requestedAt: requestedAt ?? null,
  legs: legs.map(legJson),
  decline: decline ? declineJson(decline) : null,
  payBy: payBy ?? null,
  lateness: wordOf(RefundLateness, lateness),
  ...(ref && { links: { case: caseUrl(ref.caseNumber), refund: `${caseUrl(ref.caseNumber)}/refund` } }),
});

const declineJson = ({ reasonCode, declinedBy, declinedAt, takeUpUntil, takenUpBy }: DeclineView) => ({ reasonCode, declinedBy, declinedAt: declinedAt ?? null, takeUpUntil: takeUpUntil ?? null, takenUpBy: orNull(takenUpBy) });

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
