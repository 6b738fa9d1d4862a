import { memoryWork } from '@huiliu/testing';
import { anAppliedLine, anOrder, caseIds, heard, said as they } from '../../test/builders';
import { intakeTables } from '../adapters/out/postgres/tables';
import type { Fact } from '../domain/facts';
import { addEvidence } from './add-evidence';
import { caseView } from './case-view';
import { openCase } from './open-case';
import { placeOrder } from './place-order';
import { recordOutcome } from './record-outcome';
import { registerCustomer } from './register-customer';

/** Intake with one case open: two of three units. */
function withCase(type = 'return') {
  const memory = memoryWork(intakeTables);
  placeOrder(memory.work, anOrder());
  const request = { requestId: 'r1', customerId: 'c1', orderId: 'o1', type, channel: 'crm' as const, requestedAt: '2026-10-08T09:00:00Z', provenance: 'real' as const, lines: [anAppliedLine()], evidence: [] };
  openCase(memory.work, heard('ReturnRequested', 'urn:crm'), caseIds.a, request);
  memory.said.length = 0;
  const hear = (...facts: readonly Fact[]) => facts.map((fact) => recordOutcome(memory.work, heard(`huiliu.${fact.kind}`), caseIds.a, fact)).at(-1);
  const view = () => caseView(memory.cases.get(caseIds.a) ?? fail());
  return { ...memory, hear, view };
}

const fail = (): never => {
  throw new Error('there is no case');
};
const returned = [they.approved, they.authorised, they.inTransit, they.delivered, they.taskCreated, they.received, they.inspected, they.due, they.settled];

describe('hearing what departments say of a case', () => {
  it('closes it with the last of them: says so once, tells CRM, spends what came back', () => {
    const { hear, said, units, view } = withCase();
    hear(...returned.slice(0, -1));
    expect(said).toEqual([]);
    expect(hear(they.settled)).toEqual({ kind: 'done' });
    const outcome = { ref: { caseId: caseIds.a, caseNumber: view().ref?.caseNumber, orderId: 'o1' }, result: 'CASE_RESULT_REFUNDED', reasonCodes: [], refunded: { amountMinor: '2000', currency: 'GBP' } };
    expect(said).toEqual([
      { name: 'CaseClosed', subject: `case:${caseIds.a}`, data: { ...outcome, customerId: 'c1' } },
      { name: 'CaseOutcomeReported', subject: `case:${caseIds.a}`, data: { ...outcome, requestId: 'r1' } },
    ]);
    expect(units.get('o1')).toEqual({ ol1: { held: {}, spent: 2 } });
    expect(view()).toMatchObject({
      status: 'closed',
      waitingFor: '',
      result: 'CASE_RESULT_REFUNDED',
      refunded: { amountMinor: '2000', currency: 'GBP' },
      rmaNumber: 'RMA-1',
      trackingNumber: 'T-1',
      decision: { policyVersion: 'p1', decidedBy: 'rules' },
      lines: [{ received: 2, short: 0, accepted: 2 }],
      requestId: 'r1',
      provenance: 'PROVENANCE_REAL',
    });
  });

  it('says once that it is closed, whatever comes later', () => {
    const { hear, said, timeline } = withCase();
    hear(...returned);
    hear(they.surveySent, they.surveyAnswered, they.delivered, they.settled);
    expect(said.map(({ name }) => name)).toEqual(['CaseClosed', 'CaseOutcomeReported']);
    expect(timeline.at(-1)?.summary).toBe('Refund: GBP 2000 (minor units) has settled');
    expect(timeline.map(({ summary }) => summary)).toContain('Feedback: survey answered with 5 of 5');
  });

  it('closes a rejected case and gives its units back', () => {
    const { hear, said, units } = withCase();
    hear(they.taskOpened, they.rejected);
    expect(said).toMatchObject([{ name: 'CaseClosed', data: { result: 'CASE_RESULT_REJECTED', reasonCodes: ['OUTSIDE_WINDOW'], refunded: undefined } }, { name: 'CaseOutcomeReported' }]);
    expect(units.get('o1')).toEqual({});
  });

  it('gives short units back when the case closes', () => {
    const { hear, units } = withCase();
    hear(they.approved, they.oneShort, they.settled);
    expect(units.get('o1')).toEqual({ ol1: { held: {}, spent: 1 } });
  });

  it('closes a refund without return', () => {
    const { hear, said, units } = withCase('refund_only');
    hear(they.approved, they.due, they.settled);
    expect(said).toMatchObject([{ name: 'CaseClosed', data: { result: 'CASE_RESULT_REFUNDED' } }, { name: 'CaseOutcomeReported' }]);
    expect(units.get('o1')).toEqual({ ol1: { held: {}, spent: 2 } });
  });

  it('refuses a contradiction and changes nothing', () => {
    const { hear, cases, timeline } = withCase();
    hear(they.approved);
    const [before, lines] = [cases.get(caseIds.a), timeline.length];
    expect(hear(they.rejected)).toMatchObject({ kind: 'refused', refusal: { code: 'CONTRADICTION', kind: 'CONFLICT' } });
    expect(cases.get(caseIds.a)).toBe(before);
    expect(timeline).toHaveLength(lines);
  });

  it('changes nothing with what is known, and says so', () => {
    const { hear, cases } = withCase();
    hear(they.approved);
    const before = cases.get(caseIds.a);
    expect(hear(they.approved)).toMatchObject({ kind: 'ignored' });
    expect(cases.get(caseIds.a)).toBe(before);
  });

  it('closes a case without a purchase, which holds no units', () => {
    const memory = memoryWork(intakeTables);
    const request = { requestId: 'r1', customerId: 'c1', orderId: '', type: 'return', channel: 'crm' as const, requestedAt: '2026-10-08T09:00:00Z', provenance: 'real' as const, lines: [anAppliedLine()], evidence: [] };
    openCase(memory.work, heard('ReturnRequested', 'urn:crm'), caseIds.a, request);
    expect(recordOutcome(memory.work, heard('x'), caseIds.a, they.rejected)).toEqual({ kind: 'done' });
    expect(memory.units.size).toBe(0);
    expect(memory.said.map(({ name }) => name)).toEqual(['CaseSubmitted', 'CaseClosed', 'CaseOutcomeReported']);
  });

  it('notes when it was said, by whose cause, or when it was heard where that can\'t be read', () => {
    const { work, timeline } = withCase();
    const one = heard('huiliu.review.v1.CaseApproved');
    recordOutcome(work, one, caseIds.a, they.taskOpened);
    expect(timeline.at(-1)).toMatchObject({ eventId: one.event.id, at: new Date(one.event.time), causeId: one.event.causeId });
    const other = heard('huiliu.review.v1.CaseApproved');
    recordOutcome(work, { ...other, event: { ...other.event, time: '', causeId: undefined } }, caseIds.a, they.taskClaimed);
    expect(timeline.at(-1)).toMatchObject({ at: work.now, causeId: null });
  });

  it('waits when it does not know the case yet', () => {
    expect(recordOutcome(memoryWork(intakeTables).work, heard('x'), caseIds.a, they.approved)).toMatchObject({ kind: 'notYet' });
  });

  it('has a timeline of everything, in the order in which it was heard', () => {
    const { hear, timeline } = withCase();
    hear(...returned);
    expect(timeline.map(({ summary }) => summary.split(':')[0])).toEqual(['CRM', 'Intake', 'Review', 'Logistics', 'Logistics', 'Logistics', 'Warehouse', 'Warehouse', 'Warehouse', 'Refund', 'Refund', 'Intake', 'Intake']);
  });
});

describe('a case as everybody may see it', () => {
  it('names nothing that was not said, and why it was rejected as soon as that is known', () => {
    const { view, cases } = withCase();
    expect(view()).toMatchObject({ reasonCodes: [], rmaNumber: '', trackingNumber: '', refunded: undefined, result: 'CASE_RESULT_UNSPECIFIED' });
    const it = cases.get(caseIds.a) ?? fail();
    expect(caseView({ ...it, decision: { verdict: 'rejected', record: they.rejected.record, reasons: they.rejected.reasons } })).toMatchObject({ status: 'rejected', reasonCodes: ['OUTSIDE_WINDOW'] });
    expect(caseView({ ...it, decision: { verdict: 'approved', record: they.approved.record } }).reasonCodes).toEqual([]);
  });

  it('has the closing\'s reasons and money once it is closed', () => {
    const { hear, view } = withCase();
    hear(they.approved, they.oneShort, they.settled);
    expect(view()).toMatchObject({ reasonCodes: ['UNITS_SHORT'], refunded: { amountMinor: '2000' } });
    const rejected = withCase();
    rejected.hear(they.rejected);
    expect(rejected.view()).toMatchObject({ reasonCodes: ['OUTSIDE_WINDOW'], result: 'CASE_RESULT_REJECTED', refunded: undefined });
  });
});

describe('evidence', () => {
  const photo = { evidenceId: 'e1', kind: 'photo', uri: 'blob:1' };
  const cause = { id: 'portal/intake.AddEvidence/k1', traceId: '', spanId: '' };

  it('is told to review, once', () => {
    const { work, said } = withCase();
    expect(addEvidence(work, cause, caseIds.a, photo)).toMatchObject({ kind: 'done', response: { case: { evidence: [photo] } } });
    expect(addEvidence(work, { ...cause, id: 'k2' }, caseIds.a, photo)).toMatchObject({ kind: 'ignored', response: { case: { evidence: [photo] } } });
    expect(said).toEqual([{ name: 'EvidenceAdded', subject: `case:${caseIds.a}`, data: { ref: expect.objectContaining({ caseId: caseIds.a }) as unknown, evidenceId: 'e1', kind: 'photo', evidenceCount: 1 } }]);
  });

  it('is in the timeline, with what caused it', () => {
    const { work, timeline } = withCase();
    addEvidence(work, cause, caseIds.a, photo);
    expect(timeline.at(-1)).toMatchObject({ summary: 'Intake: evidence added (photo), 1 now', causeId: cause.id, at: work.now });
  });

  it('is refused by a closed case', () => {
    const { work, hear } = withCase();
    hear(they.rejected);
    expect(addEvidence(work, cause, caseIds.a, photo)).toMatchObject({ kind: 'refused', refusal: { code: 'CASE_CLOSED', kind: 'CONFLICT' } });
    expect(addEvidence(work, cause, caseIds.b, photo)).toMatchObject({ kind: 'refused', refusal: { code: 'CASE_NOT_FOUND', kind: 'NOT_FOUND' } });
  });
});

describe('customers', () => {
  it('are as CRM has said last, in whatever order it is heard', () => {
    const { work, customers } = memoryWork(intakeTables);
    const older = { customerId: 'c1', name: 'A', phone: '1', email: 'a@example.org', address: 'x', country: 'y', saidAt: new Date('2026-01-01') };
    const newer = { ...older, address: 'z', saidAt: new Date('2026-02-01') };
    expect(registerCustomer(work, newer)).toEqual({ kind: 'done' });
    expect(registerCustomer(work, older)).toMatchObject({ kind: 'ignored' });
    expect(customers.get('c1')).toEqual(newer);
    expect(registerCustomer(work, { ...newer, address: 'w' })).toMatchObject({ kind: 'ignored' });
    expect(customers.get('c1')).toEqual(newer);
  });
});
