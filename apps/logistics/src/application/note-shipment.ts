import { done, ignored, refused, type Outcome } from '@huiliu/messaging';
import { addParcel, noParcels, type OutboundParcel } from '../domain/outbound-order';
import type { LogisticsWork } from './work';

/** CRM says that a parcel of an order has left. Whether it could still be stopped, the WMS says. Refusal: SHIPMENT_CHANGED. */
export function noteShipment(work: LogisticsWork, orderId: string, parcel: OutboundParcel): Outcome {
  const order = work.outbound.get(orderId);
  const told = addParcel(order ?? noParcels(orderId), parcel);
  if (!told.ok) return refused({ ...told.error, kind: 'UNPROCESSABLE' });
  if (told.value === order) return ignored('the parcel is known');
  work.outbound.put(orderId, told.value);
  return done();
}
