import { aLine, anApplication } from '../../test/builders';
import { advanceOf } from './advance';
import type { Application } from './application';
import { defaultPolicy } from './default-policy';
import { faultsOfPolicy } from './policy';

const wish = (more: Partial<Application> = {}): Application => anApplication({ type: 'exchange', advance: true, currency: 'CNY', claimedMinor: 50_000n, lines: [aLine({ caseLineId: 'a', reason: 'faulty' }), aLine({ caseLineId: 'b', reason: 'damaged' })], ...more });
const of = (more: Partial<Application> = {}) => advanceOf(wish(more), undefined, defaultPolicy);

describe('an exchange in advance', () => {
  it('is allowed where it is asked for, for what the shop has to answer for, up to a price', () => {
    expect(of()).toEqual({ holdForDays: 30 });
  });

  it.each<[string, Partial<Application>]>([
    ['nobody asks for it', { advance: undefined }],
    ['it is no exchange', { type: 'return' }],
    ['it is dearer', { claimedMinor: 50_001n }],
    ['the policy names no amount in the currency', { currency: 'CHF' }],
    ['one line has another reason', { lines: [aLine({ reason: 'faulty' }), aLine({ reason: 'no_reason' })] }],
    ['another variant is wanted', { lines: [aLine({ reason: 'faulty', wanted: { sku: 'CUP', unitPriceMinor: 1n } })] }],
  ])('is not allowed where %s', (_why, more) => {
    expect(of(more)).toBeUndefined();
  });

  it('is judged by what is approved of it, and by a policy that has a word for it', () => {
    const lines = [aLine({ caseLineId: 'a', reason: 'faulty' }), aLine({ caseLineId: 'b', reason: 'no_reason' })];
    const part = { approved: [{ caseLineId: 'a', quantity: 1 }], refused: [], reason: { code: 'X', message: 'x' } };
    expect(advanceOf(wish({ lines }), part, defaultPolicy)).toEqual({ holdForDays: 30 });
    expect(advanceOf(wish(), undefined, {})).toBeUndefined();
  });

  it.each([{ holdForDays: 0 }, { holdForDays: 366 }, { atMostMinor: { CNY: 0.5 } }])('has faults with %j', (wrong) => {
    expect(faultsOfPolicy({ ...defaultPolicy, advance: { reasons: [], atMostMinor: {}, holdForDays: 30, ...wrong } })).toHaveLength(1);
  });
});
