import { done, ignored, notYet, refused, type Outcome } from '@huiliu/messaging';
import { writeOffArrival } from '../domain/write-off-arrival';
import type { WarehouseWork } from './work';

/** The parcel of a case was lost for good: no task is issued for it, and no stock moves. Refusal: ARRIVED. */
export function giveUpArrival(work: WarehouseWork, caseId: string): Outcome {
  const arrival = work.arrivals.get(caseId);
  if (!arrival) return notYet('the return is not authorised yet');
  const written = writeOffArrival(arrival);
  if (!written.ok) return refused({ ...written.error, kind: 'CONFLICT' });
  if (!written.value) return ignored('the arrival was given up before');
  work.arrivals.put(caseId, written.value);
  return done();
}
