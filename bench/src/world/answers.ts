import { Grade, InspectionReported, Liability, PutAwayReported, SurveyReplied, TrackingReported, TrackingStatus, type InspectionTaskIssued, type PutAwayTaskIssued, type ReturnShipmentAnnounced, type SurveyInvited } from '@huiliu/contracts';
import type { OutgoingMessage } from '@huiliu/messaging';
import type { Heard } from './ear';
import { isoTime } from './orders';
import { sayingOf, type Origin } from './words';

const hourMs = 3_600_000;
const scans = ['picked_up', 'in_transit', 'delivered'] as const;

const originOf = ({ id, traceparent }: Heard): Origin => ({ causeId: id, traceparent });

/** The carrier takes every parcel to its end, and tells of it in three scans, in order. */
export function tracking(heard: Heard): OutgoingMessage[] {
  const { ref, trackingNumber, sendBy } = heard.data as ReturnShipmentAnnounced;
  const pickedUpMs = Date.parse(sendBy) - 72 * hourMs;
  return scans.map((scan, index) => {
    const atMs = pickedUpMs + index * 12 * hourMs;
    const scanId = `${trackingNumber}-${index + 1}`;
    const data: TrackingReported = { caseId: ref.caseId, trackingNumber, status: TrackingStatus.wire(scan), occurredAt: isoTime(atMs), scanId };
    return sayingOf('carrier', TrackingReported, `scan-${scanId}`, ref.caseId, atMs, data, originOf(heard));
  });
}

/** The warehouse's people find everything that was announced, as good as new. */
export function inspection(heard: Heard): OutgoingMessage[] {
  const { ref, taskId, lines } = heard.data as InspectionTaskIssued;
  const atMs = heard.saidAtMs;
  const findings = lines.map(({ caseLineId, sku, expectedQuantity }) => ({ caseLineId, sku, quantity: expectedQuantity, grade: Grade.wire('a'), liability: Liability.wire('customer') }));
  const data: InspectionReported = { caseId: ref.caseId, taskId, reportId: `${taskId}-r1`, findings, final: true, inspectedAt: isoTime(atMs) };
  return [sayingOf('wms', InspectionReported, `report-${taskId}`, ref.caseId, atMs, data, originOf(heard))];
}

/** All that was inspected lies on one shelf at once. */
export function putAway(heard: Heard): OutgoingMessage[] {
  const { ref, taskId, quantity } = heard.data as PutAwayTaskIssued;
  const data: PutAwayReported = { caseId: ref.caseId, taskId, quantity, location: 'A-1-1', putAwayAt: isoTime(heard.saidAtMs) };
  return [sayingOf('wms', PutAwayReported, `put-away-${taskId}`, ref.caseId, heard.saidAtMs, data, originOf(heard))];
}

/** One customer in five answers the survey; who does follows from the survey's id. */
export function surveyReply(heard: Heard): OutgoingMessage[] {
  const { ref, surveyId } = heard.data as SurveyInvited;
  let sum = 0;
  for (const letter of surveyId) sum = (sum * 31 + letter.charCodeAt(0)) % 1_000_003;
  if (sum % 5 !== 0) return [];
  const data: SurveyReplied = { caseId: ref.caseId, surveyId, score: 1 + (sum % 4), comment: '', repliedAt: isoTime(heard.saidAtMs) };
  return [sayingOf('crm', SurveyReplied, `reply-${surveyId}`, ref.caseId, heard.saidAtMs, data, originOf(heard))];
}
