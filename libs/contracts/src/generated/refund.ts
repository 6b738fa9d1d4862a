// Generated from proto/ by tools/generate; do not edit.

import { defineEnum, type WireOf, type WordOf } from '../enums';
import { defineEvent, type EventContract } from '../events';
import type { CaseRef, Grade, Money } from './common';
import type { OfferedVariant } from './integration';

export const RefundLateness = defineEnum('REFUND_LATENESS', [
  'UNSPECIFIED',
  'DUE_SOON',
  'OVERDUE', // 逾期未退
]);
/** As on the wire. */
export type RefundLateness = WireOf<typeof RefundLateness>;
/** As the domain says it. */
export type RefundLatenessWord = WordOf<typeof RefundLateness>;

/** Why a refund waits for finance. */
export const WaitingReason = defineEnum('WAITING_REASON', [
  'UNSPECIFIED',
  'APPROVAL', // It is above the limit.
  'LEG', // A leg has failed for good, or nobody knows what became of it.
  'DECLINED', // It was declined, and may be taken up again.
  'EXCEPTION', // It was declined and not taken up in time, and the goods are not with the customer.
  'OVERDUE', // It was to be paid by now. Asked for: whatever else it waits for; said: of one that waits for nothing but the payment provider.
]);
/** As on the wire. */
export type WaitingReason = WireOf<typeof WaitingReason>;
/** As the domain says it. */
export type WaitingReasonWord = WordOf<typeof WaitingReason>;

export interface RefundLine {
  readonly caseLineId: string;
  readonly orderLineId: string;
  readonly quantity: number;
  readonly amountMinor: string;
  /** What stays with the seller of what the units were still worth, as they were rejected at the inspection. Missing: nothing. */
  readonly deductedMinor?: string | undefined;
}

export interface RefundLeg {
  /** Also the idempotency key towards the payment provider. */
  readonly legId: string;
  readonly paymentId: string;
  readonly amountMinor: string;
}

export interface RefundRequested {
  readonly ref: CaseRef;
  readonly refundId: string;
  readonly total: Money;
  readonly lines: readonly RefundLine[];
  readonly legs: readonly RefundLeg[];
  /** Of an exchange that goes on: it is what a cheaper variant is worth less. */
  readonly difference?: boolean | undefined;
  /** By then it is to be paid, or finance has to see to it. Missing where versions before said it. */
  readonly payBy?: string | undefined;
}
export const RefundRequested: EventContract<RefundRequested, 'huiliu.refund.v1.RefundRequested'> = defineEvent({
  type: 'huiliu.refund.v1.RefundRequested',
  name: 'RefundRequested',
  topic: 'huiliu.refund.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['refund'],
  heardBy: ['intake'],
});

/** One leg did not go through; `will_retry` says whether it is tried again by itself. */
export interface RefundLegFailed {
  readonly ref: CaseRef;
  readonly refundId: string;
  readonly legId: string;
  readonly code: string;
  readonly willRetry: boolean;
  readonly attempt: number;
  /** Of an exchange that goes on: it is what a cheaper variant is worth less. */
  readonly difference?: boolean | undefined;
}
export const RefundLegFailed: EventContract<RefundLegFailed, 'huiliu.refund.v1.RefundLegFailed'> = defineEvent({
  type: 'huiliu.refund.v1.RefundLegFailed',
  name: 'RefundLegFailed',
  topic: 'huiliu.refund.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['refund'],
  heardBy: ['intake'],
});

/** Every leg has settled. A total of 0 means that nothing was due. */
export interface RefundSettled {
  readonly ref: CaseRef;
  readonly refundId: string;
  readonly total: Money;
  readonly settledAt: string;
  /** Of an exchange that goes on: it is what a cheaper variant is worth less. */
  readonly difference?: boolean | undefined;
}
export const RefundSettled: EventContract<RefundSettled, 'huiliu.refund.v1.RefundSettled'> = defineEvent({
  type: 'huiliu.refund.v1.RefundSettled',
  name: 'RefundSettled',
  topic: 'huiliu.refund.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['refund'],
  heardBy: ['intake'],
});

/** A refund above the limit: nothing is paid before a second person has approved it. Its money and units are held. */
export interface RefundApprovalNeeded {
  readonly ref: CaseRef;
  readonly refundId: string;
  readonly total: Money;
  /** Refunds up to it are paid without asking anybody; missing: in this currency every refund is approved by a person. */
  readonly limit?: Money | undefined;
  /** Of an exchange that goes on: it is what a cheaper variant is worth less. */
  readonly difference?: boolean | undefined;
}
export const RefundApprovalNeeded: EventContract<RefundApprovalNeeded, 'huiliu.refund.v1.RefundApprovalNeeded'> = defineEvent({
  type: 'huiliu.refund.v1.RefundApprovalNeeded',
  name: 'RefundApprovalNeeded',
  topic: 'huiliu.refund.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['refund'],
  heardBy: ['intake'],
});

/** The second person has declined: nothing is paid, and the units and the money are free again. Until `take_up_until` finance may take it up again. */
export interface RefundDeclined {
  readonly ref: CaseRef;
  readonly refundId: string;
  readonly total: Money;
  /** Stable code, as NOT_OUR_FAULT. */
  readonly reasonCode: string;
  /** Staff id. */
  readonly declinedBy: string;
  readonly declinedAt: string;
  readonly takeUpUntil: string;
  /** Of an exchange that goes on: it is what a cheaper variant is worth less. */
  readonly difference?: boolean | undefined;
}
export const RefundDeclined: EventContract<RefundDeclined, 'huiliu.refund.v1.RefundDeclined'> = defineEvent({
  type: 'huiliu.refund.v1.RefundDeclined',
  name: 'RefundDeclined',
  topic: 'huiliu.refund.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['refund'],
  heardBy: ['intake'],
});

/** Finance has taken a declined refund up again: units and money are held, and somebody else has to approve it. The total may be another one by cents, where other cases have taken units meanwhile. */
export interface RefundTakenUp {
  readonly ref: CaseRef;
  readonly refundId: string;
  readonly total: Money;
  /** Staff id. */
  readonly takenUpBy: string;
  /** Of an exchange that goes on: it is what a cheaper variant is worth less. */
  readonly difference?: boolean | undefined;
}
export const RefundTakenUp: EventContract<RefundTakenUp, 'huiliu.refund.v1.RefundTakenUp'> = defineEvent({
  type: 'huiliu.refund.v1.RefundTakenUp',
  name: 'RefundTakenUp',
  topic: 'huiliu.refund.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['refund'],
  heardBy: ['intake'],
});

/** The time to take a declined refund up again is over, and the customer has the goods: nothing is paid for them in this case. */
export interface RefundDropped {
  readonly ref: CaseRef;
  readonly refundId: string;
  /** Of who has declined it. */
  readonly reasonCode: string;
}
export const RefundDropped: EventContract<RefundDropped, 'huiliu.refund.v1.RefundDropped'> = defineEvent({
  type: 'huiliu.refund.v1.RefundDropped',
  name: 'RefundDropped',
  topic: 'huiliu.refund.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['refund'],
  heardBy: ['intake'],
});

/** A refund that is owed has not been paid: its day comes near, or has passed. Said once of each. Nothing is paid by this; finance has to see to it. */
export interface RefundLate {
  readonly ref: CaseRef;
  readonly refundId: string;
  readonly lateness: RefundLateness;
  readonly payBy: string;
  /** Who has to see to it: `finance`. */
  readonly owner: string;
  /** Of an exchange that goes on: it is what a cheaper variant is worth less. */
  readonly difference?: boolean | undefined;
}
export const RefundLate: EventContract<RefundLate, 'huiliu.refund.v1.RefundLate'> = defineEvent({
  type: 'huiliu.refund.v1.RefundLate',
  name: 'RefundLate',
  topic: 'huiliu.refund.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['refund'],
  heardBy: ['intake'],
});

/** The time to take a declined refund up again is over, and the goods are not with the customer: somebody of finance has to see to it. */
export interface RefundExceptionOpened {
  readonly ref: CaseRef;
  readonly refundId: string;
  /** Of who has declined it. */
  readonly reasonCode: string;
  /** Who has to see to it: `finance`. */
  readonly owner: string;
  /** Of an exchange that goes on: it is what a cheaper variant is worth less. */
  readonly difference?: boolean | undefined;
}
export const RefundExceptionOpened: EventContract<RefundExceptionOpened, 'huiliu.refund.v1.RefundExceptionOpened'> = defineEvent({
  type: 'huiliu.refund.v1.RefundExceptionOpened',
  name: 'RefundExceptionOpened',
  topic: 'huiliu.refund.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['refund'],
  heardBy: ['intake'],
});

/** The second person has approved: now it is paid. */
export interface RefundApproved {
  readonly ref: CaseRef;
  readonly refundId: string;
  /** Staff id. */
  readonly approvedBy: string;
  readonly approvedAt: string;
  /** Of an exchange that goes on: it is what a cheaper variant is worth less. */
  readonly difference?: boolean | undefined;
}
export const RefundApproved: EventContract<RefundApproved, 'huiliu.refund.v1.RefundApproved'> = defineEvent({
  type: 'huiliu.refund.v1.RefundApproved',
  name: 'RefundApproved',
  topic: 'huiliu.refund.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['refund'],
  heardBy: ['intake'],
});

export interface SettledLine {
  readonly caseLineId: string;
  readonly quantity: number;
}

/** Of an exchange: what was given back and what is sent out for it are settled, so that nothing is owed either way. */
export interface DifferenceSettled {
  readonly ref: CaseRef;
  /** Units that came back, or were lost on their way without the customer's fault; lines without any are left out. */
  readonly lines: readonly SettledLine[];
  /** What was paid back, as the other variant is cheaper. Missing: it is not. */
  readonly refunded?: Money | undefined;
  /** What the customer has paid on top, as the other variant is dearer. Missing: it is not. */
  readonly collected?: Money | undefined;
}
export const DifferenceSettled: EventContract<DifferenceSettled, 'huiliu.refund.v1.DifferenceSettled'> = defineEvent({
  type: 'huiliu.refund.v1.DifferenceSettled',
  name: 'DifferenceSettled',
  topic: 'huiliu.refund.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['refund'],
  heardBy: ['intake', 'logistics'],
});

/** Of an exchange for a dearer variant: what came back is accepted, and the customer has to pay the rest 补差价 before anything leaves. */
export interface TopUpRequested {
  readonly ref: CaseRef;
  readonly topUpId: string;
  readonly amount: Money;
  /** Until then it can be paid; after that the customer is paid back instead. */
  readonly dueAt: string;
  /** The payment provider's page, where the customer pays. */
  readonly paymentUrl: string;
}
export const TopUpRequested: EventContract<TopUpRequested, 'huiliu.refund.v1.TopUpRequested'> = defineEvent({
  type: 'huiliu.refund.v1.TopUpRequested',
  name: 'TopUpRequested',
  topic: 'huiliu.refund.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['refund'],
  heardBy: ['intake'],
});

/** It was not paid in time, or can't be paid: the customer is paid back instead. */
export interface TopUpExpired {
  readonly ref: CaseRef;
  readonly topUpId: string;
  /** Stable code: TOP_UP_NOT_PAID, or what the provider refused it with. */
  readonly reasonCode: string;
}
export const TopUpExpired: EventContract<TopUpExpired, 'huiliu.refund.v1.TopUpExpired'> = defineEvent({
  type: 'huiliu.refund.v1.TopUpExpired',
  name: 'TopUpExpired',
  topic: 'huiliu.refund.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['refund'],
  heardBy: ['intake', 'logistics'],
});

/** The customer has paid it. Where the exchange has come to nothing meanwhile, it is part of what is paid back. */
export interface TopUpPaid {
  readonly ref: CaseRef;
  readonly topUpId: string;
  readonly amount: Money;
  readonly paidAt: string;
}
export const TopUpPaid: EventContract<TopUpPaid, 'huiliu.refund.v1.TopUpPaid'> = defineEvent({
  type: 'huiliu.refund.v1.TopUpPaid',
  name: 'TopUpPaid',
  topic: 'huiliu.refund.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['refund'],
  heardBy: ['intake'],
});

export interface QuotedLine {
  readonly caseLineId: string;
  readonly quantity: number;
  readonly grade: Grade;
  /** Hundredths of a percent of what a unit is still worth. */
  readonly basisPoints: number;
}

/** What would be deducted for units that an inspection has rejected. The rates are promised; the amounts are those of today, and less where another case is paid for the same units first. */
export interface DeductionQuoted {
  readonly ref: CaseRef;
  readonly lines: readonly QuotedLine[];
  readonly deducted: Money;
  /** For the case in all, the accepted units included. */
  readonly paid: Money;
}
export const DeductionQuoted: EventContract<DeductionQuoted, 'huiliu.refund.v1.DeductionQuoted'> = defineEvent({
  type: 'huiliu.refund.v1.DeductionQuoted',
  name: 'DeductionQuoted',
  topic: 'huiliu.refund.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['refund'],
  heardBy: ['intake'],
});

/** What other variants would cost the customer in place of what is out of stock. The amounts are those of today, and less is paid back where another case is paid for the same units first. */
export interface VariantsCompared {
  readonly ref: CaseRef;
  /** Of the choice that they were quoted for. */
  readonly number: number;
  readonly variants: readonly OfferedVariant[];
}
export const VariantsCompared: EventContract<VariantsCompared, 'huiliu.refund.v1.VariantsCompared'> = defineEvent({
  type: 'huiliu.refund.v1.VariantsCompared',
  name: 'VariantsCompared',
  topic: 'huiliu.refund.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['refund'],
  heardBy: ['intake'],
});

/** Of an exchange in advance 先行换货: what the customer has paid for the units is held 预授权 at the payment provider. The goods may leave. */
export interface HoldPlaced {
  readonly ref: CaseRef;
  readonly holdId: string;
  readonly amount: Money;
  /** What has not come back by then is captured. */
  readonly captureAt: string;
}
export const HoldPlaced: EventContract<HoldPlaced, 'huiliu.refund.v1.HoldPlaced'> = defineEvent({
  type: 'huiliu.refund.v1.HoldPlaced',
  name: 'HoldPlaced',
  topic: 'huiliu.refund.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['refund'],
  heardBy: ['intake', 'logistics'],
});

/** Nothing is held, and nothing will be: the exchange goes as every other, the goods first. The last word on a hold. */
export interface HoldDeclined {
  readonly ref: CaseRef;
  readonly holdId: string;
  /** Stable code: GOODS_CAME_FIRST, OTHER_VARIANT, NOTHING_TO_HOLD, CALLED_OFF, or what the provider declined it with. */
  readonly reasonCode: string;
}
export const HoldDeclined: EventContract<HoldDeclined, 'huiliu.refund.v1.HoldDeclined'> = defineEvent({
  type: 'huiliu.refund.v1.HoldDeclined',
  name: 'HoldDeclined',
  topic: 'huiliu.refund.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['refund'],
  heardBy: ['intake'],
});

/** The goods are still out, and the time of the hold is nearly over. */
export interface HoldRunsOut {
  readonly ref: CaseRef;
  readonly holdId: string;
  readonly captureAt: string;
}
export const HoldRunsOut: EventContract<HoldRunsOut, 'huiliu.refund.v1.HoldRunsOut'> = defineEvent({
  type: 'huiliu.refund.v1.HoldRunsOut',
  name: 'HoldRunsOut',
  topic: 'huiliu.refund.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['refund'],
  heardBy: ['intake'],
});

/** Nothing is held any more, and nothing was taken. The last word on a hold. */
export interface HoldReleased {
  readonly ref: CaseRef;
  readonly holdId: string;
  /** Stable code: GOODS_ACCEPTED, CALLED_OFF, NOT_DELIVERED, LAPSED, or what the provider refused it with. */
  readonly reasonCode: string;
}
export const HoldReleased: EventContract<HoldReleased, 'huiliu.refund.v1.HoldReleased'> = defineEvent({
  type: 'huiliu.refund.v1.HoldReleased',
  name: 'HoldReleased',
  topic: 'huiliu.refund.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['refund'],
  heardBy: ['intake'],
});

export interface CapturedLine {
  readonly caseLineId: string;
  readonly quantity: number;
  readonly amountMinor: string;
}

/** Units that did not come back are paid for out of the hold, and what was sent for them is sold; the rest of it is released. The last word on a hold. */
export interface HoldCaptured {
  readonly ref: CaseRef;
  readonly holdId: string;
  readonly captured: Money;
  readonly lines: readonly CapturedLine[];
  /** The sale, an order of its own; its lines have the ids of the case's. So the units can come back later, at what was captured for them. */
  readonly soldOrderId: string;
  /** When the customer got them, by the carrier's time. */
  readonly deliveredAt: string;
  /** Stable code: NOT_SENT, NOT_IN_PARCEL, HOLD_ENDED. */
  readonly reasonCode: string;
  /** The provider's time. */
  readonly capturedAt: string;
}
export const HoldCaptured: EventContract<HoldCaptured, 'huiliu.refund.v1.HoldCaptured'> = defineEvent({
  type: 'huiliu.refund.v1.HoldCaptured',
  name: 'HoldCaptured',
  topic: 'huiliu.refund.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['refund'],
  heardBy: ['intake'],
});

export interface LegView {
  readonly leg?: RefundLeg | undefined;
  /** pending, settled, failed, unknown. */
  readonly status: string;
  readonly attempts: number;
  readonly lastCode: string;
  /** `provider` or `manual`; empty until it has settled. */
  readonly settledThrough: string;
  /** Staff id of who paid it by hand; empty where the provider did. */
  readonly settledBy: string;
  /** The provider's or the bank's; empty until it has settled. */
  readonly reference: string;
}

export interface GetRefundRequest {
  readonly caseId: string;
}

export interface GetRefundResponse {
  readonly ref?: CaseRef | undefined;
  /** approved, awaiting_approval, requested, settled, failed, called_off, declined, exception, dropped. */
  readonly status: string;
  readonly refundId: string;
  readonly total?: Money | undefined;
  readonly lines: readonly RefundLine[];
  readonly legs: readonly LegView[];
  /** `rules`, or the staff id of who decided the case: not who may approve its refund. */
  readonly decidedBy: string;
  /** Staff id; empty where no approval was needed, or none is there yet. */
  readonly approvedBy: string;
  /** Missing where nobody has declined it. */
  readonly decline?: DeclineView | undefined;
  /** Of an exchange that goes on, or has: what was paid back, as the other variant is cheaper. Missing as long as that is on its way, and is what is told above. */
  readonly difference?: DifferenceView | undefined;
  /** Of an exchange for a dearer variant: what the customer pays on top. Missing where nothing is. */
  readonly topUp?: TopUpView | undefined;
  /** Of an exchange in advance: what is held of the customer's money. Missing for others. */
  readonly hold?: HoldView | undefined;
  /** By then it is to be paid; missing as long as nothing is asked for. */
  readonly payBy?: string | undefined;
  /** Another one as soon as anything else of this view is. */
  readonly tag?: string | undefined;
}

export interface TopUpView {
  readonly topUpId: string;
  readonly amount?: Money | undefined;
  /** asked, open, closing, paid, closed. */
  readonly status: string;
  readonly dueAt?: string | undefined;
  /** Where the customer pays; empty as long as the provider has not said. */
  readonly paymentUrl: string;
  /** Empty until it is paid. */
  readonly paymentId: string;
  readonly paidAt?: string | undefined;
}

export interface HoldView {
  readonly holdId: string;
  /** wanted, asked, held, declined, releasing, released, capturing, captured. */
  readonly status: string;
  /** Missing as long as nothing was asked for. */
  readonly amount?: Money | undefined;
  readonly captureAt?: string | undefined;
  /** Why it ended, or is to end; empty as long as it does not. */
  readonly reasonCode: string;
  /** Missing until it was captured. */
  readonly captured?: Money | undefined;
  /** Empty until it was captured. */
  readonly paymentId: string;
  readonly soldOrderId: string;
}

/** What a cheaper variant was worth less, once that has settled. */
export interface DifferenceView {
  readonly refundId: string;
  readonly total?: Money | undefined;
  readonly lines: readonly RefundLine[];
  readonly legs: readonly LegView[];
  readonly settledAt?: string | undefined;
}

/** The last time that a refund was declined. */
export interface DeclineView {
  readonly reasonCode: string;
  readonly declinedBy: string;
  readonly declinedAt?: string | undefined;
  readonly takeUpUntil?: string | undefined;
  /** Staff id of who has taken it up again: not who may approve it. Empty as long as nobody has. */
  readonly takenUpBy: string;
}

export interface RetryRefundRequest {
  readonly caseId: string;
  readonly askedBy: string;
}

export interface RetryRefundResponse {
  /** Legs that are tried again. */
  readonly legs: number;
}

export interface WaitingRefund {
  readonly ref?: CaseRef | undefined;
  readonly refundId: string;
  readonly reason: WaitingReason;
  readonly total?: Money | undefined;
  /** `rules`, or the staff id of who decided the case. */
  readonly decidedBy: string;
  readonly requestedAt?: string | undefined;
  /** Those that need a person. */
  readonly legs: readonly LegView[];
  /** Missing where nobody has declined it. */
  readonly decline?: DeclineView | undefined;
  readonly payBy?: string | undefined;
  /** Unspecified while its day is not near. */
  readonly lateness: RefundLateness;
}

export interface ListWaitingRefundsRequest {
  readonly limit: number;
  /** From the answer before. */
  readonly cursor: string;
  /** Unspecified: all. */
  readonly reason: WaitingReason;
}

export interface ListWaitingRefundsResponse {
  readonly refunds: readonly WaitingRefund[];
  readonly nextCursor: string;
}

export interface ApproveRefundRequest {
  readonly caseId: string;
  readonly approvedBy: string;
  /** `tag` of the view that the caller decides on; missing: whatever it is by now. Another one: CHANGED_MEANWHILE. */
  readonly seen?: string | undefined;
}

export interface ApproveRefundResponse {
  readonly refund?: GetRefundResponse | undefined;
}

export interface DeclineRefundRequest {
  readonly caseId: string;
  readonly declinedBy: string;
  /** Stable code that the customer is told, as NOT_OUR_FAULT. */
  readonly reasonCode: string;
  /** `tag` of the view that the caller decides on; missing: whatever it is by now. Another one: CHANGED_MEANWHILE. */
  readonly seen?: string | undefined;
}

export interface DeclineRefundResponse {
  readonly refund?: GetRefundResponse | undefined;
}

export interface TakeUpRefundRequest {
  readonly caseId: string;
  readonly takenUpBy: string;
}

export interface TakeUpRefundResponse {
  readonly refund?: GetRefundResponse | undefined;
}

export interface SettleLegManuallyRequest {
  readonly caseId: string;
  readonly legId: string;
  /** Of the bank transfer, as finance finds it on the statement; no account number, no name. */
  readonly bankReference: string;
  readonly settledBy: string;
  /** `tag` of the view that the caller decides on; missing: whatever it is by now. Another one: CHANGED_MEANWHILE. */
  readonly seen?: string | undefined;
}

export interface SettleLegManuallyResponse {
  readonly refund?: GetRefundResponse | undefined;
}
