import { done, ignored, type Outcome } from '@huiliu/messaging';
import { expectArrival, type ReturnAnnouncement } from '../domain/arrival';
import type { WarehouseWork } from './work';

/** A return was authorised, or a parcel on its way to the customer recalled: its goods are expected. */
export function awaitArrival(work: WarehouseWork, announcement: ReturnAnnouncement): Outcome {
  const { caseId } = announcement.ref;
  if (work.arrivals.get(caseId)) return ignored('the arrival was expected before');
  work.arrivals.put(caseId, expectArrival(announcement));
  return done();
}
