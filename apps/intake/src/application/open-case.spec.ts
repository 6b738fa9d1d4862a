import { memoryWork } from '@huiliu/testing';
import { anAppliedLine, anOrder, caseIds, heard } from '../../test/builders';
import { intakeTables } from '../adapters/out/postgres/tables';
import { openCase, type ReturnRequest } from './open-case';
import { placeOrder } from './place-order';

const aRequest = (over: Partial<ReturnRequest> = {}): ReturnRequest => ({
  requestId: 'r1',
  customerId: 'c1',
  orderId: 'o1',
  type: 'return',
  channel: 'crm',
  requestedAt: '2026-10-08T09:00:00Z',
  provenance: 'real',
  lines: [anAppliedLine()],
  evidence: [],
  ...over,
});
const asked = () => heard('huiliu.integration.v1.ReturnRequested', 'urn:crm');

function withOrder() {
  const memory = memoryWork(intakeTables);
  placeOrder(memory.work, anOrder());
  return memory;
}

describe('opening a case for a request', () => {
  it('waits for the order that the request names', () => {
    const { work, said, cases } = memoryWork(intakeTables);
    expect(openCase(work, asked(), caseIds.a, aRequest())).toEqual({ kind: 'notYet', reason: 'the order has not arrived', waitsFor: 'order:o1' });
    expect([said, cases.size]).toEqual([[], 0]);
  });

  it('submits the case with the facts that policy looks at', () => {
    const { work, said, units } = withOrder();
    expect(openCase(work, asked(), caseIds.a, aRequest({ evidence: [{ evidenceId: 'ev1', kind: 'photo', uri: 'blob:1' }] }))).toEqual({ kind: 'done' });
    expect(said).toMatchObject([
      {
        name: 'CaseSubmitted',
        subject: `case:${caseIds.a}`,
        data: {
          ref: { caseId: caseIds.a, orderId: 'o1' },
          type: 'CASE_TYPE_RETURN',
          customerId: 'c1',
          channel: 'CHANNEL_CRM',
          requestedAt: '2026-10-08T09:00:00Z',
          purchaseKnown: true,
          placedAt: '2026-10-01T10:00:00Z',
          signedAt: '2026-10-04T10:00:00Z',
          currency: 'GBP',
          claimedMinor: '2000',
          evidenceCount: 1,
          provenance: 'PROVENANCE_REAL',
          obstacles: [],
          lines: [{ orderLineId: 'ol1', sku: 'MUG', quantity: 2, reason: 'RETURN_REASON_NO_REASON', condition: 'CLAIMED_CONDITION_UNOPENED', claimedMinor: '2000' }],
        },
      },
    ]);
    expect(units.get('o1')).toEqual({ ol1: { held: { [caseIds.a]: 2 }, spent: 0 } });
  });

  it('opens it without a purchase when the request names none', () => {
    const { work, said } = memoryWork(intakeTables);
    expect(openCase(work, asked(), caseIds.a, aRequest({ orderId: '', lines: [anAppliedLine({ orderLineId: '' })] }))).toEqual({ kind: 'done' });
    expect(said).toMatchObject([{ data: { purchaseKnown: false, ref: { orderId: '' }, currency: '', obstacles: [] } }]);
  });

  it('opens both of two requests for the last units; the second is told', () => {
    const { work, said } = withOrder();
    openCase(work, asked(), caseIds.a, aRequest());
    openCase(work, asked(), caseIds.b, aRequest({ requestId: 'r2' }));
    expect(said).toMatchObject([{ data: { obstacles: [] } }, { data: { obstacles: ['UNITS_TAKEN'] } }]);
  });

  it('opens one case for one request, however often it is heard', () => {
    const { work, said, timeline } = withOrder();
    openCase(work, asked(), caseIds.a, aRequest({ type: 'refund_only' }));
    expect(openCase(work, asked(), caseIds.a, aRequest())).toMatchObject({ kind: 'ignored' });
    expect(said).toHaveLength(1);
    expect(timeline.map(({ summary }) => summary.split(': ')[1])).toEqual(['a refund without return was asked for', expect.stringMatching(/^case HL-/), 'the same request again']);
  });

  it('refuses what is not offered', () => {
    const { work } = withOrder();
    expect(openCase(work, asked(), caseIds.a, aRequest({ type: 'inquiry' }))).toMatchObject({ kind: 'refused', refusal: { code: 'TYPE_NOT_OFFERED', kind: 'NOT_OFFERED' } });
  });

  it('notes in the timeline what was heard and said, and what caused it', () => {
    const { work, timeline } = withOrder();
    const request = asked();
    openCase(work, request, caseIds.a, aRequest());
    const causeId = `urn:crm/${request.event.id}`;
    expect(timeline).toMatchObject([
      { caseId: caseIds.a, eventId: causeId, type: request.event.type, source: 'urn:crm', at: new Date('2026-11-05T07:59:59.000Z'), summary: 'CRM: a return was asked for' },
      { caseId: caseIds.a, type: 'huiliu.intake.v1.CaseSubmitted', source: 'urn:huiliu:intake', causeId, traceId: 't'.repeat(32), spanId: 's'.repeat(16) },
    ]);
  });

  it('knows a request by its source too, whatever the outside system is called', () => {
    const { work, timeline } = withOrder();
    const request = heard('huiliu.integration.v1.ReturnRequested', 'urn:huiliu:sandbox:crm');
    openCase(work, request, caseIds.a, aRequest());
    const causeId = `urn:huiliu:sandbox:crm/${request.event.id}`;
    expect(timeline).toMatchObject([{ eventId: causeId }, { causeId }]);
  });
});

describe('an order', () => {
  it('keeps the units that cases hold when it is said again', () => {
    const { work, units, orders } = withOrder();
    openCase(work, asked(), caseIds.a, aRequest());
    expect(placeOrder(work, anOrder())).toMatchObject({ kind: 'ignored' });
    expect(placeOrder(work, anOrder({ signedAt: '2026-10-05T10:00:00Z' }))).toEqual({ kind: 'done' });
    expect(placeOrder(work, anOrder({ lines: [] }))).toMatchObject({ kind: 'refused', refusal: { code: 'ORDER_CHANGED' } });
    expect(orders.get('o1')).toEqual(anOrder({ signedAt: '2026-10-05T10:00:00Z' }));
    expect(units.get('o1')).toEqual({ ol1: { held: { [caseIds.a]: 2 }, spent: 0 } });
  });
});
