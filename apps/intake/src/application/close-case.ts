import { approvedUnits, closeCase, closingOf, sentInPlace, spentUnits, supplementableUntil, type Closing, type IntakeCase } from '../domain/intake-case';
import { keepUnits, releaseUnits } from '../domain/units';
import { sayClosed } from './say-case';
import { caseSubject, supplementTimer, type Cause, type IntakeWork } from './work';

/** Closes the case once nothing is missing, and gives back its units but for those used up. The case as it is now. */
export function closeWhenDone(work: IntakeWork, cause: Cause, it: IntakeCase): IntakeCase {
  const closing = it.closing ? undefined : closingOf(it);
  if (closing) return close(work, cause, it, closing);
  const until = supplementableUntil(it);
  if (until !== undefined) work.schedule({ subject: caseSubject(it.caseId), name: supplementTimer, dueAt: new Date(until), payload: { caseId: it.caseId, orderId: it.orderId } });
  return it;
}

export function close(work: IntakeWork, cause: Cause, it: IntakeCase, closing: Closing): IntakeCase {
  const units = it.purchaseKnown ? work.units.get(it.orderId) : undefined;
  if (units) {
    const released = releaseUnits(units, it.caseId, spentUnits(it), sentInPlace(it, closing));
    if (released !== units) work.units.put(it.orderId, released);
  }
  sayClosed(work, cause, it, closing);
  return closeCase(it, closing, work.now.toISOString());
}

/** Units that review has not approved are free again at once: nothing more is done about them in this case. */
export function releaseRefused(work: IntakeWork, it: IntakeCase): void {
  if (it.closing || it.decision?.verdict !== 'approved') return;
  const units = work.units.get(it.orderId);
  if (!units) return;
  const kept = keepUnits(units, it.caseId, approvedUnits(it));
  if (kept !== units) work.units.put(it.orderId, kept);
}
