import { ok, step, type DomainError, type Result } from '@huiliu/kernel';
import type { Arrival } from './arrival';
import { arrivalMachine } from './arrival-machine';

/** The goods will not come. Error: ILLEGAL_MOVE, once they are at the dock: then logistics and the warehouse disagree. */
export function callOffArrival(arrival: Arrival): Result<Arrival, DomainError> {
  const next = step(arrivalMachine, arrival.status, 'call_off');
  return next.ok ? ok({ ...arrival, status: next.value }) : next;
}
