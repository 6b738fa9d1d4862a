import { domainError, ok, step, type DomainError, type Machine, type Result } from '@huiliu/kernel';

export type SurveyStatus = 'sent' | 'answered';

/** One survey a case, answered once or never: the first answer stands. */
export const surveyMachine: Machine<SurveyStatus, 'answer'> = {
  name: 'survey',
  initial: 'sent',
  final: ['answered'],
  moves: { sent: { answer: { to: 'answered', actor: 'customer' } }, answered: {} },
};

export interface CaseRef {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly orderId: string;
}

export interface Answer {
  /** 1 very bad … 5 very good. */
  readonly score: number;
  /** May name people: it stays in this department. Empty when nothing was written. */
  readonly comment: string;
  /** ISO instant. */
  readonly repliedAt: string;
}

export interface Survey {
  readonly ref: CaseRef;
  readonly surveyId: string;
  /** Empty when nobody knows whose case it was. */
  readonly customerId: string;
  readonly status: SurveyStatus;
  /** ISO instant. */
  readonly sentAt: string;
  /** Undefined until there is one. */
  readonly answer: Answer | undefined;
}

export const surveyIdOf = (caseId: string): string => `S-${caseId}`;

export const send = (ref: CaseRef, customerId: string, now: Date): Survey => ({
  ref,
  surveyId: surveyIdOf(ref.caseId),
  customerId,
  status: surveyMachine.initial,
  sentAt: now.toISOString(),
  answer: undefined,
});

export const scoreRange = { worst: 1, best: 5 } as const;

/** The survey with its answer. Errors: SCORE_INVALID, SURVEY_NOT_FOUND (another survey was meant), ILLEGAL_MOVE (it was answered before). */
export function takeAnswer(survey: Survey, surveyId: string, answer: Answer): Result<Survey, DomainError> {
  if (surveyId !== survey.surveyId) return domainError('SURVEY_NOT_FOUND', 'the case has no such survey: send back the survey id of its invitation');
  const { worst, best } = scoreRange;
  if (!Number.isInteger(answer.score) || answer.score < worst || answer.score > best) return domainError('SCORE_INVALID', `a score is a whole number from ${worst} to ${best}`);
  const moved = step(surveyMachine, survey.status, 'answer');
  return moved.ok ? ok({ ...survey, status: moved.value, answer }) : moved;
}
