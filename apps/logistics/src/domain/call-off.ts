import { ok, step, type DomainError, type Result } from '@huiliu/kernel';
import { parcelMachine, type ParcelStatus } from './parcel-machine';
import { withEach } from './parcels';
import type { CalledOff, ReturnShipment } from './return-shipment';

/** The goods will not come back: RMA and label are void. Error: ILLEGAL_MOVE, once the parcel has moved or is called off already. */
export function callOff(shipment: ReturnShipment, calledOff: CalledOff): Result<ReturnShipment, DomainError> {
  const moved = step(parcelMachine, shipment.status, calledOff.reason === 'expired' ? 'expire' : 'call_off');
  return moved.ok ? ok({ ...withEach(shipment, (parcel) => ({ ...parcel, status: moved.value })), calledOff }) : moved;
}

/** Why a wish to cancel comes too late, as a stable code; undefined while it doesn't. In transit it needs an agreement. */
export const tooLateToCancel: Readonly<Record<ParcelStatus, string | undefined>> = {
  authorised: undefined,
  in_transit: undefined,
  lost: 'PARCEL_LOST',
  delivered: 'PARCEL_DELIVERED',
  called_off: undefined,
  written_off: 'PARCEL_LOST',
};
