import { domainError, ok, step, type DomainError, type Result } from '@huiliu/kernel';
import type { Arrival } from './arrival';
import { arrivalMachine } from './arrival-machine';

/** The parcel was lost for good, or never received: nothing of it is expected any more. `notReceived`: as we have said ourselves, whether we know of it or not. Undefined: it was given up before. Error: ARRIVED, when something of it was reported all the same. */
export function writeOffArrival(arrival: Arrival, notReceived: boolean): Result<Arrival | undefined, DomainError> {
  if (arrival.status === 'written_off') return ok(undefined);
  const next = step(arrivalMachine, arrival.status, 'write_off');
  if (next.ok && (arrival.status !== 'at_dock' || notReceived)) return ok({ ...arrival, status: next.value });
  return domainError('ARRIVED', `The parcel of case ${arrival.ref.caseNumber} can't be written off: it is ${arrival.status} here. Find out with logistics which of the two is right.`);
}
