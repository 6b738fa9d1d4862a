// Generated from proto/ by tools/generate; do not edit.

import { defineEnum, type WireOf, type WordOf } from '../enums';
import { defineEvent, type EventContract } from '../events';
import type { CaseRef, Disposition, Grade, Liability, RepairOutcome } from './common';

export const ExceptionKind = defineEnum('EXCEPTION_KIND', [
  'UNSPECIFIED',
  'SHORT', // Units that were announced are not in the box.
  'EMPTY_BOX', // Nothing at all is.
  'OVER', // More of a line than was announced.
  'WRONG_ITEM', // Another SKU than was announced, or none of the case's lines.
  'DISPUTED', // The customer disputes that units were rejected at the inspection: opened when they have chosen that.
  'NOT_RECEIVED', // The carrier says that it was delivered, and nothing was reported of it: where it is, is to be found out.
  'NOT_FINISHED', // Some of it was reported, and never the end.
]);
/** As on the wire. */
export type ExceptionKind = WireOf<typeof ExceptionKind>;
/** As the domain says it. */
export type ExceptionKindWord = WordOf<typeof ExceptionKind>;

/** How an exception ended, or will if nobody says otherwise. */
export const ExceptionResolution = defineEnum('EXCEPTION_RESOLUTION', [
  'UNSPECIFIED',
  'CONFIRMED_MISSING', // What is missing stays missing.
  'STAYS_IN_QUARANTINE',
  'BACK_TO_CUSTOMER',
  'RESTOCK', // Onto the shelf of its grade.
  'ACCEPTED', // Of a dispute: the units are accepted as they are.
  'UPHELD', // Of a dispute: they stay rejected, and the customer chooses again.
  'TURNED_UP', // The WMS has reported after all: nobody else says so.
  'IS_HERE', // The goods are found, and will be inspected: the time for that begins again.
  'NEVER_CAME', // They are not with us, whatever the carrier says: they count as lost on their way.
  'AS_REPORTED', // The inspection ends with what was reported; the rest is missing.
]);
/** As on the wire. */
export type ExceptionResolution = WireOf<typeof ExceptionResolution>;
/** As the domain says it. */
export type ExceptionResolutionWord = WordOf<typeof ExceptionResolution>;

/** What became of the units that an inspection has rejected. */
export const RejectionOutcome = defineEnum('REJECTION_OUTCOME', [
  'UNSPECIFIED',
  'DEDUCTION', // 折价: paid for, less a deduction.
  'ACCEPTED', // Accepted as they are.
  'GOODS_BACK', // 退回客户
]);
/** As on the wire. */
export type RejectionOutcome = WireOf<typeof RejectionOutcome>;
/** As the domain says it. */
export type RejectionOutcomeWord = WordOf<typeof RejectionOutcome>;

/** The goods are at the dock, and the WMS is to inspect them. Said again each time that it is asked once more, and where its time begins again without a receipt. */
export interface InspectionTaskCreated {
  readonly ref: CaseRef;
  readonly taskId: string;
  /** How often the WMS was asked, from 1. Missing where nobody counts. */
  readonly attempt?: number | undefined;
  /** When it is asked again, or somebody looks for the goods, if nothing is reported. Missing where no clock runs. */
  readonly inspectBy?: string | undefined;
}
export const InspectionTaskCreated: EventContract<InspectionTaskCreated, 'huiliu.warehouse.v1.InspectionTaskCreated'> = defineEvent({
  type: 'huiliu.warehouse.v1.InspectionTaskCreated',
  name: 'InspectionTaskCreated',
  topic: 'huiliu.warehouse.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['warehouse'],
  heardBy: ['intake'],
});

export interface ReceivedLine {
  readonly caseLineId: string;
  readonly sku: string;
  /** Units of this receipt, not the sum. */
  readonly quantity: number;
  /** Units so far, this receipt included. */
  readonly total: number;
  readonly expected: number;
}

export interface ItemsReceived {
  readonly ref: CaseRef;
  readonly reportId: string;
  readonly lines: readonly ReceivedLine[];
  /** Of the rest, as in `InspectionTaskCreated`: time begins again with a report. Missing where no clock runs. */
  readonly inspectBy?: string | undefined;
}
export const ItemsReceived: EventContract<ItemsReceived, 'huiliu.warehouse.v1.ItemsReceived'> = defineEvent({
  type: 'huiliu.warehouse.v1.ItemsReceived',
  name: 'ItemsReceived',
  topic: 'huiliu.warehouse.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['warehouse'],
  heardBy: ['intake'],
});

export interface GradedUnits {
  readonly quantity: number;
  readonly grade: Grade;
  readonly liability: Liability;
  readonly disposition: Disposition;
}

export interface InspectedLine {
  readonly caseLineId: string;
  readonly orderLineId: string;
  readonly sku: string;
  readonly expected: number;
  readonly accepted: number;
  readonly short: number;
  /** More than expected, or not what was announced: set aside, not refunded. */
  readonly quarantined: number;
  readonly graded: readonly GradedUnits[];
  /** Units that came and are not accepted as they are: in quarantine, and among those that were graded, until it is settled what becomes of them. Missing where there are none. */
  readonly rejected?: number | undefined;
}

/** Every unit of the case is accepted, rejected or short. The refund follows the accepted ones, and waits where some are rejected. */
export interface ItemsInspected {
  readonly ref: CaseRef;
  readonly taskId: string;
  readonly lines: readonly InspectedLine[];
  readonly inspectedAt: string;
}
export const ItemsInspected: EventContract<ItemsInspected, 'huiliu.warehouse.v1.ItemsInspected'> = defineEvent({
  type: 'huiliu.warehouse.v1.ItemsInspected',
  name: 'ItemsInspected',
  topic: 'huiliu.warehouse.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['warehouse'],
  heardBy: ['intake', 'refund'],
});

/** The ledger of what after-sales moved, by condition. Key: the SKU. */
export interface StockMoved {
  readonly sku: string;
  readonly moveId: string;
  readonly caseId: string;
  /** Condition as kept on the shelf: a, b, c, d, quarantine; `outside` is the world. */
  readonly fromCondition: string;
  readonly toCondition: string;
  readonly quantity: string;
  readonly disposition: Disposition;
}
export const StockMoved: EventContract<StockMoved, 'huiliu.warehouse.v1.StockMoved'> = defineEvent({
  type: 'huiliu.warehouse.v1.StockMoved',
  name: 'StockMoved',
  topic: 'huiliu.warehouse.v1',
  key: 'stock',
  visibility: 'inner',
  saidBy: ['warehouse'],
  heardBy: [],
});

export interface ReservedLine {
  readonly caseLineId: string;
  readonly sku: string;
  readonly quantity: number;
}

/** A variant that the customer has chosen, as the one before was out of stock. */
export interface ReservedVariant {
  readonly caseLineId: string;
  /** Of one unit, as it was quoted. */
  readonly unitPriceMinor: string;
}

/** Everything that is to be sent to the customer is set aside for them. */
export interface UnitsReserved {
  readonly ref: CaseRef;
  /** Which shipment of the case it is for, from 1: what is lost is sent once more. */
  readonly attempt: number;
  readonly lines: readonly ReservedLine[];
  /** Missing where it is what was approved. */
  readonly variant?: ReservedVariant | undefined;
}
export const UnitsReserved: EventContract<UnitsReserved, 'huiliu.warehouse.v1.UnitsReserved'> = defineEvent({
  type: 'huiliu.warehouse.v1.UnitsReserved',
  name: 'UnitsReserved',
  topic: 'huiliu.warehouse.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['warehouse'],
  heardBy: ['intake', 'logistics', 'refund'],
});

/** There is not enough of it. Nothing more is done before the customer has chosen. */
export interface OutOfStock {
  readonly ref: CaseRef;
  readonly attempt: number;
  /** How often the customer has to choose in this case, from 1. */
  readonly number: number;
}
export const OutOfStock: EventContract<OutOfStock, 'huiliu.warehouse.v1.OutOfStock'> = defineEvent({
  type: 'huiliu.warehouse.v1.OutOfStock',
  name: 'OutOfStock',
  topic: 'huiliu.warehouse.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['warehouse'],
  heardBy: ['intake'],
});

/** The units have left the shelf and were handed to the carrier. */
export interface ReplacementPicked {
  readonly ref: CaseRef;
  readonly attempt: number;
  readonly lines: readonly ReservedLine[];
}
export const ReplacementPicked: EventContract<ReplacementPicked, 'huiliu.warehouse.v1.ReplacementPicked'> = defineEvent({
  type: 'huiliu.warehouse.v1.ReplacementPicked',
  name: 'ReplacementPicked',
  topic: 'huiliu.warehouse.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['warehouse'],
  heardBy: ['intake', 'logistics'],
});

export interface ExceptionLine {
  /** Of no line of the case where the WMS names one that is not in it. */
  readonly caseLineId: string;
  readonly sku: string;
  readonly quantity: number;
}

/** What was in the box is not what was announced: said before the inspection that has found it. Or the customer disputes what the inspection has rejected, or the inspection is overdue. The case stays open until it is resolved. */
export interface ExceptionOpened {
  readonly ref: CaseRef;
  readonly exceptionId: string;
  readonly kind: ExceptionKind;
  readonly lines: readonly ExceptionLine[];
  readonly dueAt: string;
  /** What it ends with at that time if nobody has resolved it. */
  readonly byDefault: ExceptionResolution;
  /** The department that answers for it, also while a person sees to it. */
  readonly owner: string;
}
export const ExceptionOpened: EventContract<ExceptionOpened, 'huiliu.warehouse.v1.ExceptionOpened'> = defineEvent({
  type: 'huiliu.warehouse.v1.ExceptionOpened',
  name: 'ExceptionOpened',
  topic: 'huiliu.warehouse.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['warehouse'],
  heardBy: ['intake'],
});

/** A person of the warehouse sees to it. */
export interface ExceptionClaimed {
  readonly ref: CaseRef;
  readonly exceptionId: string;
  readonly claimedBy: string;
}
export const ExceptionClaimed: EventContract<ExceptionClaimed, 'huiliu.warehouse.v1.ExceptionClaimed'> = defineEvent({
  type: 'huiliu.warehouse.v1.ExceptionClaimed',
  name: 'ExceptionClaimed',
  topic: 'huiliu.warehouse.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['warehouse'],
  heardBy: ['intake'],
});

export interface ExceptionResolved {
  readonly ref: CaseRef;
  readonly exceptionId: string;
  readonly resolution: ExceptionResolution;
  /** A staff id, or `deadline`; `wms` or `logistics` where what they have said has ended it. */
  readonly resolvedBy: string;
  readonly reasonCode: string;
}
export const ExceptionResolved: EventContract<ExceptionResolved, 'huiliu.warehouse.v1.ExceptionResolved'> = defineEvent({
  type: 'huiliu.warehouse.v1.ExceptionResolved',
  name: 'ExceptionResolved',
  topic: 'huiliu.warehouse.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['warehouse'],
  heardBy: ['intake'],
});

/** A parcel that the carrier has delivered, by its own word, was never received: no report of it is taken any more. Logistics has it written off. */
export interface ParcelNotReceived {
  readonly ref: CaseRef;
  /** Of the exception that has ended so. */
  readonly exceptionId: string;
  /** A staff id, or `deadline`. */
  readonly decidedBy: string;
  readonly decidedAt: string;
}
export const ParcelNotReceived: EventContract<ParcelNotReceived, 'huiliu.warehouse.v1.ParcelNotReceived'> = defineEvent({
  type: 'huiliu.warehouse.v1.ParcelNotReceived',
  name: 'ParcelNotReceived',
  topic: 'huiliu.warehouse.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['warehouse'],
  heardBy: ['logistics'],
});

/** The goods of a repair are inspected: the WMS is asked to repair them, and again when no answer comes. */
export interface RepairOrdered {
  readonly ref: CaseRef;
  /** From 1. */
  readonly attempt: number;
  /** Without an answer by then it is asked again. */
  readonly answerBy: string;
  /** Nobody has answered for long: a person in the warehouse has to look. */
  readonly overdue: boolean;
}
export const RepairOrdered: EventContract<RepairOrdered, 'huiliu.warehouse.v1.RepairOrdered'> = defineEvent({
  type: 'huiliu.warehouse.v1.RepairOrdered',
  name: 'RepairOrdered',
  topic: 'huiliu.warehouse.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['warehouse'],
  heardBy: ['intake'],
});

/** The units are repaired and can go back to the customer, or can't be repaired and are ours. */
export interface RepairFinished {
  readonly ref: CaseRef;
  readonly outcome: RepairOutcome;
  /** Every unit that was accepted for repair. */
  readonly lines: readonly ReservedLine[];
  readonly finishedAt: string;
}
export const RepairFinished: EventContract<RepairFinished, 'huiliu.warehouse.v1.RepairFinished'> = defineEvent({
  type: 'huiliu.warehouse.v1.RepairFinished',
  name: 'RepairFinished',
  topic: 'huiliu.warehouse.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['warehouse'],
  heardBy: ['intake', 'logistics'],
});

export interface RejectedLine {
  readonly caseLineId: string;
  readonly orderLineId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly grade: Grade;
}

/** All rejected units of the case, at once and for good: who has them has carried out what was chosen. Money and parcels follow this, and not the choice. */
export interface RejectionSettled {
  readonly ref: CaseRef;
  readonly outcome: RejectionOutcome;
  readonly lines: readonly RejectedLine[];
  readonly settledAt: string;
}
export const RejectionSettled: EventContract<RejectionSettled, 'huiliu.warehouse.v1.RejectionSettled'> = defineEvent({
  type: 'huiliu.warehouse.v1.RejectionSettled',
  name: 'RejectionSettled',
  topic: 'huiliu.warehouse.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['warehouse'],
  heardBy: ['intake', 'refund', 'logistics'],
});

export interface ParcelGoods {
  readonly sku: string;
  readonly quantity: number;
}

/** Goods have come that nobody had announced: in quarantine until it is known whose they are. */
export interface ParcelUnannounced {
  readonly parcelId: string;
  readonly goods: readonly ParcelGoods[];
  /** Then they are nobody's, unless somebody has found out by then. */
  readonly dueAt: string;
  /** The department that answers for it. */
  readonly owner: string;
}
export const ParcelUnannounced: EventContract<ParcelUnannounced, 'huiliu.warehouse.v1.ParcelUnannounced'> = defineEvent({
  type: 'huiliu.warehouse.v1.ParcelUnannounced',
  name: 'ParcelUnannounced',
  topic: 'huiliu.warehouse.v1',
  key: 'parcel',
  visibility: 'inner',
  saidBy: ['warehouse'],
  heardBy: [],
});

/** Nobody has found out in time whose it is: it stays in quarantine as unclaimed goods. */
export interface ParcelUnclaimed {
  readonly parcelId: string;
}
export const ParcelUnclaimed: EventContract<ParcelUnclaimed, 'huiliu.warehouse.v1.ParcelUnclaimed'> = defineEvent({
  type: 'huiliu.warehouse.v1.ParcelUnclaimed',
  name: 'ParcelUnclaimed',
  topic: 'huiliu.warehouse.v1',
  key: 'parcel',
  visibility: 'inner',
  saidBy: ['warehouse'],
  heardBy: [],
});

/** Goods that nobody had announced are this case's, as a person has found out, or as was written on them. Logistics answers whether its return still takes them in. */
export interface ParcelMatched {
  readonly ref: CaseRef;
  readonly parcelId: string;
  /** What the carrier calls it; empty where nobody knows. */
  readonly trackingNumber: string;
  readonly carrierCode: string;
  readonly goods: readonly ParcelGoods[];
  /** With what was matched before, it is all that is expected: nothing more is waited for. */
  readonly complete: boolean;
  /** A staff id, or `clue`. */
  readonly matchedBy: string;
  readonly receivedAt: string;
}
export const ParcelMatched: EventContract<ParcelMatched, 'huiliu.warehouse.v1.ParcelMatched'> = defineEvent({
  type: 'huiliu.warehouse.v1.ParcelMatched',
  name: 'ParcelMatched',
  topic: 'huiliu.warehouse.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['warehouse'],
  heardBy: ['logistics'],
});

export interface GetArrivalRequest {
  readonly caseId: string;
}

export interface GetArrivalResponse {
  readonly ref?: CaseRef | undefined;
  /** expected, at_dock, receiving, inspected, called_off, written_off. */
  readonly status: string;
  readonly taskId: string;
  readonly rmaNumber: string;
  readonly trackingNumber: string;
  readonly lines: readonly InspectedLine[];
  /** Parcels that nobody had announced, and whose goods are among those that are inspected. */
  readonly unannounced: readonly string[];
}

export interface GetStockRequest {
  readonly sku: string;
}

export interface GetStockResponse {
  readonly sku: string;
  /** Units by condition. */
  readonly onHand: Readonly<Record<string, string>>;
  readonly opening: string;
}

export interface ExceptionView {
  readonly exceptionId: string;
  readonly ref?: CaseRef | undefined;
  readonly kind: ExceptionKind;
  /** open, claimed, resolved, cleared_up, defaulted. */
  readonly status: string;
  readonly lines: readonly ExceptionLine[];
  readonly openedAt?: string | undefined;
  readonly dueAt?: string | undefined;
  readonly byDefault: ExceptionResolution;
  /** Empty while it is no person's. */
  readonly claimedBy: string;
  /** Unspecified until it is over. */
  readonly resolution: ExceptionResolution;
  /** The department that answers for it. */
  readonly owner: string;
  /** A staff id, `deadline`, or `wms` or `logistics` where a word of theirs has ended it; empty until it is over. */
  readonly resolvedBy: string;
  readonly reasonCode: string;
  /** What it may be resolved with. */
  readonly resolutions: readonly ExceptionResolution[];
  /** Another one as soon as anything else of this view is. */
  readonly tag?: string | undefined;
}

export interface ListExceptionsRequest {
  /** Those of one kind; unspecified: of all. */
  readonly kind: ExceptionKind;
  /** Those that are due by then; missing: whenever. */
  readonly dueBy?: string | undefined;
  readonly limit: number;
  readonly cursor: string;
}

export interface ListExceptionsResponse {
  readonly exceptions: readonly ExceptionView[];
  /** Empty on the last page. */
  readonly nextCursor: string;
}

export interface ClaimExceptionRequest {
  readonly exceptionId: string;
  readonly claimant: string;
}

export interface ClaimExceptionResponse {
  readonly exception?: ExceptionView | undefined;
}

export interface ResolveExceptionRequest {
  readonly exceptionId: string;
  readonly claimant: string;
  readonly resolution: ExceptionResolution;
  /** In capitals, as NOT_IN_THE_BOX. */
  readonly reasonCode: string;
  /** The tag of the view that the caller has decided on; missing: whatever there is. */
  readonly seen?: string | undefined;
}

export interface ResolveExceptionResponse {
  readonly exception?: ExceptionView | undefined;
}

export interface GoodsView {
  readonly sku: string;
  readonly quantity: number;
  readonly grade: Grade;
}

export interface UnannouncedParcelView {
  readonly parcelId: string;
  /** open, matching, matched, unclaimed. */
  readonly status: string;
  /** The department that answers for it. */
  readonly owner: string;
  readonly trackingNumber: string;
  readonly carrierCode: string;
  readonly foundInTaskId: string;
  readonly goods: readonly GoodsView[];
  /** As written on it; empty where nothing is. */
  readonly caseNumber: string;
  readonly orderId: string;
  readonly receivedAt?: string | undefined;
  readonly openedAt?: string | undefined;
  /** Then it stays in quarantine as unclaimed goods. */
  readonly dueAt?: string | undefined;
  /** The case that it is matched to; missing while it is open. */
  readonly matched?: CaseRef | undefined;
  /** A staff id, or `clue`. */
  readonly matchedBy: string;
  /** Why logistics did not take it for a parcel of the case that it was matched to last; empty where it did, or was not asked. */
  readonly declined: string;
}

export interface ParcelCandidate {
  readonly ref?: CaseRef | undefined;
  /** Whether the case number on it is this case's, the order, or the carrier's number. */
  readonly sameCaseNumber: boolean;
  readonly sameOrder: boolean;
  readonly sameTrackingNumber: boolean;
  /** Units that are expected of SKUs that are in it. */
  readonly units: number;
}

export interface ListUnannouncedParcelsRequest {
  readonly limit: number;
  readonly cursor: string;
}

export interface ListUnannouncedParcelsResponse {
  readonly parcels: readonly UnannouncedParcelView[];
  /** Empty on the last page. */
  readonly nextCursor: string;
}

export interface GetUnannouncedParcelRequest {
  readonly parcelId: string;
}

export interface GetUnannouncedParcelResponse {
  readonly parcel?: UnannouncedParcelView | undefined;
  /** Of cases whose goods have not come yet, the likeliest at the top. */
  readonly candidates: readonly ParcelCandidate[];
}

export interface MatchUnannouncedParcelRequest {
  readonly parcelId: string;
  readonly caseId: string;
  /** Staff id. */
  readonly matchedBy: string;
}

export interface MatchUnannouncedParcelResponse {
  readonly parcel?: UnannouncedParcelView | undefined;
}
