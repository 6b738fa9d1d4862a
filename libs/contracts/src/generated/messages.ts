// Generated from proto/ by tools/generate; do not edit.

import type { CaseRef, DecisionRecord, EvidenceRef, FurtherParcels, Money } from './common';
import type { AnswerConcernRequest, AnswerConcernResponse, ClaimConcernRequest, ClaimConcernResponse, ConcernAnswered, ConcernClaimed, ConcernOpened, ConcernOverdue, ConcernTurned, ConcernView, GetAnswerRequest, GetAnswerResponse, GetSurveyRequest, GetSurveyResponse, ListConcernsRequest, ListConcernsResponse, SurveyAnswered, SurveySent, TurnConcernRequest, TurnConcernResponse } from './feedback';
import type { AcceptRejectionRequest, AcceptRejectionResponse, AddEvidenceRequest, AddEvidenceResponse, CancelCaseRequest, CancelCaseResponse, CancellationRequested, CancellationView, CaseClosed, CaseExceptionView, CaseLine, CaseLineView, CaseNews, CaseSubmitted, CaseSummary, CaseSupplemented, CaseView, ChoiceView, ChooseResolutionRequest, ChooseResolutionResponse, ChosenUnits, ChosenVariant, ConcernRaised, CustomerStatus, EvidenceAdded, GetCaseRequest, GetCaseResponse, GetConcernRequest, GetConcernResponse, GetContactRequest, GetContactResponse, GetSupplementsRequest, GetSupplementsResponse, GetTimelineRequest, GetTimelineResponse, HoldState, ListCasesRequest, ListCasesResponse, LookForNewsRequest, LookForNewsResponse, RaiseConcernRequest, RaiseConcernResponse, ReopenCaseRequest, ReopenCaseResponse, ReopenedLine, RepairView, ReplacementView, ResolutionChanged, SubmitCaseLine, SubmitCaseRequest, SubmitCaseResponse, Supplement, SupplementCaseRequest, SupplementCaseResponse, TimelineEntry, TopUpDue, Words } from './intake';
import type { CarrierClaimRaised, CaseOutcomeReported, CaseReopened, ChoiceOffered, ClaimedGoods, ConcernReported, CustomerRegistered, Finding, InspectionReported, InspectionTaskIssued, InspectionTaskLine, LedgerPosted, MissingUnits, OfferedVariant, OrderLine, OrderPlaced, OrderShipped, OutboundRecallCalledOff, OutboundRecallRequested, OutboundShipmentAnnounced, OutboundStopAnswered, OutboundStopCalledOff, OutboundStopRequested, PaidLeg, ParcelLine, Payment, PickingReported, PickingTaskIssued, Posting, PutAwayReported, PutAwayTaskIssued, QuotedVariant, RefundPaid, RepairReported, RepairTaskIssued, RequestedLine, ReservationReleased, ReservationReported, ReservationTaskIssued, ReturnParcelAdded, ReturnRequested, ReturnShipmentAnnounced, ReturnShipmentCalledOff, ReturnShipmentRecallRequested, ShippedLine, StockOpened, StopLine, SurveyInvited, SurveyReplied, TaskUnits, TrackingReported, UnannouncedGoods, UnannouncedParcelReceived, UnannouncedReports, VariantsQuoted } from './integration';
import type { AddReturnParcelRequest, AddReturnParcelResponse, AnswerCancellationRequest, AnswerCancellationResponse, CancellationAgreed, CancellationAwaitsAgreement, CancellationDeclined, CarrierClaim, ExpectedLine, GetOutboundRecallRequest, GetOutboundRecallResponse, GetReturnShipmentRequest, GetReturnShipmentResponse, LostLine, MatchedGoods, OutboundStopped, ParcelAdded, ParcelDelivered, ParcelInTransit, ParcelLost, ParcelMatchAnswered, ParcelRecalled, ParcelReturned, ParcelWrittenOff, RecallCalledOff, ReplacementCalledOff, ReplacementDelivered, ReplacementLine, ReplacementLost, ReplacementOrdered, ReplacementOverdue, ReplacementReturned, ReplacementShipped, ReplacementWrittenOff, ReportAwaited, ReturnAuthorised, ReturnCalledOff, ReturnCancellationView, ReturnParcelView, ScanView, ShareReturnParcelRequest, ShareReturnParcelResponse, StopRequested, StoppedLine } from './logistics';
import type { DiscardManyParkedRequest, DiscardManyParkedResponse, DiscardParkedRequest, DiscardParkedResponse, Hop, ListHopsRequest, ListHopsResponse, ListParkedRequest, ListParkedResponse, ListTimersRequest, ListTimersResponse, ListWaitingRequest, ListWaitingResponse, LookAtSubjectRequest, LookAtSubjectResponse, OpenCall, ParkedEvent, PartitionLag, ReplayManyParkedRequest, ReplayManyParkedResponse, ReplayParkedRequest, ReplayParkedResponse, ShowLagRequest, ShowLagResponse, Timer, WaitingEvent } from './ops';
import type { ApproveRefundRequest, ApproveRefundResponse, CapturedLine, DeclineRefundRequest, DeclineRefundResponse, DeclineView, DeductionQuoted, DifferenceSettled, DifferenceView, GetRefundRequest, GetRefundResponse, HoldCaptured, HoldDeclined, HoldPlaced, HoldReleased, HoldRunsOut, HoldView, LegView, ListWaitingRefundsRequest, ListWaitingRefundsResponse, QuotedLine, RefundApprovalNeeded, RefundApproved, RefundDeclined, RefundDropped, RefundExceptionOpened, RefundLate, RefundLeg, RefundLegFailed, RefundLine, RefundRequested, RefundSettled, RefundTakenUp, RetryRefundRequest, RetryRefundResponse, SettleLegManuallyRequest, SettleLegManuallyResponse, SettledLine, TakeUpRefundRequest, TakeUpRefundResponse, TopUpExpired, TopUpPaid, TopUpRequested, TopUpView, VariantsCompared, WaitingRefund } from './refund';
import type { AdvanceTerms, ApprovedLine, ApprovedQuantity, CancellationPassedOn, CaseApproved, CaseRejected, CaseWithdrawn, ClaimTaskRequest, ClaimTaskResponse, DecideTaskRequest, DecideTaskResponse, EarlierRejection, EvidenceRequested, GetReviewRequest, GetReviewResponse, ListTasksRequest, ListTasksResponse, RefusedLine, RefusedPart, RejectionReason, ReviewTaskClaimed, ReviewTaskOpened, ReviewTaskOverdue, ReviewTaskResumed, TaskLine, TaskView } from './review';
import type { ClaimExceptionRequest, ClaimExceptionResponse, ExceptionClaimed, ExceptionLine, ExceptionOpened, ExceptionResolved, ExceptionView, GetArrivalRequest, GetArrivalResponse, GetStockRequest, GetStockResponse, GetUnannouncedParcelRequest, GetUnannouncedParcelResponse, GoodsView, GradedUnits, InspectedLine, InspectionTaskCreated, ItemsInspected, ItemsReceived, ListExceptionsRequest, ListExceptionsResponse, ListUnannouncedParcelsRequest, ListUnannouncedParcelsResponse, MatchUnannouncedParcelRequest, MatchUnannouncedParcelResponse, OutOfStock, ParcelCandidate, ParcelGoods, ParcelMatched, ParcelNotReceived, ParcelUnannounced, ParcelUnclaimed, ReceivedLine, RejectedLine, RejectionSettled, RepairFinished, RepairOrdered, ReplacementPicked, ReservedLine, ReservedVariant, ResolveExceptionRequest, ResolveExceptionResponse, StockMoved, UnannouncedParcelView, UnitsReserved } from './warehouse';
import type { TakeEventRequest, TakeEventResponse } from './webhooks';

/** Message name → its type. */
export interface MessageTypes {
  readonly Money: Money;
  readonly CaseRef: CaseRef;
  readonly EvidenceRef: EvidenceRef;
  readonly DecisionRecord: DecisionRecord;
  readonly FurtherParcels: FurtherParcels;
  readonly SurveySent: SurveySent;
  readonly SurveyAnswered: SurveyAnswered;
  readonly ConcernOpened: ConcernOpened;
  readonly ConcernClaimed: ConcernClaimed;
  readonly ConcernOverdue: ConcernOverdue;
  readonly ConcernAnswered: ConcernAnswered;
  readonly ConcernTurned: ConcernTurned;
  readonly GetSurveyRequest: GetSurveyRequest;
  readonly GetSurveyResponse: GetSurveyResponse;
  readonly ConcernView: ConcernView;
  readonly ListConcernsRequest: ListConcernsRequest;
  readonly ListConcernsResponse: ListConcernsResponse;
  readonly ClaimConcernRequest: ClaimConcernRequest;
  readonly ClaimConcernResponse: ClaimConcernResponse;
  readonly AnswerConcernRequest: AnswerConcernRequest;
  readonly AnswerConcernResponse: AnswerConcernResponse;
  readonly TurnConcernRequest: TurnConcernRequest;
  readonly TurnConcernResponse: TurnConcernResponse;
  readonly GetAnswerRequest: GetAnswerRequest;
  readonly GetAnswerResponse: GetAnswerResponse;
  readonly CaseLine: CaseLine;
  readonly CaseSubmitted: CaseSubmitted;
  readonly ConcernRaised: ConcernRaised;
  readonly EvidenceAdded: EvidenceAdded;
  readonly CaseSupplemented: CaseSupplemented;
  readonly CancellationRequested: CancellationRequested;
  readonly CaseClosed: CaseClosed;
  readonly ChosenUnits: ChosenUnits;
  readonly ResolutionChanged: ResolutionChanged;
  readonly ChosenVariant: ChosenVariant;
  readonly SubmitCaseRequest: SubmitCaseRequest;
  readonly RaiseConcernRequest: RaiseConcernRequest;
  readonly RaiseConcernResponse: RaiseConcernResponse;
  readonly GetConcernRequest: GetConcernRequest;
  readonly GetConcernResponse: GetConcernResponse;
  readonly SubmitCaseLine: SubmitCaseLine;
  readonly SubmitCaseResponse: SubmitCaseResponse;
  readonly AddEvidenceRequest: AddEvidenceRequest;
  readonly AddEvidenceResponse: AddEvidenceResponse;
  readonly SupplementCaseRequest: SupplementCaseRequest;
  readonly SupplementCaseResponse: SupplementCaseResponse;
  readonly AcceptRejectionRequest: AcceptRejectionRequest;
  readonly AcceptRejectionResponse: AcceptRejectionResponse;
  readonly CancelCaseRequest: CancelCaseRequest;
  readonly CancelCaseResponse: CancelCaseResponse;
  readonly ChooseResolutionRequest: ChooseResolutionRequest;
  readonly ChooseResolutionResponse: ChooseResolutionResponse;
  readonly ReopenCaseRequest: ReopenCaseRequest;
  readonly ReopenedLine: ReopenedLine;
  readonly ReopenCaseResponse: ReopenCaseResponse;
  readonly GetCaseRequest: GetCaseRequest;
  readonly GetCaseResponse: GetCaseResponse;
  readonly ListCasesRequest: ListCasesRequest;
  readonly ListCasesResponse: ListCasesResponse;
  readonly CaseSummary: CaseSummary;
  readonly CaseLineView: CaseLineView;
  readonly CancellationView: CancellationView;
  readonly Words: Words;
  readonly CustomerStatus: CustomerStatus;
  readonly ChoiceView: ChoiceView;
  readonly ReplacementView: ReplacementView;
  readonly HoldState: HoldState;
  readonly TopUpDue: TopUpDue;
  readonly CaseView: CaseView;
  readonly CaseExceptionView: CaseExceptionView;
  readonly RepairView: RepairView;
  readonly GetTimelineRequest: GetTimelineRequest;
  readonly TimelineEntry: TimelineEntry;
  readonly GetTimelineResponse: GetTimelineResponse;
  readonly LookForNewsRequest: LookForNewsRequest;
  readonly CaseNews: CaseNews;
  readonly LookForNewsResponse: LookForNewsResponse;
  readonly GetContactRequest: GetContactRequest;
  readonly GetContactResponse: GetContactResponse;
  readonly GetSupplementsRequest: GetSupplementsRequest;
  readonly Supplement: Supplement;
  readonly GetSupplementsResponse: GetSupplementsResponse;
  readonly ReturnShipmentAnnounced: ReturnShipmentAnnounced;
  readonly ReturnShipmentCalledOff: ReturnShipmentCalledOff;
  readonly ReturnShipmentRecallRequested: ReturnShipmentRecallRequested;
  readonly ReturnParcelAdded: ReturnParcelAdded;
  readonly TrackingReported: TrackingReported;
  readonly ClaimedGoods: ClaimedGoods;
  readonly CarrierClaimRaised: CarrierClaimRaised;
  readonly OutboundShipmentAnnounced: OutboundShipmentAnnounced;
  readonly OutboundRecallRequested: OutboundRecallRequested;
  readonly OutboundRecallCalledOff: OutboundRecallCalledOff;
  readonly CustomerRegistered: CustomerRegistered;
  readonly OrderLine: OrderLine;
  readonly Payment: Payment;
  readonly OrderPlaced: OrderPlaced;
  readonly ShippedLine: ShippedLine;
  readonly OrderShipped: OrderShipped;
  readonly RequestedLine: RequestedLine;
  readonly ReturnRequested: ReturnRequested;
  readonly ConcernReported: ConcernReported;
  readonly CaseOutcomeReported: CaseOutcomeReported;
  readonly CaseReopened: CaseReopened;
  readonly ChoiceOffered: ChoiceOffered;
  readonly MissingUnits: MissingUnits;
  readonly OfferedVariant: OfferedVariant;
  readonly QuotedVariant: QuotedVariant;
  readonly VariantsQuoted: VariantsQuoted;
  readonly SurveyInvited: SurveyInvited;
  readonly SurveyReplied: SurveyReplied;
  readonly PaidLeg: PaidLeg;
  readonly RefundPaid: RefundPaid;
  readonly Posting: Posting;
  readonly LedgerPosted: LedgerPosted;
  readonly InspectionTaskLine: InspectionTaskLine;
  readonly InspectionTaskIssued: InspectionTaskIssued;
  readonly UnannouncedReports: UnannouncedReports;
  readonly Finding: Finding;
  readonly InspectionReported: InspectionReported;
  readonly StockOpened: StockOpened;
  readonly TaskUnits: TaskUnits;
  readonly ReservationTaskIssued: ReservationTaskIssued;
  readonly ReservationReleased: ReservationReleased;
  readonly ReservationReported: ReservationReported;
  readonly PickingTaskIssued: PickingTaskIssued;
  readonly PickingReported: PickingReported;
  readonly StopLine: StopLine;
  readonly OutboundStopRequested: OutboundStopRequested;
  readonly OutboundStopCalledOff: OutboundStopCalledOff;
  readonly ParcelLine: ParcelLine;
  readonly OutboundStopAnswered: OutboundStopAnswered;
  readonly RepairTaskIssued: RepairTaskIssued;
  readonly RepairReported: RepairReported;
  readonly UnannouncedGoods: UnannouncedGoods;
  readonly UnannouncedParcelReceived: UnannouncedParcelReceived;
  readonly PutAwayTaskIssued: PutAwayTaskIssued;
  readonly PutAwayReported: PutAwayReported;
  readonly ExpectedLine: ExpectedLine;
  readonly ReturnAuthorised: ReturnAuthorised;
  readonly ParcelAdded: ParcelAdded;
  readonly ParcelReturned: ParcelReturned;
  readonly ParcelInTransit: ParcelInTransit;
  readonly ReportAwaited: ReportAwaited;
  readonly ParcelDelivered: ParcelDelivered;
  readonly ParcelLost: ParcelLost;
  readonly ReturnCalledOff: ReturnCalledOff;
  readonly CancellationAwaitsAgreement: CancellationAwaitsAgreement;
  readonly CancellationAgreed: CancellationAgreed;
  readonly CancellationDeclined: CancellationDeclined;
  readonly LostLine: LostLine;
  readonly ParcelWrittenOff: ParcelWrittenOff;
  readonly ReplacementLine: ReplacementLine;
  readonly ReplacementOrdered: ReplacementOrdered;
  readonly ReplacementShipped: ReplacementShipped;
  readonly ReplacementOverdue: ReplacementOverdue;
  readonly ReplacementDelivered: ReplacementDelivered;
  readonly ReplacementLost: ReplacementLost;
  readonly ReplacementWrittenOff: ReplacementWrittenOff;
  readonly ReplacementReturned: ReplacementReturned;
  readonly ReplacementCalledOff: ReplacementCalledOff;
  readonly StopRequested: StopRequested;
  readonly StoppedLine: StoppedLine;
  readonly OutboundStopped: OutboundStopped;
  readonly ParcelRecalled: ParcelRecalled;
  readonly RecallCalledOff: RecallCalledOff;
  readonly ParcelMatchAnswered: ParcelMatchAnswered;
  readonly MatchedGoods: MatchedGoods;
  readonly AnswerCancellationRequest: AnswerCancellationRequest;
  readonly AnswerCancellationResponse: AnswerCancellationResponse;
  readonly ReturnCancellationView: ReturnCancellationView;
  readonly ShareReturnParcelRequest: ShareReturnParcelRequest;
  readonly ShareReturnParcelResponse: ShareReturnParcelResponse;
  readonly AddReturnParcelRequest: AddReturnParcelRequest;
  readonly AddReturnParcelResponse: AddReturnParcelResponse;
  readonly GetReturnShipmentRequest: GetReturnShipmentRequest;
  readonly ScanView: ScanView;
  readonly GetReturnShipmentResponse: GetReturnShipmentResponse;
  readonly ReturnParcelView: ReturnParcelView;
  readonly CarrierClaim: CarrierClaim;
  readonly GetOutboundRecallRequest: GetOutboundRecallRequest;
  readonly GetOutboundRecallResponse: GetOutboundRecallResponse;
  readonly ListWaitingRequest: ListWaitingRequest;
  readonly WaitingEvent: WaitingEvent;
  readonly ListWaitingResponse: ListWaitingResponse;
  readonly ListParkedRequest: ListParkedRequest;
  readonly ParkedEvent: ParkedEvent;
  readonly ListParkedResponse: ListParkedResponse;
  readonly ReplayParkedRequest: ReplayParkedRequest;
  readonly ReplayParkedResponse: ReplayParkedResponse;
  readonly DiscardParkedRequest: DiscardParkedRequest;
  readonly DiscardParkedResponse: DiscardParkedResponse;
  readonly ReplayManyParkedRequest: ReplayManyParkedRequest;
  readonly ReplayManyParkedResponse: ReplayManyParkedResponse;
  readonly DiscardManyParkedRequest: DiscardManyParkedRequest;
  readonly DiscardManyParkedResponse: DiscardManyParkedResponse;
  readonly LookAtSubjectRequest: LookAtSubjectRequest;
  readonly Timer: Timer;
  readonly OpenCall: OpenCall;
  readonly LookAtSubjectResponse: LookAtSubjectResponse;
  readonly ListTimersRequest: ListTimersRequest;
  readonly ListTimersResponse: ListTimersResponse;
  readonly ListHopsRequest: ListHopsRequest;
  readonly Hop: Hop;
  readonly ListHopsResponse: ListHopsResponse;
  readonly ShowLagRequest: ShowLagRequest;
  readonly PartitionLag: PartitionLag;
  readonly ShowLagResponse: ShowLagResponse;
  readonly RefundLine: RefundLine;
  readonly RefundLeg: RefundLeg;
  readonly RefundRequested: RefundRequested;
  readonly RefundLegFailed: RefundLegFailed;
  readonly RefundSettled: RefundSettled;
  readonly RefundApprovalNeeded: RefundApprovalNeeded;
  readonly RefundDeclined: RefundDeclined;
  readonly RefundTakenUp: RefundTakenUp;
  readonly RefundDropped: RefundDropped;
  readonly RefundLate: RefundLate;
  readonly RefundExceptionOpened: RefundExceptionOpened;
  readonly RefundApproved: RefundApproved;
  readonly SettledLine: SettledLine;
  readonly DifferenceSettled: DifferenceSettled;
  readonly TopUpRequested: TopUpRequested;
  readonly TopUpExpired: TopUpExpired;
  readonly TopUpPaid: TopUpPaid;
  readonly QuotedLine: QuotedLine;
  readonly DeductionQuoted: DeductionQuoted;
  readonly VariantsCompared: VariantsCompared;
  readonly HoldPlaced: HoldPlaced;
  readonly HoldDeclined: HoldDeclined;
  readonly HoldRunsOut: HoldRunsOut;
  readonly HoldReleased: HoldReleased;
  readonly CapturedLine: CapturedLine;
  readonly HoldCaptured: HoldCaptured;
  readonly LegView: LegView;
  readonly GetRefundRequest: GetRefundRequest;
  readonly GetRefundResponse: GetRefundResponse;
  readonly TopUpView: TopUpView;
  readonly HoldView: HoldView;
  readonly DifferenceView: DifferenceView;
  readonly DeclineView: DeclineView;
  readonly RetryRefundRequest: RetryRefundRequest;
  readonly RetryRefundResponse: RetryRefundResponse;
  readonly WaitingRefund: WaitingRefund;
  readonly ListWaitingRefundsRequest: ListWaitingRefundsRequest;
  readonly ListWaitingRefundsResponse: ListWaitingRefundsResponse;
  readonly ApproveRefundRequest: ApproveRefundRequest;
  readonly ApproveRefundResponse: ApproveRefundResponse;
  readonly DeclineRefundRequest: DeclineRefundRequest;
  readonly DeclineRefundResponse: DeclineRefundResponse;
  readonly TakeUpRefundRequest: TakeUpRefundRequest;
  readonly TakeUpRefundResponse: TakeUpRefundResponse;
  readonly SettleLegManuallyRequest: SettleLegManuallyRequest;
  readonly SettleLegManuallyResponse: SettleLegManuallyResponse;
  readonly ApprovedLine: ApprovedLine;
  readonly RefusedLine: RefusedLine;
  readonly RefusedPart: RefusedPart;
  readonly AdvanceTerms: AdvanceTerms;
  readonly CaseApproved: CaseApproved;
  readonly RejectionReason: RejectionReason;
  readonly CaseRejected: CaseRejected;
  readonly ReviewTaskOpened: ReviewTaskOpened;
  readonly ReviewTaskClaimed: ReviewTaskClaimed;
  readonly ReviewTaskOverdue: ReviewTaskOverdue;
  readonly EvidenceRequested: EvidenceRequested;
  readonly ReviewTaskResumed: ReviewTaskResumed;
  readonly CaseWithdrawn: CaseWithdrawn;
  readonly CancellationPassedOn: CancellationPassedOn;
  readonly TaskLine: TaskLine;
  readonly TaskView: TaskView;
  readonly ListTasksRequest: ListTasksRequest;
  readonly ListTasksResponse: ListTasksResponse;
  readonly ClaimTaskRequest: ClaimTaskRequest;
  readonly ClaimTaskResponse: ClaimTaskResponse;
  readonly DecideTaskRequest: DecideTaskRequest;
  readonly ApprovedQuantity: ApprovedQuantity;
  readonly DecideTaskResponse: DecideTaskResponse;
  readonly GetReviewRequest: GetReviewRequest;
  readonly GetReviewResponse: GetReviewResponse;
  readonly EarlierRejection: EarlierRejection;
  readonly InspectionTaskCreated: InspectionTaskCreated;
  readonly ReceivedLine: ReceivedLine;
  readonly ItemsReceived: ItemsReceived;
  readonly GradedUnits: GradedUnits;
  readonly InspectedLine: InspectedLine;
  readonly ItemsInspected: ItemsInspected;
  readonly StockMoved: StockMoved;
  readonly ReservedLine: ReservedLine;
  readonly ReservedVariant: ReservedVariant;
  readonly UnitsReserved: UnitsReserved;
  readonly OutOfStock: OutOfStock;
  readonly ReplacementPicked: ReplacementPicked;
  readonly ExceptionLine: ExceptionLine;
  readonly ExceptionOpened: ExceptionOpened;
  readonly ExceptionClaimed: ExceptionClaimed;
  readonly ExceptionResolved: ExceptionResolved;
  readonly ParcelNotReceived: ParcelNotReceived;
  readonly RepairOrdered: RepairOrdered;
  readonly RepairFinished: RepairFinished;
  readonly RejectedLine: RejectedLine;
  readonly RejectionSettled: RejectionSettled;
  readonly ParcelGoods: ParcelGoods;
  readonly ParcelUnannounced: ParcelUnannounced;
  readonly ParcelUnclaimed: ParcelUnclaimed;
  readonly ParcelMatched: ParcelMatched;
  readonly GetArrivalRequest: GetArrivalRequest;
  readonly GetArrivalResponse: GetArrivalResponse;
  readonly GetStockRequest: GetStockRequest;
  readonly GetStockResponse: GetStockResponse;
  readonly ExceptionView: ExceptionView;
  readonly ListExceptionsRequest: ListExceptionsRequest;
  readonly ListExceptionsResponse: ListExceptionsResponse;
  readonly ClaimExceptionRequest: ClaimExceptionRequest;
  readonly ClaimExceptionResponse: ClaimExceptionResponse;
  readonly ResolveExceptionRequest: ResolveExceptionRequest;
  readonly ResolveExceptionResponse: ResolveExceptionResponse;
  readonly GoodsView: GoodsView;
  readonly UnannouncedParcelView: UnannouncedParcelView;
  readonly ParcelCandidate: ParcelCandidate;
  readonly ListUnannouncedParcelsRequest: ListUnannouncedParcelsRequest;
  readonly ListUnannouncedParcelsResponse: ListUnannouncedParcelsResponse;
  readonly GetUnannouncedParcelRequest: GetUnannouncedParcelRequest;
  readonly GetUnannouncedParcelResponse: GetUnannouncedParcelResponse;
  readonly MatchUnannouncedParcelRequest: MatchUnannouncedParcelRequest;
  readonly MatchUnannouncedParcelResponse: MatchUnannouncedParcelResponse;
  readonly TakeEventRequest: TakeEventRequest;
  readonly TakeEventResponse: TakeEventResponse;
}

/** Strict: comes from outside or as a request, so an unknown enum value is an error and not tolerated. */
export const messageFacts: { readonly [N in keyof MessageTypes]: { readonly type: string; readonly strict: boolean } } = {
  Money: { type: 'huiliu.common.v1.Money', strict: false },
  CaseRef: { type: 'huiliu.common.v1.CaseRef', strict: false },
  EvidenceRef: { type: 'huiliu.common.v1.EvidenceRef', strict: false },
  DecisionRecord: { type: 'huiliu.common.v1.DecisionRecord', strict: false },
  FurtherParcels: { type: 'huiliu.common.v1.FurtherParcels', strict: false },
  SurveySent: { type: 'huiliu.feedback.v1.SurveySent', strict: false },
  SurveyAnswered: { type: 'huiliu.feedback.v1.SurveyAnswered', strict: false },
  ConcernOpened: { type: 'huiliu.feedback.v1.ConcernOpened', strict: false },
  ConcernClaimed: { type: 'huiliu.feedback.v1.ConcernClaimed', strict: false },
  ConcernOverdue: { type: 'huiliu.feedback.v1.ConcernOverdue', strict: false },
  ConcernAnswered: { type: 'huiliu.feedback.v1.ConcernAnswered', strict: false },
  ConcernTurned: { type: 'huiliu.feedback.v1.ConcernTurned', strict: false },
  GetSurveyRequest: { type: 'huiliu.feedback.v1.GetSurveyRequest', strict: true },
  GetSurveyResponse: { type: 'huiliu.feedback.v1.GetSurveyResponse', strict: false },
  ConcernView: { type: 'huiliu.feedback.v1.ConcernView', strict: false },
  ListConcernsRequest: { type: 'huiliu.feedback.v1.ListConcernsRequest', strict: true },
  ListConcernsResponse: { type: 'huiliu.feedback.v1.ListConcernsResponse', strict: false },
  ClaimConcernRequest: { type: 'huiliu.feedback.v1.ClaimConcernRequest', strict: true },
  ClaimConcernResponse: { type: 'huiliu.feedback.v1.ClaimConcernResponse', strict: false },
  AnswerConcernRequest: { type: 'huiliu.feedback.v1.AnswerConcernRequest', strict: true },
  AnswerConcernResponse: { type: 'huiliu.feedback.v1.AnswerConcernResponse', strict: false },
  TurnConcernRequest: { type: 'huiliu.feedback.v1.TurnConcernRequest', strict: true },
  TurnConcernResponse: { type: 'huiliu.feedback.v1.TurnConcernResponse', strict: false },
  GetAnswerRequest: { type: 'huiliu.feedback.v1.GetAnswerRequest', strict: true },
  GetAnswerResponse: { type: 'huiliu.feedback.v1.GetAnswerResponse', strict: false },
  CaseLine: { type: 'huiliu.intake.v1.CaseLine', strict: false },
  CaseSubmitted: { type: 'huiliu.intake.v1.CaseSubmitted', strict: false },
  ConcernRaised: { type: 'huiliu.intake.v1.ConcernRaised', strict: false },
  EvidenceAdded: { type: 'huiliu.intake.v1.EvidenceAdded', strict: false },
  CaseSupplemented: { type: 'huiliu.intake.v1.CaseSupplemented', strict: false },
  CancellationRequested: { type: 'huiliu.intake.v1.CancellationRequested', strict: false },
  CaseClosed: { type: 'huiliu.intake.v1.CaseClosed', strict: false },
  ChosenUnits: { type: 'huiliu.intake.v1.ChosenUnits', strict: false },
  ResolutionChanged: { type: 'huiliu.intake.v1.ResolutionChanged', strict: false },
  ChosenVariant: { type: 'huiliu.intake.v1.ChosenVariant', strict: false },
  SubmitCaseRequest: { type: 'huiliu.intake.v1.SubmitCaseRequest', strict: true },
  RaiseConcernRequest: { type: 'huiliu.intake.v1.RaiseConcernRequest', strict: true },
  RaiseConcernResponse: { type: 'huiliu.intake.v1.RaiseConcernResponse', strict: false },
  GetConcernRequest: { type: 'huiliu.intake.v1.GetConcernRequest', strict: true },
  GetConcernResponse: { type: 'huiliu.intake.v1.GetConcernResponse', strict: false },
  SubmitCaseLine: { type: 'huiliu.intake.v1.SubmitCaseLine', strict: false },
  SubmitCaseResponse: { type: 'huiliu.intake.v1.SubmitCaseResponse', strict: false },
  AddEvidenceRequest: { type: 'huiliu.intake.v1.AddEvidenceRequest', strict: true },
  AddEvidenceResponse: { type: 'huiliu.intake.v1.AddEvidenceResponse', strict: false },
  SupplementCaseRequest: { type: 'huiliu.intake.v1.SupplementCaseRequest', strict: true },
  SupplementCaseResponse: { type: 'huiliu.intake.v1.SupplementCaseResponse', strict: false },
  AcceptRejectionRequest: { type: 'huiliu.intake.v1.AcceptRejectionRequest', strict: true },
  AcceptRejectionResponse: { type: 'huiliu.intake.v1.AcceptRejectionResponse', strict: false },
  CancelCaseRequest: { type: 'huiliu.intake.v1.CancelCaseRequest', strict: true },
  CancelCaseResponse: { type: 'huiliu.intake.v1.CancelCaseResponse', strict: false },
  ChooseResolutionRequest: { type: 'huiliu.intake.v1.ChooseResolutionRequest', strict: true },
  ChooseResolutionResponse: { type: 'huiliu.intake.v1.ChooseResolutionResponse', strict: false },
  ReopenCaseRequest: { type: 'huiliu.intake.v1.ReopenCaseRequest', strict: true },
  ReopenedLine: { type: 'huiliu.intake.v1.ReopenedLine', strict: false },
  ReopenCaseResponse: { type: 'huiliu.intake.v1.ReopenCaseResponse', strict: false },
  GetCaseRequest: { type: 'huiliu.intake.v1.GetCaseRequest', strict: true },
  GetCaseResponse: { type: 'huiliu.intake.v1.GetCaseResponse', strict: false },
  ListCasesRequest: { type: 'huiliu.intake.v1.ListCasesRequest', strict: true },
  ListCasesResponse: { type: 'huiliu.intake.v1.ListCasesResponse', strict: false },
  CaseSummary: { type: 'huiliu.intake.v1.CaseSummary', strict: false },
  CaseLineView: { type: 'huiliu.intake.v1.CaseLineView', strict: false },
  CancellationView: { type: 'huiliu.intake.v1.CancellationView', strict: false },
  Words: { type: 'huiliu.intake.v1.Words', strict: false },
  CustomerStatus: { type: 'huiliu.intake.v1.CustomerStatus', strict: false },
  ChoiceView: { type: 'huiliu.intake.v1.ChoiceView', strict: false },
  ReplacementView: { type: 'huiliu.intake.v1.ReplacementView', strict: false },
  HoldState: { type: 'huiliu.intake.v1.HoldState', strict: false },
  TopUpDue: { type: 'huiliu.intake.v1.TopUpDue', strict: false },
  CaseView: { type: 'huiliu.intake.v1.CaseView', strict: false },
  CaseExceptionView: { type: 'huiliu.intake.v1.CaseExceptionView', strict: false },
  RepairView: { type: 'huiliu.intake.v1.RepairView', strict: false },
  GetTimelineRequest: { type: 'huiliu.intake.v1.GetTimelineRequest', strict: true },
  TimelineEntry: { type: 'huiliu.intake.v1.TimelineEntry', strict: false },
  GetTimelineResponse: { type: 'huiliu.intake.v1.GetTimelineResponse', strict: false },
  LookForNewsRequest: { type: 'huiliu.intake.v1.LookForNewsRequest', strict: true },
  CaseNews: { type: 'huiliu.intake.v1.CaseNews', strict: false },
  LookForNewsResponse: { type: 'huiliu.intake.v1.LookForNewsResponse', strict: false },
  GetContactRequest: { type: 'huiliu.intake.v1.GetContactRequest', strict: true },
  GetContactResponse: { type: 'huiliu.intake.v1.GetContactResponse', strict: false },
  GetSupplementsRequest: { type: 'huiliu.intake.v1.GetSupplementsRequest', strict: true },
  Supplement: { type: 'huiliu.intake.v1.Supplement', strict: false },
  GetSupplementsResponse: { type: 'huiliu.intake.v1.GetSupplementsResponse', strict: false },
  ReturnShipmentAnnounced: { type: 'huiliu.integration.v1.ReturnShipmentAnnounced', strict: false },
  ReturnShipmentCalledOff: { type: 'huiliu.integration.v1.ReturnShipmentCalledOff', strict: false },
  ReturnShipmentRecallRequested: { type: 'huiliu.integration.v1.ReturnShipmentRecallRequested', strict: false },
  ReturnParcelAdded: { type: 'huiliu.integration.v1.ReturnParcelAdded', strict: true },
  TrackingReported: { type: 'huiliu.integration.v1.TrackingReported', strict: true },
  ClaimedGoods: { type: 'huiliu.integration.v1.ClaimedGoods', strict: false },
  CarrierClaimRaised: { type: 'huiliu.integration.v1.CarrierClaimRaised', strict: false },
  OutboundShipmentAnnounced: { type: 'huiliu.integration.v1.OutboundShipmentAnnounced', strict: false },
  OutboundRecallRequested: { type: 'huiliu.integration.v1.OutboundRecallRequested', strict: false },
  OutboundRecallCalledOff: { type: 'huiliu.integration.v1.OutboundRecallCalledOff', strict: false },
  CustomerRegistered: { type: 'huiliu.integration.v1.CustomerRegistered', strict: true },
  OrderLine: { type: 'huiliu.integration.v1.OrderLine', strict: false },
  Payment: { type: 'huiliu.integration.v1.Payment', strict: false },
  OrderPlaced: { type: 'huiliu.integration.v1.OrderPlaced', strict: true },
  ShippedLine: { type: 'huiliu.integration.v1.ShippedLine', strict: false },
  OrderShipped: { type: 'huiliu.integration.v1.OrderShipped', strict: true },
  RequestedLine: { type: 'huiliu.integration.v1.RequestedLine', strict: false },
  ReturnRequested: { type: 'huiliu.integration.v1.ReturnRequested', strict: true },
  ConcernReported: { type: 'huiliu.integration.v1.ConcernReported', strict: true },
  CaseOutcomeReported: { type: 'huiliu.integration.v1.CaseOutcomeReported', strict: false },
  CaseReopened: { type: 'huiliu.integration.v1.CaseReopened', strict: false },
  ChoiceOffered: { type: 'huiliu.integration.v1.ChoiceOffered', strict: false },
  MissingUnits: { type: 'huiliu.integration.v1.MissingUnits', strict: false },
  OfferedVariant: { type: 'huiliu.integration.v1.OfferedVariant', strict: false },
  QuotedVariant: { type: 'huiliu.integration.v1.QuotedVariant', strict: false },
  VariantsQuoted: { type: 'huiliu.integration.v1.VariantsQuoted', strict: true },
  SurveyInvited: { type: 'huiliu.integration.v1.SurveyInvited', strict: false },
  SurveyReplied: { type: 'huiliu.integration.v1.SurveyReplied', strict: true },
  PaidLeg: { type: 'huiliu.integration.v1.PaidLeg', strict: false },
  RefundPaid: { type: 'huiliu.integration.v1.RefundPaid', strict: false },
  Posting: { type: 'huiliu.integration.v1.Posting', strict: false },
  LedgerPosted: { type: 'huiliu.integration.v1.LedgerPosted', strict: false },
  InspectionTaskLine: { type: 'huiliu.integration.v1.InspectionTaskLine', strict: false },
  InspectionTaskIssued: { type: 'huiliu.integration.v1.InspectionTaskIssued', strict: false },
  UnannouncedReports: { type: 'huiliu.integration.v1.UnannouncedReports', strict: false },
  Finding: { type: 'huiliu.integration.v1.Finding', strict: false },
  InspectionReported: { type: 'huiliu.integration.v1.InspectionReported', strict: true },
  StockOpened: { type: 'huiliu.integration.v1.StockOpened', strict: true },
  TaskUnits: { type: 'huiliu.integration.v1.TaskUnits', strict: false },
  ReservationTaskIssued: { type: 'huiliu.integration.v1.ReservationTaskIssued', strict: false },
  ReservationReleased: { type: 'huiliu.integration.v1.ReservationReleased', strict: false },
  ReservationReported: { type: 'huiliu.integration.v1.ReservationReported', strict: true },
  PickingTaskIssued: { type: 'huiliu.integration.v1.PickingTaskIssued', strict: false },
  PickingReported: { type: 'huiliu.integration.v1.PickingReported', strict: true },
  StopLine: { type: 'huiliu.integration.v1.StopLine', strict: false },
  OutboundStopRequested: { type: 'huiliu.integration.v1.OutboundStopRequested', strict: false },
  OutboundStopCalledOff: { type: 'huiliu.integration.v1.OutboundStopCalledOff', strict: false },
  ParcelLine: { type: 'huiliu.integration.v1.ParcelLine', strict: false },
  OutboundStopAnswered: { type: 'huiliu.integration.v1.OutboundStopAnswered', strict: true },
  RepairTaskIssued: { type: 'huiliu.integration.v1.RepairTaskIssued', strict: false },
  RepairReported: { type: 'huiliu.integration.v1.RepairReported', strict: true },
  UnannouncedGoods: { type: 'huiliu.integration.v1.UnannouncedGoods', strict: false },
  UnannouncedParcelReceived: { type: 'huiliu.integration.v1.UnannouncedParcelReceived', strict: true },
  PutAwayTaskIssued: { type: 'huiliu.integration.v1.PutAwayTaskIssued', strict: false },
  PutAwayReported: { type: 'huiliu.integration.v1.PutAwayReported', strict: true },
  ExpectedLine: { type: 'huiliu.logistics.v1.ExpectedLine', strict: false },
  ReturnAuthorised: { type: 'huiliu.logistics.v1.ReturnAuthorised', strict: false },
  ParcelAdded: { type: 'huiliu.logistics.v1.ParcelAdded', strict: false },
  ParcelReturned: { type: 'huiliu.logistics.v1.ParcelReturned', strict: false },
  ParcelInTransit: { type: 'huiliu.logistics.v1.ParcelInTransit', strict: false },
  ReportAwaited: { type: 'huiliu.logistics.v1.ReportAwaited', strict: false },
  ParcelDelivered: { type: 'huiliu.logistics.v1.ParcelDelivered', strict: false },
  ParcelLost: { type: 'huiliu.logistics.v1.ParcelLost', strict: false },
  ReturnCalledOff: { type: 'huiliu.logistics.v1.ReturnCalledOff', strict: false },
  CancellationAwaitsAgreement: { type: 'huiliu.logistics.v1.CancellationAwaitsAgreement', strict: false },
  CancellationAgreed: { type: 'huiliu.logistics.v1.CancellationAgreed', strict: false },
  CancellationDeclined: { type: 'huiliu.logistics.v1.CancellationDeclined', strict: false },
  LostLine: { type: 'huiliu.logistics.v1.LostLine', strict: false },
  ParcelWrittenOff: { type: 'huiliu.logistics.v1.ParcelWrittenOff', strict: false },
  ReplacementLine: { type: 'huiliu.logistics.v1.ReplacementLine', strict: false },
  ReplacementOrdered: { type: 'huiliu.logistics.v1.ReplacementOrdered', strict: false },
  ReplacementShipped: { type: 'huiliu.logistics.v1.ReplacementShipped', strict: false },
  ReplacementOverdue: { type: 'huiliu.logistics.v1.ReplacementOverdue', strict: false },
  ReplacementDelivered: { type: 'huiliu.logistics.v1.ReplacementDelivered', strict: false },
  ReplacementLost: { type: 'huiliu.logistics.v1.ReplacementLost', strict: false },
  ReplacementWrittenOff: { type: 'huiliu.logistics.v1.ReplacementWrittenOff', strict: false },
  ReplacementReturned: { type: 'huiliu.logistics.v1.ReplacementReturned', strict: false },
  ReplacementCalledOff: { type: 'huiliu.logistics.v1.ReplacementCalledOff', strict: false },
  StopRequested: { type: 'huiliu.logistics.v1.StopRequested', strict: false },
  StoppedLine: { type: 'huiliu.logistics.v1.StoppedLine', strict: false },
  OutboundStopped: { type: 'huiliu.logistics.v1.OutboundStopped', strict: false },
  ParcelRecalled: { type: 'huiliu.logistics.v1.ParcelRecalled', strict: false },
  RecallCalledOff: { type: 'huiliu.logistics.v1.RecallCalledOff', strict: false },
  ParcelMatchAnswered: { type: 'huiliu.logistics.v1.ParcelMatchAnswered', strict: false },
  MatchedGoods: { type: 'huiliu.logistics.v1.MatchedGoods', strict: false },
  AnswerCancellationRequest: { type: 'huiliu.logistics.v1.AnswerCancellationRequest', strict: true },
  AnswerCancellationResponse: { type: 'huiliu.logistics.v1.AnswerCancellationResponse', strict: false },
  ReturnCancellationView: { type: 'huiliu.logistics.v1.ReturnCancellationView', strict: false },
  ShareReturnParcelRequest: { type: 'huiliu.logistics.v1.ShareReturnParcelRequest', strict: true },
  ShareReturnParcelResponse: { type: 'huiliu.logistics.v1.ShareReturnParcelResponse', strict: false },
  AddReturnParcelRequest: { type: 'huiliu.logistics.v1.AddReturnParcelRequest', strict: true },
  AddReturnParcelResponse: { type: 'huiliu.logistics.v1.AddReturnParcelResponse', strict: false },
  GetReturnShipmentRequest: { type: 'huiliu.logistics.v1.GetReturnShipmentRequest', strict: true },
  ScanView: { type: 'huiliu.logistics.v1.ScanView', strict: false },
  GetReturnShipmentResponse: { type: 'huiliu.logistics.v1.GetReturnShipmentResponse', strict: false },
  ReturnParcelView: { type: 'huiliu.logistics.v1.ReturnParcelView', strict: false },
  CarrierClaim: { type: 'huiliu.logistics.v1.CarrierClaim', strict: false },
  GetOutboundRecallRequest: { type: 'huiliu.logistics.v1.GetOutboundRecallRequest', strict: true },
  GetOutboundRecallResponse: { type: 'huiliu.logistics.v1.GetOutboundRecallResponse', strict: false },
  ListWaitingRequest: { type: 'huiliu.ops.v1.ListWaitingRequest', strict: true },
  WaitingEvent: { type: 'huiliu.ops.v1.WaitingEvent', strict: false },
  ListWaitingResponse: { type: 'huiliu.ops.v1.ListWaitingResponse', strict: false },
  ListParkedRequest: { type: 'huiliu.ops.v1.ListParkedRequest', strict: true },
  ParkedEvent: { type: 'huiliu.ops.v1.ParkedEvent', strict: false },
  ListParkedResponse: { type: 'huiliu.ops.v1.ListParkedResponse', strict: false },
  ReplayParkedRequest: { type: 'huiliu.ops.v1.ReplayParkedRequest', strict: true },
  ReplayParkedResponse: { type: 'huiliu.ops.v1.ReplayParkedResponse', strict: false },
  DiscardParkedRequest: { type: 'huiliu.ops.v1.DiscardParkedRequest', strict: true },
  DiscardParkedResponse: { type: 'huiliu.ops.v1.DiscardParkedResponse', strict: false },
  ReplayManyParkedRequest: { type: 'huiliu.ops.v1.ReplayManyParkedRequest', strict: true },
  ReplayManyParkedResponse: { type: 'huiliu.ops.v1.ReplayManyParkedResponse', strict: false },
  DiscardManyParkedRequest: { type: 'huiliu.ops.v1.DiscardManyParkedRequest', strict: true },
  DiscardManyParkedResponse: { type: 'huiliu.ops.v1.DiscardManyParkedResponse', strict: false },
  LookAtSubjectRequest: { type: 'huiliu.ops.v1.LookAtSubjectRequest', strict: true },
  Timer: { type: 'huiliu.ops.v1.Timer', strict: false },
  OpenCall: { type: 'huiliu.ops.v1.OpenCall', strict: false },
  LookAtSubjectResponse: { type: 'huiliu.ops.v1.LookAtSubjectResponse', strict: false },
  ListTimersRequest: { type: 'huiliu.ops.v1.ListTimersRequest', strict: true },
  ListTimersResponse: { type: 'huiliu.ops.v1.ListTimersResponse', strict: false },
  ListHopsRequest: { type: 'huiliu.ops.v1.ListHopsRequest', strict: true },
  Hop: { type: 'huiliu.ops.v1.Hop', strict: false },
  ListHopsResponse: { type: 'huiliu.ops.v1.ListHopsResponse', strict: false },
  ShowLagRequest: { type: 'huiliu.ops.v1.ShowLagRequest', strict: true },
  PartitionLag: { type: 'huiliu.ops.v1.PartitionLag', strict: false },
  ShowLagResponse: { type: 'huiliu.ops.v1.ShowLagResponse', strict: false },
  RefundLine: { type: 'huiliu.refund.v1.RefundLine', strict: false },
  RefundLeg: { type: 'huiliu.refund.v1.RefundLeg', strict: false },
  RefundRequested: { type: 'huiliu.refund.v1.RefundRequested', strict: false },
  RefundLegFailed: { type: 'huiliu.refund.v1.RefundLegFailed', strict: false },
  RefundSettled: { type: 'huiliu.refund.v1.RefundSettled', strict: false },
  RefundApprovalNeeded: { type: 'huiliu.refund.v1.RefundApprovalNeeded', strict: false },
  RefundDeclined: { type: 'huiliu.refund.v1.RefundDeclined', strict: false },
  RefundTakenUp: { type: 'huiliu.refund.v1.RefundTakenUp', strict: false },
  RefundDropped: { type: 'huiliu.refund.v1.RefundDropped', strict: false },
  RefundLate: { type: 'huiliu.refund.v1.RefundLate', strict: false },
  RefundExceptionOpened: { type: 'huiliu.refund.v1.RefundExceptionOpened', strict: false },
  RefundApproved: { type: 'huiliu.refund.v1.RefundApproved', strict: false },
  SettledLine: { type: 'huiliu.refund.v1.SettledLine', strict: false },
  DifferenceSettled: { type: 'huiliu.refund.v1.DifferenceSettled', strict: false },
  TopUpRequested: { type: 'huiliu.refund.v1.TopUpRequested', strict: false },
  TopUpExpired: { type: 'huiliu.refund.v1.TopUpExpired', strict: false },
  TopUpPaid: { type: 'huiliu.refund.v1.TopUpPaid', strict: false },
  QuotedLine: { type: 'huiliu.refund.v1.QuotedLine', strict: false },
  DeductionQuoted: { type: 'huiliu.refund.v1.DeductionQuoted', strict: false },
  VariantsCompared: { type: 'huiliu.refund.v1.VariantsCompared', strict: false },
  HoldPlaced: { type: 'huiliu.refund.v1.HoldPlaced', strict: false },
  HoldDeclined: { type: 'huiliu.refund.v1.HoldDeclined', strict: false },
  HoldRunsOut: { type: 'huiliu.refund.v1.HoldRunsOut', strict: false },
  HoldReleased: { type: 'huiliu.refund.v1.HoldReleased', strict: false },
  CapturedLine: { type: 'huiliu.refund.v1.CapturedLine', strict: false },
  HoldCaptured: { type: 'huiliu.refund.v1.HoldCaptured', strict: false },
  LegView: { type: 'huiliu.refund.v1.LegView', strict: false },
  GetRefundRequest: { type: 'huiliu.refund.v1.GetRefundRequest', strict: true },
  GetRefundResponse: { type: 'huiliu.refund.v1.GetRefundResponse', strict: false },
  TopUpView: { type: 'huiliu.refund.v1.TopUpView', strict: false },
  HoldView: { type: 'huiliu.refund.v1.HoldView', strict: false },
  DifferenceView: { type: 'huiliu.refund.v1.DifferenceView', strict: false },
  DeclineView: { type: 'huiliu.refund.v1.DeclineView', strict: false },
  RetryRefundRequest: { type: 'huiliu.refund.v1.RetryRefundRequest', strict: true },
  RetryRefundResponse: { type: 'huiliu.refund.v1.RetryRefundResponse', strict: false },
  WaitingRefund: { type: 'huiliu.refund.v1.WaitingRefund', strict: false },
  ListWaitingRefundsRequest: { type: 'huiliu.refund.v1.ListWaitingRefundsRequest', strict: true },
  ListWaitingRefundsResponse: { type: 'huiliu.refund.v1.ListWaitingRefundsResponse', strict: false },
  ApproveRefundRequest: { type: 'huiliu.refund.v1.ApproveRefundRequest', strict: true },
  ApproveRefundResponse: { type: 'huiliu.refund.v1.ApproveRefundResponse', strict: false },
  DeclineRefundRequest: { type: 'huiliu.refund.v1.DeclineRefundRequest', strict: true },
  DeclineRefundResponse: { type: 'huiliu.refund.v1.DeclineRefundResponse', strict: false },
  TakeUpRefundRequest: { type: 'huiliu.refund.v1.TakeUpRefundRequest', strict: true },
  TakeUpRefundResponse: { type: 'huiliu.refund.v1.TakeUpRefundResponse', strict: false },
  SettleLegManuallyRequest: { type: 'huiliu.refund.v1.SettleLegManuallyRequest', strict: true },
  SettleLegManuallyResponse: { type: 'huiliu.refund.v1.SettleLegManuallyResponse', strict: false },
  ApprovedLine: { type: 'huiliu.review.v1.ApprovedLine', strict: false },
  RefusedLine: { type: 'huiliu.review.v1.RefusedLine', strict: false },
  RefusedPart: { type: 'huiliu.review.v1.RefusedPart', strict: false },
  AdvanceTerms: { type: 'huiliu.review.v1.AdvanceTerms', strict: false },
  CaseApproved: { type: 'huiliu.review.v1.CaseApproved', strict: false },
  RejectionReason: { type: 'huiliu.review.v1.RejectionReason', strict: false },
  CaseRejected: { type: 'huiliu.review.v1.CaseRejected', strict: false },
  ReviewTaskOpened: { type: 'huiliu.review.v1.ReviewTaskOpened', strict: false },
  ReviewTaskClaimed: { type: 'huiliu.review.v1.ReviewTaskClaimed', strict: false },
  ReviewTaskOverdue: { type: 'huiliu.review.v1.ReviewTaskOverdue', strict: false },
  EvidenceRequested: { type: 'huiliu.review.v1.EvidenceRequested', strict: false },
  ReviewTaskResumed: { type: 'huiliu.review.v1.ReviewTaskResumed', strict: false },
  CaseWithdrawn: { type: 'huiliu.review.v1.CaseWithdrawn', strict: false },
  CancellationPassedOn: { type: 'huiliu.review.v1.CancellationPassedOn', strict: false },
  TaskLine: { type: 'huiliu.review.v1.TaskLine', strict: false },
  TaskView: { type: 'huiliu.review.v1.TaskView', strict: false },
  ListTasksRequest: { type: 'huiliu.review.v1.ListTasksRequest', strict: true },
  ListTasksResponse: { type: 'huiliu.review.v1.ListTasksResponse', strict: false },
  ClaimTaskRequest: { type: 'huiliu.review.v1.ClaimTaskRequest', strict: true },
  ClaimTaskResponse: { type: 'huiliu.review.v1.ClaimTaskResponse', strict: false },
  DecideTaskRequest: { type: 'huiliu.review.v1.DecideTaskRequest', strict: true },
  ApprovedQuantity: { type: 'huiliu.review.v1.ApprovedQuantity', strict: false },
  DecideTaskResponse: { type: 'huiliu.review.v1.DecideTaskResponse', strict: false },
  GetReviewRequest: { type: 'huiliu.review.v1.GetReviewRequest', strict: true },
  GetReviewResponse: { type: 'huiliu.review.v1.GetReviewResponse', strict: false },
  EarlierRejection: { type: 'huiliu.review.v1.EarlierRejection', strict: false },
  InspectionTaskCreated: { type: 'huiliu.warehouse.v1.InspectionTaskCreated', strict: false },
  ReceivedLine: { type: 'huiliu.warehouse.v1.ReceivedLine', strict: false },
  ItemsReceived: { type: 'huiliu.warehouse.v1.ItemsReceived', strict: false },
  GradedUnits: { type: 'huiliu.warehouse.v1.GradedUnits', strict: false },
  InspectedLine: { type: 'huiliu.warehouse.v1.InspectedLine', strict: false },
  ItemsInspected: { type: 'huiliu.warehouse.v1.ItemsInspected', strict: false },
  StockMoved: { type: 'huiliu.warehouse.v1.StockMoved', strict: false },
  ReservedLine: { type: 'huiliu.warehouse.v1.ReservedLine', strict: false },
  ReservedVariant: { type: 'huiliu.warehouse.v1.ReservedVariant', strict: false },
  UnitsReserved: { type: 'huiliu.warehouse.v1.UnitsReserved', strict: false },
  OutOfStock: { type: 'huiliu.warehouse.v1.OutOfStock', strict: false },
  ReplacementPicked: { type: 'huiliu.warehouse.v1.ReplacementPicked', strict: false },
  ExceptionLine: { type: 'huiliu.warehouse.v1.ExceptionLine', strict: false },
  ExceptionOpened: { type: 'huiliu.warehouse.v1.ExceptionOpened', strict: false },
  ExceptionClaimed: { type: 'huiliu.warehouse.v1.ExceptionClaimed', strict: false },
  ExceptionResolved: { type: 'huiliu.warehouse.v1.ExceptionResolved', strict: false },
  ParcelNotReceived: { type: 'huiliu.warehouse.v1.ParcelNotReceived', strict: false },
  RepairOrdered: { type: 'huiliu.warehouse.v1.RepairOrdered', strict: false },
  RepairFinished: { type: 'huiliu.warehouse.v1.RepairFinished', strict: false },
  RejectedLine: { type: 'huiliu.warehouse.v1.RejectedLine', strict: false },
  RejectionSettled: { type: 'huiliu.warehouse.v1.RejectionSettled', strict: false },
  ParcelGoods: { type: 'huiliu.warehouse.v1.ParcelGoods', strict: false },
  ParcelUnannounced: { type: 'huiliu.warehouse.v1.ParcelUnannounced', strict: false },
  ParcelUnclaimed: { type: 'huiliu.warehouse.v1.ParcelUnclaimed', strict: false },
  ParcelMatched: { type: 'huiliu.warehouse.v1.ParcelMatched', strict: false },
  GetArrivalRequest: { type: 'huiliu.warehouse.v1.GetArrivalRequest', strict: true },
  GetArrivalResponse: { type: 'huiliu.warehouse.v1.GetArrivalResponse', strict: false },
  GetStockRequest: { type: 'huiliu.warehouse.v1.GetStockRequest', strict: true },
  GetStockResponse: { type: 'huiliu.warehouse.v1.GetStockResponse', strict: false },
  ExceptionView: { type: 'huiliu.warehouse.v1.ExceptionView', strict: false },
  ListExceptionsRequest: { type: 'huiliu.warehouse.v1.ListExceptionsRequest', strict: true },
  ListExceptionsResponse: { type: 'huiliu.warehouse.v1.ListExceptionsResponse', strict: false },
  ClaimExceptionRequest: { type: 'huiliu.warehouse.v1.ClaimExceptionRequest', strict: true },
  ClaimExceptionResponse: { type: 'huiliu.warehouse.v1.ClaimExceptionResponse', strict: false },
  ResolveExceptionRequest: { type: 'huiliu.warehouse.v1.ResolveExceptionRequest', strict: true },
  ResolveExceptionResponse: { type: 'huiliu.warehouse.v1.ResolveExceptionResponse', strict: false },
  GoodsView: { type: 'huiliu.warehouse.v1.GoodsView', strict: false },
  UnannouncedParcelView: { type: 'huiliu.warehouse.v1.UnannouncedParcelView', strict: false },
  ParcelCandidate: { type: 'huiliu.warehouse.v1.ParcelCandidate', strict: false },
  ListUnannouncedParcelsRequest: { type: 'huiliu.warehouse.v1.ListUnannouncedParcelsRequest', strict: true },
  ListUnannouncedParcelsResponse: { type: 'huiliu.warehouse.v1.ListUnannouncedParcelsResponse', strict: false },
  GetUnannouncedParcelRequest: { type: 'huiliu.warehouse.v1.GetUnannouncedParcelRequest', strict: true },
  GetUnannouncedParcelResponse: { type: 'huiliu.warehouse.v1.GetUnannouncedParcelResponse', strict: false },
  MatchUnannouncedParcelRequest: { type: 'huiliu.warehouse.v1.MatchUnannouncedParcelRequest', strict: true },
  MatchUnannouncedParcelResponse: { type: 'huiliu.warehouse.v1.MatchUnannouncedParcelResponse', strict: false },
  TakeEventRequest: { type: 'huiliu.webhooks.v1.TakeEventRequest', strict: true },
  TakeEventResponse: { type: 'huiliu.webhooks.v1.TakeEventResponse', strict: false },
};
