import { ReportAwaited } from '@huiliu/contracts';
import { done, ignored, type Outcome } from '@huiliu/messaging';
import { returnPolicy, type ReturnPolicy } from '../domain/return-policy';
import { fallSilent, isUnderWay, lastReportBy } from '../domain/silence';
import { awaitReports, followReturn } from './follow-return';
import { subjectOf, type LogisticsWork } from './work';

/** A clock of parcels that are under way has run out: those of which nothing was heard meanwhile count as lost, and for the others it begins again, which intake is told. */
export function countSilentAsLost(work: LogisticsWork, caseId: string, policy: ReturnPolicy = returnPolicy): Outcome {
  const shipment = work.shipments.get(caseId);
  if (!shipment || !isUnderWay(shipment)) return ignored('nothing of the return is under way');
  const { shipment: without, silent } = fallSilent(shipment, work.now);
  const [first] = silent;
  if (first) followReturn(work, shipment, without, { trackingNumber: first.trackingNumber, occurredAt: work.now.toISOString() }, policy);
  const after = work.shipments.get(caseId) ?? without;
  awaitReports(work, after);
  const reportBy = lastReportBy(after);
  if (reportBy !== undefined) work.say(ReportAwaited, subjectOf(caseId), { ref: after.ref, trackingNumber: after.trackingNumber, reportBy });
  return done();
}
