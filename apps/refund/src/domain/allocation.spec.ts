import fc from 'fast-check';
import { allocate, checkAllocation, costOfUnits, type Allocation, type LineKind, type OrderPayment, type PaidLine, type PaidOrder } from './allocation';
import { largestRemainder } from './apportion';
import { sum } from './money';

const goods = (orderLineId: string, amountMinor: bigint, quantity = 1): PaidLine => ({ orderLineId, kind: 'goods', quantity, amountMinor });
const card = (capturedMinor: bigint): OrderPayment => ({ paymentId: 'p1', method: 'card', capturedMinor });

const order = (lines: readonly PaidLine[], discountMinor: bigint, payments?: readonly OrderPayment[]): PaidOrder => ({
  orderId: 'o1',
  currency: 'CNY',
  lines,
  discountMinor,
  payments: payments ?? [card(sum(lines.map((line) => line.amountMinor)) - discountMinor)],
});

function allocated(paid: PaidOrder): Allocation {
  const result = allocate(paid, 'in_shares');
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const totals = (paid: PaidOrder): bigint[] => allocated(paid).lines.map((line) => line.totalMinor);

describe('worked amounts', () => {
  it('150 + 60 with 42 off the order: the 150 cost 120.00', () => {
    expect(totals(order([goods('a', 150_00n), goods('b', 60_00n)], 42_00n))).toEqual([120_00n, 48_00n]);
  });

  it('6 + 4 with 1 off the order: the 6 cost 5.40', () => {
    expect(totals(order([goods('a', 6_00n), goods('b', 4_00n)], 1_00n))).toEqual([5_40n, 3_60n]);
  });

  it('3 × 100 with 10 off: one after another 96.67, 96.67, 96.66, in all 290.00', () => {
    const [line] = allocated(order([goods('a', 300_00n, 3)], 10_00n)).lines;
    if (!line) throw new Error('no line');
    expect([1, 2, 3].map((unit) => costOfUnits(line, unit) - costOfUnits(line, unit - 1))).toEqual([96_67n, 96_67n, 96_66n]);
    expect(costOfUnits(line, 3)).toBe(290_00n);
  });

  it('3 lines of 100 with 10 off: the same amounts in some order', () => {
    const amounts = totals(order([goods('a', 100_00n), goods('b', 100_00n), goods('c', 100_00n)], 10_00n));
    expect([...amounts].sort()).toEqual([96_66n, 96_67n, 96_67n]);
  });

  it('70 and 30 paid 60 card + 40 voucher: the 70 were paid 42 + 28', () => {
    const payments = [card(60_00n), { paymentId: 'p2', method: 'voucher', capturedMinor: 40_00n }];
    expect(allocated(order([goods('a', 70_00n), goods('b', 30_00n)], 0n, payments)).lines.map((line) => line.sharesMinor)).toEqual([
      [42_00n, 28_00n],
      [18_00n, 12_00n],
    ]);
  });
});

describe('an allocation', () => {
  it('leaves shipping and fees their full price: the discount is for the goods', () => {
    const shipping: PaidLine = { orderLineId: 's', kind: 'shipping', quantity: 1, amountMinor: 10_00n };
    expect(totals(order([goods('a', 60_00n), shipping, goods('b', 40_00n)], 10_00n))).toEqual([54_00n, 10_00n, 36_00n]);
  });

  it('takes what is more than the goods cost off shipping and fees', () => {
    const shipping: PaidLine = { orderLineId: 's', kind: 'shipping', quantity: 1, amountMinor: 10_00n };
    expect(totals(order([goods('a', 60_00n), shipping], 65_00n))).toEqual([0n, 5_00n]);
  });

  it('is possible for an order that cost nothing, with and without payments', () => {
    expect(totals(order([goods('a', 0n, 5)], 0n, []))).toEqual([0n]);
    expect(totals(order([goods('a', 20_00n)], 20_00n, [card(0n)]))).toEqual([0n]);
  });

  it('counts in whole units of a currency without cents', () => {
    const paid = { ...order([goods('a', 1000n, 3)], 0n), currency: 'JPY' };
    const [line] = allocated(paid).lines;
    expect(line && [1, 2, 3].map((units) => costOfUnits(line, units))).toEqual([334n, 667n, 1000n]);
  });

  it.each([
    ['payments that captured too little', order([goods('a', 100_00n)], 0n, [card(99_99n)]), 'ORDER_DOES_NOT_ADD_UP'],
    ['a discount above the whole order', order([goods('a', 100_00n)], 100_01n, []), 'ORDER_DOES_NOT_ADD_UP'],
    ['no payments for goods with a price', order([goods('a', 1n)], 0n, []), 'ORDER_DOES_NOT_ADD_UP'],
    ['a line named twice', order([goods('a', 1n), goods('a', 1n)], 0n), 'ORDER_LINE_TWICE'],
    ['a payment named twice', order([goods('a', 2n)], 0n, [card(1n), card(1n)]), 'PAYMENT_TWICE'],
    ['more than 64 bits of lines', order([goods('a', 2n ** 63n)], 1n), 'AMOUNT_TOO_LARGE'],
    ['more than 64 bits of payments', order([goods('a', 1n)], 0n, [card(2n ** 63n)]), 'AMOUNT_TOO_LARGE'],
    ['amounts beyond 64 bits', order([goods('a', 2n ** 62n), goods('b', 2n ** 62n)], 0n), 'AMOUNT_TOO_LARGE'],
  ])('is refused for %s', (_, paid, code) => {
    expect(allocate(paid, 'in_shares')).toMatchObject({ ok: false, error: { code } });
  });

  it('holds the largest amount of 64 bits', () => {
    expect(totals(order([goods('a', 2n ** 63n - 1n)], 0n))).toEqual([2n ** 63n - 1n]);
  });

  it('keeps what was paid and how', () => {
    const paid = order([goods('a', 1_00n)], 0n);
    expect(allocate(paid, 'card_first')).toEqual({
      ok: true,
      value: { orderId: 'o1', currency: 'CNY', legPolicy: 'card_first', payments: paid.payments, lines: [{ orderLineId: 'a', kind: 'goods', quantity: 1, listMinor: 1_00n, totalMinor: 1_00n, sharesMinor: [1_00n] }] },
    });
  });

  it('is not kept unless rows and columns add up and nothing is negative', () => {
    const sound = allocated(order([goods('a', 60n), goods('b', 40n)], 0n, [card(70n), { paymentId: 'p2', method: 'voucher', capturedMinor: 30n }]));
    expect(() => checkAllocation(sound)).not.toThrow();
    const [a, b] = sound.lines;
    if (!a || !b) throw new Error('no lines');
    const [shareA = 0n, shareB = 0n] = a.sharesMinor;
    expect(() => checkAllocation({ ...sound, lines: [{ ...a, sharesMinor: [shareA - 1n, shareB] }, b] })).toThrow('are not its total');
    expect(() => checkAllocation({ ...sound, lines: [{ ...a, sharesMinor: [shareA - 1n, shareB + 1n] }, b] })).toThrow('are not what payment p1 captured');
    expect(() => checkAllocation({ ...sound, lines: [{ ...a, totalMinor: -1n, sharesMinor: [0n, 0n] }, b] })).toThrow('has a negative part');
    expect(() => checkAllocation({ ...sound, lines: [{ ...a, sharesMinor: [61n, -1n] }, b] })).toThrow('has a negative part');
  });

  it('says in a person\'s units what does not add up', () => {
    const result = allocate(order([goods('a', 100_00n)], 42n, [card(9_90n)]), 'in_shares');
    expect(result.ok ? '' : result.error.message).toContain('its lines, 100.00 CNY, less the discount, 0.42 CNY, are not what its payments captured, 9.90 CNY');
  });
});

const anyLine = fc.record({
  kind: fc.constantFrom<LineKind>('goods', 'goods', 'goods', 'shipping', 'fee'),
  quantity: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 1_000_000 })),
  amountMinor: fc.oneof(fc.bigInt(0n, 30n), fc.bigInt(0n, 10n ** 12n)),
});

/** Any order that adds up: lines, a discount up to their sum, up to 16 payments of the rest. */
const anyOrder: fc.Arbitrary<PaidOrder> = fc
  .record({ lines: fc.array(anyLine, { minLength: 1, maxLength: 12 }), discount: fc.nat({ max: 100 }), weights: fc.array(fc.bigInt(1n, 1000n), { minLength: 1, maxLength: 16 }) })
  .map(({ lines, discount, weights }) => {
    const listed = sum(lines.map((line) => line.amountMinor));
    const discountMinor = (listed * BigInt(discount)) / 100n;
    const scaled = weights.map((weight) => weight * (listed + 1n));
    const payments = largestRemainder(listed - discountMinor, scaled).map((capturedMinor, index) => ({ paymentId: `p${index}`, method: index === 0 ? 'card' : 'voucher', capturedMinor }));
    return { orderId: 'o1', currency: 'CNY', lines: lines.map((line, index) => ({ ...line, orderLineId: `l${index}` })), discountMinor, payments };
  });

describe('any order that adds up', () => {
  it('is allocated to the cent: by line, by payment, never negative', () => {
    fc.assert(
      fc.property(anyOrder, (paid) => {
        const { lines, payments } = allocated(paid);
        expect(sum(lines.map((line) => line.totalMinor))).toBe(sum(payments.map((payment) => payment.capturedMinor)));
        for (const line of lines) expect(sum(line.sharesMinor)).toBe(line.totalMinor);
        payments.forEach((payment, index) => expect(sum(lines.map((line) => line.sharesMinor[index] ?? 0n))).toBe(payment.capturedMinor));
        expect(lines.every((line) => line.totalMinor >= 0n && line.sharesMinor.every((share) => share >= 0n))).toBe(true);
      }),
    );
  });

  it('gives no line more discount than it cost', () => {
    fc.assert(
      fc.property(anyOrder, (paid) => {
        allocated(paid).lines.forEach((line, index) => expect(line.totalMinor).toBeLessThanOrEqual(paid.lines[index]?.amountMinor ?? 0n));
      }),
    );
  });

  it('has units whose cost differs by one cent at most and which add up to the line', () => {
    fc.assert(
      fc.property(anyOrder, fc.nat(), (paid, at) => {
        for (const line of allocated(paid).lines) {
          const units = at % line.quantity;
          const cost = costOfUnits(line, units + 1) - costOfUnits(line, units);
          const base = line.totalMinor / BigInt(line.quantity);
          expect(cost === base || cost === base + 1n).toBe(true);
          expect(costOfUnits(line, line.quantity)).toBe(line.totalMinor);
        }
      }),
    );
  });
});
