import { ReplacementLost, ReplacementOverdue, ReportAwaited } from '@huiliu/contracts';
import { done, ignored, notYet, type Outcome } from '@huiliu/messaging';
import type { ReplacementShipment } from '../domain/replacement-shipment';
import { returnPolicy, type ReturnPolicy } from '../domain/return-policy';
import { handOver, runOut } from '../domain/silent-replacement';
import { replacementReportTimer, replacementWriteOffTimer, subjectOf, type LogisticsWork } from './work';

/** Something is to be heard of it by then: of the WMS, or of the carrier. */
export function awaitReport(work: LogisticsWork, { ref: { caseId }, reportBy }: ReplacementShipment): void {
  if (reportBy !== undefined) work.schedule({ subject: subjectOf(caseId), name: replacementReportTimer, dueAt: new Date(reportBy), payload: { caseId } });
}

/** The WMS has given it to the carrier: from now on it is the carrier of whom something is to be heard. */
export function replacementPicked(work: LogisticsWork, caseId: string, attempt: number, policy: ReturnPolicy = returnPolicy): Outcome {
  const shipment = work.replacements.get(caseId);
  if (!shipment) return notYet('what is to be sent has not been heard of');
  if (shipment.status === 'called_off' || attempt < shipment.attempt) return ignored('the parcel was given up, came back or is not wanted any more');
  // Where topics are read again side by side.
  if (attempt > shipment.attempt || shipment.status === 'awaited') return notYet('that the parcel was ordered is still to be worked out');
  const next = handOver(shipment, work.now, policy);
  if (!next) return ignored('the WMS has said so before');
  work.replacements.put(caseId, next);
  // Its clock runs on, and looks at this when it runs out, unless it has.
  if (shipment.overdue) {
    awaitReport(work, next);
    sayAwaited(work, next);
  }
  return done();
}

/** Its clock has run out. */
export function missReport(work: LogisticsWork, caseId: string, policy: ReturnPolicy = returnPolicy): Outcome {
  const before = work.replacements.get(caseId);
  const out = before && runOut(before, work.now, policy);
  if (!out) return ignored('nothing is waited for any more');
  const { shipment } = out;
  const { ref, trackingNumber, attempt, writeOffAt, reportBy } = shipment;
  work.replacements.put(caseId, shipment);
  if (out.how === 'put_off') {
    awaitReport(work, shipment);
    sayAwaited(work, shipment);
  } else if (out.how === 'overdue') {
    work.say(ReplacementOverdue, subjectOf(caseId), { ref, trackingNumber, attempt, handOverBy: reportBy ?? work.now.toISOString() });
  } else if (writeOffAt !== undefined) {
    work.say(ReplacementLost, subjectOf(caseId), { ref, trackingNumber, attempt, occurredAt: work.now.toISOString(), writeOffAt });
    work.schedule({ subject: subjectOf(caseId), name: replacementWriteOffTimer, dueAt: new Date(writeOffAt), payload: { caseId } });
  }
  return done();
}

function sayAwaited(work: LogisticsWork, { ref, trackingNumber, attempt, reportBy = '' }: ReplacementShipment): void {
  work.say(ReportAwaited, subjectOf(ref.caseId), { ref, trackingNumber, reportBy, attempt });
}
