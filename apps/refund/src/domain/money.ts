/**
 * Amounts are integer minor units (bigint) of an ISO 4217 currency; arithmetic never looks at the currency's exponent, only people do.
 */
export const sum = (amounts: Iterable<bigint>): bigint => {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total;
};

/** ISO 4217 exponents that are not 2. */
const exponents: Readonly<Partial<Record<string, number>>> = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, UYI: 0, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
  BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3,
};

/** For people: 12345 CNY → `123.45 CNY`, 12345 JPY → `12345 JPY`. */
export function formatMoney(amountMinor: bigint, currency: string): string {
  const exponent = exponents[currency] ?? 2;
  const sign = amountMinor < 0n ? '-' : '';
  const digits = (amountMinor < 0n ? -amountMinor : amountMinor).toString().padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  return exponent === 0 ? `${sign}${whole} ${currency}` : `${sign}${whole}.${digits.slice(-exponent)} ${currency}`;
}
