import { timer } from '@huiliu/messaging';
import { tellOverdue } from '../../application/tell-overdue';
import { overdueTimer } from '../../application/work';
import type { reviewTables } from '../out/postgres/tables';

/** The 24 hours of a task, or what the policy gives instead, are over. */
export const reviewOverdue = timer<typeof reviewTables, { readonly caseId: string }>({
  name: overdueTimer,
  rows: (_subject, { caseId }) => ({ reviews: [caseId] }),
  handle: (work, _subject, { caseId }) => tellOverdue(work, caseId),
});
