import { Disposition, PutAwayTaskIssued } from '@huiliu/contracts';
import { done, ignored, refused, type Outcome } from '@huiliu/messaging';
import { askForPutAwayAgain, issuePutAway, putAwayTasksOf, putAwayUnknown, putAwayWithinHours, takePutAway, type PutAwayDone, type PutAwayTask } from '../domain/put-away';
import type { StockMove } from '../domain/stock';
import type { CaseRef } from '../domain/words';
import { recordMove } from './record-move';
import { putAwayTimer, subjectOfCase, type WarehouseWork } from './work';

/** Moves stock for a case, all at once, and has the WMS put onto the shelves what is ours from now on. Where something comes to a shelf, the case's put-away is loaded. */
export function moveGoods(work: WarehouseWork, ref: CaseRef, moves: readonly StockMove[]): void {
  for (const move of moves) recordMove(work, move);
  const tasks = putAwayTasksOf(moves);
  if (tasks.length === 0) return;
  work.putAways.put(ref.caseId, issuePutAway(work.putAways.get(ref.caseId), ref, tasks));
  ask(work, ref, tasks);
}

/** The WMS has not answered in time: it is asked again, or a person has to look. */
export function askAgainForPutAway(work: WarehouseWork, caseId: string): Outcome {
  const putAway = work.putAways.get(caseId);
  const next = putAway && askForPutAwayAgain(putAway);
  if (!next) return ignored('it was answered meanwhile');
  work.putAways.put(caseId, next.putAway);
  if (next.again.length > 0) ask(work, next.putAway.ref, next.again);
  return done();
}

/** The WMS has put the units of a task away. No stock moves: it has before. Refusals: PUT_AWAY_UNKNOWN, PUT_AWAY_OTHERWISE, PUT_AWAY_ANSWERED_OTHERWISE. */
export function takePutAwayReport(work: WarehouseWork, caseId: string, taskId: string, report: PutAwayDone): Outcome {
  const putAway = work.putAways.get(caseId);
  const taken = putAway ? takePutAway(putAway, taskId, report) : putAwayUnknown;
  if (!taken.ok) return refused({ ...taken.error, kind: 'UNPROCESSABLE' });
  if (!taken.value) return ignored('it was put away before');
  work.putAways.put(caseId, taken.value);
  if (taken.value.status === 'put_away') work.cancelTimer(subjectOfCase(caseId), putAwayTimer);
  return done();
}

/** One clock for all tasks of a case. */
function ask(work: WarehouseWork, ref: CaseRef, tasks: readonly PutAwayTask[]): void {
  const subject = subjectOfCase(ref.caseId);
  const issuedAt = work.now.toISOString();
  for (const { taskId, asked, sku, quantity, from, to, disposition } of tasks)
    work.say(PutAwayTaskIssued, subject, { ref, taskId, attempt: asked, sku, quantity, fromCondition: from, toCondition: to, disposition: Disposition.wire(disposition), issuedAt });
  work.schedule({ subject, name: putAwayTimer, dueAt: new Date(work.now.getTime() + putAwayWithinHours * 3_600_000), payload: { caseId: ref.caseId } });
}
