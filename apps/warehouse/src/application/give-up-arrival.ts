import { done, ignored, notYet, refused, type Outcome } from '@huiliu/messaging';
import { writeOffArrival } from '../domain/write-off-arrival';
import { clearUpOverdue } from './overdue-inspection';
import type { WarehouseWork } from './work';

/** The parcel of a case was lost for good, or never received: no task is issued for it, and no stock moves. Refusal: ARRIVED. */
export function giveUpArrival(work: WarehouseWork, caseId: string, notReceived = false): Outcome {
  const arrival = work.arrivals.get(caseId);
  if (!arrival) return notYet('the return is not authorised yet');
  const written = writeOffArrival(arrival, notReceived);
  if (!written.ok) return refused({ ...written.error, kind: 'CONFLICT' });
  if (!written.value) return ignored('the arrival was given up before');
  work.arrivals.put(caseId, written.value);
  // Only where this warehouse was restored alone, and does not know that it has said so itself.
  clearUpOverdue(work, written.value, 'never_came', 'logistics');
  return done();
}
