import { ParcelDelivered, ParcelInTransit, ParcelLost } from '@huiliu/contracts';
import { done, ignored, refused, type Outcome } from '@huiliu/messaging';
import { noteSigned } from '../domain/outbound-order';
import type { OutboundRecall } from '../domain/outbound-recall';
import { recallPolicy, type RecallPolicy } from '../domain/recall-policy';
import { trackRecall as track } from '../domain/track-recall';
import type { ScanReport } from '../domain/track-parcel';
import { sayEnded } from './say-recall';
import { parcelSignedTimer, recallReportTimer, recallWriteOffTimer, subjectOf, type LogisticsWork } from './work';

/** The carrier scanned an outbound parcel that is to come back. */
export function trackRecall(work: LogisticsWork, recall: OutboundRecall, report: ScanReport, policy: RecallPolicy = recallPolicy): Outcome {
  const tracked = track(recall, report, work.now, policy);
  if (!tracked.ok) return refused({ ...tracked.error, kind: 'UNPROCESSABLE' });
  if (!tracked.value) return ignored('the scan came before');
  const { recall: next, movedTo } = tracked.value;
  const { ref } = next;
  work.recalls.put(ref.caseId, next);
  if (movedTo === undefined) return ignored(`a parcel that is ${recall.status} is not moved by a scan that says ${report.status}`);
  setClocks(work, next);
  if (next.end) {
    sayEnded(work, next, next.end);
    const { trackingNumber } = report;
    work.schedule({ subject: subjectOf(ref.caseId), name: parcelSignedTimer, dueAt: work.now, payload: { orderId: ref.orderId, trackingNumber } });
  }
  sayMoved(work, next, report);
  return done();
}

function sayMoved(work: LogisticsWork, { ref, status, reportBy, writeOffAt }: OutboundRecall, { trackingNumber, occurredAt }: ScanReport): void {
  const told = { ref, trackingNumber, occurredAt };
  if (status === 'coming_back') work.say(ParcelInTransit, subjectOf(ref.caseId), { ...told, reportBy });
  else if (status === 'lost') work.say(ParcelLost, subjectOf(ref.caseId), { ...told, writeOffAt });
  else if (status === 'delivered') work.say(ParcelDelivered, subjectOf(ref.caseId), told);
}

/** The customer has the parcel: no other case waits for it to come back, or is told that this one does. */
export function letGoOfSigned(work: LogisticsWork, orderId: string, trackingNumber: string): Outcome {
  const order = work.outbound.get(orderId);
  if (!order) return ignored('nothing is known of what has left of this order');
  work.outbound.put(orderId, noteSigned(order, trackingNumber));
  return done();
}

/** The clocks that the recall now says it has, and no others. */
export function setClocks(work: LogisticsWork, { ref, reportBy, writeOffAt }: OutboundRecall): void {
  const subject = subjectOf(ref.caseId);
  for (const [name, dueAt] of [[recallReportTimer, reportBy], [recallWriteOffTimer, writeOffAt]] as const) {
    if (dueAt === undefined) work.cancelTimer(subject, name);
    else work.schedule({ subject, name, dueAt: new Date(dueAt), payload: { caseId: ref.caseId } });
  }
}
