import { CancellationRequested, CaseSubmitted, CaseSupplemented, EvidenceAdded, type ReviewServiceMethods } from '@huiliu/contracts';
import { errorOf, startDepartment, type RunningDepartment } from '@huiliu/testing';
import { review } from '../src/department';

const hourMs = 3_600_000;
/** As gRPC writes a time: without a fraction that is none. */
const onWire = (time: Date): string => time.toISOString().replace('.000Z', 'Z');

jest.setTimeout(60_000);

describe('review, for real', () => {
  let department: RunningDepartment<ReviewServiceMethods>;
  beforeAll(async () => {
    department = await startDepartment(review, { now: new Date('2026-11-15T09:00:00Z') });
  });
  afterAll(() => department?.stop());

  let count = 0;
  /** A return that the default policy approves, of a case of its own. */
  const submission = (overrides: Partial<CaseSubmitted> = {}): CaseSubmitted => {
    const caseId = `case-${++count}`;
    const line = { caseLineId: 'CL-1', orderLineId: 'OL-1', sku: '85123A', quantity: 2, reason: 'RETURN_REASON_NO_REASON', condition: 'CLAIMED_CONDITION_UNOPENED', claimedMinor: '1530' } as const;
    return {
      ref: { caseId, caseNumber: `HL-${count}`, orderId: 'order-1' },
      type: 'CASE_TYPE_RETURN',
      customerId: 'C-1',
      channel: 'CHANNEL_CRM',
      requestedAt: '2026-11-15T08:00:00Z',
      lines: [line],
      purchaseKnown: true,
      placedAt: '2026-11-01T08:00:00Z',
      signedAt: '2026-11-05T08:00:00Z',
      currency: 'GBP',
      claimedMinor: '1530',
      evidenceCount: 0,
      provenance: 'PROVENANCE_SYNTHETIC',
      obstacles: [],
      ...overrides,
    };
  };
  const faulty = (overrides: Partial<CaseSubmitted> = {}): CaseSubmitted => {
    const submitted = submission(overrides);
    return { ...submitted, lines: submitted.lines.map((line) => ({ ...line, reason: 'RETURN_REASON_FAULTY', condition: 'CLAIMED_CONDITION_DEFECTIVE' })) };
  };
  const evidence = ({ ref }: CaseSubmitted, evidenceCount: number): EvidenceAdded => ({ ref, evidenceId: `E-${evidenceCount}`, kind: 'photo', evidenceCount });
  const subject = ({ ref }: CaseSubmitted): string => `case:${ref.caseId}`;
  const submit = async (event: CaseSubmitted): Promise<string> => department.tell(CaseSubmitted, subject(event), event);
  /** Submits what needs a person and answers its task. */
  const openTask = async (event = faulty()): Promise<{ taskId: string; caseId: string; about: string }> => {
    await submit(event);
    await department.hear(subject(event), 1);
    return { taskId: `T-${event.ref.caseId}`, caseId: event.ref.caseId, about: subject(event) };
  };

  it('approves by the rules, and says which of them, on which facts, caused by the submission', async () => {
    const event = submission();
    const id = await submit(event);
    const [said] = await department.hear(subject(event), 1);
    expect(said).toMatchObject({ topic: 'huiliu.review.v1', name: 'CaseApproved', sequence: 1, causeId: id });
    expect(said?.data).toEqual({
      ref: event.ref,
      type: 'CASE_TYPE_RETURN',
      lines: [{ caseLineId: 'CL-1', orderLineId: 'OL-1', sku: '85123A', quantity: 2, reason: 'RETURN_REASON_NO_REASON' }],
      decision: {
        policyVersion: '2026-12.4',
        ruleIds: ['return-in-window'],
        decidedBy: 'rules',
        decidedAt: department.now.toISOString(),
        facts: expect.objectContaining({ days_since_signing: '10', claimed_minor: '1530', currency: 'GBP' }) as unknown,
      },
      requestedAt: '2026-11-15T08:00:00Z',
    });
    expect(await department.client.getReview({ caseId: event.ref.caseId })).toMatchObject({ ref: event.ref, status: 'approved', decision: { ruleIds: ['return-in-window'] }, reasons: [] });
  });

  it('rejects with a reason, and tells it to whoever asks', async () => {
    const event = submission({ purchaseKnown: false, signedAt: undefined, currency: '', claimedMinor: '0' });
    await submit(event);
    const [said] = await department.hear(subject(event), 1);
    expect(said).toMatchObject({ name: 'CaseRejected', data: { reasons: [{ code: 'PURCHASE_NOT_FOUND' }], decision: { ruleIds: ['purchase-unknown'] } } });
    const view = await department.client.getReview({ caseId: event.ref.caseId });
    expect(view).toMatchObject({ status: 'rejected', decision: { decidedBy: 'rules' } });
    expect(view.reasons).toEqual(said?.data['reasons']);
    expect(view.reasons).toMatchObject([{ code: 'PURCHASE_NOT_FOUND', message: expect.stringMatching(/\w/) as unknown }]);
  });

  it('decides once, however often the submission is delivered', async () => {
    const event = submission();
    const id = await submit(event);
    await department.hear(subject(event), 1);
    await department.tellAgain(id);
    const later = await department.tell(EvidenceAdded, subject(event), evidence(event, 1));
    expect(await department.handled(later)).toBe('ignored');
    expect(await department.hear(subject(event), 1)).toHaveLength(1);
  });

  it('opens a task for a person, who claims and decides it', async () => {
    const { taskId, caseId, about } = await openTask();
    const dueAt = new Date(department.now.getTime() + 24 * hourMs).toISOString();
    const [opened] = await department.hear(about, 1);
    expect(opened).toMatchObject({ name: 'ReviewTaskOpened', data: { taskId, dueAt, policyVersion: '2026-12.4', ruleIds: ['evidence-missing'] } });
    expect(await department.client.getReview({ caseId })).toMatchObject({ status: 'in_review', task: { taskId, status: 'open', claimedBy: '' }, reasons: [] });

    const claimed = await department.client.claimTask({ taskId, reviewer: 'S-1' });
    expect(claimed.task).toMatchObject({ taskId, status: 'claimed', claimedBy: 'S-1', facts: { evidence_count: '0' } });
    expect(await department.client.claimTask({ taskId, reviewer: 'S-1' })).toEqual(claimed);
    expect(await errorOf(department.client.claimTask({ taskId, reviewer: 'S-2' }))).toBe('CONFLICT TASK_TAKEN');
    expect(await errorOf(department.client.decideTask({ taskId, reviewer: 'S-2', verdict: 'VERDICT_APPROVE', reasonCode: '', lines: [] }))).toBe('CONFLICT TASK_TAKEN');

    const approval = { taskId, reviewer: 'S-1', verdict: 'VERDICT_APPROVE' as const, reasonCode: '', lines: [] };
    expect(await errorOf(department.client.decideTask({ ...approval, seen: 'as-it-was-once' }))).toBe('CHANGED CHANGED_MEANWHILE');
    const decided = await department.client.decideTask({ ...approval, ...(claimed.task?.tag !== undefined && { seen: claimed.task.tag }) });
    expect(decided.task).toMatchObject({ status: 'decided', claimedBy: 'S-1' });
    expect(await department.client.decideTask({ taskId, reviewer: 'S-1', verdict: 'VERDICT_APPROVE', reasonCode: '', lines: [] })).toEqual(decided);
    expect(await errorOf(department.client.decideTask({ taskId, reviewer: 'S-1', verdict: 'VERDICT_REJECT', reasonCode: 'NOT_JUSTIFIED', lines: [] }))).toBe('CONFLICT TASK_DECIDED');

    const said = await department.hear(about, 3);
    expect(said.map(({ name, sequence }) => [name, sequence])).toEqual([['ReviewTaskOpened', 1], ['ReviewTaskClaimed', 2], ['CaseApproved', 3]]);
    expect(said[2]?.data).toMatchObject({ decision: { decidedBy: 'S-1', ruleIds: ['evidence-missing'] } });
  });

  it('needs a claim and, to reject, a reason; nobody decides their own application', async () => {
    const { taskId, caseId, about } = await openTask();
    const reject = { taskId, reviewer: 'S-1', verdict: 'VERDICT_REJECT', reasonCode: '', lines: [] } as const;
    expect(await errorOf(department.client.decideTask(reject))).toBe('CONFLICT TASK_NOT_CLAIMED');
    expect(await errorOf(department.client.claimTask({ taskId, reviewer: 'C-1' }))).toBe('FORBIDDEN SELF_REVIEW');
    await department.client.claimTask({ taskId, reviewer: 'S-1' });
    expect(await errorOf(department.client.decideTask(reject))).toBe('INVALID_ARGUMENT REASON_REQUIRED');
    await department.client.decideTask({ ...reject, reasonCode: 'NOT_JUSTIFIED', lines: [] });
    expect((await department.hear(about, 3))[2]).toMatchObject({ name: 'CaseRejected', data: { reasons: [{ code: 'NOT_JUSTIFIED' }], decision: { decidedBy: 'S-1' } } });
    expect(await department.client.getReview({ caseId })).toMatchObject({ status: 'rejected', reasons: [{ code: 'NOT_JUSTIFIED' }], task: { status: 'decided' } });
  });

  it('lets exactly one of several people claim a task at the same moment', async () => {
    const { taskId, about } = await openTask();
    const staff = ['S-1', 'S-2', 'S-3', 'S-4'];
    const outcomes = await Promise.all(staff.map((reviewer) => errorOf(department.client.claimTask({ taskId, reviewer }))));
    expect(outcomes.sort()).toEqual(['CONFLICT TASK_TAKEN', 'CONFLICT TASK_TAKEN', 'CONFLICT TASK_TAKEN', 'no error']);
    expect((await department.hear(about, 2)).filter(({ name }) => name === 'ReviewTaskClaimed')).toHaveLength(1);
  });

  it('answers a command that is repeated under its key as it did the first time', async () => {
    const { taskId } = await openTask();
    const once = { metadata: { 'idempotency-key': 'claim-1', principal: 'S-1' } };
    const first = await department.client.claimTask({ taskId, reviewer: 'S-1' }, once);
    await department.client.decideTask({ taskId, reviewer: 'S-1', verdict: 'VERDICT_APPROVE', reasonCode: '', lines: [] });
    expect(await department.client.claimTask({ taskId, reviewer: 'S-1' }, once)).toEqual(first);
    expect(await errorOf(department.client.claimTask({ taskId, reviewer: 'S-1' }))).toBe('CONFLICT TASK_DECIDED');
  });

  it('knows no other tasks and cases, and leaves no trace of having been asked', async () => {
    expect(await errorOf(department.client.claimTask({ taskId: 'T-nobody', reviewer: 'S-1' }))).toBe('NOT_FOUND TASK_NOT_FOUND');
    expect(await errorOf(department.client.decideTask({ taskId: 'nonsense', reviewer: 'S-1', verdict: 'VERDICT_APPROVE', reasonCode: '', lines: [] }))).toBe('NOT_FOUND TASK_NOT_FOUND');
    expect(await errorOf(department.client.getReview({ caseId: 'nobody' }))).toBe('NOT_FOUND CASE_NOT_FOUND');
    expect(await department.rows('SELECT 1 FROM head WHERE subject LIKE $1', ['%nobody%'])).toEqual([]);
  });

  it('takes no request that is not as its contract says', async () => {
    expect(await errorOf(department.client.getReview({ caseId: '' }))).toBe('INVALID_ARGUMENT INVALID_REQUEST');
    expect(await errorOf(department.client.listTasks({ limit: 201, cursor: '' }))).toBe('INVALID_ARGUMENT INVALID_REQUEST');
  });

  it('approves by the rules when the missing evidence arrives before anybody has claimed the task', async () => {
    const event = faulty();
    const { taskId, about } = await openTask(event);
    await department.tell(EvidenceAdded, about, evidence(event, 1));
    const [, approved] = await department.hear(about, 2);
    expect(approved).toMatchObject({ name: 'CaseApproved', data: { decision: { decidedBy: 'rules', ruleIds: ['return-in-window'], facts: { evidence_count: '1' } } } });
    expect(await errorOf(department.client.claimTask({ taskId, reviewer: 'S-1' }))).toBe('CONFLICT TASK_DECIDED');
    expect(await department.rows('SELECT 1 FROM timer WHERE subject = $1', [about])).toEqual([]);
  });

  it('leaves the decision to the person who has the task, and shows them the evidence', async () => {
    const event = faulty();
    const { taskId, caseId, about } = await openTask(event);
    await department.client.claimTask({ taskId, reviewer: 'S-1' });
    expect(await department.handled(await department.tell(EvidenceAdded, about, evidence(event, 1)))).toBe('done');
    expect(await department.client.getReview({ caseId })).toMatchObject({ status: 'in_review', task: { status: 'claimed', facts: { evidence_count: '1' } } });
  });

  it('lists open and claimed tasks page by page, the one due first at the top', async () => {
    const before = department.now;
    const tasks: string[] = [];
    // Two are due at the same moment: their order is still one.
    for (const hours of [-3, -3, -2, -1]) {
      department.now = new Date(before.getTime() + hours * hourMs);
      tasks.push((await openTask()).taskId);
    }
    department.now = before;
    await department.client.claimTask({ taskId: tasks[1] ?? '', reviewer: 'S-1' });
    const pagesOf = async (limit: number): Promise<string[]> => {
      const listed: string[] = [];
      let cursor = '';
      do {
        const page = await department.client.listTasks({ limit, cursor });
        expect(page.tasks.length).toBeLessThanOrEqual(limit);
        listed.push(...page.tasks.map(({ taskId }) => taskId));
        cursor = page.nextCursor;
      } while (cursor !== '');
      return listed;
    };
    const listed = await pagesOf(3);
    expect(listed.slice(0, 4)).toEqual(tasks);
    const open = await department.rows<{ task_id: string }>(`SELECT task_id FROM review_case WHERE status IN ('with_person', 'claimed') ORDER BY due_at, task_id`);
    expect(listed).toEqual(open.map((row) => row.task_id));
    expect(await pagesOf(1)).toEqual(listed);
    const all = (await department.client.listTasks({ limit: 0, cursor: '' })).tasks;
    expect(all).toHaveLength(listed.length);
    // A page of long cases would be too large with them.
    expect(all.flatMap(({ lines }) => lines)).toEqual([]);
    expect(await errorOf(department.client.listTasks({ limit: 3, cursor: 'made-up' }))).toBe('INVALID_ARGUMENT CURSOR_INVALID');
  });

  it('says once that a task is overdue, and it can still be decided', async () => {
    const before = department.now;
    const { taskId, about } = await openTask();
    department.now = new Date(before.getTime() + 24 * hourMs);
    const [, overdue] = await department.hear(about, 2);
    expect(overdue).toMatchObject({ name: 'ReviewTaskOverdue', data: { taskId } });
    await department.client.claimTask({ taskId, reviewer: 'S-1' });
    await department.client.decideTask({ taskId, reviewer: 'S-1', verdict: 'VERDICT_APPROVE', reasonCode: '', lines: [] });
    expect((await department.hear(about, 4)).map(({ name }) => name)).toEqual(['ReviewTaskOpened', 'ReviewTaskOverdue', 'ReviewTaskClaimed', 'CaseApproved']);
    department.now = before;
  });

  it('approves in part: says the approved units, and what was refused and why', async () => {
    const { taskId, caseId, about } = await openTask();
    await department.client.claimTask({ taskId, reviewer: 'S-1' });
    const verdict = { taskId, reviewer: 'S-1', verdict: 'VERDICT_APPROVE', reasonCode: 'NOT_JUSTIFIED', lines: [{ caseLineId: 'CL-1', quantity: 1 }] } as const;
    expect(await errorOf(department.client.decideTask({ ...verdict, reasonCode: '' }))).toBe('INVALID_ARGUMENT REASON_REQUIRED');
    expect(await errorOf(department.client.decideTask({ ...verdict, lines: [{ caseLineId: 'CL-1', quantity: 3 }] }))).toBe('UNPROCESSABLE MORE_THAN_ASKED');
    expect(await errorOf(department.client.decideTask({ ...verdict, lines: [{ caseLineId: 'CL-1', quantity: 0 }] }))).toBe('UNPROCESSABLE NOTHING_APPROVED');
    expect(await errorOf(department.client.decideTask({ ...verdict, lines: [{ caseLineId: 'CL-1', quantity: -1 }] }))).toBe('INVALID_ARGUMENT INVALID_REQUEST');
    await department.client.decideTask(verdict);
    expect((await department.hear(about, 3))[2]).toMatchObject({ name: 'CaseApproved', data: { lines: [{ caseLineId: 'CL-1', quantity: 1 }], refused: { lines: [{ caseLineId: 'CL-1', quantity: 1 }], reason: { code: 'NOT_JUSTIFIED' } } } });
    expect(await department.client.getReview({ caseId })).toMatchObject({ status: 'approved', refused: { lines: [{ quantity: 1 }] }, task: { lines: [{ caseLineId: 'CL-1', sku: '85123A', quantity: 2, reason: 'RETURN_REASON_FAULTY' }] } });
  });

  it('asks for evidence and decides when it is there; without it the rules reject', async () => {
    const before = department.now;
    const [event, silent] = [faulty(), faulty()];
    const [open, never] = [await openTask(event), await openTask(silent)];
    for (const { taskId } of [open, never]) {
      await department.client.claimTask({ taskId, reviewer: 'S-1' });
      const { task } = await department.client.decideTask({ taskId, reviewer: 'S-1', verdict: 'VERDICT_REQUEST_EVIDENCE', reasonCode: 'PHOTO_OF_FAULT', lines: [] });
      expect(task).toMatchObject({ status: 'awaiting_evidence', evidenceDueAt: onWire(new Date(before.getTime() + 72 * hourMs)) });
    }
    expect(await errorOf(department.client.decideTask({ taskId: open.taskId, reviewer: 'S-1', verdict: 'VERDICT_APPROVE', reasonCode: '', lines: [] }))).toBe('CONFLICT TASK_AWAITS_EVIDENCE');
    expect((await department.client.listTasks({ limit: 0, cursor: '' })).tasks.map(({ taskId }) => taskId)).not.toContain(open.taskId);
    await department.tell(EvidenceAdded, open.about, evidence(event, 1));
    expect((await department.hear(open.about, 4)).slice(2)).toMatchObject([{ name: 'EvidenceRequested', data: { reasonCode: 'PHOTO_OF_FAULT', number: 1 } }, { name: 'ReviewTaskResumed', data: { evidenceCount: 1 } }]);
    await department.client.decideTask({ taskId: open.taskId, reviewer: 'S-1', verdict: 'VERDICT_APPROVE', reasonCode: '', lines: [] });
    department.now = new Date(before.getTime() + 72 * hourMs);
    expect((await department.hear(never.about, 4))[3]).toMatchObject({ name: 'CaseRejected', data: { reasons: [{ code: 'EVIDENCE_NOT_SUPPLIED' }], decision: { decidedBy: 'rules' } } });
    expect((await department.hear(open.about, 5))[4]).toMatchObject({ name: 'CaseApproved' });
    department.now = before;
  });

  it('decides a supplemented application again, under a task of its own', async () => {
    const event = faulty();
    const { taskId, caseId, about } = await openTask(event);
    await department.client.claimTask({ taskId, reviewer: 'S-1' });
    const key = { metadata: { 'idempotency-key': 'reject-1', principal: 'S-1' } };
    const reject = { taskId, reviewer: 'S-1', verdict: 'VERDICT_REJECT', reasonCode: 'NOT_JUSTIFIED', lines: [] } as const;
    const answer = await department.client.decideTask(reject, key);
    const supplementUntil = new Date(department.now.getTime() + 72 * hourMs).toISOString();
    expect((await department.hear(about, 3))[2]).toMatchObject({ name: 'CaseRejected', data: { supplementUntil } });
    expect(await department.client.getReview({ caseId })).toMatchObject({ status: 'rejected', supplementUntil: onWire(new Date(supplementUntil)), round: 1 });

    await department.tell(CaseSupplemented, about, { ref: event.ref, round: 2, evidenceCount: 0, explained: true });
    expect((await department.hear(about, 4))[3]).toMatchObject({ name: 'ReviewTaskOpened', data: { taskId: `T2-${caseId}`, round: 2 } });
    expect(await department.client.getReview({ caseId })).toMatchObject({ status: 'in_review', round: 2, earlier: [{ decision: { decidedBy: 'S-1' }, reasons: [{ code: 'NOT_JUSTIFIED' }] }] });
    expect(await errorOf(department.client.decideTask(reject))).toBe('NOT_FOUND TASK_NOT_FOUND');
    expect(await department.client.decideTask(reject, key)).toEqual(answer);
    await department.tell(EvidenceAdded, about, evidence(event, 1));
    expect((await department.hear(about, 5))[4]).toMatchObject({ name: 'CaseApproved', data: { decision: { decidedBy: 'rules', round: 2 } } });
  });

  const cancel = (event: CaseSubmitted): Promise<string> => department.tell(CancellationRequested, subject(event), { ref: event.ref, reasonCode: 'CHANGED_MIND', askedBy: 'customer' });

  it('takes back what nobody has decided: the task is gone from the list, and its clock is stopped', async () => {
    const event = faulty();
    const { taskId, caseId, about } = await openTask(event);
    await cancel(event);
    expect((await department.hear(about, 2)).map(({ name }) => name)).toEqual(['ReviewTaskOpened', 'CaseWithdrawn']);
    expect(await department.client.getReview({ caseId })).toMatchObject({ status: 'withdrawn', reasons: [], task: { status: 'withdrawn' } });
    expect((await department.client.listTasks({ limit: 200, cursor: '' })).tasks.map((task) => task.taskId)).not.toContain(taskId);
    expect(await errorOf(department.client.claimTask({ taskId, reviewer: 'S-1' }))).toBe('CONFLICT TASK_WITHDRAWN');
    expect(await department.rows('SELECT 1 FROM timer WHERE subject = $1', [about])).toEqual([]);
  });

  it('lets either the person or the customer win, never both, when they come at the same moment', async () => {
    const events = Array.from({ length: 10 }, () => faulty());
    for (const event of events) {
      const { taskId } = await openTask(event);
      await department.client.claimTask({ taskId, reviewer: 'S-1' });
    }
    const decided = await Promise.all(
      events.map(async (event, index) => {
        const decide = () => department.client.decideTask({ taskId: `T-${event.ref.caseId}`, reviewer: 'S-1', verdict: 'VERDICT_APPROVE', reasonCode: '', lines: [] }).then(() => true, (error: { readonly code: string }) => error.code);
        const [first, second] = index % 2 === 0 ? [decide(), cancel(event)] : [cancel(event), decide()];
        const [one, other] = await Promise.all([first, second]);
        await department.handled(index % 2 === 0 ? (other as string) : (one as string));
        return index % 2 === 0 ? one : other;
      }),
    );
    await department.settled();
    for (const [index, event] of events.entries()) {
      const names = department.namesSaid(subject(event)).slice(2);
      expect([decided[index], names]).toEqual(decided[index] === true ? [true, ['CaseApproved', 'CancellationPassedOn']] : ['TASK_WITHDRAWN', ['CaseWithdrawn']]);
    }
  });

  it('parks evidence for a case it never heard of: something was lost', async () => {
    const stray = submission();
    await department.tell(EvidenceAdded, subject(stray), evidence(stray, 1));
    const parked = async () => department.rows<{ reason: string }>('SELECT reason FROM parked WHERE subject = $1', [subject(stray)]);
    await department.until('parked', async () => (await parked()).length > 0);
    expect((await parked())[0]?.reason).toMatch(/CASE_NOT_FOUND/);
  });

  it('keeps the policy it was seeded with: a version can\'t be edited', async () => {
    const [row] = await department.rows<{ terms: { rules: unknown[] } }>(`SELECT terms FROM policy WHERE policy_id = '2026-12'`);
    expect(row?.terms.rules.length).toBeGreaterThan(10);
    await expect(department.rows(`UPDATE policy SET terms = '{}' WHERE policy_id = '2026-12'`)).rejects.toThrow(/a change is a new version/);
    await expect(department.rows(`DELETE FROM policy WHERE policy_id = '2026-12'`)).rejects.toThrow(/a change is a new version/);
  });

  it('decides by the policy that is active now, and quotes its version', async () => {
    await department.rows(`UPDATE policy SET version = '2026-13', row_version = row_version + 1, terms = jsonb_set(terms, '{rules}', '[{"id": "all-to-people", "why": "", "when": [], "then": "person"}]') WHERE policy_id = 'active'`);
    const event = submission();
    await submit(event);
    expect((await department.hear(subject(event), 1))[0]).toMatchObject({ name: 'ReviewTaskOpened', data: { policyVersion: '2026-13', ruleIds: ['all-to-people'] } });
  });

  it('raised no alarm in all of this', () => {
    expect(department.alarms).toEqual([]);
  });
});
