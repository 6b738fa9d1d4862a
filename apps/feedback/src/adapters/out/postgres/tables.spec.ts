import { send, takeAnswer } from '../../../domain/survey';
import { surveyFromRow, surveyToRow } from './tables';

const sent = send({ caseId: 'case-1', caseNumber: 'HL-26-000001-7', orderId: '' }, '', new Date('2026-11-20T10:00:00Z'));

describe('a survey in the database', () => {
  it('comes back as it was, sent', () => {
    expect(surveyFromRow({ ...surveyToRow('case-1', sent), version: 1 })).toEqual(sent);
  });

  it('comes back as it was, answered without a comment', () => {
    const answered = takeAnswer(sent, sent.surveyId, { score: 1, comment: '', repliedAt: '2026-11-21T10:00:00.000Z' });
    if (!answered.ok) throw new Error(answered.error.code);
    expect(surveyFromRow({ ...surveyToRow('case-1', answered.value), version: 2 })).toEqual(answered.value);
  });
});
