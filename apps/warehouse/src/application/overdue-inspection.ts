import { ParcelNotReceived } from '@huiliu/contracts';
import { done, ignored, type Outcome } from '@huiliu/messaging';
import type { Arrival } from '../domain/arrival';
import { clearUp, overdueIdsOf, overdueOf, runOut, type OverdueResolution, type WarehouseException } from '../domain/exception';
import { askToInspectAgain, endAsReported, neverCame, overdueInspection, reportedSome } from '../domain/inspection-clock';
import { finishInspection } from './finish-inspection';
import { askForInspection, awaitReports, sayAwaited } from './issue-inspection-task';
import { open, sayResolved } from './open-exceptions';
import { inspectionTimer, subjectOfCase, type WarehouseWork } from './work';

/** The WMS has not reported in time: it is asked once more, then somebody has to look, and when nobody has found anything out by then, the exception ends with its default. */
export function inspectionRunsOut(work: WarehouseWork, caseId: string): Outcome {
  const arrival = work.arrivals.get(caseId);
  if (!arrival) return ignored('nothing is expected for this case');
  const exception = openOne(work, caseId);
  if (exception) return endByDefault(work, exception);
  switch (overdueInspection(arrival, work.now)) {
    case 'ask_again':
      askForInspection(work, askToInspectAgain(arrival, 'overdue', work.now));
      return done();
    case 'look':
      return openOverdue(work, arrival);
    case 'not_yet':
    case undefined:
      return ignored('it was reported meanwhile');
  }
}

function openOverdue(work: WarehouseWork, arrival: Arrival): Outcome {
  const { caseId } = arrival.ref;
  const exception = overdueOf(arrival, (id) => work.exceptions.get(id) !== undefined, work.now);
  // The last round does not end with asking once more.
  if (!exception) throw new Error(`case ${arrival.ref.caseNumber}: the inspection is overdue more often than it can be`);
  work.schedule({ subject: subjectOfCase(caseId), name: inspectionTimer, dueAt: new Date(exception.dueAt), payload: { caseId } });
  open(work, exception);
  return done();
}

function endByDefault(work: WarehouseWork, exception: WarehouseException): Outcome {
  const after = runOut(exception, work.now);
  if (after === exception) return ignored('it is not due yet');
  sayResolved(work, after);
  followOverdue(work, after);
  return done();
}

/** What is done once somebody, or the clock, has said where the goods are. */
export function followOverdue(work: WarehouseWork, { exceptionId, ref, end }: WarehouseException): void {
  const arrival = work.arrivals.get(ref.caseId);
  if (!arrival || !end) throw new Error(`${exceptionId} has no end, or nothing is expected for its case`);
  if (end.resolution === 'is_here') return askForInspection(work, askToInspectAgain(arrival, 'found', work.now));
  const after = end.resolution === 'never_came' ? neverCame(arrival) : endAsReported(arrival);
  if (!after) throw new Error(`${exceptionId} was open, and its arrival is ${arrival.status}`);
  work.arrivals.put(ref.caseId, after);
  work.cancelTimer(subjectOfCase(ref.caseId), inspectionTimer);
  if (end.resolution === 'never_came') work.say(ParcelNotReceived, subjectOfCase(ref.caseId), { ref, exceptionId, decidedBy: end.by, decidedAt: work.now.toISOString() });
  else finishInspection(work, after, after.inspectedAt ?? work.now.toISOString());
}

/** The WMS has reported: what was overdue has an end, and for the rest time begins again; but for one that somebody is looking after already, which ends with the inspection. `counted`: units were reported. */
export function awaitMore(work: WarehouseWork, arrival: Arrival, counted: boolean): Arrival {
  const { caseId } = arrival.ref;
  const isOver = arrival.status === 'inspected';
  const overdue = openOne(work, caseId);
  if (overdue && !isOver && overdue.kind === 'not_finished') {
    work.arrivals.put(caseId, arrival);
    return arrival;
  }
  clearUpOverdue(work, arrival, 'turned_up', 'wms');
  if (isOver) {
    work.arrivals.put(caseId, arrival);
    work.cancelTimer(subjectOfCase(caseId), inspectionTimer);
    return arrival;
  }
  const awaited = reportedSome(arrival, work.now);
  awaitReports(work, awaited);
  // Else it is said with what was received.
  if (!counted) sayAwaited(work, awaited);
  return awaited;
}

/** The owner of the fact has spoken. */
export function clearUpOverdue(work: WarehouseWork, { ref: { caseId } }: Arrival, how: OverdueResolution, by: 'wms' | 'logistics'): void {
  const exception = openOne(work, caseId);
  if (exception) sayResolved(work, clearUp(exception, how, by));
  if (by === 'logistics') work.cancelTimer(subjectOfCase(caseId), inspectionTimer);
}

const openOne = (work: WarehouseWork, caseId: string): WarehouseException | undefined => overdueIdsOf(caseId).map((id) => work.exceptions.get(id)).find((exception) => exception && !exception.end);
