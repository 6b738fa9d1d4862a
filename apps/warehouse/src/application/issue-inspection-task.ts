import { InspectionTaskCreated, InspectionTaskIssued, ReturnReason, type FurtherParcels } from '@huiliu/contracts';
import { done, ignored, notYet, type Outcome } from '@huiliu/messaging';
import { taskIdOf, type Arrival } from '../domain/arrival';
import { dockArrival } from '../domain/dock-arrival';
import { beginInspection } from '../domain/inspection-clock';
import { reportIdOf } from '../domain/unannounced-parcel';
import { inspectionTimer, subjectOfCase, type WarehouseWork } from './work';

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
  const { trackingNumber, further }: ArrivedParcels = arrived ?? { trackingNumber: arrival.trackingNumber };
  askForInspection(work, beginInspection(docked.value, { trackingNumber, ...(further && { further: further.trackingNumbers }) }, work.now));
  return done();
}

/** Asks the WMS, for the first time or once more, and keeps the arrival with its clock. */
export function askForInspection(work: WarehouseWork, arrival: Arrival): void {
  const { ref, rmaNumber, lines, matched = [], inspection } = arrival;
  if (!inspection) throw new Error(`nobody has counted how often the WMS was asked for case ${ref.caseNumber}`);
  const { attempt, trackingNumber, further = [] } = inspection;
  const taskId = taskIdOf(ref.caseId);
  const reportIds = matched.filter(({ taken }) => taken).map(({ parcelId }) => reportIdOf(parcelId));
  awaitReports(work, arrival);
  sayAwaited(work, arrival);
  work.say(InspectionTaskIssued, subjectOfCase(ref.caseId), {
    ref,
    taskId,
    rmaNumber,
    trackingNumber,
    ...(further.length > 0 && { further: { trackingNumbers: [...further] } }),
    ...(reportIds.length > 0 && { unannounced: { reportIds } }),
    ...(attempt > 1 && { attempt }),
    lines: lines.map(({ caseLineId, sku, expected, reason }) => ({ caseLineId, sku, expectedQuantity: expected, reason: ReturnReason.wire(reason) })),
  });
}

/** Keeps an arrival whose time to be reported runs. */
export function awaitReports(work: WarehouseWork, arrival: Arrival): void {
  const { ref: { caseId }, inspection } = arrival;
  work.arrivals.put(caseId, arrival);
  if (inspection) work.schedule({ subject: subjectOfCase(caseId), name: inspectionTimer, dueAt: new Date(inspection.dueAt), payload: { caseId } });
}

/** Until when reports are awaited. */
export function sayAwaited(work: WarehouseWork, { ref, inspection }: Arrival): void {
  work.say(InspectionTaskCreated, subjectOfCase(ref.caseId), { ref, taskId: taskIdOf(ref.caseId), ...(inspection && { attempt: inspection.attempt, inspectBy: inspection.dueAt }) });
}
