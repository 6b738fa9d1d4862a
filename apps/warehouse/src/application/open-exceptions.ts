import { ExceptionKind, ExceptionOpened, ExceptionResolution, ExceptionResolved } from '@huiliu/contracts';
import type { Arrival } from '../domain/arrival';
import { byDefaultOf, disputeOf, exceptionsOf, type WarehouseException } from '../domain/exception';
import type { Rejection } from '../domain/rejection';
import { exceptionLines } from './exception-lines';
import { disputeTimer, exceptionTimer, subjectOfCase, type WarehouseWork } from './work';

/**
 * An inspection is finished, and not everything is as it was announced. Said before what was inspected, so that whoever hears that knows of the exceptions already and does not close the case. One clock for
 * all of a case, as all of them are opened at once.
 */
export function openExceptions(work: WarehouseWork, arrival: Arrival): void {
  const { caseId } = arrival.ref;
  for (const exception of exceptionsOf(arrival, work.now)) {
    work.schedule({ subject: subjectOfCase(caseId), name: exceptionTimer, dueAt: new Date(exception.dueAt), payload: { caseId } });
    open(work, exception);
  }
}

/** The customer disputes what was rejected. With a clock of its own, whose end moves stock. */
export function openDispute(work: WarehouseWork, rejection: Rejection): void {
  const exception = disputeOf(rejection, work.now);
  const { caseId } = rejection.ref;
  const skus = [...new Set(rejection.lines.map(({ sku }) => sku))];
  work.schedule({ subject: subjectOfCase(caseId), name: disputeTimer, dueAt: new Date(exception.dueAt), payload: { caseId, skus } });
  open(work, exception);
}

export function open(work: WarehouseWork, exception: WarehouseException): void {
  const { exceptionId, ref, kind, dueAt, owner } = exception;
  work.exceptions.put(exceptionId, exception);
  work.say(ExceptionOpened, subjectOfCase(ref.caseId), { ref, exceptionId, kind: ExceptionKind.wire(kind), lines: exceptionLines(exception), dueAt, byDefault: ExceptionResolution.wire(byDefaultOf(exception)), owner });
}

/** Keeps one that has ended, and says how. */
export function sayResolved(work: WarehouseWork, exception: WarehouseException): void {
  const { exceptionId, ref, end } = exception;
  if (!end) throw new Error(`${exceptionId} has not ended`);
  work.exceptions.put(exceptionId, exception);
  work.say(ExceptionResolved, subjectOfCase(ref.caseId), { ref, exceptionId, resolution: ExceptionResolution.wire(end.resolution), resolvedBy: end.by, reasonCode: end.reasonCode });
}
