import { timer } from '@huiliu/messaging';
import { endSupplementTime } from '../../application/end-supplement-time';
import { supplementTimer } from '../../application/work';
import type { intakeTables } from '../out/postgres/tables';

/** The time to supplement, as review has told it, is over. */
export const supplementOver = timer<typeof intakeTables, { readonly caseId: string; readonly orderId: string }>({
  name: supplementTimer,
  rows: (_subject, { caseId, orderId }) => ({ cases: [caseId], units: [orderId] }),
  handle: (work, _subject, { caseId }, { id, hop }) => endSupplementTime(work, { id, ...hop }, caseId),
});
