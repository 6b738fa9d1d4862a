import { timer } from '@huiliu/messaging';
import { rejectWithoutEvidence } from '../../application/reject-without-evidence';
import { tellOverdue } from '../../application/tell-overdue';
import { activePolicyId, evidenceTimer, overdueTimer } from '../../application/work';
import type { reviewTables } from '../out/postgres/tables';

/** The 24 hours of a task, or what the policy gives instead, are over. */
export const reviewOverdue = timer<typeof reviewTables, { readonly caseId: string }>({
  name: overdueTimer,
  rows: (_subject, { caseId }) => ({ reviews: [caseId] }),
  handle: (work, _subject, { caseId }) => tellOverdue(work, caseId),
});

/** The 72 hours of the customer to show what was asked for, or what the policy gives instead, are over. */
export const reviewEvidence = timer<typeof reviewTables, { readonly caseId: string }>({
  name: evidenceTimer,
  rows: (_subject, { caseId }) => ({ reviews: [caseId], policies: [activePolicyId] }),
  handle: (work, _subject, { caseId }) => rejectWithoutEvidence(work, caseId),
});
