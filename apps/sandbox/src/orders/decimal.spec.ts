import fc from 'fast-check';
import { amountMinorOf, parseDecimal, type Decimal } from './decimal';

const decimal = (text: string): Decimal => {
  const parsed = parseDecimal(text);
  if (!parsed) throw new Error(`not a decimal: ${text}`);
  return parsed;
};

describe('amounts', () => {
  it.each([
    [6, '2.55', 1530n],
    [3, '0.1', 30n],
    [1, '584.59', 58459n],
    [-1, '27.5', -2750n],
    [1, '1.005', 101n],
    [3, '0.335', 101n],
    [-1, '1.005', -101n],
    [12, '18', 21600n],
    [56, '0', 0n],
  ])('%i × %s is %s minor units', (quantity, price, amount) => {
    expect(amountMinorOf(quantity, decimal(price), 2)).toBe(amount);
  });

  it('are right where floating point is not', () => {
    expect(Math.round(1.005 * 100)).toBe(100);
    expect(amountMinorOf(1, decimal('1.005'), 2)).toBe(101n);
  });

  it('add up: a × p + b × p = (a + b) × p whenever the price is in whole minor units', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(10_000), fc.nat(99_999), (a, b, minor) => {
        const price = decimal(`${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`);
        expect(amountMinorOf(a, price, 2) + amountMinorOf(b, price, 2)).toBe(amountMinorOf(a + b, price, 2));
        expect(amountMinorOf(a, price, 2)).toBe(BigInt(a) * BigInt(minor));
      }),
    );
  });

  it.each(['', '5,06', '1.2.3', '1e3', 'NA', '.5', '£3'])('refuses %j as a price', (text) => {
    expect(parseDecimal(text)).toBeUndefined();
  });
});
