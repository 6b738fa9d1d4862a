import { anApplication } from '../../test/builders';
import type { Application } from './application';
import { defaultPolicy } from './default-policy';
import { factsOf } from './facts';
import { evaluate, faultsOfPolicy } from './policy';
import { policy202611 } from './policy-2026-11';
import { withGoods } from './rules-of-goods';
import { withPriceDifferences } from './rules-of-prices';
import { withRepairs } from './rules-of-repair';

const find = (overrides: Partial<Application>) => {
  const { verdict, ruleIds, reason } = evaluate(defaultPolicy, factsOf(anApplication(overrides), defaultPolicy.timeZone));
  return { verdict, by: ruleIds.at(-1), code: reason?.code };
};

describe('refunds only of goods that the customer does not have', () => {
  it('has no faults', () => {
    expect(faultsOfPolicy(defaultPolicy)).toEqual([]);
  });

  const early: Partial<Application> = { type: 'refund_only', signedAt: undefined };
  it.each<[string, Partial<Application>, string, string, string | undefined]>([
    ['goods that have not left', { ...early, refundOnlyKind: 'before_shipping' }, 'approve', 'refund-before-shipping', undefined],
    ['goods on their way', { ...early, refundOnlyKind: 'on_the_way' }, 'approve', 'refund-on-the-way', undefined],
    ['goods refused at the door', { ...early, refundOnlyKind: 'refused' }, 'approve', 'refund-refused', undefined],
    ['a large amount of them', { ...early, refundOnlyKind: 'refused', claimedMinor: 50_001n }, 'person', 'recall-large-claim', undefined],
    ['goods that were signed for', { type: 'refund_only', refundOnlyKind: 'on_the_way' }, 'reject', 'recall-signed', 'GOODS_SIGNED'],
    ['goods of another case', { ...early, refundOnlyKind: 'on_the_way', obstacles: ['UNITS_TAKEN'] }, 'reject', 'units-taken', 'UNITS_TAKEN'],
    ['goods that are kept, and not signed for', { ...early, refundOnlyKind: 'received' }, 'person', 'not-signed', undefined],
    ['a kind that nobody names', early, 'person', 'not-signed', undefined],
    ['a return of goods on their way, whatever kind is named', { signedAt: undefined, refundOnlyKind: 'on_the_way' }, 'person', 'not-signed', undefined],
  ])('%s', (_name, overrides, verdict, by, code) => {
    expect(find(overrides)).toEqual({ verdict, by, code });
  });

  it('decides everything else as without them', () => {
    const others = withRepairs(withPriceDifferences(withGoods(policy202611))).rules;
    expect(defaultPolicy.rules.filter(({ id }) => others.some((rule) => rule.id === id))).toEqual(others);
  });

  it('looks at facts alone that the version before knows, which runs beside it while instances are replaced', () => {
    const known = new Set(['type', 'purchase_known', 'obstacles', 'signed', 'days_since_signing', 'reasons', 'condition', 'claims', 'evidence_count', 'claimed_minor', 'currency', 'units']);
    for (const { when } of defaultPolicy.rules) for (const { fact } of when) expect(known).toContain(fact);
  });

  it('tells a rejected customer what to do next, within what the contract takes', () => {
    for (const rule of defaultPolicy.rules) if (rule.then === 'reject') expect(rule.reason.message.length).toBeLessThanOrEqual(400);
  });
});
