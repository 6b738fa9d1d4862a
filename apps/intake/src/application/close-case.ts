import { closeCase, closingOf, spentUnits, type IntakeCase } from '../domain/intake-case';
import { releaseUnits } from '../domain/units';
import { sayClosed } from './say-case';
import type { Cause, IntakeWork } from './work';

/** Closes the case once nothing is missing, and gives back its units but for those used up. The case as it is now. */
export function closeWhenDone(work: IntakeWork, cause: Cause, it: IntakeCase): IntakeCase {
  const closing = it.closing ? undefined : closingOf(it);
  if (!closing) return it;
  const units = it.purchaseKnown ? work.units.get(it.orderId) : undefined;
  if (units) {
    const released = releaseUnits(units, it.caseId, spentUnits(it));
    if (released !== units) work.units.put(it.orderId, released);
  }
  sayClosed(work, cause, it, closing);
  return closeCase(it, closing, work.now.toISOString());
}
