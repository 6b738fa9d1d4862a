import { ItemsInspected } from '@huiliu/contracts';
import { taskIdOf, type Arrival } from '../domain/arrival';
import { inspectedLines } from './inspected-lines';
import { openExceptions } from './open-exceptions';
import { beginRepair } from './repair-units';
import { holdRejected } from './settle-rejection';
import { subjectOfCase, type WarehouseWork } from './work';

/** Every unit of an arrival is final: what is not as announced is to be sorted out, and the other departments go on. */
export function finishInspection(work: WarehouseWork, arrival: Arrival, inspectedAt: string): void {
  const { ref } = arrival;
  openExceptions(work, arrival);
  work.say(ItemsInspected, subjectOfCase(ref.caseId), { ref, taskId: taskIdOf(ref.caseId), lines: inspectedLines(arrival), inspectedAt });
  holdRejected(work, arrival);
  beginRepair(work, arrival);
}
