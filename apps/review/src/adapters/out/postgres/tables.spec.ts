import { aLine, anApplication } from '../../../../test/builders';
import { decideByPerson, judge, type PersonalVerdict } from '../../../domain/decide';
import { defaultPolicy } from '../../../domain/default-policy';
import { policy202611 } from '../../../domain/policy-2026-11';
import { factsOf } from '../../../domain/facts';
import { evaluate } from '../../../domain/policy';
import { begin, evolve, type Review } from '../../../domain/review';
import type { PolicyRow, ReviewRow } from './rows';
import { policyFromRow, policyToRow, reviewFromRow, reviewToRow } from './tables';

const throughJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
/** As the database gives it back: documents through JSON, columns as they are. */
const stored = (review: Review): ReviewRow => {
  const row = reviewToRow(review.application.ref.caseId, review);
  return { ...row, version: 1, doc: throughJson(row.doc) };
};
const reviewed = (application = anApplication()): Review => {
  const finding = evaluate(defaultPolicy, factsOf(application, defaultPolicy.timeZone));
  return judge(begin(application), finding, defaultPolicy, new Date('2026-11-15T09:00:00Z')).reduce(evolve, begin(application));
};

const claimed = evolve(reviewed(anApplication({ lines: [aLine({ reason: 'faulty' })] })), { kind: 'task_claimed', claimedBy: 'S-1' });
const cheaper = evolve(reviewed(anApplication({ type: 'price_difference', lines: [aLine({ difference: { askedMinor: 2n ** 60n + 1n, lowerPriceMinor: 1n } })] })), { kind: 'task_claimed', claimedBy: 'S-1' });
const told = (review: Review, verdict: PersonalVerdict): Review => {
  const decided = decideByPerson(review, verdict, defaultPolicy, new Date('2026-11-15T10:00:00Z'));
  if (!decided.ok) throw new Error(decided.error.code);
  return decided.value.reduce(evolve, review);
};

describe('a review in the database', () => {
  it.each([
    ['approved', reviewed()],
    ['rejected', reviewed(anApplication({ purchaseKnown: false, signedAt: undefined, currency: '' }))],
    ['with a person', reviewed(anApplication({ lines: [aLine({ reason: 'faulty' })], claimedMinor: 9_007_199_254_740_993n }))],
    ['claimed', claimed],
    ['waiting for evidence', told(claimed, { reviewer: 'S-1', verdict: 'request_evidence', reason: { code: 'PHOTO_OF_FAULT', message: 'm' }, lines: [] })],
    ['approved in part', told(claimed, { reviewer: 'S-1', verdict: 'approve', reason: { code: 'NOT_JUSTIFIED', message: 'm' }, lines: [{ caseLineId: 'CL-1', quantity: 1 }] })],
    ['about a difference, and approved with less', told(cheaper, { reviewer: 'S-1', verdict: 'approve', reason: { code: 'NOT_JUSTIFIED', message: 'm' }, lines: [{ caseLineId: 'CL-1', quantity: 2, eachMinor: 2n ** 60n }] })],
    ['in its second round', evolve(told(claimed, { reviewer: 'S-1', verdict: 'reject', reason: { code: 'NOT_JUSTIFIED', message: 'm' }, lines: [] }), { kind: 'supplemented', round: 2, evidenceCount: 1 })],
    ['withdrawn', evolve(reviewed(anApplication({ lines: [aLine({ reason: 'faulty' })] })), { kind: 'withdrawn', reasonCode: 'CHANGED_MIND' })],
    ['approved, with a wish to cancel', evolve(reviewed(), { kind: 'cancellation_passed_on', reasonCode: 'CHANGED_MIND' })],
  ])('%s comes back as it was', (_name, review) => {
    expect(reviewFromRow(stored(review))).toEqual(review);
  });

  it('of before there were rounds is in its first, and its decision is final', () => {
    const rejected = reviewed(anApplication({ purchaseKnown: false, signedAt: undefined }));
    const row = stored(rejected);
    const { round: _round, evidenceRequests: _requests, evidenceRequest: _request, earlier: _earlier, decision, ...doc } = row.doc;
    if (!decision) throw new Error('there is no decision');
    const { round: _decided, ...old } = decision;
    expect(reviewFromRow({ ...row, doc: { ...doc, decision: old } })).toEqual(rejected);
  });
});

describe('a policy in the database', () => {
  const row = (terms: unknown = policyToRow('active', defaultPolicy).terms): PolicyRow => ({ ...policyToRow('active', defaultPolicy), version: 1, terms: throughJson(terms) as PolicyRow['terms'] });

  it('comes back as it was', () => {
    expect(policyFromRow(row())).toEqual({ ...defaultPolicy, activeFrom: '2026-11-28T00:00:00.000Z' });
  });

  it('of before there were rounds has those of then, and is stored without them', () => {
    expect(Object.keys(row(policyToRow('active', policy202611).terms).terms).sort()).toEqual(['limits', 'reviewHours', 'rules', 'timeZone']);
    expect(policyFromRow(row(policyToRow('active', policy202611).terms))).toMatchObject({ evidenceHours: 72, evidenceRequests: 3, supplementHours: 72, supplements: 2 });
    const stricter = { ...defaultPolicy, supplements: 0, finalReasons: ['NOT_JUSTIFIED'] };
    expect(policyFromRow({ ...policyToRow('active', stricter), terms: throughJson(policyToRow('active', stricter).terms) })).toMatchObject({ supplements: 0, finalReasons: ['NOT_JUSTIFIED'], evidenceHours: 72 });
  });

  it('that changes is read anew, also under the same version', () => {
    expect(policyFromRow(row()).reviewHours).toBe(24);
    expect(policyFromRow(row({ ...row().terms, reviewHours: 12 })).reviewHours).toBe(12);
    expect(policyFromRow(row()).reviewHours).toBe(24);
  });

  it('that is malformed or has faults is not put to use, and says why', () => {
    const { terms } = row();
    expect(() => policyFromRow(row({ ...terms, rules: [{ ...terms.rules[0], then: 'guess' }] }))).toThrow(/malformed/);
    expect(() => policyFromRow(row({ ...terms, rules: terms.rules.slice(0, -1) }))).toThrow(/the last rule has to decide always/);
  });
});
