import { isDeepStrictEqual } from 'node:util';
import { done, ignored, refused, type Outcome } from '@huiliu/messaging';
import { allocate, type Allocation, type LegPolicy, type PaidOrder } from '../domain/allocation';
import { openBalance } from '../domain/balance';
import { refuse } from './refuse';
import type { RefundWork } from './work';

/**
 * Works out once what every unit of an order really cost, and keeps it. The order may come again, as when the customer has signed for it;
 * its money may not change then.
 * @param legPolicy for orders that are new; it is stored with them
 * Refusals: those of `allocate`, ORDER_MONEY_CHANGED.
 */
export function allocateOrder(work: RefundWork, order: PaidOrder, legPolicy: LegPolicy): Outcome {
  const known = work.allocations.get(order.orderId);
  const allocation = allocate(order, known?.legPolicy ?? legPolicy);
  if (!allocation.ok) return refuse(allocation.error);
  if (!known) {
    work.allocations.put(order.orderId, allocation.value);
    work.balances.put(order.orderId, openBalance(allocation.value));
    return done();
  }
  if (isDeepStrictEqual(known, asKept(allocation.value, known))) return ignored('the order is allocated already');
  return refused({
    code: 'ORDER_MONEY_CHANGED',
    kind: 'CONFLICT',
    message: `Order ${order.orderId} came before with other lines or payments, and refunds follow those. Send what has changed as an order of its own.`,
  });
}

/** Without the list prices, where those were not kept yet when the order was heard of first. */
const asKept = (allocation: Allocation, known: Allocation): Allocation => (known.lines.every(({ listMinor }) => listMinor === undefined) ? { ...allocation, lines: allocation.lines.map(({ listMinor: _list, ...line }) => line) } : allocation);
