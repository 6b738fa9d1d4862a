// Generated from proto/ by tools/generate; do not edit.

import type { EventContract } from '../events';
import { ConcernAnswered, ConcernClaimed, ConcernOpened, ConcernOverdue, ConcernTurned, SurveyAnswered, SurveySent } from './feedback';
import { CancellationRequested, CaseClosed, CaseSubmitted, CaseSupplemented, ConcernRaised, EvidenceAdded, ResolutionChanged } from './intake';
import { CarrierClaimRaised, CaseOutcomeReported, CaseReopened, ChoiceOffered, ConcernReported, CustomerRegistered, InspectionReported, InspectionTaskIssued, LedgerPosted, OrderPlaced, OrderShipped, OutboundRecallCalledOff, OutboundRecallRequested, OutboundShipmentAnnounced, OutboundStopAnswered, OutboundStopCalledOff, OutboundStopRequested, PickingReported, PickingTaskIssued, PutAwayReported, PutAwayTaskIssued, RefundPaid, RepairReported, RepairTaskIssued, ReservationReleased, ReservationReported, ReservationTaskIssued, ReturnParcelAdded, ReturnRequested, ReturnShipmentAnnounced, ReturnShipmentCalledOff, ReturnShipmentRecallRequested, StockOpened, SurveyInvited, SurveyReplied, TrackingReported, UnannouncedParcelReceived, VariantsQuoted } from './integration';
import { CancellationAgreed, CancellationAwaitsAgreement, CancellationDeclined, OutboundStopped, ParcelAdded, ParcelDelivered, ParcelInTransit, ParcelLost, ParcelMatchAnswered, ParcelRecalled, ParcelReturned, ParcelWrittenOff, RecallCalledOff, ReplacementCalledOff, ReplacementDelivered, ReplacementLost, ReplacementOrdered, ReplacementOverdue, ReplacementReturned, ReplacementShipped, ReplacementWrittenOff, ReportAwaited, ReturnAuthorised, ReturnCalledOff, StopRequested } from './logistics';
import { DeductionQuoted, DifferenceSettled, HoldCaptured, HoldDeclined, HoldPlaced, HoldReleased, HoldRunsOut, RefundApprovalNeeded, RefundApproved, RefundDeclined, RefundDropped, RefundExceptionOpened, RefundLate, RefundLegFailed, RefundRequested, RefundSettled, RefundTakenUp, TopUpExpired, TopUpPaid, TopUpRequested, VariantsCompared } from './refund';
import { CancellationPassedOn, CaseApproved, CaseRejected, CaseWithdrawn, EvidenceRequested, ReviewTaskClaimed, ReviewTaskOpened, ReviewTaskOverdue, ReviewTaskResumed } from './review';
import { ExceptionClaimed, ExceptionOpened, ExceptionResolved, InspectionTaskCreated, ItemsInspected, ItemsReceived, OutOfStock, ParcelMatched, ParcelNotReceived, ParcelUnannounced, ParcelUnclaimed, RejectionSettled, RepairFinished, RepairOrdered, ReplacementPicked, StockMoved, UnitsReserved } from './warehouse';

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
  readonly 'huiliu.feedback.v1.ConcernOpened': ConcernOpened;
  readonly 'huiliu.feedback.v1.ConcernClaimed': ConcernClaimed;
  readonly 'huiliu.feedback.v1.ConcernOverdue': ConcernOverdue;
  readonly 'huiliu.feedback.v1.ConcernAnswered': ConcernAnswered;
  readonly 'huiliu.feedback.v1.ConcernTurned': ConcernTurned;
  readonly 'huiliu.intake.v1.CaseSubmitted': CaseSubmitted;
  readonly 'huiliu.intake.v1.ConcernRaised': ConcernRaised;
  readonly 'huiliu.intake.v1.EvidenceAdded': EvidenceAdded;
  readonly 'huiliu.intake.v1.CaseSupplemented': CaseSupplemented;
  readonly 'huiliu.intake.v1.CancellationRequested': CancellationRequested;
  readonly 'huiliu.intake.v1.CaseClosed': CaseClosed;
  readonly 'huiliu.intake.v1.ResolutionChanged': ResolutionChanged;
  readonly 'huiliu.integration.v1.ReturnShipmentAnnounced': ReturnShipmentAnnounced;
  readonly 'huiliu.integration.v1.ReturnShipmentCalledOff': ReturnShipmentCalledOff;
  readonly 'huiliu.integration.v1.ReturnShipmentRecallRequested': ReturnShipmentRecallRequested;
  readonly 'huiliu.integration.v1.ReturnParcelAdded': ReturnParcelAdded;
  readonly 'huiliu.integration.v1.TrackingReported': TrackingReported;
  readonly 'huiliu.integration.v1.CarrierClaimRaised': CarrierClaimRaised;
  readonly 'huiliu.integration.v1.OutboundShipmentAnnounced': OutboundShipmentAnnounced;
  readonly 'huiliu.integration.v1.OutboundRecallRequested': OutboundRecallRequested;
  readonly 'huiliu.integration.v1.OutboundRecallCalledOff': OutboundRecallCalledOff;
  readonly 'huiliu.integration.v1.CustomerRegistered': CustomerRegistered;
  readonly 'huiliu.integration.v1.OrderPlaced': OrderPlaced;
  readonly 'huiliu.integration.v1.OrderShipped': OrderShipped;
  readonly 'huiliu.integration.v1.ReturnRequested': ReturnRequested;
  readonly 'huiliu.integration.v1.ConcernReported': ConcernReported;
  readonly 'huiliu.integration.v1.CaseOutcomeReported': CaseOutcomeReported;
  readonly 'huiliu.integration.v1.CaseReopened': CaseReopened;
  readonly 'huiliu.integration.v1.ChoiceOffered': ChoiceOffered;
  readonly 'huiliu.integration.v1.VariantsQuoted': VariantsQuoted;
  readonly 'huiliu.integration.v1.SurveyInvited': SurveyInvited;
  readonly 'huiliu.integration.v1.SurveyReplied': SurveyReplied;
  readonly 'huiliu.integration.v1.RefundPaid': RefundPaid;
  readonly 'huiliu.integration.v1.LedgerPosted': LedgerPosted;
  readonly 'huiliu.integration.v1.InspectionTaskIssued': InspectionTaskIssued;
  readonly 'huiliu.integration.v1.InspectionReported': InspectionReported;
  readonly 'huiliu.integration.v1.StockOpened': StockOpened;
  readonly 'huiliu.integration.v1.ReservationTaskIssued': ReservationTaskIssued;
  readonly 'huiliu.integration.v1.ReservationReleased': ReservationReleased;
  readonly 'huiliu.integration.v1.ReservationReported': ReservationReported;
  readonly 'huiliu.integration.v1.PickingTaskIssued': PickingTaskIssued;
  readonly 'huiliu.integration.v1.PickingReported': PickingReported;
  readonly 'huiliu.integration.v1.OutboundStopRequested': OutboundStopRequested;
  readonly 'huiliu.integration.v1.OutboundStopCalledOff': OutboundStopCalledOff;
  readonly 'huiliu.integration.v1.OutboundStopAnswered': OutboundStopAnswered;
  readonly 'huiliu.integration.v1.RepairTaskIssued': RepairTaskIssued;
  readonly 'huiliu.integration.v1.RepairReported': RepairReported;
  readonly 'huiliu.integration.v1.UnannouncedParcelReceived': UnannouncedParcelReceived;
  readonly 'huiliu.integration.v1.PutAwayTaskIssued': PutAwayTaskIssued;
  readonly 'huiliu.integration.v1.PutAwayReported': PutAwayReported;
  readonly 'huiliu.logistics.v1.ReturnAuthorised': ReturnAuthorised;
  readonly 'huiliu.logistics.v1.ParcelAdded': ParcelAdded;
  readonly 'huiliu.logistics.v1.ParcelReturned': ParcelReturned;
  readonly 'huiliu.logistics.v1.ParcelInTransit': ParcelInTransit;
  readonly 'huiliu.logistics.v1.ReportAwaited': ReportAwaited;
  readonly 'huiliu.logistics.v1.ParcelDelivered': ParcelDelivered;
  readonly 'huiliu.logistics.v1.ParcelLost': ParcelLost;
  readonly 'huiliu.logistics.v1.ReturnCalledOff': ReturnCalledOff;
  readonly 'huiliu.logistics.v1.CancellationAwaitsAgreement': CancellationAwaitsAgreement;
  readonly 'huiliu.logistics.v1.CancellationAgreed': CancellationAgreed;
  readonly 'huiliu.logistics.v1.CancellationDeclined': CancellationDeclined;
  readonly 'huiliu.logistics.v1.ParcelWrittenOff': ParcelWrittenOff;
  readonly 'huiliu.logistics.v1.ReplacementOrdered': ReplacementOrdered;
  readonly 'huiliu.logistics.v1.ReplacementShipped': ReplacementShipped;
  readonly 'huiliu.logistics.v1.ReplacementOverdue': ReplacementOverdue;
  readonly 'huiliu.logistics.v1.ReplacementDelivered': ReplacementDelivered;
  readonly 'huiliu.logistics.v1.ReplacementLost': ReplacementLost;
  readonly 'huiliu.logistics.v1.ReplacementWrittenOff': ReplacementWrittenOff;
  readonly 'huiliu.logistics.v1.ReplacementReturned': ReplacementReturned;
  readonly 'huiliu.logistics.v1.ReplacementCalledOff': ReplacementCalledOff;
  readonly 'huiliu.logistics.v1.StopRequested': StopRequested;
  readonly 'huiliu.logistics.v1.OutboundStopped': OutboundStopped;
  readonly 'huiliu.logistics.v1.ParcelRecalled': ParcelRecalled;
  readonly 'huiliu.logistics.v1.RecallCalledOff': RecallCalledOff;
  readonly 'huiliu.logistics.v1.ParcelMatchAnswered': ParcelMatchAnswered;
  readonly 'huiliu.refund.v1.RefundRequested': RefundRequested;
  readonly 'huiliu.refund.v1.RefundLegFailed': RefundLegFailed;
  readonly 'huiliu.refund.v1.RefundSettled': RefundSettled;
  readonly 'huiliu.refund.v1.RefundApprovalNeeded': RefundApprovalNeeded;
  readonly 'huiliu.refund.v1.RefundDeclined': RefundDeclined;
  readonly 'huiliu.refund.v1.RefundTakenUp': RefundTakenUp;
  readonly 'huiliu.refund.v1.RefundDropped': RefundDropped;
  readonly 'huiliu.refund.v1.RefundLate': RefundLate;
  readonly 'huiliu.refund.v1.RefundExceptionOpened': RefundExceptionOpened;
  readonly 'huiliu.refund.v1.RefundApproved': RefundApproved;
  readonly 'huiliu.refund.v1.DifferenceSettled': DifferenceSettled;
  readonly 'huiliu.refund.v1.TopUpRequested': TopUpRequested;
  readonly 'huiliu.refund.v1.TopUpExpired': TopUpExpired;
  readonly 'huiliu.refund.v1.TopUpPaid': TopUpPaid;
  readonly 'huiliu.refund.v1.DeductionQuoted': DeductionQuoted;
  readonly 'huiliu.refund.v1.VariantsCompared': VariantsCompared;
  readonly 'huiliu.refund.v1.HoldPlaced': HoldPlaced;
  readonly 'huiliu.refund.v1.HoldDeclined': HoldDeclined;
  readonly 'huiliu.refund.v1.HoldRunsOut': HoldRunsOut;
  readonly 'huiliu.refund.v1.HoldReleased': HoldReleased;
  readonly 'huiliu.refund.v1.HoldCaptured': HoldCaptured;
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
  readonly 'huiliu.warehouse.v1.UnitsReserved': UnitsReserved;
  readonly 'huiliu.warehouse.v1.OutOfStock': OutOfStock;
  readonly 'huiliu.warehouse.v1.ReplacementPicked': ReplacementPicked;
  readonly 'huiliu.warehouse.v1.ExceptionOpened': ExceptionOpened;
  readonly 'huiliu.warehouse.v1.ExceptionClaimed': ExceptionClaimed;
  readonly 'huiliu.warehouse.v1.ExceptionResolved': ExceptionResolved;
  readonly 'huiliu.warehouse.v1.ParcelNotReceived': ParcelNotReceived;
  readonly 'huiliu.warehouse.v1.RepairOrdered': RepairOrdered;
  readonly 'huiliu.warehouse.v1.RepairFinished': RepairFinished;
  readonly 'huiliu.warehouse.v1.RejectionSettled': RejectionSettled;
  readonly 'huiliu.warehouse.v1.ParcelUnannounced': ParcelUnannounced;
  readonly 'huiliu.warehouse.v1.ParcelUnclaimed': ParcelUnclaimed;
  readonly 'huiliu.warehouse.v1.ParcelMatched': ParcelMatched;
}

/** Every event of the contracts, by package, in the order of the files. */
export const allEvents: readonly EventContract<unknown>[] = [
  SurveySent,
  SurveyAnswered,
  ConcernOpened,
  ConcernClaimed,
  ConcernOverdue,
  ConcernAnswered,
  ConcernTurned,
  CaseSubmitted,
  ConcernRaised,
  EvidenceAdded,
  CaseSupplemented,
  CancellationRequested,
  CaseClosed,
  ResolutionChanged,
  ReturnShipmentAnnounced,
  ReturnShipmentCalledOff,
  ReturnShipmentRecallRequested,
  ReturnParcelAdded,
  TrackingReported,
  CarrierClaimRaised,
  OutboundShipmentAnnounced,
  OutboundRecallRequested,
  OutboundRecallCalledOff,
  CustomerRegistered,
  OrderPlaced,
  OrderShipped,
  ReturnRequested,
  ConcernReported,
  CaseOutcomeReported,
  CaseReopened,
  ChoiceOffered,
  VariantsQuoted,
  SurveyInvited,
  SurveyReplied,
  RefundPaid,
  LedgerPosted,
  InspectionTaskIssued,
  InspectionReported,
  StockOpened,
  ReservationTaskIssued,
  ReservationReleased,
  ReservationReported,
  PickingTaskIssued,
  PickingReported,
  OutboundStopRequested,
  OutboundStopCalledOff,
  OutboundStopAnswered,
  RepairTaskIssued,
  RepairReported,
  UnannouncedParcelReceived,
  PutAwayTaskIssued,
  PutAwayReported,
  ReturnAuthorised,
  ParcelAdded,
  ParcelReturned,
  ParcelInTransit,
  ReportAwaited,
  ParcelDelivered,
  ParcelLost,
  ReturnCalledOff,
  CancellationAwaitsAgreement,
  CancellationAgreed,
  CancellationDeclined,
  ParcelWrittenOff,
  ReplacementOrdered,
  ReplacementShipped,
  ReplacementOverdue,
  ReplacementDelivered,
  ReplacementLost,
  ReplacementWrittenOff,
  ReplacementReturned,
  ReplacementCalledOff,
  StopRequested,
  OutboundStopped,
  ParcelRecalled,
  RecallCalledOff,
  ParcelMatchAnswered,
  RefundRequested,
  RefundLegFailed,
  RefundSettled,
  RefundApprovalNeeded,
  RefundDeclined,
  RefundTakenUp,
  RefundDropped,
  RefundLate,
  RefundExceptionOpened,
  RefundApproved,
  DifferenceSettled,
  TopUpRequested,
  TopUpExpired,
  TopUpPaid,
  DeductionQuoted,
  VariantsCompared,
  HoldPlaced,
  HoldDeclined,
  HoldRunsOut,
  HoldReleased,
  HoldCaptured,
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
  UnitsReserved,
  OutOfStock,
  ReplacementPicked,
  ExceptionOpened,
  ExceptionClaimed,
  ExceptionResolved,
  ParcelNotReceived,
  RepairOrdered,
  RepairFinished,
  RejectionSettled,
  ParcelUnannounced,
  ParcelUnclaimed,
  ParcelMatched,
];
