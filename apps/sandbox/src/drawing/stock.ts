import { randomOf } from '../random/random';
import type { Purchase } from '../orders/orders-of';

/** Units on the shelf when the ledger of a SKU begins; no file of sales says. */
export interface OpeningStock {
  readonly sku: string;
  readonly onHand: number;
}

/** Every SKU of goods that was ever sold, in the order of first sale. */
export function openingStock(seed: string, orders: readonly Purchase[]): readonly OpeningStock[] {
  const skus = new Set(orders.flatMap((order) => order.lines.filter((line) => line.kind === 'goods').map((line) => line.sku)));
  return [...skus].map((sku) => ({ sku, onHand: randomOf(seed, 'stock', sku).between(0, 400) }));
}
