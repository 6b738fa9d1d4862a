import { PutAwayTaskIssued, type Disposition } from '@huiliu/contracts';
import { everyday, type Mix } from '../../mix/mix';
import type { Heard } from '../heard';
import { answerToPutAway } from './put-away';

const businessAtMs = Date.parse('2010-12-20T10:00:00Z');

function heard(number: number, attempt = 1): Heard<PutAwayTaskIssued> {
  const ref = { caseId: `c${number}`, caseNumber: `HL-${number}`, orderId: 'o1' };
  const data = { ref, taskId: `P-c${number}/r1/1`, attempt, sku: '22728', quantity: 2, fromCondition: 'outside', toCondition: 'a', disposition: 'DISPOSITION_RESTOCK' as Disposition, issuedAt: '2010-12-20T10:00:00Z' };
  return { contract: PutAwayTaskIssued, id: `t${number}`, source: 'urn:huiliu:warehouse', subject: `case:c${number}`, key: ref.caseId, atMs: businessAtMs, traceparent: undefined, data };
}
const always = (how: keyof Mix['put_away']): Mix => ({ ...everyday, put_away: { in_time: 0, when_asked_again: 0, twice: 0, [how]: 1 } });
const said = (number: number, mix: Mix, { attempt = 1, silent = true } = {}) => answerToPutAway('seed', heard(number, attempt), businessAtMs, mix, silent);

describe('what the WMS says of what it puts away', () => {
  it('is all of the task, and where; the same each time that it is asked', () => {
    const [answer] = said(1, always('in_time')).says;
    expect(answer).toMatchObject({ id: 'put-away-P-c1/r1/1-1', key: 'c1', data: { caseId: 'c1', taskId: 'P-c1/r1/1', quantity: 2, location: expect.stringMatching(/^[ABC]-\d+-\d$/) } });
    expect(said(1, always('in_time')).says).toEqual([answer]);
    expect(said(1, always('in_time')).branches).toEqual(['put_away.in_time']);
  });

  it('comes now and then only when it is asked again, but never where nobody asks', () => {
    expect(said(2, always('when_asked_again')).says).toEqual([]);
    expect(said(2, always('when_asked_again'), { attempt: 2 })).toMatchObject({ says: [{ id: 'put-away-P-c2/r1/1-2' }], branches: ['put_away.when_asked_again'] });
    expect(said(2, always('when_asked_again'), { silent: false })).toMatchObject({ says: [{}], branches: ['put_away.in_time'] });
  });

  it('comes now and then twice, as the same event or as another one with the same words', () => {
    const twice = Array.from({ length: 20 }, (_, number) => said(number, always('twice')).says);
    expect(twice.every(([first, second]) => second !== undefined && JSON.stringify(first?.data) === JSON.stringify(second.data))).toBe(true);
    expect(new Set(twice.map(([first, second]) => first?.id === second?.id)).size).toBe(2);
  });
});
