import fc from 'fast-check';
import { apportion, largestRemainder } from './apportion';
import { sum } from './money';

const weights = fc.array(fc.bigInt(0n, 2n ** 62n), { minLength: 1, maxLength: 16 });
const smallWeights = fc.array(fc.bigInt(0n, 40n), { minLength: 1, maxLength: 6 });

/** Weights, and an amount from nothing to all of them. */
const split = (some: fc.Arbitrary<bigint[]>): fc.Arbitrary<{ weights: bigint[]; amount: bigint }> =>
  some.chain((list) => fc.bigInt(0n, sum(list)).map((amount) => ({ weights: list, amount })));

/** Webster's method as it is defined: one cent after another to the greatest weight / (2 × part + 1). */
function oneByOne(amount: bigint, list: readonly bigint[]): bigint[] {
  const parts = list.map(() => 0n);
  for (let cent = 0n; cent < amount; cent++) {
    let best = 0;
    list.forEach((weight, index) => {
      if (weight * (2n * (parts[best] ?? 0n) + 1n) > (list[best] ?? 0n) * (2n * (parts[index] ?? 0n) + 1n)) best = index;
    });
    parts[best] = (parts[best] ?? 0n) + 1n;
  }
  return parts;
}

describe.each([
  ['apportion', apportion],
  ['largestRemainder', largestRemainder],
])('%s', (_, method) => {
  it('gives parts that add up to the cent and are never negative nor above their weights', () => {
    fc.assert(
      fc.property(split(weights), ({ weights: list, amount }) => {
        const parts = method(amount, list);
        expect(sum(parts)).toBe(amount);
        parts.forEach((part, index) => expect(part >= 0n && part <= (list[index] ?? 0n)).toBe(true));
      }),
    );
  });

  it('gives the weights themselves for the whole, and nothing for nothing', () => {
    fc.assert(
      fc.property(weights, (list) => {
        expect(method(sum(list), list)).toEqual(list);
        expect(method(0n, list)).toEqual(list.map(() => 0n));
      }),
    );
  });

  it('takes no amount that is negative or more than there is, and no negative weight', () => {
    expect(() => method(-1n, [5n])).toThrow(RangeError);
    expect(() => method(6n, [5n])).toThrow(RangeError);
    expect(() => method(1n, [5n, -1n])).toThrow(RangeError);
    expect(() => method(1n, [])).toThrow(RangeError);
    expect(method(0n, [])).toEqual([]);
  });
});

describe('apportion', () => {
  it('is what giving cent after cent would be', () => {
    fc.assert(
      fc.property(split(smallWeights), ({ weights: list, amount }) => {
        expect(apportion(amount, list)).toEqual(oneByOne(amount, list));
      }),
      { numRuns: 500 },
    );
  });

  it('never takes back: one cent more gives exactly one part one cent more', () => {
    fc.assert(
      fc.property(split(weights), ({ weights: list, amount }) => {
        fc.pre(amount < sum(list));
        const before = apportion(amount, list);
        const steps = apportion(amount + 1n, list).map((part, index) => part - (before[index] ?? 0n));
        expect(steps.every((step) => step === 0n || step === 1n)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('stays where largest remainder takes back (the Alabama paradox)', () => {
    // Three weights of 10.00 in all; the third loses a cent when the amount grows from 10 to 11.
    const list = [600n, 600n, 200n];
    expect(largestRemainder(10n, list)).toEqual([4n, 4n, 2n]);
    expect(largestRemainder(11n, list)).toEqual([5n, 5n, 1n]);
    expect(apportion(10n, list)[2]).toBeLessThanOrEqual(apportion(11n, list)[2] ?? 0n);
  });

  it('splits 70 of a unit paid 60 + 40 into 42 + 28', () => {
    expect(apportion(70_00n, [60_00n, 40_00n])).toEqual([42_00n, 28_00n]);
  });
});

describe('largestRemainder', () => {
  it('gives the cents left over to the largest remainders, and to the first of equal ones', () => {
    expect(largestRemainder(2n, [1n, 1n, 1n, 1n])).toEqual([1n, 1n, 0n, 0n]);
    expect(largestRemainder(3n, [1n, 5n, 2n, 4n])).toEqual([0n, 1n, 1n, 1n]);
  });
});
