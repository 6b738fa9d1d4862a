import { CaseClosed, CaseSubmitted, ReturnRequested } from '@huiliu/contracts';
import type { Envelope } from '../envelope';
import { done } from '../outcome';
import type { EventContext, Route, Routes } from '../routes';
import type { WorkBase } from '../work';
import { arrivalOf, concernsHead } from './arrival';
import type { HopSpan } from './trace';

const ref = { caseId: 'c1', caseNumber: 'HL-1', orderId: 'o1' };
const submitted = { ref, type: 'CASE_TYPE_RETURN', requestedAt: '2026-11-05T08:30:00Z', lines: [{ caseLineId: 'l1', sku: 'MUG', quantity: 1 }] };
const requested = { requestId: 'r1', type: 'CASE_TYPE_RETURN', requestedAt: '2026-11-05T08:30:00Z', lines: [{ sku: 'MUG', quantity: 1, reason: 'RETURN_REASON_OTHER' }] };

const contexts: { readonly data: object; readonly context: EventContext }[] = [];
const route = (contract: object, changes: Partial<Route> = {}): Route => ({
  contract: contract as Route['contract'],
  subject: undefined,
  heads: () => ['order:o1'],
  rows: () => ({ cases: ['c1'] }),
  handle: (data, context) => {
    contexts.push({ data, context });
    return done();
  },
  ...changes,
});
const routes: Routes = new Map([
  [CaseSubmitted.type, route(CaseSubmitted)],
  [ReturnRequested.type, route(ReturnRequested, { subject: () => 'case:c7' })],
]);

const inner: Envelope = {
  id: 'intake/1/case:c1/4',
  type: CaseSubmitted.type,
  source: 'urn:huiliu:intake',
  subject: 'case:c1',
  time: '2026-11-05T08:30:01Z',
  sequence: 4,
  epoch: 1,
  traceparent: 'T',
  causeId: 'C',
  value: JSON.stringify(submitted),
};
const outer: Envelope = { ...inner, id: '17', type: ReturnRequested.type, source: 'urn:crm', subject: 'return:r1', sequence: undefined, epoch: undefined, value: JSON.stringify(requested) };

const arrives = (envelope: Envelope, topic = envelope.type === ReturnRequested.type ? ReturnRequested.topic : CaseSubmitted.topic, table: Routes = routes) => arrivalOf(table, topic, envelope);
const invalid = (code: string, isInner: boolean) => ({ kind: 'invalid', code, inner: isInner });

describe('an event that arrives', () => {
  it('of a department is handled with what its route asks for, under its own subject', async () => {
    const { readiness, ...rest } = arrives(inner);
    expect(rest).toEqual({ envelope: inner, topic: CaseSubmitted.topic, subject: 'case:c1' });
    if (readiness.kind !== 'handle') throw new Error(readiness.kind);
    const { run, ...item } = readiness.item;
    expect(item).toEqual({
      subject: 'case:c1',
      heads: ['order:o1'],
      rows: { cases: ['c1'] },
      id: inner.id,
      type: inner.type,
      source: inner.source,
      causeId: 'C',
      saidAt: inner.time,
      traceparent: 'T',
    });
    const work = { now: new Date(0) } as WorkBase;
    const hop = { traceId: 't', spanId: 's' } as HopSpan;
    expect(await run(work, hop)).toEqual(done());
    expect(contexts.pop()).toMatchObject({
      data: { ...submitted, currency: '' },
      context: { work, hop, event: { id: inner.id, type: inner.type, source: inner.source, subject: 'case:c1', time: inner.time, causeId: 'C' } },
    });
  });

  it('from outside is known by its source too, and goes under the subject that its route names', () => {
    const { subject, envelope, readiness } = arrives(outer);
    expect(subject).toBe('case:c7');
    expect(envelope.subject).toBe('return:r1');
    expect(readiness).toMatchObject({ kind: 'handle', item: { subject: 'case:c7', id: 'urn:crm/17', source: 'urn:crm' } });
  });

  it('that was handled and then given up is another step than the one that it was at first', () => {
    const again = { ...inner, givenUpAfter: 7 };
    expect(arrives(again)).toMatchObject({ envelope: again, readiness: { item: { id: `${inner.id}#7` } } });
  });

  it('from outside does not get to count', () => {
    const claimed = arrives({ ...outer, sequence: 9, epoch: 2 });
    expect(claimed.envelope).toMatchObject({ sequence: undefined, epoch: undefined });
    expect(claimed.readiness).toMatchObject({ kind: 'handle', item: { id: 'urn:crm/17' } });
  });

  it('is passed over when its type is from the future, or heard elsewhere', () => {
    const unknown = { ...inner, type: 'huiliu.intake.v2.CaseSubmitted' };
    expect(arrives(unknown)).toEqual({ envelope: unknown, topic: CaseSubmitted.topic, subject: 'case:c1', readiness: { kind: 'pass', future: true } });
    expect(arrives({ ...inner, type: CaseClosed.type }).readiness).toEqual({ kind: 'pass', future: false });
  });

  it.each([
    ['on another topic', { ...inner }, 'huiliu.review.v1', { ...invalid('WRONG_TOPIC', true), reason: expect.stringContaining(CaseSubmitted.topic) as string }],
    ['from outside on another topic', { ...outer }, CaseSubmitted.topic, invalid('WRONG_TOPIC', false)],
    ['without a sequence', { ...inner, sequence: undefined }, CaseSubmitted.topic, { ...invalid('SEQUENCE_MISSING', false), reason: expect.stringContaining('hlseq') as string }],
    ['of somebody who may not say it', { ...inner, source: 'urn:huiliu:review' }, CaseSubmitted.topic, { ...invalid('WRONG_SOURCE', false), reason: expect.stringContaining('urn:huiliu:review') as string }],
    ['that is no JSON', { ...inner, value: '{' }, CaseSubmitted.topic, { ...invalid('INVALID_EVENT', true), reason: 'the value is not JSON' }],
    ['that breaks its contract', { ...inner, value: '{"ref":5}' }, CaseSubmitted.topic, { ...invalid('INVALID_EVENT', true), reason: 'ref: must be an object; type: is missing; requestedAt: is missing; lines: is missing' }],
    ['from outside that breaks its contract', { ...outer, value: '[]' }, ReturnRequested.topic, { ...invalid('INVALID_EVENT', false), reason: ': must be an object' }],
  ])('%s is invalid, and the reason is given', (_, envelope, topic, readiness) => {
    const arrival = arrives(envelope, topic);
    expect(arrival.readiness).toMatchObject(readiness);
    expect(arrival).toMatchObject({ topic, subject: envelope.subject });
  });

  it.each([
    ['an error', () => { throw new Error('no such case kind'); }, 'no such case kind'],
    ['anything', () => { throw 'odd' as unknown; }, 'odd'],
  ])('whose subject, heads or rows can\'t be worked out is invalid: a route that throws %s', (_, thrower, reason) => {
    for (const place of ['subject', 'heads', 'rows'] as const) {
      const table: Routes = new Map([[CaseSubmitted.type, route(CaseSubmitted, { [place]: thrower as never })]]);
      expect(arrives(inner, CaseSubmitted.topic, table).readiness).toMatchObject({ ...invalid('INVALID_EVENT', true), reason });
    }
  });
});

describe('a head is needed', () => {
  it.each([
    ['for what is counted, handled or not', inner, true],
    ['for what is counted, though its type is from the future', { ...inner, type: 'future' }, true],
    ['for what is counted, though it is malformed', { ...inner, value: '{' }, true],
    ['for what is handled and comes from outside', outer, true],
    ['not for what is malformed and comes from outside', { ...outer, value: '{' }, false],
    ['not for a future type without a sequence', { ...outer, type: 'future' }, false],
  ])('%s', (_, envelope, needed) => {
    expect(concernsHead(arrives(envelope))).toBe(needed);
  });

});
