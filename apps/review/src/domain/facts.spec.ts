import { aLine, anApplication } from '../../test/builders';
import { factsOf } from './facts';

const zone = 'Asia/Shanghai';

describe('facts of an application', () => {
  it('are all that rules may look at, as text', () => {
    expect(factsOf(anApplication(), zone)).toEqual({
      type: 'return',
      purchase_known: 'true',
      signed: 'true',
      days_since_signing: '10',
      reasons: 'no_reason',
      condition: 'unopened',
      claims: 'no_reason:unopened',
      evidence_count: '0',
      claimed_minor: '1530',
      currency: 'GBP',
      units: '2',
    });
  });

  it('name each reason and condition once and count all units', () => {
    const lines = [aLine({ reason: 'faulty', quantity: 3 }), aLine({ reason: 'damaged', condition: 'used' }), aLine({ reason: 'faulty', condition: 'used' })];
    expect(factsOf(anApplication({ lines }), zone)).toMatchObject({ reasons: 'damaged,faulty', condition: 'unopened,used', claims: 'damaged:used,faulty:unopened,faulty:used', units: '7' });
  });

  it('leave out what there is nothing to say about', () => {
    const facts = factsOf(anApplication({ purchaseKnown: false, signedAt: undefined, currency: '', claimedMinor: 0n, obstacles: ['UNITS_TAKEN'] }), zone);
    expect(facts).toMatchObject({ purchase_known: 'false', obstacles: 'UNITS_TAKEN', signed: 'false' });
    expect(Object.keys(facts)).not.toContain('days_since_signing');
    expect(Object.keys(facts)).not.toContain('currency');
  });

  it('count a signing after the customer\'s notice as not signed', () => {
    const facts = factsOf(anApplication({ signedAt: '2026-11-15T08:00:01Z' }), zone);
    expect(facts.signed).toBe('false');
    expect(facts.days_since_signing).toBeUndefined();
    expect(factsOf(anApplication({ signedAt: '2026-11-15T08:00:00Z' }), zone)).toMatchObject({ signed: 'true', days_since_signing: '0' });
  });

  it('keep amounts that no double can hold', () => {
    expect(factsOf(anApplication({ claimedMinor: 9_007_199_254_740_993n }), zone).claimed_minor).toBe('9007199254740993');
  });
});

describe('the type, as rules see it', () => {
  it.each([
    ['refund_only', undefined, 'refund_only'],
    ['refund_only', 'unspecified', 'refund_only'],
    ['refund_only', 'received', 'refund_only'],
    ['refund_only', 'before_shipping', 'before_shipping,refund_only'],
    ['refund_only', 'on_the_way', 'on_the_way,refund_only'],
    ['return', 'on_the_way', 'return'],
  ] as const)('of a %s whose goods are %s is %s', (type, refundOnlyKind, expected) => {
    expect(factsOf(anApplication({ type, ...(refundOnlyKind && { refundOnlyKind }) }), zone).type).toBe(expected);
  });
});
