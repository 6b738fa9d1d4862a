import { done, ignored, refused, type Outcome } from '@huiliu/messaging';
import { placeOrder as place, type Order } from '../domain/order';
import { refusalOf } from './refusals';
import type { IntakeWork } from './work';

/** Mirrors an order. Units that cases hold stay held. Errors: ORDER_CHANGED, ORDER_LINES_AMBIGUOUS. */
export function placeOrder(work: IntakeWork, said: Order): Outcome {
  const known = work.orders.get(said.orderId);
  const placed = place(known, said);
  if (!placed.ok) return refused(refusalOf(placed.error));
  if (placed.value === known) return ignored('the order is known');
  work.orders.put(said.orderId, placed.value);
  return done();
}
