import { formatMoney, sum } from './money';

describe('money', () => {
  it.each([
    [12345n, 'CNY', '123.45 CNY'],
    [5n, 'GBP', '0.05 GBP'],
    [12345n, 'JPY', '12345 JPY'],
    [12345n, 'KWD', '12.345 KWD'],
    [-7n, 'CNY', '-0.07 CNY'],
    [2n ** 63n, 'CNY', '92233720368547758.08 CNY'],
  ])('%s %s reads %s', (amount, currency, text) => {
    expect(formatMoney(amount, currency)).toBe(text);
  });

  it('adds up nothing to 0', () => {
    expect(sum([])).toBe(0n);
  });
});

it('writes nothing without a sign', () => {
  expect([formatMoney(0n, 'CNY'), formatMoney(0n, 'JPY')]).toEqual(['0.00 CNY', '0 JPY']);
});
