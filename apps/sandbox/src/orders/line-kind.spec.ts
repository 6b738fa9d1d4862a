import { lineKindOf } from './line-kind';

describe('stock codes', () => {
  it.each([
    ['85123A', 'goods'],
    ['22139', 'goods'],
    ['15056BL', 'goods'],
    ['DCGS0003', 'goods'],
    ['PADS', 'goods'],
    ['POST', 'postage'],
    ['DOT', 'postage'],
    ['C2', 'postage'],
    ['D', 'discount'],
    ['M', 'manual'],
    ['BANK CHARGES', 'bankCharges'],
    ['AMAZONFEE', 'commission'],
    ['CRUK', 'charity'],
    ['S', 'samples'],
    ['B', 'badDebt'],
    ['GIFT_0001_30', 'giftVoucher'],
    ['CONSTRUCTOR', 'unknownCode'],
    ['4711', 'unknownCode'],
  ] as const)('%s is %s', (code, kind) => {
    expect(lineKindOf(code)).toBe(kind);
  });
});
