import { InspectionTaskCreated, InspectionTaskIssued, ReturnReason, type FurtherParcels } from '@huiliu/contracts';
import { done, ignored, notYet, type Outcome } from '@huiliu/messaging';
import { taskIdOf } from '../domain/arrival';
import { dockArrival } from '../domain/dock-arrival';
import { reportIdOf } from '../domain/unannounced-parcel';
import { subjectOfCase, type WarehouseWork } from './work';

/** One parcel of a case, and the others where there were several. */
export interface ArrivedParcels {
  readonly trackingNumber: string;
  readonly further?: FurtherParcels | undefined;
}

/** The parcel of a case was delivered: the WMS gets the task to receive, inspect and grade what is in it. */
export function issueInspectionTask(work: WarehouseWork, caseId: string, arrived?: ArrivedParcels): Outcome {
  const arrival = work.arrivals.get(caseId);
  if (!arrival) return notYet('the return is not authorised yet');
  const docked = dockArrival(arrival);
  if (!docked.ok) return ignored(arrival.status === 'called_off' ? 'the return was called off' : 'the parcel was at the dock before, or is expected no more');
  work.arrivals.put(caseId, docked.value);
  const { ref, rmaNumber, lines, matched = [] } = arrival;
  const reportIds = matched.filter(({ taken }) => taken).map(({ parcelId }) => reportIdOf(parcelId));
  const { trackingNumber, further }: ArrivedParcels = arrived ?? { trackingNumber: arrival.trackingNumber };
  const taskId = taskIdOf(caseId);
  work.say(InspectionTaskCreated, subjectOfCase(caseId), { ref, taskId });
  work.say(InspectionTaskIssued, subjectOfCase(caseId), {
    ref,
    taskId,
    rmaNumber,
    trackingNumber,
    ...(further && { further }),
    ...(reportIds.length > 0 && { unannounced: { reportIds } }),
    lines: lines.map(({ caseLineId, sku, expected, reason }) => ({ caseLineId, sku, expectedQuantity: expected, reason: ReturnReason.wire(reason) })),
  });
  return done();
}
