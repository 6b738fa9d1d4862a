import { CaseClosed, SurveyReplied, type FeedbackServiceMethods } from '@huiliu/contracts';
import { errorOf, startDepartment, type RunningDepartment } from '@huiliu/testing';
import { feedback } from '../src/department';

jest.setTimeout(60_000);

describe('feedback, for real', () => {
  let department: RunningDepartment<FeedbackServiceMethods>;
  beforeAll(async () => {
    department = await startDepartment(feedback, { now: new Date('2026-11-15T09:00:00Z') });
  });
  afterAll(() => department?.stop());

  let count = 0;
  const closing = (overrides: Partial<CaseClosed> = {}): CaseClosed => ({
    ref: { caseId: `case-${++count}`, caseNumber: `HL-${count}`, orderId: 'order-1' },
    result: 'CASE_RESULT_REFUNDED',
    customerId: 'C-1',
    reasonCodes: [],
    refunded: { amountMinor: '1530', currency: 'GBP' },
    ...overrides,
  });
  const reply = ({ ref: { caseId } }: CaseClosed, overrides: Partial<SurveyReplied> = {}): SurveyReplied => ({ caseId, surveyId: `S-${caseId}`, score: 4, comment: '', repliedAt: '2026-11-16T08:00:00Z', ...overrides });
  const subject = ({ ref }: CaseClosed): string => `case:${ref.caseId}`;
  const close = async (event = closing()): Promise<CaseClosed> => {
    await department.tell(CaseClosed, subject(event), event);
    await department.hear(subject(event), 2);
    return event;
  };
  const answer = (event: CaseClosed, overrides: Partial<SurveyReplied> = {}): Promise<string> => department.tell(SurveyReplied, subject(event), reply(event, overrides));
  const stored = async ({ ref }: CaseClosed) => (await department.rows<{ score: number | null; comment: string | null }>('SELECT score, comment FROM survey WHERE case_id = $1', [ref.caseId]))[0];

  it.each(['CASE_RESULT_REFUNDED', 'CASE_RESULT_REJECTED', 'CASE_RESULT_NOTHING_DUE'] as const)('asks CRM to send a survey for a case that ended %s', async (result) => {
    const event = await close(closing({ result }));
    const surveyId = `S-${event.ref.caseId}`;
    const said = await department.hear(subject(event), 2);
    const named = (name: string) => said.find((each) => each.name === name);
    expect(named('SurveySent')).toMatchObject({ topic: 'huiliu.feedback.v1', sequence: 1, data: { ref: event.ref, surveyId } });
    expect(named('SurveyInvited')).toMatchObject({ topic: 'integration.crm.survey-invitations.v1', sequence: undefined, data: { ref: event.ref, surveyId, customerId: 'C-1' } });
    expect(await department.client.getSurvey({ caseId: event.ref.caseId })).toEqual({ ref: event.ref, surveyId, status: 'sent', score: 0 });
  });

  it('takes the answer, tells the score, and keeps the comment to itself', async () => {
    const event = await close();
    await answer(event, { score: 5, comment: 'Anna was kind' });
    const answered = (await department.hear(subject(event), 3)).find(({ name }) => name === 'SurveyAnswered');
    expect(answered?.data).toEqual({ ref: event.ref, surveyId: `S-${event.ref.caseId}`, score: 5, commented: true });
    expect(await stored(event)).toEqual({ score: 5, comment: 'Anna was kind' });
    expect(await department.client.getSurvey({ caseId: event.ref.caseId })).toMatchObject({ status: 'answered', score: 5 });
    expect(await department.rows(`SELECT 1 FROM outbox_event WHERE value LIKE '%Anna%'`)).toEqual([]);
  });

  it('lets the first answer stand, whether the same comes twice or another one comes', async () => {
    const event = await close();
    const first = await answer(event, { score: 2 });
    await department.hear(subject(event), 3);
    await department.tellAgain(first);
    expect(await department.handled(await answer(event, { score: 5, comment: 'changed my mind' }))).toBe('ignored');
    expect(await stored(event)).toEqual({ score: 2, comment: '' });
    expect(await department.hear(subject(event), 3)).toHaveLength(3);
  });

  it('finds the case by what the answer says, not by the header of an outside system', async () => {
    const event = await close();
    await department.tell(SurveyReplied, 'case:something-else', reply(event, { score: 3 }));
    expect((await department.hear(subject(event), 3))[2]).toMatchObject({ name: 'SurveyAnswered', data: { score: 3, commented: false } });
  });

  it('puts answers to unknown cases and surveys, and malformed ones, with the dead letters, with the reason', async () => {
    const event = await close();
    const stranger = closing();
    await answer(stranger);
    await answer(event, { surveyId: 'S-other' });
    await answer(event, { score: 6 });
    expect((await department.hear(subject(stranger), 1))[0]).toMatchObject({ topic: 'integration.crm.survey-replies.v1.dead-letters', deadCode: 'SURVEY_NOT_FOUND' });
    const dead = (await department.hear(subject(event), 4)).filter(({ deadCode }) => deadCode !== undefined);
    expect(dead.map(({ deadCode }) => deadCode)).toEqual(['SURVEY_NOT_FOUND', 'INVALID_EVENT']);
    expect(await stored(event)).toEqual({ score: null, comment: null });
    expect(await errorOf(department.client.getSurvey({ caseId: stranger.ref.caseId }))).toBe('NOT_FOUND CASE_NOT_FOUND');
  });

  it('sends one survey, however often the closing is delivered', async () => {
    const event = closing();
    const id = await department.tell(CaseClosed, subject(event), event);
    await department.tellAgain(id);
    await department.hear(subject(event), 2);
    await answer(event);
    expect((await department.hear(subject(event), 3)).map(({ name }) => name).sort()).toEqual(['SurveyAnswered', 'SurveyInvited', 'SurveySent']);
  });

  it('raised no alarm in all of this', () => {
    expect(department.alarms).toEqual([]);
  });
});
