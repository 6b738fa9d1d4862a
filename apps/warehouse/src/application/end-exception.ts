import { done, ignored, type Outcome } from '@huiliu/messaging';
import { exceptionIdOf, exceptionIdsOf, isOverdueKind, resolve, runOut, type ExceptionResolution, type WarehouseException } from '../domain/exception';
import { movesOfException } from '../domain/moves-of-exception';
import { sayResolved } from './open-exceptions';
import { followOverdue } from './overdue-inspection';
import { moveGoods } from './put-away-units';
import { settleDispute } from './settle-rejection';
import { disputeTimer, exceptionTimer, refusedFor, subjectOfCase, type WarehouseWork } from './work';

export interface Verdict {
  readonly person: string;
  readonly resolution: ExceptionResolution;
  readonly reasonCode: string;
}

/** A person has found out what it is about: units leave quarantine, or nothing does. */
export function resolveException(work: WarehouseWork, exception: WarehouseException, { person, resolution, reasonCode }: Verdict, respond: (exception: WarehouseException) => object): Outcome {
  const resolved = resolve(exception, person, resolution, reasonCode);
  if (!resolved.ok) return refusedFor(resolved.error);
  if (resolved.value === exception) return ignored('resolved so by the same person before', respond(exception));
  const subject = subjectOfCase(exception.ref.caseId);
  end(work, resolved.value);
  if (isOverdueKind(exception.kind)) followOverdue(work, resolved.value);
  else if (exception.kind === 'disputed') work.cancelTimer(subject, disputeTimer);
  // The clock is of all others of the case.
  else if (openOnes(work, exception.ref.caseId).length === 0) work.cancelTimer(subject, exceptionTimer);
  return done(respond(resolved.value));
}

/** Nobody has, in time. No default moves stock, so that no stock is loaded for it. */
export function exceptionsRunOut(work: WarehouseWork, caseId: string): Outcome {
  const late = openOnes(work, caseId).map((exception) => [exception, runOut(exception, work.now)] as const).filter(([before, after]) => before !== after);
  if (late.length === 0) return ignored('somebody has resolved them');
  for (const [, after] of late) end(work, after);
  return done();
}

/** Nobody has looked again at what was rejected: it is accepted as it is. */
export function disputeRunsOut(work: WarehouseWork, caseId: string): Outcome {
  const dispute = work.exceptions.get(exceptionIdOf(caseId, 'disputed'));
  const after = dispute && runOut(dispute, work.now);
  if (!after || after === dispute) return ignored('somebody has resolved it');
  end(work, after);
  return done();
}

function end(work: WarehouseWork, exception: WarehouseException): void {
  const { ref, end: how } = exception;
  moveGoods(work, ref, movesOfException(exception, work.now.toISOString()));
  sayResolved(work, exception);
  if (how?.resolution === 'accepted' || how?.resolution === 'upheld') settleDispute(work, ref.caseId, how.resolution);
}

/** But for a dispute, and an inspection that is overdue, which have clocks of their own. */
const openOnes = (work: WarehouseWork, caseId: string): WarehouseException[] =>
  exceptionIdsOf(caseId).flatMap((id) => {
    const exception = work.exceptions.get(id);
    return exception && !exception.end && exception.kind !== 'disputed' && !isOverdueKind(exception.kind) ? [exception] : [];
  });
