import { timer } from '@huiliu/messaging';
import { askAgain, countAsLost, writeOffRecalled } from '../../application/recall-clocks';
import { recallReportTimer, recallWriteOffTimer, stopAnswerTimer, type LogisticsWork } from '../../application/work';
import type { logisticsTables } from '../out/postgres/tables';

interface OfCase {
  readonly caseId: string;
}

const clock = (name: string, handle: (work: LogisticsWork, caseId: string) => ReturnType<typeof askAgain>) =>
  timer<typeof logisticsTables, OfCase>({ name, rows: (_subject, { caseId }) => ({ recalls: [caseId] }), handle: (work, _subject, { caseId }) => handle(work, caseId) });

export const recallTimers = [clock(stopAnswerTimer, askAgain), clock(recallReportTimer, countAsLost), clock(recallWriteOffTimer, writeOffRecalled)];
