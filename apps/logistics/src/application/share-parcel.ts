import { ParcelAdded, type ShareReturnParcelResponse } from '@huiliu/contracts';
import { done, ignored, refused, type Outcome } from '@huiliu/messaging';
import { ErrorKind } from '@huiliu/platform';
import { returnPolicy, type ReturnPolicy } from '../domain/return-policy';
import type { ReturnShipment } from '../domain/return-shipment';
import { backToOwnLabel, newsFor, shareParcel, sharedOf } from '../domain/shared-parcel';
import { followWish } from './agree-to-cancel';
import type { Carrier } from './carrier';
import { awaitSending } from './follow-return';
import { trackParcel } from './track-parcel';
import { subjectOf, type LogisticsWork } from './work';

/** The goods of a case come in the parcel of another one, which the customer says. Refusals: CASE_NOT_FOUND, and as `shareParcel`. */
export function shareReturnParcel(work: LogisticsWork, caseId: string, hostId: string, carrier: Carrier, policy: ReturnPolicy = returnPolicy): Outcome {
  const [guest, host] = [work.shipments.get(caseId), work.shipments.get(hostId)];
  if (!guest || !host) return refused({ code: 'CASE_NOT_FOUND', kind: ErrorKind.NOT_FOUND, message: 'no return was authorised for one of the two cases: parcels can be shared once both have an RMA' });
  const shared = shareParcel(guest, host);
  if (!shared.ok) return refused({ ...shared.error, kind: ErrorKind.CONFLICT });
  if (!shared.value) return ignored('it comes in that parcel already', responseOf(guest));
  const { guest: after, host: carrying, voided } = shared.value;
  work.shipments.put(caseId, after);
  work.shipments.put(hostId, followWish(work, carrying));
  awaitSending(work, after);
  sayAdded(work, after, host.trackingNumber, host.carrierCode);
  for (const { trackingNumber, carrierCode } of voided) carrier.callOff(work, { ...guest, trackingNumber, carrierCode, further: undefined });
  tellNews(work, after, carrying, carrier, policy);
  return done(responseOf(work.shipments.get(caseId) ?? after));
}

/** Something has become of a parcel in which the goods of this case come as well: it has become of this return too. */
export function followShared(work: LogisticsWork, caseId: string, hostId: string, carrier: Carrier, policy: ReturnPolicy = returnPolicy): Outcome {
  const [guest, host] = [work.shipments.get(caseId), work.shipments.get(hostId)];
  if (!guest || !host) return ignored('there is no such return');
  const own = backToOwnLabel(guest, host, policy, work.now);
  if (!own) return tellNews(work, guest, host, carrier, policy) ? done() : ignored('nothing new');
  const { shipment, trackingNumber } = own;
  work.shipments.put(caseId, shipment);
  awaitSending(work, shipment);
  sayAdded(work, shipment, trackingNumber, shipment.carrierCode);
  carrier.announce(work, { ...shipment, trackingNumber });
  return done();
}

function tellNews(work: LogisticsWork, guest: ReturnShipment, host: ReturnShipment, carrier: Carrier, policy: ReturnPolicy): boolean {
  const news = newsFor(guest, host);
  // One that is refused, as there were too many that moved nothing, is no loss.
  for (const scan of news) trackParcel(work, guest.ref.caseId, scan, carrier, policy);
  return news.length > 0;
}

function sayAdded(work: LogisticsWork, { ref, sendBy }: ReturnShipment, trackingNumber: string, carrierCode: string): void {
  work.say(ParcelAdded, subjectOf(ref.caseId), { ref, trackingNumber, carrierCode, sendBy });
}

function responseOf(guest: ReturnShipment): ShareReturnParcelResponse {
  const { ref, rmaNumber, sendBy } = guest;
  const parcel = sharedOf(guest);
  return { ref, rmaNumber, trackingNumber: parcel?.trackingNumber ?? '', carrierCode: parcel?.carrierCode ?? '', sendBy, sharedFrom: parcel?.sharedFrom };
}
