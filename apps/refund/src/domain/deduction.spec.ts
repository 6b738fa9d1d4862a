import fc from 'fast-check';
import { allocate, type AllocatedLine, type Allocation } from './allocation';
import { checkBalance, giveBack, hold, openBalance, partsOf, takeUnits } from './balance';
import { atQuotedRates, basisPointsOf, deductionRules, unitsInFull, unitsLessDeduction } from './deduction';
import { claimDifference, claimLess, claimRest, deductedOf, deductionOf, givenFor, unclaim } from './line-units';

function orderOf(quantity: number, card: bigint, voucher: bigint): Allocation {
  const payments = [{ paymentId: 'card', method: 'card', capturedMinor: card }, { paymentId: 'voucher', method: 'voucher', capturedMinor: voucher }];
  const result = allocate({ orderId: 'o1', currency: 'CNY', lines: [{ orderLineId: 'l0', kind: 'goods', quantity, amountMinor: card + voucher }], discountMinor: 0n, payments }, 'in_shares');
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const lineOf = ({ lines: [line] }: Allocation): AllocatedLine => {
  if (!line) throw new Error('the order has a line');
  return line;
};

describe('a deduction', () => {
  it('is of grades C and D alone, each at a rate of its own, which stays as it was quoted', () => {
    expect(deductionRules).toEqual([{ grade: 'c', basisPoints: 3_000 }, { grade: 'd', basisPoints: 7_000 }]);
    expect([basisPointsOf('a'), basisPointsOf('b')]).toEqual([0, 0]);
    const rejected = atQuotedRates([{ caseLineId: 'cl1', quantity: 2, grade: 'c' }, { caseLineId: 'cl1', quantity: 1, grade: 'd' }]);
    const all = { accepted: [{ caseLineId: 'cl1', quantity: 1 }], rejected };
    expect(unitsLessDeduction(all)).toEqual([{ caseLineId: 'cl1', quantity: 1 }, { caseLineId: 'cl1', quantity: 2, deductBasisPoints: 3_000 }, { caseLineId: 'cl1', quantity: 1, deductBasisPoints: 7_000 }]);
    expect(unitsInFull(all).map(({ quantity, ...line }) => [quantity, 'deductBasisPoints' in line])).toEqual([[1, false], [2, false], [1, false]]);
  });

  it('is rounded down, for each unit on its own', () => {
    expect([deductionOf(999n, 3_000), deductionOf(1n, 7_000), deductionOf(0n, 7_000)]).toEqual([299n, 0n, 0n]);
    // 1000 over three units is 334, 333, 333.
    const claim = claimLess(lineOf(orderOf(3, 600n, 400n)), [], 3, 3_000);
    expect(claim?.slices).toEqual([{ from: 0, units: 1, eachMinor: undefined, deductedMinor: 100n }, { from: 1, units: 2, eachMinor: undefined, deductedMinor: 99n }]);
    expect(claim?.amountMinor).toBe(1000n - 298n);
  });

  it('is of what is left of a unit after a price difference', () => {
    const line = lineOf(orderOf(1, 1000n, 0n));
    const cheaper = claimDifference(line, [], 1, { atMostMinor: 200n, downToMinor: 800n });
    const claim = claimLess(line, cheaper?.units ?? [], 1, 7_000);
    expect([claim?.amountMinor, deductedOf(claim?.slices ?? [])]).toEqual([240n, 560n]);
    expect(givenFor(line, claim?.units ?? [])).toBe(440n);
  });

  it('spends the units: there is nothing more to claim of them, and not more of them than there are', () => {
    const line = lineOf(orderOf(2, 1000n, 0n));
    const claim = claimLess(line, [], 2, 3_000);
    expect(claimRest(line, claim?.units ?? [], 1)).toBeUndefined();
    expect(claimLess(line, [], 3, 3_000)).toBeUndefined();
  });

  it('and what is paid are together what would have been paid without it; given back, the units are as they were; nothing above what was captured is held', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.bigInt({ min: 0n, max: 5_000n }), fc.bigInt({ min: 1n, max: 5_000n }), fc.integer({ min: 1, max: 10_000 }), (quantity, card, voucher, rate) => {
        const allocation = orderOf(quantity, card, voucher);
        const line = lineOf(allocation);
        for (let count = 1; count <= quantity; count++) {
          const [less, whole] = [claimLess(line, [], count, rate), claimRest(line, [], count)];
          expect((less?.amountMinor ?? 0n) + deductedOf(less?.slices ?? [])).toBe(whole?.amountMinor);
          expect(unclaim(line, less?.units ?? [], less?.slices ?? [])).toEqual([]);
          const taken = takeUnits(allocation, openBalance(allocation), [{ orderLineId: 'l0', quantity: count, deductBasisPoints: rate }]);
          if (!taken.ok) throw new Error(taken.error.message);
          const parts = partsOf(allocation, taken.value.balance, taken.value.units);
          const held = hold(taken.value.balance, parts);
          if (!held.ok) throw new Error(held.error.message);
          checkBalance(allocation, held.value);
          expect(giveBack(allocation, held.value, taken.value.units, parts)?.units.get('l0')).toEqual([]);
        }
      }),
    );
  });
});
