import { timer } from '@huiliu/messaging';
import { askAgainTimer, askForUnitsAgain } from '../../application/reserve-units';
import type { warehouseTables } from '../out/postgres/tables';

/** A customer waits for stock, and another day is over. */
export const stockIsAskedForAgain = timer<typeof warehouseTables, { readonly caseId: string }>({
  name: askAgainTimer,
  rows: (_subject, { caseId }) => ({ reservations: [caseId] }),
  handle: (work, _subject, { caseId }) => askForUnitsAgain(work, caseId),
});
