import { timer } from '@huiliu/messaging';
import { endTakeUp } from '../../application/end-take-up';
import { askForTopUp } from '../../application/take-top-up-answer';
import { takeUpTimer, topUpTimer } from '../../application/work';
import type { refundTables } from '../out/postgres/tables';

/** The hours in which finance may take a declined refund up again are over. */
export const takeUpOver = timer<typeof refundTables, { readonly caseId: string }>({
  name: takeUpTimer,
  rows: (_subject, { caseId }) => ({ refunds: [caseId] }),
  handle: (work, _subject, { caseId }) => endTakeUp(work, caseId),
});

/** Whether the customer has paid on top has to be asked again. */
export const topUpAsked = timer<typeof refundTables, { readonly caseId: string }>({
  name: topUpTimer,
  rows: (_subject, { caseId }) => ({ refunds: [caseId] }),
  handle: (work, _subject, { caseId }) => askForTopUp(work, caseId),
});
