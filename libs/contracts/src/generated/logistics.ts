// Generated from proto/ by tools/generate; do not edit.

import { defineEnum, type WireOf, type WordOf } from '../enums';
import { defineEvent, type EventContract } from '../events';
import type { CaseRef, FurtherParcels, ReturnReason } from './common';

export const CallOffReason = defineEnum('CALL_OFF_REASON', [
  'UNSPECIFIED',
  'CANCELLED', // 已取消
  'EXPIRED', // 逾期未寄
]);
/** As on the wire. */
export type CallOffReason = WireOf<typeof CallOffReason>;
/** As the domain says it. */
export type CallOffReasonWord = WordOf<typeof CallOffReason>;

export const ReplacementCallOff = defineEnum('REPLACEMENT_CALL_OFF', [
  'UNSPECIFIED',
  'CANCELLED', // The case was cancelled.
  'REFUND_INSTEAD', // The customer is paid back instead.
  'NOTHING_ACCEPTED', // Nothing of what was to be exchanged or repaired has come back.
]);
/** As on the wire. */
export type ReplacementCallOff = WireOf<typeof ReplacementCallOff>;
/** As the domain says it. */
export type ReplacementCallOffWord = WordOf<typeof ReplacementCallOff>;

export const RecallEnd = defineEnum('RECALL_END', [
  'UNSPECIFIED',
  'CANCELLED', // 已取消
  'NOT_POSSIBLE', // 拦截失败
]);
/** As on the wire. */
export type RecallEnd = WireOf<typeof RecallEnd>;
/** As the domain says it. */
export type RecallEndWord = WordOf<typeof RecallEnd>;

export interface ExpectedLine {
  readonly caseLineId: string;
  readonly orderLineId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly reason: ReturnReason;
}

/** The RMA: the customer may send the goods. */
export interface ReturnAuthorised {
  readonly ref: CaseRef;
  readonly rmaNumber: string;
  readonly trackingNumber: string;
  readonly carrierCode: string;
  readonly sendBy: string;
  readonly lines: readonly ExpectedLine[];
  /** The goods are to be repaired and stay the customer's. */
  readonly forRepair?: boolean | undefined;
  /** The goods of a return, which are paid for: what is not in order may be rejected. Not of an exchange or a repair. */
  readonly forRefund?: boolean | undefined;
}
export const ReturnAuthorised: EventContract<ReturnAuthorised, 'huiliu.logistics.v1.ReturnAuthorised'> = defineEvent({
  type: 'huiliu.logistics.v1.ReturnAuthorised',
  name: 'ReturnAuthorised',
  topic: 'huiliu.logistics.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['logistics'],
  heardBy: ['intake', 'warehouse'],
});

/** The goods of a return come in one parcel more: it is under way as long as one of them is, and delivered when all that were sent and not lost for good are. */
export interface ParcelAdded {
  readonly ref: CaseRef;
  readonly trackingNumber: string;
  readonly carrierCode: string;
  /** By then it is to be on its way, as all others. */
  readonly sendBy: string;
}
export const ParcelAdded: EventContract<ParcelAdded, 'huiliu.logistics.v1.ParcelAdded'> = defineEvent({
  type: 'huiliu.logistics.v1.ParcelAdded',
  name: 'ParcelAdded',
  topic: 'huiliu.logistics.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['logistics'],
  heardBy: ['intake'],
});

/** The carrier has brought a parcel of a return back to the customer, who may send it again under the same RMA. */
export interface ParcelReturned {
  readonly ref: CaseRef;
  readonly trackingNumber: string;
  readonly occurredAt: string;
  readonly sendBy: string;
  /** Other parcels of the return are under way, or have arrived. */
  readonly othersMoved: boolean;
}
export const ParcelReturned: EventContract<ParcelReturned, 'huiliu.logistics.v1.ParcelReturned'> = defineEvent({
  type: 'huiliu.logistics.v1.ParcelReturned',
  name: 'ParcelReturned',
  topic: 'huiliu.logistics.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['logistics'],
  heardBy: ['intake'],
});

export interface ParcelInTransit {
  readonly ref: CaseRef;
  readonly trackingNumber: string;
  readonly occurredAt: string;
  /** Nothing more heard of any of its parcels by then: the return counts as lost. Missing where versions before said it, or none of them is under way. */
  readonly reportBy?: string | undefined;
}
export const ParcelInTransit: EventContract<ParcelInTransit, 'huiliu.logistics.v1.ParcelInTransit'> = defineEvent({
  type: 'huiliu.logistics.v1.ParcelInTransit',
  name: 'ParcelInTransit',
  topic: 'huiliu.logistics.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['logistics'],
  heardBy: ['intake'],
});

/** Something was heard meanwhile of what is under way: that it counts as lost unless something more is, is put off. */
export interface ReportAwaited {
  readonly ref: CaseRef;
  readonly trackingNumber: string;
  /** Of a return in several parcels, the last of them. */
  readonly reportBy: string;
  /** Which shipment to the customer it is, from 1; missing where the goods come back. */
  readonly attempt?: number | undefined;
}
export const ReportAwaited: EventContract<ReportAwaited, 'huiliu.logistics.v1.ReportAwaited'> = defineEvent({
  type: 'huiliu.logistics.v1.ReportAwaited',
  name: 'ReportAwaited',
  topic: 'huiliu.logistics.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['logistics'],
  heardBy: ['intake'],
});

export interface ParcelDelivered {
  readonly ref: CaseRef;
  readonly trackingNumber: string;
  readonly occurredAt: string;
  /** The other parcels of the same return that have arrived; missing where there is but one. */
  readonly further?: FurtherParcels | undefined;
}
export const ParcelDelivered: EventContract<ParcelDelivered, 'huiliu.logistics.v1.ParcelDelivered'> = defineEvent({
  type: 'huiliu.logistics.v1.ParcelDelivered',
  name: 'ParcelDelivered',
  topic: 'huiliu.logistics.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['logistics'],
  heardBy: ['intake', 'warehouse'],
});

export interface ParcelLost {
  readonly ref: CaseRef;
  readonly trackingNumber: string;
  readonly occurredAt: string;
  /** Unless it turns up it is given up then. Missing where versions before said it. */
  readonly writeOffAt?: string | undefined;
}
export const ParcelLost: EventContract<ParcelLost, 'huiliu.logistics.v1.ParcelLost'> = defineEvent({
  type: 'huiliu.logistics.v1.ParcelLost',
  name: 'ParcelLost',
  topic: 'huiliu.logistics.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['logistics'],
  heardBy: ['intake'],
});

/** The goods will not come back: the RMA and its label are void, and nothing is owed for them. */
export interface ReturnCalledOff {
  readonly ref: CaseRef;
  readonly rmaNumber: string;
  readonly reason: CallOffReason;
  /** Of who asked to cancel; empty when the time to send was over. */
  readonly reasonCode: string;
  readonly calledOffAt: string;
  /** Of an exchange in advance: what goes out for them has left, and is not called off with it. Missing: nothing has. */
  readonly replacementStays?: boolean | undefined;
}
export const ReturnCalledOff: EventContract<ReturnCalledOff, 'huiliu.logistics.v1.ReturnCalledOff'> = defineEvent({
  type: 'huiliu.logistics.v1.ReturnCalledOff',
  name: 'ReturnCalledOff',
  topic: 'huiliu.logistics.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['logistics'],
  heardBy: ['intake', 'warehouse', 'refund'],
});

/** The customer wants to cancel, and the parcel is on its way: a person has to agree to have it brought back. */
export interface CancellationAwaitsAgreement {
  readonly ref: CaseRef;
  readonly trackingNumber: string;
  /** Nobody has answered by then: the wish is declined, and the case goes on. */
  readonly agreeBy: string;
}
export const CancellationAwaitsAgreement: EventContract<CancellationAwaitsAgreement, 'huiliu.logistics.v1.CancellationAwaitsAgreement'> = defineEvent({
  type: 'huiliu.logistics.v1.CancellationAwaitsAgreement',
  name: 'CancellationAwaitsAgreement',
  topic: 'huiliu.logistics.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['logistics'],
  heardBy: ['intake'],
});

/** The parcel is to be brought back to the customer; when they have it, the return is called off. Delivered or lost all the same, the wish is declined, and the case goes on. */
export interface CancellationAgreed {
  readonly ref: CaseRef;
  readonly trackingNumber: string;
  /** Staff id. */
  readonly agreedBy: string;
  readonly agreedAt: string;
}
export const CancellationAgreed: EventContract<CancellationAgreed, 'huiliu.logistics.v1.CancellationAgreed'> = defineEvent({
  type: 'huiliu.logistics.v1.CancellationAgreed',
  name: 'CancellationAgreed',
  topic: 'huiliu.logistics.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['logistics'],
  heardBy: ['intake'],
});

/** The wish to cancel came too late, or nobody has agreed to it: the case goes on. */
export interface CancellationDeclined {
  readonly ref: CaseRef;
  /** Stable: NOT_AGREED, AGREEMENT_EXPIRED, SEVERAL_PARCELS, PARCEL_SHARED, PARCEL_MOVING, PARCEL_DELIVERED, PARCEL_LOST, REPLACEMENT_ORDERED, REFUND_DUE, OUTBOUND_STOPPED. */
  readonly code: string;
}
export const CancellationDeclined: EventContract<CancellationDeclined, 'huiliu.logistics.v1.CancellationDeclined'> = defineEvent({
  type: 'huiliu.logistics.v1.CancellationDeclined',
  name: 'CancellationDeclined',
  topic: 'huiliu.logistics.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['logistics'],
  heardBy: ['intake'],
});

export interface LostLine {
  readonly caseLineId: string;
  readonly quantity: number;
}

/** A lost parcel has not turned up in time, or one that was delivered by its carrier's word was never received: nothing of it is expected any more, whatever is scanned later. The customer is not at fault. */
export interface ParcelWrittenOff {
  readonly ref: CaseRef;
  readonly trackingNumber: string;
  /** Of the claim against the carrier. */
  readonly claimId: string;
  /** Everything that was in it. */
  readonly lines: readonly LostLine[];
  readonly writtenOffAt: string;
  /** The carrier says that it was delivered, and the warehouse that it never came. Missing otherwise. */
  readonly notReceived?: boolean | undefined;
}
export const ParcelWrittenOff: EventContract<ParcelWrittenOff, 'huiliu.logistics.v1.ParcelWrittenOff'> = defineEvent({
  type: 'huiliu.logistics.v1.ParcelWrittenOff',
  name: 'ParcelWrittenOff',
  topic: 'huiliu.logistics.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['logistics'],
  heardBy: ['intake', 'warehouse', 'refund'],
});

export interface ReplacementLine {
  readonly caseLineId: string;
  readonly sku: string;
  readonly quantity: number;
}

/** Nothing stands in the way any more: the warehouse is to pick it, or to pack what is repaired, the carrier to bring it to the customer. */
export interface ReplacementOrdered {
  readonly ref: CaseRef;
  readonly trackingNumber: string;
  /** Which shipment of the case it is, from 1. */
  readonly attempt: number;
  readonly carrierCode: string;
  /** May be fewer than were reserved: of an exchange, as many as have come back. */
  readonly lines: readonly ReplacementLine[];
  /** It is to be with the carrier by then; else a person of the warehouse has to look. Missing where versions before said it. */
  readonly handOverBy?: string | undefined;
}
export const ReplacementOrdered: EventContract<ReplacementOrdered, 'huiliu.logistics.v1.ReplacementOrdered'> = defineEvent({
  type: 'huiliu.logistics.v1.ReplacementOrdered',
  name: 'ReplacementOrdered',
  topic: 'huiliu.logistics.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['logistics'],
  heardBy: ['intake', 'warehouse'],
});

/** The carrier has it. */
export interface ReplacementShipped {
  readonly ref: CaseRef;
  readonly trackingNumber: string;
  /** Which shipment of the case it is, from 1. */
  readonly attempt: number;
  readonly occurredAt: string;
  /** Nothing more heard of it by then: it counts as lost. Missing where versions before said it. */
  readonly reportBy?: string | undefined;
}
export const ReplacementShipped: EventContract<ReplacementShipped, 'huiliu.logistics.v1.ReplacementShipped'> = defineEvent({
  type: 'huiliu.logistics.v1.ReplacementShipped',
  name: 'ReplacementShipped',
  topic: 'huiliu.logistics.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['logistics'],
  heardBy: ['intake'],
});

/** It was ordered, and is not with the carrier in time: a person of the warehouse has to find out why. Nothing is assumed in its stead. */
export interface ReplacementOverdue {
  readonly ref: CaseRef;
  readonly trackingNumber: string;
  /** Which shipment of the case it is, from 1. */
  readonly attempt: number;
  readonly handOverBy: string;
}
export const ReplacementOverdue: EventContract<ReplacementOverdue, 'huiliu.logistics.v1.ReplacementOverdue'> = defineEvent({
  type: 'huiliu.logistics.v1.ReplacementOverdue',
  name: 'ReplacementOverdue',
  topic: 'huiliu.logistics.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['logistics'],
  heardBy: ['intake'],
});

/** The customer has it: nothing is owed any more. */
export interface ReplacementDelivered {
  readonly ref: CaseRef;
  readonly trackingNumber: string;
  /** Which shipment of the case it is, from 1. */
  readonly attempt: number;
  readonly occurredAt: string;
}
export const ReplacementDelivered: EventContract<ReplacementDelivered, 'huiliu.logistics.v1.ReplacementDelivered'> = defineEvent({
  type: 'huiliu.logistics.v1.ReplacementDelivered',
  name: 'ReplacementDelivered',
  topic: 'huiliu.logistics.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['logistics'],
  heardBy: ['intake', 'refund'],
});

/** It may still turn up. */
export interface ReplacementLost {
  readonly ref: CaseRef;
  readonly trackingNumber: string;
  /** Which shipment of the case it is, from 1. */
  readonly attempt: number;
  readonly occurredAt: string;
  /** Unless it turns up it is given up then. Missing where versions before said it. */
  readonly writeOffAt?: string | undefined;
}
export const ReplacementLost: EventContract<ReplacementLost, 'huiliu.logistics.v1.ReplacementLost'> = defineEvent({
  type: 'huiliu.logistics.v1.ReplacementLost',
  name: 'ReplacementLost',
  topic: 'huiliu.logistics.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['logistics'],
  heardBy: ['intake'],
});

/** It was lost and has not turned up in time: the carrier has to answer for it, and it is sent once more. Not said of what was repaired, which there is but once: that is called off, and paid for. */
export interface ReplacementWrittenOff {
  readonly ref: CaseRef;
  readonly trackingNumber: string;
  /** Which shipment of the case it is, from 1. */
  readonly attempt: number;
  readonly claimId: string;
  readonly lines: readonly ReplacementLine[];
  readonly writtenOffAt: string;
}
export const ReplacementWrittenOff: EventContract<ReplacementWrittenOff, 'huiliu.logistics.v1.ReplacementWrittenOff'> = defineEvent({
  type: 'huiliu.logistics.v1.ReplacementWrittenOff',
  name: 'ReplacementWrittenOff',
  topic: 'huiliu.logistics.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['logistics'],
  heardBy: ['intake', 'warehouse'],
});

/** It could not be delivered, and our warehouse has it again: it is sent once more. */
export interface ReplacementReturned {
  readonly ref: CaseRef;
  readonly trackingNumber: string;
  /** Which shipment of the case it was, from 1. */
  readonly attempt: number;
  readonly lines: readonly ReplacementLine[];
  readonly occurredAt: string;
}
export const ReplacementReturned: EventContract<ReplacementReturned, 'huiliu.logistics.v1.ReplacementReturned'> = defineEvent({
  type: 'huiliu.logistics.v1.ReplacementReturned',
  name: 'ReplacementReturned',
  topic: 'huiliu.logistics.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['logistics'],
  heardBy: ['intake', 'warehouse'],
});

/** Nothing is sent to the customer. Said only before it is ordered; but of what was repaired also when it was lost on its way to them. */
export interface ReplacementCalledOff {
  readonly ref: CaseRef;
  readonly reason: ReplacementCallOff;
  /** Of who asked to cancel; of a repair that is paid for, NOT_REPAIRABLE or PARCEL_LOST; else empty. */
  readonly reasonCode: string;
  readonly calledOffAt: string;
}
export const ReplacementCalledOff: EventContract<ReplacementCalledOff, 'huiliu.logistics.v1.ReplacementCalledOff'> = defineEvent({
  type: 'huiliu.logistics.v1.ReplacementCalledOff',
  name: 'ReplacementCalledOff',
  topic: 'huiliu.logistics.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['logistics'],
  heardBy: ['intake', 'warehouse', 'refund'],
});

/** A refund only whose goods may not have left yet: the WMS is asked to keep them back, and again when no answer comes. */
export interface StopRequested {
  readonly ref: CaseRef;
  /** From 1. */
  readonly attempt: number;
  /** Without an answer by then it is asked again. */
  readonly answerBy: string;
  /** Nobody has answered for long: a person in logistics has to look. */
  readonly overdue: boolean;
}
export const StopRequested: EventContract<StopRequested, 'huiliu.logistics.v1.StopRequested'> = defineEvent({
  type: 'huiliu.logistics.v1.StopRequested',
  name: 'StopRequested',
  topic: 'huiliu.logistics.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['logistics'],
  heardBy: ['intake'],
});

export interface StoppedLine {
  readonly caseLineId: string;
  readonly quantity: number;
}

/** The goods have not left and will not: their money goes back. */
export interface OutboundStopped {
  readonly ref: CaseRef;
  /** Everything that was approved. */
  readonly lines: readonly StoppedLine[];
  readonly stoppedAt: string;
}
export const OutboundStopped: EventContract<OutboundStopped, 'huiliu.logistics.v1.OutboundStopped'> = defineEvent({
  type: 'huiliu.logistics.v1.OutboundStopped',
  name: 'OutboundStopped',
  topic: 'huiliu.logistics.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['logistics'],
  heardBy: ['intake', 'refund'],
});

/** The goods are on their way and are to come back under the outbound waybill, with no RMA. */
export interface ParcelRecalled {
  readonly ref: CaseRef;
  /** The outbound waybill. */
  readonly trackingNumber: string;
  readonly carrierCode: string;
  /** Whether the carrier is asked to intercept it; false: it was refused at the door and comes back by itself. */
  readonly intercept: boolean;
  /** Nothing heard of it by then: it counts as lost. */
  readonly reportBy: string;
  readonly lines: readonly ExpectedLine[];
}
export const ParcelRecalled: EventContract<ParcelRecalled, 'huiliu.logistics.v1.ParcelRecalled'> = defineEvent({
  type: 'huiliu.logistics.v1.ParcelRecalled',
  name: 'ParcelRecalled',
  topic: 'huiliu.logistics.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['logistics'],
  heardBy: ['intake', 'warehouse'],
});

/** The goods are neither stopped nor coming back: nothing is owed for them, and the customer may apply for a return. */
export interface RecallCalledOff {
  readonly ref: CaseRef;
  readonly end: RecallEnd;
  /** Of who asked to cancel; else stable: SIGNED_BY_CUSTOMER, PARCEL_HOLDS_MORE. */
  readonly reasonCode: string;
  readonly calledOffAt: string;
}
export const RecallCalledOff: EventContract<RecallCalledOff, 'huiliu.logistics.v1.RecallCalledOff'> = defineEvent({
  type: 'huiliu.logistics.v1.RecallCalledOff',
  name: 'RecallCalledOff',
  topic: 'huiliu.logistics.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['logistics'],
  heardBy: ['intake', 'warehouse', 'refund'],
});

/** Logistics' answer to a match: whether what nobody had announced counts as a parcel of this return. Said before whatever follows from it. */
export interface ParcelMatchAnswered {
  readonly ref: CaseRef;
  /** Echoed, as are its goods and who has matched it. */
  readonly parcelId: string;
  readonly goods: readonly MatchedGoods[];
  readonly matchedBy: string;
  /** Why not: RETURN_CALLED_OFF, RETURN_ARRIVED, RETURN_WRITTEN_OFF or TOO_MANY_PARCELS. Empty where it does. */
  readonly declined: string;
}
export const ParcelMatchAnswered: EventContract<ParcelMatchAnswered, 'huiliu.logistics.v1.ParcelMatchAnswered'> = defineEvent({
  type: 'huiliu.logistics.v1.ParcelMatchAnswered',
  name: 'ParcelMatchAnswered',
  topic: 'huiliu.logistics.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['logistics'],
  heardBy: ['warehouse'],
});

export interface MatchedGoods {
  readonly sku: string;
  readonly quantity: number;
}

export interface AnswerCancellationRequest {
  readonly caseId: string;
  readonly agreed: boolean;
}

export interface AnswerCancellationResponse {
  readonly ref?: CaseRef | undefined;
  readonly cancellation?: ReturnCancellationView | undefined;
}

/** A wish to cancel a return that is on its way. */
export interface ReturnCancellationView {
  /** asked, agreed, given_back, declined. */
  readonly state: string;
  readonly agreeBy?: string | undefined;
  /** Who has answered; empty where nobody has. */
  readonly answeredBy: string;
  /** Why the case goes on; empty unless declined. */
  readonly declinedCode: string;
}

export interface ShareReturnParcelRequest {
  /** Whose goods come in another case's parcel. */
  readonly caseId: string;
  /** Whose parcel it is. Who asks has made sure that both are one customer's. */
  readonly hostCaseId: string;
}

export interface ShareReturnParcelResponse {
  readonly ref?: CaseRef | undefined;
  readonly rmaNumber: string;
  /** Of the parcel in which they come. */
  readonly trackingNumber: string;
  readonly carrierCode: string;
  readonly sendBy?: string | undefined;
  readonly sharedFrom?: CaseRef | undefined;
}

export interface AddReturnParcelRequest {
  readonly caseId: string;
}

export interface AddReturnParcelResponse {
  readonly ref?: CaseRef | undefined;
  readonly rmaNumber: string;
  /** Of the further parcel. */
  readonly trackingNumber: string;
  readonly carrierCode: string;
  readonly sendBy?: string | undefined;
}

export interface GetReturnShipmentRequest {
  readonly caseId: string;
}

export interface ScanView {
  readonly scanId: string;
  readonly status: string;
  readonly occurredAt?: string | undefined;
  /** False when it came twice, too late or against the order of states. */
  readonly effective: boolean;
}

export interface GetReturnShipmentResponse {
  readonly ref?: CaseRef | undefined;
  /** authorised, in_transit, delivered, lost, called_off, written_off. */
  readonly status: string;
  readonly rmaNumber: string;
  readonly trackingNumber: string;
  readonly carrierCode: string;
  readonly sendBy?: string | undefined;
  readonly scans: readonly ScanView[];
  /** When a parcel that stays lost is written off; missing where none is lost. */
  readonly writeOffAt?: string | undefined;
  /** The claim against the carrier; missing where there is none. */
  readonly claim?: CarrierClaim | undefined;
  /** The other parcels of the same return, where there are several: `status` is then that of all of them together, `scans` those of the first. */
  readonly further: readonly ReturnParcelView[];
  /** The first parcel came without its label: what the warehouse calls it. Empty otherwise. */
  readonly unannounced: string;
  /** Cases whose goods come in the first parcel as well. */
  readonly carries: readonly CaseRef[];
  /** The wish to cancel it while it was on its way; missing where nobody has asked so. */
  readonly cancellation?: ReturnCancellationView | undefined;
  /** When the return counts as lost unless something more is heard of its parcels; missing where none is under way. */
  readonly reportBy?: string | undefined;
}

export interface ReturnParcelView {
  readonly trackingNumber: string;
  readonly carrierCode: string;
  /** authorised, in_transit, delivered, lost, called_off, written_off. */
  readonly status: string;
  readonly scans: readonly ScanView[];
  /** The claim against the carrier; missing where there is none. */
  readonly claim?: CarrierClaim | undefined;
  /** Nobody had announced it: what the warehouse calls it. Empty for others. */
  readonly unannounced: string;
  /** It is the first parcel of this case, in which the goods come as well. Missing for others. */
  readonly sharedFrom?: CaseRef | undefined;
}

export interface CarrierClaim {
  readonly claimId: string;
  readonly raisedAt?: string | undefined;
}

export interface GetOutboundRecallRequest {
  readonly caseId: string;
}

export interface GetOutboundRecallResponse {
  readonly ref?: CaseRef | undefined;
  /** stopping, stopped, recalling, coming_back, lost, delivered, written_off, called_off, not_possible. */
  readonly status: string;
  /** How often the WMS was asked to stop it. */
  readonly stopAttempts: number;
  /** When it is asked again, while it has not answered. */
  readonly answerBy?: string | undefined;
  /** Of the parcel; empty while it has not left. */
  readonly trackingNumber: string;
  readonly carrierCode: string;
  /** Whether the carrier is asked to intercept it, rather than waited for. */
  readonly intercept: boolean;
  /** When a parcel of which nothing is heard counts as lost; missing where none is waited for. */
  readonly reportBy?: string | undefined;
  readonly scans: readonly ScanView[];
  readonly writeOffAt?: string | undefined;
  readonly claim?: CarrierClaim | undefined;
  /** Why nothing comes back; empty unless so. */
  readonly reasonCode: string;
}
