import fc from 'fast-check';
import { allocate, costOfUnits, type AllocatedLine, type Allocation, type OrderPayment } from './allocation';
import { checkBalance, giveBack, hold, openBalance, partsOf, settle, takeUnits, type Balance, type PaymentPart, type TakenUnits, type UnitsOfLine } from './balance';
import { checkUnits, claimAbove, claimDifference, claimRest, givenFor, spentUnits, unclaim, type LineUnits } from './line-units';
import { sum } from './money';

const card = (capturedMinor: bigint): OrderPayment => ({ paymentId: 'card', method: 'card', capturedMinor });
const voucher = (capturedMinor: bigint): OrderPayment => ({ paymentId: 'voucher', method: 'voucher', capturedMinor });

function orderOf(quantity: number, payments: readonly OrderPayment[], legPolicy: 'in_shares' | 'card_first' = 'in_shares'): Allocation {
  const amountMinor = sum(payments.map((payment) => payment.capturedMinor));
  const result = allocate({ orderId: 'o1', currency: 'CNY', lines: [{ orderLineId: 'l0', kind: 'goods', quantity, amountMinor }], discountMinor: 0n, payments }, legPolicy);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const lineOf = ({ lines: [line] }: Allocation): AllocatedLine => {
  if (!line) throw new Error('the order has a line');
  return line;
};

interface Given {
  readonly balance: Balance;
  readonly parts: readonly PaymentPart[];
  readonly taken: readonly TakenUnits[];
}

/** As a refund does it; undefined when it is refused. */
function give(allocation: Allocation, balance: Balance, wanted: Omit<UnitsOfLine, 'orderLineId'>): Given | undefined {
  const taken = takeUnits(allocation, balance, [{ orderLineId: 'l0', ...wanted }]);
  if (!taken.ok) return undefined;
  const parts = partsOf(allocation, balance, taken.value.units);
  const held = hold(taken.value.balance, parts);
  if (!held.ok) throw new Error(held.error.message);
  checkBalance(allocation, held.value);
  return { balance: held.value, parts, taken: taken.value.units };
}

const amounts = (given: Given | undefined): bigint[] | undefined => given?.parts.map((part) => part.amountMinor);
const difference = (atMostMinor: bigint, downToMinor: bigint) => ({ quantity: 1, difference: { atMostMinor, downToMinor } });
const whole = { quantity: 1 };

describe('a unit that the customer keeps', () => {
  const allocation = orderOf(1, [card(60_00n), voucher(40_00n)]);

  it('100 paid 60 card + 40 voucher: a difference of 10 gives 6 + 4, a later return 54 + 36', () => {
    const first = give(allocation, openBalance(allocation), difference(10_00n, 90_00n));
    expect(amounts(first)).toEqual([6_00n, 4_00n]);
    const second = first && give(allocation, first.balance, whole);
    expect(amounts(second)).toEqual([54_00n, 36_00n]);
    expect(second && give(allocation, second.balance, difference(1n, 0n))).toBeUndefined();
  });

  it('gives several differences while the price falls, each from what is left, and the rest when it comes back', () => {
    let balance = openBalance(allocation);
    const steps = [difference(10_00n, 90_00n), difference(20_00n, 80_00n), difference(33_33n, 66_67n), whole].map((wanted) => {
      const given = give(allocation, balance, wanted);
      if (!given) throw new Error('there is something left');
      balance = given.balance;
      return amounts(given);
    });
    expect(steps).toEqual([[6_00n, 4_00n], [6_00n, 4_00n], [8_00n, 5_33n], [40_00n, 26_67n]]);
  });

  it('gives nothing twice for the same price, and no more than was approved', () => {
    const first = give(allocation, openBalance(allocation), difference(4_00n, 90_00n));
    expect(amounts(first)).toEqual([2_40n, 1_60n]);
    const second = first && give(allocation, first.balance, difference(10_00n, 90_00n));
    expect(amounts(second)).toEqual([3_60n, 2_40n]);
    expect(second && amounts(give(allocation, second.balance, difference(10_00n, 90_00n)))).toEqual([]);
  });

  it('gives nothing where it has not cost more than the lower price', () => {
    expect(amounts(give(allocation, openBalance(allocation), difference(5_00n, 100_00n)))).toEqual([]);
    expect(amounts(give(allocation, openBalance(allocation), difference(5_00n, 98_00n)))).toEqual([1_20n, 80n]);
  });

  it('two claims for all that is left: whichever comes second gets nothing, and a third return is refused', () => {
    const rest = give(allocation, openBalance(allocation), difference(100_00n, 0n));
    expect(amounts(rest)).toEqual([60_00n, 40_00n]);
    expect(rest && amounts(give(allocation, rest.balance, difference(100_00n, 0n)))).toEqual([]);
    const back = rest && give(allocation, rest.balance, whole);
    expect(amounts(back)).toEqual([]);
    expect(back && give(allocation, back.balance, whole)).toBeUndefined();
  });
});

describe('units of one line', () => {
  const line = lineOf(orderOf(3, [card(290_00n)]));

  it('give their difference one by one as all at once, those first of which least was claimed', () => {
    const each = { atMostMinor: 6_67n, downToMinor: 90_00n };
    const atOnce = claimDifference(line, [], 3, each);
    let units: LineUnits = [];
    let amount = 0n;
    for (let unit = 0; unit < 3; unit++) {
      const one = claimDifference(line, units, 1, each);
      if (!one) throw new Error('each has something left');
      units = one.units;
      amount += one.amountMinor;
      expect(one.slices).toEqual([{ from: unit, units: 1, eachMinor: unit < 2 ? 6_67n : 6_66n }]);
    }
    expect(amount).toBe(20_00n);
    expect(atOnce).toMatchObject({ units, amountMinor: amount });
  });

  it('come back with what is left of each: those first of which a difference was paid', () => {
    const claimed = claimDifference(line, [], 2, { atMostMinor: 10_00n, downToMinor: 0n });
    const one = claimed && claimRest(line, claimed.units, 1);
    expect(one?.amountMinor).toBe(86_67n);
    const others = one && claimRest(line, one.units, 2);
    expect(others).toMatchObject({ amountMinor: 86_67n + 96_66n, units: [{ units: 2, spent: true, claimedMinor: 10_00n }, { units: 1, spent: true, claimedMinor: 0n }] });
    expect(others && givenFor(line, others.units)).toBe(290_00n);
    expect(one && claimRest(line, one.units, 3)).toBeUndefined();
  });

  it('are as they were once a claim is taken back, though others came after it', () => {
    const first = claimRest(line, [], 1);
    const second = first && claimDifference(line, first.units, 1, { atMostMinor: 5_00n, downToMinor: 0n });
    const third = second && claimRest(line, second.units, 1);
    if (!first || !second || !third) throw new Error('three units give three claims');
    expect(unclaim(line, third.units, third.slices)).toEqual(second.units);
    expect(unclaim(line, third.units, first.slices)).toEqual([{ units: 1, spent: false, claimedMinor: 0n }, { units: 1, spent: true, claimedMinor: 5_00n }]);
    // The difference of a unit that has come back since: its return has counted on it.
    expect(unclaim(line, third.units, second.slices)).toBeUndefined();
    expect(() => unclaim(line, second.units, third.slices)).toThrow('that were not claimed');
  });

  it('stay few runs, however many they are', () => {
    const many = lineOf(orderOf(1_000_000, [card(99_999_999n)]));
    const claimed = claimDifference(many, [], 999_999, { atMostMinor: 10n, downToMinor: 95n });
    const spent = claimed && claimRest(many, claimed.units, 500_000);
    expect(spent?.units).toEqual([{ units: 500_000, spent: true, claimedMinor: 5n }, { units: 499_999, spent: false, claimedMinor: 5n }]);
  });
});

type Wish = { readonly units: number; readonly each: bigint | undefined; readonly downTo: bigint; readonly undo: boolean };

const anyWish: fc.Arbitrary<Wish> = fc.record({ units: fc.integer({ min: 1, max: 4 }), each: fc.option(fc.bigInt(0n, 400n), { nil: undefined }), downTo: fc.bigInt(0n, 300n), undo: fc.boolean() });
const anyOrder = fc
  .record({ quantity: fc.integer({ min: 1, max: 7 }), first: fc.bigInt(0n, 999n), second: fc.bigInt(0n, 999n), legPolicy: fc.constantFrom('in_shares' as const, 'card_first' as const) })
  .map(({ quantity, first, second, legPolicy }) => orderOf(quantity, [voucher(first), card(second)], legPolicy));

describe('any claims of any order, with some taken back', () => {
  it('never give more of a unit than it cost nor of a payment than it captured, and all of it when every unit comes back', () => {
    fc.assert(
      fc.property(anyOrder, fc.array(anyWish, { maxLength: 14 }), (allocation, wishes) => {
        const line = lineOf(allocation);
        let balance = openBalance(allocation);
        const open: Given[] = [];
        for (const { units, each, downTo, undo } of wishes) {
          const given = give(allocation, balance, { quantity: units, ...(each !== undefined && { difference: { atMostMinor: each, downToMinor: downTo } }) });
          if (given) {
            balance = given.balance;
            if (each !== undefined) expect(sum(given.parts.map((part) => part.amountMinor)) <= each * BigInt(units)).toBe(true);
            open.push(given);
          }
          // One of those that still wait, perhaps the oldest, is taken back; or it settles.
          const one = undo || open.length > 3 ? open.shift() : undefined;
          if (!one) continue;
          const before = undo ? giveBack(allocation, balance, one.taken, one.parts) : undefined;
          balance = before ?? one.parts.reduce((state, part) => settle(state, part), balance);
          checkBalance(allocation, balance);
        }
        const left = line.quantity - spentUnits(balance.units.get('l0') ?? []);
        const last = left > 0 ? give(allocation, balance, { quantity: left }) : undefined;
        for (const payment of (last?.balance ?? balance).payments) expect(payment.inFlightMinor + payment.settledMinor).toBe(payment.capturedMinor);
      }),
      { numRuns: 500 },
    );
  });

  it('in shares and with nothing taken back: however a payment is cut into claims, what it gives for an amount is the same', () => {
    fc.assert(
      fc.property(anyOrder, fc.array(fc.bigInt(0n, 200n), { maxLength: 8 }), (allocation, differences) => {
        fc.pre(allocation.legPolicy === 'in_shares');
        const line = lineOf(allocation);
        let balance = openBalance(allocation);
        for (const atMostMinor of differences) {
          const given = give(allocation, balance, { quantity: line.quantity, difference: { atMostMinor, downToMinor: 0n } });
          if (given) balance = given.balance;
        }
        const rest = give(allocation, balance, { quantity: line.quantity });
        expect(rest && rest.balance.payments.map((payment) => payment.inFlightMinor)).toEqual(allocation.payments.map((payment) => payment.capturedMinor));
        expect(costOfUnits(line, line.quantity)).toBe(line.totalMinor);
      }),
    );
  });
});

describe('units that others go out for', () => {
  const three: AllocatedLine = { orderLineId: 'l1', kind: 'goods', quantity: 3, totalMinor: 100n, sharesMinor: [100n] };

  it('give back what they cost above that price, together, and keep the price as their worth', () => {
    const claim = claimAbove(three, [], 2, 30n);
    expect(claim).toEqual({ amountMinor: 7n, slices: [{ from: 0, units: 1, eachMinor: 4n }, { from: 1, units: 1, eachMinor: 3n }], units: [{ units: 1, spent: false, claimedMinor: 4n }, { units: 1, spent: false, claimedMinor: 3n }] });
    expect(claimRest(three, claim?.units ?? [], 2)?.amountMinor).toBe(60n);
  });

  it('make up for each other: only what they are worth more in all is given, and never more than one has', () => {
    // One has had 20 back before: it is worth 14, the others 33.
    const before: LineUnits = [{ units: 1, spent: false, claimedMinor: 20n }];
    const claim = claimAbove(three, before, 3, 25n);
    expect(claim?.amountMinor).toBe(5n);
    expect(claimRest(three, claim?.units ?? [], 3)?.amountMinor).toBe(75n);
    expect(claim?.slices.reduce((sum, { units }) => sum + units, 0)).toBe(3);
  });

  it.each([33n, 34n, 1_000n])('that are not worth more than %d each give nothing', (price) => {
    expect(claimAbove(three, [{ units: 1, spent: true, claimedMinor: 0n }], 2, price)?.amountMinor).toBe(0n);
  });

  it('have to be there', () => {
    expect(claimAbove(three, [{ units: 2, spent: true, claimedMinor: 0n }], 2, 1n)).toBeUndefined();
  });

  it('may be very many', () => {
    const many: AllocatedLine = { orderLineId: 'l1', kind: 'goods', quantity: 1_000_000, totalMinor: 10_000_000n, sharesMinor: [10_000_000n] };
    const claim = claimAbove(many, [{ units: 1, spent: false, claimedMinor: 9n }], 1_000_000, 8n);
    expect(claim).toMatchObject({ amountMinor: 1_999_991n, slices: { length: 4 } });
  });

  it('can take the claim back', () => {
    const claim = claimAbove(three, [], 2, 30n);
    expect(unclaim(three, claim?.units ?? [], claim?.slices ?? [])).toEqual([]);
  });
});

describe('units of a line, one by one', () => {
  interface Unit {
    readonly costMinor: bigint;
    readonly spent: boolean;
    readonly claimedMinor: bigint;
  }
  const unitsOf = (line: AllocatedLine, runs: LineUnits): Unit[] => {
    const each = runs.flatMap(({ units, spent, claimedMinor }) => Array.from({ length: units }, () => ({ spent, claimedMinor })));
    return Array.from({ length: line.quantity }, (_, index) => ({ costMinor: costOfUnits(line, index + 1) - costOfUnits(line, index), ...(each[index] ?? { spent: false, claimedMinor: 0n }) }));
  };
  const drawn = fc
    .record({ quantity: fc.integer({ min: 1, max: 10 }), totalMinor: fc.bigInt({ min: 0n, max: 300n }), before: fc.array(fc.record({ quantity: fc.integer({ min: 1, max: 5 }), atMostMinor: fc.bigInt({ min: 0n, max: 20n }), downToMinor: fc.bigInt({ min: 0n, max: 30n }), spend: fc.boolean() }), { maxLength: 4 }) })
    .map(({ quantity, totalMinor, before }) => {
      const line: AllocatedLine = { orderLineId: 'l1', kind: 'goods', quantity, totalMinor, sharesMinor: [totalMinor] };
      const runs = before.reduce<LineUnits>((units, { quantity: count, spend, ...asked }) => (spend ? claimRest(line, units, Math.min(count, 2)) : claimDifference(line, units, count, asked))?.units ?? units, []);
      return { line, runs };
    });

  it('give what they are worth above a price as if each were asked in turn, those first of which the least was claimed', () => {
    fc.assert(
      fc.property(drawn, fc.integer({ min: 1, max: 10 }), fc.bigInt({ min: -2n, max: 20n }), ({ line, runs }, quantity, below) => {
        // About what they cost, so that some are worth more and others less.
        const about = line.totalMinor / BigInt(line.quantity) - below;
        const priceMinor = about > 0n ? about : 0n;
        const before = unitsOf(line, runs);
        const open = [...before.keys()].filter((at) => !before[at]!.spent).sort((a, b) => Number(before[a]!.claimedMinor - before[b]!.claimedMinor) || a - b);
        const claim = claimAbove(line, runs, quantity, priceMinor);
        if (open.length < quantity) return expect(claim).toBeUndefined();
        const chosen = open.slice(0, quantity);
        const above = (at: number): bigint => before[at]!.costMinor - before[at]!.claimedMinor - priceMinor;
        const net = chosen.reduce((total, at) => total + above(at), 0n);
        let left = net > 0n ? net : 0n;
        const given = new Map(chosen.map((at) => {
          const want = above(at) > 0n ? above(at) : 0n;
          const one = want < left ? want : left;
          left -= one;
          return [at, one];
        }));
        expect(claim?.amountMinor).toBe(net > 0n ? net : 0n);
        expect(unitsOf(line, claim?.units ?? [])).toEqual(before.map((unit, at) => ({ ...unit, claimedMinor: unit.claimedMinor + (given.get(at) ?? 0n) })));
        const told = (claim?.slices ?? []).flatMap(({ from, units, eachMinor }) => Array.from({ length: units }, (_, index) => [from + index, eachMinor] as const));
        expect(told.sort(([a], [b]) => a - b)).toEqual([...given].sort(([a], [b]) => a - b));
        checkUnits(line, claim?.units ?? []);
        return expect(unitsOf(line, unclaim(line, claim?.units ?? [], claim?.slices ?? []) ?? [])).toEqual(before);
      }),
      { numRuns: 300 },
    );
  });

  it('of which some are worth less make up for others once, in their turn', () => {
    const line: AllocatedLine = { orderLineId: 'l1', kind: 'goods', quantity: 6, totalMinor: 198n, sharesMinor: [198n] };
    // Worth 33, 33, 28, 28, 15 and 15: above 23 that is 10, 10, 5, 5, -8 and -8.
    const runs: LineUnits = [0n, 5n, 18n].map((claimedMinor) => ({ units: 2, spent: false, claimedMinor }));
    const each = ({ slices = [], amountMinor = 0n }: Partial<NonNullable<ReturnType<typeof claimAbove>>>) => [amountMinor, slices.map(({ from, units, eachMinor }) => [from, units, eachMinor])];
    expect(each(claimAbove(line, runs, 6, 23n) ?? {})).toEqual([14n, [[0, 1, 10n], [1, 1, 4n], [2, 2, 0n], [4, 2, 0n]]]);
    expect(each(claimAbove(line, runs, 5, 23n) ?? {})).toEqual([22n, [[0, 2, 10n], [2, 1, 2n], [3, 1, 0n], [4, 1, 0n]]]);
    expect(each(claimAbove(line, runs, 4, 23n) ?? {})).toEqual([30n, [[0, 2, 10n], [2, 2, 5n]]]);
  });

  it('are in as few runs as there can be, whatever has become of them', () => {
    fc.assert(
      fc.property(drawn, ({ line, runs }) => {
        runs.slice(1).forEach((run, index) => expect({ ...run, units: 0 }).not.toEqual({ ...runs[index], units: 0 }));
        const last = runs.at(-1);
        if (last) expect(last.spent || last.claimedMinor > 0n).toBe(true);
        expect(runs.reduce((total, { units }) => total + units, 0)).toBeLessThanOrEqual(line.quantity);
        for (const { units } of runs) expect(units).toBeGreaterThan(0);
      }),
    );
  });

  const line: AllocatedLine = { orderLineId: 'l1', kind: 'goods', quantity: 3, totalMinor: 100n, sharesMinor: [100n] };
  const run = (over: Partial<LineUnits[number]> = {}): LineUnits[number] => ({ units: 1, spent: true, claimedMinor: 0n, ...over });

  it.each<[string, LineUnits]>([
    ['more than were bought', [run({ units: 4 })]],
    ['none', [run({ units: 0 })]],
    ['of which less than nothing was claimed', [run({ claimedMinor: -1n })]],
    ['of which less than nothing stays with the seller', [run({ deductedMinor: -1n })]],
    ['of which less than nothing was paid on top', [run({ addedMinor: -1n })]],
    ['of which more was claimed than they cost', [run({ claimedMinor: 35n })]],
    ['of which more stays than is left', [run({ claimedMinor: 20n, deductedMinor: 15n })]],
    ['of which the last cost less', [run({ units: 2, claimedMinor: 34n })]],
    ['of which something stays, though they are not spent', [run({ spent: false, deductedMinor: 1n })]],
  ])('stop what goes on where there are some %s', (_, units) => {
    expect(() => checkUnits(line, units)).toThrow('money does not add up');
  });

  it.each<[string, LineUnits]>([
    ['all of which is claimed', [run({ claimedMinor: 34n }), run({ units: 2, claimedMinor: 33n })]],
    ['of which a part stays with the seller', [run({ claimedMinor: 20n, deductedMinor: 14n })]],
    ['that were paid for on top', [run({ claimedMinor: 40n, addedMinor: 6n })]],
  ])('go on where they are some %s', (_, units) => {
    expect(() => checkUnits(line, units)).not.toThrow();
  });
});
