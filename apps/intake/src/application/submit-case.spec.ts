import { memoryWork } from '@huiliu/testing';
import { anAppliedLine, anOrder, caseIds } from '../../test/builders';
import { intakeTables } from '../adapters/out/postgres/tables';
import { placeOrder } from './place-order';
import { submitCase, type Submission } from './submit-case';

const cause = { id: 'portal/intake.SubmitCase/k1', traceId: 't'.repeat(32), spanId: 's'.repeat(16) };
const aSubmission = (over: Partial<Submission> = {}): Submission => ({ customerId: 'c1', orderId: 'o1', type: 'return', requestedAt: undefined, lines: [anAppliedLine({ sku: undefined })], evidence: [], ...over });

function withOrder() {
  const memory = memoryWork(intakeTables);
  placeOrder(memory.work, anOrder());
  return memory;
}

describe('submitting a case', () => {
  it('answers with the case, its number and who it waits for', () => {
    const { work, said, units } = withOrder();
    const outcome = submitCase(work, cause, caseIds.a, aSubmission());
    expect(outcome).toMatchObject({
      kind: 'done',
      response: { case: { ref: { caseId: caseIds.a, orderId: 'o1' }, status: 'submitted', channel: 'CHANNEL_API', waitingFor: 'review: the rules decide', requestedAt: '2026-11-05T08:00:00.000Z', result: 'CASE_RESULT_UNSPECIFIED' } },
    });
    expect(said).toMatchObject([{ name: 'CaseSubmitted', data: { lines: [{ sku: 'MUG', quantity: 2 }] } }]);
    expect(outcome).toMatchObject({ response: { case: { requestId: '' } } });
    expect(units.get('o1')).toEqual({ ol1: { held: { [caseIds.a]: 2 }, spent: 0 } });
  });

  it.each([
    ['TYPE_NOT_OFFERED', 'NOT_OFFERED', { type: 'inquiry' }],
    ['ORDER_NOT_FOUND', 'NOT_FOUND', { orderId: 'o9' }],
    ['ORDER_NOT_FOUND', 'NOT_FOUND', { customerId: 'c2' }],
    ['LINE_NOT_FOUND', 'UNPROCESSABLE', { lines: [anAppliedLine({ orderLineId: 'ol9' })] }],
    ['NOT_GOODS', 'UNPROCESSABLE', { lines: [anAppliedLine({ orderLineId: 'ship', sku: undefined, quantity: 1 })] }],
    ['UNITS_TAKEN', 'CONFLICT', { lines: [anAppliedLine({ quantity: 4 })] }],
  ])('changes nothing and says %s', (code, kind, over) => {
    const { work, said, cases, units, timeline } = withOrder();
    expect(submitCase(work, cause, caseIds.a, aSubmission(over))).toMatchObject({ kind: 'refused', refusal: { code, kind } });
    expect([said, cases.size, units.size, timeline]).toEqual([[], 0, 0, []]);
  });

  it('lets exactly one of two have the last units', () => {
    const { work } = withOrder();
    expect(submitCase(work, cause, caseIds.a, aSubmission())).toMatchObject({ kind: 'done' });
    expect(submitCase(work, { ...cause, id: 'k2' }, caseIds.b, aSubmission())).toMatchObject({ kind: 'refused', refusal: { code: 'UNITS_TAKEN' } });
  });
});
