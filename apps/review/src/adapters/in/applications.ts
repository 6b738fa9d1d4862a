import { CaseType, ClaimedCondition, RefundOnlyKind, ReturnReason, type CaseSubmitted } from '@huiliu/contracts';
import type { Application } from '../../domain/application';

/** The contract's event in the domain's words. */
export const applicationOf = (event: CaseSubmitted): Application => ({
  ref: event.ref,
  type: CaseType.word(event.type),
  customerId: event.customerId,
  requestedAt: event.requestedAt,
  lines: event.lines.map((line) => ({
    caseLineId: line.caseLineId,
    orderLineId: line.orderLineId,
    sku: line.sku,
    quantity: line.quantity,
    reason: ReturnReason.word(line.reason),
    condition: ClaimedCondition.word(line.condition),
  })),
  purchaseKnown: event.purchaseKnown,
  signedAt: event.signedAt,
  currency: event.currency,
  claimedMinor: BigInt(event.claimedMinor),
  evidenceCount: event.evidenceCount,
  obstacles: event.obstacles,
  ...(event.refundOnlyKind && { refundOnlyKind: RefundOnlyKind.word(event.refundOnlyKind) }),
});
