import fc from 'fast-check';
import { aCase, caseIds, said } from '../../test/builders';
import type { Fact } from './facts';
import { closeCase, closingOf, currentTask, evidenceAwaited, roundOf, spentUnits, statusOf, supplementUntil, type IntakeCase } from './intake-case';
import { askToCancel } from './cancellation';
import { recordFact } from './record-fact';
import { leadsTo } from './status';
import { supplementCase } from './supplement';
import { summaryOfFact, summaryOfSupplement } from './summaries';
import { waitingFor } from './waiting-for';

const inTime = '2026-11-09T00:00:00.000Z';
const tooLate = '2026-11-20T00:00:00.000Z';

/** As the application does it: records, and closes when nothing is missing. */
function heardAt(at: string, it: IntakeCase, facts: readonly Fact[]): IntakeCase {
  return facts.reduce((before, fact) => {
    const recorded = recordFact(before, fact);
    if (!recorded.ok) throw new Error(recorded.error.code);
    if (!leadsTo(statusOf(before), statusOf(recorded.value))) throw new Error(`from ${statusOf(before)} back to ${statusOf(recorded.value)}`);
    const closing = recorded.value.closing ? undefined : closingOf(recorded.value);
    return closing ? closeCase(recorded.value, closing, at) : recorded.value;
  }, it);
}
const after = (it: IntakeCase, ...facts: readonly Fact[]): IntakeCase => heardAt(inTime, it, facts);

const photo = { evidenceId: 'e1', kind: 'photo', uri: 'blob:1' };
function supplemented(it: IntakeCase, evidence = [photo], explained = false): IntakeCase {
  const result = supplementCase(it, evidence, explained, inTime);
  if (!result.ok) throw new Error(result.error.code);
  expect(leadsTo(statusOf(it), statusOf(result.value.case))).toBe(true);
  return result.value.case;
}
const expectError = (result: ReturnType<typeof supplementCase>, code: string): void => expect(result).toMatchObject({ ok: false, error: { code } });

describe('evidence that review asks for', () => {
  it('makes the case wait for the customer, and then for review again', () => {
    const asked = after(aCase(), said.taskOpened, said.taskClaimed, said.requested);
    expect([statusOf(asked), waitingFor(asked)]).toEqual(['awaiting_evidence', 'customer: supply evidence (PHOTO_OF_FAULT) by 2026-11-08T08:00:00Z; without it the application is rejected']);
    const back = after(asked, said.resumed);
    expect([statusOf(back), waitingFor(back)]).toEqual(['in_review', 'review: staff-7 decides by 2026-11-09T08:00:00Z']);
    expect(evidenceAwaited(back)).toBeUndefined();
    expect(statusOf(after(back, { ...said.requested, number: 2 }))).toBe('awaiting_evidence');
  });

  it('is over with a decision, and a late word of it changes nothing', () => {
    const rejected = after(aCase(), said.taskOpened, said.taskClaimed, said.requested, said.rejectedForNow);
    expect([statusOf(rejected), evidenceAwaited(rejected)]).toEqual(['rejected', undefined]);
    for (const fact of [said.requested, said.rejectedForNow]) expect(after(rejected, fact)).toBe(rejected);
    const back = after(aCase(), said.taskOpened, said.taskClaimed, said.requested, said.resumed);
    for (const fact of [said.requested, said.resumed]) expect(after(back, fact)).toBe(back);
  });

  it('takes back the delay of before', () => {
    expect(after(aCase(), said.taskOpened, said.taskClaimed, said.taskOverdue, said.requested, said.resumed).task).toMatchObject({ overdue: false, claimedBy: 'staff-7' });
  });
});

describe('an approval in part', () => {
  it('keeps what was refused, spends what came back of the rest, and tells why', () => {
    const oneAccepted: Fact = { kind: 'inspected', lines: [{ caseLineId: `${caseIds.a}-1`, accepted: 1, short: 0, quarantined: 0 }] };
    const it = after(aCase(), said.approvedInPart, oneAccepted, said.settled);
    expect(it.closing).toMatchObject({ result: 'refunded', reasonCodes: ['NOT_JUSTIFIED'] });
    expect([...spentUnits(it)]).toEqual([['ol1', 1]]);
    expect(after(aCase(), oneAccepted, said.settled, said.approvedInPart)).toEqual(it);
  });

  it('leaves nothing to wait for of a line of which nothing was approved', () => {
    const two = aCase({ lines: [{ orderLineId: 'ol1', sku: 'MUG', quantity: 1, reason: 'faulty', condition: 'opened' }, { orderLineId: 'ol2', sku: 'BOWL', quantity: 1, reason: 'other', condition: 'opened' }] });
    const [first = '', second = ''] = two.lines.map(({ caseLineId }) => caseLineId);
    const refused = { lines: [{ caseLineId: second, quantity: 1 }], reason: { code: 'NOT_JUSTIFIED', message: 'no' } };
    const it = after(two, { ...said.approved, lines: [{ caseLineId: first, quantity: 1 }], refused }, { kind: 'inspected', lines: [{ caseLineId: first, accepted: 1, short: 0, quarantined: 0 }] }, said.settled);
    expect(statusOf(it)).toBe('closed');
    expect([...spentUnits(it)]).toEqual([['ol1', 1]]);
  });

  it('is contradicted by an inspection of more, whichever is heard first', () => {
    const late = recordFact(after(aCase(), said.approvedInPart), said.inspected);
    const early = recordFact(after(aCase(), said.inspected), said.approvedInPart);
    for (const result of [late, early]) expect(result).toMatchObject({ ok: false, error: { code: 'UNITS_EXCEEDED' } });
  });

  it('is told in one line', () => {
    expect(summaryOfFact(said.approvedInPart)).toBe('Review: approved, 1 unit, by a person; 1 unit not approved: NOT_JUSTIFIED');
  });
});

describe('a rejection that may be supplemented', () => {
  const rejected = after(aCase(), said.taskOpened, said.taskClaimed, said.rejectedForNow);

  it('leaves the case open for so long, and tells the customer', () => {
    expect([statusOf(rejected), rejected.closing, supplementUntil(rejected, inTime)]).toEqual(['rejected', undefined, '2026-11-10T08:00:00Z']);
    expect(waitingFor(rejected)).toBe('customer: may supplement the application until 2026-11-10T08:00:00Z; then it closes');
    expect(supplementUntil(rejected, tooLate)).toBeUndefined();
    expect(closingOf(rejected)).toBeUndefined();
  });

  it('closes by its clock when it comes too late, and at once when it is final', () => {
    expect(statusOf(heardAt(tooLate, aCase(), [said.rejectedForNow]))).toBe('rejected');
    expect(statusOf(after(aCase(), said.rejected))).toBe('closed');
  });

  it('is kept with its supplement, and review decides again', () => {
    const it = supplemented(rejected);
    expect([statusOf(it), waitingFor(it), roundOf(it), currentTask(it)]).toEqual(['in_review', 'review: looks at what was supplemented', 2, undefined]);
    expect(it).toMatchObject({ decision: undefined, evidence: [photo], supplements: [{ round: 2, evidenceIds: ['e1'], explained: false, rejected: { reasons: [{ code: 'NOT_JUSTIFIED' }] } }] });
    expect(waitingFor(after(it, said.openedAgain))).toBe('review: a person decides by 2026-11-12T08:00:00Z');
    expect(summaryOfSupplement(it.supplements[0] ?? fail())).toBe('Intake: supplemented with 1 new piece of evidence; review decides again (round 2)');
  });

  it('is no decision any more after it: what is said of the round before changes nothing', () => {
    const it = supplemented(rejected);
    for (const fact of [said.rejectedForNow, said.approved]) expect(after(it, fact)).toBe(it);
    const again = after(it, said.openedAgain, said.rejectedAgain);
    expect([statusOf(again), again.decision]).toMatchObject(['rejected', { reasons: [{ code: 'STILL_NOT' }] }]);
    expect(after(again, said.rejectedForNow)).toBe(again);
    expect(recordFact(again, said.approvedAgain)).toMatchObject({ ok: false, error: { code: 'CONTRADICTION' } });
    expect(roundOf(supplemented(again, [], true))).toBe(3);
  });

  it.each([
    ['CASE_NOT_REJECTED', aCase(), [photo], inTime],
    ['CASE_NOT_REJECTED', after(aCase(), said.approved), [photo], inTime],
    ['SUPPLEMENT_OVER', rejected, [photo], tooLate],
    ['SUPPLEMENT_EMPTY', rejected, [], inTime],
    ['CASE_CLOSED', after(aCase(), said.rejected), [photo], inTime],
    ['EVIDENCE_ID_TAKEN', { ...rejected, evidence: [{ ...photo, uri: 'blob:2' }] }, [photo], inTime],
    ['SUPPLEMENT_EMPTY', { ...rejected, evidence: [photo] }, [photo], inTime],
    ['EVIDENCE_LIMIT', rejected, Array.from({ length: 21 }, (_, index) => ({ ...photo, evidenceId: `e${index}` })), inTime],
  ] as const)('refuses a supplement with %s', (code, it, evidence, at) => {
    expectError(supplementCase(it, evidence, false, at), code);
  });
});

/** All streams merged in some order that keeps each of them. */
const merged = (streams: readonly (readonly Fact[])[]): fc.Arbitrary<Fact[]> =>
  fc.shuffledSubarray(streams.flatMap((stream, index) => stream.map(() => index)), { minLength: streams.flat().length }).map((order) => {
    const next = streams.map(() => 0);
    return order.flatMap((index) => {
      const place = next[index] ?? 0;
      next[index] = place + 1;
      return streams[index]?.[place] ?? [];
    });
  });

describe('a wish to cancel', () => {
  const wish = { reasonCode: 'CHANGED_MIND', askedBy: 'customer', askedAt: inTime };
  const wished = (it: IntakeCase): IntakeCase => {
    const asked = askToCancel(it, wish);
    if (!asked.ok) throw new Error(asked.error.code);
    return asked.value;
  };

  it('leaves a rejection that comes first no time to be supplemented', () => {
    const it = after(wished(after(aCase(), said.taskOpened)), said.rejectedForNow);
    expect([statusOf(it), it.closing?.result]).toEqual(['closed', 'rejected']);
  });

  it('ends what waits for evidence, and a second round', () => {
    const asked = after(aCase(), said.taskOpened, said.taskClaimed, said.requested);
    const withdrawn = after(wished(asked), { kind: 'withdrawn', reasonCode: 'CHANGED_MIND' });
    expect([statusOf(withdrawn), withdrawn.closing?.result, evidenceAwaited(withdrawn)]).toEqual(['closed', 'cancelled', undefined]);
    const again = supplemented(after(aCase(), said.taskOpened, said.rejectedForNow));
    expect(after(wished(again), { kind: 'withdrawn', reasonCode: 'CHANGED_MIND' }).closing?.result).toBe('cancelled');
  });

  it('is told what to do where the case is rejected', () => {
    expect(askToCancel(after(aCase(), said.rejectedForNow), wish)).toMatchObject({ ok: false, error: { code: 'CANCEL_REJECTED' } });
  });

  it('ends alike where intake is rebuilt and a later round was called off', () => {
    const review: readonly Fact[] = [said.taskOpened, said.rejectedForNow, said.openedAgain, said.approvedAgain];
    const logistics: readonly Fact[] = [said.authorised, { kind: 'return_called_off', result: 'expired', reasonCode: '' }];
    const wanted = after(aCase(), ...review, ...logistics);
    expect(wanted.closing?.result).toBe('expired');
    fc.assert(fc.property(merged([review, logistics]), (facts) => expect(after(aCase(), ...facts)).toEqual(wanted)));
  });
});

/** What each department says in its own order, of a case that is approved in its second round. */
const carriedOut: readonly (readonly Fact[])[] = [
  [said.authorised, said.inTransit, said.delivered],
  [said.taskCreated, said.received, said.inspected],
  [said.due, said.legFailed, said.settled],
];
const firstRound: readonly Fact[] = [said.taskOpened, said.taskClaimed, said.taskOverdue, said.requested, said.resumed, said.rejectedForNow];
const secondRound: readonly Fact[] = [said.openedAgain, { kind: 'task_claimed', taskId: 't2', claimedBy: 'staff-8' }, said.approvedAgain];

describe('a case of two rounds', () => {
  const supplementedOnce = supplemented(after(aCase(), ...firstRound));

  it('ends alike whatever the order between topics, and never goes back on the way', () => {
    const wanted = after(supplementedOnce, ...secondRound, ...carriedOut.flat());
    expect([statusOf(wanted), wanted.closing?.result]).toEqual(['closed', 'refunded']);
    fc.assert(
      fc.property(merged([secondRound, ...carriedOut]), (facts) => {
        expect(after(supplementedOnce, ...facts)).toEqual(wanted);
      }),
    );
  });

  it('takes each fact twice as once', () => {
    const doubled = [secondRound, ...carriedOut].map((stream) => stream.flatMap((fact) => [fact, fact]));
    fc.assert(
      fc.property(merged([...doubled, firstRound.slice(-1)]), (facts) => {
        expect(after(supplementedOnce, ...facts)).toEqual(after(supplementedOnce, ...secondRound, ...carriedOut.flat()));
      }),
    );
  });

  it('ends alike where intake is rebuilt: its own supplement is on no topic, and topics are read side by side', () => {
    const wanted = after(aCase(), ...firstRound, ...secondRound, ...carriedOut.flat());
    expect(wanted).toMatchObject({ closing: { result: 'refunded' }, decision: { verdict: 'approved', record: { round: 2 } } });
    fc.assert(
      fc.property(merged([[...firstRound, ...secondRound], ...carriedOut]), (facts) => {
        expect(after(aCase(), ...facts)).toEqual(wanted);
      }),
    );
  });
});

const fail = (): never => {
  throw new Error('there is none');
};
