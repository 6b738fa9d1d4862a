import { InspectionReported, InspectionTaskIssued } from '@huiliu/contracts';
import { say, type Say } from '../../feed/say';
import { isoTime } from '../../orders/shop-time';
import { randomOf } from '../../random/random';
import type { Answer } from '../../store/heard';
import { keep, type AnsweringSystem } from '../answering';
import { isOf, type Heard } from '../heard';
import { inspect, type Report } from './inspect';

const hourMs = 3_600_000;

/** Inspects what its tasks say and reports it, in one report or two; some reports are sent twice. */
export function wms(seed: string): AnsweringSystem {
  return {
    name: 'wms',
    answer: (heard, businessAtMs) => (isOf(heard, InspectionTaskIssued) ? answerOf(seed, heard, businessAtMs) : { says: [], businessAtMs: undefined, facts: ['other'] }),
  };
}

function answerOf(seed: string, { key: caseId, data: task }: Heard<InspectionTaskIssued>, businessAtMs: number): Answer {
  const random = randomOf(seed, 'wms', task.taskId);
  const { outcome, reports } = inspect(random, task.lines);
  let atMs = businessAtMs;
  const says = reports.map((report, index) => {
    atMs += random.between(2, 30) * hourMs;
    return reported(caseId, task.taskId, index + 1, report, index === reports.length - 1, atMs);
  });
  const repeat = random.weighted({ none: 0.94, sameEvent: 0.03, sameReport: 0.03 });
  if (repeat !== 'none') {
    const twice = random.pick(says);
    says.push(repeat === 'sameEvent' ? twice : { ...twice, id: `${twice.id}-again` });
  }
  return {
    says: says.map(keep),
    businessAtMs: atMs,
    facts: ['inspected', outcome, ...(reports.length > 1 ? ['inTwoReports'] : []), ...(repeat === 'none' ? [] : [repeat === 'sameEvent' ? 'sameEventTwice' : 'sameReportTwice'])],
  };
}

function reported(caseId: string, taskId: string, number: number, findings: Report, final: boolean, atMs: number): Say {
  const reportId = `${taskId}-r${number}`;
  return say<InspectionReported>(InspectionReported, `report-${reportId}`, caseId, atMs, { caseId, taskId, reportId, findings, final, inspectedAt: isoTime(atMs) });
}
