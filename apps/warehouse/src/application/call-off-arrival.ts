import { done, ignored, refused, type Outcome } from '@huiliu/messaging';
import { callOffArrival as callOff } from '../domain/call-off-arrival';
import type { WarehouseWork } from './work';

/** A return was called off: nobody waits for its goods any more, and no stock moves. */
export function callOffArrival(work: WarehouseWork, caseId: string): Outcome {
  const arrival = work.arrivals.get(caseId);
  // Logistics says both under one subject, so the authorisation was handled before this: the arrival is missing only if something was lost.
  if (!arrival) return refused({ code: 'ARRIVAL_UNKNOWN', kind: 'NOT_FOUND', message: 'A return was called off that was never expected here: find out where its authorisation is.' });
  if (arrival.status === 'called_off') return ignored('the arrival was called off before');
  const next = callOff(arrival);
  if (!next.ok) return refused({ ...next.error, kind: 'CONFLICT' });
  work.arrivals.put(caseId, next.value);
  return done();
}

/** Goods on their way to the customer will not come back, or were to be stopped before anything was expected here. */
export const callOffRecalled = (work: WarehouseWork, caseId: string): Outcome => (work.arrivals.get(caseId) ? callOffArrival(work, caseId) : ignored('nothing was expected yet'));
