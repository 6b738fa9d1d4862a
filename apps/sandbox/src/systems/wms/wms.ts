import { InspectionReported, InspectionTaskIssued } from '@huiliu/contracts';
import { say, type Say } from '../../feed/say';
import { named } from '../../mix/branches';
import { everyday, type Mix } from '../../mix/mix';
import { isoTime } from '../../orders/shop-time';
import { randomOf } from '../../random/random';
import type { Answer } from '../../store/heard';
import { keep, type AnsweringSystem } from '../answering';
import { isOf, type Heard } from '../heard';
import { inspect, type Report } from './inspect';

const hourMs = 3_600_000;

/** Inspects what its tasks say and reports it, in one report or two; some reports are sent twice. */
export function wms(seed: string, mix: Mix = everyday): AnsweringSystem {
  return {
    name: 'wms',
    answer: (heard, businessAtMs) => (isOf(heard, InspectionTaskIssued) ? answerOf(seed, heard, businessAtMs, mix) : { says: [], businessAtMs: undefined, facts: ['other'] }),
  };
}

function answerOf(seed: string, { key: caseId, data: task }: Heard<InspectionTaskIssued>, businessAtMs: number, mix: Mix): Answer {
  const random = randomOf(seed, 'wms', task.taskId);
  const { outcome, reports } = inspect(random, task.lines, mix);
  let atMs = businessAtMs;
  const says = reports.map((report, index) => {
    atMs += random.between(2, 30) * hourMs;
    return reported(caseId, task.taskId, index + 1, report, index === reports.length - 1, atMs);
  });
  const repeat = random.weighted(mix.report_repeats);
  if (repeat !== 'none') {
    const twice = random.pick(says);
    says.push(repeat === 'same_event' ? twice : { ...twice, id: `${twice.id}-again` });
  }
  return {
    says: says.map(keep),
    businessAtMs: atMs,
    facts: ['inspected', outcome, ...(reports.length > 1 ? ['inTwoReports'] : []), ...(repeat === 'none' ? [] : [repeat === 'same_event' ? 'sameEventTwice' : 'sameReportTwice'])],
    branches: [named('box', outcome), named('reports', reports.length > 1 ? 'two' : 'one'), named('report_repeats', repeat)],
  };
}

function reported(caseId: string, taskId: string, number: number, findings: Report, final: boolean, atMs: number): Say {
  const reportId = `${taskId}-r${number}`;
  return say<InspectionReported>(InspectionReported, `report-${reportId}`, caseId, atMs, { caseId, taskId, reportId, findings, final, inspectedAt: isoTime(atMs) });
}
