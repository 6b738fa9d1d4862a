import { timer } from '@huiliu/messaging';
import { expireReturn } from '../../application/call-off-return';
import type { Carrier } from '../../application/carrier';
import { sendByTimer } from '../../application/work';
import type { logisticsTables } from '../out/postgres/tables';

/** The days to send a return are over. */
export const returnExpired = (carrier: Carrier) =>
  timer<typeof logisticsTables, { readonly caseId: string }>({
    name: sendByTimer,
    rows: (_subject, { caseId }) => ({ shipments: [caseId] }),
    handle: (work, _subject, { caseId }) => expireReturn(work, caseId, carrier),
  });
