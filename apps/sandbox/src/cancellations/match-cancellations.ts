import { byTime, type Invoice, type InvoiceLine } from '../orders/collect-invoices';
import { lineKinds, type LineKind } from '../orders/line-kind';
import type { Purchase, PurchaseLine } from '../orders/orders-of';
import type { AskedLine, Request } from './request';
import type { UnitsLeft } from './units-left';

export interface CancellationReport {
  readonly cancellations: number;
  /** Cancellations that ask for nothing: only discounts, postage and the like. */
  readonly withoutGoods: number;
  readonly goodsLines: number;
  readonly linesMatched: number;
  /** Found a purchase for a part of the quantity only. */
  readonly linesMatchedInPart: number;
  readonly linesUnmatched: number;
  readonly unitsMatched: number;
  readonly unitsUnmatched: number;
  readonly requestsMatched: number;
  readonly requestsUnmatched: number;
  /** Lines that nobody can send back, by what they are; not requested. */
  readonly notRequested: Readonly<Partial<Record<LineKind, number>>>;
}

export interface Matched {
  readonly requests: readonly Request[];
  /** Order → moment of the first cancellation that names it. */
  readonly firstCancelledAtMs: ReadonlyMap<string, number>;
  readonly report: CancellationReport;
}

interface Bought {
  readonly order: Purchase;
  readonly line: PurchaseLine;
}

/** Part of a cancelled line that was found in one purchase. */
interface Found {
  readonly bought: Bought;
  readonly quantity: number;
}

/**
 * Finds for each cancelled line the latest earlier purchase by the same customer of the same SKU with quantity left; what one purchase does not cover is looked
 * for in the one before. One request per order found, and one without an order for all that was not found. Takes the units in `left`.
 * @param orders oldest first
 */
export function matchCancellations(orders: readonly Purchase[], invoices: readonly Invoice[], left: UnitsLeft): Matched {
  const bought = index(orders);
  const requests: Request[] = [];
  const firstCancelledAtMs = new Map<string, number>();
  const tally = new Tally();
  for (const cancellation of invoices.filter((invoice) => invoice.cancellation).sort(byTime)) {
    const byOrder = new Map<string, Found[]>();
    const missing: AskedLine[] = [];
    for (const line of goodsOf(cancellation, tally)) {
      const found = find(bought, cancellation, line, left);
      for (const part of found) byOrder.set(part.bought.order.orderId, [...(byOrder.get(part.bought.order.orderId) ?? []), part]);
      const rest = -line.quantity - found.reduce((sum, part) => sum + part.quantity, 0);
      if (rest > 0) missing.push(asked('', line.sku, rest));
      tally.line(-line.quantity, rest);
    }
    for (const [orderId, parts] of byOrder) {
      requests.push(requestOf(cancellation, orderId, mergedLines(parts)));
      if (!firstCancelledAtMs.has(orderId)) firstCancelledAtMs.set(orderId, cancellation.atMs);
      tally.requestsMatched++;
    }
    if (missing.length > 0) {
      requests.push(requestOf(cancellation, '', missing));
      tally.requestsUnmatched++;
    }
    tally.cancellation(byOrder.size + missing.length);
  }
  return { requests, firstCancelledAtMs, report: tally.report() };
}

const keyOf = (customerId: string, sku: string): string => `${customerId} ${sku}`;

/** Purchases of goods by customer and SKU, oldest first. What nobody in particular bought can't be found again. */
function index(orders: readonly Purchase[]): ReadonlyMap<string, readonly Bought[]> {
  const byKey = new Map<string, Bought[]>();
  for (const order of orders) {
    if (order.customerId === '') continue;
    for (const line of order.lines) {
      if (line.kind !== 'goods') continue;
      const key = keyOf(order.customerId, line.sku);
      const list = byKey.get(key);
      if (list) list.push({ order, line });
      else byKey.set(key, [{ order, line }]);
    }
  }
  return byKey;
}

function goodsOf(cancellation: Invoice, tally: Tally): InvoiceLine[] {
  const goods: InvoiceLine[] = [];
  for (const line of cancellation.lines) {
    if (line.kind === 'goods') goods.push(line);
    else tally.notRequested[line.kind] = (tally.notRequested[line.kind] ?? 0) + 1;
  }
  return goods;
}

function find(bought: ReadonlyMap<string, readonly Bought[]>, cancellation: Invoice, line: InvoiceLine, left: UnitsLeft): Found[] {
  const found: Found[] = [];
  let rest = -line.quantity;
  const candidates = bought.get(keyOf(cancellation.customerId, line.sku)) ?? [];
  for (const candidate of candidates.toReversed()) {
    if (rest === 0) break;
    if (byTime({ atMs: candidate.order.placedAtMs, number: candidate.order.orderId }, cancellation) >= 0) continue;
    const quantity = Math.min(rest, left.of(candidate.line));
    if (quantity === 0) continue;
    left.take(candidate.line, quantity);
    found.push({ bought: candidate, quantity });
    rest -= quantity;
  }
  return found;
}

/** Two cancelled lines may lead to one order line: it is asked for once. */
function mergedLines(parts: readonly Found[]): AskedLine[] {
  const byLine = new Map<string, AskedLine>();
  for (const { bought, quantity } of parts) {
    const { orderLineId, sku } = bought.line;
    byLine.set(orderLineId, asked(orderLineId, sku, quantity + (byLine.get(orderLineId)?.quantity ?? 0)));
  }
  return [...byLine.values()];
}

/** The file gives no reason and no condition: none is made up. */
const asked = (orderLineId: string, sku: string, quantity: number): AskedLine => ({ orderLineId, sku, quantity, reason: 'other', condition: 'unspecified' });

function requestOf(cancellation: Invoice, orderId: string, lines: readonly AskedLine[]): Request {
  return {
    requestId: `${cancellation.number}-${orderId === '' ? 'unmatched' : orderId}`,
    customerId: cancellation.customerId,
    orderId,
    type: 'return',
    lines,
    requestedAtMs: cancellation.atMs,
    evidence: [],
    externalReference: cancellation.number,
    provenance: 'real',
  };
}

class Tally {
  requestsMatched = 0;
  requestsUnmatched = 0;
  readonly notRequested: Partial<Record<LineKind, number>> = {};
  private cancellations = 0;
  private withoutGoods = 0;
  private readonly lines = { goodsLines: 0, linesMatched: 0, linesMatchedInPart: 0, linesUnmatched: 0, unitsMatched: 0, unitsUnmatched: 0 };

  cancellation(requests: number): void {
    this.cancellations++;
    if (requests === 0) this.withoutGoods++;
  }

  line(quantity: number, rest: number): void {
    this.lines.goodsLines++;
    this.lines.unitsMatched += quantity - rest;
    this.lines.unitsUnmatched += rest;
    if (rest === 0) this.lines.linesMatched++;
    else if (rest === quantity) this.lines.linesUnmatched++;
    else this.lines.linesMatchedInPart++;
  }

  report(): CancellationReport {
    const { cancellations, withoutGoods, requestsMatched, requestsUnmatched } = this;
    const notRequested = Object.fromEntries(lineKinds.flatMap((kind) => (this.notRequested[kind] === undefined ? [] : [[kind, this.notRequested[kind]]])));
    return { cancellations, withoutGoods, ...this.lines, requestsMatched, requestsUnmatched, notRequested };
  }
}
