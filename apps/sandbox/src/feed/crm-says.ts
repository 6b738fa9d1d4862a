import { CaseType, ClaimedCondition, ConcernReported, CustomerRegistered, OrderLineKind, OrderPlaced, OrderShipped, Provenance, RefundOnlyKind, ReturnReason, ReturnRequested, StockOpened } from '@huiliu/contracts';
import type { Request } from '../cancellations/request';
import type { Customer } from '../drawing/customers';
import { syntheticFields, type Order } from '../drawing/order-facts';
import type { Outbound } from '../drawing/outbound';
import type { OpeningStock } from '../drawing/stock';
import { currency } from '../orders/collect-invoices';
import { isoTime } from '../orders/shop-time';
import { say, type Say } from './say';

/** What the sandbox publishes by itself, without being asked: the facts of the shop in the words of the contracts. */

export const customerRegistered = (customer: Customer, atMs: number): Say =>
  say<CustomerRegistered>(CustomerRegistered, `customer-${customer.customerId}`, customer.customerId, atMs, { ...customer });

export const orderPlaced = (order: Order): Say =>
  say<OrderPlaced>(OrderPlaced, `order-${order.orderId}`, order.orderId, order.placedAtMs, {
    orderId: order.orderId,
    customerId: order.customerId,
    currency,
    placedAt: isoTime(order.placedAtMs),
    signedAt: order.outbound ? undefined : isoTime(order.signedAtMs),
    lines: order.lines.map(({ orderLineId, sku, title, quantity, amountMinor, kind }) => ({
      orderLineId,
      sku,
      title,
      quantity,
      amountMinor: amountMinor.toString(),
      kind: OrderLineKind.wire(kind),
    })),
    discountMinor: order.discountMinor.toString(),
    payments: order.payments.map(({ paymentId, method, capturedMinor }) => ({ paymentId, method, capturedMinor: capturedMinor.toString() })),
    provenance: Provenance.wire(order.provenance),
    syntheticFields: order.provenance === 'real' ? [...syntheticFields] : [],
  });

export const orderShipped = ({ orderId, provenance }: Order, { parcel }: Outbound, atMs: number): Say =>
  say<OrderShipped>(OrderShipped, `shipped-${parcel.trackingNumber}`, orderId, atMs, { orderId, ...parcel, shippedAt: isoTime(atMs), provenance: Provenance.wire(provenance) });

const linesOf = ({ lines }: Request) =>
  lines.map(({ orderLineId, sku, quantity, reason, condition, lowerUnitPriceMinor, wanted }) => ({
    orderLineId,
    sku,
    quantity,
    reason: ReturnReason.wire(reason),
    condition: ClaimedCondition.wire(condition),
    ...(lowerUnitPriceMinor !== undefined && { lowerUnitPriceMinor: lowerUnitPriceMinor.toString() }),
    ...(wanted && { wantedSku: wanted.sku, wantedUnitPriceMinor: wanted.unitPriceMinor.toString() }),
  }));

export const returnRequested = (request: Request): Say =>
  say<ReturnRequested>(ReturnRequested, `request-${request.requestId}`, request.requestId, request.requestedAtMs, {
    requestId: request.requestId,
    customerId: request.customerId,
    orderId: request.orderId,
    type: CaseType.wire(request.type),
    refundOnlyKind: request.recallKind && RefundOnlyKind.wire(request.recallKind),
    advance: request.advance,
    lines: linesOf(request),
    requestedAt: isoTime(request.requestedAtMs),
    evidence: request.evidence,
    externalReference: request.externalReference,
    provenance: Provenance.wire(request.provenance),
  });

export const concernReported = (request: Request): Say =>
  say<ConcernReported>(ConcernReported, `request-${request.requestId}`, request.requestId, request.requestedAtMs, {
    requestId: request.requestId,
    customerId: request.customerId,
    type: CaseType.wire(request.type),
    text: request.text ?? '',
    orderId: request.orderId,
    lines: linesOf(request),
    requestedAt: isoTime(request.requestedAtMs),
    provenance: Provenance.wire(request.provenance),
  });

export const stockOpened = ({ sku, onHand }: OpeningStock, atMs: number): Say =>
  say<StockOpened>(StockOpened, `stock-${sku}`, sku, atMs, { sku, onHand: String(onHand), provenance: Provenance.wire('synthetic') });
