import { totalMinor, type Purchase } from '../orders/orders-of';
import { randomOf, type Random } from '../random/random';
import type { Outbound } from './outbound';

export interface Payment {
  readonly paymentId: string;
  readonly method: 'card' | 'paypal' | 'gift_card';
  readonly capturedMinor: bigint;
}

/** An order with what no file of sales holds: how it was paid and when it was signed for. */
export interface Order extends Purchase {
  readonly signedAtMs: number;
  readonly payments: readonly Payment[];
  /** Of an order whose money is asked for before the goods have come: nobody signs for it then. */
  readonly outbound?: Outbound;
}

/** Names of the contract's fields that `completeOrder` makes up. */
export const syntheticFields = ['signedAt', 'payments'] as const;

const dayMs = 86_400_000;
const minuteMs = 60_000;

/**
 * Adds payments, which capture exactly what the lines less the discount come to, and a signing one to five days after the order.
 * @param cancelledAtMs first real cancellation of the order: the goods were signed for by then
 */
export function completeOrder(seed: string, purchase: Purchase, cancelledAtMs?: number): Order {
  const random = randomOf(seed, 'order', purchase.orderId);
  const drawn = purchase.placedAtMs + dayMs + random.between(0, (4 * dayMs) / minuteMs) * minuteMs;
  const signedAtMs = cancelledAtMs === undefined ? drawn : Math.min(drawn, middle(purchase.placedAtMs, cancelledAtMs));
  return { ...purchase, signedAtMs, payments: paymentsOf(random, purchase) };
}

/** Half the way, on a full second. */
const middle = (fromMs: number, toMs: number): number => fromMs + Math.floor((toMs - fromMs) / 2_000) * 1_000;

/** Mostly one payment; a third of the orders was paid with two. An order that cost nothing was not paid. */
function paymentsOf(random: Random, purchase: Purchase): Payment[] {
  const total = totalMinor(purchase);
  if (total === 0n) return [];
  const payment = (number: number, method: Payment['method'], capturedMinor: bigint): Payment => ({ paymentId: `pay-${purchase.orderId}-${number}`, method, capturedMinor });
  const method = random.pick(['card', 'card', 'paypal'] as const);
  const shareOfGiftCard = random.chance(1 / 3) ? BigInt(random.between(10, 60)) : 0n;
  const byGiftCard = (total * shareOfGiftCard) / 100n;
  if (byGiftCard === 0n) return [payment(1, method, total)];
  return [payment(1, method, total - byGiftCard), payment(2, 'gift_card', byGiftCard)];
}
