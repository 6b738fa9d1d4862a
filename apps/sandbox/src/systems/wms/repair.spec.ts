import { RepairTaskIssued, type RepairReported } from '@huiliu/contracts';
import { mixOf } from '../../mix/mix';
import type { Heard } from '../heard';
import { answerToRepair } from './repair';

const lines = [{ caseLineId: 'line-1', sku: 'SKU1', quantity: 2 }];
const task = (number: number, attempt = 1): Heard<RepairTaskIssued> => ({
  contract: RepairTaskIssued,
  id: `task-${number}-${attempt}`,
  source: 'urn:huiliu:warehouse',
  subject: `case:case-${number}`,
  key: `case-${number}`,
  atMs: 0,
  traceparent: undefined,
  data: { ref: { caseId: `case-${number}`, caseNumber: '1', orderId: 'o1' }, taskId: `W-${number}`, attempt, lines, answerBy: '2011-01-01T00:00:00Z' },
});

const atMs = Date.parse('2010-12-18T10:00:00Z');
const mix = mixOf('all');
const answered = (number: number, attempt = 1, mayBeSilent = true) => answerToRepair('seed', task(number, attempt), atMs, mix, mayBeSilent);
const numbers = Array.from({ length: 300 }, (_, number) => number);

describe('repairs at the WMS', () => {
  it('are answered with one outcome for just the units of the task, however often they are asked for', () => {
    for (const number of numbers) {
      const outcomes = new Set([1, 2, 3, 4].flatMap((attempt) => answered(number, attempt).says.map(({ data }) => (data as RepairReported).outcome)));
      expect(outcomes.size).toBe(1);
      for (const { data } of answered(number, 4).says) expect(data).toMatchObject({ caseId: `case-${number}`, taskId: `W-${number}`, lines });
    }
  });

  it('come out both ways; some are answered only when asked again, some only when they are overdue, some twice', () => {
    const branches = numbers.flatMap((number) => answered(number, 4).branches ?? []);
    for (const branch of ['repair.repaired', 'repair.not_repairable', 'repair_answer.in_time', 'repair_answer.when_asked_again', 'repair_answer.late']) expect(branches.filter((each) => each === branch).length).toBeGreaterThan(20);
    const firstAnswered = numbers.map((number) => [1, 2, 3, 4].find((attempt) => answered(number, attempt).says.length > 0));
    expect(new Set(firstAnswered)).toEqual(new Set([1, 2, 4]));
    expect(numbers.filter((number) => answered(number, 4).says.length === 2).length).toBeGreaterThan(10);
  });

  it('are never left unanswered where no clock would ask again', () => {
    for (const number of numbers) expect(answered(number, 1, false).says.length).toBeGreaterThan(0);
  });
});
