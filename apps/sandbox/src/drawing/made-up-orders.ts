import type { Purchase, PurchaseLine } from '../orders/orders-of';
import { randomOf, type Random } from '../random/random';

const catalogue = [
  { sku: 'HL-1001', title: 'Enamel kettle, sage', priceMinor: 2450 },
  { sku: 'HL-1002', title: 'Linen tea towel, pair', priceMinor: 1195 },
  { sku: 'HL-1003', title: 'Desk lamp, brass', priceMinor: 4900 },
  { sku: 'HL-1004', title: 'Wool blanket, grey', priceMinor: 6500 },
  { sku: 'HL-1005', title: 'Stoneware mug', priceMinor: 850 },
  { sku: 'HL-1006', title: 'Picture frame, oak', priceMinor: 1733 },
  { sku: 'HL-1007', title: 'Cast iron pan, 26 cm', priceMinor: 3999 },
  { sku: 'HL-1008', title: 'Paper lantern, set of 3', priceMinor: 999 },
  { sku: 'HL-1009', title: 'Wall clock, 30 cm', priceMinor: 2900 },
  { sku: 'HL-1010', title: 'Rattan basket, large', priceMinor: 3467 },
  { sku: 'HL-1011', title: 'Beeswax candle', priceMinor: 625 },
  { sku: 'HL-1012', title: 'Espresso machine', priceMinor: 28900 },
] as const;

/** Made-up orders have made-up times: one every seven minutes from here on. */
const firstPlacedAtMs = Date.parse('2026-03-02T09:00:00Z');
const everyMs = 7 * 60_000;

const dearest = catalogue.reduce((dear, each) => (each.priceMinor > dear.priceMinor ? each : dear));

/** The n-th made-up order, counted from 0; the same for the same seed. A dear one has several of what is dearest. */
export function madeUpOrder(seed: string, number: number, kind?: 'dear'): Purchase {
  const random = randomOf(seed, 'made-up order', number);
  const orderId = `S${String(100_001 + number)}`;
  const wares = new Set([...(kind === 'dear' ? [dearest] : []), ...Array.from({ length: random.between(1, 5) }, () => random.pick(catalogue))]);
  const lines: PurchaseLine[] = [...wares].map(({ sku, title, priceMinor }, index) => {
    const quantity = kind === 'dear' && sku === dearest.sku ? random.between(2, 4) : random.chance(0.5) ? 1 : random.between(2, 6);
    return { orderLineId: `${orderId}-${index + 1}`, sku, title, quantity, amountMinor: BigInt(quantity * priceMinor), kind: 'goods' };
  });
  if (random.chance(0.3)) lines.push({ orderLineId: `${orderId}-${lines.length + 1}`, sku: 'POST', title: 'Postage', quantity: 1, amountMinor: 495n, kind: 'shipping' });
  return {
    orderId,
    customerId: `S${20_000 + random.between(1, 4_000)}`,
    country: 'United Kingdom',
    placedAtMs: firstPlacedAtMs + number * everyMs,
    lines,
    discountMinor: discountOf(random, lines),
    provenance: 'synthetic',
  };
}

/** A quarter of the orders had some per cent off, which seldom divides evenly. */
function discountOf(random: Random, lines: readonly PurchaseLine[]): bigint {
  if (!random.chance(0.25)) return 0n;
  const goods = lines.reduce((sum, line) => (line.kind === 'goods' ? sum + line.amountMinor : sum), 0n);
  return (goods * BigInt(random.between(3, 20))) / 100n;
}
