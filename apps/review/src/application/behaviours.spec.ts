import { memoryWork, type MemoryWork } from '@huiliu/testing';
import { aLine, anApplication } from '../../test/builders';
import { reviewTables } from '../adapters/out/postgres/tables';
import type { Application } from '../domain/application';
import { defaultPolicy } from '../domain/default-policy';
import type { Review } from '../domain/review';
import { cancelReview } from './cancel-review';
import { claimTask } from './claim-task';
import { countNewEvidence } from './count-evidence';
import { decideTask } from './decide-task';
import { reviewCase } from './review-case';
import { tellOverdue } from './tell-overdue';
import { overdueTimer } from './work';

const now = new Date('2026-11-15T09:00:00Z');
const { ref } = anApplication();
const subject = 'case:case-1';
/** Needs a person for want of evidence. */
const faulty = anApplication({ lines: [aLine({ reason: 'faulty' })] });

type ReviewMemory = MemoryWork<typeof reviewTables>;

function nothing(): ReviewMemory {
  const memory = memoryWork(reviewTables, { now, timers: [overdueTimer] });
  memory.work.policies.put('active', defaultPolicy);
  return memory;
}

function submitted(application: Application): ReviewMemory {
  const memory = nothing();
  expect(reviewCase(memory.work, application)).toEqual({ kind: 'done' });
  return memory;
}

const names = ({ said }: ReviewMemory): string[] => said.map(({ name }) => name);
const statusOf = ({ reviews }: ReviewMemory): string | undefined => reviews.get('case-1')?.status;
const answer = ({ status }: Review): object => ({ status });
const reviewIn = ({ reviews }: ReviewMemory): Review => {
  const review = reviews.get('case-1');
  if (!review) throw new Error('there is no review');
  return review;
};
const claim = (memory: ReviewMemory, reviewer = 'S-1') => claimTask(memory.work, reviewIn(memory), reviewer, answer);
const decide = (memory: ReviewMemory, verdict: 'approve' | 'reject', reasonCode = '', reviewer = 'S-1') => decideTask(memory.work, reviewIn(memory), { reviewer, verdict, reasonCode }, answer);

describe('an application', () => {
  it('that the rules approve is said with its lines and what they saw', () => {
    const memory = submitted(anApplication());
    expect(memory.said).toMatchObject([
      {
        name: 'CaseApproved',
        subject,
        data: {
          ref,
          type: 'CASE_TYPE_RETURN',
          requestedAt: '2026-11-15T08:00:00Z',
          lines: [{ caseLineId: 'CL-1', orderLineId: 'OL-1', sku: '85123A', quantity: 2, reason: 'RETURN_REASON_NO_REASON' }],
          decision: { policyVersion: '2026-11', ruleIds: ['return-in-window'], decidedBy: 'rules', decidedAt: now.toISOString(), facts: { days_since_signing: '10' } },
        },
      },
    ]);
    expect(memory.timers).toEqual([]);
    expect(statusOf(memory)).toBe('approved');
  });

  it('that the rules reject is said with the reason', () => {
    const memory = submitted(anApplication({ purchaseKnown: false, signedAt: undefined }));
    expect(memory.said).toMatchObject([{ name: 'CaseRejected', subject, data: { ref, reasons: [{ code: 'PURCHASE_NOT_FOUND' }], decision: { ruleIds: ['purchase-unknown'] } } }]);
    expect(statusOf(memory)).toBe('rejected');
  });

  it('that needs a person opens a task and winds its clock', () => {
    const memory = submitted(faulty);
    const dueAt = '2026-11-16T09:00:00.000Z';
    expect(memory.said).toEqual([{ name: 'ReviewTaskOpened', subject, data: { ref, taskId: 'T-case-1', dueAt, policyVersion: '2026-11', ruleIds: ['evidence-missing'] } }]);
    expect(memory.timers).toEqual([{ subject, name: overdueTimer, dueAt: new Date(dueAt), payload: { caseId: 'case-1' } }]);
  });

  it('is reviewed once', () => {
    const memory = submitted(faulty);
    expect(reviewCase(memory.work, faulty)).toMatchObject({ kind: 'ignored' });
    expect(names(memory)).toEqual(['ReviewTaskOpened']);
  });

  it('is not decided without a policy', () => {
    expect(() => reviewCase(memoryWork(reviewTables, { now }).work, faulty)).toThrow('no policy called active');
  });
});

describe('new evidence', () => {
  it('lets the rules approve, and stops the clock', () => {
    const memory = submitted(faulty);
    expect(countNewEvidence(memory.work, 'case-1', 1)).toEqual({ kind: 'done' });
    expect(names(memory)).toEqual(['ReviewTaskOpened', 'CaseApproved']);
    expect(memory.timers).toEqual([]);
  });

  it('that changes no verdict is counted and not said again', () => {
    const memory = submitted(anApplication({ claimedMinor: 60_000n }));
    expect(countNewEvidence(memory.work, 'case-1', 1)).toEqual({ kind: 'done' });
    expect(names(memory)).toEqual(['ReviewTaskOpened']);
    expect(reviewIn(memory)).toMatchObject({ application: { evidenceCount: 1 }, task: { grounds: { ruleIds: ['large-claim'], facts: { evidence_count: '1' } } } });
    expect(countNewEvidence(memory.work, 'case-1', 1)).toMatchObject({ kind: 'ignored' });
  });

  it('changes nothing after the decision, and is refused for a case that was never submitted', () => {
    const memory = submitted(anApplication());
    expect(countNewEvidence(memory.work, 'case-1', 1)).toMatchObject({ kind: 'ignored' });
    expect(countNewEvidence(memory.work, 'case-2', 1)).toMatchObject({ kind: 'refused', refusal: { code: 'CASE_NOT_FOUND', kind: 'NOT_FOUND' } });
  });
});

describe('a task', () => {
  it('is claimed by one person, and that is said', () => {
    const memory = submitted(faulty);
    expect(claim(memory)).toEqual({ kind: 'done', response: { status: 'claimed' } });
    expect(memory.said.at(-1)).toEqual({ name: 'ReviewTaskClaimed', subject, data: { ref, taskId: 'T-case-1', claimedBy: 'S-1' } });
    expect(claim(memory)).toMatchObject({ kind: 'ignored', response: { status: 'claimed' } });
    expect(claim(memory, 'S-2')).toMatchObject({ kind: 'refused', refusal: { code: 'TASK_TAKEN', kind: 'CONFLICT' } });
    expect(memory.said).toHaveLength(2);
    expect(memory.timers).toHaveLength(1);
  });

  it('is approved by who claimed it, and its clock stops', () => {
    const memory = submitted(faulty);
    claim(memory);
    expect(decide(memory, 'approve')).toEqual({ kind: 'done', response: { status: 'approved' } });
    expect(memory.said.at(-1)).toMatchObject({ name: 'CaseApproved', data: { decision: { decidedBy: 'S-1' } } });
    expect(memory.timers).toEqual([]);
    expect(decide(memory, 'approve')).toMatchObject({ kind: 'ignored', response: { status: 'approved' } });
    expect(names(memory)).toEqual(['ReviewTaskOpened', 'ReviewTaskClaimed', 'CaseApproved']);
  });

  it('is rejected with words for the customer, and its clock stops', () => {
    const memory = submitted(faulty);
    claim(memory);
    expect(decide(memory, 'reject', 'OUTSIDE_WINDOW')).toEqual({ kind: 'done', response: { status: 'rejected' } });
    expect(memory.said.at(-1)).toMatchObject({ name: 'CaseRejected', subject, data: { reasons: [{ code: 'OUTSIDE_WINDOW', message: expect.stringContaining('30 days') as string }], decision: { decidedBy: 'S-1' } } });
    expect(memory.timers).toEqual([]);
  });

  it.each([
    ['nobody has claimed', submitted(faulty), 'approve', 'S-1', 'TASK_NOT_CLAIMED', 'CONFLICT'],
    ['is one\'s own', submitted(faulty), 'approve', faulty.customerId, 'SELF_REVIEW', 'FORBIDDEN'],
  ] as const)('that %s is not decided', (_, memory, verdict, reviewer, code, kind) => {
    expect(decide(memory, verdict, '', reviewer)).toMatchObject({ kind: 'refused', refusal: { code, kind } });
    expect(names(memory)).toEqual(['ReviewTaskOpened']);
  });

  it('is not rejected without a reason, nor decided again, nor approved where nothing is reserved', () => {
    const memory = submitted(faulty);
    claim(memory);
    expect(decide(memory, 'reject')).toMatchObject({ kind: 'refused', refusal: { code: 'REASON_REQUIRED', kind: 'INVALID_ARGUMENT' } });
    decide(memory, 'approve');
    expect(decide(memory, 'reject', 'NOT_JUSTIFIED')).toMatchObject({ kind: 'refused', refusal: { code: 'TASK_DECIDED', kind: 'CONFLICT' } });
    const blocked = submitted(anApplication({ obstacles: ['SOMETHING_NEW'] }));
    claim(blocked);
    expect(decide(blocked, 'approve')).toMatchObject({ kind: 'refused', refusal: { code: 'CASE_NOT_APPROVABLE', kind: 'UNPROCESSABLE' } });
  });

  it('that is late is said to be overdue once', () => {
    const memory = submitted(faulty);
    expect(tellOverdue(memory.work, 'case-1')).toEqual({ kind: 'done' });
    expect(memory.said.at(-1)).toEqual({ name: 'ReviewTaskOverdue', subject, data: { ref, taskId: 'T-case-1', dueAt: '2026-11-16T09:00:00.000Z' } });
    expect(tellOverdue(memory.work, 'case-1')).toMatchObject({ kind: 'ignored' });
    expect(tellOverdue(memory.work, 'case-2')).toMatchObject({ kind: 'ignored' });
    expect(memory.said).toHaveLength(2);
  });
});

describe('a wish to cancel', () => {
  const cancel = (memory: ReviewMemory) => cancelReview(memory.work, 'case-1', 'CHANGED_MIND');

  it.each([
    ['nobody has claimed', () => undefined],
    ['somebody works on', (memory: ReviewMemory) => void claim(memory)],
  ])('takes back what %s: the task ends and so does its clock', (_, before) => {
    const memory = submitted(faulty);
    before(memory);
    expect(cancel(memory)).toEqual({ kind: 'done' });
    expect(memory.said.at(-1)).toEqual({ name: 'CaseWithdrawn', subject, data: { ref, reasonCode: 'CHANGED_MIND' } });
    expect([statusOf(memory), memory.timers]).toEqual(['withdrawn', []]);
    expect(cancel(memory)).toMatchObject({ kind: 'ignored' });
    expect(tellOverdue(memory.work, 'case-1')).toMatchObject({ kind: 'ignored' });
    expect(countNewEvidence(memory.work, 'case-1', 5)).toEqual({ kind: 'ignored', reason: 'the case was withdrawn' });
    expect(claim(memory, 'S-2')).toMatchObject({ kind: 'refused', refusal: { code: 'TASK_WITHDRAWN', kind: 'CONFLICT' } });
    expect(decide(memory, 'approve')).toMatchObject({ kind: 'refused', refusal: { code: 'TASK_WITHDRAWN' } });
  });

  it('leaves an approval as it is and is passed on, once', () => {
    const memory = submitted(anApplication());
    expect(cancel(memory)).toEqual({ kind: 'done' });
    expect(cancel(memory)).toMatchObject({ kind: 'ignored' });
    expect(names(memory)).toEqual(['CaseApproved', 'CancellationPassedOn']);
    expect(memory.said.at(-1)?.data).toEqual({ ref, type: 'CASE_TYPE_RETURN', reasonCode: 'CHANGED_MIND' });
    expect(statusOf(memory)).toBe('approved');
  });

  it('is nothing to a rejected case, and is refused where the submission was lost', () => {
    const memory = submitted(anApplication({ purchaseKnown: false }));
    expect(cancel(memory)).toEqual({ kind: 'ignored', reason: 'the case is rejected' });
    expect(names(memory)).toEqual(['CaseRejected']);
    expect(cancel(nothing())).toMatchObject({ kind: 'refused', refusal: { code: 'CASE_NOT_FOUND' } });
  });
});
