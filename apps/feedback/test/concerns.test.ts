import { CaseClosed, ConcernRaised, type CaseRef, type FeedbackServiceMethods } from '@huiliu/contracts';
import { errorOf, startDepartment, type RunningDepartment } from '@huiliu/testing';
import { feedback } from '../src/department';

jest.setTimeout(60_000);

const now = new Date('2026-11-15T09:00:00Z');
const hoursLater = (hours: number): Date => new Date(now.getTime() + hours * 3_600_000);
const words = 'Anna Abbott, we are sorry';

describe('inquiries and complaints, for real', () => {
  let department: RunningDepartment<FeedbackServiceMethods>;
  beforeAll(async () => {
    department = await startDepartment(feedback, { now });
  });
  afterAll(() => department?.stop());
  beforeEach(() => {
    department.now = now;
  });

  let count = 0;
  const subject = ({ caseId }: CaseRef): string => `case:${caseId}`;
  const by = (agent: string) => ({ metadata: { principal: agent, 'idempotency-key': `key-${++count}` } });

  /** Taken in by intake, and open here. */
  async function raised(over: Partial<ConcernRaised> = {}): Promise<CaseRef> {
    const number = ++count;
    const ref = { caseId: `concern-${String(number).padStart(3, '0')}`, caseNumber: `HL-${number}`, orderId: '' };
    await department.tell(ConcernRaised, subject(ref), { ref, type: 'CASE_TYPE_COMPLAINT', customerId: 'C-1', channel: 'CHANNEL_API', requestedAt: now.toISOString(), lines: [], purchaseKnown: false, currency: '', provenance: 'PROVENANCE_SYNTHETIC', obstacles: [], ...over });
    await department.hear(subject(ref), 1);
    return ref;
  }
  const claim = ({ caseId }: CaseRef, agent: string) => department.client.claimConcern({ caseId, agent }, by(agent));
  const answer = ({ caseId }: CaseRef, agent: string) => department.client.answerConcern({ caseId, agent, text: words }, by(agent));
  const turn = ({ caseId }: CaseRef, agent: string, into: CaseRef) => department.client.turnConcern({ caseId, agent, into }, by(agent));
  const told = ({ caseId }: CaseRef) => department.client.getAnswer({ caseId, askedBy: 'lee', purpose: 'a call' });
  const made: CaseRef = { caseId: 'made', caseNumber: 'HL-MADE', orderId: 'o1' };

  it('open a task with a deadline, once, however often they are heard of', async () => {
    const ref = await raised();
    expect((await department.hear(subject(ref), 1))[0]).toMatchObject({ name: 'ConcernOpened', topic: 'huiliu.feedback.v1', sequence: 1, data: { ref, taskId: `Q-${ref.caseId}`, dueAt: '2026-11-16T09:00:00.000Z' } });
    const again = await department.tell(ConcernRaised, subject(ref), { ref, type: 'CASE_TYPE_COMPLAINT', customerId: 'C-1', channel: 'CHANNEL_API', requestedAt: now.toISOString(), lines: [], purchaseKnown: false, currency: '', provenance: 'PROVENANCE_SYNTHETIC', obstacles: [] });
    expect(await department.handled(again)).toBe('ignored');
  });

  it('are claimed and answered by one person; the words stay here, and whoever reads them is written down', async () => {
    const ref = await raised();
    expect(await errorOf(answer(ref, 'kim'))).toBe('CONFLICT CONCERN_NOT_CLAIMED');
    expect(await errorOf(told(ref))).toBe('CONFLICT NOT_ANSWERED');
    const claimed = await claim(ref, 'kim');
    expect(claimed.concern).toMatchObject({ ref, type: 'CASE_TYPE_COMPLAINT', status: 'claimed', claimedBy: 'kim', overdue: false, customerId: 'C-1' });
    expect(await claim(ref, 'kim')).toEqual(claimed);
    expect(await errorOf(claim(ref, 'lee'))).toBe('CONFLICT CONCERN_TAKEN');
    expect((await answer(ref, 'kim')).concern).toMatchObject({ status: 'answered' });
    expect(await errorOf(answer(ref, 'kim'))).toBe('CONFLICT CONCERN_OVER');
    const names = (await department.hear(subject(ref), 3)).map(({ name }) => name);
    expect(names).toEqual(['ConcernOpened', 'ConcernClaimed', 'ConcernAnswered']);
    expect(await department.rows(`SELECT 1 FROM outbox_event WHERE value LIKE '%Abbott%'`)).toEqual([]);
    expect(await told(ref)).toMatchObject({ text: words, at: '2026-11-15T09:00:00Z' });
    expect(await department.rows('SELECT asked_by, purpose FROM answer_access WHERE case_id = $1', [ref.caseId])).toEqual([{ asked_by: 'lee', purpose: 'a call' }]);
    await expect(department.rows(`UPDATE answer_access SET purpose = 'x'`)).rejects.toThrow();
  });

  it('are answered once for one key', async () => {
    const ref = await raised();
    await claim(ref, 'kim');
    const once = by('kim');
    const first = await department.client.answerConcern({ caseId: ref.caseId, agent: 'kim', text: words }, once);
    expect(await department.client.answerConcern({ caseId: ref.caseId, agent: 'kim', text: words }, once)).toEqual(first);
    expect(await department.rows('SELECT 1 FROM answer WHERE case_id = $1', [ref.caseId])).toHaveLength(1);
  });

  it('end with the case that was made of them', async () => {
    const ref = await raised();
    await claim(ref, 'kim');
    expect((await turn(ref, 'kim', made)).concern).toMatchObject({ status: 'turned', into: made });
    expect((await turn(ref, 'kim', made)).concern).toMatchObject({ status: 'turned', into: made });
    expect(await errorOf(turn(ref, 'kim', { ...made, caseId: 'other' }))).toBe('CONFLICT CONCERN_OVER');
    const said = await department.hear(subject(ref), 3);
    expect(said.map(({ name }) => name)).toEqual(['ConcernOpened', 'ConcernClaimed', 'ConcernTurned']);
    expect(said[2]?.data).toEqual({ ref, taskId: `Q-${ref.caseId}`, turnedBy: 'kim', into: made });
  });

  it('are overdue once nobody has answered in time, may be taken over then, and are not when they were answered', async () => {
    const [late, early, inquiry] = [await raised(), await raised(), await raised({ type: 'CASE_TYPE_INQUIRY' })];
    await claim(late, 'kim');
    await claim(early, 'kim');
    await answer(early, 'kim');
    department.now = hoursLater(25);
    await department.until('it is overdue', () => department.namesSaid(subject(late)).includes('ConcernOverdue'));
    expect(department.namesSaid(subject(early))).not.toContain('ConcernOverdue');
    // Who asks waits longer than who complains.
    expect(department.namesSaid(subject(inquiry))).toEqual(['ConcernOpened']);
    expect((await claim(late, 'lee')).concern).toMatchObject({ claimedBy: 'lee', overdue: true });
    expect(await errorOf(answer(late, 'kim'))).toBe('CONFLICT CONCERN_TAKEN');
    expect((await answer(late, 'lee')).concern).toMatchObject({ status: 'answered' });
  });

  it('are listed while they are open, the one due first at the top, page by page', async () => {
    await department.rows(`DELETE FROM concern`);
    const later = await raised({ type: 'CASE_TYPE_INQUIRY' });
    const [first, second] = [await raised(), await raised()];
    await claim(second, 'kim');
    const done = await raised();
    await claim(done, 'kim');
    await answer(done, 'kim');
    const page = await department.client.listConcerns({ limit: 2, cursor: '' });
    expect(page.concerns.map(({ ref }) => ref?.caseId)).toEqual([first.caseId, second.caseId]);
    const next = await department.client.listConcerns({ limit: 2, cursor: page.nextCursor });
    expect(next.concerns.map(({ ref }) => ref?.caseId)).toEqual([later.caseId]);
    expect(next.nextCursor).toBe('');
    expect(await errorOf(department.client.listConcerns({ limit: 0, cursor: 'no cursor' }))).toBe('INVALID_ARGUMENT CURSOR_INVALID');
  });

  it('are answered for by a survey, unless another case goes on', async () => {
    const close = async (result: CaseClosed['result']): Promise<CaseRef> => {
      const ref = await raised();
      await department.tell(CaseClosed, subject(ref), { ref, result, customerId: 'C-1', reasonCodes: [], refunded: undefined });
      return ref;
    };
    const [turned, answered] = [await close('CASE_RESULT_TURNED'), await close('CASE_RESULT_ANSWERED')];
    await department.until('the survey', () => department.namesSaid(subject(answered)).includes('SurveySent'));
    await department.settled();
    expect(department.namesSaid(subject(turned))).toEqual(['ConcernOpened']);
  });

  it('that are not there are said not to be', async () => {
    const nowhere = { caseId: 'nowhere', caseNumber: '', orderId: '' };
    const asked: readonly (() => Promise<unknown>)[] = [() => claim(nowhere, 'kim'), () => answer(nowhere, 'kim'), () => turn(nowhere, 'kim', made), () => told(nowhere)];
    for (const ask of asked) expect(await errorOf(ask())).toBe('NOT_FOUND CASE_NOT_FOUND');
    expect(department.alarms).toEqual([]);
  });
});
