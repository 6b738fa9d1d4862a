import { domainError, ok, step, type DomainError, type Result } from '@huiliu/kernel';
import { cameOf, taskIdOf, type Arrival, type ArrivalException, type ArrivalLine, type GradedUnits, type ReportTaken } from './arrival';
import { arrivalMachine, type ArrivalStatus } from './arrival-machine';
import { dispositionOf, isRejected } from './disposition';
import type { Grade, Liability } from './words';

/** What the WMS reports of one task. Reports add up; the last one says `final`. */
export interface InspectionReport {
  readonly taskId: string;
  /** The same report twice has the same id. */
  readonly reportId: string;
  readonly findings: readonly Finding[];
  readonly final: boolean;
  /** ISO, the WMS's time. */
  readonly inspectedAt: string;
}

export interface Finding {
  readonly caseLineId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly grade: Grade;
  readonly liability: Liability;
}

export type ArrivalEvent =
  | { readonly type: 'report_taken'; readonly report: ReportTaken; readonly to: ArrivalStatus }
  | { readonly type: 'units_accepted'; readonly caseLineId: string; readonly sku: string; readonly units: GradedUnits }
  | { readonly type: 'units_rejected'; readonly caseLineId: string; readonly sku: string; readonly units: GradedUnits }
  | { readonly type: 'units_set_aside'; readonly exception: ArrivalException };

/** Bounds of one arrival. A report that finishes it is taken beyond them, else the case could never end. */
export const arrivalLimits = { reports: 1_000, exceptions: 1_000 } as const;

/**
 * What a report leads to; nothing when it came before. Findings are taken in their order, each up to what is still expected of its line.
 * Errors: TASK_UNKNOWN, ARRIVAL_GIVEN_UP, REPORT_CONTRADICTS (same id, another report), ALREADY_INSPECTED, TOO_MANY_REPORTS, TOO_MANY_EXCEPTIONS.
 */
export function decideReport(arrival: Arrival, report: InspectionReport): Result<readonly ArrivalEvent[], DomainError> {
  if (arrival.status === 'expected' || arrival.status === 'called_off' || (arrival.status === 'written_off' && !arrival.inspection) || report.taskId !== taskIdOf(arrival.ref.caseId)) return taskUnknown;
  const known = arrival.reports.find(({ reportId }) => reportId === report.reportId);
  const taken = takenOf(report);
  if (known) return same(known, taken) ? ok([]) : contradicts;
  if (arrival.status === 'inspected') return alreadyInspected;
  if (arrival.status === 'never_came' || arrival.status === 'written_off') return givenUp;

  const units = findingsTaken(arrival, report);
  const finishes = report.final || complete(units.reduce(evolve, arrival));
  const next = step(arrivalMachine, arrival.status, finishes ? 'finish' : 'receive');
  if (!next.ok) return next;
  const excess = excessOf(arrival, units, finishes);
  return excess ?? ok([...units, { type: 'report_taken', report: taken, to: next.value }]);
}

export const taskUnknown = domainError('TASK_UNKNOWN', 'No such task was issued: report under the case id and task id of the task.');
const contradicts = domainError('REPORT_CONTRADICTS', 'Another report was sent under this report id: give each report an id of its own.');
const givenUp = domainError('ARRIVAL_GIVEN_UP', 'These goods were given up as never received, and are settled with the customer: report them as a parcel that nobody announced, and keep them in quarantine until somebody has decided.');
const alreadyInspected = domainError('ALREADY_INSPECTED', 'The inspection was finished by an earlier report: what turns up later needs a person in the after-sales team.');

export function evolve(arrival: Arrival, event: ArrivalEvent): Arrival {
  switch (event.type) {
    case 'units_accepted':
      return withLine(arrival, event.caseLineId, (line) => ({ ...line, accepted: line.accepted + event.units.quantity, graded: addGraded(line.graded, event.units) }));
    case 'units_rejected':
      return withLine(arrival, event.caseLineId, (line) => ({ ...line, rejected: (line.rejected ?? 0) + event.units.quantity, graded: addGraded(line.graded, event.units) }));
    case 'units_set_aside': {
      const noted = { ...arrival, exceptions: [...arrival.exceptions, event.exception] };
      return withLine(noted, event.exception.caseLineId, (line) => ({ ...line, quarantined: line.quarantined + event.exception.quantity }));
    }
    case 'report_taken':
      return { ...arrival, status: event.to, reports: [...arrival.reports, event.report], inspectedAt: event.to === 'inspected' ? event.report.inspectedAt : undefined };
  }
}

function findingsTaken(arrival: Arrival, report: InspectionReport): ArrivalEvent[] {
  const open = new Map(arrival.lines.map((line) => [line.caseLineId, line.expected - cameOf(line)]));
  const events: ArrivalEvent[] = [];
  for (const finding of report.findings) {
    const { caseLineId, sku, quantity, grade, liability } = finding;
    const setAside = (kind: ArrivalException['kind'], count: number): void =>
      void events.push({ type: 'units_set_aside', exception: { kind, reportId: report.reportId, caseLineId, sku, quantity: count, grade, liability } });
    const line = arrival.lines.find((each) => each.caseLineId === caseLineId);
    if (!line) setAside('unknown_line', quantity);
    else if (line.sku !== sku) setAside('wrong_item', quantity);
    else {
      const expected = Math.min(quantity, open.get(caseLineId) ?? 0);
      open.set(caseLineId, (open.get(caseLineId) ?? 0) - expected);
      if (expected > 0) events.push({ caseLineId, sku, ...takenIn(arrival, { quantity: expected, grade, liability }) });
      if (expected < quantity) setAside('over_receipt', quantity - expected);
    }
  }
  return events;
}

/** Goods for repair stay the customer's, what is rejected is nobody's yet, and the rest is ours. */
function takenIn({ forRepair, forRefund }: Arrival, units: Omit<GradedUnits, 'disposition'>): Pick<Extract<ArrivalEvent, { readonly type: 'units_accepted' | 'units_rejected' }>, 'type' | 'units'> {
  const { grade, liability } = units;
  if (forRefund && isRejected(grade, liability)) return { type: 'units_rejected', units: { ...units, disposition: 'quarantine' } };
  return { type: 'units_accepted', units: { ...units, disposition: forRepair ? 'back_to_customer' : dispositionOf(grade, liability) } };
}

function excessOf(arrival: Arrival, events: readonly ArrivalEvent[], finishes: boolean): Result<never, DomainError> | undefined {
  if (finishes) return undefined;
  if (arrival.reports.length >= arrivalLimits.reports) {
    return domainError('TOO_MANY_REPORTS', `A task takes ${arrivalLimits.reports} reports at most: finish it with a final report.`);
  }
  const exceptions = arrival.exceptions.length + events.filter(({ type }) => type === 'units_set_aside').length;
  if (exceptions > arrivalLimits.exceptions) {
    return domainError('TOO_MANY_EXCEPTIONS', `More than ${arrivalLimits.exceptions} findings of this task were not expected: finish it with a final report and open a case for the rest.`);
  }
  return undefined;
}

const complete = (arrival: Arrival): boolean => arrival.lines.every((line) => cameOf(line) >= line.expected);

const takenOf = ({ reportId, findings, final, inspectedAt }: InspectionReport): ReportTaken => ({
  reportId,
  units: findings.reduce((sum, { quantity }) => sum + quantity, 0),
  final,
  inspectedAt,
});

const same = (a: ReportTaken, b: ReportTaken): boolean => a.units === b.units && a.final === b.final && Date.parse(a.inspectedAt) === Date.parse(b.inspectedAt);

const withLine = (arrival: Arrival, caseLineId: string, change: (line: ArrivalLine) => ArrivalLine): Arrival => ({
  ...arrival,
  lines: arrival.lines.map((line) => (line.caseLineId === caseLineId ? change(line) : line)),
});

/** Units of the same grade and liability are one entry, so that the list stays short. */
function addGraded(graded: readonly GradedUnits[], units: GradedUnits): readonly GradedUnits[] {
  const alike = (each: GradedUnits): boolean => each.grade === units.grade && each.liability === units.liability && each.disposition === units.disposition;
  return graded.some(alike) ? graded.map((each) => (alike(each) ? { ...each, quantity: each.quantity + units.quantity } : each)) : [...graded, units];
}
