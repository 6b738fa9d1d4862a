import { ItemsReceived } from '@huiliu/contracts';
import { done, ignored, refused, type Outcome } from '@huiliu/messaging';
import { cameOf, type Arrival } from '../domain/arrival';
import { movesOfReport } from '../domain/moves-of-report';
import { decideReport, evolve, taskUnknown, type ArrivalEvent, type InspectionReport } from '../domain/receive-report';
import { finishInspection } from './finish-inspection';
import { awaitMore } from './overdue-inspection';
import { moveGoods } from './put-away-units';
import { subjectOfCase, type WarehouseWork } from './work';

/** The WMS reports on a task: receipts add up, stock moves, and the last report makes every unit final. */
export function takeReport(work: WarehouseWork, caseId: string, report: InspectionReport): Outcome {
  const arrival = work.arrivals.get(caseId);
  const decided = arrival ? decideReport(arrival, report) : taskUnknown;
  if (!decided.ok) return refused({ ...decided.error, kind: 'UNPROCESSABLE' });
  if (!arrival || decided.value.length === 0) return ignored('the report came before');
  const next = awaitMore(work, decided.value.reduce(evolve, arrival), report.findings.length > 0);
  moveGoods(work, next.ref, movesOfReport(caseId, report.reportId, decided.value, report.inspectedAt));
  if (report.findings.length > 0) sayReceived(work, next, report.reportId, decided.value);
  if (next.status === 'inspected') finishInspection(work, next, report.inspectedAt);
  return done();
}

/** Only lines that got something; what was set aside is not received. */
function sayReceived(work: WarehouseWork, arrival: Arrival, reportId: string, events: readonly ArrivalEvent[]): void {
  const lines = arrival.lines.map((line) => ({ caseLineId: line.caseLineId, sku: line.sku, quantity: unitsTakenIn(events, line.caseLineId), total: cameOf(line), expected: line.expected }));
  const inspectBy = arrival.status === 'inspected' ? undefined : arrival.inspection?.dueAt;
  work.say(ItemsReceived, subjectOfCase(arrival.ref.caseId), { ref: arrival.ref, reportId, lines: lines.filter(({ quantity }) => quantity > 0), ...(inspectBy !== undefined && { inspectBy }) });
}

const unitsTakenIn = (events: readonly ArrivalEvent[], caseLineId: string): number =>
  events.reduce((sum, event) => ((event.type === 'units_accepted' || event.type === 'units_rejected') && event.caseLineId === caseLineId ? sum + event.units.quantity : sum), 0);
