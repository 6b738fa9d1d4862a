import { domainError, ok, type DomainError, type Result } from '@huiliu/kernel';

/** The outbound side of an order, as far as it is known here: the parcels that have left. */
export interface OutboundOrder {
  readonly orderId: string;
  readonly parcels: readonly OutboundParcel[];
}

export interface OutboundParcel {
  readonly trackingNumber: string;
  readonly carrierCode: string;
  /** ISO in UTC, of whoever told of it. */
  readonly shippedAt: string;
  readonly lines: readonly OrderUnits[];
  /** Which case gets it back; undefined: none does. */
  readonly recalledBy?: string | undefined;
  /** The customer has it, by the carrier's word: it can't be got back any more. */
  readonly signed?: true;
}

export interface OrderUnits {
  readonly orderLineId: string;
  readonly quantity: number;
}

/** A parcel has left, by CRM's or the WMS's word: the same order when that is known. Error: SHIPMENT_CHANGED, for the same waybill with other goods. */
export function addParcel(order: OutboundOrder, parcel: OutboundParcel): Result<OutboundOrder, DomainError> {
  const known = parcelOf(order, parcel.trackingNumber);
  if (!known) return ok({ ...order, parcels: [...order.parcels, parcel] });
  if (known.carrierCode === parcel.carrierCode && sameUnits(known.lines, parcel.lines)) return ok(order);
  return domainError('SHIPMENT_CHANGED', `Waybill ${parcel.trackingNumber} of order ${order.orderId} was told of before with other goods or another carrier: one of the two is wrong; find out which.`);
}

export const noParcels = (orderId: string): OutboundOrder => ({ orderId, parcels: [] });

export const parcelOf = (order: OutboundOrder, trackingNumber: string): OutboundParcel | undefined => order.parcels.find((parcel) => parcel.trackingNumber === trackingNumber);

/** A parcel with just these units that no case gets back yet, and may. */
export const parcelWith = (order: OutboundOrder, units: readonly OrderUnits[]): OutboundParcel | undefined => order.parcels.find((parcel) => parcel.recalledBy === undefined && !parcel.signed && sameUnits(parcel.lines, units));

/** Which case gets a parcel back; undefined: none does any more. */
export const claimParcel = (order: OutboundOrder, trackingNumber: string, recalledBy: string | undefined): OutboundOrder => ({
  ...order,
  parcels: order.parcels.map((parcel) => (parcel.trackingNumber === trackingNumber ? { ...parcel, recalledBy } : parcel)),
});

/** The customer has signed for a parcel that a case was to get back. */
export const noteSigned = (order: OutboundOrder, trackingNumber: string): OutboundOrder => ({
  ...order,
  parcels: order.parcels.map((parcel) => (parcel.trackingNumber === trackingNumber ? { ...parcel, recalledBy: undefined, signed: true } : parcel)),
});

/** One line may be named twice: its units add up. */
export function sameUnits(one: readonly OrderUnits[], other: readonly OrderUnits[]): boolean {
  const [a, b] = [summed(one), summed(other)];
  return a.size === b.size && [...a].every(([orderLineId, quantity]) => b.get(orderLineId) === quantity);
}

function summed(units: readonly OrderUnits[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { orderLineId, quantity } of units) sums.set(orderLineId, (sums.get(orderLineId) ?? 0) + quantity);
  return sums;
}
