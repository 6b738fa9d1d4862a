import type { AskedLine } from '../cancellations/request';
import type { Mix } from '../mix/mix';
import type { PurchaseLine } from '../orders/orders-of';
import { randomOf } from '../random/random';
import { higherPriceOf, lowerPriceOf, mayBecomeCheaper } from './price-differences';
import type { OpenOrder, Shelf } from './shelf';

/** What customers want instead in an exchange, by seed: for one line, what CRM quotes for another SKU of the shop. Undefined: the same goods. */
export function wantedInstead(seed: string, number: number, { order, lines }: OpenOrder, asked: readonly AskedLine[], shelf: Shelf, mix: Mix): AskedLine | undefined {
  const random = randomOf(seed, 'variant', number);
  const wish = random.weighted(mix.variant);
  const [first] = asked;
  const line = lines.find(({ orderLineId }) => orderLineId === first?.orderLineId);
  if (wish === 'same_goods' || !first || !line || !mayBecomeCheaper(line)) return undefined;
  const others = [...order.lines, ...shelf.draw(random).lines].filter(({ kind, sku }) => kind === 'goods' && sku !== line.sku);
  if (others.length === 0) return undefined;
  const unitPriceMinor = wish === 'cheaper' ? lowerPriceOf(random, line) : wish === 'dearer' ? higherPriceOf(random, line) : priceOf(line);
  return { ...first, wanted: { sku: random.pick(others).sku, unitPriceMinor, wish } };
}

/** Before the order's discount: where there was one, the other variant is worth more than was paid. */
const priceOf = (line: PurchaseLine): bigint => line.amountMinor / BigInt(line.quantity);
