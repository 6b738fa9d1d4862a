import fc from 'fast-check';
import { allocate, type Allocation, type LegPolicy, type OrderPayment, type PaidLine } from './allocation';
import { addPayment, checkBalance, giveBack, checkPayments, hold, openBalance, partsOf, settle, takeUnits, type Balance, type PaymentPart, type UnitsOfLine } from './balance';
import { sum } from './money';

const card = (capturedMinor: bigint): OrderPayment => ({ paymentId: 'card', method: 'card', capturedMinor });
const voucher = (capturedMinor: bigint): OrderPayment => ({ paymentId: 'voucher', method: 'voucher', capturedMinor });

function order(quantities: readonly { quantity: number; amountMinor: bigint }[], payments: readonly OrderPayment[], legPolicy: LegPolicy = 'in_shares'): Allocation {
  const lines = quantities.map((line, index): PaidLine => ({ orderLineId: `l${index}`, kind: 'goods', ...line }));
  const result = allocate({ orderId: 'o1', currency: 'CNY', lines, discountMinor: 0n, payments }, legPolicy);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const unwrapped = <T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: { readonly code: string } }): T => {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};

/** Takes units and holds their money, as a refund does; undefined when it is refused. */
function refund(allocation: Allocation, balance: Balance, wanted: readonly UnitsOfLine[]): { balance: Balance; parts: PaymentPart[]; amounts: bigint[] } | undefined {
  const taken = takeUnits(allocation, balance, wanted);
  if (!taken.ok) return undefined;
  const parts = partsOf(allocation, balance, taken.value.units);
  const held = hold(taken.value.balance, parts);
  if (!held.ok) return undefined;
  checkBalance(allocation, held.value);
  return { balance: held.value, parts, amounts: taken.value.units.map((unit) => unit.amountMinor) };
}

const amountOf = (parts: readonly PaymentPart[], paymentId: string): bigint => sum(parts.filter((part) => part.paymentId === paymentId).map((part) => part.amountMinor));

describe('worked amounts', () => {
  it('70 of what was paid 60 card + 40 voucher comes back 42 + 28', () => {
    const allocation = order([{ quantity: 1, amountMinor: 70_00n }, { quantity: 1, amountMinor: 30_00n }], [card(60_00n), voucher(40_00n)]);
    const parts = refund(allocation, openBalance(allocation), [{ orderLineId: 'l0', quantity: 1 }])?.parts;
    expect(parts?.map((part) => part.amountMinor)).toEqual([42_00n, 28_00n]);
  });

  it('the same comes back 60 + 10 where the policy is card first', () => {
    const allocation = order([{ quantity: 1, amountMinor: 70_00n }, { quantity: 1, amountMinor: 30_00n }], [voucher(40_00n), card(60_00n)], 'card_first');
    const first = refund(allocation, openBalance(allocation), [{ orderLineId: 'l0', quantity: 1 }]);
    expect(first && [amountOf(first.parts, 'card'), amountOf(first.parts, 'voucher')]).toEqual([60_00n, 10_00n]);
    const second = first && refund(allocation, first.balance, [{ orderLineId: 'l1', quantity: 1 }]);
    expect(second && [amountOf(second.parts, 'card'), amountOf(second.parts, 'voucher')]).toEqual([0n, 30_00n]);
  });

  it('100 captured, two refunds of 60: the second is refused, whether it asks for units or for money', () => {
    const allocation = order([{ quantity: 5, amountMinor: 100_00n }], [card(100_00n)]);
    const first = refund(allocation, openBalance(allocation), [{ orderLineId: 'l0', quantity: 3 }]);
    if (!first) throw new Error('the first has to succeed');
    expect(first.amounts).toEqual([60_00n]);
    expect(takeUnits(allocation, first.balance, [{ orderLineId: 'l0', quantity: 3 }])).toMatchObject({ ok: false, error: { code: 'NOT_ENOUGH_UNITS' } });
    expect(hold(first.balance, first.parts)).toMatchObject({ ok: false, error: { code: 'EXCEEDS_CAPTURED' } });
  });

  it('expected 5, received 3, later 2: 5 come back in all, to the cent', () => {
    const allocation = order([{ quantity: 5, amountMinor: 99_99n }], [card(99_99n)]);
    const first = refund(allocation, openBalance(allocation), [{ orderLineId: 'l0', quantity: 3 }]);
    const second = first && refund(allocation, first.balance, [{ orderLineId: 'l0', quantity: 2 }]);
    expect(sum([...(first?.amounts ?? []), ...(second?.amounts ?? [])])).toBe(99_99n);
  });
});

describe('a balance', () => {
  it('takes units of one line twice in one refund one after another', () => {
    const allocation = order([{ quantity: 3, amountMinor: 290_00n }], [card(290_00n)]);
    const both = refund(allocation, openBalance(allocation), [{ orderLineId: 'l0', quantity: 1 }, { orderLineId: 'l0', quantity: 2 }]);
    expect(both?.amounts).toEqual([96_67n, 193_33n]);
  });

  it('refuses a line that the order does not have', () => {
    const allocation = order([{ quantity: 1, amountMinor: 1n }], [card(1n)]);
    expect(takeUnits(allocation, openBalance(allocation), [{ orderLineId: 'other', quantity: 1 }])).toMatchObject({ ok: false, error: { code: 'ORDER_LINE_NOT_FOUND' } });
  });

  it('never settles what was not held', () => {
    const allocation = order([{ quantity: 1, amountMinor: 10n }], [card(10n)]);
    expect(() => settle(openBalance(allocation), { paymentId: 'card', amountMinor: 1n })).toThrow('does not add up');
  });

  it('finds no fault with units and money that add up, and is not content with less', () => {
    const allocation = order([{ quantity: 2, amountMinor: 10n }], [card(10n)]);
    const start = openBalance(allocation);
    const taken = (units: number, inFlightMinor: bigint): Balance => ({ ...start, units: new Map([['l0', [{ units, spent: true, claimedMinor: 0n }]]]), payments: start.payments.map((payment) => ({ ...payment, inFlightMinor })) });
    expect(() => checkBalance(allocation, taken(2, 10n))).not.toThrow();
    expect(() => checkBalance(allocation, start)).not.toThrow();
    expect(() => checkBalance(allocation, taken(2, 5n))).toThrow('has given 5 for units of which 10 was claimed');
    expect(() => checkBalance(allocation, taken(3, 10n))).toThrow('more units refunded than bought');
    expect(() => checkBalance(allocation, taken(-1, 0n))).toThrow('more units refunded than bought');
    expect(() => checkBalance(allocation, taken(1, 11n))).toThrow('more than it captured');
  });

  it.each([
    ['in flight', { inFlightMinor: -1n, settledMinor: 1n }],
    ['settled', { inFlightMinor: 1n, settledMinor: -1n }],
  ])('is never negative: %s', (_, amounts) => {
    const allocation = order([{ quantity: 2, amountMinor: 10n }], [card(10n)]);
    expect(() => checkPayments({ ...openBalance(allocation), payments: [{ ...card(10n), ...amounts }] })).toThrow('is negative');
  });

  it('gives back no more than the payments have left, whichever goes first', () => {
    const allocation = order([{ quantity: 2, amountMinor: 10n }], [card(6n), voucher(4n)], 'card_first');
    const units = [{ orderLineId: 'l0', quantity: 2, amountMinor: 11n, sharesMinor: [], addedMinor: 0n, slices: [] }];
    expect(() => partsOf(allocation, openBalance(allocation), units)).toThrow('more goes back than the payments have left');
  });

  it('holds nothing of a payment that it does not have, and says what is left', () => {
    const allocation = order([{ quantity: 1, amountMinor: 10_00n }], [card(10_00n)]);
    const part: PaymentPart = { paymentId: 'other', method: 'card', place: 1, amountMinor: 1n };
    expect(hold(openBalance(allocation), [part])).toMatchObject({ ok: false, error: { code: 'EXCEEDS_CAPTURED' } });
    const [whole] = [hold(openBalance(allocation), [{ ...part, paymentId: 'card', amountMinor: 10_00n }])];
    expect(whole?.ok).toBe(true);
  });

  it('says how many units of each line were taken, and what each cost', () => {
    const allocation = order([{ quantity: 3, amountMinor: 290_00n }], [card(200_00n), voucher(90_00n)]);
    const first = takeUnits(allocation, openBalance(allocation), [{ orderLineId: 'l0', quantity: 1 }]);
    if (!first.ok) throw new Error(first.error.code);
    const second = takeUnits(allocation, first.value.balance, [{ orderLineId: 'l0', quantity: 2 }]);
    if (!second.ok) throw new Error(second.error.code);
    expect(second.value.units).toEqual([{ orderLineId: 'l0', quantity: 2, amountMinor: 193_33n, sharesMinor: [133_33n, 60_00n], addedMinor: 0n, slices: [{ from: 1, units: 2, eachMinor: undefined }] }]);
    expect(second.value.balance.units).toEqual(new Map([['l0', [{ units: 3, spent: true, claimedMinor: 0n }]]]));
  });

  it('knows when more was given than the taken units cost', () => {
    const allocation = order([{ quantity: 2, amountMinor: 10n }], [card(10n)]);
    const held = hold(openBalance(allocation), [{ paymentId: 'card', method: 'card', place: 1, amountMinor: 1n }]);
    expect(() => held.ok && checkBalance(allocation, held.value)).toThrow('has given 1 for units of which 0 was claimed');
    expect(() => checkPayments({ ...openBalance(allocation), payments: [{ ...card(10n), inFlightMinor: 6n, settledMinor: 5n }] })).toThrow('more than it captured');
  });
});

describe('units that something was paid on top of', () => {
  const three = order([{ quantity: 3, amountMinor: 100n }], [card(60n), voucher(40n)]);
  const top = { paymentId: 'top', method: 'card' };
  const topped = (eachMinor: bigint, quantity = 1) => unwrapped(addPayment(three, openBalance(three), top, { orderLineId: 'l0', quantity, eachMinor }));

  it('come back at what was paid first and what was paid on top, each the way it came', () => {
    const balance = topped(20n);
    checkBalance(three, balance);
    const taken = unwrapped(takeUnits(three, balance, [{ orderLineId: 'l0', quantity: 1 }]));
    expect(taken.units).toMatchObject([{ amountMinor: 54n, addedMinor: 20n }]);
    const parts = partsOf(three, taken.balance, taken.units);
    expect(parts.map(({ paymentId, amountMinor }) => [paymentId, amountMinor])).toEqual([['card', 20n], ['voucher', 14n], ['top', 20n]]);
    expect(() => checkBalance(three, unwrapped(hold(taken.balance, parts)))).not.toThrow();
  });

  it('give a price difference from what they cost first, and no more than they are worth', () => {
    const balance = topped(20n, 3);
    const taken = unwrapped(takeUnits(three, balance, [{ orderLineId: 'l0', quantity: 3, difference: { atMostMinor: 40n, downToMinor: 0n } }]));
    expect(taken.units).toMatchObject([{ amountMinor: 120n, addedMinor: 20n }]);
    const held = unwrapped(hold(taken.balance, partsOf(three, taken.balance, taken.units)));
    checkBalance(three, held);
    const rest = unwrapped(takeUnits(three, held, [{ orderLineId: 'l0', quantity: 3 }]));
    expect(rest.units).toMatchObject([{ amountMinor: 40n, addedMinor: 40n }]);
    expect(() => checkBalance(three, unwrapped(hold(rest.balance, partsOf(three, rest.balance, rest.units))))).not.toThrow();
  });

  it('may be exchanged for others, cheaper than that or dearer still', () => {
    const cheaper = unwrapped(takeUnits(three, topped(20n), [{ orderLineId: 'l0', quantity: 1, exchangedAtMinor: 50n }]));
    expect(cheaper.units).toMatchObject([{ amountMinor: 4n }]);
    const dearer = unwrapped(addPayment(three, topped(20n), { ...top, paymentId: 'top2' }, { orderLineId: 'l0', quantity: 1, eachMinor: 5n }));
    checkBalance(three, dearer);
    expect(unwrapped(takeUnits(three, dearer, [{ orderLineId: 'l0', quantity: 1 }])).units).toMatchObject([{ amountMinor: 59n, addedMinor: 25n }]);
  });

  it('are as before where the claim is given back', () => {
    const taken = unwrapped(takeUnits(three, topped(20n), [{ orderLineId: 'l0', quantity: 1 }]));
    const parts = partsOf(three, taken.balance, taken.units);
    const held = unwrapped(hold(taken.balance, parts));
    expect(giveBack(three, held, taken.units, parts)).toEqual(topped(20n));
  });

  it.each([
    ['PAYMENT_TWICE', { ...top, paymentId: 'card' }, { orderLineId: 'l0', quantity: 1, eachMinor: 1n }],
    ['ORDER_LINE_NOT_FOUND', top, { orderLineId: 'l9', quantity: 1, eachMinor: 1n }],
    ['NOT_ENOUGH_UNITS', top, { orderLineId: 'l0', quantity: 4, eachMinor: 1n }],
  ])('are refused with %s', (code, payment, line) => {
    expect(addPayment(three, openBalance(three), payment, line)).toMatchObject({ ok: false, error: { code } });
  });
});

interface Situation {
  readonly allocation: Allocation;
  readonly wishes: readonly UnitsOfLine[][];
}

const anySituation: fc.Arbitrary<Situation> = fc
  .record({
    lines: fc.array(fc.record({ quantity: fc.integer({ min: 1, max: 7 }), amountMinor: fc.bigInt(0n, 999n) }), { minLength: 1, maxLength: 4 }),
    cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 }),
    legPolicy: fc.constantFrom<LegPolicy>('in_shares', 'card_first'),
    wishes: fc.array(fc.array(fc.record({ line: fc.nat({ max: 3 }), quantity: fc.integer({ min: 1, max: 4 }) }), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 12 }),
  })
  .map(({ lines, cuts, legPolicy, wishes }) => {
    const whole = sum(lines.map((line) => line.amountMinor));
    const marks = [0n, ...cuts.map((cut) => BigInt(Math.floor(Number(whole) * cut))), whole].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    const payments = marks.slice(1).map((mark, index) => ({ paymentId: `p${index}`, method: index % 2 === 0 ? 'voucher' : 'card', capturedMinor: mark - (marks[index] ?? 0n) }));
    return { allocation: order(lines, payments, legPolicy), wishes: wishes.map((wish) => wish.map(({ line, quantity }) => ({ orderLineId: `l${line % lines.length}`, quantity }))) };
  });

describe('any refunds of any order', () => {
  it('never exceed what was captured, for each payment and in total, and never go negative', () => {
    fc.assert(
      fc.property(anySituation, ({ allocation, wishes }) => {
        let balance = openBalance(allocation);
        for (const wish of wishes) {
          const step = refund(allocation, balance, wish);
          if (!step) continue;
          expect(sum(step.parts.map((part) => part.amountMinor))).toBe(sum(step.amounts));
          expect(step.amounts.every((amount) => amount >= 0n)).toBe(true);
          // Every other one settles at once, the rest stays in flight.
          balance = step.parts.reduce((state, part, index) => (index % 2 === 0 ? settle(state, part) : state), step.balance);
          checkBalance(allocation, balance);
        }
        for (const payment of balance.payments) expect(payment.inFlightMinor + payment.settledMinor).toBeLessThanOrEqual(payment.capturedMinor);
      }),
      { numRuns: 300 },
    );
  });

  it('come to the same whichever way is taken: 1 + 1 + 1 = 3, in each payment too', () => {
    fc.assert(
      fc.property(anySituation, ({ allocation }) => {
        fc.pre(allocation.legPolicy === 'in_shares');
        for (const { orderLineId, quantity } of allocation.lines) {
          const atOnce = refund(allocation, openBalance(allocation), [{ orderLineId, quantity }]);
          let balance = openBalance(allocation);
          const parts: PaymentPart[] = [];
          for (let unit = 0; unit < quantity; unit++) {
            const one = refund(allocation, balance, [{ orderLineId, quantity: 1 }]);
            if (!one) throw new Error('a unit that is left has to be refundable');
            parts.push(...one.parts);
            balance = one.balance;
          }
          for (const { paymentId } of allocation.payments) expect(amountOf(parts, paymentId)).toBe(amountOf(atOnce?.parts ?? [], paymentId));
        }
      }),
    );
  });

  it('give everything back when every unit comes back', () => {
    fc.assert(
      fc.property(anySituation, ({ allocation }) => {
        const all = refund(allocation, openBalance(allocation), allocation.lines);
        for (const { paymentId, capturedMinor } of allocation.payments) expect(amountOf(all?.parts ?? [], paymentId)).toBe(capturedMinor);
      }),
    );
  });
});
