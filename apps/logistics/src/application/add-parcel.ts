import { ParcelAdded, type AddReturnParcelResponse } from '@huiliu/contracts';
import { done, ignored, refused, type Outcome } from '@huiliu/messaging';
import { ErrorKind } from '@huiliu/platform';
import { addParcel as add, nextNumber } from '../domain/parcels';
import { returnPolicy, type ReturnPolicy } from '../domain/return-policy';
import type { ReturnShipment } from '../domain/return-shipment';
import { followWish } from './agree-to-cancel';
import type { Carrier } from './carrier';
import { awaitSending } from './follow-return';
import { subjectOf, type LogisticsWork } from './work';

export interface FurtherParcel {
  readonly rmaNumber: string;
  readonly trackingNumber: string;
  readonly carrierCode: string;
}

/** The goods of a return come in one parcel more. Refusals: PARCEL_UNKNOWN, RMA_UNKNOWN, RETURN_ARRIVED, TOO_MANY_PARCELS. */
export function addParcel(work: LogisticsWork, caseId: string, told: FurtherParcel, policy: ReturnPolicy = returnPolicy): Outcome {
  const shipment = work.shipments.get(caseId);
  if (!shipment) return refused({ code: 'PARCEL_UNKNOWN', kind: 'UNPROCESSABLE', message: 'No return was announced for this case: add parcels under the case id and RMA of its announcement.' });
  const added = add(shipment, told, policy, work.now);
  if (!added.ok) return refused({ ...added.error, kind: 'UNPROCESSABLE' });
  if (!added.value) return ignored('the parcel is known, or the return was called off');
  keep(work, added.value, told);
  return done();
}

/** The customer asks for a label for one parcel more, of which the carrier is told. Refusals: CASE_NOT_FOUND, RETURN_CALLED_OFF, RETURN_ARRIVED, TOO_MANY_PARCELS. */
export function askForParcel(work: LogisticsWork, caseId: string, carrier: Carrier, policy: ReturnPolicy = returnPolicy): Outcome {
  const shipment = work.shipments.get(caseId);
  if (!shipment) return refused({ code: 'CASE_NOT_FOUND', kind: ErrorKind.NOT_FOUND, message: 'no return was authorised for this case: a parcel can be added once there is an RMA' });
  const told = { rmaNumber: shipment.rmaNumber, trackingNumber: nextNumber(shipment), carrierCode: shipment.carrierCode };
  const added = add(shipment, told, policy, work.now);
  if (!added.ok) return refused({ ...added.error, kind: ErrorKind.CONFLICT });
  if (!added.value) return refused({ code: 'RETURN_CALLED_OFF', kind: ErrorKind.CONFLICT, message: `the return of case ${shipment.ref.caseNumber} was called off: nothing can be sent for it any more` });
  const { ref, rmaNumber, sendBy } = added.value;
  keep(work, added.value, told);
  carrier.announce(work, { ...added.value, ...told });
  const response: AddReturnParcelResponse = { ref, rmaNumber, trackingNumber: told.trackingNumber, carrierCode: told.carrierCode, sendBy };
  return done(response);
}

function keep(work: LogisticsWork, shipment: ReturnShipment, { trackingNumber, carrierCode }: FurtherParcel): void {
  const { ref, sendBy } = shipment;
  work.shipments.put(ref.caseId, followWish(work, shipment));
  awaitSending(work, shipment);
  work.say(ParcelAdded, subjectOf(ref.caseId), { ref, trackingNumber, carrierCode, sendBy });
}
