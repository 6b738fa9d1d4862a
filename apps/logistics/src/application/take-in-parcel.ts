import { ParcelAdded, ParcelMatchAnswered, type ParcelMatched } from '@huiliu/contracts';
import { done, ignored, notYet, type Outcome } from '@huiliu/messaging';
import { parcelsOf } from '../domain/parcels';
import { returnPolicy, type ReturnPolicy } from '../domain/return-policy';
import type { ReturnShipment } from '../domain/return-shipment';
import { takeIn } from '../domain/unannounced';
import type { Carrier } from './carrier';
import { followReturn } from './follow-return';
import { subjectOf, type LogisticsWork } from './work';

/**
 * The warehouse has found out that goods that nobody had announced are this case's: they count as a parcel of its return, which is so sent, and perhaps delivered, and expires no more. Where the return is over by then, the
 * warehouse is told so, and looks again. Here alone it is decided which of the two came first.
 */
export function takeInParcel(work: LogisticsWork, told: ParcelMatched, carrier: Carrier, policy: ReturnPolicy = returnPolicy): Outcome {
  const { ref, parcelId, goods, matchedBy, receivedAt } = told;
  const shipment = work.shipments.get(ref.caseId);
  if (!shipment) return notYet('the return is not authorised yet');
  const taken = takeIn(shipment, told);
  if (taken.ok && !taken.value) return ignored('the parcel was taken in before');
  work.say(ParcelMatchAnswered, subjectOf(ref.caseId), { ref, parcelId, goods, matchedBy, declined: taken.ok ? '' : taken.error.code });
  if (!taken.ok || !taken.value) return done();
  const { shipment: after, voided } = taken.value;
  const added = parcelsOf(after).find(({ unannounced }) => unannounced === parcelId);
  if (!added) throw new Error(`${parcelId} was taken in and is no parcel of case ${ref.caseNumber}`);
  const { trackingNumber, carrierCode } = added;
  if (isNew(shipment, trackingNumber)) work.say(ParcelAdded, subjectOf(ref.caseId), { ref, trackingNumber, carrierCode, sendBy: shipment.sendBy });
  followReturn(work, shipment, after, { trackingNumber, occurredAt: receivedAt }, policy);
  for (const { trackingNumber: unused, carrierCode: of } of voided) carrier.callOff(work, { ...after, trackingNumber: unused, carrierCode: of, further: undefined });
  return done();
}

const isNew = (before: ReturnShipment, number: string): boolean => parcelsOf(before).every(({ trackingNumber }) => trackingNumber !== number);
