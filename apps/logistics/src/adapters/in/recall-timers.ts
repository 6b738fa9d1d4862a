import { timer } from '@huiliu/messaging';
import { askAgain, countAsLost, writeOffRecalled } from '../../application/recall-clocks';
import { letGoOfSigned } from '../../application/track-recall';
import { parcelSignedTimer, recallReportTimer, recallWriteOffTimer, stopAnswerTimer, subjectOfOrder, type LogisticsWork } from '../../application/work';
import type { logisticsTables } from '../out/postgres/tables';

interface OfCase {
  readonly caseId: string;
}

const clock = (name: string, handle: (work: LogisticsWork, caseId: string) => ReturnType<typeof askAgain>) =>
  timer<typeof logisticsTables, OfCase>({ name, rows: (_subject, { caseId }) => ({ recalls: [caseId] }), handle: (work, _subject, { caseId }) => handle(work, caseId) });

/** Of what has left of an order, under the order's head. */
const signed = timer<typeof logisticsTables, { readonly orderId: string; readonly trackingNumber: string }>({
  name: parcelSignedTimer,
  heads: (_subject, { orderId }) => [subjectOfOrder(orderId)],
  rows: (_subject, { orderId }) => ({ outbound: [orderId] }),
  handle: (work, _subject, { orderId, trackingNumber }) => letGoOfSigned(work, orderId, trackingNumber),
});

export const recallTimers = [signed, clock(stopAnswerTimer, askAgain), clock(recallReportTimer, countAsLost), clock(recallWriteOffTimer, writeOffRecalled)];
