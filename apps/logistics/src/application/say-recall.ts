import {
  CarrierClaimRaised,
  OutboundRecallCalledOff,
  OutboundRecallRequested,
  OutboundStopCalledOff,
  OutboundStopped,
  OutboundStopRequested,
  ParcelRecalled,
  ParcelWrittenOff,
  RecallCalledOff,
  RecallEnd,
  ReturnReason,
  StopRequested,
} from '@huiliu/contracts';
import { isIntercepted, stopIdOf, type OutboundRecall, type RecalledParcel, type RecallEnded } from '../domain/outbound-recall';
import type { RecallPolicy } from '../domain/recall-policy';
import type { CarrierClaim } from '../domain/return-shipment';
import { recallReportTimer, stopAnswerTimer, subjectOf, type LogisticsWork } from './work';

/** Asks the WMS to keep the goods back, tells intake so, and waits for the answer. */
export function sayStopRequested(work: LogisticsWork, { ref, stopAttempts: attempt, answerBy = '', lines }: OutboundRecall, policy: RecallPolicy): void {
  const subject = subjectOf(ref.caseId);
  work.say(StopRequested, subject, { ref, attempt, answerBy, overdue: attempt >= policy.overdueAttempt });
  work.say(OutboundStopRequested, subject, { ref, stopId: stopIdOf(ref.caseNumber), attempt, answerBy, lines: lines.map(({ orderLineId, sku, quantity }) => ({ orderLineId, sku, quantity })) });
  work.schedule({ subject, name: stopAnswerTimer, dueAt: new Date(answerBy), payload: { caseId: ref.caseId } });
}

export function sayStopped(work: LogisticsWork, { ref, lines }: OutboundRecall): void {
  const subject = subjectOf(ref.caseId);
  work.cancelTimer(subject, stopAnswerTimer);
  work.say(OutboundStopped, subject, { ref, lines: lines.map(({ caseLineId, quantity }) => ({ caseLineId, quantity })), stoppedAt: work.now.toISOString() });
}

/** Asks the carrier to bring the parcel back, or to tell what becomes of one that comes back by itself; the warehouse expects it from now on. */
export function sayRecalled(work: LogisticsWork, recall: OutboundRecall, { trackingNumber, carrierCode }: RecalledParcel): void {
  const { ref, lines, reportBy = '' } = recall;
  const subject = subjectOf(ref.caseId);
  const asked = { ref, trackingNumber, carrierCode, intercept: isIntercepted(recall), reportBy };
  work.cancelTimer(subject, stopAnswerTimer);
  work.say(ParcelRecalled, subject, { ...asked, lines: lines.map((line) => ({ ...line, reason: ReturnReason.wire(line.reason) })) });
  work.say(OutboundRecallRequested, subject, asked);
  work.schedule({ subject, name: recallReportTimer, dueAt: new Date(reportBy), payload: { caseId: ref.caseId } });
}

/** Nothing comes back: the departments stop waiting, and so does whoever was asked, where that is news to them. */
export function sayEnded(work: LogisticsWork, { ref, parcel }: OutboundRecall, { reason, reasonCode, at }: RecallEnded): void {
  const subject = subjectOf(ref.caseId);
  work.cancelTimer(subject, stopAnswerTimer);
  work.cancelTimer(subject, recallReportTimer);
  work.say(RecallCalledOff, subject, { ref, end: RecallEnd.wire(reason), reasonCode, calledOffAt: at });
  if (reason !== 'cancelled') return;
  if (parcel) work.say(OutboundRecallCalledOff, subject, { ref, ...parcel });
  else work.say(OutboundStopCalledOff, subject, { ref, stopId: stopIdOf(ref.caseNumber) });
}

/** Everything that was in it is paid back, and the carrier has to answer for it. */
export function sayWrittenOff(work: LogisticsWork, { ref, lines }: OutboundRecall, parcel: RecalledParcel, claim: CarrierClaim, notReceived = false): void {
  const subject = subjectOf(ref.caseId);
  const { trackingNumber } = parcel;
  work.say(ParcelWrittenOff, subject, { ref, trackingNumber, claimId: claim.claimId, lines: lines.map(({ caseLineId, quantity }) => ({ caseLineId, quantity })), writtenOffAt: claim.raisedAt, ...(notReceived && { notReceived }) });
  work.say(CarrierClaimRaised, subject, { ref, ...parcel, ...claim, goods: lines.map(({ sku, quantity }) => ({ sku, quantity })), ...(notReceived && { notReceived }) });
}
