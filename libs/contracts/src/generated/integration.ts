// Generated from proto/ by tools/generate; do not edit.

import { defineEnum, type WireOf, type WordOf } from '../enums';
import { defineEvent, type EventContract } from '../events';
import type { CaseRef, CaseType, ClaimedCondition, EvidenceRef, Grade, Liability, Money, Provenance, ReturnReason } from './common';

export const TrackingStatus = defineEnum('TRACKING_STATUS', [
  'UNSPECIFIED',
  'PICKED_UP',
  'IN_TRANSIT',
  'DELIVERED',
  'LOST',
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
  'CANCELLED', // Cancelled before anything was sent.
  'EXPIRED', // The goods were not sent in time.
]);
/** As on the wire. */
export type CaseResult = WireOf<typeof CaseResult>;
/** As the domain says it. */
export type CaseResultWord = WordOf<typeof CaseResult>;

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

/** A parcel was lost and has not turned up in time: the carrier has to answer for what was in it. Said once. */
export interface CarrierClaimRaised {
  readonly ref: CaseRef;
  readonly claimId: string;
  readonly trackingNumber: string;
  readonly carrierCode: string;
  /** The carrier's own time of its scan that says so. */
  readonly lostAt: string;
  readonly raisedAt: string;
  readonly goods: readonly ClaimedGoods[];
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

export interface RequestedLine {
  /** Empty when CRM could not match the line to a purchase. */
  readonly orderLineId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly reason: ReturnReason;
  readonly condition: ClaimedCondition;
  /** Of a price difference: the lower price of one unit that the customer points to, in minor units of the order's currency. Missing for other types. */
  readonly lowerUnitPriceMinor?: string | undefined;
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

/** A parcel is at the dock: receive, inspect and grade what is in it. */
export interface InspectionTaskIssued {
  readonly ref: CaseRef;
  readonly taskId: string;
  readonly rmaNumber: string;
  readonly trackingNumber: string;
  readonly lines: readonly InspectionTaskLine[];
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
