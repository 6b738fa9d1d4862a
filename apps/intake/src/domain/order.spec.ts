import { aLine, anOrder } from '../../test/builders';
import { placeOrder } from './order';

describe('the mirror of an order', () => {
  it('takes in a new order', () => {
    expect(placeOrder(undefined, anOrder())).toEqual({ ok: true, value: anOrder() });
  });

  it('does not change for the same order said again, whatever the order of its lines', () => {
    const known = anOrder();
    const again = anOrder({ lines: [...known.lines].reverse() });
    expect(placeOrder(known, again)).toEqual({ ok: true, value: known });
    const placed = placeOrder(known, again);
    expect(placed.ok && placed.value).toBe(known);
  });

  it('learns that the customer has signed for the goods', () => {
    const known = anOrder({ signedAt: undefined });
    expect(placeOrder(known, anOrder())).toEqual({ ok: true, value: anOrder() });
  });

  it.each([
    ['a line more', { lines: [...anOrder().lines, aLine({ orderLineId: 'ol9' })] }],
    ['another quantity', { lines: [aLine({ quantity: 9 }), ...anOrder().lines.slice(1)] }],
    ['another price', { lines: [aLine({ amountMinor: 1n }), ...anOrder().lines.slice(1)] }],
    ['another SKU', { lines: [aLine({ sku: 'CUP' }), ...anOrder().lines.slice(1)] }],
    ['another kind', { lines: [aLine({ kind: 'fee' as const }), ...anOrder().lines.slice(1)] }],
    ['another customer', { customerId: 'c2' }],
    ['another currency', { currency: 'EUR' }],
  ])('refuses %s with ORDER_CHANGED', (_what, change) => {
    expect(placeOrder(anOrder(), anOrder(change))).toMatchObject({ ok: false, error: { code: 'ORDER_CHANGED' } });
  });

  it('says what has changed', () => {
    const answer = placeOrder(anOrder(), anOrder({ customerId: 'c2', currency: 'EUR', lines: [] }));
    expect(answer.ok ? '' : answer.error.message).toContain('with other customer and currency and lines');
  });

  it.each([
    ['a line more', [aLine(), aLine({ orderLineId: 'ol9' })], [aLine()]],
    ['another line', [aLine({ orderLineId: 'ol9' })], [aLine()]],
  ])('notices %s', (_what, said, known) => {
    expect(placeOrder(anOrder({ lines: known }), anOrder({ lines: said }))).toMatchObject({ ok: false, error: { code: 'ORDER_CHANGED' } });
  });

  it.each([
    ['when it was placed', { placedAt: '2026-10-02T10:00:00Z' }],
    ['when it was signed for', { signedAt: '2026-10-05T10:00:00Z' }],
    ['where it comes from', { provenance: 'real' as const }],
  ])('learns %s', (_what, news) => {
    expect(placeOrder(anOrder(), anOrder(news))).toEqual({ ok: true, value: anOrder(news) });
  });

  it('refuses two lines with one id', () => {
    expect(placeOrder(undefined, anOrder({ lines: [aLine(), aLine()] }))).toMatchObject({ ok: false, error: { code: 'ORDER_LINES_AMBIGUOUS' } });
  });
});
