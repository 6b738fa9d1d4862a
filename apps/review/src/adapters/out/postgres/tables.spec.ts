import { aLine, anApplication } from '../../../../test/builders';
import { judge } from '../../../domain/decide';
import { defaultPolicy } from '../../../domain/default-policy';
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
  return judge(begin(application), finding, 24, new Date('2026-11-15T09:00:00Z')).reduce(evolve, begin(application));
};

describe('a review in the database', () => {
  it.each([
    ['approved', reviewed()],
    ['rejected', reviewed(anApplication({ purchaseKnown: false, signedAt: undefined, currency: '' }))],
    ['with a person', reviewed(anApplication({ lines: [aLine({ reason: 'faulty' })], claimedMinor: 9_007_199_254_740_993n }))],
    ['claimed', evolve(reviewed(anApplication({ lines: [aLine({ reason: 'faulty' })] })), { kind: 'task_claimed', claimedBy: 'S-1' })],
    ['withdrawn', evolve(reviewed(anApplication({ lines: [aLine({ reason: 'faulty' })] })), { kind: 'withdrawn', reasonCode: 'CHANGED_MIND' })],
    ['approved, with a wish to cancel', evolve(reviewed(), { kind: 'cancellation_passed_on', reasonCode: 'CHANGED_MIND' })],
  ])('%s comes back as it was', (_name, review) => {
    expect(reviewFromRow(stored(review))).toEqual(review);
  });
});

describe('a policy in the database', () => {
  const row = (terms: unknown = policyToRow('active', defaultPolicy).terms): PolicyRow => ({ ...policyToRow('active', defaultPolicy), version: 1, terms: throughJson(terms) as PolicyRow['terms'] });

  it('comes back as it was', () => {
    expect(policyFromRow(row())).toEqual({ ...defaultPolicy, activeFrom: '2026-11-01T00:00:00.000Z' });
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
