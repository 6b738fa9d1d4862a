import { EvidenceAdded, ParcelInTransit, ReviewTaskOpened, SurveyReplied } from '@huiliu/contracts';
import type { OutgoingMessage } from '../../src/bus/bus';
import { deadLetterTopic, encode, sourceOf } from '../../src/envelope';
import type { PlannedParcel, PlannedReply } from './plan';

export const topics = {
  intake: EvidenceAdded.topic,
  review: ReviewTaskOpened.topic,
  parcels: ParcelInTransit.topic,
  replies: SurveyReplied.topic,
  deadLetters: deadLetterTopic(SurveyReplied.topic),
} as const;

/** Topics that each department hears. */
export const heard = { review: [topics.intake, topics.parcels, topics.replies], refund: [topics.intake, topics.review] } as const;

export const caseIdOf = (index: number, cases: number): string => `c${index % cases}`;

export const replyId = (index: number): string => `r${index}`;

export function replyMessage({ caseIndex, malformed }: PlannedReply, id: string, cases: number): OutgoingMessage {
  const caseId = caseIdOf(caseIndex, cases);
  const data = { caseId, surveyId: 'S', score: 5, comment: '', repliedAt: '2026-01-01T00:00:00Z' };
  const value = malformed ? 'not JSON' : JSON.stringify(data);
  return encode({ id, type: SurveyReplied.type, source: 'urn:crm', subject: `case:${caseId}`, time: '', sequence: undefined, epoch: undefined, traceparent: undefined, causeId: undefined, value });
}

export const parcelId = ({ epoch, sequence, caseIndex }: PlannedParcel, cases: number): string => `logistics/${epoch}/case:${caseIdOf(caseIndex, cases)}/${sequence}`;

export function parcelMessage(parcel: PlannedParcel, cases: number): OutgoingMessage {
  const caseId = caseIdOf(parcel.caseIndex, cases);
  const data: ParcelInTransit = { ref: { caseId, caseNumber: 'N', orderId: 'O' }, trackingNumber: 'T', occurredAt: '2026-01-01T00:00:00Z' };
  const { epoch, sequence } = parcel;
  return encode({ id: parcelId(parcel, cases), type: ParcelInTransit.type, source: sourceOf('logistics'), subject: `case:${caseId}`, time: '2026-01-01T00:00:00Z', sequence, epoch, traceparent: undefined, causeId: undefined, value: JSON.stringify(data) });
}
