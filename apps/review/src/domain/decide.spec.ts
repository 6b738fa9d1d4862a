import { faultsOf } from '@huiliu/kernel';
import fc from 'fast-check';
import { aLine, anApplication } from '../../test/builders';
import type { Application } from './application';
import { claim, countEvidence, decideByPerson, fallDue, judge } from './decide';
import { defaultPolicy } from './default-policy';
import { factsOf } from './facts';
import { evaluate, type Finding } from './policy';
import { reasonOf } from './reasons';
import { begin, caseIdOf, evolve, reviewMachine, taskIdOf, taskOf, type Review, type ReviewEvent } from './review';

const now = new Date('2026-11-15T09:00:00Z');
const finding = (application: Application): Finding => evaluate(defaultPolicy, factsOf(application, defaultPolicy.timeZone));
const apply = (review: Review, events: readonly ReviewEvent[]): Review => events.reduce(evolve, review);
const submit = (application: Application): Review => apply(begin(application), judge(begin(application), finding(application), 24, now));
const withEvidence = (review: Review, count: number) => countEvidence(review, count, finding({ ...review.application, evidenceCount: count }), now);
const notJustified = { code: 'NOT_JUSTIFIED', message: 'no' };

/** Needs a person for want of evidence. */
const faulty = anApplication({ lines: [aLine({ reason: 'faulty' })] });
const open = submit(faulty);
const claimed = apply(open, [{ kind: 'task_claimed', claimedBy: 'S-1' }]);
const expectError = (decided: ReturnType<typeof claim>, code: string): void => expect(decided).toMatchObject({ ok: false, error: { code } });

describe('a new application', () => {
  it('is approved by the rules at once, with what they saw', () => {
    const { status, decision, task } = submit(anApplication());
    expect([status, task]).toEqual(['approved', undefined]);
    expect(decision).toMatchObject({ decidedBy: 'rules', policyVersion: '2026-11', ruleIds: ['return-in-window'], decidedAt: now.toISOString(), facts: { days_since_signing: '10' }, reasons: [] });
  });

  it('is rejected by the rules with a reason', () => {
    expect(submit(anApplication({ purchaseKnown: false })).decision).toMatchObject({ verdict: 'reject', decidedBy: 'rules', reasons: [{ code: 'PURCHASE_NOT_FOUND' }] });
  });

  it('opens a task that is due when the policy\'s hours are over', () => {
    expect(open).toMatchObject({ status: 'with_person', decision: undefined, task: { taskId: 'T-case-1', dueAt: '2026-11-16T09:00:00.000Z', overdue: false, claimedBy: undefined, grounds: { ruleIds: ['evidence-missing'] } } });
  });

  it.each([
    ['units that are not reserved', anApplication({ obstacles: ['UNITS_TAKEN'] })],
    ['an unknown purchase', anApplication({ purchaseKnown: false })],
    ['no type', anApplication({ type: 'unspecified' })],
    ['a line that names none of the order\'s', anApplication({ lines: [aLine(), aLine({ orderLineId: '' })] })],
  ])('goes to a person when rules would approve what could not be carried out: %s', (_, application) => {
    const careless: Finding = { ...finding(anApplication()), verdict: 'approve' };
    expect(judge(begin(application), careless, 24, now)).toMatchObject([{ kind: 'task_opened' }]);
  });
});

describe('evidence', () => {
  it('lets the rules approve while nobody has claimed the task', () => {
    const approved = apply(open, withEvidence(open, 1));
    expect(approved).toMatchObject({ status: 'approved', application: { evidenceCount: 1 }, decision: { decidedBy: 'rules', ruleIds: ['return-in-window'], facts: { evidence_count: '1' } } });
  });

  it('is counted and leaves the decision to the person who has claimed the task', () => {
    const after = apply(claimed, withEvidence(claimed, 1));
    expect(after).toMatchObject({ status: 'claimed', application: { evidenceCount: 1 }, task: { grounds: { ruleIds: ['evidence-missing'] } } });
  });

  it('may bring out another reason to ask a person', () => {
    const large = submit(anApplication({ lines: [aLine({ reason: 'faulty' })], claimedMinor: 60_000n }));
    expect(taskOf(large).grounds.ruleIds).toEqual(['evidence-missing']);
    const after = apply(large, withEvidence(large, 1));
    expect(after).toMatchObject({ status: 'with_person', task: { grounds: { ruleIds: ['large-claim'], facts: { evidence_count: '1' } } } });
  });

  it('changes nothing after the decision, or when it was counted before', () => {
    expect(withEvidence(submit(anApplication()), 3)).toEqual([]);
    expect(withEvidence(open, 0)).toEqual([]);
  });
});

describe('claiming', () => {
  it('gives the task to one person; the same one again changes nothing', () => {
    expect(claim(open, 'S-1')).toEqual({ ok: true, value: [{ kind: 'task_claimed', claimedBy: 'S-1' }] });
    expect(claim(claimed, 'S-1')).toEqual({ ok: true, value: [] });
    expectError(claim(claimed, 'S-2'), 'TASK_TAKEN');
  });

  it('is under the id of the case\'s task, and there is none without a task', () => {
    expect([taskIdOf('case-1'), caseIdOf('T-case-1'), caseIdOf('case-1')]).toEqual(['T-case-1', 'case-1', '']);
    expect(() => claim(submit(anApplication()), 'S-1')).toThrow('without a task');
  });

  it('is over once the case is decided', () => {
    expectError(claim(apply(open, withEvidence(open, 1)), 'S-1'), 'TASK_DECIDED');
  });

  it('is not for the customer whose case it is', () => {
    expectError(claim(open, faulty.customerId), 'SELF_REVIEW');
  });
});

describe('a person\'s decision', () => {
  const approve = { reviewer: 'S-1', verdict: 'approve', reason: undefined } as const;
  const reject = { reviewer: 'S-1', verdict: 'reject', reason: notJustified } as const;
  const decide = (review: Review, verdict: Parameters<typeof decideByPerson>[1]) => decideByPerson(review, verdict, now);
  const decided = (review: Review, verdict: Parameters<typeof decideByPerson>[1]): Review => {
    const result = decide(review, verdict);
    if (!result.ok) throw new Error(result.error.code);
    return apply(review, result.value);
  };

  it('is kept with who made it and why a person was asked', () => {
    expect(decided(claimed, approve).decision).toMatchObject({ verdict: 'approve', decidedBy: 'S-1', ruleIds: ['evidence-missing'], policyVersion: '2026-11', reasons: [] });
    expect(decided(claimed, reject).decision).toMatchObject({ verdict: 'reject', decidedBy: 'S-1', reasons: [notJustified] });
  });

  it('is made by who claimed the task alone', () => {
    expectError(decide(open, approve), 'TASK_NOT_CLAIMED');
    expectError(decide(claimed, { ...approve, reviewer: 'S-2' }), 'TASK_TAKEN');
    expectError(decide(claimed, { ...approve, reviewer: faulty.customerId }), 'SELF_REVIEW');
  });

  it('to reject needs a reason', () => {
    expectError(decide(claimed, { ...reject, reason: undefined }), 'REASON_REQUIRED');
  });

  it('the same again changes nothing; another one, or another person\'s, is refused', () => {
    const approved = decided(claimed, approve);
    expect(decide(approved, approve)).toEqual({ ok: true, value: [] });
    expectError(decide(approved, reject), 'TASK_DECIDED');
    expectError(decide(approved, { ...approve, reviewer: 'S-2' }), 'TASK_DECIDED');
  });

  it('can\'t approve units that are not reserved', () => {
    const blocked = apply(submit(anApplication({ obstacles: ['SOMETHING_NEW'] })), [{ kind: 'task_claimed', claimedBy: 'S-1' }]);
    expectError(decide(blocked, approve), 'CASE_NOT_APPROVABLE');
    expect(decided(blocked, reject).status).toBe('rejected');
  });

  it('gets the customer the policy\'s message for its code, or a general one', () => {
    expect(reasonOf('OUTSIDE_WINDOW', defaultPolicy)?.message).toMatch(/30 days/);
    expect(reasonOf('NOT_JUSTIFIED', defaultPolicy)).toMatchObject({ code: 'NOT_JUSTIFIED', message: expect.stringContaining('customer service') as string });
    expect(reasonOf('', defaultPolicy)).toBeUndefined();
  });
});

describe('a task that nobody decides in time', () => {
  it('is said to be overdue once, and can still be decided', () => {
    expect(fallDue(open)).toEqual([{ kind: 'task_overdue' }]);
    const late = apply(claimed, fallDue(claimed));
    expect(late).toMatchObject({ status: 'claimed', task: { overdue: true } });
    expect(fallDue(late)).toEqual([]);
    expect(decideByPerson(late, { reviewer: 'S-1', verdict: 'approve', reason: undefined }, now).ok).toBe(true);
  });

  it('is not said of a case that is decided', () => {
    expect(fallDue(submit(anApplication()))).toEqual([]);
  });
});

describe('the review machine', () => {
  it('is sound', () => {
    expect(faultsOf(reviewMachine)).toEqual([]);
  });

  it('takes no event that can\'t have happened', () => {
    expect(() => evolve(open, { kind: 'rejected', decision: { ...taskOf(open).grounds, verdict: 'reject', decidedBy: 'S-1', decidedAt: now.toISOString(), reasons: [] } })).toThrow('reject is not possible in state with_person');
  });

  it('stays sound through any sequence of commands: decided once, by who may, and told consistently', () => {
    const staff = fc.constantFrom('S-1', 'S-2', 'C-17850');
    const move = fc.oneof(
      fc.record({ kind: fc.constant('claim' as const), reviewer: staff }),
      fc.record({ kind: fc.constant('decide' as const), reviewer: staff, verdict: fc.constantFrom('approve' as const, 'reject' as const), reason: fc.constantFrom(undefined, notJustified) }),
      fc.record({ kind: fc.constant('evidence' as const), count: fc.nat(3) }),
      fc.record({ kind: fc.constant('due' as const) }),
    );
    fc.assert(
      fc.property(fc.constantFrom(faulty, anApplication({ claimedMinor: 60_000n }), anApplication({ obstacles: ['SOMETHING_NEW'] }), anApplication()), fc.array(move, { maxLength: 12 }), (application, moves) => {
        let review = submit(application);
        const told: string[] = [];
        for (const each of moves) {
          const before = review;
          const events = eventsOf(review, each);
          review = apply(review, events);
          told.push(...events.map(({ kind }) => kind));
          if (before.decision) expect(review).toEqual(before);
          else if (before.task?.claimedBy !== undefined) expect(review.task?.claimedBy).toBe(before.task.claimedBy);
        }
        for (const once of ['task_claimed', 'task_overdue']) expect(told.filter((kind) => kind === once).length).toBeLessThanOrEqual(1);
        expect(review.decision !== undefined).toBe(reviewMachine.final.includes(review.status));
        if (review.decision && review.decision.decidedBy !== 'rules') expect(review.decision.decidedBy).toBe(review.task?.claimedBy);
        expect(review.decision?.decidedBy).not.toBe(application.customerId);
        if (review.status === 'approved') expect(review.application.obstacles).toEqual([]);
      }),
    );
  });

  type Move = { kind: 'claim'; reviewer: string } | { kind: 'decide'; reviewer: string; verdict: 'approve' | 'reject'; reason: typeof notJustified | undefined } | { kind: 'evidence'; count: number } | { kind: 'due' };
  function eventsOf(review: Review, move: Move): readonly ReviewEvent[] {
    if (move.kind === 'evidence') return withEvidence(review, move.count);
    if (move.kind === 'due') return fallDue(review);
    // Commands name a task: a case that the rules decided at once has none.
    if (!review.task) return [];
    const result = move.kind === 'claim' ? claim(review, move.reviewer) : decideByPerson(review, move, now);
    return result.ok ? result.value : [];
  }
});
