import { InspectionReported, type InspectionTaskIssued } from '@huiliu/contracts';
import { say, type Say } from '../../feed/say';
import { named, type BranchOf } from '../../mix/branches';
import type { Mix } from '../../mix/mix';
import { isoTime } from '../../orders/shop-time';
import { randomOf } from '../../random/random';
import type { Answer } from '../../store/heard';
import { keep } from '../answering';
import type { Heard } from '../heard';
import { inspect, type Inspection, type Report } from './inspect';

const hourMs = 3_600_000;

type Pace = BranchOf<'inspection'>;

/** From which time on that it is asked it says all, or what is left. */
const answersFrom: Readonly<Record<Pace, number>> = { in_time: 1, when_asked_again: 2, when_found: 3, never: Number.POSITIVE_INFINITY, half_then_rest: 2, half_and_stops: Number.POSITIVE_INFINITY };

const silent = (pace: Pace): Answer => ({ says: [], businessAtMs: undefined, facts: ['inspectionUnanswered'], branches: pace === 'never' ? [named('inspection', pace)] : [] });

/** Reports what is in a parcel, by seed: the same whenever it is asked. Silent, or content with a part, only where a clock goes on by itself: else nobody asks again. */
export function answerToInspection(seed: string, heard: Heard<InspectionTaskIssued>, businessAtMs: number, mix: Mix, mayBeSilent: boolean): Answer {
  const { taskId, lines, attempt = 1 } = heard.data;
  const drawn: Pace = mayBeSilent ? randomOf(seed, 'wms pace', taskId).weighted(mix.inspection) : 'in_time';
  const isHalf = drawn === 'half_then_rest' || drawn === 'half_and_stops';
  const random = randomOf(seed, 'wms', taskId);
  const inspection = inspect(random, lines, isHalf ? { ...mix, reports: { two: 1, one: 0 } } : mix);
  const [first, second] = inspection.reports;
  const pace = isHalf && second === undefined ? 'in_time' : drawn;
  const report = (number: number, findings: Report, final: boolean, atMs: number): Say => reported(heard.key, taskId, number, findings, final, atMs);
  if (isHalf && first && second) {
    if (attempt === 1) return { says: [keep(report(1, first, false, businessAtMs + 2 * hourMs))], businessAtMs: businessAtMs + 2 * hourMs, facts: ['inspectedInPart'], branches: [named('inspection', pace)] };
    return attempt < answersFrom[pace] ? silent(pace) : { says: [keep(report(2, second, true, businessAtMs + 2 * hourMs))], businessAtMs: businessAtMs + 2 * hourMs, ...factsOf(inspection, 'none') };
  }
  if (attempt < answersFrom[pace]) return silent(pace);
  let atMs = businessAtMs;
  const says = inspection.reports.map((findings, index) => {
    atMs += random.between(2, 30) * hourMs;
    return report(index + 1, findings, index === inspection.reports.length - 1, atMs);
  });
  const repeat = random.weighted(mix.report_repeats);
  if (repeat !== 'none') {
    const twice = random.pick(says);
    says.push(repeat === 'same_event' ? twice : { ...twice, id: `${twice.id}-again` });
  }
  const { facts, branches } = factsOf(inspection, repeat);
  return { says: says.map(keep), businessAtMs: atMs, facts, branches: [...branches, named('inspection', pace)] };
}

function factsOf({ outcome, reports, wear }: Inspection, repeat: BranchOf<'report_repeats'>): { readonly facts: readonly string[]; readonly branches: NonNullable<Answer['branches']> } {
  return {
    facts: ['inspected', outcome, ...(reports.length > 1 ? ['inTwoReports'] : []), ...(repeat === 'none' ? [] : [repeat === 'same_event' ? 'sameEventTwice' : 'sameReportTwice'])],
    branches: [named('box', outcome), named('wear', wear), named('reports', reports.length > 1 ? 'two' : 'one'), named('report_repeats', repeat)],
  };
}

export function reported(caseId: string, taskId: string, number: number | string, findings: Report, final: boolean, atMs: number): Say {
  const reportId = `${taskId}-r${number}`;
  return say<InspectionReported>(InspectionReported, `report-${reportId}`, caseId, atMs, { caseId, taskId, reportId, findings, final, inspectedAt: isoTime(atMs) });
}
