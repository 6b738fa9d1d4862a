import { InspectionTaskIssued, ReturnReason, type InspectionReported } from '@huiliu/contracts';
import { everyday, type Mix } from '../../mix/mix';
import type { Heard } from '../heard';
import { answerToInspection } from './inspection';

const businessAtMs = Date.parse('2010-12-20T10:00:00Z');

function heard(number: number, attempt?: number, quantity = 4): Heard<InspectionTaskIssued> {
  const ref = { caseId: `c${number}`, caseNumber: `HL-${number}`, orderId: 'o1' };
  const lines = [{ caseLineId: 'l1', sku: 'MUG', expectedQuantity: quantity, reason: ReturnReason.wire('other') }];
  const data = { ref, taskId: `I-c${number}`, rmaNumber: 'RMA-1', trackingNumber: 'GR1', lines, ...(attempt !== undefined && { attempt }) };
  return { contract: InspectionTaskIssued, id: `t${number}`, source: 'urn:huiliu:warehouse', subject: `case:c${number}`, key: ref.caseId, atMs: businessAtMs, traceparent: undefined, data };
}
const always = (pace: keyof Mix['inspection']): Mix => ({ ...everyday, box: { ...everyday.box, all: 1, short: 0, nothing: 0, over: 0, wrong: 0 }, inspection: { in_time: 0, when_asked_again: 0, when_found: 0, never: 0, half_then_rest: 0, half_and_stops: 0, [pace]: 1 } });
const answer = (pace: keyof Mix['inspection'], attempt?: number, silent = true, quantity = 4) => answerToInspection('seed', heard(1, attempt, quantity), businessAtMs, always(pace), silent);
const told = (pace: keyof Mix['inspection'], attempt?: number, silent = true, quantity = 4) => answer(pace, attempt, silent, quantity).says.map(({ data }) => data as InspectionReported);
const unitsOf = (reports: readonly InspectionReported[]): number => [...new Map(reports.map((report) => [report.reportId, report.findings.reduce((sum, { quantity }) => sum + quantity, 0)])).values()].reduce((sum, units) => sum + units, 0);

describe('what the WMS says of what it is to inspect', () => {
  it('is all of it, and the same whenever it is asked', () => {
    expect([unitsOf(told('in_time')), told('in_time').at(-1)?.final]).toEqual([4, true]);
    expect(answer('in_time', 2)).toEqual(answer('in_time'));
    expect(answer('in_time').branches).toContain('inspection.in_time');
  });

  it('comes when it is asked again, when somebody has found the goods, or never; at once where nobody asks again', () => {
    expect([undefined, 2, 3, 4].map((attempt) => told('when_asked_again', attempt).length > 0)).toEqual([false, true, true, true]);
    expect([undefined, 2, 3, 4].map((attempt) => told('when_found', attempt).length > 0)).toEqual([false, false, true, true]);
    expect([undefined, 2, 3, 9].map((attempt) => told('never', attempt).length > 0)).toEqual([false, false, false, false]);
    expect(answer('never').branches).toEqual(['inspection.never']);
    for (const pace of ['when_asked_again', 'when_found', 'never', 'half_and_stops'] as const) expect(told(pace, undefined, false).at(-1)?.final).toBe(true);
  });

  it('is a part, and the rest when it is asked again, or never; of one unit there is no part', () => {
    const [first, rest] = [told('half_then_rest'), told('half_then_rest', 2)];
    expect([first.map(({ final }) => final), rest.map(({ final }) => final), unitsOf([...first, ...rest])]).toEqual([[false], [true], 4]);
    expect([told('half_and_stops').length, told('half_and_stops', 2), told('half_and_stops', 5)]).toEqual([1, [], []]);
    expect(told('half_and_stops', undefined, true, 1).at(-1)?.final).toBe(true);
  });
});
