import type { GetRefundResponse } from '@huiliu/contracts';
import { isRequested, type Refund } from '../../domain/refund';

/** A refund as people and other departments see it. */
export function viewOf(refund: Refund): GetRefundResponse {
  const { ref, status } = refund;
  if (!isRequested(refund)) return { ref, status, refundId: '', lines: [], legs: [] };
  return {
    ref,
    status,
    refundId: refund.refundId,
    total: { amountMinor: refund.totalMinor.toString(), currency: refund.currency },
    lines: refund.lines.map((line) => ({ ...line, amountMinor: line.amountMinor.toString() })),
    legs: refund.legs.map(({ legId, paymentId, amountMinor, status: legStatus, attempts, lastCode }) => ({
      leg: { legId, paymentId, amountMinor: amountMinor.toString() },
      status: legStatus,
      attempts,
      lastCode: lastCode ?? '',
    })),
  };
}
