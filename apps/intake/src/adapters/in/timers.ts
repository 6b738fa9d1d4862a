import { timer } from '@huiliu/messaging';
import { choiceRunsOut } from '../../application/choose-resolution';
import { endSupplementTime } from '../../application/end-supplement-time';
import { tellReopened } from '../../application/reopen-case';
import { choiceTimer, reopenedTimer, supplementTimer } from '../../application/work';
import type { intakeTables } from '../out/postgres/tables';

/** The time to supplement, as review has told it, is over. */
export const supplementOver = timer<typeof intakeTables, { readonly caseId: string; readonly orderId: string }>({
  name: supplementTimer,
  rows: (_subject, { caseId, orderId }) => ({ cases: [caseId], units: [orderId] }),
  handle: (work, _subject, { caseId }, { id, hop }) => endSupplementTime(work, { id, ...hop }, caseId),
});

/** The customer has not chosen in time. */
export const choiceOver = timer<typeof intakeTables, { readonly caseId: string }>({
  name: choiceTimer,
  rows: (_subject, { caseId }) => ({ cases: [caseId] }),
  handle: (work, _subject, { caseId }, { id, hop }) => choiceRunsOut(work, { id, ...hop }, caseId),
});

/** At once: what has ended goes on in another case. */
export const reopenedIsTold = timer<typeof intakeTables, { readonly caseId: string }>({
  name: reopenedTimer,
  rows: (_subject, { caseId }) => ({ cases: [caseId] }),
  handle: (work, _subject, { caseId }, { id, hop }) => tellReopened(work, { id, ...hop }, caseId),
});
