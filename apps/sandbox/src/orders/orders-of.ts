import type { Invoice, InvoiceLine } from './collect-invoices';
import type { LineKind } from './line-kind';
import type { OrderFileCounts } from './report';

export interface PurchaseLine {
  readonly orderLineId: string;
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly amountMinor: bigint;
  readonly kind: 'goods' | 'shipping' | 'fee';
}

/** An order as the shop's books have it: what was bought, when, by whom. How it was paid and signed for is not in there. */
export interface Purchase {
  readonly orderId: string;
  /** Empty when the shop did not know. */
  readonly customerId: string;
  readonly country: string;
  readonly placedAtMs: number;
  readonly lines: readonly PurchaseLine[];
  readonly discountMinor: bigint;
  readonly provenance: 'real' | 'synthetic';
}

/** The invoices that are orders, in their order. One whose discount is above its lines is counted and left out: nobody is owed money for buying. */
export function ordersOf(invoices: readonly Invoice[], counts: OrderFileCounts): readonly Purchase[] {
  const orders: Purchase[] = [];
  for (const invoice of invoices) {
    if (invoice.cancellation) {
      counts.invoices.cancellations++;
      continue;
    }
    const order = orderOf(invoice);
    if (order.lines.length === 0) counts.invoices.withoutUsableLines++;
    else if (totalMinor(order) < 0n) counts.invoices.discountAboveTotal++;
    else {
      orders.push(order);
      counts.invoices.orders++;
      if (order.customerId === '') counts.invoices.ordersWithoutCustomer++;
    }
  }
  return orders;
}

/** What was paid: lines less the discount. */
export const totalMinor = (order: Pick<Purchase, 'lines' | 'discountMinor'>): bigint => order.lines.reduce((sum, line) => sum + line.amountMinor, -order.discountMinor);

function orderOf({ number, customerId, country, atMs, lines }: Invoice): Purchase {
  return {
    orderId: number,
    customerId,
    country,
    placedAtMs: atMs,
    lines: lines.filter(({ kind }) => kind !== 'discount').map(lineOf),
    discountMinor: lines.reduce((sum, line) => (line.kind === 'discount' ? sum - line.amountMinor : sum), 0n),
    provenance: 'real',
  };
}

const lineOf = ({ lineId, sku, title, quantity, amountMinor, kind }: InvoiceLine): PurchaseLine => ({ orderLineId: lineId, sku, title, quantity, amountMinor, kind: kindOnOrder(kind) });

function kindOnOrder(kind: LineKind): PurchaseLine['kind'] {
  if (kind === 'goods') return 'goods';
  return kind === 'postage' ? 'shipping' : 'fee';
}
