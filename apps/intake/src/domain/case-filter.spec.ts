import { aCase, said } from '../../test/builders';
import { filterOf, isOverdue, matches, onlyOpen, type CaseFilter } from './case-filter';
import { closedStatuses, customerStatuses, customerStatusOf } from './customer-status';
import type { Fact } from './facts';
import { closeCase, closingOfRejection, type Closing, type IntakeCase } from './intake-case';
import { recordFact } from './record-fact';
import { waitedFor, whoHas } from './waiting-for';

function record(before: IntakeCase, fact: Fact): IntakeCase {
  const recorded = recordFact(before, fact);
  if (!recorded.ok) throw new Error(recorded.error.message);
  return recorded.value;
}

const everything: CaseFilter = { overdue: false };
const [early, late] = [new Date('2026-11-05T08:00:00Z'), new Date('2026-12-05T08:00:00Z')];
const inReview = record(aCase(), said.taskOpened);
const closed = closeCase(record(aCase(), said.rejected), closingOfRejection({ reasons: [] }), '2026-11-09T00:00:00.000Z');

describe('a filter of cases', () => {
  it('takes the words that there are, and says which when it is asked for another', () => {
    expect(filterOf({ status: 'in_review', customerStatus: '', waitingFor: 'provider' })).toEqual({ ok: true, value: { status: 'in_review', waitingFor: 'provider' } });
    const asked = filterOf({ status: '', customerStatus: 'lost', waitingFor: '' });
    expect(asked).toMatchObject({ ok: false, error: { code: 'FILTER_UNKNOWN' } });
    expect(asked.ok ? '' : asked.error.message).toContain(Object.keys(customerStatuses).join(', '));
    expect(filterOf({ status: 'constructor', customerStatus: '', waitingFor: '' }).ok).toBe(false);
  });

  it('judges a case as its view tells it', () => {
    expect(matches(inReview, everything, early)).toBe(true);
    expect(matches(inReview, { ...everything, status: 'in_review', customerStatus: 'under_review', waitingFor: 'review' }, early)).toBe(true);
    expect(matches(inReview, { ...everything, status: 'closed' }, early)).toBe(false);
    expect(matches(inReview, { ...everything, customerStatus: 'refunding' }, early)).toBe(false);
    expect(matches(inReview, { ...everything, waitingFor: 'customer' }, early)).toBe(false);
  });

  it('takes for overdue what has a time that is over, and no closed one', () => {
    expect([isOverdue(inReview, early), isOverdue(inReview, late), isOverdue(aCase(), early), isOverdue(aCase(), late), isOverdue(closed, late)]).toEqual([false, true, false, true, false]);
    expect(matches(inReview, { ...everything, overdue: true }, late)).toBe(true);
  });

  it('looks among open ones alone for what no closed one is', () => {
    expect(onlyOpen(everything)).toBe(false);
    expect(onlyOpen({ ...everything, status: 'closed' })).toBe(false);
    expect([onlyOpen({ ...everything, status: 'refunding' }), onlyOpen({ ...everything, overdue: true }), onlyOpen({ ...everything, waitingFor: 'carrier' })]).toEqual([true, true, true]);
    const results: Closing['result'][] = ['refunded', 'rejected', 'nothing_due', 'cancelled', 'expired'];
    const ends = results.map((result) => customerStatusOf(closeCase(inReview, { result, reasonCodes: [], refunded: undefined }, '2026-11-09T00:00:00.000Z')).code);
    expect(new Set(ends)).toEqual(new Set(closedStatuses));
    for (const customerStatus of ends) expect(onlyOpen({ ...everything, customerStatus })).toBe(false);
  });

  it('knows who has a case by the words in which that is said, and nobody when it is closed', () => {
    expect(whoHas(inReview)).toBe('review');
    expect(whoHas(record(record(aCase(), said.approved), said.authorised))).toBe('customer');
    expect(whoHas(closed)).toBeUndefined();
    expect(Object.keys(waitedFor)).toContain('provider');
  });
});
