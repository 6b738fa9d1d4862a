import { memoryWork, type MemoryWork } from '@huiliu/testing';
import { aLine, anApplication } from '../../test/builders';
import { reviewTables } from '../adapters/out/postgres/tables';
import type { Application } from '../domain/application';
import type { PersonalVerdict } from '../domain/decide';
import { defaultPolicy } from '../domain/default-policy';
import type { Review } from '../domain/review';
import { cancelReview } from './cancel-review';
import { claimTask } from './claim-task';
import { countNewEvidence } from './count-evidence';
import { decideTask } from './decide-task';
import { rejectWithoutEvidence } from './reject-without-evidence';
import { reviewAgain } from './review-again';
import { reviewCase } from './review-case';
import { tellOverdue } from './tell-overdue';
import { evidenceTimer, overdueTimer } from './work';

const now = new Date('2026-11-15T09:00:00Z');
const { ref } = anApplication();
const subject = 'case:case-1';
/** Needs a person for want of evidence. */
const faulty = anApplication({ lines: [aLine({ reason: 'faulty' })] });

type ReviewMemory = MemoryWork<typeof reviewTables>;

function nothing(): ReviewMemory {
  const memory = memoryWork(reviewTables, { now, timers: [overdueTimer, evidenceTimer] });
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
const decide = (memory: ReviewMemory, verdict: PersonalVerdict['verdict'], reasonCode = '', reviewer = 'S-1', lines: PersonalVerdict['lines'] = []) => decideTask(memory.work, reviewIn(memory), { reviewer, verdict, reasonCode, lines }, answer);

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
          decision: { policyVersion: '2026-12.4', ruleIds: ['return-in-window'], decidedBy: 'rules', decidedAt: now.toISOString(), facts: { days_since_signing: '10' } },
        },
      },
    ]);
    expect(memory.timers).toEqual([]);
    expect(statusOf(memory)).toBe('approved');
  });

  it('of a price difference is said with what is given for each unit at most, and why that is less than was asked', () => {
    const difference = { askedMinor: 10_00n, lowerPriceMinor: 90_00n };
    const application = anApplication({ type: 'price_difference', lines: [aLine({ difference })], evidenceCount: 1 });
    expect(submitted(application).said).toMatchObject([{ name: 'CaseApproved', data: { type: 'CASE_TYPE_PRICE_DIFFERENCE', lines: [{ quantity: 2, amountPerUnitMinor: '1000', lowerUnitPriceMinor: '9000' }] } }]);
    const memory = submitted({ ...application, evidenceCount: 0 });
    claim(memory);
    const less = { reviewer: 'S-1', verdict: 'approve', reasonCode: 'PRICE_OF_A_SALE', lines: [{ caseLineId: 'CL-1', quantity: 2, eachMinor: 7_00n }] } as const;
    expect(decideTask(memory.work, reviewIn(memory), less, () => ({}))).toMatchObject({ kind: 'done' });
    const { data } = memory.said.at(-1) ?? {};
    expect(data).toMatchObject({ lines: [{ quantity: 2, amountPerUnitMinor: '700', lowerUnitPriceMinor: '9000' }], reduced: { code: 'PRICE_OF_A_SALE' } });
    expect(data).toMatchObject({ refused: undefined });
  });

  it('that the rules reject is said with the reason', () => {
    const memory = submitted(anApplication({ purchaseKnown: false, signedAt: undefined }));
    expect(memory.said).toMatchObject([{ name: 'CaseRejected', subject, data: { ref, reasons: [{ code: 'PURCHASE_NOT_FOUND' }], decision: { ruleIds: ['purchase-unknown'] } } }]);
    expect(statusOf(memory)).toBe('rejected');
  });

  it('that needs a person opens a task and winds its clock', () => {
    const memory = submitted(faulty);
    const dueAt = '2026-11-16T09:00:00.000Z';
    expect(memory.said).toEqual([{ name: 'ReviewTaskOpened', subject, data: { ref, taskId: 'T-case-1', dueAt, policyVersion: '2026-12.4', ruleIds: ['evidence-missing'] } }]);
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

describe('an approval in part', () => {
  it('names the approved units alone, and says what was refused and why', () => {
    const memory = submitted(anApplication({ lines: [aLine({ reason: 'faulty', quantity: 3 }), aLine({ caseLineId: 'CL-2', reason: 'faulty' })] }));
    claim(memory);
    expect(decide(memory, 'approve', 'NOT_JUSTIFIED', 'S-1', [{ caseLineId: 'CL-1', quantity: 2 }])).toEqual({ kind: 'done', response: { status: 'approved' } });
    expect(memory.said.at(-1)).toMatchObject({
      name: 'CaseApproved',
      data: { lines: [{ caseLineId: 'CL-1', quantity: 2 }], refused: { lines: [{ caseLineId: 'CL-1', quantity: 1 }, { caseLineId: 'CL-2', quantity: 2 }], reason: { code: 'NOT_JUSTIFIED' } } },
    });
    expect(memory.said.at(-1)?.data).toHaveProperty('lines.length', 1);
  });

  it('of every unit is one of the whole, and says nothing of a rest', () => {
    const memory = submitted(faulty);
    claim(memory);
    decide(memory, 'approve', '', 'S-1', [{ caseLineId: 'CL-1', quantity: 2 }]);
    expect(memory.said.at(-1)?.data).toMatchObject({ lines: [{ caseLineId: 'CL-1', quantity: 2 }], refused: undefined });
  });
});

describe('evidence that is asked for', () => {
  const asked = (): ReviewMemory => {
    const memory = submitted(faulty);
    claim(memory);
    expect(decide(memory, 'request_evidence', 'PHOTO_OF_FAULT')).toEqual({ kind: 'done', response: { status: 'awaiting_evidence' } });
    return memory;
  };

  it('stops the clock of who decides and winds the customer\'s', () => {
    const memory = asked();
    const dueAt = '2026-11-18T09:00:00.000Z';
    expect(memory.said.at(-1)).toEqual({ name: 'EvidenceRequested', subject, data: { ref, taskId: 'T-case-1', dueAt, reasonCode: 'PHOTO_OF_FAULT', number: 1 } });
    expect(memory.timers).toEqual([{ subject, name: evidenceTimer, dueAt: new Date(dueAt), payload: { caseId: 'case-1' } }]);
    expect(decide(memory, 'request_evidence', 'PHOTO_OF_FAULT')).toMatchObject({ kind: 'ignored' });
    expect(decide(memory, 'approve')).toMatchObject({ kind: 'refused', refusal: { code: 'TASK_AWAITS_EVIDENCE', kind: 'CONFLICT' } });
  });

  it('brings the task back to who asked, with a new time to decide', () => {
    const memory = asked();
    expect(countNewEvidence(memory.work, 'case-1', 1)).toEqual({ kind: 'done' });
    expect(memory.said.at(-1)).toEqual({ name: 'ReviewTaskResumed', subject, data: { ref, taskId: 'T-case-1', dueAt: '2026-11-16T09:00:00.000Z', evidenceCount: 1 } });
    expect(memory.timers).toEqual([{ subject, name: overdueTimer, dueAt: new Date('2026-11-16T09:00:00Z'), payload: { caseId: 'case-1' } }]);
    expect(statusOf(memory)).toBe('claimed');
    expect(rejectWithoutEvidence(memory.work, 'case-1')).toMatchObject({ kind: 'ignored' });
    expect(decide(memory, 'approve')).toMatchObject({ kind: 'done' });
  });

  it('is not waited for any more when the customer cancels', () => {
    const memory = asked();
    expect(cancelReview(memory.work, 'case-1', 'CHANGED_MIND')).toEqual({ kind: 'done' });
    expect([memory.said.at(-1)?.name, memory.timers, reviewIn(memory).evidenceRequest]).toEqual(['CaseWithdrawn', [], undefined]);
    expect(rejectWithoutEvidence(memory.work, 'case-1')).toMatchObject({ kind: 'ignored' });
  });

  it('and does not come ends in a rejection by the rules that the customer may supplement', () => {
    const memory = asked();
    expect(rejectWithoutEvidence(memory.work, 'case-1')).toEqual({ kind: 'done' });
    expect(memory.said.at(-1)).toMatchObject({
      name: 'CaseRejected',
      data: { reasons: [{ code: 'EVIDENCE_NOT_SUPPLIED' }], decision: { decidedBy: 'rules', ruleIds: ['evidence-missing', 'evidence-not-supplied'] }, supplementUntil: '2026-11-18T09:00:00.000Z' },
    });
    expect(memory.timers).toEqual([]);
    expect(rejectWithoutEvidence(memory.work, 'case-1')).toMatchObject({ kind: 'ignored' });
    expect(rejectWithoutEvidence(memory.work, 'case-2')).toMatchObject({ kind: 'ignored' });
  });
});

describe('a supplement', () => {
  const rejected = (): ReviewMemory => {
    const memory = submitted(faulty);
    claim(memory);
    decide(memory, 'reject', 'NOT_JUSTIFIED');
    expect(memory.said.at(-1)).toMatchObject({ name: 'CaseRejected', data: { supplementUntil: '2026-11-18T09:00:00.000Z' } });
    return memory;
  };

  it('lets the rules approve in the next round, which the decision names', () => {
    const memory = rejected();
    expect(reviewAgain(memory.work, 'case-1', { round: 2, evidenceCount: 1 })).toEqual({ kind: 'done' });
    expect(memory.said.at(-1)).toMatchObject({ name: 'CaseApproved', data: { decision: { decidedBy: 'rules', round: 2 } } });
    expect(reviewIn(memory)).toMatchObject({ round: 2, earlier: [{ decidedBy: 'S-1', round: 1, reasons: [{ code: 'NOT_JUSTIFIED' }] }] });
    expect(reviewAgain(memory.work, 'case-1', { round: 2, evidenceCount: 1 })).toMatchObject({ kind: 'ignored' });
  });

  it('that shows nothing new goes to a person under another task', () => {
    const memory = rejected();
    reviewAgain(memory.work, 'case-1', { round: 2, evidenceCount: 0 });
    expect(memory.said.at(-1)).toMatchObject({ name: 'ReviewTaskOpened', data: { taskId: 'T2-case-1', round: 2 } });
    expect(memory.timers).toMatchObject([{ name: overdueTimer }]);
    claim(memory, 'S-2');
    decide(memory, 'reject', 'NOT_JUSTIFIED', 'S-2');
    expect(memory.said.at(-1)).toMatchObject({ name: 'CaseRejected', data: { decision: { decidedBy: 'S-2', round: 2 }, supplementUntil: expect.any(String) as string } });
    reviewAgain(memory.work, 'case-1', { round: 3, evidenceCount: 0 });
    claim(memory, 'S-3');
    decide(memory, 'reject', 'NOT_JUSTIFIED', 'S-3');
    expect(memory.said.at(-1)).toMatchObject({ data: { decision: { round: 3 }, supplementUntil: undefined } });
  });

  it('waits for the rejection, where review is rebuilt and what people decided is not on the log', () => {
    expect(reviewAgain(nothing().work, 'case-1', { round: 2, evidenceCount: 1 })).toMatchObject({ kind: 'notYet' });
    const memory = submitted(faulty);
    expect(reviewAgain(memory.work, 'case-1', { round: 2, evidenceCount: 1 })).toMatchObject({ kind: 'notYet' });
    expect(statusOf(memory)).toBe('with_person');
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

describe('what is said of approved lines', () => {
  it('names what an exchange wants, and what that costs', () => {
    const { said } = submitted(anApplication({ type: 'exchange', lines: [aLine({ wanted: { sku: '85123B', unitPriceMinor: 9_99n } }), aLine({ caseLineId: 'CL-2' })] }));
    expect(said).toMatchObject([{ name: 'CaseApproved', data: { lines: [{ wantedSku: '85123B', wantedUnitPriceMinor: '999' }, { caseLineId: 'CL-2' }] } }]);
    expect(said[0]?.data).not.toHaveProperty('lines.1.wantedSku');
  });

  it('gives the reason for less where less is given on some line', () => {
    const difference = { askedMinor: 10_00n, lowerPriceMinor: 90_00n };
    const memory = submitted(anApplication({ type: 'price_difference', lines: [aLine({ difference }), aLine({ caseLineId: 'CL-2', difference })] }));
    claim(memory);
    decide(memory, 'approve', 'PRICE_OF_A_SALE', 'S-1', [{ caseLineId: 'CL-1', quantity: 2, eachMinor: 7_00n }, { caseLineId: 'CL-2', quantity: 2 }]);
    expect(memory.said.at(-1)?.data).toMatchObject({ lines: [{ amountPerUnitMinor: '700' }, { amountPerUnitMinor: '1000' }], reduced: { code: 'PRICE_OF_A_SALE' } });
  });
});

it('clocks are kept under names that the next version finds', () => {
  expect([overdueTimer, evidenceTimer]).toEqual(['review-overdue', 'review-evidence']);
});
