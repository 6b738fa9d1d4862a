import { timer } from '@huiliu/messaging';
import { endTakeUp } from '../../application/end-take-up';
import { lookAtHold } from '../../application/hold';
import { askForTopUp } from '../../application/take-top-up-answer';
import { remindFinance } from '../../application/remind-finance';
import { holdTimer, payTimer, takeUpTimer, topUpTimer } from '../../application/work';
import type { refundTables } from '../out/postgres/tables';

/** The hours in which finance may take a declined refund up again are over. */
export const takeUpOver = timer<typeof refundTables, { readonly caseId: string }>({
  name: takeUpTimer,
  rows: (_subject, { caseId }) => ({ refunds: [caseId] }),
  handle: (work, _subject, { caseId }) => endTakeUp(work, caseId),
});

/** The day by which a refund is to be paid comes near, or has passed. */
export const refundDue = timer<typeof refundTables, { readonly caseId: string }>({
  name: payTimer,
  rows: (_subject, { caseId }) => ({ refunds: [caseId] }),
  handle: (work, _subject, { caseId }) => remindFinance(work, caseId),
});

/** Whether the customer has paid on top has to be asked again. */
export const topUpAsked = timer<typeof refundTables, { readonly caseId: string }>({
  name: topUpTimer,
  rows: (_subject, { caseId }) => ({ refunds: [caseId] }),
  handle: (work, _subject, { caseId }) => askForTopUp(work, caseId),
});

/** What became of a hold has to be asked again, or its time is nearly over. */
export const holdLookedAt = timer<typeof refundTables, { readonly caseId: string }>({
  name: holdTimer,
  rows: (_subject, { caseId }) => ({ refunds: [caseId] }),
  handle: (work, _subject, { caseId }) => lookAtHold(work, caseId),
});
