import { memoryWork } from '@huiliu/testing';
import { anAppliedLine, anOrder, caseIds, heard } from '../../test/builders';
import { intakeTables } from '../adapters/out/postgres/tables';
import { placeOrder } from './place-order';
import { raiseConcern, takeConcern } from './raise-concern';
import { submitCase } from './submit-case';

const cause = { id: 'portal/intake.RaiseConcern/k1', traceId: 't'.repeat(32), spanId: 's'.repeat(16) };
const asked = { customerId: 'c1', type: 'inquiry', text: 'Anna asks', orderId: '', lines: [], requestedAt: undefined };
const passedOn = { ...asked, requestId: 'r1', requestedAt: '2026-10-08T09:00:00Z', provenance: 'real' as const };
const said = () => heard('huiliu.integration.v1.ConcernReported', 'urn:crm');

function withOrder() {
  const memory = memoryWork(intakeTables);
  placeOrder(memory.work, anOrder());
  return memory;
}

describe('a concern that somebody raises', () => {
  it('becomes a case; its words are kept apart and said to nobody', () => {
    const { work, said: told, cases, questions, units, timeline } = withOrder();
    expect(raiseConcern(work, cause, caseIds.a, asked)).toMatchObject({ kind: 'done', response: { case: { type: 'CASE_TYPE_INQUIRY', status: 'submitted', ref: { orderId: '' } } } });
    expect(told).toMatchObject([{ name: 'ConcernRaised', subject: `case:${caseIds.a}`, data: { type: 'CASE_TYPE_INQUIRY', purchaseKnown: false, lines: [] } }]);
    expect(questions).toMatchObject([{ caseId: caseIds.a, text: 'Anna asks' }]);
    expect(units.size).toBe(0);
    expect(JSON.stringify([told, [...cases.values()].map((it) => ({ ...it, lines: [] })), timeline])).not.toContain('Anna');
  });

  it('may be about goods of the customer\'s own order', () => {
    const { work, said: told, units } = withOrder();
    raiseConcern(work, cause, caseIds.a, { ...asked, orderId: 'o1', lines: [anAppliedLine({ sku: undefined, quantity: 99 })] });
    expect(told).toMatchObject([{ data: { purchaseKnown: true, currency: 'GBP', lines: [{ sku: 'MUG', quantity: 99 }], obstacles: [] } }]);
    expect(units.size).toBe(0);
  });

  it.each([
    ['NOT_A_CONCERN', 'UNPROCESSABLE', { type: 'return' }],
    ['ORDER_NOT_FOUND', 'NOT_FOUND', { orderId: 'o9' }],
    ['ORDER_NOT_FOUND', 'NOT_FOUND', { orderId: 'o1', customerId: 'c2' }],
    ['LINE_NOT_FOUND', 'UNPROCESSABLE', { orderId: 'o1', lines: [anAppliedLine({ orderLineId: 'ol9' })] }],
    ['LINE_NOT_FOUND', 'UNPROCESSABLE', { lines: [anAppliedLine()] }],
    ['NOT_GOODS', 'UNPROCESSABLE', { orderId: 'o1', lines: [anAppliedLine({ orderLineId: 'ship', sku: undefined, quantity: 1 })] }],
  ])('changes nothing and says %s', (code, kind, over) => {
    const { work, said: told, cases, questions } = withOrder();
    expect(raiseConcern(work, cause, caseIds.a, { ...asked, ...over })).toMatchObject({ kind: 'refused', refusal: { code, kind } });
    expect([told, cases.size, questions]).toEqual([[], 0, []]);
  });
});

describe('a concern that CRM passes on', () => {
  it('is opened whatever stands in the way, once', () => {
    const { work, said: told, questions } = withOrder();
    const request = { ...passedOn, type: 'complaint', orderId: 'o1', lines: [anAppliedLine({ orderLineId: 'ol9' })] };
    expect(takeConcern(work, said(), caseIds.a, request)).toEqual({ kind: 'done' });
    expect(told).toMatchObject([{ name: 'ConcernRaised', data: { type: 'CASE_TYPE_COMPLAINT', channel: 'CHANNEL_CRM', obstacles: ['LINE_NOT_FOUND'], provenance: 'PROVENANCE_REAL' } }]);
    expect(takeConcern(work, said(), caseIds.a, request)).toMatchObject({ kind: 'ignored' });
    expect([told.length, questions.length]).toEqual([1, 1]);
  });

  it('waits for its order, and is refused when it is something else', () => {
    const { work, cases } = withOrder();
    expect(takeConcern(work, said(), caseIds.a, { ...passedOn, orderId: 'o9' })).toEqual({ kind: 'notYet', reason: 'the order has not arrived', waitsFor: 'order:o9' });
    expect(takeConcern(work, said(), caseIds.a, { ...passedOn, type: 'return' })).toMatchObject({ kind: 'refused', refusal: { code: 'NOT_A_CONCERN' } });
    expect(cases.size).toBe(0);
  });
});

describe('a case that is made of a concern', () => {
  const application = { customerId: 'c1', orderId: 'o1', type: 'return', requestedAt: undefined, lines: [anAppliedLine({ sku: undefined, quantity: 1 })], evidence: [], cameFrom: caseIds.a };

  it('names it, and is the only one', () => {
    const { work, said: told, cases } = withOrder();
    raiseConcern(work, cause, caseIds.a, asked);
    expect(submitCase(work, cause, caseIds.b, application)).toMatchObject({ kind: 'done', response: { case: { cameFrom: { caseId: caseIds.a } } } });
    expect(told[1]).toMatchObject({ name: 'CaseSubmitted', data: { cameFrom: { caseId: caseIds.a, caseNumber: cases.get(caseIds.a)?.caseNumber } } });
    expect(submitCase(work, cause, 'another', application)).toMatchObject({ kind: 'refused', refusal: { code: 'CONCERN_TURNED', kind: 'CONFLICT' } });
    // What does not come about takes nothing.
    expect(cases.size).toBe(2);
  });

  it('leaves the concern free where it can not be opened', () => {
    const { work, made } = withOrder();
    raiseConcern(work, cause, caseIds.a, asked);
    expect(submitCase(work, cause, caseIds.b, { ...application, lines: [anAppliedLine({ quantity: 99 })] })).toMatchObject({ kind: 'refused', refusal: { code: 'UNITS_TAKEN' } });
    expect(made.size).toBe(0);
  });

  it.each([
    ['CASE_NOT_FOUND', { cameFrom: 'nowhere' }],
    ['CASE_NOT_FOUND', { customerId: 'c2' }],
  ])('says %s of what is none of theirs', (code, over) => {
    const { work } = withOrder();
    raiseConcern(work, cause, caseIds.a, asked);
    expect(submitCase(work, cause, caseIds.b, { ...application, ...over })).toMatchObject({ kind: 'refused', refusal: { code } });
  });
});
