import { createHash } from 'node:crypto';
import { aLine, anApplication } from '../../test/builders';
import { policyToRow } from '../adapters/out/postgres/tables';
import type { Application } from './application';
import { defaultPolicy } from './default-policy';
import { factsOf } from './facts';
import { evaluate, faultsOfPolicy } from './policy';
import { policy202611 } from './policy-2026-11';
import { policy202612 } from './policy-2026-12';
import { policy2026122 } from './policy-2026-12-2';
import { policy2026123 } from './policy-2026-12-3';

const find = (overrides: Partial<Application>) => {
  const { verdict, ruleIds, reason } = evaluate(defaultPolicy, factsOf(anApplication(overrides), defaultPolicy.timeZone));
  return { verdict, by: ruleIds.at(-1), code: reason?.code };
};
const difference = (more: Partial<Application> = {}): Partial<Application> => ({ type: 'price_difference', lines: [aLine({ reason: 'other', difference: { askedMinor: 10_00n, lowerPriceMinor: 90_00n } })], claimedMinor: 10_00n, evidenceCount: 1, ...more });
const withReason = (reason: 'faulty' | 'damaged' | 'wrong_item' | 'no_reason' | 'other', more: Partial<Application> = {}): Partial<Application> => ({ lines: [aLine({ reason })], ...more });

describe('the default policy', () => {
  it('has no faults', () => {
    expect(faultsOfPolicy(defaultPolicy)).toEqual([]);
  });

  it.each([
    [policy202611, '2026-11', '4ef6237f09bf90bc'],
    [policy202612, '2026-12', '02ef7a2d347bcbcb'],
    [policy2026122, '2026-12.2', '5a7a1b158b3d68e6'],
    [policy2026123, '2026-12.3', '73e6ab7ba4749872'],
    [defaultPolicy, '2026-12.4', 'a89fd25ed61b2f04'],
  ])('never changes under its version, because decisions quote it: a change is a new version', (policy, wanted, digest) => {
    const { version, activeFrom } = policy;
    expect([version, createHash('sha256').update(JSON.stringify({ version, activeFrom, ...policyToRow('active', policy).terms, ...(policy.advance && { advance: policy.advance }) })).digest('hex').slice(0, 16)]).toEqual([wanted, digest]);
  });

  it('decides everything else as the one before did', () => {
    const rest = defaultPolicy.rules.filter(({ id }) => !id.startsWith('price-') && !id.startsWith('repair-') && id !== 'warranty-over' && id !== 'type-not-offered');
    expect(rest).toEqual(policy202612.rules.filter(({ id }) => id !== 'type-not-offered'));
  });

  it.each<[string, Partial<Application>, string, string, string | undefined]>([
    ['a return in time', {}, 'approve', 'return-in-window', undefined],
    ['an unknown purchase', { purchaseKnown: false, signedAt: undefined }, 'reject', 'purchase-unknown', 'PURCHASE_NOT_FOUND'],
    ['a type that is no case of goods', { type: 'inquiry' }, 'reject', 'type-not-offered', 'TYPE_NOT_OFFERED'],
    ['a repair of a fault that is shown', withReason('faulty', { type: 'repair', evidenceCount: 1 }), 'approve', 'repair-in-warranty', undefined],
    ['a repair after the window of returns', withReason('damaged', { type: 'repair', evidenceCount: 1, signedAt: '2026-03-01T00:00:00Z' }), 'approve', 'repair-in-warranty', undefined],
    ['a repair after the year of warranty', withReason('faulty', { type: 'repair', evidenceCount: 1, signedAt: '2025-11-13T15:59:59Z' }), 'reject', 'warranty-over', 'WARRANTY_OVER'],
    ['a repair of what nothing shows', withReason('faulty', { type: 'repair' }), 'person', 'repair-not-shown', undefined],
    ['a repair without a fault', { type: 'repair', evidenceCount: 1 }, 'person', 'repair-without-fault', undefined],
    ['a repair of something dear', withReason('faulty', { type: 'repair', evidenceCount: 1, claimedMinor: 50_001n }), 'person', 'repair-large', undefined],
    ['an exchange in time', { type: 'exchange' }, 'approve', 'exchange-in-window', undefined],
    ['an exchange too late', { type: 'exchange', signedAt: '2026-10-15T15:59:59Z' }, 'reject', 'outside-window', 'OUTSIDE_WINDOW'],
    ['something small that was missing', { ...withReason('other', { type: 'resend', claimedMinor: 5_000n }) }, 'approve', 'resend-small', undefined],
    ['something dear that was missing', { ...withReason('other', { type: 'resend', claimedMinor: 5_001n }) }, 'person', 'resend-above-small', undefined],
    ['what was not missing', { ...withReason('no_reason', { type: 'resend' }) }, 'person', 'resend-without-fault', undefined],
    ['somebody else\'s order', { obstacles: ['NOT_YOUR_ORDER', 'UNITS_TAKEN'] }, 'reject', 'not-your-order', 'NOT_YOUR_ORDER'],
    ['a line that the order does not have', { obstacles: ['LINE_NOT_FOUND'] }, 'reject', 'line-unknown', 'LINE_NOT_FOUND'],
    ['postage', { obstacles: ['NOT_GOODS'] }, 'reject', 'not-goods', 'NOT_GOODS'],
    ['units of another case', { obstacles: ['UNITS_TAKEN'] }, 'reject', 'units-taken', 'UNITS_TAKEN'],
    ['an obstacle nobody has heard of', { obstacles: ['SOMETHING_NEW'] }, 'person', 'other-obstacle', undefined],
    ['goods on their way', { signedAt: undefined }, 'person', 'not-signed', undefined],
    ['the 30th day', { signedAt: '2026-10-15T16:00:00Z' }, 'approve', 'return-in-window', undefined],
    ['the 31st day', { signedAt: '2026-10-15T15:59:59Z' }, 'reject', 'outside-window', 'OUTSIDE_WINDOW'],
    ['a fault that nothing shows', withReason('faulty'), 'person', 'evidence-missing', undefined],
    ['damage that is shown', withReason('damaged', { evidenceCount: 1 }), 'approve', 'return-in-window', undefined],
    ['500.00', { claimedMinor: 50_000n }, 'approve', 'return-in-window', undefined],
    ['500.01', { claimedMinor: 50_001n }, 'person', 'large-claim', undefined],
    ['a currency without limits', { currency: 'XAU' }, 'person', 'large-claim', undefined],
    ['goods that are not as described', { evidenceCount: 1, lines: [aLine({ reason: 'not_as_described' })] }, 'person', 'not-as-described', undefined],
    ['used goods without a reason', { lines: [aLine({ condition: 'used' })] }, 'person', 'used-without-reason', undefined],
    ['a used line with a reason beside an intact one without', { evidenceCount: 1, lines: [aLine({ reason: 'faulty', condition: 'defective' }), aLine()] }, 'approve', 'return-in-window', undefined],
    ['a small refund of received goods with a shown fault', withReason('wrong_item', { type: 'refund_only', evidenceCount: 2, claimedMinor: 5_000n }), 'approve', 'refund-only-small', undefined],
    ['a larger one', withReason('wrong_item', { type: 'refund_only', evidenceCount: 2, claimedMinor: 5_001n }), 'person', 'refund-only-above-small', undefined],
    ['a refund of received goods without a fault', { type: 'refund_only' }, 'person', 'refund-only-without-fault', undefined],
    ['a small difference that is shown', difference(), 'approve', 'price-small', undefined],
    ['one of the 15th day', difference({ signedAt: '2026-10-30T16:00:00Z' }), 'approve', 'price-small', undefined],
    ['one of the 16th day', difference({ signedAt: '2026-10-30T15:59:59Z' }), 'reject', 'price-window-over', 'PRICE_WINDOW_OVER'],
    ['one that nothing shows', difference({ evidenceCount: 0 }), 'person', 'price-not-shown', undefined],
    ['one of more than 50.00', difference({ claimedMinor: 50_01n }), 'person', 'price-large', undefined],
    ['one in a currency without limits', difference({ currency: 'XAU' }), 'person', 'price-large', undefined],
    ['one for which a fault is claimed', difference({ lines: [aLine({ reason: 'faulty' })] }), 'person', 'price-with-fault', undefined],
    ['one before the goods are there', difference({ signedAt: undefined }), 'person', 'not-signed', undefined],
    ['one without a price', difference({ obstacles: ['PRICE_MISSING'] }), 'reject', 'price-missing', 'PRICE_MISSING'],
    ['one to a price that is not lower', difference({ obstacles: ['PRICE_NOT_LOWER'] }), 'reject', 'price-not-lower', 'PRICE_NOT_LOWER'],
    ['a fault on one line and none on another', { type: 'refund_only', evidenceCount: 1, lines: [aLine({ reason: 'faulty' }), aLine({ reason: 'other' })] }, 'person', 'refund-only-without-fault', undefined],
  ])('%s', (_name, overrides, verdict, by, code) => {
    expect(find(overrides)).toEqual({ verdict, by, code });
  });

  it('notes that a return is within the statutory seven days', () => {
    const rulesFor = (signedAt: string) => evaluate(defaultPolicy, factsOf(anApplication({ signedAt }), defaultPolicy.timeZone)).ruleIds;
    expect(rulesFor('2026-11-08T08:00:00Z')).toEqual(['statutory-period', 'return-in-window']);
    expect(rulesFor('2026-11-07T08:00:00Z')).toEqual(['return-in-window']);
  });

  it('tells a rejected customer what to do next, within what the contract takes', () => {
    for (const rule of defaultPolicy.rules) if (rule.then === 'reject') expect(rule.reason.message.length).toBeLessThanOrEqual(400);
  });
});
