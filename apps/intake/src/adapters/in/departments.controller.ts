import {
  CallOffReason,
  CancellationAgreed,
  CancellationAwaitsAgreement,
  CancellationDeclined,
  CancellationPassedOn,
  CaseApproved,
  CaseRejected,
  CaseWithdrawn,
  ConcernAnswered,
  ConcernClaimed,
  ConcernOpened,
  ConcernOverdue,
  ConcernTurned,
  DeductionQuoted,
  DifferenceSettled,
  EvidenceRequested,
  ExceptionClaimed,
  ExceptionKind,
  ExceptionOpened,
  ExceptionResolution,
  ExceptionResolved,
  HoldCaptured,
  HoldDeclined,
  HoldPlaced,
  HoldReleased,
  HoldRunsOut,
  InspectionTaskCreated,
  ItemsInspected,
  ItemsReceived,
  OutboundStopped,
  OutOfStock,
  ParcelAdded,
  ParcelDelivered,
  ParcelInTransit,
  ParcelLost,
  ParcelRecalled,
  ParcelReturned,
  ParcelWrittenOff,
  RecallCalledOff,
  RecallEnd,
  RefundApprovalNeeded,
  RefundApproved,
  RefundDeclined,
  RefundDropped,
  RefundExceptionOpened,
  RefundLate,
  RefundLateness,
  RefundLegFailed,
  RefundRequested,
  RefundSettled,
  RefundTakenUp,
  RejectionOutcome,
  RejectionSettled,
  RepairFinished,
  RepairOrdered,
  RepairOutcome,
  ReplacementCalledOff,
  ReplacementCallOff,
  ReplacementDelivered,
  ReplacementLost,
  ReplacementOrdered,
  ReplacementOverdue,
  ReplacementPicked,
  ReplacementReturned,
  ReplacementShipped,
  ReplacementWrittenOff,
  ReportAwaited,
  ReturnAuthorised,
  ReturnCalledOff,
  ReviewTaskClaimed,
  ReviewTaskOpened,
  ReviewTaskOverdue,
  ReviewTaskResumed,
  StopRequested,
  SurveyAnswered,
  SurveySent,
  TopUpExpired,
  TopUpPaid,
  TopUpRequested,
  UnitsReserved,
  VariantsCompared,
  type CaseRef,
} from '@huiliu/contracts';
import { EventController, Hears, type EventContext, type Outcome } from '@huiliu/messaging';
import { Ctx, Payload } from '@nestjs/microservices';
import { recordOutcome } from '../../application/record-outcome';
import { orderSubject, type IntakeWork } from '../../application/work';
import type { Fact } from '../../domain/facts';
import { moneyOf, offeredOf, reasonOf, recordOf, refusedOf } from './translate';

type Context = EventContext<IntakeWork>;
interface AboutCase {
  readonly ref: CaseRef;
}

const caseRow = { rows: ({ ref }: AboutCase) => ({ cases: [ref.caseId] }) };
/** Those that may close the case: its units go back then. */
const caseAndUnits = { rows: ({ ref }: AboutCase) => ({ cases: [ref.caseId], units: [ref.orderId] }) };

const record = (context: Context, { ref }: AboutCase, fact: Fact): Outcome => recordOutcome(context.work, context, ref.caseId, fact);

const unitsOf = (lines: readonly { readonly quantity: number }[]): number => lines.reduce((sum, { quantity }) => sum + quantity, 0);

/** Missing where versions before said it. */
const byOf = (by: string | undefined): { readonly by?: string } => (by === undefined ? {} : { by });

/** The contract requires it. */
function given<Word extends string>(word: Word | 'unspecified'): Exclude<Word, 'unspecified'> {
  if (word === 'unspecified') throw new Error('the contract requires this word');
  return word as Exclude<Word, 'unspecified'>;
}

/** What intake hears from the other departments, each in the domain's words. */
@EventController()
export class DepartmentEvents {
  @Hears(ReviewTaskOpened, caseRow)
  taskOpened(@Payload() event: ReviewTaskOpened, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'task_opened', taskId: event.taskId, dueAt: event.dueAt, round: event.round });
  }

  @Hears(ReviewTaskClaimed, caseRow)
  taskClaimed(@Payload() event: ReviewTaskClaimed, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'task_claimed', taskId: event.taskId, claimedBy: event.claimedBy });
  }

  @Hears(ReviewTaskOverdue, caseRow)
  taskOverdue(@Payload() event: ReviewTaskOverdue, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'task_overdue', taskId: event.taskId, dueAt: event.dueAt });
  }

  @Hears(EvidenceRequested, caseRow)
  evidenceRequested(@Payload() event: EvidenceRequested, @Ctx() context: Context): Outcome {
    const { taskId, dueAt, reasonCode, number } = event;
    return record(context, event, { kind: 'evidence_requested', taskId, dueAt, reasonCode, number });
  }

  @Hears(ReviewTaskResumed, caseRow)
  taskResumed(@Payload() event: ReviewTaskResumed, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'task_resumed', taskId: event.taskId, dueAt: event.dueAt });
  }

  @Hears(CaseApproved, caseAndUnits)
  approved(@Payload() event: CaseApproved, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'approved', lines: event.lines, record: recordOf(event.decision), refused: event.refused && refusedOf(event.refused), reduced: event.reduced && reasonOf(event.reduced), ...(event.advance && { advance: true as const }) });
  }

  @Hears(CaseRejected, caseAndUnits)
  rejected(@Payload() event: CaseRejected, @Ctx() context: Context): Outcome {
    const reasons = event.reasons.map(({ code, message }) => ({ code, message }));
    return record(context, event, { kind: 'rejected', reasons, record: recordOf(event.decision), supplementUntil: event.supplementUntil });
  }

  @Hears(CaseWithdrawn, caseAndUnits)
  withdrawn(@Payload() event: CaseWithdrawn, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'withdrawn', reasonCode: event.reasonCode });
  }

  @Hears(CancellationPassedOn, caseRow)
  cancellationPassedOn(@Payload() event: CancellationPassedOn, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'cancellation_passed_on', reasonCode: event.reasonCode });
  }

  @Hears(ReturnCalledOff, caseAndUnits)
  returnCalledOff(@Payload() event: ReturnCalledOff, @Ctx() context: Context): Outcome {
    const result = CallOffReason.word(event.reason) === 'expired' ? 'expired' : 'cancelled';
    return record(context, event, { kind: 'return_called_off', result, reasonCode: event.reasonCode, ...(event.replacementStays === true && { replacementStays: true as const }) });
  }

  @Hears(CancellationAwaitsAgreement, caseRow)
  cancellationAwaitsAgreement(@Payload() event: CancellationAwaitsAgreement, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'agreement_asked', trackingNumber: event.trackingNumber, agreeBy: event.agreeBy });
  }

  @Hears(CancellationAgreed, caseRow)
  cancellationAgreed(@Payload() event: CancellationAgreed, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'agreement_given', trackingNumber: event.trackingNumber, agreedBy: event.agreedBy });
  }

  @Hears(CancellationDeclined, caseRow)
  cancellationDeclined(@Payload() event: CancellationDeclined, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'cancellation_declined', code: event.code });
  }

  @Hears(ReturnAuthorised, caseRow)
  returnAuthorised(@Payload() event: ReturnAuthorised, @Ctx() context: Context): Outcome {
    const { rmaNumber, trackingNumber, carrierCode, sendBy } = event;
    return record(context, event, { kind: 'return_authorised', rmaNumber, trackingNumber, carrierCode, sendBy });
  }

  @Hears(ParcelAdded, caseRow)
  parcelAdded(@Payload() event: ParcelAdded, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'parcel_added', trackingNumber: event.trackingNumber, sendBy: event.sendBy });
  }

  @Hears(ParcelReturned, caseRow)
  parcelReturned(@Payload() event: ParcelReturned, @Ctx() context: Context): Outcome {
    const { trackingNumber, sendBy, othersMoved } = event;
    return record(context, event, { kind: 'parcel_returned', trackingNumber, sendBy, othersMoved });
  }

  @Hears(ParcelInTransit, caseRow)
  parcelInTransit(@Payload() event: ParcelInTransit, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'parcel', state: 'in_transit', trackingNumber: event.trackingNumber, by: event.reportBy });
  }

  @Hears(ReportAwaited, caseRow)
  reportAwaited(@Payload() event: ReportAwaited, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'report_awaited', trackingNumber: event.trackingNumber, by: event.reportBy, attempt: event.attempt });
  }

  @Hears(ParcelDelivered, caseRow)
  parcelDelivered(@Payload() event: ParcelDelivered, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'parcel', state: 'delivered', trackingNumber: event.trackingNumber });
  }

  @Hears(ParcelLost, caseRow)
  parcelLost(@Payload() event: ParcelLost, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'parcel', state: 'lost', trackingNumber: event.trackingNumber, by: event.writeOffAt });
  }

  // The refund may have been heard of before: then this is the last that was missing.
  @Hears(ParcelWrittenOff, caseAndUnits)
  parcelWrittenOff(@Payload() event: ParcelWrittenOff, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'written_off', trackingNumber: event.trackingNumber, lines: event.lines, notReceived: event.notReceived });
  }

  @Hears(StopRequested, caseRow)
  stopRequested(@Payload() event: StopRequested, @Ctx() context: Context): Outcome {
    const { attempt, answerBy, overdue } = event;
    return record(context, event, { kind: 'stop_requested', attempt, answerBy, overdue });
  }

  // The refund may have been heard of before, as with what is lost.
  @Hears(OutboundStopped, caseAndUnits)
  outboundStopped(@Payload() event: OutboundStopped, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'outbound_stopped' });
  }

  @Hears(ParcelRecalled, caseRow)
  parcelRecalled(@Payload() event: ParcelRecalled, @Ctx() context: Context): Outcome {
    const { trackingNumber, carrierCode, intercept, reportBy } = event;
    return record(context, event, { kind: 'parcel_recalled', trackingNumber, carrierCode, intercept, reportBy });
  }

  @Hears(RecallCalledOff, caseAndUnits)
  recallCalledOff(@Payload() event: RecallCalledOff, @Ctx() context: Context): Outcome {
    const end = RecallEnd.word(event.end);
    return record(context, event, { kind: 'recall_called_off', end: end === 'cancelled' ? end : 'not_possible', reasonCode: event.reasonCode });
  }

  @Hears(InspectionTaskCreated, caseRow)
  inspectionTaskCreated(@Payload() event: InspectionTaskCreated, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'inspection_task', taskId: event.taskId, attempt: event.attempt, inspectBy: event.inspectBy });
  }

  @Hears(ItemsReceived, caseRow)
  itemsReceived(@Payload() event: ItemsReceived, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'received', lines: event.lines, inspectBy: event.inspectBy });
  }

  @Hears(ItemsInspected, caseAndUnits)
  itemsInspected(@Payload() event: ItemsInspected, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'inspected', lines: event.lines });
  }

  @Hears(DeductionQuoted, caseRow)
  deductionQuoted(@Payload() event: DeductionQuoted, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'deduction_quoted', deducted: moneyOf(event.deducted), paid: moneyOf(event.paid) });
  }

  // That the money has gone may have been heard before: then this is the last that was missing.
  @Hears(RejectionSettled, caseAndUnits)
  rejectionSettled(@Payload() event: RejectionSettled, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'rejection_settled', outcome: given(RejectionOutcome.word(event.outcome)), units: unitsOf(event.lines) });
  }

  @Hears(ExceptionOpened, caseRow)
  exceptionOpened(@Payload() event: ExceptionOpened, @Ctx() context: Context): Outcome {
    const { exceptionId, dueAt, owner } = event;
    return record(context, event, { kind: 'exception_opened', exceptionId, exception: given(ExceptionKind.word(event.kind)), units: unitsOf(event.lines), dueAt, byDefault: given(ExceptionResolution.word(event.byDefault)), owner });
  }

  @Hears(ExceptionClaimed, caseRow)
  exceptionClaimed(@Payload() event: ExceptionClaimed, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'exception_claimed', exceptionId: event.exceptionId, claimedBy: event.claimedBy });
  }

  // The last that a case waits for, as everything else is settled meanwhile.
  @Hears(ExceptionResolved, caseAndUnits)
  exceptionResolved(@Payload() event: ExceptionResolved, @Ctx() context: Context): Outcome {
    const { exceptionId, resolvedBy, reasonCode } = event;
    return record(context, event, { kind: 'exception_resolved', exceptionId, resolution: given(ExceptionResolution.word(event.resolution)), by: resolvedBy, reasonCode });
  }

  @Hears(RefundRequested, caseRow)
  refundRequested(@Payload() event: RefundRequested, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'refund_requested', total: moneyOf(event.total), payBy: event.payBy, difference: event.difference });
  }

  @Hears(RefundLate, caseRow)
  refundLate(@Payload() event: RefundLate, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'refund_late', late: given(RefundLateness.word(event.lateness)), payBy: event.payBy, difference: event.difference });
  }

  @Hears(RefundApprovalNeeded, caseRow)
  refundApprovalNeeded(@Payload() event: RefundApprovalNeeded, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'approval_needed', total: moneyOf(event.total), difference: event.difference });
  }

  @Hears(RefundApproved, caseRow)
  refundApproved(@Payload() event: RefundApproved, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'approval_given', approvedBy: event.approvedBy, difference: event.difference });
  }

  @Hears(RefundDeclined, caseRow)
  refundDeclined(@Payload() event: RefundDeclined, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'refund_declined', total: moneyOf(event.total), reasonCode: event.reasonCode, until: event.takeUpUntil, difference: event.difference });
  }

  @Hears(RefundTakenUp, caseRow)
  refundTakenUp(@Payload() event: RefundTakenUp, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'refund_taken_up', total: moneyOf(event.total), difference: event.difference });
  }

  @Hears(RefundDropped, caseAndUnits)
  refundDropped(@Payload() event: RefundDropped, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'refund_decline_ended', ended: 'dropped', reasonCode: event.reasonCode });
  }

  @Hears(RefundExceptionOpened, caseRow)
  refundExceptionOpened(@Payload() event: RefundExceptionOpened, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'refund_decline_ended', ended: 'exception', reasonCode: event.reasonCode, difference: event.difference });
  }

  @Hears(RefundLegFailed, caseRow)
  legFailed(@Payload() event: RefundLegFailed, @Ctx() context: Context): Outcome {
    const { legId, code, willRetry, attempt, difference } = event;
    return record(context, event, { kind: 'leg_failed', legId, code, willRetry, attempt, difference });
  }

  @Hears(RefundSettled, caseAndUnits)
  refundSettled(@Payload() event: RefundSettled, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'refund_settled', total: moneyOf(event.total), difference: event.difference });
  }

  @Hears(UnitsReserved, caseAndUnits)
  unitsReserved(@Payload() event: UnitsReserved, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'units_reserved', attempt: event.attempt });
  }

  @Hears(OutOfStock, caseRow)
  outOfStock(@Payload() event: OutOfStock, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'out_of_stock', attempt: event.attempt, number: event.number });
  }

  @Hears(VariantsCompared, caseRow)
  variantsCompared(@Payload() event: VariantsCompared, @Ctx() context: Context): Outcome {
    const it = context.work.cases.get(event.ref.caseId);
    return record(context, event, { kind: 'variants_compared', number: event.number, offered: event.variants.map((variant) => offeredOf(variant, it?.currency ?? '')) });
  }

  @Hears(RepairOrdered, caseRow)
  repairOrdered(@Payload() event: RepairOrdered, @Ctx() context: Context): Outcome {
    const { attempt, answerBy, overdue } = event;
    return record(context, event, { kind: 'repair_ordered', attempt, answerBy, overdue });
  }

  @Hears(RepairFinished, caseAndUnits)
  repairFinished(@Payload() event: RepairFinished, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'repair_finished', end: RepairOutcome.word(event.outcome) === 'repaired' ? 'repaired' : 'not_repairable' });
  }

  @Hears(ReplacementPicked, caseAndUnits)
  replacementPicked(@Payload() event: ReplacementPicked, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'replacement_picked', attempt: event.attempt, units: unitsOf(event.lines) });
  }

  @Hears(ReplacementOrdered, caseRow)
  replacementOrdered(@Payload() event: ReplacementOrdered, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'replacement_parcel', state: 'ordered', attempt: event.attempt, trackingNumber: event.trackingNumber, ...byOf(event.handOverBy) });
  }

  @Hears(ReplacementOverdue, caseRow)
  replacementOverdue(@Payload() event: ReplacementOverdue, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'replacement_overdue', trackingNumber: event.trackingNumber, attempt: event.attempt, by: event.handOverBy });
  }

  @Hears(ReplacementShipped, caseRow)
  replacementShipped(@Payload() event: ReplacementShipped, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'replacement_parcel', state: 'shipped', attempt: event.attempt, trackingNumber: event.trackingNumber, ...byOf(event.reportBy) });
  }

  @Hears(ReplacementLost, caseRow)
  replacementLost(@Payload() event: ReplacementLost, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'replacement_parcel', state: 'lost', attempt: event.attempt, trackingNumber: event.trackingNumber, ...byOf(event.writeOffAt) });
  }

  @Hears(ReplacementWrittenOff, caseRow)
  replacementWrittenOff(@Payload() event: ReplacementWrittenOff, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'replacement_parcel', state: 'written_off', attempt: event.attempt, trackingNumber: event.trackingNumber });
  }

  @Hears(ReplacementReturned, caseRow)
  replacementReturned(@Payload() event: ReplacementReturned, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'replacement_parcel', state: 'returned', attempt: event.attempt, trackingNumber: event.trackingNumber });
  }

  @Hears(ReplacementDelivered, caseAndUnits)
  replacementDelivered(@Payload() event: ReplacementDelivered, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'replacement_parcel', state: 'delivered', attempt: event.attempt, trackingNumber: event.trackingNumber, deliveredAt: event.occurredAt });
  }

  @Hears(ReplacementCalledOff, caseAndUnits)
  replacementCalledOff(@Payload() event: ReplacementCalledOff, @Ctx() context: Context): Outcome {
    const reason = ReplacementCallOff.word(event.reason);
    return record(context, event, { kind: 'replacement_called_off', reason: reason === 'unspecified' ? 'cancelled' : reason, reasonCode: event.reasonCode });
  }

  // That the other goods have arrived may have been heard before: then this is the last that was missing.
  @Hears(DifferenceSettled, caseAndUnits)
  differenceSettled(@Payload() event: DifferenceSettled, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'difference_settled', units: unitsOf(event.lines), refunded: event.refunded && moneyOf(event.refunded), collected: event.collected && moneyOf(event.collected) });
  }

  @Hears(TopUpRequested, caseRow)
  topUpRequested(@Payload() event: TopUpRequested, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'top_up_requested', amount: moneyOf(event.amount), dueAt: event.dueAt, paymentUrl: event.paymentUrl });
  }

  @Hears(TopUpPaid, caseRow)
  topUpPaid(@Payload() event: TopUpPaid, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'top_up_paid', amount: moneyOf(event.amount) });
  }

  @Hears(TopUpExpired, caseRow)
  topUpExpired(@Payload() event: TopUpExpired, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'top_up_expired', reasonCode: event.reasonCode });
  }

  @Hears(HoldPlaced, caseRow)
  holdPlaced(@Payload() event: HoldPlaced, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'hold_placed', amount: moneyOf(event.amount), captureAt: event.captureAt });
  }

  @Hears(HoldRunsOut, caseRow)
  holdRunsOut(@Payload() event: HoldRunsOut, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'hold_runs_out', captureAt: event.captureAt });
  }

  @Hears(HoldDeclined, caseAndUnits)
  holdDeclined(@Payload() event: HoldDeclined, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'hold_ended', end: { state: 'declined', reasonCode: event.reasonCode } });
  }

  @Hears(HoldReleased, caseAndUnits)
  holdReleased(@Payload() event: HoldReleased, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'hold_ended', end: { state: 'released', reasonCode: event.reasonCode } });
  }

  // What was sold may come back: an order that CRM has never said, under its own head.
  @Hears(HoldCaptured, { heads: (event) => [orderSubject(event.soldOrderId)], rows: (event) => ({ cases: [event.ref.caseId], units: [event.ref.orderId], orders: [event.soldOrderId] }) })
  holdCaptured(@Payload() event: HoldCaptured, @Ctx() context: Context): Outcome {
    const { captured, lines, soldOrderId, reasonCode, capturedAt, deliveredAt } = event;
    const sold = { amount: moneyOf(captured), lines: lines.map(({ caseLineId, quantity, amountMinor }) => ({ caseLineId, quantity, amountMinor })), soldOrderId };
    return record(context, event, { kind: 'hold_ended', end: { state: 'captured', reasonCode, captured: sold }, sold: { capturedAt, deliveredAt } });
  }

  @Hears(ConcernOpened, caseRow)
  concernOpened(@Payload() event: ConcernOpened, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'concern_opened', taskId: event.taskId, dueAt: event.dueAt });
  }

  @Hears(ConcernClaimed, caseRow)
  concernClaimed(@Payload() event: ConcernClaimed, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'concern_claimed', taskId: event.taskId, claimedBy: event.claimedBy });
  }

  @Hears(ConcernOverdue, caseRow)
  concernOverdue(@Payload() event: ConcernOverdue, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'concern_overdue', taskId: event.taskId, dueAt: event.dueAt });
  }

  @Hears(ConcernAnswered, caseAndUnits)
  concernAnswered(@Payload() event: ConcernAnswered, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'concern_ended', end: { how: 'answered' } });
  }

  @Hears(ConcernTurned, caseAndUnits)
  concernTurned(@Payload() event: ConcernTurned, @Ctx() context: Context): Outcome {
    const { caseId, caseNumber, orderId } = event.into;
    return record(context, event, { kind: 'concern_ended', end: { how: 'turned', into: { caseId, caseNumber, orderId } } });
  }

  @Hears(SurveySent, caseRow)
  surveySent(@Payload() event: SurveySent, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'survey_sent' });
  }

  @Hears(SurveyAnswered, caseRow)
  surveyAnswered(@Payload() event: SurveyAnswered, @Ctx() context: Context): Outcome {
    return record(context, event, { kind: 'survey_answered', score: event.score });
  }
}
