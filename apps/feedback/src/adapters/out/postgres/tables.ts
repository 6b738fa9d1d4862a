import { aggregate } from '@huiliu/messaging';
import type { Answer, Survey, SurveyStatus } from '../../../domain/survey';
import { SurveyRow } from './rows';

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

/** Order of locks: one table, so nothing to order yet. */
export const feedbackTables = { surveys: aggregate({ entity: SurveyRow, toRow: surveyToRow, fromRow: surveyFromRow }) };
