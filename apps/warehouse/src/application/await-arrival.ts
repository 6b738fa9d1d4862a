import { done, ignored, type Outcome } from '@huiliu/messaging';
import { expectArrival, type ReturnAnnouncement } from '../domain/arrival';
import { awaitedReturnOf } from '../domain/awaited-return';
import type { WarehouseWork } from './work';

/** A return was authorised, or a parcel on its way to the customer recalled: its goods are expected. */
export function awaitArrival(work: WarehouseWork, announcement: ReturnAnnouncement): Outcome {
  const { caseId, caseNumber } = announcement.ref;
  if (work.arrivals.get(caseId)) return ignored('the arrival was expected before');
  const arrival = expectArrival(announcement);
  work.arrivals.put(caseId, arrival);
  // What comes back under its outbound waybill has that on it.
  if (arrival.rmaNumber !== '' && !work.awaited.get(caseNumber)) work.awaited.put(caseNumber, awaitedReturnOf(arrival));
  return done();
}
