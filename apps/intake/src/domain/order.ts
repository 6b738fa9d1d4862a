import { domainError, ok, type DomainError, type Result } from '@huiliu/kernel';

/** The mirror of an order: CRM's facts as far as an after-sales case needs them. What was paid how is refund's to know. */
export interface Order {
  readonly orderId: string;
  /** Pseudonymous; empty for a purchase without a customer. */
  readonly customerId: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly placedAt: string;
  /** When the customer signed for the goods; undefined while they are on the way. */
  readonly signedAt: string | undefined;
  readonly provenance: Provenance;
  readonly lines: readonly OrderLine[];
}

export interface OrderLine {
  readonly orderLineId: string;
  readonly sku: string;
  readonly quantity: number;
  /** Price of the whole line before order-level discounts. */
  readonly amountMinor: bigint;
  readonly kind: OrderLineKind;
}

export type OrderLineKind = 'unspecified' | 'goods' | 'shipping' | 'fee';
export type Provenance = 'unspecified' | 'real' | 'synthetic';

/**
 * Takes in an order as CRM says it: the known one itself when nothing is new. Signing and delivery may become known later; a change of what
 * was bought, by whom or in which currency would pull the ground from under reservations and is refused with ORDER_CHANGED.
 */
export function placeOrder(known: Order | undefined, said: Order): Result<Order, DomainError> {
  const ids = new Set(said.lines.map((line) => line.orderLineId));
  if (ids.size !== said.lines.length) {
    return domainError('ORDER_LINES_AMBIGUOUS', `order ${said.orderId} has two lines with one id: give every line an id of its own and publish the order again`);
  }
  if (!known) return ok(said);
  const changes = changesOf(known, said);
  if (changes.length > 0) {
    return domainError('ORDER_CHANGED', `order ${said.orderId} was published before with other ${changes.join(' and ')}: changing a placed order is not offered; publish a new order instead`);
  }
  const same = known.placedAt === said.placedAt && known.signedAt === said.signedAt && known.provenance === said.provenance;
  return ok(same ? known : { ...said, lines: known.lines });
}

export const lineOf = (order: Order, orderLineId: string): OrderLine | undefined => order.lines.find((line) => line.orderLineId === orderLineId);

function changesOf(known: Order, said: Order): string[] {
  return [
    ...(known.customerId === said.customerId ? [] : ['customer']),
    ...(known.currency === said.currency ? [] : ['currency']),
    ...(sameLines(known.lines, said.lines) ? [] : ['lines']),
  ];
}

function sameLines(known: readonly OrderLine[], said: readonly OrderLine[]): boolean {
  if (known.length !== said.length) return false;
  const byId = new Map(known.map((line) => [line.orderLineId, line]));
  return said.every((line) => {
    const before = byId.get(line.orderLineId);
    return before?.sku === line.sku && before.quantity === line.quantity && before.amountMinor === line.amountMinor && before.kind === line.kind;
  });
}
