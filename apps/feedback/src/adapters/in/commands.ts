import type { AnswerConcernRequest, AnswerConcernResponse, ClaimConcernRequest, ClaimConcernResponse, TurnConcernRequest, TurnConcernResponse } from '@huiliu/contracts';
import { command, type Reader } from '@huiliu/messaging';
import { ErrorKind, HuiliuError } from '@huiliu/platform';
import { answerConcern } from '../../application/answer-concern';
import { claimConcern } from '../../application/claim-concern';
import { turnConcern } from '../../application/turn-concern';
import { subjectOf, type FeedbackWork } from '../../application/work';
import type { Concern } from '../../domain/concern';
import type { feedbackTables } from '../out/postgres/tables';
import { concernView } from './views';

const respond = (concern: Concern): ClaimConcernResponse => ({ concern: concernView(concern) });

/** What a command about a concern locks and loads. Errors: CASE_NOT_FOUND. */
async function planFor(caseId: string, reader: Reader) {
  const [row] = await reader.query('SELECT 1 FROM concern WHERE case_id = $1', [caseId]);
  if (!row) throw concernNotFound();
  return { subject: subjectOf(caseId), rows: { concerns: [caseId] } };
}

function concernOf(work: FeedbackWork, caseId: string): Concern {
  const concern = work.concerns.get(caseId);
  if (!concern) throw concernNotFound();
  return concern;
}

export const concernNotFound = (): HuiliuError =>
  new HuiliuError(ErrorKind.NOT_FOUND, 'CASE_NOT_FOUND', 'there is no such inquiry or complaint: check the number, or try again shortly if it was just made');

export const claimConcernCommand = command<typeof feedbackTables, ClaimConcernRequest, ClaimConcernResponse>({
  operation: 'feedback.ClaimConcern',
  plan: ({ caseId }, reader) => planFor(caseId, reader),
  handle: (work, { caseId, agent }) => claimConcern(work, concernOf(work, caseId), agent, respond),
});

export const answerConcernCommand = command<typeof feedbackTables, AnswerConcernRequest, AnswerConcernResponse>({
  operation: 'feedback.AnswerConcern',
  plan: ({ caseId }, reader) => planFor(caseId, reader),
  handle: (work, { caseId, agent, text }) => answerConcern(work, concernOf(work, caseId), agent, text, respond),
});

export const turnConcernCommand = command<typeof feedbackTables, TurnConcernRequest, TurnConcernResponse>({
  operation: 'feedback.TurnConcern',
  plan: ({ caseId }, reader) => planFor(caseId, reader),
  handle: (work, { caseId, agent, into }) => {
    if (!into) throw new Error('the contract requires the case that was made of it');
    return turnConcern(work, concernOf(work, caseId), agent, into, respond);
  },
});
