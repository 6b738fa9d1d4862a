import { RefundLateness, WaitingReason, type DeclineView, type DifferenceView, type HoldView, type WaitingReasonWord, type GetRefundResponse, type LegView, type TopUpView, type WaitingRefund } from '@huiliu/contracts';
import { tagged } from '@huiliu/messaging';
import { soldOrderIdOf, type Hold } from '../../domain/hold';
import type { TopUp } from '../../domain/top-up';
import { payByOf } from '../../domain/pay-clock';
import { wireLine } from '../../application/record';
import { isRequested, needsPerson, type Decline, type Leg, type Refund, type RequestedRefund, type SettledDifference } from '../../domain/refund';

/** A refund as people and other departments see it. */
export function viewOf(refund: Refund): GetRefundResponse {
  const { ref, status, decidedBy = '' } = refund;
  const difference = refund.difference && differenceView(refund.difference);
  const topUp = refund.topUp && topUpView(refund.topUp);
  const hold = refund.hold && holdView(refund.hold, ref.caseId);
  if (!isRequested(refund)) return tagged({ ref, status, refundId: '', total: undefined, lines: [], legs: [], decidedBy, approvedBy: '', difference, topUp, hold });
  return tagged({
    ref,
    status,
    refundId: refund.refundId,
    total: totalOf(refund),
    lines: linesOf(refund),
    legs: refund.legs.map(legView),
    decidedBy,
    approvedBy: refund.approval?.approvedBy ?? '',
    decline: refund.decline && declineView(refund.decline),
    payBy: payByOf(refund).toISOString(),
    difference,
    topUp,
    hold,
  });
}

const linesOf = ({ lines }: Pick<RequestedRefund, 'lines'>) => lines.map(wireLine);

const differenceView = (paid: SettledDifference): DifferenceView => ({ refundId: paid.refundId, total: totalOf(paid), lines: linesOf(paid), legs: paid.legs.map(legView), settledAt: paid.settledAt.toISOString() });

const holdView = ({ holdId, status, money, captureAt, reasonCode, captured }: Hold, caseId: string): HoldView => ({
  holdId,
  status,
  amount: money && { amountMinor: money.amountMinor.toString(), currency: money.currency },
  captureAt: captureAt?.toISOString(),
  reasonCode: reasonCode ?? '',
  captured: money && captured && { amountMinor: captured.amountMinor.toString(), currency: money.currency },
  paymentId: captured?.paymentId ?? '',
  soldOrderId: captured ? soldOrderIdOf(caseId) : '',
});

const topUpView = ({ topUpId, amountMinor, currency, status, dueAt, url, payment }: TopUp): TopUpView => ({
  topUpId,
  amount: { amountMinor: amountMinor.toString(), currency },
  status,
  dueAt: dueAt.toISOString(),
  paymentUrl: url ?? '',
  paymentId: payment?.paymentId ?? '',
  paidAt: payment?.paidAt.toISOString(),
});

const reasons: Readonly<Partial<Record<RequestedRefund['status'], WaitingReasonWord>>> = { awaiting_approval: 'approval', failed: 'leg', declined: 'declined', exception: 'exception', requested: 'overdue' };

const declineView = ({ reasonCode, declinedBy, at, until, takenUpBy }: Decline): DeclineView => ({ reasonCode, declinedBy, declinedAt: at.toISOString(), takeUpUntil: until.toISOString(), takenUpBy: takenUpBy ?? '' });

/** What finance has to look at, and why. */
export function waitingView(refund: RequestedRefund): WaitingRefund {
  const { ref, refundId, decidedBy = '', requestedAt } = refund;
  const reason = WaitingReason.wire(reasons[refund.status] ?? 'leg');
  return { ref, refundId, reason, total: totalOf(refund), decidedBy, requestedAt: requestedAt.toISOString(), legs: refund.legs.filter(needsPerson).map(legView), decline: refund.decline && declineView(refund.decline), payBy: payByOf(refund).toISOString(), lateness: RefundLateness.wire(refund.late ?? 'unspecified') };
}

const totalOf = ({ totalMinor, currency }: Pick<RequestedRefund, 'totalMinor' | 'currency'>) => ({ amountMinor: totalMinor.toString(), currency });

function legView({ legId, paymentId, amountMinor, status, attempts, lastCode, byHand, providerReference }: Leg): LegView {
  const through = byHand ? 'manual' : 'provider';
  return {
    leg: { legId, paymentId, amountMinor: amountMinor.toString() },
    status,
    attempts,
    lastCode: lastCode ?? '',
    settledThrough: status === 'settled' ? through : '',
    settledBy: byHand?.settledBy ?? '',
    reference: byHand?.bankReference ?? providerReference ?? '',
  };
}
