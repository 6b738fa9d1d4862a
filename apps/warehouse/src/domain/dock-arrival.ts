import { ok, step, type DomainError, type Result } from '@huiliu/kernel';
import type { Arrival } from './arrival';
import { arrivalMachine } from './arrival-machine';

/** The parcel is at the dock. Error: ILLEGAL_MOVE, when it is there already. */
export function dockArrival(arrival: Arrival): Result<Arrival, DomainError> {
  const next = step(arrivalMachine, arrival.status, 'dock');
  return next.ok ? ok({ ...arrival, status: next.value }) : next;
}
