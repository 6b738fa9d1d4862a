import { memoryWork, type MemoryWork } from '@huiliu/testing';
import { feedbackTables } from '../adapters/out/postgres/tables';
import type { Answer } from '../domain/survey';
import { sendSurvey } from './send-survey';
import { takeSurveyAnswer } from './take-answer';

const now = new Date('2026-11-20T10:00:00Z');
const ref = { caseId: 'c1', caseNumber: 'HL-26-000001-7', orderId: 'o1' };
const answer: Answer = { score: 4, comment: 'quick', repliedAt: '2026-11-21T10:00:00Z' };

function sent(): MemoryWork<typeof feedbackTables> {
  const memory = memoryWork(feedbackTables, { now });
  expect(sendSurvey(memory.work, ref, 'C-1', 'refunded')).toEqual({ kind: 'done' });
  return memory;
}

describe('a case that closes', () => {
  it('gets one survey, which CRM is asked to send', () => {
    const { work, said, surveys } = sent();
    expect(said).toEqual([
      { name: 'SurveySent', subject: 'case:c1', data: { ref, surveyId: 'S-c1' } },
      { name: 'SurveyInvited', subject: 'case:c1', data: { ref, surveyId: 'S-c1', customerId: 'C-1' } },
    ]);
    expect(surveys.get('c1')).toMatchObject({ surveyId: 'S-c1', status: 'sent', sentAt: now.toISOString() });
    expect(sendSurvey(work, ref, 'C-1', 'refunded')).toMatchObject({ kind: 'ignored' });
    expect(said).toHaveLength(2);
  });

  it.each(['cancelled', 'expired', 'turned'])('gets none when it is %s: nothing was done that could be asked about', (result) => {
    const { work, said, surveys } = memoryWork(feedbackTables, { now });
    expect(sendSurvey(work, ref, 'C-1', result)).toMatchObject({ kind: 'ignored' });
    expect([said, surveys.size]).toEqual([[], 0]);
  });
});

describe('the answer to a survey', () => {
  it('is kept, and said without the words of the customer', () => {
    const { work, said, surveys } = sent();
    expect(takeSurveyAnswer(work, 'c1', 'S-c1', answer)).toEqual({ kind: 'done' });
    expect(surveys.get('c1')).toMatchObject({ status: 'answered', answer });
    expect(said.at(-1)).toEqual({ name: 'SurveyAnswered', subject: 'case:c1', data: { ref, surveyId: 'S-c1', score: 4, commented: true } });
  });

  it.each(['', '  \n'])('without a comment is said to be without one: %j', (comment) => {
    const { work, said } = sent();
    takeSurveyAnswer(work, 'c1', 'S-c1', { ...answer, comment });
    expect(said.at(-1)?.data).toMatchObject({ commented: false });
  });

  it('is the first one, whatever comes later', () => {
    const { work, said, surveys } = sent();
    takeSurveyAnswer(work, 'c1', 'S-c1', answer);
    expect(takeSurveyAnswer(work, 'c1', 'S-c1', { ...answer, score: 1 })).toMatchObject({ kind: 'ignored' });
    expect(surveys.get('c1')?.answer).toEqual(answer);
    expect(said).toHaveLength(3);
  });

  it.each([
    ['a case without a survey', 'c2', 'S-c2', answer, 'SURVEY_NOT_FOUND', 'NOT_FOUND'],
    ['another survey', 'c1', 'S-c2', answer, 'SURVEY_NOT_FOUND', 'NOT_FOUND'],
    ['a score that is none', 'c1', 'S-c1', { ...answer, score: 6 }, 'SCORE_INVALID', 'UNPROCESSABLE'],
  ] as const)('is refused for %s', (_, caseId, surveyId, given, code, kind) => {
    const { work, said, surveys } = sent();
    expect(takeSurveyAnswer(work, caseId, surveyId, given)).toMatchObject({ kind: 'refused', refusal: { code, kind } });
    expect(surveys.get('c1')?.status).toBe('sent');
    expect(said).toHaveLength(2);
  });

  it('to another survey is refused after the end too', () => {
    const { work } = sent();
    takeSurveyAnswer(work, 'c1', 'S-c1', answer);
    expect(takeSurveyAnswer(work, 'c1', 'S-c2', answer)).toMatchObject({ kind: 'refused', refusal: { code: 'SURVEY_NOT_FOUND' } });
  });
});
