import { timer } from '@huiliu/messaging';
import { tellOverdue } from '../../application/tell-overdue';
import { answerTimer } from '../../application/work';
import type { feedbackTables } from '../out/postgres/tables';

/** The time to answer an inquiry or a complaint is over. */
export const concernOverdue = timer<typeof feedbackTables, { readonly caseId: string }>({
  name: answerTimer,
  rows: (_subject, { caseId }) => ({ concerns: [caseId] }),
  handle: (work, _subject, { caseId }) => tellOverdue(work, caseId),
});
