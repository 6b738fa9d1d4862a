import { send, takeAnswer } from '../../../domain/survey';
import { claim, raise, turn } from '../../../domain/concern';
import { concernFromRow, concernToRow, surveyFromRow, surveyToRow } from './tables';

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

describe('a concern in the database', () => {
  const open = raise({ caseId: 'case-1', caseNumber: 'HL-1', orderId: '' }, 'inquiry', 'ann', new Date('2026-11-20T10:00:00Z'));

  it('comes back as it was, open and turned', () => {
    const claimed = claim(open, 'kim');
    const turned = claimed.ok ? turn(claimed.value, 'kim', { caseId: 'case-2', caseNumber: 'HL-2', orderId: 'o1' }) : claimed;
    if (!turned.ok) throw new Error(turned.error.code);
    for (const concern of [open, turned.value]) expect(concernFromRow({ ...concernToRow('case-1', concern), version: 1 })).toEqual(concern);
  });
});
