import type { Purchase, PurchaseLine } from '../orders/orders-of';

/** How many units of each order line nobody has asked to give back yet. */
export class UnitsLeft {
  private readonly taken = new Map<string, number>();

  of(line: Pick<PurchaseLine, 'orderLineId' | 'quantity'>): number {
    return line.quantity - this.takenOf(line.orderLineId);
  }

  takenOf(orderLineId: string): number {
    return this.taken.get(orderLineId) ?? 0;
  }

  /** Throws when there are fewer: a plan that asks for more than was bought is a mistake of the planner. */
  take(line: Pick<PurchaseLine, 'orderLineId' | 'quantity'>, quantity: number): void {
    if (quantity < 1 || quantity > this.of(line)) throw new RangeError(`can't take ${quantity} of ${line.orderLineId}: ${this.of(line)} left`);
    this.taken.set(line.orderLineId, this.takenOf(line.orderLineId) + quantity);
  }

  /** Lines of goods with units left. */
  open(order: Purchase): readonly PurchaseLine[] {
    return order.lines.filter((line) => line.kind === 'goods' && this.of(line) > 0);
  }
}
