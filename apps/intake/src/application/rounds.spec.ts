import { memoryWork } from '@huiliu/testing';
import { anAppliedLine, anOrder, caseIds, heard, said as they } from '../../test/builders';
import { intakeTables } from '../adapters/out/postgres/tables';
import type { Fact } from '../domain/facts';
import { acceptRejection } from './accept-rejection';
import { caseView } from './case-view';
import { endSupplementTime } from './end-supplement-time';
import { openCase } from './open-case';
import { placeOrder } from './place-order';
import { recordOutcome } from './record-outcome';
import { supplementCase } from './supplement-case';
import { supplementTimer } from './work';

const cause = { id: 'command-1', traceId: 't', spanId: 's' };
const inTime = new Date('2026-11-09T00:00:00Z');
const tooLate = new Date('2026-11-10T08:00:00Z');
const subject = `case:${caseIds.a}`;

/** Intake with one case open: two of three units. */
function withCase(now = inTime) {
  const memory = memoryWork(intakeTables, { now, timers: [supplementTimer] });
  placeOrder(memory.work, anOrder());
  const request = { requestId: 'r1', customerId: 'c1', orderId: 'o1', type: 'return', channel: 'crm' as const, requestedAt: '2026-10-08T09:00:00Z', provenance: 'real' as const, lines: [anAppliedLine()], evidence: [] };
  openCase(memory.work, heard('ReturnRequested', 'urn:crm'), caseIds.a, request);
  memory.said.length = 0;
  const hear = (...facts: readonly Fact[]) => facts.map((fact) => recordOutcome(memory.work, heard(`huiliu.${fact.kind}`), caseIds.a, fact)).at(-1);
  const names = () => memory.said.map(({ name }) => name);
  const view = () => {
    const it = memory.cases.get(caseIds.a);
    if (!it) throw new Error('there is no case');
    return caseView(it);
  };
  return { ...memory, hear, names, view };
}
const photo = { evidenceId: 'e1', kind: 'photo', uri: 'blob:1' };

describe('an approval in part', () => {
  it('gives back at once what was not approved, and shows it', () => {
    const { hear, units, view } = withCase();
    hear(they.taskOpened, they.approvedInPart);
    expect(units.get('o1')).toEqual({ ol1: { held: { [caseIds.a]: 1 }, spent: 0 } });
    expect(view()).toMatchObject({ status: 'awaiting_return', lines: [{ line: { quantity: 2 }, approved: 1 }] });
  });

  it('spends what comes back of it and tells CRM why it was not all', () => {
    const { hear, units, said } = withCase();
    hear(they.approvedInPart, { kind: 'inspected', lines: [{ caseLineId: `${caseIds.a}-1`, accepted: 1, short: 0, quarantined: 0 }] }, they.settled);
    expect(units.get('o1')).toEqual({ ol1: { held: {}, spent: 1 } });
    expect(said).toMatchObject([{ name: 'CaseClosed', data: { result: 'CASE_RESULT_REFUNDED', reasonCodes: ['NOT_JUSTIFIED'] } }, { name: 'CaseOutcomeReported' }]);
  });
});

describe('a rejection that may be supplemented', () => {
  const rejected = (now?: Date) => {
    const world = withCase(now);
    world.hear(they.taskOpened, they.taskClaimed, they.rejectedForNow);
    return world;
  };

  it('keeps its units, and a clock runs', () => {
    const { units, timers, said, view } = rejected();
    expect(said).toEqual([]);
    expect(units.get('o1')).toEqual({ ol1: { held: { [caseIds.a]: 2 }, spent: 0 } });
    expect(timers).toEqual([{ subject, name: supplementTimer, dueAt: new Date('2026-11-10T08:00:00Z'), payload: { caseId: caseIds.a, orderId: 'o1' } }]);
    expect(view()).toMatchObject({ status: 'rejected', supplementUntil: '2026-11-10T08:00:00Z', reasonCodes: ['NOT_JUSTIFIED'] });
  });

  it('closes by its clock when it is heard of too late', () => {
    const { work, units, timers, names } = rejected(tooLate);
    expect([names(), timers.map(({ name, dueAt }) => [name, dueAt <= tooLate])]).toEqual([[], [[supplementTimer, true]]]);
    expect(endSupplementTime(work, cause, caseIds.a)).toEqual({ kind: 'done' });
    expect([names(), units.get('o1')]).toEqual([['CaseClosed', 'CaseOutcomeReported'], {}]);
  });

  it('closes when its clock has run out, once', () => {
    const { work, units, names, cases, timeline } = rejected();
    expect(endSupplementTime(work, cause, caseIds.a)).toMatchObject({ kind: 'ignored' });
    const late = { ...work, now: tooLate };
    expect(endSupplementTime(late, cause, caseIds.a)).toEqual({ kind: 'done' });
    expect(names()).toEqual(['CaseClosed', 'CaseOutcomeReported']);
    expect([units.get('o1'), cases.get(caseIds.a)?.closing?.result]).toEqual([{}, 'rejected']);
    expect(timeline.at(-1)).toMatchObject({ causeId: 'command-1', summary: 'Intake: closed, rejected (NOT_JUSTIFIED); CRM told' });
    expect(endSupplementTime(late, cause, caseIds.a)).toMatchObject({ kind: 'ignored' });
    expect(endSupplementTime(late, cause, 'nowhere')).toMatchObject({ kind: 'ignored' });
  });

  it('is decided again after a supplement; what the customer wrote stays here', () => {
    const { work, hear, said, timers, statements, units, view } = rejected();
    expect(supplementCase(work, cause, caseIds.a, { evidence: [photo], reason: ' Ms Wang saw it. ' })).toMatchObject({ kind: 'done', response: { case: { status: 'in_review', waitingFor: 'review: looks at what was supplemented' } } });
    expect(said).toMatchObject([{ name: 'CaseSupplemented', subject, data: { round: 2, evidenceCount: 1, explained: true } }]);
    expect(JSON.stringify([said, view()])).not.toContain('Wang');
    expect(statements).toEqual([{ supplementId: `${caseIds.a}/2`, caseId: caseIds.a, round: 2, at: inTime, reason: 'Ms Wang saw it.' }]);
    expect(timers).toEqual([]);
    expect(units.get('o1')).toEqual({ ol1: { held: { [caseIds.a]: 2 }, spent: 0 } });
    expect(supplementCase(work, cause, caseIds.a, { evidence: [], reason: 'again' })).toMatchObject({ kind: 'refused', refusal: { code: 'CASE_NOT_REJECTED', kind: 'CONFLICT' } });
    hear(they.openedAgain, they.rejectedAgain);
    expect(timers).toMatchObject([{ dueAt: new Date('2026-11-14T08:00:00Z') }]);
  });

  it('is not supplemented with nothing, nor in no case', () => {
    const { work, statements } = rejected();
    expect(supplementCase(work, cause, caseIds.a, { evidence: [], reason: '  ' })).toMatchObject({ kind: 'refused', refusal: { code: 'SUPPLEMENT_EMPTY', kind: 'UNPROCESSABLE' } });
    expect(supplementCase(work, cause, 'nowhere', { evidence: [photo], reason: '' })).toMatchObject({ kind: 'refused', refusal: { code: 'CASE_NOT_FOUND' } });
    expect(statements).toEqual([]);
  });

  it('closes at once when the customer accepts it', () => {
    const { work, names, units, timers } = rejected();
    expect(acceptRejection(work, cause, caseIds.a)).toMatchObject({ kind: 'done', response: { case: { status: 'closed' } } });
    expect([names(), units.get('o1'), timers]).toEqual([['CaseClosed', 'CaseOutcomeReported'], {}, []]);
    expect(acceptRejection(work, cause, caseIds.a)).toMatchObject({ kind: 'ignored', response: { case: { status: 'closed' } } });
    expect(acceptRejection(work, cause, 'nowhere')).toMatchObject({ kind: 'refused', refusal: { code: 'CASE_NOT_FOUND' } });
    expect(acceptRejection(withCase().work, cause, caseIds.a)).toMatchObject({ kind: 'refused', refusal: { code: 'CASE_NOT_REJECTED' } });
  });
});

describe('evidence that review asks for', () => {
  it('is told to the customer with its deadline', () => {
    const { hear, view } = withCase();
    hear(they.taskOpened, they.taskClaimed, they.requested);
    expect(view()).toMatchObject({ status: 'awaiting_evidence', evidenceDueAt: '2026-11-08T08:00:00Z' });
    hear(they.resumed);
    expect(view()).toMatchObject({ status: 'in_review', evidenceDueAt: undefined });
  });
});
