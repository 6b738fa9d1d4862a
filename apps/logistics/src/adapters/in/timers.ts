import { timer } from '@huiliu/messaging';
import { agreementRunsOut } from '../../application/agree-to-cancel';
import { expireReturn } from '../../application/call-off-return';
import type { Carrier } from '../../application/carrier';
import { giveUpReplacement } from '../../application/send-replacement';
import { followShared } from '../../application/share-parcel';
import { agreementTimer, replacementWriteOffTimer, sendByTimer, sharedTimer, subjectOf } from '../../application/work';
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
    rows: (_subject, { caseId }) => ({ shipments: [caseId], replacements: [caseId] }),
    handle: (work, _subject, { caseId }) => giveUpReplacement(work, caseId, carrier),
  });

/** Nobody has agreed in time to a cancellation while the parcel is on its way. */
export const cancellationNotAgreed = timer<typeof logisticsTables, { readonly caseId: string }>({
  name: agreementTimer,
  rows: (_subject, { caseId }) => ({ shipments: [caseId] }),
  handle: (work, _subject, { caseId }) => agreementRunsOut(work, caseId),
});

/** Something has become of the parcel of another case, in which the goods of this one come as well. */
export const sharedParcelMoves = (carrier: Carrier) =>
  timer<typeof logisticsTables, { readonly caseId: string; readonly hostId: string }>({
    name: sharedTimer,
    heads: (_subject, { hostId }) => [subjectOf(hostId)],
    rows: (_subject, { caseId, hostId }) => ({ shipments: [caseId, hostId], replacements: [caseId] }),
    handle: (work, _subject, { caseId, hostId }) => followShared(work, caseId, hostId, carrier),
  });
