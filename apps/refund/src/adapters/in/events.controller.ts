import { Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { CaseApproved, CaseType, Disposition, Grade, ItemsInspected, OrderLineKind, OrderPlaced, OutboundStopped, ParcelWrittenOff, RecallCalledOff, RefundOnlyKind, RejectionOutcome, RejectionSettled, ReplacementCalledOff, ReplacementCallOff, ReplacementDelivered, ReturnCalledOff, UnitsReserved, VariantsQuoted, type ApprovedLine as WireLine, type CaseRef, type InspectedLine } from '@huiliu/contracts';
import { EventController, Hears, ignored, settingsToken, type EventContext, type Outcome } from '@huiliu/messaging';
import { allocateOrder } from '../../application/allocate-order';
import { callOffRefund } from '../../application/call-off-refund';
import { compareVariants } from '../../application/compare-variants';
import { deliveredInAdvance, keepsAdvanced, returnOverInAdvance } from '../../application/hold';
import { compareWithReserved, refundInstead } from '../../application/goods-instead';
import { isPaidFor, payForRejected, payForTheRest, quoteDeduction } from '../../application/rejected-units';
import { refundUnits } from '../../application/refund-units';
import { takeApproval } from '../../application/take-approval';
import { subjectOfCase, subjectOfOrder, type RefundWork } from '../../application/work';
import type { LineKind, PaidOrder } from '../../domain/allocation';
import type { RejectedLine } from '../../domain/deduction';
import type { ApprovedLine } from '../../domain/refund';
import type { RefundSettings } from '../../settings';

@EventController()
export class RefundEvents {
  constructor(@Inject(settingsToken) private readonly settings: RefundSettings) {}

  // The order is in the message: what CRM writes in its headers is not relied on.
  @Hears(OrderPlaced, { subject: (event) => subjectOfOrder(event.orderId), rows: (event) => ({ allocations: [event.orderId], balances: [event.orderId] }) })
  orderPlaced(@Payload() event: OrderPlaced, @Ctx() { work }: EventContext<RefundWork>): Outcome {
    return allocateOrder(work, orderOf(event), this.settings.legPolicy);
  }

  @Hears(CaseApproved, { rows: ({ ref }) => rowsOf(ref), heads: ({ ref }) => (ref.orderId === '' ? [] : [subjectOfOrder(ref.orderId)]) })
  caseApproved(@Payload() { ref, type, refundOnlyKind, lines, decision, advance }: CaseApproved, @Ctx() { work }: EventContext<RefundWork>): Outcome {
    return takeApproval(work, { ref, type: CaseType.word(type), awaitsGoods: awaitsGoods(RefundOnlyKind.word(refundOnlyKind)), lines: lines.map(approvedLine), decidedBy: decision.decidedBy, holdForDays: advance?.holdForDays }, this.settings.approvalLimits);
  }

  @Hears(ItemsInspected, { rows: ({ ref }) => rowsOf(ref) })
  itemsInspected(@Payload() { ref, lines }: ItemsInspected, @Ctx() { work }: EventContext<RefundWork>): Outcome {
    const accepted = lines.map(({ caseLineId, accepted: quantity }) => ({ caseLineId, quantity }));
    const rejected = lines.filter((line) => line.rejected !== undefined).flatMap(rejectedUnits);
    return rejected.length > 0 ? quoteDeduction(work, ref, accepted, rejected) : refundUnits(work, ref, accepted, this.settings);
  }

  @Hears(RejectionSettled, { rows: ({ ref }) => rowsOf(ref) })
  rejectionSettled(@Payload() { ref, outcome }: RejectionSettled, @Ctx() { work }: EventContext<RefundWork>): Outcome {
    return payForRejected(work, ref.caseId, RejectionOutcome.word(outcome), this.settings.approvalLimits);
  }

  // What is sent a second time was compared before.
  @Hears(UnitsReserved, { rows: ({ ref }) => rowsOf(ref) })
  unitsReserved(@Payload() { ref, attempt, variant }: UnitsReserved, @Ctx() { work }: EventContext<RefundWork>): Outcome {
    if (attempt > 1) return ignored('it is sent once more: what it is worth was settled before');
    return compareWithReserved(work, ref.caseId, variant && { caseLineId: variant.caseLineId, unitPriceMinor: BigInt(variant.unitPriceMinor) }, this.settings);
  }

  // The case is in the message: what CRM writes in its headers is not relied on.
  @Hears(VariantsQuoted, { subject: ({ ref }) => subjectOfCase(ref.caseId), rows: ({ ref }) => rowsOf(ref) })
  variantsQuoted(@Payload() { ref, number, variants }: VariantsQuoted, @Ctx() { work }: EventContext<RefundWork>): Outcome {
    return compareVariants(work, ref, { number, variants: variants.map(({ sku, unitPriceMinor }) => ({ sku, unitPriceMinor: BigInt(unitPriceMinor) })) });
  }

  // The customer has sent the goods and is not at fault: what was in the parcel is paid back in full.
  @Hears(ParcelWrittenOff, { rows: ({ ref }) => rowsOf(ref) })
  parcelWrittenOff(@Payload() { ref, lines }: ParcelWrittenOff, @Ctx() { work }: EventContext<RefundWork>): Outcome {
    return refundUnits(work, ref, lines.map(({ caseLineId, quantity }) => ({ caseLineId, quantity })), this.settings);
  }

  // They have never left.
  @Hears(OutboundStopped, { rows: ({ ref }) => rowsOf(ref) })
  outboundStopped(@Payload() { ref, lines }: OutboundStopped, @Ctx() { work }: EventContext<RefundWork>): Outcome {
    return refundUnits(work, ref, lines.map(({ caseLineId, quantity }) => ({ caseLineId, quantity })), this.settings);
  }

  @Hears(RecallCalledOff, { rows: ({ ref }) => ({ refunds: [ref.caseId] }) })
  recallCalledOff(@Payload() { ref }: RecallCalledOff, @Ctx() { work }: EventContext<RefundWork>): Outcome {
    return callOffRefund(work, ref.caseId);
  }

  // Of an exchange in advance what was sent may stay with the customer, who pays for it.
  @Hears(ReturnCalledOff, { rows: ({ ref }) => rowsOf(ref) })
  returnCalledOff(@Payload() { ref, replacementStays }: ReturnCalledOff, @Ctx() { work }: EventContext<RefundWork>): Outcome {
    return replacementStays ? returnOverInAdvance(work, ref.caseId, this.settings) : callOffRefund(work, ref.caseId);
  }

  // Other units have reached the customer: nothing is owed any more. Or, of a return, what was rejected: the rest is paid for.
  @Hears(ReplacementDelivered, { rows: ({ ref }) => rowsOf(ref) })
  replacementDelivered(@Payload() { ref, occurredAt }: ReplacementDelivered, @Ctx() { work }: EventContext<RefundWork>): Outcome {
    const refund = work.refunds.get(ref.caseId);
    if (isPaidFor(refund)) return payForTheRest(work, refund, true, this.settings.approvalLimits);
    return deliveredInAdvance(work, ref.caseId, occurredAt, this.settings) ?? callOffRefund(work, ref.caseId, { delivered: true });
  }

  @Hears(ReplacementCalledOff, { rows: ({ ref }) => rowsOf(ref) })
  replacementCalledOff(@Payload() { ref, reason }: ReplacementCalledOff, @Ctx() { work }: EventContext<RefundWork>): Outcome {
    const refund = work.refunds.get(ref.caseId);
    if (isPaidFor(refund)) return payForTheRest(work, refund, false, this.settings.approvalLimits);
    // Where the customer has not sent theirs, nothing will come that could be paid for.
    return ReplacementCallOff.word(reason) === 'refund_instead' && !keepsAdvanced(work, ref.caseId) ? refundInstead(work, ref.caseId, this.settings) : callOffRefund(work, ref.caseId);
  }
}

/** Units in quarantine that were expected. */
const rejectedUnits = ({ caseLineId, graded }: InspectedLine): RejectedLine[] =>
  graded.flatMap(({ quantity, grade, disposition }) => (Disposition.word(disposition) === 'quarantine' ? [{ caseLineId, quantity, grade: Grade.word(grade) }] : []));

/** The customer does not have the goods: they are stopped, or come back, before anything is paid. */
const awaitsGoods = (kind: ReturnType<typeof RefundOnlyKind.word>): boolean => kind !== 'unspecified' && kind !== 'received';

const rowsOf = ({ caseId, orderId }: CaseRef) => ({ refunds: [caseId], allocations: [orderId], balances: [orderId] });

function approvedLine({ caseLineId, orderLineId, quantity, amountPerUnitMinor, lowerUnitPriceMinor, wantedUnitPriceMinor }: WireLine): ApprovedLine {
  if (wantedUnitPriceMinor !== undefined) return { caseLineId, orderLineId, quantity, exchangedAtMinor: BigInt(wantedUnitPriceMinor) };
  if (amountPerUnitMinor === undefined || lowerUnitPriceMinor === undefined) return { caseLineId, orderLineId, quantity };
  return { caseLineId, orderLineId, quantity, difference: { atMostMinor: BigInt(amountPerUnitMinor), downToMinor: BigInt(lowerUnitPriceMinor) } };
}

const orderOf = ({ orderId, currency, lines, discountMinor, payments }: OrderPlaced): PaidOrder => ({
  orderId,
  currency,
  discountMinor: BigInt(discountMinor),
  lines: lines.map((line) => ({ orderLineId: line.orderLineId, kind: kindOf(line.kind), quantity: line.quantity, amountMinor: BigInt(line.amountMinor) })),
  payments: payments.map(({ paymentId, method, capturedMinor }) => ({ paymentId, method, capturedMinor: BigInt(capturedMinor) })),
});

/** Unspecified counts as goods: an order's discount is then shared over everything that might be goods. */
function kindOf(wire: OrderLineKind): LineKind {
  const word = OrderLineKind.word(wire);
  return word === 'unspecified' ? 'goods' : word;
}
