import { timer } from '@huiliu/messaging';
import { endTakeUp } from '../../application/end-take-up';
import { takeUpTimer } from '../../application/work';
import type { refundTables } from '../out/postgres/tables';

/** The hours in which finance may take a declined refund up again are over. */
export const takeUpOver = timer<typeof refundTables, { readonly caseId: string }>({
  name: takeUpTimer,
  rows: (_subject, { caseId }) => ({ refunds: [caseId] }),
  handle: (work, _subject, { caseId }) => endTakeUp(work, caseId),
});
