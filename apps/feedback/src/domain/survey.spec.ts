import { faultsOf } from '@huiliu/kernel';
import fc from 'fast-check';
import { send, surveyMachine, takeAnswer, type Answer } from './survey';

const now = new Date('2026-11-20T10:00:00Z');
const sent = send({ caseId: 'case-1', caseNumber: 'HL-26-000001-7', orderId: 'order-1' }, 'C-1', now);
const answer: Answer = { score: 4, comment: 'quick', repliedAt: '2026-11-21T10:00:00Z' };

describe('a survey', () => {
  it('is sent for a case, under an id of its own', () => {
    expect(sent).toMatchObject({ surveyId: 'S-case-1', customerId: 'C-1', status: 'sent', sentAt: now.toISOString(), answer: undefined });
  });

  it('keeps its answer', () => {
    expect(takeAnswer(sent, 'S-case-1', answer)).toEqual({ ok: true, value: { ...sent, status: 'answered', answer } });
  });

  it('is answered by its own id alone', () => {
    expect(takeAnswer(sent, 'S-case-2', answer)).toMatchObject({ ok: false, error: { code: 'SURVEY_NOT_FOUND' } });
  });

  it.each([0, 6, 2.5, Number.NaN])('takes no score of %d', (score) => {
    expect(takeAnswer(sent, 'S-case-1', { ...answer, score })).toMatchObject({ ok: false, error: { code: 'SCORE_INVALID' } });
  });

  it('keeps its first answer, however many come', () => {
    const answers = fc.array(fc.record({ score: fc.integer({ min: 1, max: 5 }), comment: fc.string(), repliedAt: fc.constant(answer.repliedAt) }), { minLength: 1 });
    fc.assert(
      fc.property(answers, (all) => {
        const last = all.reduce((survey, each) => {
          const taken = takeAnswer(survey, survey.surveyId, each);
          return taken.ok ? taken.value : survey;
        }, sent);
        expect(last.answer).toEqual(all[0]);
      }),
    );
  });

  it('has a sound machine', () => {
    expect(faultsOf(surveyMachine)).toEqual([]);
  });
});
