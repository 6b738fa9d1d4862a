import { timer } from '@huiliu/messaging';
import { disputeRunsOut, exceptionsRunOut } from '../../application/end-exception';
import { inspectionRunsOut } from '../../application/overdue-inspection';
import { askAgainForPutAway } from '../../application/put-away-units';
import { askAgainForRepair, repairTimer } from '../../application/repair-units';
import { askAgainTimer, askForUnitsAgain } from '../../application/reserve-units';
import { matchByClue, parcelRunsOut } from '../../application/take-unannounced';
import { clueTimer, disputeTimer, exceptionTimer, inspectionTimer, putAwayTimer, subjectOfParcel, subjectOfStock, unclaimedTimer } from '../../application/work';
import { exceptionIdsOf } from '../../domain/exception';
import type { warehouseTables } from '../out/postgres/tables';

/** A customer waits for stock, and another day is over. */
export const stockIsAskedForAgain = timer<typeof warehouseTables, { readonly caseId: string }>({
  name: askAgainTimer,
  rows: (_subject, { caseId }) => ({ reservations: [caseId] }),
  handle: (work, _subject, { caseId }) => askForUnitsAgain(work, caseId),
});

/** The time to resolve the exceptions of a case is over. */
export const exceptionsAreDue = timer<typeof warehouseTables, { readonly caseId: string }>({
  name: exceptionTimer,
  rows: (_subject, { caseId }) => ({ exceptions: exceptionIdsOf(caseId) }),
  handle: (work, _subject, { caseId }) => exceptionsRunOut(work, caseId),
});

/** The WMS has not reported in time what has come, or nobody has found out in time where it is. */
export const inspectionIsDue = timer<typeof warehouseTables, { readonly caseId: string }>({
  name: inspectionTimer,
  rows: (_subject, { caseId }) => ({ arrivals: [caseId], repairs: [caseId], rejections: [caseId], exceptions: exceptionIdsOf(caseId) }),
  handle: (work, _subject, { caseId }) => inspectionRunsOut(work, caseId),
});

/** The time to look again at what was rejected is over: it is accepted, which moves its stock. */
export const disputeIsDue = timer<typeof warehouseTables, { readonly caseId: string; readonly skus: readonly string[] }>({
  name: disputeTimer,
  heads: (_subject, { skus }) => skus.map(subjectOfStock),
  rows: (_subject, { caseId, skus }) => ({ exceptions: exceptionIdsOf(caseId), rejections: [caseId], putAways: [caseId], stock: skus }),
  handle: (work, _subject, { caseId }) => disputeRunsOut(work, caseId),
});

/** The WMS has not said in time what came of a repair. */
export const repairIsAskedForAgain = timer<typeof warehouseTables, { readonly caseId: string }>({
  name: repairTimer,
  rows: (_subject, { caseId }) => ({ repairs: [caseId] }),
  handle: (work, _subject, { caseId }) => askAgainForRepair(work, caseId),
});

/** The WMS has not said in time where it has put things. */
export const putAwayIsAskedForAgain = timer<typeof warehouseTables, { readonly caseId: string }>({
  name: putAwayTimer,
  rows: (_subject, { caseId }) => ({ putAways: [caseId] }),
  handle: (work, _subject, { caseId }) => askAgainForPutAway(work, caseId),
});

/** A parcel has the number of a case on it. */
export const parcelIsMatchedByClue = timer<typeof warehouseTables, { readonly parcelId: string; readonly caseId: string }>({
  name: clueTimer,
  heads: (_subject, { parcelId }) => [subjectOfParcel(parcelId)],
  rows: (_subject, { parcelId, caseId }) => ({ unannounced: [parcelId], arrivals: [caseId] }),
  handle: (work, _subject, { parcelId, caseId }) => matchByClue(work, parcelId, caseId),
});

/** The time to find out whose a parcel is, is over. */
export const parcelIsUnclaimed = timer<typeof warehouseTables, { readonly parcelId: string }>({
  name: unclaimedTimer,
  rows: (_subject, { parcelId }) => ({ unannounced: [parcelId] }),
  handle: (work, _subject, { parcelId }) => parcelRunsOut(work, parcelId),
});
