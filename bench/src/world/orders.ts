import { CaseType, ClaimedCondition, OrderLineKind, Provenance, ReturnReason, type CustomerRegistered, type OrderPlaced, type ReturnRequested, type StockOpened } from '@huiliu/contracts';
import { kindOf, type CaseKind, type Mix } from './mix';
import { Random } from './random';

/** An order and what its customer will ask for. One order, one case. */
export interface Drawn {
  readonly kind: CaseKind;
  readonly order: OrderPlaced;
  readonly request: ReturnRequested;
}

const skus = 500;
const customers = 1_000;
export const currency = 'GBP';
const firstPlacedAtMs = Date.parse('2026-03-02T09:00:00Z');
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

const skuOf = (number: number): string => `BN-${String(1_000 + number)}`;
const customerOf = (number: number): string => `BC${String(10_000 + number)}`;
const synthetic = Provenance.wire('synthetic');

/** Below the amount from which a person looks, with three lines of three. */
const priceOf = (sku: number): number => 350 + ((sku * 7_919) % 3_600);

export const openingStock = (): readonly StockOpened[] => Array.from({ length: skus }, (_, number) => ({ sku: skuOf(number), onHand: String(1_000 + number), provenance: synthetic }));

export const registeredCustomers = (): readonly CustomerRegistered[] =>
  Array.from({ length: customers }, (_, number) => ({
    customerId: customerOf(number),
    name: `Bench Customer ${number}`,
    phone: `+44 7700 ${String(900_000 + number)}`,
    email: `bench-${number}@shop.invalid`,
    address: `${number + 1} Load Lane, Testford`,
    country: 'United Kingdom',
  }));

export const requestIdOf = (tag: string, number: number): string => `BR-${tag}-${number}`;

/** The n-th order with the request that follows. The same for the same seed. */
export function draw(seed: number, tag: string, mix: Mix, number: number): Drawn {
  const random = new Random(Math.imul(seed, 1_000_003) ^ Math.imul(number + 1, 0x9e3779b1));
  const kind = kindOf(mix, random.next());
  const order = orderOf(random, `BO-${tag}-${number}`, firstPlacedAtMs + (number % 100_000) * minuteMs);
  return { kind, order, request: requestOf(random, kind, order, requestIdOf(tag, number)) };
}

/** Orders that nobody will ask about, each with one line. */
export const lightOrders = (tag: string, count: number): readonly OrderPlaced[] => Array.from({ length: count }, (_, index) => wideOrder(`BL-${tag}-${index}`, 1, (line) => `BL-${tag}-${index}-${line}`));

/** An order of so many lines, one piece each, cheap enough for all of it to need no person. @param idOf of a line */
export function wideOrder(orderId: string, lines: number, idOf: (line: number) => string): OrderPlaced {
  return {
    orderId,
    customerId: customerOf(0),
    currency,
    placedAt: isoTime(firstPlacedAtMs),
    signedAt: isoTime(firstPlacedAtMs + dayMs),
    lines: Array.from({ length: lines }, (_, index) => ({ orderLineId: idOf(index), sku: skuOf(index % skus), title: 'Ware', quantity: 1, amountMinor: '5', kind: OrderLineKind.wire('goods') })),
    discountMinor: '0',
    payments: [{ paymentId: `${orderId}-p1`, method: 'card', capturedMinor: String(5 * lines) }],
    provenance: synthetic,
    syntheticFields: [],
  };
}

/** One to three lines of goods; a fifth was paid with two payments. */
function orderOf(random: Random, orderId: string, placedAtMs: number): OrderPlaced {
  const first = random.between(0, skus - 1);
  const lines = Array.from({ length: random.between(1, 3) }, (_, index) => {
    const sku = (first + index * 17) % skus;
    const quantity = random.between(1, 3);
    return { orderLineId: `${orderId}-${index + 1}`, sku: skuOf(sku), title: `Ware ${sku}`, quantity, amountMinor: String(priceOf(sku) * quantity), kind: OrderLineKind.wire('goods') };
  });
  const total = lines.reduce((sum, { amountMinor }) => sum + Number(amountMinor), 0);
  const second = random.next() < 0.2 ? Math.floor(total * 0.3) : 0;
  return {
    orderId,
    customerId: customerOf(random.between(0, customers - 1)),
    currency,
    placedAt: isoTime(placedAtMs),
    signedAt: isoTime(placedAtMs + dayMs + random.between(0, 3 * 24 * 60) * minuteMs),
    lines,
    discountMinor: '0',
    payments: [
      { paymentId: `${orderId}-p1`, method: 'card', capturedMinor: String(total - second) },
      ...(second > 0 ? [{ paymentId: `${orderId}-p2`, method: 'gift_card', capturedMinor: String(second) }] : []),
    ],
    provenance: synthetic,
    syntheticFields: [],
  };
}

function requestOf(random: Random, kind: CaseKind, order: OrderPlaced, requestId: string): ReturnRequested {
  const asked = kind === 'refund_only' ? order.lines.slice(0, 1) : order.lines;
  return {
    requestId,
    customerId: order.customerId,
    orderId: order.orderId,
    type: CaseType.wire(kind === 'refund_only' ? 'refund_only' : 'return'),
    lines: asked.map(({ orderLineId, sku, quantity }) => ({
      orderLineId,
      sku,
      quantity: kind === 'refund_only' ? 1 : random.between(1, quantity),
      ...wordsOf(kind, random),
    })),
    requestedAt: isoTime(Date.parse(order.signedAt ?? order.placedAt) + random.between(60, 5 * 24 * 60) * minuteMs),
    evidence: kind === 'refund_only' ? [{ evidenceId: `${requestId}-e1`, kind: 'photo', uri: `https://crm.shop.invalid/evidence/${requestId}/1` }] : [],
    externalReference: '',
    provenance: synthetic,
  };
}

/** Whether rules or a person decide follows from the reason: rules can't compare goods with what the shop said of them. */
function wordsOf(kind: CaseKind, random: Random): Pick<ReturnRequested['lines'][number], 'reason' | 'condition'> {
  if (kind === 'refund_only') return { reason: ReturnReason.wire('damaged'), condition: ClaimedCondition.wire('defective') };
  if (kind === 'manual') return { reason: ReturnReason.wire('not_as_described'), condition: ClaimedCondition.wire('opened') };
  return { reason: ReturnReason.wire('no_reason'), condition: random.next() < 0.6 ? ClaimedCondition.wire('unopened') : ClaimedCondition.wire('opened') };
}

export const isoTime = (atMs: number): string => new Date(atMs).toISOString();
