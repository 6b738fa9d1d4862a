// Generated from proto/ by tools/generate; do not edit.

import type { EventContract } from '../events';
import { SurveyAnswered, SurveySent } from './feedback';
import { CancellationRequested, CaseClosed, CaseSubmitted, CaseSupplemented, EvidenceAdded } from './intake';
import { CarrierClaimRaised, CaseOutcomeReported, CustomerRegistered, InspectionReported, InspectionTaskIssued, LedgerPosted, OrderPlaced, RefundPaid, ReturnRequested, ReturnShipmentAnnounced, ReturnShipmentCalledOff, StockOpened, SurveyInvited, SurveyReplied, TrackingReported } from './integration';
import { CancellationDeclined, ParcelDelivered, ParcelInTransit, ParcelLost, ParcelWrittenOff, ReturnAuthorised, ReturnCalledOff } from './logistics';
import { RefundApprovalNeeded, RefundApproved, RefundDeclined, RefundDropped, RefundExceptionOpened, RefundLegFailed, RefundRequested, RefundSettled, RefundTakenUp } from './refund';
import { CancellationPassedOn, CaseApproved, CaseRejected, CaseWithdrawn, EvidenceRequested, ReviewTaskClaimed, ReviewTaskOpened, ReviewTaskOverdue, ReviewTaskResumed } from './review';
import { InspectionTaskCreated, ItemsInspected, ItemsReceived, StockMoved } from './warehouse';

/** Departments of Huiliu, each a service with a database of its own. */
export const departments = ['feedback', 'intake', 'logistics', 'refund', 'review', 'warehouse'] as const;
export type Department = (typeof departments)[number];

/** Outside systems that say or hear events. */
export const outsideSystems = ['carrier', 'crm', 'finance', 'wms'] as const;
export type OutsideSystem = (typeof outsideSystems)[number];

/** Event type → the type of its value. */
export interface EventTypes {
  readonly 'huiliu.feedback.v1.SurveySent': SurveySent;
  readonly 'huiliu.feedback.v1.SurveyAnswered': SurveyAnswered;
  readonly 'huiliu.intake.v1.CaseSubmitted': CaseSubmitted;
  readonly 'huiliu.intake.v1.EvidenceAdded': EvidenceAdded;
  readonly 'huiliu.intake.v1.CaseSupplemented': CaseSupplemented;
  readonly 'huiliu.intake.v1.CancellationRequested': CancellationRequested;
  readonly 'huiliu.intake.v1.CaseClosed': CaseClosed;
  readonly 'huiliu.integration.v1.ReturnShipmentAnnounced': ReturnShipmentAnnounced;
  readonly 'huiliu.integration.v1.ReturnShipmentCalledOff': ReturnShipmentCalledOff;
  readonly 'huiliu.integration.v1.TrackingReported': TrackingReported;
  readonly 'huiliu.integration.v1.CarrierClaimRaised': CarrierClaimRaised;
  readonly 'huiliu.integration.v1.CustomerRegistered': CustomerRegistered;
  readonly 'huiliu.integration.v1.OrderPlaced': OrderPlaced;
  readonly 'huiliu.integration.v1.ReturnRequested': ReturnRequested;
  readonly 'huiliu.integration.v1.CaseOutcomeReported': CaseOutcomeReported;
  readonly 'huiliu.integration.v1.SurveyInvited': SurveyInvited;
  readonly 'huiliu.integration.v1.SurveyReplied': SurveyReplied;
  readonly 'huiliu.integration.v1.RefundPaid': RefundPaid;
  readonly 'huiliu.integration.v1.LedgerPosted': LedgerPosted;
  readonly 'huiliu.integration.v1.InspectionTaskIssued': InspectionTaskIssued;
  readonly 'huiliu.integration.v1.InspectionReported': InspectionReported;
  readonly 'huiliu.integration.v1.StockOpened': StockOpened;
  readonly 'huiliu.logistics.v1.ReturnAuthorised': ReturnAuthorised;
  readonly 'huiliu.logistics.v1.ParcelInTransit': ParcelInTransit;
  readonly 'huiliu.logistics.v1.ParcelDelivered': ParcelDelivered;
  readonly 'huiliu.logistics.v1.ParcelLost': ParcelLost;
  readonly 'huiliu.logistics.v1.ReturnCalledOff': ReturnCalledOff;
  readonly 'huiliu.logistics.v1.CancellationDeclined': CancellationDeclined;
  readonly 'huiliu.logistics.v1.ParcelWrittenOff': ParcelWrittenOff;
  readonly 'huiliu.refund.v1.RefundRequested': RefundRequested;
  readonly 'huiliu.refund.v1.RefundLegFailed': RefundLegFailed;
  readonly 'huiliu.refund.v1.RefundSettled': RefundSettled;
  readonly 'huiliu.refund.v1.RefundApprovalNeeded': RefundApprovalNeeded;
  readonly 'huiliu.refund.v1.RefundDeclined': RefundDeclined;
  readonly 'huiliu.refund.v1.RefundTakenUp': RefundTakenUp;
  readonly 'huiliu.refund.v1.RefundDropped': RefundDropped;
  readonly 'huiliu.refund.v1.RefundExceptionOpened': RefundExceptionOpened;
  readonly 'huiliu.refund.v1.RefundApproved': RefundApproved;
  readonly 'huiliu.review.v1.CaseApproved': CaseApproved;
  readonly 'huiliu.review.v1.CaseRejected': CaseRejected;
  readonly 'huiliu.review.v1.ReviewTaskOpened': ReviewTaskOpened;
  readonly 'huiliu.review.v1.ReviewTaskClaimed': ReviewTaskClaimed;
  readonly 'huiliu.review.v1.ReviewTaskOverdue': ReviewTaskOverdue;
  readonly 'huiliu.review.v1.EvidenceRequested': EvidenceRequested;
  readonly 'huiliu.review.v1.ReviewTaskResumed': ReviewTaskResumed;
  readonly 'huiliu.review.v1.CaseWithdrawn': CaseWithdrawn;
  readonly 'huiliu.review.v1.CancellationPassedOn': CancellationPassedOn;
  readonly 'huiliu.warehouse.v1.InspectionTaskCreated': InspectionTaskCreated;
  readonly 'huiliu.warehouse.v1.ItemsReceived': ItemsReceived;
  readonly 'huiliu.warehouse.v1.ItemsInspected': ItemsInspected;
  readonly 'huiliu.warehouse.v1.StockMoved': StockMoved;
}

/** Every event of the contracts, by package, in the order of the files. */
export const allEvents: readonly EventContract<unknown>[] = [
  SurveySent,
  SurveyAnswered,
  CaseSubmitted,
  EvidenceAdded,
  CaseSupplemented,
  CancellationRequested,
  CaseClosed,
  ReturnShipmentAnnounced,
  ReturnShipmentCalledOff,
  TrackingReported,
  CarrierClaimRaised,
  CustomerRegistered,
  OrderPlaced,
  ReturnRequested,
  CaseOutcomeReported,
  SurveyInvited,
  SurveyReplied,
  RefundPaid,
  LedgerPosted,
  InspectionTaskIssued,
  InspectionReported,
  StockOpened,
  ReturnAuthorised,
  ParcelInTransit,
  ParcelDelivered,
  ParcelLost,
  ReturnCalledOff,
  CancellationDeclined,
  ParcelWrittenOff,
  RefundRequested,
  RefundLegFailed,
  RefundSettled,
  RefundApprovalNeeded,
  RefundDeclined,
  RefundTakenUp,
  RefundDropped,
  RefundExceptionOpened,
  RefundApproved,
  CaseApproved,
  CaseRejected,
  ReviewTaskOpened,
  ReviewTaskClaimed,
  ReviewTaskOverdue,
  EvidenceRequested,
  ReviewTaskResumed,
  CaseWithdrawn,
  CancellationPassedOn,
  InspectionTaskCreated,
  ItemsReceived,
  ItemsInspected,
  StockMoved,
];
