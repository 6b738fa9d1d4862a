import { ParcelAdded } from '@huiliu/contracts';
import { done, ignored, refused, type Outcome } from '@huiliu/messaging';
import { addParcel as add } from '../domain/parcels';
import { returnPolicy, type ReturnPolicy } from '../domain/return-policy';
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
  const { ref, sendBy } = added.value;
  work.shipments.put(caseId, added.value);
  awaitSending(work, added.value);
  work.say(ParcelAdded, subjectOf(caseId), { ref, trackingNumber: told.trackingNumber, carrierCode: told.carrierCode, sendBy });
  return done();
}
