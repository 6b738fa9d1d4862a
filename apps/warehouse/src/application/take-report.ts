import { ItemsInspected, ItemsReceived } from '@huiliu/contracts';
import { done, ignored, refused, type Outcome } from '@huiliu/messaging';
import { cameOf, taskIdOf, type Arrival } from '../domain/arrival';
import { movesOfReport } from '../domain/moves-of-report';
import { decideReport, evolve, taskUnknown, type ArrivalEvent, type InspectionReport } from '../domain/receive-report';
import { inspectedLines } from './inspected-lines';
import { openExceptions } from './open-exceptions';
import { moveGoods } from './put-away-units';
import { beginRepair } from './repair-units';
import { holdRejected } from './settle-rejection';
import { subjectOfCase, type WarehouseWork } from './work';

/** The WMS reports on a task: receipts add up, stock moves, and the last report makes every unit final. */
export function takeReport(work: WarehouseWork, caseId: string, report: InspectionReport): Outcome {
  const arrival = work.arrivals.get(caseId);
  const decided = arrival ? decideReport(arrival, report) : taskUnknown;
  if (!decided.ok) return refused({ ...decided.error, kind: 'UNPROCESSABLE' });
  if (!arrival || decided.value.length === 0) return ignored('the report came before');
  const next = decided.value.reduce(evolve, arrival);
  work.arrivals.put(caseId, next);
  moveGoods(work, next.ref, movesOfReport(caseId, report.reportId, decided.value, report.inspectedAt));
  if (report.findings.length > 0) sayReceived(work, next, report.reportId, decided.value);
  if (next.status === 'inspected') {
    openExceptions(work, next);
    sayInspected(work, next, report.inspectedAt);
    holdRejected(work, next);
    beginRepair(work, next);
  }
  return done();
}

/** Only lines that got something; what was set aside is not received. */
function sayReceived(work: WarehouseWork, arrival: Arrival, reportId: string, events: readonly ArrivalEvent[]): void {
  const lines = arrival.lines.map((line) => ({ caseLineId: line.caseLineId, sku: line.sku, quantity: unitsTakenIn(events, line.caseLineId), total: cameOf(line), expected: line.expected }));
  work.say(ItemsReceived, subjectOfCase(arrival.ref.caseId), { ref: arrival.ref, reportId, lines: lines.filter(({ quantity }) => quantity > 0) });
}

const unitsTakenIn = (events: readonly ArrivalEvent[], caseLineId: string): number =>
  events.reduce((sum, event) => ((event.type === 'units_accepted' || event.type === 'units_rejected') && event.caseLineId === caseLineId ? sum + event.units.quantity : sum), 0);

function sayInspected(work: WarehouseWork, arrival: Arrival, inspectedAt: string): void {
  const { ref } = arrival;
  work.say(ItemsInspected, subjectOfCase(ref.caseId), { ref, taskId: taskIdOf(ref.caseId), lines: inspectedLines(arrival), inspectedAt });
}
