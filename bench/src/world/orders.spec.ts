import { OrderPlaced, ReturnRequested, StockOpened } from '@huiliu/contracts';
import { defaultMix } from './mix';
import { draw, openingStock } from './orders';

const mix = { return: 6, refund_only: 3, manual: 1 };
const drawn = Array.from({ length: 2_000 }, (_, number) => draw(11, 't', mix, number));

describe('orders and requests that are drawn', () => {
  it('keep the public contracts', () => {
    for (const { order, request } of drawn) {
      expect(OrderPlaced.parse(structuredClone(order))).toMatchObject({ ok: true });
      expect(ReturnRequested.parse(structuredClone(request))).toMatchObject({ ok: true });
    }
    for (const stock of openingStock()) expect(StockOpened.parse(structuredClone(stock))).toMatchObject({ ok: true });
  });

  it('are the same for the same seed', () => {
    expect(draw(11, 't', mix, 42)).toEqual(drawn[42]);
    expect(draw(12, 't', mix, 42)).not.toEqual(drawn[42]);
  });

  it('are paid in full', () => {
    for (const { order } of drawn) {
      const lines = order.lines.reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), 0n);
      expect(order.payments.reduce((sum, { capturedMinor }) => sum + BigInt(capturedMinor), 0n)).toBe(lines);
    }
  });

  it('never ask for more than was bought, nor for so much that a person has to look', () => {
    for (const { order, request } of Array.from({ length: 2_000 }, (_, number) => draw(3, 't', defaultMix, number))) {
      for (const { orderLineId, sku, quantity } of request.lines) {
        const line = order.lines.find((each) => each.orderLineId === orderLineId);
        expect(line).toMatchObject({ sku });
        expect(quantity).toBeLessThanOrEqual(line?.quantity ?? 0);
      }
      expect(order.lines.reduce((sum, { amountMinor }) => sum + Number(amountMinor), 0)).toBeLessThanOrEqual(50_000);
    }
  });

  it('ask for money alone only where it is little and the fault is shown', () => {
    const alone = drawn.filter(({ kind }) => kind === 'refund_only');
    expect(alone.length).toBeGreaterThan(100);
    for (const { order, request } of alone) {
      const [line] = order.lines;
      expect(Number(line?.amountMinor) / (line?.quantity ?? 1)).toBeLessThanOrEqual(5_000);
      expect(request.evidence.length).toBeGreaterThan(0);
    }
  });
});
