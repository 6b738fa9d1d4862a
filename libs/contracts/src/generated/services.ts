// Generated from proto/ by tools/generate; do not edit.

import { defineService, type ServiceContract } from '../service';
import { FeedbackService as FeedbackServiceDescriptor } from '../gen/huiliu/feedback/v1/service_pb';
import { IntakeService as IntakeServiceDescriptor } from '../gen/huiliu/intake/v1/service_pb';
import { LogisticsService as LogisticsServiceDescriptor } from '../gen/huiliu/logistics/v1/service_pb';
import { OpsService as OpsServiceDescriptor } from '../gen/huiliu/ops/v1/service_pb';
import { RefundService as RefundServiceDescriptor } from '../gen/huiliu/refund/v1/service_pb';
import { ReviewService as ReviewServiceDescriptor } from '../gen/huiliu/review/v1/service_pb';
import { WarehouseService as WarehouseServiceDescriptor } from '../gen/huiliu/warehouse/v1/service_pb';
import { WebhooksService as WebhooksServiceDescriptor } from '../gen/huiliu/webhooks/v1/service_pb';
import type { AnswerConcernRequest, AnswerConcernResponse, ClaimConcernRequest, ClaimConcernResponse, GetAnswerRequest, GetAnswerResponse, GetSurveyRequest, GetSurveyResponse, ListConcernsRequest, ListConcernsResponse, TurnConcernRequest, TurnConcernResponse } from './feedback';
import type { AcceptRejectionRequest, AcceptRejectionResponse, AddEvidenceRequest, AddEvidenceResponse, CancelCaseRequest, CancelCaseResponse, ChooseResolutionRequest, ChooseResolutionResponse, GetCaseRequest, GetCaseResponse, GetConcernRequest, GetConcernResponse, GetContactRequest, GetContactResponse, GetSupplementsRequest, GetSupplementsResponse, GetTimelineRequest, GetTimelineResponse, ListCasesRequest, ListCasesResponse, LookForNewsRequest, LookForNewsResponse, RaiseConcernRequest, RaiseConcernResponse, ReopenCaseRequest, ReopenCaseResponse, SubmitCaseRequest, SubmitCaseResponse, SupplementCaseRequest, SupplementCaseResponse } from './intake';
import type { AddReturnParcelRequest, AddReturnParcelResponse, AnswerCancellationRequest, AnswerCancellationResponse, GetOutboundRecallRequest, GetOutboundRecallResponse, GetReturnShipmentRequest, GetReturnShipmentResponse, ShareReturnParcelRequest, ShareReturnParcelResponse } from './logistics';
import type { DiscardManyParkedRequest, DiscardManyParkedResponse, DiscardParkedRequest, DiscardParkedResponse, ListHopsRequest, ListHopsResponse, ListParkedRequest, ListParkedResponse, ListTimersRequest, ListTimersResponse, ListWaitingRequest, ListWaitingResponse, LookAtSubjectRequest, LookAtSubjectResponse, ReplayManyParkedRequest, ReplayManyParkedResponse, ReplayParkedRequest, ReplayParkedResponse, ShowLagRequest, ShowLagResponse } from './ops';
import type { ApproveRefundRequest, ApproveRefundResponse, DeclineRefundRequest, DeclineRefundResponse, GetRefundRequest, GetRefundResponse, ListWaitingRefundsRequest, ListWaitingRefundsResponse, RetryRefundRequest, RetryRefundResponse, SettleLegManuallyRequest, SettleLegManuallyResponse, TakeUpRefundRequest, TakeUpRefundResponse } from './refund';
import type { ClaimTaskRequest, ClaimTaskResponse, DecideTaskRequest, DecideTaskResponse, GetReviewRequest, GetReviewResponse, ListTasksRequest, ListTasksResponse } from './review';
import type { ClaimExceptionRequest, ClaimExceptionResponse, GetArrivalRequest, GetArrivalResponse, GetStockRequest, GetStockResponse, GetUnannouncedParcelRequest, GetUnannouncedParcelResponse, ListExceptionsRequest, ListExceptionsResponse, ListUnannouncedParcelsRequest, ListUnannouncedParcelsResponse, MatchUnannouncedParcelRequest, MatchUnannouncedParcelResponse, ResolveExceptionRequest, ResolveExceptionResponse } from './warehouse';
import type { TakeEventRequest, TakeEventResponse } from './webhooks';

export interface FeedbackServiceMethods {
  /** Errors: CASE_NOT_FOUND. */
  readonly getSurvey: { readonly request: GetSurveyRequest; readonly response: GetSurveyResponse };
  /** Inquiries and complaints that nobody has answered, the one due first at the top. Errors: CURSOR_INVALID. */
  readonly listConcerns: { readonly request: ListConcernsRequest; readonly response: ListConcernsResponse };
  /** Takes one, so that nobody else works on it; one that is overdue may be taken over. Errors: CASE_NOT_FOUND, CONCERN_TAKEN, CONCERN_OVER. */
  readonly claimConcern: { readonly request: ClaimConcernRequest; readonly response: ClaimConcernResponse };
  /** Errors: CASE_NOT_FOUND, CONCERN_NOT_CLAIMED, CONCERN_TAKEN, CONCERN_OVER. */
  readonly answerConcern: { readonly request: AnswerConcernRequest; readonly response: AnswerConcernResponse };
  /** Ends it with the case that was made of it. Errors: CASE_NOT_FOUND, CONCERN_NOT_CLAIMED, CONCERN_TAKEN, CONCERN_OVER. */
  readonly turnConcern: { readonly request: TurnConcernRequest; readonly response: TurnConcernResponse };
  /** What was answered, in the words of who did; every answer is recorded with who asked and why. Errors: CASE_NOT_FOUND, NOT_ANSWERED. */
  readonly getAnswer: { readonly request: GetAnswerRequest; readonly response: GetAnswerResponse };
}
export const FeedbackService: ServiceContract<FeedbackServiceMethods> = defineService<FeedbackServiceMethods>(FeedbackServiceDescriptor, {
  getSurvey: { request: 'GetSurveyRequest', response: 'GetSurveyResponse' },
  listConcerns: { request: 'ListConcernsRequest', response: 'ListConcernsResponse' },
  claimConcern: { request: 'ClaimConcernRequest', response: 'ClaimConcernResponse' },
  answerConcern: { request: 'AnswerConcernRequest', response: 'AnswerConcernResponse' },
  turnConcern: { request: 'TurnConcernRequest', response: 'TurnConcernResponse' },
  getAnswer: { request: 'GetAnswerRequest', response: 'GetAnswerResponse' },
});

export interface IntakeServiceMethods {
  /** Takes an application in. Errors: ORDER_NOT_FOUND, LINE_NOT_FOUND, UNITS_TAKEN, TYPE_NOT_OFFERED, NOT_YOUR_ORDER; of a price difference PRICE_MISSING, PRICE_NOT_LOWER; of others PRICE_NOT_ASKED; of one that is made of a concern also CASE_NOT_FOUND, NOT_A_CONCERN, CASE_CLOSED, CONCERN_TURNED. */
  readonly submitCase: { readonly request: SubmitCaseRequest; readonly response: SubmitCaseResponse };
  /** Takes a question or a complaint in, which a person answers. Errors: NOT_A_CONCERN, ORDER_NOT_FOUND, LINE_NOT_FOUND, NOT_GOODS. */
  readonly raiseConcern: { readonly request: RaiseConcernRequest; readonly response: RaiseConcernResponse };
  /** Errors: CASE_NOT_FOUND, CASE_CLOSED, EVIDENCE_LIMIT. */
  readonly addEvidence: { readonly request: AddEvidenceRequest; readonly response: AddEvidenceResponse };
  /** Says more about a rejected application, which is then decided again. Errors: CASE_NOT_FOUND, CASE_CLOSED, CASE_NOT_REJECTED, SUPPLEMENT_OVER, SUPPLEMENT_EMPTY, EVIDENCE_LIMIT, EVIDENCE_ID_TAKEN. */
  readonly supplementCase: { readonly request: SupplementCaseRequest; readonly response: SupplementCaseResponse };
  /** The customer accepts a rejection that could still be supplemented: the case closes at once. Errors: CASE_NOT_FOUND, CASE_NOT_REJECTED. */
  readonly acceptRejection: { readonly request: AcceptRejectionRequest; readonly response: AcceptRejectionResponse };
  /** Asks to cancel a case whose goods are not on their way; what comes of it is seen in the case. Once asked, asking again changes nothing. Errors: CASE_NOT_FOUND, CASE_CLOSED, CANCEL_REJECTED, CANCEL_REFUND_DUE, CANCEL_PARCEL_MOVING, CANCEL_AT_WAREHOUSE. */
  readonly cancelCase: { readonly request: CancelCaseRequest; readonly response: CancelCaseResponse };
  /** The customer decides what only they can; what comes of it is seen in the case. The same again changes nothing. Errors: CASE_NOT_FOUND, NOTHING_TO_CHOOSE, CHOICE_ANSWERED, OPTION_NOT_OFFERED, VARIANT_NOT_OFFERED, SKU_NOT_ASKED. */
  readonly chooseResolution: { readonly request: ChooseResolutionRequest; readonly response: ChooseResolutionResponse };
  /** Takes up again what had ended, in time: as another case on the same lines of the order, with the units that can still be claimed. Answers the other one. Errors: CASE_NOT_FOUND, CASE_NOT_CLOSED, CASE_REOPENED (names the case that it became), REOPENING_TOO_LATE, CONCERN_NOT_REOPENED, CONCERN_TURNED, NO_UNITS_LEFT, LINE_NOT_IN_CASE, TYPE_NOT_OFFERED, and those of SubmitCase. */
  readonly reopenCase: { readonly request: ReopenCaseRequest; readonly response: ReopenCaseResponse };
  /** By case number or id. Errors: CASE_NUMBER_INVALID, CASE_NOT_FOUND. */
  readonly getCase: { readonly request: GetCaseRequest; readonly response: GetCaseResponse };
  /** Cases that are worked with, the one opened last at the top. Those that have left for the archive are not among them: they are found by number. A page may be shorter than asked for, even empty, and still have a next one. Errors: CURSOR_INVALID, FILTER_UNKNOWN. */
  readonly listCases: { readonly request: ListCasesRequest; readonly response: ListCasesResponse };
  /** Everything that intake heard and said about the case, oldest first. */
  readonly getTimeline: { readonly request: GetTimelineRequest; readonly response: GetTimelineResponse };
  /** Which of these cases have moved on, for whoever watches them: where each one's timeline ends now. Cases that are not there, or have left for the archive, are left out. */
  readonly lookForNews: { readonly request: LookForNewsRequest; readonly response: LookForNewsResponse };
  /** Personal data; every answer is recorded with who asked and why. */
  readonly getContact: { readonly request: GetContactRequest; readonly response: GetContactResponse };
  /** What the customer wrote when supplementing; may name people, so that every answer is recorded with who asked and why. Errors: CASE_NOT_FOUND. */
  readonly getSupplements: { readonly request: GetSupplementsRequest; readonly response: GetSupplementsResponse };
  /** What the customer asks or complains of, in their words; every answer is recorded with who asked and why. Errors: CASE_NOT_FOUND, NOT_A_CONCERN. */
  readonly getConcern: { readonly request: GetConcernRequest; readonly response: GetConcernResponse };
}
/** Commands carry the idempotency key and the principal in the metadata `idempotency-key` and `principal`. Those about a case may say what the caller has `seen`. Error: CHANGED_MEANWHILE. */
export const IntakeService: ServiceContract<IntakeServiceMethods> = defineService<IntakeServiceMethods>(IntakeServiceDescriptor, {
  submitCase: { request: 'SubmitCaseRequest', response: 'SubmitCaseResponse' },
  raiseConcern: { request: 'RaiseConcernRequest', response: 'RaiseConcernResponse' },
  addEvidence: { request: 'AddEvidenceRequest', response: 'AddEvidenceResponse' },
  supplementCase: { request: 'SupplementCaseRequest', response: 'SupplementCaseResponse' },
  acceptRejection: { request: 'AcceptRejectionRequest', response: 'AcceptRejectionResponse' },
  cancelCase: { request: 'CancelCaseRequest', response: 'CancelCaseResponse' },
  chooseResolution: { request: 'ChooseResolutionRequest', response: 'ChooseResolutionResponse' },
  reopenCase: { request: 'ReopenCaseRequest', response: 'ReopenCaseResponse' },
  getCase: { request: 'GetCaseRequest', response: 'GetCaseResponse' },
  listCases: { request: 'ListCasesRequest', response: 'ListCasesResponse' },
  getTimeline: { request: 'GetTimelineRequest', response: 'GetTimelineResponse' },
  lookForNews: { request: 'LookForNewsRequest', response: 'LookForNewsResponse' },
  getContact: { request: 'GetContactRequest', response: 'GetContactResponse' },
  getSupplements: { request: 'GetSupplementsRequest', response: 'GetSupplementsResponse' },
  getConcern: { request: 'GetConcernRequest', response: 'GetConcernResponse' },
});

export interface LogisticsServiceMethods {
  /** Errors: CASE_NOT_FOUND. */
  readonly getReturnShipment: { readonly request: GetReturnShipmentRequest; readonly response: GetReturnShipmentResponse };
  /** How the goods of a refund only are stopped, or come back under the outbound waybill. Errors: CASE_NOT_FOUND. */
  readonly getOutboundRecall: { readonly request: GetOutboundRecallRequest; readonly response: GetOutboundRecallResponse };
  /** The customer sends the goods in one parcel more: it gets a number, which the carrier is told. Carries the idempotency key and the principal in the metadata. Errors: CASE_NOT_FOUND, RETURN_CALLED_OFF, RETURN_ARRIVED, TOO_MANY_PARCELS. */
  readonly addReturnParcel: { readonly request: AddReturnParcelRequest; readonly response: AddReturnParcelResponse };
  /** The goods of a case come in the parcel of another one of the same customer, whose carrier then tells of both. Carries the idempotency key and the principal in the metadata. Errors: CASE_NOT_FOUND, SAME_CASE, RETURN_CALLED_OFF, RETURN_SENT, RETURN_ARRIVED, SHARED_BEFORE, CARRIES_OTHERS, TOO_MANY_CASES, TOO_MANY_PARCELS. */
  readonly shareReturnParcel: { readonly request: ShareReturnParcelRequest; readonly response: ShareReturnParcelResponse };
  /** The customer wants to cancel, and the parcel is on its way: agree to have it brought back, or not. Carries the idempotency key and the principal, who answers, in the metadata. Errors: CASE_NOT_FOUND, AGREEMENT_NOT_ASKED, AGREEMENT_ANSWERED (otherwise than this), AGREEMENT_OVER. */
  readonly answerCancellation: { readonly request: AnswerCancellationRequest; readonly response: AnswerCancellationResponse };
}
export const LogisticsService: ServiceContract<LogisticsServiceMethods> = defineService<LogisticsServiceMethods>(LogisticsServiceDescriptor, {
  getReturnShipment: { request: 'GetReturnShipmentRequest', response: 'GetReturnShipmentResponse' },
  getOutboundRecall: { request: 'GetOutboundRecallRequest', response: 'GetOutboundRecallResponse' },
  addReturnParcel: { request: 'AddReturnParcelRequest', response: 'AddReturnParcelResponse' },
  shareReturnParcel: { request: 'ShareReturnParcelRequest', response: 'ShareReturnParcelResponse' },
  answerCancellation: { request: 'AnswerCancellationRequest', response: 'AnswerCancellationResponse' },
});

export interface OpsServiceMethods {
  readonly listWaiting: { readonly request: ListWaitingRequest; readonly response: ListWaitingResponse };
  readonly listParked: { readonly request: ListParkedRequest; readonly response: ListParkedResponse };
  /** Handles the parked events of a subject again, in order, and unblocks it when none is left. */
  readonly replayParked: { readonly request: ReplayParkedRequest; readonly response: ReplayParkedResponse };
  /** Gives up the first parked event of a subject; recorded with who and why. The rest is then replayed by ReplayParked. */
  readonly discardParked: { readonly request: DiscardParkedRequest; readonly response: DiscardParkedResponse };
  /** Replays subject after subject whose first parked event is of that type, the longest stopped first. */
  readonly replayManyParked: { readonly request: ReplayManyParkedRequest; readonly response: ReplayManyParkedResponse };
  /** Gives up the first parked event of each subject where it is of that type; each is recorded with who and why. */
  readonly discardManyParked: { readonly request: DiscardManyParkedRequest; readonly response: DiscardManyParkedResponse };
  /** Where a subject stands here: what stops it, what waits, which deadlines run, which calls are still to be made. */
  readonly lookAtSubject: { readonly request: LookAtSubjectRequest; readonly response: LookAtSubjectResponse };
  /** Deadlines that run, the next one first. */
  readonly listTimers: { readonly request: ListTimersRequest; readonly response: ListTimersResponse };
  /** The chain of causes in this department, oldest first. */
  readonly listHops: { readonly request: ListHopsRequest; readonly response: ListHopsResponse };
  /** How far the department is behind the bus, and how that goes on. */
  readonly showLag: { readonly request: ShowLagRequest; readonly response: ShowLagResponse };
}
export const OpsService: ServiceContract<OpsServiceMethods> = defineService<OpsServiceMethods>(OpsServiceDescriptor, {
  listWaiting: { request: 'ListWaitingRequest', response: 'ListWaitingResponse' },
  listParked: { request: 'ListParkedRequest', response: 'ListParkedResponse' },
  replayParked: { request: 'ReplayParkedRequest', response: 'ReplayParkedResponse' },
  discardParked: { request: 'DiscardParkedRequest', response: 'DiscardParkedResponse' },
  replayManyParked: { request: 'ReplayManyParkedRequest', response: 'ReplayManyParkedResponse' },
  discardManyParked: { request: 'DiscardManyParkedRequest', response: 'DiscardManyParkedResponse' },
  lookAtSubject: { request: 'LookAtSubjectRequest', response: 'LookAtSubjectResponse' },
  listTimers: { request: 'ListTimersRequest', response: 'ListTimersResponse' },
  listHops: { request: 'ListHopsRequest', response: 'ListHopsResponse' },
  showLag: { request: 'ShowLagRequest', response: 'ShowLagResponse' },
});

export interface RefundServiceMethods {
  /** Errors: CASE_NOT_FOUND. */
  readonly getRefund: { readonly request: GetRefundRequest; readonly response: GetRefundResponse };
  /** Tries legs again that failed for good, with the same idempotency key. Errors: CASE_NOT_FOUND, NOTHING_TO_RETRY. */
  readonly retryRefund: { readonly request: RetryRefundRequest; readonly response: RetryRefundResponse };
  /** Refunds that wait for finance, the one that waits longest at the top. Error: CURSOR_INVALID. */
  readonly listWaitingRefunds: { readonly request: ListWaitingRefundsRequest; readonly response: ListWaitingRefundsResponse };
  /** Pays a refund above the limit, by another person than who decided the case or took the refund up again. Errors: CASE_NOT_FOUND, NOTHING_TO_APPROVE, SAME_PERSON. */
  readonly approveRefund: { readonly request: ApproveRefundRequest; readonly response: ApproveRefundResponse };
  /** Declines a refund above the limit, by who may approve it: its units and money are free again. Errors: CASE_NOT_FOUND, NOTHING_TO_DECLINE, SAME_PERSON, UNITS_NOT_KNOWN, UNITS_GONE_ON. */
  readonly declineRefund: { readonly request: DeclineRefundRequest; readonly response: DeclineRefundResponse };
  /** Takes a declined refund up again: somebody else has to approve it. Errors: CASE_NOT_FOUND, NOTHING_TO_TAKE_UP, NOTHING_LEFT, NOT_ENOUGH_UNITS, EXCEEDS_CAPTURED. */
  readonly takeUpRefund: { readonly request: TakeUpRefundRequest; readonly response: TakeUpRefundResponse };
  /** A leg that the provider has refused for good was paid by a bank transfer. Errors: CASE_NOT_FOUND, LEG_NOT_FOUND, LEG_SETTLED, LEG_NOT_STUCK, LEG_UNCERTAIN, LEG_NOT_REFUSED. */
  readonly settleLegManually: { readonly request: SettleLegManuallyRequest; readonly response: SettleLegManuallyResponse };
}
export const RefundService: ServiceContract<RefundServiceMethods> = defineService<RefundServiceMethods>(RefundServiceDescriptor, {
  getRefund: { request: 'GetRefundRequest', response: 'GetRefundResponse' },
  retryRefund: { request: 'RetryRefundRequest', response: 'RetryRefundResponse' },
  listWaitingRefunds: { request: 'ListWaitingRefundsRequest', response: 'ListWaitingRefundsResponse' },
  approveRefund: { request: 'ApproveRefundRequest', response: 'ApproveRefundResponse' },
  declineRefund: { request: 'DeclineRefundRequest', response: 'DeclineRefundResponse' },
  takeUpRefund: { request: 'TakeUpRefundRequest', response: 'TakeUpRefundResponse' },
  settleLegManually: { request: 'SettleLegManuallyRequest', response: 'SettleLegManuallyResponse' },
});

export interface ReviewServiceMethods {
  /** Open tasks, the one due first at the top. */
  readonly listTasks: { readonly request: ListTasksRequest; readonly response: ListTasksResponse };
  /** Errors: TASK_NOT_FOUND, TASK_TAKEN, TASK_DECIDED, TASK_WITHDRAWN. */
  readonly claimTask: { readonly request: ClaimTaskRequest; readonly response: ClaimTaskResponse };
  /** Only by who claimed it. Errors: TASK_NOT_FOUND, TASK_NOT_CLAIMED, TASK_TAKEN, TASK_DECIDED, TASK_WITHDRAWN, REASON_REQUIRED, CASE_NOT_APPROVABLE; of an approval in part LINES_NOT_ALLOWED, LINE_TWICE, LINE_NOT_FOUND, MORE_THAN_ASKED, AMOUNT_NOT_ALLOWED, NOTHING_APPROVED; about evidence TASK_AWAITS_EVIDENCE, EVIDENCE_ROUNDS_USED_UP. */
  readonly decideTask: { readonly request: DecideTaskRequest; readonly response: DecideTaskResponse };
  /** Errors: CASE_NOT_FOUND. */
  readonly getReview: { readonly request: GetReviewRequest; readonly response: GetReviewResponse };
}
export const ReviewService: ServiceContract<ReviewServiceMethods> = defineService<ReviewServiceMethods>(ReviewServiceDescriptor, {
  listTasks: { request: 'ListTasksRequest', response: 'ListTasksResponse' },
  claimTask: { request: 'ClaimTaskRequest', response: 'ClaimTaskResponse' },
  decideTask: { request: 'DecideTaskRequest', response: 'DecideTaskResponse' },
  getReview: { request: 'GetReviewRequest', response: 'GetReviewResponse' },
});

export interface WarehouseServiceMethods {
  /** Errors: CASE_NOT_FOUND. */
  readonly getArrival: { readonly request: GetArrivalRequest; readonly response: GetArrivalResponse };
  /** Errors: SKU_NOT_FOUND. */
  readonly getStock: { readonly request: GetStockRequest; readonly response: GetStockResponse };
  /** Exceptions that nobody has resolved, the one due first at the top. Errors: CURSOR_INVALID. */
  readonly listExceptions: { readonly request: ListExceptionsRequest; readonly response: ListExceptionsResponse };
  /** Takes one, so that nobody else works on it. Errors: EXCEPTION_NOT_FOUND, EXCEPTION_TAKEN, EXCEPTION_OVER. */
  readonly claimException: { readonly request: ClaimExceptionRequest; readonly response: ClaimExceptionResponse };
  /** Errors: EXCEPTION_NOT_FOUND, EXCEPTION_NOT_CLAIMED, EXCEPTION_TAKEN, EXCEPTION_OVER, RESOLUTION_NOT_POSSIBLE, CHANGED_MEANWHILE. */
  readonly resolveException: { readonly request: ResolveExceptionRequest; readonly response: ResolveExceptionResponse };
  /** Parcels that nobody had announced and nobody has found out about, the one due first at the top. Errors: CURSOR_INVALID. */
  readonly listUnannouncedParcels: { readonly request: ListUnannouncedParcelsRequest; readonly response: ListUnannouncedParcelsResponse };
  /** One of them, over or not, with the cases that it may belong to. Errors: PARCEL_NOT_FOUND. */
  readonly getUnannouncedParcel: { readonly request: GetUnannouncedParcelRequest; readonly response: GetUnannouncedParcelResponse };
  /** Says whose it is. Done once logistics has taken it for a parcel of that return; if that was too late, it is open again. Errors: PARCEL_NOT_FOUND, CASE_NOT_FOUND, PARCEL_MATCHED, PARCEL_UNCLAIMED, CASE_NOT_AWAITING, GOODS_NOT_OF_CASE, GOODS_MATCHED_BEFORE, TOO_MANY_PARCELS. */
  readonly matchUnannouncedParcel: { readonly request: MatchUnannouncedParcelRequest; readonly response: MatchUnannouncedParcelResponse };
}
export const WarehouseService: ServiceContract<WarehouseServiceMethods> = defineService<WarehouseServiceMethods>(WarehouseServiceDescriptor, {
  getArrival: { request: 'GetArrivalRequest', response: 'GetArrivalResponse' },
  getStock: { request: 'GetStockRequest', response: 'GetStockResponse' },
  listExceptions: { request: 'ListExceptionsRequest', response: 'ListExceptionsResponse' },
  claimException: { request: 'ClaimExceptionRequest', response: 'ClaimExceptionResponse' },
  resolveException: { request: 'ResolveExceptionRequest', response: 'ResolveExceptionResponse' },
  listUnannouncedParcels: { request: 'ListUnannouncedParcelsRequest', response: 'ListUnannouncedParcelsResponse' },
  getUnannouncedParcel: { request: 'GetUnannouncedParcelRequest', response: 'GetUnannouncedParcelResponse' },
  matchUnannouncedParcel: { request: 'MatchUnannouncedParcelRequest', response: 'MatchUnannouncedParcelResponse' },
});

export interface WebhooksServiceMethods {
  /** An event that an outside system has sent over HTTP: taken when it is answered, and on the bus soon after. Again with the same source and id, the answer is the same. Errors: OUTSIDE_SYSTEM_UNKNOWN, WEBHOOK_HEADERS_MISSING, WEBHOOK_TIMESTAMP_OFF, WEBHOOK_SIGNATURE_WRONG, NOT_A_CLOUDEVENT, EVENT_TYPE_NOT_YOURS, EVENT_INVALID, EVENT_ID_REUSED. */
  readonly takeEvent: { readonly request: TakeEventRequest; readonly response: TakeEventResponse };
}
/** The door for outside systems that are not on the bus. */
export const WebhooksService: ServiceContract<WebhooksServiceMethods> = defineService<WebhooksServiceMethods>(WebhooksServiceDescriptor, {
  takeEvent: { request: 'TakeEventRequest', response: 'TakeEventResponse' },
});

export const allServices: readonly ServiceContract[] = [FeedbackService, IntakeService, LogisticsService, OpsService, RefundService, ReviewService, WarehouseService, WebhooksService];
