import { timer } from '@huiliu/messaging';
import { countSilentAsLost } from '../../application/silent-parcel';
import { missReport } from '../../application/silent-replacement';
import { replacementReportTimer, reportTimer } from '../../application/work';
import type { logisticsTables } from '../out/postgres/tables';

interface OfCase {
  readonly caseId: string;
}

/** Something was to be heard of parcels of a return. */
const returned = timer<typeof logisticsTables, OfCase>({
  name: reportTimer,
  rows: (_subject, { caseId }) => ({ shipments: [caseId], replacements: [caseId] }),
  handle: (work, _subject, { caseId }) => countSilentAsLost(work, caseId),
});

/** And of what is sent to the customer. */
const sent = timer<typeof logisticsTables, OfCase>({ name: replacementReportTimer, rows: (_subject, { caseId }) => ({ replacements: [caseId] }), handle: (work, _subject, { caseId }) => missReport(work, caseId) });

export const reportTimers = [returned, sent];
