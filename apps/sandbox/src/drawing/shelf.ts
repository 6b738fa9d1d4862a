import type { UnitsLeft } from '../cancellations/units-left';
import type { PurchaseLine } from '../orders/orders-of';
import type { Random } from '../random/random';
import type { Order } from './order-facts';
import type { KeptGoods } from './price-differences';

/** An order and those of its lines that still have units. */
export interface OpenOrder {
  readonly order: Order;
  readonly lines: readonly PurchaseLine[];
}

/**
 * The orders that cases are drawn from: by known customers, with goods that nobody has asked to give back yet. An order leaves when its last unit is taken; when
 * all are gone, more are made up, so that drawing never ends for want of orders.
 */
export class Shelf {
  private readonly open: Order[];
  private readonly emptied: Order[] = [];
  /** Of which a difference was asked for and that nobody has given back yet, the oldest first. */
  readonly kept: KeptGoods[] = [];
  /** Exchanges whose goods may come back. */
  readonly exchanged: KeptGoods[] = [];

  /**
   * @param more makes up one more order; a dear one is above any limit that a second person has to look at
   * @param mayFollow whether somebody can wait until a request has ended
   */
  constructor(
    orders: readonly Order[],
    readonly left: UnitsLeft,
    private readonly more: (kind?: 'dear') => Order,
    readonly mayFollow = false,
  ) {
    this.open = orders.filter((order) => order.customerId !== '' && left.open(order).length > 0);
  }

  draw(random: Random): OpenOrder {
    for (;;) {
      if (this.open.length === 0) this.open.push(this.more());
      const at = random.between(0, this.open.length - 1);
      const order = this.open[at] as Order;
      const lines = this.left.open(order);
      if (lines.length > 0) return { order, lines };
      this.remove(at);
    }
  }

  /** An order for which `suits` gives something, found by a bounded number of draws. */
  drawSuiting<T>(random: Random, suits: (open: OpenOrder) => T | undefined): T | undefined {
    for (let attempt = 0; attempt < 20; attempt++) {
      const found = suits(this.draw(random));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** A dear one, where a shop's orders have none: made up for it. */
  makeUpDear(): OpenOrder {
    const order = this.more('dear');
    this.open.push(order);
    return { order, lines: this.left.open(order) };
  }

  /** An order whose goods others have asked for, in part or all. */
  drawTouched(random: Random): Order | undefined {
    const touched = (order: Order): boolean => order.lines.some((line) => line.kind === 'goods' && this.left.takenOf(line.orderLineId) > 0);
    const open = this.drawSuiting(random, ({ order }) => (touched(order) ? order : undefined));
    return open ?? (this.emptied.length > 0 ? random.pick(this.emptied) : undefined);
  }

  private remove(at: number): void {
    const last = this.open.pop() as Order;
    this.emptied.push(at < this.open.length ? (this.open[at] as Order) : last);
    if (at < this.open.length) this.open[at] = last;
  }
}
