// Generated from proto/ by tools/generate; do not edit.

import { defineEnum, type WireOf, type WordOf } from '../enums';
import { defineEvent, type EventContract } from '../events';
import type { CaseRef, CaseType, ClaimedCondition, Disposition, EvidenceRef, FurtherParcels, Grade, Liability, Money, Provenance, RefundOnlyKind, RepairOutcome, ReturnReason } from './common';

export const TrackingStatus = defineEnum('TRACKING_STATUS', [
  'UNSPECIFIED',
  'PICKED_UP',
  'IN_TRANSIT',
  'DELIVERED',
  'LOST',
  'INTERCEPTED', // Of an outbound waybill that is to come back, as are the following: it was stopped on its way 拦截.
  'REFUSED', // The customer has not taken it 拒收.
  'RETURNING',
  'SIGNED', // The customer has it 已签收: `delivered` says that it is back at our warehouse.
  'RETURNED_TO_SENDER', // Of a parcel that a customer sends back, or of one to a customer: it could not be delivered, and whoever has sent it has it again 退回寄件人.
]);
/** As on the wire. */
export type TrackingStatus = WireOf<typeof TrackingStatus>;
/** As the domain says it. */
export type TrackingStatusWord = WordOf<typeof TrackingStatus>;

export const OrderLineKind = defineEnum('ORDER_LINE_KIND', [
  'UNSPECIFIED',
  'GOODS',
  'SHIPPING',
  'FEE',
]);
/** As on the wire. */
export type OrderLineKind = WireOf<typeof OrderLineKind>;
/** As the domain says it. */
export type OrderLineKindWord = WordOf<typeof OrderLineKind>;

export const CaseResult = defineEnum('CASE_RESULT', [
  'UNSPECIFIED',
  'REFUNDED',
  'REJECTED',
  'NOTHING_DUE', // Closed with nothing to pay: every unit short, or paid with nothing.
  'CANCELLED', // Cancelled, before anything was sent back; or a refund only whose goods could not be stopped on their way, as the reason code says.
  'EXPIRED', // The goods were not sent in time.
  'REPLACED', // Other units went to the customer: sent again, or in exchange.
  'REPAIRED', // The customer's own units were repaired and are with them again.
  'ANSWERED', // Of an inquiry or complaint: somebody has answered.
  'TURNED', // Of an inquiry or complaint: another case was made of it, and goes on.
]);
/** As on the wire. */
export type CaseResult = WireOf<typeof CaseResult>;
/** As the domain says it. */
export type CaseResultWord = WordOf<typeof CaseResult>;

export const ChoiceKind = defineEnum('CHOICE_KIND', [
  'UNSPECIFIED',
  'OUT_OF_STOCK', // What is to be sent is out of stock.
  'REJECTED_UNITS', // Units that came back are rejected at the inspection.
]);
/** As on the wire. */
export type ChoiceKind = WireOf<typeof ChoiceKind>;
/** As the domain says it. */
export type ChoiceKindWord = WordOf<typeof ChoiceKind>;

export const ReservationOutcome = defineEnum('RESERVATION_OUTCOME', [
  'UNSPECIFIED',
  'RESERVED',
  'OUT_OF_STOCK',
]);
/** As on the wire. */
export type ReservationOutcome = WireOf<typeof ReservationOutcome>;
/** As the domain says it. */
export type ReservationOutcomeWord = WordOf<typeof ReservationOutcome>;

export const StopResult = defineEnum('STOP_RESULT', [
  'UNSPECIFIED',
  'STOPPED', // Kept back; it will not leave.
  'ALREADY_SHIPPED', // Too late.
]);
/** As on the wire. */
export type StopResult = WireOf<typeof StopResult>;
/** As the domain says it. */
export type StopResultWord = WordOf<typeof StopResult>;

/** Tells the carrier to expect a parcel from a customer. Who and where it learns from intake by gRPC, recorded. */
export interface ReturnShipmentAnnounced {
  readonly ref: CaseRef;
  readonly rmaNumber: string;
  readonly trackingNumber: string;
  readonly carrierCode: string;
  readonly sendBy: string;
}
export const ReturnShipmentAnnounced: EventContract<ReturnShipmentAnnounced, 'huiliu.integration.v1.ReturnShipmentAnnounced'> = defineEvent({
  type: 'huiliu.integration.v1.ReturnShipmentAnnounced',
  name: 'ReturnShipmentAnnounced',
  topic: 'integration.carrier.return-shipments.v1',
  key: 'case',
  visibility: 'outgoing',
  saidBy: ['logistics'],
  heardBy: ['carrier'],
});

/** The parcel that was announced will not come: its label is void. What is scanned of it later is recorded and moves nothing. */
export interface ReturnShipmentCalledOff {
  readonly ref: CaseRef;
  readonly rmaNumber: string;
  readonly trackingNumber: string;
  readonly carrierCode: string;
}
export const ReturnShipmentCalledOff: EventContract<ReturnShipmentCalledOff, 'huiliu.integration.v1.ReturnShipmentCalledOff'> = defineEvent({
  type: 'huiliu.integration.v1.ReturnShipmentCalledOff',
  name: 'ReturnShipmentCalledOff',
  topic: 'integration.carrier.return-shipments.v1',
  key: 'case',
  visibility: 'outgoing',
  saidBy: ['logistics'],
  heardBy: ['carrier'],
});

/** The customer cancels while the parcel is on its way, and both sides agree to that: it is to be brought back to the customer, which `RETURNED_TO_SENDER` says. One that is delivered all the same, or lost, is reported as ever. */
export interface ReturnShipmentRecallRequested {
  readonly ref: CaseRef;
  readonly rmaNumber: string;
  readonly trackingNumber: string;
  readonly carrierCode: string;
  readonly agreedAt: string;
}
export const ReturnShipmentRecallRequested: EventContract<ReturnShipmentRecallRequested, 'huiliu.integration.v1.ReturnShipmentRecallRequested'> = defineEvent({
  type: 'huiliu.integration.v1.ReturnShipmentRecallRequested',
  name: 'ReturnShipmentRecallRequested',
  topic: 'integration.carrier.return-shipments.v1',
  key: 'case',
  visibility: 'outgoing',
  saidBy: ['logistics'],
  heardBy: ['carrier'],
});

/** The goods of one return are in one parcel more than announced: under the same RMA, with a number of its own. Said before its scans. Only as long as the others have not all arrived; the same number twice changes nothing. */
export interface ReturnParcelAdded {
  /** Both echoed from the announcement. */
  readonly caseId: string;
  readonly rmaNumber: string;
  /** Of the further parcel. */
  readonly trackingNumber: string;
  readonly carrierCode: string;
}
export const ReturnParcelAdded: EventContract<ReturnParcelAdded, 'huiliu.integration.v1.ReturnParcelAdded'> = defineEvent({
  type: 'huiliu.integration.v1.ReturnParcelAdded',
  name: 'ReturnParcelAdded',
  topic: 'integration.carrier.tracking.v1',
  key: 'case',
  visibility: 'incoming',
  saidBy: ['carrier'],
  heardBy: ['logistics'],
});

/** May come twice, late and in any order; ordered by `occurred_at`, the carrier's time. */
export interface TrackingReported {
  /** Echoed from the announcement. */
  readonly caseId: string;
  readonly trackingNumber: string;
  readonly status: TrackingStatus;
  readonly occurredAt: string;
  /** The carrier's id of this scan: the same scan reported twice has the same id. */
  readonly scanId: string;
}
export const TrackingReported: EventContract<TrackingReported, 'huiliu.integration.v1.TrackingReported'> = defineEvent({
  type: 'huiliu.integration.v1.TrackingReported',
  name: 'TrackingReported',
  topic: 'integration.carrier.tracking.v1',
  key: 'case',
  visibility: 'incoming',
  saidBy: ['carrier'],
  heardBy: ['logistics'],
});

export interface ClaimedGoods {
  readonly sku: string;
  readonly quantity: number;
}

/** A parcel was lost and has not turned up in time, or was never received though its carrier says that it was delivered: the carrier has to answer for what was in it. Said once. */
export interface CarrierClaimRaised {
  readonly ref: CaseRef;
  readonly claimId: string;
  readonly trackingNumber: string;
  readonly carrierCode: string;
  /** The carrier's own time of its scan that says so; of one that was not received, of the scan that says that it was delivered. */
  readonly lostAt: string;
  readonly raisedAt: string;
  readonly goods: readonly ClaimedGoods[];
  /** The goods were in several parcels, of which this is one: which of them were in it, the inspection of the others shows. */
  readonly oneOfSeveral?: boolean | undefined;
  /** By your scan it was delivered, and the warehouse has never had it: say where, and to whom. Missing otherwise. */
  readonly notReceived?: boolean | undefined;
}
export const CarrierClaimRaised: EventContract<CarrierClaimRaised, 'huiliu.integration.v1.CarrierClaimRaised'> = defineEvent({
  type: 'huiliu.integration.v1.CarrierClaimRaised',
  name: 'CarrierClaimRaised',
  topic: 'integration.carrier.claims.v1',
  key: 'case',
  visibility: 'outgoing',
  saidBy: ['logistics'],
  heardBy: ['carrier'],
});

/** Tells the carrier to expect a parcel from the warehouse to a customer. Who and where it learns from intake by gRPC, recorded. Its scans are told as those of any parcel. */
export interface OutboundShipmentAnnounced {
  readonly ref: CaseRef;
  readonly trackingNumber: string;
  readonly carrierCode: string;
  readonly orderedAt: string;
}
export const OutboundShipmentAnnounced: EventContract<OutboundShipmentAnnounced, 'huiliu.integration.v1.OutboundShipmentAnnounced'> = defineEvent({
  type: 'huiliu.integration.v1.OutboundShipmentAnnounced',
  name: 'OutboundShipmentAnnounced',
  topic: 'integration.carrier.outbound-shipments.v1',
  key: 'case',
  visibility: 'outgoing',
  saidBy: ['logistics'],
  heardBy: ['carrier'],
});

/** An outbound parcel is to come back: intercept it where that is asked for, and report from now on what becomes of it, under this case. */
export interface OutboundRecallRequested {
  readonly ref: CaseRef;
  /** The outbound waybill. */
  readonly trackingNumber: string;
  readonly carrierCode: string;
  /** False: the customer refuses it at the door, and it comes back by itself. */
  readonly intercept: boolean;
  /** Nothing reported by then: the parcel counts as lost. */
  readonly reportBy: string;
}
export const OutboundRecallRequested: EventContract<OutboundRecallRequested, 'huiliu.integration.v1.OutboundRecallRequested'> = defineEvent({
  type: 'huiliu.integration.v1.OutboundRecallRequested',
  name: 'OutboundRecallRequested',
  topic: 'integration.carrier.outbound-recalls.v1',
  key: 'case',
  visibility: 'outgoing',
  saidBy: ['logistics'],
  heardBy: ['carrier'],
});

/** The customer wants the parcel after all: bring it to them. What is scanned of it later is recorded and moves nothing. */
export interface OutboundRecallCalledOff {
  readonly ref: CaseRef;
  readonly trackingNumber: string;
  readonly carrierCode: string;
}
export const OutboundRecallCalledOff: EventContract<OutboundRecallCalledOff, 'huiliu.integration.v1.OutboundRecallCalledOff'> = defineEvent({
  type: 'huiliu.integration.v1.OutboundRecallCalledOff',
  name: 'OutboundRecallCalledOff',
  topic: 'integration.carrier.outbound-recalls.v1',
  key: 'case',
  visibility: 'outgoing',
  saidBy: ['logistics'],
  heardBy: ['carrier'],
});

/** Names, phones and addresses: a restricted topic, heard by intake alone. */
export interface CustomerRegistered {
  readonly customerId: string;
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly address: string;
  readonly country: string;
}
export const CustomerRegistered: EventContract<CustomerRegistered, 'huiliu.integration.v1.CustomerRegistered'> = defineEvent({
  type: 'huiliu.integration.v1.CustomerRegistered',
  name: 'CustomerRegistered',
  topic: 'integration.crm.customers.v1',
  key: 'customer',
  visibility: 'incoming',
  saidBy: ['crm'],
  heardBy: ['intake'],
});

export interface OrderLine {
  readonly orderLineId: string;
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  /** Price of the whole line before order-level discounts, in minor units of the order's currency. */
  readonly amountMinor: string;
  readonly kind: OrderLineKind;
}

export interface Payment {
  readonly paymentId: string;
  readonly method: string;
  readonly capturedMinor: string;
}

/** An order as it was paid. Lines add up, less the discount, to what the payments captured. */
export interface OrderPlaced {
  readonly orderId: string;
  readonly customerId: string;
  readonly currency: string;
  readonly placedAt: string;
  /** When the customer signed for the goods; missing while they are on the way. */
  readonly signedAt?: string | undefined;
  readonly lines: readonly OrderLine[];
  readonly discountMinor: string;
  readonly payments: readonly Payment[];
  readonly provenance: Provenance;
  /** Names of the fields above that were made up. */
  readonly syntheticFields: readonly string[];
}
export const OrderPlaced: EventContract<OrderPlaced, 'huiliu.integration.v1.OrderPlaced'> = defineEvent({
  type: 'huiliu.integration.v1.OrderPlaced',
  name: 'OrderPlaced',
  topic: 'integration.crm.orders.v1',
  key: 'order',
  visibility: 'incoming',
  saidBy: ['crm'],
  heardBy: ['intake', 'refund'],
});

export interface ShippedLine {
  readonly orderLineId: string;
  readonly quantity: number;
}

/** A parcel of an order has left for the customer. One event a parcel; the same one again changes nothing. */
export interface OrderShipped {
  readonly orderId: string;
  /** The outbound waybill. */
  readonly trackingNumber: string;
  readonly carrierCode: string;
  readonly shippedAt: string;
  /** Everything that is in the parcel: a part of it can't be stopped on its way. */
  readonly lines: readonly ShippedLine[];
  readonly provenance: Provenance;
}
export const OrderShipped: EventContract<OrderShipped, 'huiliu.integration.v1.OrderShipped'> = defineEvent({
  type: 'huiliu.integration.v1.OrderShipped',
  name: 'OrderShipped',
  topic: 'integration.crm.shipments.v1',
  key: 'order',
  visibility: 'incoming',
  saidBy: ['crm'],
  heardBy: ['logistics'],
});

export interface RequestedLine {
  /** Empty when CRM could not match the line to a purchase. */
  readonly orderLineId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly reason: ReturnReason;
  readonly condition: ClaimedCondition;
  /** Of a price difference: the lower price of one unit that the customer points to, in minor units of the order's currency. Missing for other types. */
  readonly lowerUnitPriceMinor?: string | undefined;
  /**
   * Of an exchange: the variant that is wanted instead, and the price of one unit of it that CRM has quoted to the customer, in minor units of the order's currency. Both or neither; missing: the same
   * goods again. The quote is taken down with the application and holds: it is never worked out again.
   */
  readonly wantedSku?: string | undefined;
  readonly wantedUnitPriceMinor?: string | undefined;
}

export interface ReturnRequested {
  /** Unique for CRM; the same id twice is the same request. */
  readonly requestId: string;
  readonly customerId: string;
  /** Empty when CRM could not match the request to a purchase. */
  readonly orderId: string;
  readonly type: CaseType;
  readonly lines: readonly RequestedLine[];
  readonly requestedAt: string;
  readonly evidence: readonly EvidenceRef[];
  /** What CRM calls the document behind it, as an invoice number. */
  readonly externalReference: string;
  readonly provenance: Provenance;
  /** Of a refund only: where the goods are. Missing: the customer has them and keeps them. Of no account for other types. */
  readonly refundOnlyKind?: RefundOnlyKind | undefined;
  /** Of an exchange for the same goods: the customer asks that they leave at once, and agrees that their price is held meanwhile. Missing: they do not. Of no account for other types. */
  readonly advance?: boolean | undefined;
}
export const ReturnRequested: EventContract<ReturnRequested, 'huiliu.integration.v1.ReturnRequested'> = defineEvent({
  type: 'huiliu.integration.v1.ReturnRequested',
  name: 'ReturnRequested',
  topic: 'integration.crm.return-requests.v1',
  key: 'request',
  visibility: 'incoming',
  saidBy: ['crm'],
  heardBy: ['intake'],
});

/** A question or a complaint: a person answers it, or makes another case of it. On the topic of the requests, restricted as it is: the text may name people. */
export interface ConcernReported {
  /** Unique for CRM among all its requests; the same id twice is the same request. */
  readonly requestId: string;
  readonly customerId: string;
  /** Inquiry or complaint. */
  readonly type: CaseType;
  /** In the customer's words. */
  readonly text: string;
  /** Empty when it is about no order in particular. */
  readonly orderId: string;
  /** Of the order, where it is about some of its lines. */
  readonly lines: readonly RequestedLine[];
  readonly requestedAt: string;
  readonly provenance: Provenance;
}
export const ConcernReported: EventContract<ConcernReported, 'huiliu.integration.v1.ConcernReported'> = defineEvent({
  type: 'huiliu.integration.v1.ConcernReported',
  name: 'ConcernReported',
  topic: 'integration.crm.return-requests.v1',
  key: 'request',
  visibility: 'incoming',
  saidBy: ['crm'],
  heardBy: ['intake'],
});

/** How a case that CRM asked for ended. Also said for cases that came in by other doors. */
export interface CaseOutcomeReported {
  readonly ref: CaseRef;
  /** Empty for cases that CRM did not ask for. */
  readonly requestId: string;
  readonly result: CaseResult;
  readonly reasonCodes: readonly string[];
  readonly refunded?: Money | undefined;
}
export const CaseOutcomeReported: EventContract<CaseOutcomeReported, 'huiliu.integration.v1.CaseOutcomeReported'> = defineEvent({
  type: 'huiliu.integration.v1.CaseOutcomeReported',
  name: 'CaseOutcomeReported',
  topic: 'integration.crm.case-outcomes.v1',
  key: 'case',
  visibility: 'outgoing',
  saidBy: ['intake'],
  heardBy: ['crm'],
});

/** A case that had ended is taken up again, as another one: how that ends is said of the other. Said once, after the outcome of the first, and perhaps after that of the other. */
export interface CaseReopened {
  /** The one that had ended. */
  readonly ref: CaseRef;
  readonly reopenedAs: CaseRef;
  /** Stable code of why, as STILL_FAULTY. */
  readonly reasonCode: string;
  readonly reopenedAt: string;
}
export const CaseReopened: EventContract<CaseReopened, 'huiliu.integration.v1.CaseReopened'> = defineEvent({
  type: 'huiliu.integration.v1.CaseReopened',
  name: 'CaseReopened',
  topic: 'integration.crm.case-outcomes.v1',
  key: 'case',
  visibility: 'outgoing',
  saidBy: ['intake'],
  heardBy: ['crm'],
});

/** The customer has to choose: please tell them. They answer through the gateway, or whoever serves them does. */
export interface ChoiceOffered {
  readonly ref: CaseRef;
  /** Which choice of the case it is, from 1: an answer names it. */
  readonly number: number;
  readonly kind: ChoiceKind;
  /** Words of the answer, as `wait` and `refund`. */
  readonly options: readonly string[];
  readonly dueAt: string;
  /** What is done when nobody answers: one of the options. */
  readonly byDefault: string;
  /** Of rejected units: what is deducted for them, and what is paid back for the case in all, if a deduction is chosen. */
  readonly deducted?: Money | undefined;
  readonly paid?: Money | undefined;
  /** Of an exchange, where another variant may be sent instead: quote some by `VariantsQuoted`, as long as nobody has chosen. Missing: it may not. */
  readonly missingUnits?: MissingUnits | undefined;
  /** Among which `other_variant` chooses, once they are quoted: the same choice is then told once more, with them. */
  readonly variants: readonly OfferedVariant[];
}
export const ChoiceOffered: EventContract<ChoiceOffered, 'huiliu.integration.v1.ChoiceOffered'> = defineEvent({
  type: 'huiliu.integration.v1.ChoiceOffered',
  name: 'ChoiceOffered',
  topic: 'integration.crm.choices.v1',
  key: 'case',
  visibility: 'outgoing',
  saidBy: ['intake'],
  heardBy: ['crm'],
});

/** What is out of stock. */
export interface MissingUnits {
  readonly orderLineId: string;
  readonly sku: string;
  readonly quantity: number;
}

/** What may be sent instead, and what that costs. At most one of the amounts is there; neither: nothing is owed either way. */
export interface OfferedVariant {
  readonly sku: string;
  /** Of one unit, in minor units of the order's currency, as it was quoted. */
  readonly unitPriceMinor: string;
  /** For all units, if all that were approved come back. */
  readonly paidBack?: Money | undefined;
  readonly paidOnTop?: Money | undefined;
}

export interface QuotedVariant {
  readonly sku: string;
  /** Of one unit, in minor units of the order's currency. Whoever sells has to stand by it until the choice is over. */
  readonly unitPriceMinor: string;
}

/** What the shop can send in place of what is out of stock. The first quote for a choice holds. */
export interface VariantsQuoted {
  /** Echoed from the choice, and so is its number. */
  readonly ref: CaseRef;
  readonly number: number;
  /** Each SKU once. */
  readonly variants: readonly QuotedVariant[];
}
export const VariantsQuoted: EventContract<VariantsQuoted, 'huiliu.integration.v1.VariantsQuoted'> = defineEvent({
  type: 'huiliu.integration.v1.VariantsQuoted',
  name: 'VariantsQuoted',
  topic: 'integration.crm.variant-quotes.v1',
  key: 'case',
  visibility: 'incoming',
  saidBy: ['crm'],
  heardBy: ['refund'],
});

/** Asks CRM, which knows the customer, to send the survey. */
export interface SurveyInvited {
  readonly ref: CaseRef;
  readonly surveyId: string;
  readonly customerId: string;
}
export const SurveyInvited: EventContract<SurveyInvited, 'huiliu.integration.v1.SurveyInvited'> = defineEvent({
  type: 'huiliu.integration.v1.SurveyInvited',
  name: 'SurveyInvited',
  topic: 'integration.crm.survey-invitations.v1',
  key: 'case',
  visibility: 'outgoing',
  saidBy: ['feedback'],
  heardBy: ['crm'],
});

export interface SurveyReplied {
  /** Echoed from the invitation. */
  readonly caseId: string;
  readonly surveyId: string;
  /** 1 very bad … 5 very good. */
  readonly score: number;
  /** Free text may name people: stays in feedback's database, never in an inner event. */
  readonly comment: string;
  readonly repliedAt: string;
}
export const SurveyReplied: EventContract<SurveyReplied, 'huiliu.integration.v1.SurveyReplied'> = defineEvent({
  type: 'huiliu.integration.v1.SurveyReplied',
  name: 'SurveyReplied',
  topic: 'integration.crm.survey-replies.v1',
  key: 'case',
  visibility: 'incoming',
  saidBy: ['crm'],
  heardBy: ['feedback'],
});

export interface PaidLeg {
  readonly legId: string;
  readonly paymentId: string;
  readonly amountMinor: string;
  /** Of the transfer where finance paid it by hand: it is in none of the payment provider's books. Empty where the provider paid. */
  readonly bankReference: string;
}

/** A refund has reached the customer's payments in full. */
export interface RefundPaid {
  readonly ref: CaseRef;
  readonly refundId: string;
  readonly total: Money;
  readonly legs: readonly PaidLeg[];
  readonly settledAt: string;
}
export const RefundPaid: EventContract<RefundPaid, 'huiliu.integration.v1.RefundPaid'> = defineEvent({
  type: 'huiliu.integration.v1.RefundPaid',
  name: 'RefundPaid',
  topic: 'integration.finance.refunds.v1',
  key: 'case',
  visibility: 'outgoing',
  saidBy: ['refund'],
  heardBy: ['finance'],
});

export interface Posting {
  readonly account: string;
  /** Exactly one of the two is above zero. */
  readonly debitMinor: string;
  readonly creditMinor: string;
}

/** One transaction of the ledger: debits = credits. Append-only; a correction is a new one. */
export interface LedgerPosted {
  readonly ref: CaseRef;
  readonly transactionId: string;
  readonly currency: string;
  readonly memo: string;
  readonly postings: readonly Posting[];
}
export const LedgerPosted: EventContract<LedgerPosted, 'huiliu.integration.v1.LedgerPosted'> = defineEvent({
  type: 'huiliu.integration.v1.LedgerPosted',
  name: 'LedgerPosted',
  topic: 'integration.finance.ledger.v1',
  key: 'case',
  visibility: 'outgoing',
  saidBy: ['refund'],
  heardBy: ['finance'],
});

export interface InspectionTaskLine {
  readonly caseLineId: string;
  readonly sku: string;
  readonly expectedQuantity: number;
  readonly reason: ReturnReason;
}

/** A parcel is at the dock: receive, inspect and grade what is in it. The same task comes again, with the next attempt, where nothing, or nothing more, is reported of it in time. */
export interface InspectionTaskIssued {
  readonly ref: CaseRef;
  readonly taskId: string;
  readonly rmaNumber: string;
  readonly trackingNumber: string;
  readonly lines: readonly InspectionTaskLine[];
  /** The other parcels that the goods have come in; missing where there is but one. */
  readonly further?: FurtherParcels | undefined;
  /** Of goods that you have reported as unannounced, and that are this case's: inspect them with the rest. Missing where there are none. */
  readonly unannounced?: UnannouncedReports | undefined;
  /** How often you are asked, from 1. Missing for the first time. */
  readonly attempt?: number | undefined;
}
export const InspectionTaskIssued: EventContract<InspectionTaskIssued, 'huiliu.integration.v1.InspectionTaskIssued'> = defineEvent({
  type: 'huiliu.integration.v1.InspectionTaskIssued',
  name: 'InspectionTaskIssued',
  topic: 'integration.wms.inspection-tasks.v1',
  key: 'case',
  visibility: 'outgoing',
  saidBy: ['warehouse'],
  heardBy: ['wms'],
});

/** Ids of reports of parcels that nobody had announced. */
export interface UnannouncedReports {
  readonly reportIds: readonly string[];
}

/** So many units of one line found in one state. Several findings may name the same line. */
export interface Finding {
  readonly caseLineId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly grade: Grade;
  readonly liability: Liability;
}

/** Results add up: 3 then 2 of 5 is 5. `final` says that nothing more is coming; what is missing then is short. */
export interface InspectionReported {
  /** Echoed from the task. */
  readonly caseId: string;
  readonly taskId: string;
  /** The same report twice has the same id. */
  readonly reportId: string;
  readonly findings: readonly Finding[];
  readonly final: boolean;
  readonly inspectedAt: string;
}
export const InspectionReported: EventContract<InspectionReported, 'huiliu.integration.v1.InspectionReported'> = defineEvent({
  type: 'huiliu.integration.v1.InspectionReported',
  name: 'InspectionReported',
  topic: 'integration.wms.inspection-results.v1',
  key: 'case',
  visibility: 'incoming',
  saidBy: ['wms'],
  heardBy: ['warehouse'],
});

/** Sellable stock on hand when Huiliu begins to keep its ledger of a SKU. Counted once per SKU. */
export interface StockOpened {
  readonly sku: string;
  readonly onHand: string;
  readonly provenance: Provenance;
}
export const StockOpened: EventContract<StockOpened, 'huiliu.integration.v1.StockOpened'> = defineEvent({
  type: 'huiliu.integration.v1.StockOpened',
  name: 'StockOpened',
  topic: 'integration.wms.stock.v1',
  key: 'stock',
  visibility: 'incoming',
  saidBy: ['wms'],
  heardBy: ['warehouse'],
});

export interface TaskUnits {
  readonly caseLineId: string;
  readonly sku: string;
  readonly quantity: number;
}

/** Set these units of sellable stock aside for a customer, all or none. Who was approved first is served first. */
export interface ReservationTaskIssued {
  readonly ref: CaseRef;
  /** Another one each time that the same units are asked for again. */
  readonly taskId: string;
  readonly lines: readonly TaskUnits[];
  /** When the case was approved: where several want the last unit, the earliest gets it. */
  readonly approvedAt: string;
}
export const ReservationTaskIssued: EventContract<ReservationTaskIssued, 'huiliu.integration.v1.ReservationTaskIssued'> = defineEvent({
  type: 'huiliu.integration.v1.ReservationTaskIssued',
  name: 'ReservationTaskIssued',
  topic: 'integration.wms.reservation-tasks.v1',
  key: 'case',
  visibility: 'outgoing',
  saidBy: ['warehouse'],
  heardBy: ['wms'],
});

/** What was asked to be set aside is not wanted any more, whether it was set aside or not. */
export interface ReservationReleased {
  readonly ref: CaseRef;
  readonly taskId: string;
}
export const ReservationReleased: EventContract<ReservationReleased, 'huiliu.integration.v1.ReservationReleased'> = defineEvent({
  type: 'huiliu.integration.v1.ReservationReleased',
  name: 'ReservationReleased',
  topic: 'integration.wms.reservation-tasks.v1',
  key: 'case',
  visibility: 'outgoing',
  saidBy: ['warehouse'],
  heardBy: ['wms'],
});

/** The WMS's answer to one task. The first one counts. */
export interface ReservationReported {
  /** Both echoed from the task. */
  readonly caseId: string;
  readonly taskId: string;
  readonly outcome: ReservationOutcome;
  readonly reportedAt: string;
}
export const ReservationReported: EventContract<ReservationReported, 'huiliu.integration.v1.ReservationReported'> = defineEvent({
  type: 'huiliu.integration.v1.ReservationReported',
  name: 'ReservationReported',
  topic: 'integration.wms.reservation-results.v1',
  key: 'case',
  visibility: 'incoming',
  saidBy: ['wms'],
  heardBy: ['warehouse'],
});

/** Pick these units, which may be fewer than were set aside, put them into one parcel and hand it to the carrier; the rest of the reservation is free again. */
export interface PickingTaskIssued {
  readonly ref: CaseRef;
  readonly taskId: string;
  /** Under which the units were set aside; of repaired units, the id of their repair task. */
  readonly reservationTaskId: string;
  readonly trackingNumber: string;
  readonly carrierCode: string;
  readonly lines: readonly TaskUnits[];
}
export const PickingTaskIssued: EventContract<PickingTaskIssued, 'huiliu.integration.v1.PickingTaskIssued'> = defineEvent({
  type: 'huiliu.integration.v1.PickingTaskIssued',
  name: 'PickingTaskIssued',
  topic: 'integration.wms.picking-tasks.v1',
  key: 'case',
  visibility: 'outgoing',
  saidBy: ['warehouse'],
  heardBy: ['wms'],
});

/** The units of a picking task have left the shelf and were handed to the carrier. */
export interface PickingReported {
  /** Both echoed from the task. */
  readonly caseId: string;
  readonly taskId: string;
  readonly pickedAt: string;
  /** Just what the task names. */
  readonly lines: readonly TaskUnits[];
}
export const PickingReported: EventContract<PickingReported, 'huiliu.integration.v1.PickingReported'> = defineEvent({
  type: 'huiliu.integration.v1.PickingReported',
  name: 'PickingReported',
  topic: 'integration.wms.picking-results.v1',
  key: 'case',
  visibility: 'incoming',
  saidBy: ['wms'],
  heardBy: ['warehouse'],
});

export interface StopLine {
  readonly orderLineId: string;
  readonly sku: string;
  readonly quantity: number;
}

/** Units of an order are not wanted any more: keep them back if they have not left. All of them or none. Asked again, with the next attempt, when no answer comes. */
export interface OutboundStopRequested {
  readonly ref: CaseRef;
  /** The same for every attempt. */
  readonly stopId: string;
  /** From 1. */
  readonly attempt: number;
  readonly lines: readonly StopLine[];
  readonly answerBy: string;
}
export const OutboundStopRequested: EventContract<OutboundStopRequested, 'huiliu.integration.v1.OutboundStopRequested'> = defineEvent({
  type: 'huiliu.integration.v1.OutboundStopRequested',
  name: 'OutboundStopRequested',
  topic: 'integration.wms.outbound-stops.v1',
  key: 'case',
  visibility: 'outgoing',
  saidBy: ['logistics'],
  heardBy: ['wms'],
});

/** The customer wants the goods after all: let them go, if they were kept back. */
export interface OutboundStopCalledOff {
  readonly ref: CaseRef;
  readonly stopId: string;
}
export const OutboundStopCalledOff: EventContract<OutboundStopCalledOff, 'huiliu.integration.v1.OutboundStopCalledOff'> = defineEvent({
  type: 'huiliu.integration.v1.OutboundStopCalledOff',
  name: 'OutboundStopCalledOff',
  topic: 'integration.wms.outbound-stops.v1',
  key: 'case',
  visibility: 'outgoing',
  saidBy: ['logistics'],
  heardBy: ['wms'],
});

export interface ParcelLine {
  readonly orderLineId: string;
  readonly quantity: number;
}

/** One answer a stop, whatever the number of attempts; the same answer twice changes nothing. */
export interface OutboundStopAnswered {
  /** Echoed from the request, as are the order and the stop. */
  readonly caseId: string;
  readonly orderId: string;
  readonly stopId: string;
  readonly result: StopResult;
  /** Of the parcel that has left; needed with ALREADY_SHIPPED, as is everything that is in it. */
  readonly trackingNumber: string;
  readonly carrierCode: string;
  readonly lines: readonly ParcelLine[];
  readonly answeredAt: string;
}
export const OutboundStopAnswered: EventContract<OutboundStopAnswered, 'huiliu.integration.v1.OutboundStopAnswered'> = defineEvent({
  type: 'huiliu.integration.v1.OutboundStopAnswered',
  name: 'OutboundStopAnswered',
  topic: 'integration.wms.outbound-stop-answers.v1',
  key: 'case',
  visibility: 'incoming',
  saidBy: ['wms'],
  heardBy: ['logistics'],
});

/** Repair these units, which are the customer's and were inspected: all of them or none. Asked again, with the next attempt, when no answer comes. */
export interface RepairTaskIssued {
  readonly ref: CaseRef;
  /** The same for every attempt. */
  readonly taskId: string;
  /** From 1. */
  readonly attempt: number;
  readonly lines: readonly TaskUnits[];
  readonly answerBy: string;
}
export const RepairTaskIssued: EventContract<RepairTaskIssued, 'huiliu.integration.v1.RepairTaskIssued'> = defineEvent({
  type: 'huiliu.integration.v1.RepairTaskIssued',
  name: 'RepairTaskIssued',
  topic: 'integration.wms.repair-tasks.v1',
  key: 'case',
  visibility: 'outgoing',
  saidBy: ['warehouse'],
  heardBy: ['wms'],
});

/** One answer a task, whatever the number of attempts. Repaired units stay set aside until a picking task says where they go; others are the shop's from now on. */
export interface RepairReported {
  /** Both echoed from the task. */
  readonly caseId: string;
  readonly taskId: string;
  readonly outcome: RepairOutcome;
  /** Just what the task names. */
  readonly lines: readonly TaskUnits[];
  readonly reportedAt: string;
}
export const RepairReported: EventContract<RepairReported, 'huiliu.integration.v1.RepairReported'> = defineEvent({
  type: 'huiliu.integration.v1.RepairReported',
  name: 'RepairReported',
  topic: 'integration.wms.repair-results.v1',
  key: 'case',
  visibility: 'incoming',
  saidBy: ['wms'],
  heardBy: ['warehouse'],
});

/** So many units of one SKU, in one condition, as far as it can be seen from outside. */
export interface UnannouncedGoods {
  readonly sku: string;
  readonly quantity: number;
  readonly grade: Grade;
}

/** Goods are at the dock that belong to nobody: a parcel without a number of ours, or what lay in another case's parcel. They are kept apart until somebody has found out whose they are. */
export interface UnannouncedParcelReceived {
  /** The same report twice has the same id. */
  readonly reportId: string;
  /** What the carrier calls it; empty where it has no label, or lay in another parcel. */
  readonly trackingNumber: string;
  readonly carrierCode: string;
  /** Of the task in whose parcel it lay; empty where it came by itself. */
  readonly foundInTaskId: string;
  readonly goods: readonly UnannouncedGoods[];
  /** What is written on it or lies in it, if anything; never a name or an address. */
  readonly caseNumber: string;
  readonly orderId: string;
  readonly receivedAt: string;
}
export const UnannouncedParcelReceived: EventContract<UnannouncedParcelReceived, 'huiliu.integration.v1.UnannouncedParcelReceived'> = defineEvent({
  type: 'huiliu.integration.v1.UnannouncedParcelReceived',
  name: 'UnannouncedParcelReceived',
  topic: 'integration.wms.unannounced-parcels.v1',
  key: 'parcel',
  visibility: 'incoming',
  saidBy: ['wms'],
  heardBy: ['warehouse'],
});

/** Put these units onto a shelf of yours for this condition. They are ours, and in Huiliu's ledger, since it was decided what becomes of them: no case waits for it. Asked again, with the next attempt, when no answer comes. */
export interface PutAwayTaskIssued {
  readonly ref: CaseRef;
  /** The same for every attempt; the id of the first move of stock that it is about stands in it. */
  readonly taskId: string;
  /** From 1. */
  readonly attempt: number;
  readonly sku: string;
  readonly quantity: number;
  /** `outside` for what has just come in, else `quarantine`. */
  readonly fromCondition: string;
  /** a, b, c or d: the grade. */
  readonly toCondition: string;
  readonly disposition: Disposition;
  readonly issuedAt: string;
}
export const PutAwayTaskIssued: EventContract<PutAwayTaskIssued, 'huiliu.integration.v1.PutAwayTaskIssued'> = defineEvent({
  type: 'huiliu.integration.v1.PutAwayTaskIssued',
  name: 'PutAwayTaskIssued',
  topic: 'integration.wms.put-away-tasks.v1',
  key: 'case',
  visibility: 'outgoing',
  saidBy: ['warehouse'],
  heardBy: ['wms'],
});

/** The units of a put-away task lie on a shelf. One answer a task, whatever the number of attempts; the same answer twice changes nothing. */
export interface PutAwayReported {
  /** Both echoed from the task. */
  readonly caseId: string;
  readonly taskId: string;
  /** All units of the task. */
  readonly quantity: number;
  /** As you name it; of several places, the first one. */
  readonly location: string;
  readonly putAwayAt: string;
}
export const PutAwayReported: EventContract<PutAwayReported, 'huiliu.integration.v1.PutAwayReported'> = defineEvent({
  type: 'huiliu.integration.v1.PutAwayReported',
  name: 'PutAwayReported',
  topic: 'integration.wms.put-away-results.v1',
  key: 'case',
  visibility: 'incoming',
  saidBy: ['wms'],
  heardBy: ['warehouse'],
});
