import { faultsOf } from '@huiliu/kernel';
import fc from 'fast-check';
import { aLine, anApplication } from '../../test/builders';
import type { Application } from './application';
import { claim, countEvidence, decideByPerson, evidenceRunsOut, fallDue, judge, supplement, type PersonalVerdict } from './decide';
import { defaultPolicy } from './default-policy';
import { factsOf } from './facts';
import { evaluate, ruleLimit, type Finding } from './policy';
import { reasonOf } from './reasons';
import { begin, caseIdOf, evolve, reviewMachine, taskIdOf, taskOf, type Review, type ReviewEvent } from './review';

const now = new Date('2026-11-15T09:00:00Z');
const finding = (application: Application): Finding => evaluate(defaultPolicy, factsOf(application, defaultPolicy.timeZone));
const apply = (review: Review, events: readonly ReviewEvent[]): Review => events.reduce(evolve, review);
const submit = (application: Application): Review => apply(begin(application), judge(begin(application), finding(application), defaultPolicy, now));
const withEvidence = (review: Review, count: number) => countEvidence(review, count, finding({ ...review.application, evidenceCount: count }), defaultPolicy, now);
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
    expect(decision).toMatchObject({ verdict: 'approve', decidedBy: 'rules', policyVersion: '2026-12.4', ruleIds: ['return-in-window'], decidedAt: now.toISOString(), facts: { days_since_signing: '10' }, reasons: [] });
  });

  it('is rejected by the rules with a reason', () => {
    expect(submit(anApplication({ purchaseKnown: false })).decision).toMatchObject({ verdict: 'reject', decidedBy: 'rules', reasons: [{ code: 'PURCHASE_NOT_FOUND' }] });
  });

  it('that takes up again what had ended is rejected by a person alone, and approved by the rules as any other', () => {
    const again = anApplication({ signedAt: '2026-10-15T15:59:59Z', takenUpAgain: true });
    expect(submit(again)).toMatchObject({ status: 'with_person', task: { grounds: { ruleIds: ['outside-window'] } } });
    expect(submit(anApplication({ takenUpAgain: true }))).toMatchObject({ status: 'approved', decision: { decidedBy: 'rules' } });
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
    expect(judge(begin(application), careless, defaultPolicy, now)).toMatchObject([{ kind: 'task_opened' }]);
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
    expect([taskIdOf('case-1'), taskIdOf('case-1', 2), caseIdOf('T-case-1'), caseIdOf('T2-case-1'), caseIdOf('case-1'), caseIdOf('a-T2-case-1')]).toEqual(['T-case-1', 'T2-case-1', 'case-1', 'case-1', '', '']);
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
  const approve = { reviewer: 'S-1', verdict: 'approve', reason: undefined, lines: [] } as const;
  const reject = { reviewer: 'S-1', verdict: 'reject', reason: notJustified, lines: [] } as const;
  const decide = (review: Review, verdict: Parameters<typeof decideByPerson>[1]) => decideByPerson(review, verdict, defaultPolicy, now);
  const decided = (review: Review, verdict: Parameters<typeof decideByPerson>[1]): Review => {
    const result = decide(review, verdict);
    if (!result.ok) throw new Error(result.error.code);
    return apply(review, result.value);
  };

  it('is kept with who made it and why a person was asked', () => {
    expect(decided(claimed, approve).decision).toMatchObject({ verdict: 'approve', decidedBy: 'S-1', ruleIds: ['evidence-missing'], policyVersion: '2026-12.4', reasons: [] });
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

describe('an approval in part', () => {
  const two = apply(submit(anApplication({ lines: [aLine({ reason: 'faulty', quantity: 3 }), aLine({ caseLineId: 'CL-2', reason: 'faulty' })] })), [{ kind: 'task_claimed', claimedBy: 'S-1' }]);
  const say = (lines: PersonalVerdict['lines'], reason: PersonalVerdict['reason'] = notJustified): PersonalVerdict => ({ reviewer: 'S-1', verdict: 'approve', reason, lines });
  const decide = (verdict: PersonalVerdict, review = two) => decideByPerson(review, verdict, defaultPolicy, now);
  const one = (caseLineId: string, quantity: number) => ({ caseLineId, quantity });

  it('splits what was asked for in two, with a reason for the rest', () => {
    expect(decide(say([one('CL-2', 0), one('CL-1', 2)]))).toMatchObject({
      ok: true,
      value: [{ kind: 'approved', decision: { part: { approved: [one('CL-1', 2)], refused: [one('CL-1', 1), one('CL-2', 2)], reason: notJustified }, reasons: [] } }],
    });
    expect(decide(say([one('CL-1', 3), one('CL-2', 2)], undefined))).toMatchObject({ ok: true, value: [{ decision: { part: undefined } }] });
  });

  it.each([
    ['a line twice', say([one('CL-1', 1), one('CL-1', 1)]), 'LINE_TWICE'],
    ['a line of no case', say([one('CL-9', 1)]), 'LINE_NOT_FOUND'],
    ['more than is asked for', say([one('CL-1', 4)]), 'MORE_THAN_ASKED'],
    ['less than nothing', say([one('CL-1', -1)]), 'MORE_THAN_ASKED'],
    ['half a unit', say([one('CL-1', 0.5)]), 'MORE_THAN_ASKED'],
    ['no unit at all', say([one('CL-1', 0)]), 'NOTHING_APPROVED'],
    ['a rest without a reason', { ...say([one('CL-1', 1)]), reason: undefined }, 'REASON_REQUIRED'],
    ['lines of a rejection', { ...say([one('CL-1', 1)]), verdict: 'reject' }, 'LINES_NOT_ALLOWED'],
  ] as const)('is refused for %s', (_what, verdict, code) => {
    expectError(decide(verdict), code);
  });

  describe('of a price difference', () => {
    const difference = { askedMinor: 10_00n, lowerPriceMinor: 90_00n };
    const cheaper = apply(submit(anApplication({ type: 'price_difference', lines: [aLine({ quantity: 3, difference }), aLine({ caseLineId: 'CL-2', difference })] })), [{ kind: 'task_claimed', claimedBy: 'S-1' }]);
    const less = (caseLineId: string, quantity: number, eachMinor: bigint) => ({ caseLineId, quantity, eachMinor });

    it('may give less for each unit than was asked, with a reason, to all units or some', () => {
      expect(decide(say([less('CL-1', 3, 6_00n), one('CL-2', 2)]), cheaper)).toMatchObject({ ok: true, value: [{ decision: { part: { approved: [less('CL-1', 3, 6_00n), one('CL-2', 2)], refused: [], reason: notJustified } } }] });
      expect(decide(say([less('CL-1', 1, 6_00n)]), cheaper)).toMatchObject({ ok: true, value: [{ decision: { part: { approved: [less('CL-1', 1, 6_00n)], refused: [one('CL-1', 2), one('CL-2', 2)] } } }] });
    });

    it('may give as little as one minor unit for each', () => {
      expect(decide(say([less('CL-1', 3, 1n)]), cheaper)).toMatchObject({ ok: true, value: [{ decision: { part: { approved: [less('CL-1', 3, 1n)] } } }] });
    });

    it('is the whole where all that was asked is named, and then needs no reason', () => {
      expect(decide(say([less('CL-1', 3, 10_00n), one('CL-2', 2)], undefined), cheaper)).toMatchObject({ ok: true, value: [{ decision: { part: undefined } }] });
    });

    it.each([
      ['more for each than is asked for', say([less('CL-1', 3, 10_01n)]), 'MORE_THAN_ASKED'],
      ['nothing for each', say([less('CL-1', 3, 0n)]), 'MORE_THAN_ASKED'],
      ['less without a reason', { ...say([less('CL-1', 3, 6_00n), one('CL-2', 2)]), reason: undefined }, 'REASON_REQUIRED'],
    ] as const)('is refused for %s', (_what, verdict, code) => {
      expectError(decide(verdict, cheaper), code);
    });

    it('and of nothing else: who names an amount for a return is told', () => {
      expectError(decide(say([less('CL-1', 1, 1_00n)])), 'AMOUNT_NOT_ALLOWED');
    });

    it('the same again changes nothing; another amount is another decision', () => {
      const first = decide(say([less('CL-1', 3, 6_00n)]), cheaper);
      const approved = first.ok ? apply(cheaper, first.value) : cheaper;
      expect(decide(say([less('CL-1', 3, 6_00n)]), approved)).toEqual({ ok: true, value: [] });
      expectError(decide(say([less('CL-1', 3, 6_01n)]), approved), 'TASK_DECIDED');
    });

    it('is a person\'s where it is not known how much, whatever rules say', () => {
      const unknown = anApplication({ type: 'price_difference', evidenceCount: 1 });
      expect(finding(unknown).verdict).toBe('approve');
      expect(submit(unknown)).toMatchObject({ status: 'with_person' });
    });
  });

  it('the same again changes nothing; other units are another decision', () => {
    const first = decide(say([one('CL-1', 2)]));
    const approved = first.ok ? apply(two, first.value) : two;
    expect(decide(say([one('CL-2', 0), one('CL-1', 2)]), approved)).toEqual({ ok: true, value: [] });
    for (const lines of [[one('CL-1', 1)], [one('CL-2', 2)], []]) expectError(decide(say(lines), approved), 'TASK_DECIDED');
    const whole = decide(say([]));
    expectError(decide(say([one('CL-9', 1)]), whole.ok ? apply(two, whole.value) : two), 'TASK_DECIDED');
  });
});

describe('asking for evidence', () => {
  const ask: PersonalVerdict = { reviewer: 'S-1', verdict: 'request_evidence', reason: { code: 'PHOTO_OF_FAULT', message: 'm' }, lines: [] };
  const decide = (review: Review, verdict: PersonalVerdict) => decideByPerson(review, verdict, defaultPolicy, now);
  const after = (review: Review, verdict: PersonalVerdict): Review => {
    const decided = decide(review, verdict);
    if (!decided.ok) throw new Error(decided.error.code);
    return apply(review, decided.value);
  };
  const asked = after(claimed, ask);

  it('gives the customer the policy\'s time, and stops the clock of who decides', () => {
    expect(asked).toMatchObject({ status: 'awaiting_evidence', evidenceRequests: 1, evidenceRequest: { reasonCode: 'PHOTO_OF_FAULT', dueAt: '2026-11-18T09:00:00.000Z' } });
    expect(fallDue(asked)).toEqual([]);
  });

  it('needs a code and no lines, of who claimed the task', () => {
    expectError(decide(claimed, { ...ask, reason: undefined }), 'REASON_REQUIRED');
    expectError(decide(claimed, { ...ask, lines: [{ caseLineId: 'CL-1', quantity: 1 }] }), 'LINES_NOT_ALLOWED');
    expectError(decide(claimed, { ...ask, reviewer: 'S-2' }), 'TASK_TAKEN');
    expectError(decide(open, ask), 'TASK_NOT_CLAIMED');
  });

  it('the same again changes nothing; nothing else is decided meanwhile', () => {
    expect(decide(asked, ask)).toEqual({ ok: true, value: [] });
    for (const reason of [notJustified, undefined]) expectError(decide(asked, { ...ask, reason }), 'TASK_AWAITS_EVIDENCE');
    expectError(decide(asked, { ...ask, verdict: 'reject' }), 'TASK_AWAITS_EVIDENCE');
    expect(claim(asked, 'S-1')).toEqual({ ok: true, value: [] });
    expectError(claim(asked, 'S-2'), 'TASK_TAKEN');
  });

  it('brings the task back with the evidence, to be decided anew, and no later than a new time', () => {
    const late = apply(claimed, fallDue(claimed));
    const back = apply(after(late, ask), withEvidence(after(late, ask), 1));
    expect(back).toMatchObject({ status: 'claimed', evidenceRequest: undefined, application: { evidenceCount: 1 }, task: { claimedBy: 'S-1', overdue: false, dueAt: '2026-11-16T09:00:00.000Z' } });
    expect(fallDue(back)).toEqual([{ kind: 'task_overdue' }]);
  });

  it('is possible as often as the policy says', () => {
    let review = claimed;
    for (let count = 1; count <= defaultPolicy.evidenceRequests; count++) {
      review = after(review, ask);
      review = apply(review, withEvidence(review, count));
    }
    expectError(decide(review, ask), 'EVIDENCE_ROUNDS_USED_UP');
    expect(decide(review, { ...ask, verdict: 'reject' }).ok).toBe(true);
  });

  it('ends in a rejection by the rules when nothing comes, and only then', () => {
    expect(apply(asked, evidenceRunsOut(asked, defaultPolicy, now)).decision).toMatchObject({ verdict: 'reject', decidedBy: 'rules', ruleIds: ['evidence-missing', 'evidence-not-supplied'], reasons: [{ code: 'EVIDENCE_NOT_SUPPLIED' }] });
    const back = apply(asked, withEvidence(asked, 1));
    expect(evidenceRunsOut(back, defaultPolicy, now)).toEqual([]);
    expect(evidenceRunsOut(open, defaultPolicy, now)).toEqual([]);
  });

  it('and did not come is named among no more rules than a record may hold', () => {
    const ruleIds = Array.from({ length: ruleLimit }, (_, index) => `rule-${index}`);
    const many: Review = { ...asked, task: { ...taskOf(asked), grounds: { ...taskOf(asked).grounds, ruleIds } } };
    expect(apply(many, evidenceRunsOut(many, defaultPolicy, now)).decision?.ruleIds).toEqual([...ruleIds.slice(0, -1), 'evidence-not-supplied']);
  });
});

const supplemented = (review: Review, evidenceCount = review.application.evidenceCount): readonly ReviewEvent[] => {
  const application = { ...review.application, evidenceCount };
  const events = supplement(review, { round: review.round + 1, evidenceCount }, finding(application), defaultPolicy, now);
  if (!events.ok) throw new Error(events.error.code);
  return events.value;
};

describe('a rejection', () => {
  const reject = (review: Review, code = 'NOT_JUSTIFIED'): Review => {
    const mine = apply(review, [{ kind: 'task_claimed', claimedBy: 'S-1' }]);
    const decided = decideByPerson(mine, { reviewer: 'S-1', verdict: 'reject', reason: { code, message: 'm' }, lines: [] }, defaultPolicy, now);
    if (!decided.ok) throw new Error(decided.error.code);
    return apply(mine, decided.value);
  };

  it('may be supplemented for the policy\'s time, unless nothing more could change it', () => {
    expect(reject(open).decision?.supplementUntil).toBe('2026-11-18T09:00:00.000Z');
    expect(reject(open, 'OUTSIDE_WINDOW').decision?.supplementUntil).toBeUndefined();
    expect(reject(submit(anApplication({ obstacles: ['SOMETHING_NEW'] }))).decision?.supplementUntil).toBeUndefined();
    expect(submit(anApplication({ purchaseKnown: false })).decision?.supplementUntil).toBeUndefined();
  });

  it('by rules that give no reason is the last word', () => {
    const silent: Finding = { ...finding(faulty), verdict: 'reject', reason: undefined };
    expect(apply(begin(faulty), judge(begin(faulty), silent, defaultPolicy, now)).decision).toMatchObject({ verdict: 'reject', reasons: [], supplementUntil: undefined });
  });

  it('that is supplemented is looked at by the rules, which may approve now', () => {
    expect(apply(reject(open), supplemented(reject(open), 1))).toMatchObject({ status: 'approved', round: 2, decision: { decidedBy: 'rules', round: 2 }, earlier: [{ decidedBy: 'S-1', round: 1 }] });
  });

  it('is never made by the rules again: what they would reject goes to a person', () => {
    const events = supplement(reject(open), { round: 2, evidenceCount: 0 }, { ...finding(faulty), verdict: 'reject', reason: notJustified }, defaultPolicy, now);
    expect(events).toMatchObject({ ok: true, value: [{ kind: 'supplemented' }, { kind: 'task_opened', task: { taskId: 'T2-case-1', claimedBy: undefined } }] });
  });

  it('is final once there were enough rounds', () => {
    let review = reject(open);
    for (let round = 2; round <= 1 + defaultPolicy.supplements; round++) {
      expect(review.decision?.supplementUntil).toBeDefined();
      review = reject(apply(review, supplemented(review)));
      expect(review).toMatchObject({ round, decision: { round } });
    }
    expect(review.decision?.supplementUntil).toBeUndefined();
  });

  it('is supplemented once a round, and nothing else is', () => {
    const again = apply(reject(open), supplemented(reject(open)));
    expect(supplement(again, { round: 2, evidenceCount: 0 }, finding(faulty), defaultPolicy, now)).toEqual({ ok: true, value: [] });
    expectError(supplement(open, { round: 2, evidenceCount: 0 }, finding(faulty), defaultPolicy, now), 'ILLEGAL_MOVE');
  });
});

describe('a task that nobody decides in time', () => {
  it('is said to be overdue once, and can still be decided', () => {
    expect(fallDue(open)).toEqual([{ kind: 'task_overdue' }]);
    const late = apply(claimed, fallDue(claimed));
    expect(late).toMatchObject({ status: 'claimed', task: { overdue: true } });
    expect(fallDue(late)).toEqual([]);
    expect(decideByPerson(late, { reviewer: 'S-1', verdict: 'approve', reason: undefined, lines: [] }, defaultPolicy, now).ok).toBe(true);
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
    expect(() => evolve(open, { kind: 'rejected', decision: { ...taskOf(open).grounds, verdict: 'reject', decidedBy: 'S-1', decidedAt: now.toISOString(), reasons: [], round: 1, part: undefined, supplementUntil: undefined } })).toThrow('reject is not possible in state with_person');
  });

  it('stays sound through any sequence of commands: decided once, by who may, and told consistently', () => {
    const staff = fc.constantFrom('S-1', 'S-2', 'C-17850');
    const move = fc.oneof(
      fc.record({ kind: fc.constant('claim' as const), reviewer: staff }),
      fc.record({ kind: fc.constant('decide' as const), reviewer: staff, verdict: fc.constantFrom('approve' as const, 'reject' as const, 'request_evidence' as const), reason: fc.constantFrom(undefined, notJustified), lines: fc.constantFrom([], [{ caseLineId: 'CL-1', quantity: 1 }]) }),
      fc.record({ kind: fc.constant('evidence' as const), count: fc.nat(3) }),
      fc.record({ kind: fc.constant('due' as const) }),
      fc.record({ kind: fc.constant('run_out' as const) }),
      fc.record({ kind: fc.constant('supplement' as const) }),
    );
    fc.assert(
      fc.property(fc.constantFrom(faulty, anApplication({ claimedMinor: 60_000n }), anApplication({ obstacles: ['SOMETHING_NEW'] }), anApplication()), fc.array(move, { maxLength: 25 }), (application, moves) => {
        let review = submit(application);
        const told: string[] = [];
        for (const each of moves) {
          const before = review;
          const events = eventsOf(review, each);
          review = apply(review, events);
          told.push(...events.map(({ kind }) => kind));
          if (before.decision && each.kind !== 'supplement') expect(review).toEqual(before);
          else if (before.task?.claimedBy !== undefined && review.task?.taskId === before.task.taskId) expect(review.task.claimedBy).toBe(before.task.claimedBy);
          expect(review.evidenceRequest !== undefined).toBe(review.status === 'awaiting_evidence');
          expect(review.earlier.length).toBe(review.round - 1);
        }
        expect(told.filter((kind) => kind === 'task_claimed').length).toBeLessThanOrEqual(review.round);
        expect(told.filter((kind) => kind === 'evidence_requested').length).toBeLessThanOrEqual(defaultPolicy.evidenceRequests);
        expect(review.round).toBeLessThanOrEqual(1 + defaultPolicy.supplements);
        expect(review.decision !== undefined).toBe(['approved', 'rejected'].includes(review.status));
        if (review.decision && review.decision.decidedBy !== 'rules') expect(review.decision.decidedBy).toBe(review.task?.claimedBy);
        expect(review.decision?.decidedBy).not.toBe(application.customerId);
        if (review.status === 'approved') expect(review.application.obstacles).toEqual([]);
      }),
    );
  });

  type Move = { kind: 'claim'; reviewer: string } | ({ kind: 'decide' } & PersonalVerdict) | { kind: 'evidence'; count: number } | { kind: 'due' } | { kind: 'run_out' } | { kind: 'supplement' };
  function eventsOf(review: Review, move: Move): readonly ReviewEvent[] {
    if (move.kind === 'evidence') return withEvidence(review, move.count);
    if (move.kind === 'due') return fallDue(review);
    if (move.kind === 'run_out') return evidenceRunsOut(review, defaultPolicy, now);
    // Intake lets only through what may be supplemented.
    if (move.kind === 'supplement') return review.decision?.supplementUntil === undefined ? [] : supplemented(review);
    // Commands name a task: a case that the rules decided at once has none.
    if (!review.task) return [];
    const result = move.kind === 'claim' ? claim(review, move.reviewer) : decideByPerson(review, move, defaultPolicy, now);
    return result.ok ? result.value : [];
  }
});
