import { timer } from '@huiliu/messaging';
import { expireReturn } from '../../application/call-off-return';
import type { Carrier } from '../../application/carrier';
import { giveUpReplacement } from '../../application/send-replacement';
import { replacementWriteOffTimer, sendByTimer } from '../../application/work';
import type { logisticsTables } from '../out/postgres/tables';

/** The days to send a return are over. */
export const returnExpired = (carrier: Carrier) =>
  timer<typeof logisticsTables, { readonly caseId: string }>({
    name: sendByTimer,
    rows: (_subject, { caseId }) => ({ shipments: [caseId], replacements: [caseId] }),
    handle: (work, _subject, { caseId }) => expireReturn(work, caseId, carrier),
  });

/** The days in which a lost replacement may still turn up are over. */
export const lostReplacementsAreSentAgain = (carrier: Carrier) =>
  timer<typeof logisticsTables, { readonly caseId: string }>({
    name: replacementWriteOffTimer,
    rows: (_subject, { caseId }) => ({ replacements: [caseId] }),
    handle: (work, _subject, { caseId }) => giveUpReplacement(work, caseId, carrier),
  });
