import { aCase, anApplication, anAppliedLine, anOrder } from '../../test/builders';
import { askToCancel } from './cancellation';
import { customerStatusOf } from './customer-status';
import { addEvidence } from './evidence';
import type { Fact } from './facts';
import { closeCase, closingOf, spentUnits, statusOf, type IntakeCase } from './intake-case';
import { openCase, submitCase } from './opening';
import { recordFact } from './record-fact';
import { summaryOfClosing, summaryOfFact, summaryOfOpening } from './summaries';
import { noUnits } from './units';
import { waitingFor } from './waiting-for';

const at = '2026-11-09T00:00:00.000Z';
const dueAt = '2026-11-10T08:00:00Z';
const into = { caseId: 'c2', caseNumber: 'HL-2', orderId: 'o1' };
const inquiry = (over: object = {}): IntakeCase => openCase(anApplication({ type: 'inquiry', ...over }), anOrder(), noUnits).case;
const opened: Fact = { kind: 'concern_opened', taskId: 'Q', dueAt };
const claimed: Fact = { kind: 'concern_claimed', taskId: 'Q', claimedBy: 'kim' };
const overdue: Fact = { kind: 'concern_overdue', taskId: 'Q', dueAt };
const answered: Fact = { kind: 'concern_ended', end: { how: 'answered' } };
const turned: Fact = { kind: 'concern_ended', end: { how: 'turned', into } };

function after(it: IntakeCase, ...facts: readonly Fact[]): IntakeCase {
  return facts.reduce((before, fact) => {
    const recorded = recordFact(before, fact);
    if (!recorded.ok) throw new Error(recorded.error.code);
    const closing = recorded.value.closing ? undefined : closingOf(recorded.value);
    return closing ? closeCase(recorded.value, closing, at) : recorded.value;
  }, it);
}

describe('an inquiry or a complaint', () => {
  it('holds no units, whatever it is about, and is in nobody\'s way', () => {
    const all = anApplication({ type: 'complaint', lines: [anAppliedLine({ quantity: 99 })] });
    const { case: it, units } = openCase(all, anOrder(), noUnits);
    expect(units).toBe(noUnits);
    expect(it.obstacles).toEqual([]);
    expect(submitCase(all, anOrder(), noUnits).ok).toBe(true);
    expect(spentUnits(after(it, opened, answered)).size).toBe(0);
  });

  it('says what it is about that it can\'t be', () => {
    expect(inquiry({ lines: [anAppliedLine({ orderLineId: 'ol9' })] }).obstacles).toEqual(['LINE_NOT_FOUND']);
    expect(summaryOfOpening(inquiry({ lines: [anAppliedLine({ orderLineId: 'ol9' })] }))).toMatch(/a question about order \S+ \(LINE_NOT_FOUND\)$/);
  });

  it('waits for a person until it is answered', () => {
    expect([statusOf(inquiry()), waitingFor(inquiry())]).toEqual(['submitted', 'feedback: gives it to customer service']);
    const open = after(inquiry(), opened);
    expect([statusOf(open), waitingFor(open)]).toEqual(['with_agent', `feedback: a person of customer service answers by ${dueAt}`]);
    expect(waitingFor(after(open, claimed))).toBe(`feedback: kim answers by ${dueAt}`);
    expect(waitingFor(after(open, claimed, overdue))).toBe(`feedback: kim answers; overdue since ${dueAt}`);
    expect(customerStatusOf(open)).toMatchObject({ code: 'under_review', who: { zh: '客服' }, by: dueAt, otherwise: { zh: '逾期将提醒并由其他客服接手' } });
    const done = after(open, claimed, answered);
    expect(done).toMatchObject({ closing: { result: 'answered', reasonCodes: [] }, closedAt: at });
    expect(customerStatusOf(done).code).toBe('completed');
    expect(summaryOfClosing({ result: 'answered', reasonCodes: [], refunded: undefined })).toBe('Intake: closed, answered');
  });

  it('ends with the case that was made of it, and names it', () => {
    const done = after(inquiry(), opened, claimed, turned);
    expect(done).toMatchObject({ closing: { result: 'turned' }, concernEnd: { how: 'turned', into } });
    expect(summaryOfFact(turned)).toBe('Feedback: case HL-2 was made of it');
    expect(after(done, turned)).toBe(done);
    expect(recordFact(done, answered)).toMatchObject({ ok: false, error: { code: 'CONTRADICTION' } });
  });

  it('may be taken over, and then is another\'s', () => {
    expect(after(inquiry(), opened, claimed, overdue, { ...claimed, claimedBy: 'lee' }).task).toMatchObject({ claimedBy: 'lee', overdue: true, dueAt });
  });

  it('is not cancelled and takes no evidence; the case that is made of it does', () => {
    expect(askToCancel(inquiry(), { reasonCode: 'CHANGED_MIND', askedBy: 'customer', askedAt: at })).toMatchObject({ ok: false, error: { code: 'CANCEL_CONCERN' } });
    expect(askToCancel(after(inquiry(), opened, answered), { reasonCode: 'CHANGED_MIND', askedBy: 'customer', askedAt: at })).toMatchObject({ ok: false, error: { code: 'CASE_CLOSED' } });
    const piece = { evidenceId: 'e1', kind: 'photo', uri: 'u' };
    expect(addEvidence(inquiry(), piece)).toMatchObject({ ok: false, error: { code: 'CONCERN_TAKES_NO_EVIDENCE' } });
    expect(addEvidence(aCase(), piece).ok).toBe(true);
    const made = openCase(anApplication({ cameFrom: into }), anOrder(), noUnits).case;
    expect(made.cameFrom).toEqual(into);
    expect(summaryOfOpening(made)).toMatch(/, made of case HL-2$/);
  });
});
