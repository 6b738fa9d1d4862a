import { aggregate, appendOnly } from '@huiliu/messaging';
import type { Concern, ConcernStatus, ConcernType } from '../../../domain/concern';
import type { Answer, Survey, SurveyStatus } from '../../../domain/survey';
import { AnswerRow, ConcernRow, SurveyRow } from './rows';

export const surveyToRow = (caseId: string, { ref, surveyId, customerId, status, sentAt, answer }: Survey): Omit<SurveyRow, 'version'> => ({
  caseId,
  surveyId,
  caseNumber: ref.caseNumber,
  orderId: ref.orderId,
  customerId,
  status,
  sentAt: new Date(sentAt),
  score: answer?.score ?? null,
  comment: answer?.comment ?? null,
  repliedAt: answer ? new Date(answer.repliedAt) : null,
});

export const surveyFromRow = (row: SurveyRow): Survey => ({
  ref: { caseId: row.caseId, caseNumber: row.caseNumber, orderId: row.orderId },
  surveyId: row.surveyId,
  customerId: row.customerId,
  status: row.status as SurveyStatus,
  sentAt: row.sentAt.toISOString(),
  answer: answerOf(row),
});

function answerOf({ score, comment, repliedAt }: SurveyRow): Answer | undefined {
  return score === null || comment === null || repliedAt === null ? undefined : { score, comment, repliedAt: repliedAt.toISOString() };
}

export const concernToRow = (caseId: string, { ref, customerId, type, status, openedAt, dueAt, overdue, claimedBy, into }: Concern): Omit<ConcernRow, 'version'> => ({
  caseId,
  caseNumber: ref.caseNumber,
  orderId: ref.orderId,
  customerId,
  type,
  status,
  openedAt: new Date(openedAt),
  dueAt: new Date(dueAt),
  overdue,
  claimedBy: claimedBy ?? null,
  turnedInto: into ?? null,
});

export const concernFromRow = (row: ConcernRow): Concern => ({
  ref: { caseId: row.caseId, caseNumber: row.caseNumber, orderId: row.orderId },
  customerId: row.customerId,
  type: row.type as ConcernType,
  status: row.status as ConcernStatus,
  openedAt: row.openedAt.toISOString(),
  dueAt: row.dueAt.toISOString(),
  overdue: row.overdue,
  claimedBy: row.claimedBy ?? undefined,
  into: row.turnedInto ?? undefined,
});

/** In the order of locks. */
export const feedbackTables = {
  surveys: aggregate({ entity: SurveyRow, toRow: surveyToRow, fromRow: surveyFromRow }),
  concerns: aggregate<Concern, ConcernRow>({ entity: ConcernRow, toRow: concernToRow, fromRow: concernFromRow }),
  answers: appendOnly(AnswerRow),
};
