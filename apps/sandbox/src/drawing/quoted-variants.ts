import type { QuotedVariant } from '@huiliu/contracts';
import type { Step } from '../feed/plan';
import type { PurchaseLine } from '../orders/orders-of';
import { randomOf } from '../random/random';
import { higherPriceOf, lowerPriceOf, mayBecomeCheaper } from './price-differences';

/** What the shop has sold, as far as CRM needs it to quote something else. */
export interface Shop {
  lineOf(orderId: string, orderLineId: string): PurchaseLine | undefined;
  readonly skus: readonly string[];
}

export function shopOf(steps: readonly Step[]): Shop {
  const orders = new Map(steps.flatMap((step) => (step.kind === 'order' ? [[step.order.orderId, step.order.lines] as const] : [])));
  const skus = [...new Set([...orders.values()].flat().flatMap(({ kind, sku }) => (kind === 'goods' ? [sku] : [])))].sort();
  return { lineOf: (orderId, orderLineId) => orders.get(orderId)?.find((line) => line.orderLineId === orderLineId), skus };
}

/** Other SKUs in place of one that is out of stock, by seed: a cheaper one, one at the same price, and a dearer one, as far as the shop has so many. */
export function quotedVariants(seed: string, key: string, missing: { readonly sku: string; readonly line: PurchaseLine }, shop: Shop): QuotedVariant[] {
  const random = randomOf(seed, 'quote', key);
  const { line, sku: missingSku } = missing;
  const others = shop.skus.filter((sku) => sku !== missingSku && sku !== line.sku);
  const prices = [...(mayBecomeCheaper(line) ? [lowerPriceOf(random, line)] : []), line.amountMinor / BigInt(line.quantity), higherPriceOf(random, line)];
  return prices.flatMap((price) => {
    if (others.length === 0) return [];
    const [sku = ''] = others.splice(random.between(0, others.length - 1), 1);
    return [{ sku, unitPriceMinor: price.toString() }];
  });
}
