import type { AskedLine, Request } from '../cancellations/request';
import type { PurchaseLine } from '../orders/orders-of';
import type { Random } from '../random/random';
import type { Order } from './order-facts';

/** A request for a difference whose goods may still be given back. */
export interface KeptGoods {
  readonly request: Request;
  readonly order: Order;
}

const hourMs = 3_600_000;

/** What one unit cost, before the order's discount. */
const unitPriceOf = (line: PurchaseLine): bigint => line.amountMinor / BigInt(line.quantity);

/** Whether its price can have fallen at all. */
export const mayBecomeCheaper = (line: PurchaseLine): boolean => unitPriceOf(line) > 1n;

/** The price that a customer has seen: some per cent below what they paid. */
export function lowerPriceOf(random: Random, line: PurchaseLine): bigint {
  const price = unitPriceOf(line);
  const lower = (price * BigInt(100 - random.between(3, 40))) / 100n;
  return lower < price ? lower : price - 1n;
}

/** The price of something better: some per cent above what they paid. */
export function higherPriceOf(random: Random, line: PurchaseLine): bigint {
  const price = unitPriceOf(line);
  return price + (price * BigInt(random.between(3, 40))) / 100n + 1n;
}

/** Later they give the same goods back all the same: once the difference is paid, or denied. */
export function returnOf(random: Random, requestId: string, { request, order }: KeptGoods): Request {
  const lines = request.lines.map(({ lowerUnitPriceMinor: _lower, ...line }): AskedLine => line);
  return { ...request, requestId, customerId: order.customerId, type: 'return', lines, requestedAtMs: request.requestedAtMs + random.between(12, 96) * hourMs, evidence: [], follows: request.requestId };
}

/** Later they give back what they got in exchange: too late for the order's own window. */
export function returnOfExchanged(random: Random, requestId: string, { request: { advance: _advance, ...request }, order }: KeptGoods): Request {
  const lines = request.lines.map(({ wanted: _wanted, ...line }): AskedLine => ({ ...line, reason: 'no_reason', condition: 'unopened' }));
  return { ...request, requestId, customerId: order.customerId, type: 'return', lines, requestedAtMs: request.requestedAtMs + random.between(8 * 24, 14 * 24) * hourMs, evidence: [], follows: request.requestId, afterExchange: true };
}
