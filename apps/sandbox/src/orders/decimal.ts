/** A decimal number, exactly: `units` × 10^−`scale`. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

// At most six digits before the point: with the bounds of quantity and lines an order stays within 64 bits.
const shape = /^(-?)(\d{1,6})(?:\.(\d{1,8}))?$/;

/** Reads `2.55`; undefined for what is no plain decimal number. A comma is refused: it could be a decimal point or a thousands mark. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = shape.exec(text.trim());
  if (!match) return undefined;
  const [, sign, whole = '', part = ''] = match;
  const units = BigInt(whole + part);
  return { units: sign === '-' ? -units : units, scale: part.length };
}

/** `quantity` × `price` in minor units, rounded half away from zero. `exponent`: digits of the currency after the point, 2 for GBP. */
export function amountMinorOf(quantity: number, price: Decimal, exponent: number): bigint {
  const exact = BigInt(quantity) * price.units;
  const shift = exponent - price.scale;
  if (shift >= 0) return exact * 10n ** BigInt(shift);
  const divisor = 10n ** BigInt(-shift);
  const half = divisor / 2n;
  return exact < 0n ? -((-exact + half) / divisor) : (exact + half) / divisor;
}
