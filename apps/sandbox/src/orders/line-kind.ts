/** What a stock code says about a line: goods, or one of the things a shop writes on an invoice that nobody can send back. */
export type LineKind = 'goods' | 'postage' | 'discount' | 'manual' | 'bankCharges' | 'commission' | 'charity' | 'samples' | 'badDebt' | 'giftVoucher' | 'unknownCode';

export const lineKinds = ['goods', 'postage', 'discount', 'manual', 'bankCharges', 'commission', 'charity', 'samples', 'badDebt', 'giftVoucher', 'unknownCode'] as const satisfies readonly LineKind[];

/** POST: postage, DOT: postage of the second shop, C2: carriage. */
const byCode: Readonly<Record<string, LineKind>> = {
  POST: 'postage',
  DOT: 'postage',
  C2: 'postage',
  D: 'discount',
  M: 'manual',
  B: 'badDebt',
  S: 'samples',
  'BANK CHARGES': 'bankCharges',
  AMAZONFEE: 'commission',
  CRUK: 'charity',
  PADS: 'goods',
  SP1002: 'goods',
};

/** Five digits and a letter or three for the variant; DCGS…: goods of the second shop. */
const goodsCode = /^(\d{5}[A-Z]{0,3}|DCGS[A-Z0-9]+)$/;
const voucherCode = /^GIFT_\d{4}_\d{1,3}$/;

/** `code` in capitals. A code that nobody knows is counted as such and never taken for goods. */
export function lineKindOf(code: string): LineKind {
  const known = Object.hasOwn(byCode, code) ? byCode[code] : undefined;
  if (known) return known;
  if (goodsCode.test(code)) return 'goods';
  return voucherCode.test(code) ? 'giftVoucher' : 'unknownCode';
}
