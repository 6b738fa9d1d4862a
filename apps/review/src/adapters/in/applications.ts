import { CaseType, ClaimedCondition, RefundOnlyKind, ReturnReason, type CaseLine, type CaseSubmitted } from '@huiliu/contracts';
import type { Application, AskedDifference } from '../../domain/application';

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
    ...(line.lowerUnitPriceMinor !== undefined && { difference: differenceOf(line, line.lowerUnitPriceMinor) }),
    ...(line.wantedSku !== undefined && line.wantedUnitPriceMinor !== undefined && { wanted: { sku: line.wantedSku, unitPriceMinor: BigInt(line.wantedUnitPriceMinor) } }),
  })),
  purchaseKnown: event.purchaseKnown,
  signedAt: event.signedAt,
  currency: event.currency,
  claimedMinor: BigInt(event.claimedMinor),
  evidenceCount: event.evidenceCount,
  obstacles: event.obstacles,
  ...(event.advance === true && { advance: true as const }),
  ...(event.reopens && { takenUpAgain: true }),
  ...(event.refundOnlyKind && { refundOnlyKind: RefundOnlyKind.word(event.refundOnlyKind) }),
});

/** What is claimed of a line is the same for each of its units. */
const differenceOf = ({ claimedMinor, quantity }: CaseLine, lowerUnitPriceMinor: string): AskedDifference => ({ askedMinor: BigInt(claimedMinor) / BigInt(quantity), lowerPriceMinor: BigInt(lowerUnitPriceMinor) });
