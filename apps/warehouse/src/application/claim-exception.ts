import { ExceptionClaimed } from '@huiliu/contracts';
import { done, ignored, type Outcome } from '@huiliu/messaging';
import { claim, type WarehouseException } from '../domain/exception';
import { refusedFor, subjectOfCase, type WarehouseWork } from './work';

/** A person sees to an exception from now on. */
export function claimException(work: WarehouseWork, exception: WarehouseException, person: string, respond: (exception: WarehouseException) => object): Outcome {
  const claimed = claim(exception, person);
  if (!claimed.ok) return refusedFor(claimed.error);
  if (claimed.value === exception) return ignored('claimed by the same person before', respond(exception));
  const { ref, exceptionId } = exception;
  work.exceptions.put(exceptionId, claimed.value);
  work.say(ExceptionClaimed, subjectOfCase(ref.caseId), { ref, exceptionId, claimedBy: person });
  return done(respond(claimed.value));
}
