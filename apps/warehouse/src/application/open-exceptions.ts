import { ExceptionKind, ExceptionOpened, ExceptionResolution } from '@huiliu/contracts';
import type { Arrival } from '../domain/arrival';
import { byDefaultOf, exceptionsOf } from '../domain/exception';
import { exceptionLines } from './exception-lines';
import { exceptionTimer, subjectOfCase, type WarehouseWork } from './work';

/**
 * An inspection is finished, and not everything is as it was announced. Said before what was inspected, so that whoever hears that knows of the exceptions already and does not close the case. One clock for
 * all of a case, as all of them are opened at once.
 */
export function openExceptions(work: WarehouseWork, arrival: Arrival): void {
  const subject = subjectOfCase(arrival.ref.caseId);
  for (const exception of exceptionsOf(arrival, work.now)) {
    const { exceptionId, ref, kind, dueAt, owner } = exception;
    work.exceptions.put(exceptionId, exception);
    work.schedule({ subject, name: exceptionTimer, dueAt: new Date(dueAt), payload: { caseId: ref.caseId } });
    work.say(ExceptionOpened, subject, { ref, exceptionId, kind: ExceptionKind.wire(kind), lines: exceptionLines(exception), dueAt, byDefault: ExceptionResolution.wire(byDefaultOf(exception)), owner });
  }
}
