import fc from 'fast-check';
import { aCase, aCaseWithoutPurchase, anAppliedLine, caseIds, said } from '../../test/builders';
import type { Fact } from './facts';
import { closeCase, closingOf, spentUnits, statusOf, type IntakeCase } from './intake-case';
import { recordFact } from './record-fact';
import { leadsTo } from './status';
import { summaryOfFact } from './summaries';
import { waitingFor } from './waiting-for';

/** As the application does it: records, and closes when nothing is missing. */
function after(it: IntakeCase, ...facts: readonly Fact[]): IntakeCase {
  return facts.reduce((before, fact) => {
    const recorded = recordFact(before, fact);
    if (!recorded.ok) throw new Error(recorded.error.code);
    const closing = recorded.value.closing ? undefined : closingOf(recorded.value);
    return closing ? closeCase(recorded.value, closing, '2026-11-09T00:00:00.000Z') : recorded.value;
  }, it);
}

const refundOnly = () => aCase({ type: 'refund_only' });
const returnStory: readonly Fact[] = [
  said.taskOpened,
  said.taskClaimed,
  said.approved,
  said.authorised,
  said.inTransit,
  said.delivered,
  said.taskCreated,
  said.received,
  said.inspected,
  said.due,
  said.legFailed,
  said.settled,
];

describe('a return', () => {
  it('goes through its departments, status by status, each with who it waits for', () => {
    const steps: [Fact, string, string][] = [
      [said.taskOpened, 'in_review', 'review: a person decides by 2026-11-06T08:00:00Z'],
      [said.taskClaimed, 'in_review', 'review: staff-7 decides by 2026-11-06T08:00:00Z'],
      [said.taskOverdue, 'in_review', 'review: staff-7 decides; overdue since 2026-11-06T08:00:00Z'],
      [said.approved, 'awaiting_return', 'logistics: authorises the return'],
      [said.authorised, 'awaiting_return', 'customer: send the goods by 2026-11-20T00:00:00Z'],
      [said.inTransit, 'in_transit', 'carrier: brings the parcel'],
      [said.delivered, 'at_warehouse', 'warehouse: inspects the goods'],
      [said.taskCreated, 'at_warehouse', 'warehouse: inspects the goods'],
      [said.received, 'at_warehouse', 'warehouse: inspects the goods'],
      [said.inspected, 'refunding', 'refund: works out what is due'],
      [said.due, 'refunding', 'payment provider: pays the refund'],
      [said.legFailed, 'refunding', 'payment provider: refused with PROVIDER_DOWN; tried again by itself'],
      [said.settled, 'closed', ''],
    ];
    let it = aCase();
    expect([statusOf(it), waitingFor(it)]).toEqual(['submitted', 'review: the rules decide']);
    for (const [fact, status, waits] of steps) {
      it = after(it, fact);
      expect([fact.kind, statusOf(it), waitingFor(it)]).toEqual([fact.kind, status, waits]);
    }
    expect(it.closing).toEqual({ result: 'refunded', reasonCodes: [], refunded: { amountMinor: 2000n, currency: 'GBP' } });
    expect(it).toMatchObject({ rma: { rmaNumber: 'RMA-1', trackingNumber: 'T-1' }, lines: [{ approved: 2, received: 2, accepted: 2, short: 0 }] });
    expect([...spentUnits(it)]).toEqual([['ol1', 2]]);
  });

  it('ends alike whatever the order in which it is heard, and never goes back on the way', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...returnStory], { minLength: returnStory.length }), (facts) => {
        let it = aCase();
        for (const fact of facts) {
          const before = statusOf(it);
          it = after(it, fact);
          expect(leadsTo(before, statusOf(it))).toBe(true);
        }
        expect(it).toEqual(after(aCase(), ...returnStory));
      }),
    );
  });

  it('takes every fact twice as once', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...returnStory, ...returnStory], { minLength: 2 * returnStory.length }), (facts) => {
        expect(after(aCase(), ...facts)).toEqual(after(aCase(), ...returnStory));
      }),
    );
  });

  it('waits for the inspection when the refund is heard of first', () => {
    const it = after(aCase(), said.approved, said.due, said.settled);
    expect([statusOf(it), waitingFor(it)]).toEqual(['refunded', 'warehouse: the inspection is still to be heard of']);
    expect(statusOf(after(it, said.inspected))).toBe('closed');
  });

  it('waits for the decision when everything else is heard of first', () => {
    const it = after(aCase(), said.inspected, said.settled);
    expect([statusOf(it), waitingFor(it)]).toEqual(['refunded', 'review: the decision is still to be heard of']);
    expect(statusOf(after(it, said.approved))).toBe('closed');
  });

  it('spends the accepted units and gives back the short ones', () => {
    const it = after(aCase(), said.approved, said.oneShort, said.settled);
    expect(it.closing).toMatchObject({ result: 'refunded', reasonCodes: ['UNITS_SHORT'] });
    expect([...spentUnits(it)]).toEqual([['ol1', 1]]);
  });

  it('ends with nothing due when nothing arrived', () => {
    const it = after(aCase(), said.approved, said.allShort, said.settledNothing);
    expect(it.closing).toEqual({ result: 'nothing_due', reasonCodes: ['UNITS_SHORT'], refunded: undefined });
    expect([...spentUnits(it)]).toEqual([]);
  });

  it('ends with nothing due when it was paid with nothing; what came back is spent', () => {
    const it = after(aCase(), said.approved, said.inspected, said.settledNothing);
    expect(it.closing).toEqual({ result: 'nothing_due', reasonCodes: ['NOTHING_WAS_PAID'], refunded: undefined });
    expect([...spentUnits(it)]).toEqual([['ol1', 2]]);
  });

  it('says when its parcel is lost, and goes on when it turns up', () => {
    const lost = after(aCase(), said.approved, said.authorised, said.inTransit, said.lost);
    expect([statusOf(lost), waitingFor(lost)]).toEqual(['in_transit', 'carrier: looks for the lost parcel; if it does not turn up in time, the goods are paid back all the same']);
    expect(statusOf(after(lost, said.delivered))).toBe('at_warehouse');
    expect(after(lost, said.delivered, said.lost).parcel).toBe('delivered');
  });

  it('is paid back when its parcel is lost for good, and the lost units are spent, in whatever order departments are heard', () => {
    const facts: readonly Fact[] = [said.approved, said.authorised, said.inTransit, said.lost, said.writtenOff, said.due, said.settled];
    const writtenOff = after(aCase(), ...facts.slice(0, 5));
    expect([statusOf(writtenOff), waitingFor(writtenOff), writtenOff.lines[0]?.lost]).toEqual(['refunding', 'refund: works out what is due', 2]);
    fc.assert(
      fc.property(fc.shuffledSubarray([...facts], { minLength: facts.length }), (shuffled) => {
        const it = after(aCase(), ...shuffled);
        expect(it.closing).toEqual({ result: 'refunded', reasonCodes: ['PARCEL_LOST'], refunded: { amountMinor: 2000n, currency: 'GBP' } });
        expect([...spentUnits(it)]).toEqual([['ol1', 2]]);
        expect(it.parcel).toBe('written_off');
      }),
    );
  });

  it('is not closed by the settlement before the loss is heard of', () => {
    const it = after(aCase(), said.approved, said.lost, said.due, said.settled);
    expect([statusOf(it), it.closing]).toEqual(['refunded', undefined]);
    expect(statusOf(after(it, said.writtenOff))).toBe('closed');
  });

  it('waits for the second person where the amount is large, and says when that has happened', () => {
    const facts: readonly Fact[] = [said.approved, said.inspected, said.due, said.approvalNeeded];
    fc.assert(
      fc.property(fc.shuffledSubarray([...facts], { minLength: facts.length }), (shuffled) => {
        const it = after(aCase(), ...shuffled);
        expect([statusOf(it), waitingFor(it)]).toEqual(['refunding', 'refund: a second person approves the amount']);
      }),
    );
    for (const order of [[said.approvalNeeded, said.approvalGiven], [said.approvalGiven, said.approvalNeeded]]) {
      const it = after(aCase(), said.approved, said.inspected, said.due, ...order);
      expect([it.refundApproval, waitingFor(it)]).toEqual(['given', 'payment provider: pays the refund']);
    }
    expect(statusOf(after(aCase(), said.approvalNeeded))).toBe('refunding');
  });

  it('of a refund that was declined waits until somebody takes it up again, or sees to it', () => {
    const declined = after(aCase(), said.approved, said.inspected, said.due, said.approvalNeeded, said.refundDeclined);
    expect([statusOf(declined), waitingFor(declined), declined.closing]).toEqual(['refunding', 'refund: declined (NOT_CONVINCING); finance may take it up again until 2026-11-12T08:00:00Z', undefined]);
    const exception = after(declined, said.refundException);
    expect([statusOf(exception), waitingFor(exception), exception.closing]).toEqual(['refunding', 'refund: declined (NOT_CONVINCING) and not taken up again; somebody of finance has to see to it', undefined]);
    for (const before of [declined, exception]) {
      const total = { amountMinor: 1999n, currency: 'GBP' };
      const again = after(before, { kind: 'refund_taken_up', total });
      expect([waitingFor(again), again.refundDue, again.refundDecline]).toEqual(['refund: a second person approves the amount', total, undefined]);
      expect(after(again, said.approvalGiven, { kind: 'refund_settled', total }).closing).toMatchObject({ result: 'refunded', refunded: total });
    }
  });

  it('of what the customer keeps ends without money where nobody takes it up again, and its units are free again', () => {
    for (const type of ['refund_only', 'price_difference'] as const) {
      const dropped = after(aCase({ type, lines: [anAppliedLine({ lowerUnitPriceMinor: 900n })] }), said.approved, said.due, said.approvalNeeded, said.refundDeclined, said.refundDropped);
      expect([dropped.closing, spentUnits(dropped)]).toEqual([{ result: 'rejected', reasonCodes: ['NOT_CONVINCING'], refunded: undefined }, new Map()]);
    }
    expect(recordFact(aCase({ type: 'refund_only' }), said.refundDropped)).toMatchObject({ ok: false, error: { code: 'CONTRADICTION' } });
  });

  it('names the leg that a person has to look at', () => {
    const it = after(aCase(), said.approved, said.inspected, said.due, { ...said.legFailed, willRetry: false });
    expect(waitingFor(it)).toBe('refund: a person has to look at leg-1, which failed with PROVIDER_DOWN');
  });

  it('adds up receipts', () => {
    const receipt = (quantity: number, total: number): Fact => ({ kind: 'received', lines: [{ caseLineId: `${caseIds.a}-1`, quantity, total }] });
    expect(after(aCase({ lines: [anAppliedLine({ quantity: 3 })] }), receipt(1, 1), receipt(2, 3)).lines[0]?.received).toBe(3);
  });
});

describe('what comes again or out of turn', () => {
  it('changes nothing, not even the object, where it says what is known', () => {
    const steps: readonly Fact[] = [said.taskOpened, said.taskClaimed, said.taskOverdue, said.approved, said.authorised, said.inTransit, said.lost, said.delivered, said.taskCreated, said.received, said.inspected, said.due, said.approvalNeeded, said.refundDeclined, said.refundException, said.refundTakenUp, said.approvalGiven];
    let it = aCase();
    for (const fact of steps) {
      it = after(it, fact);
      expect([fact.kind, after(it, fact) === it]).toEqual([fact.kind, true]);
    }
    const rejected = after(aCase(), said.rejected);
    expect(after(rejected, said.rejected)).toBe(rejected);
    expect(after(it, { ...said.received, lines: [{ caseLineId: `${caseIds.a}-1`, quantity: 1, total: 1 }] })).toBe(it);
    expect(after(it, { kind: 'received', lines: [] })).toBe(it);
  });

  it('keeps a second rejection from changing the first, and another RMA from replacing the one', () => {
    const rejected = after(aCase(), said.rejected);
    expect(after(rejected, { ...said.rejected, reasons: [{ code: 'OTHER', message: 'o' }] })).toBe(rejected);
    const authorised = after(aCase(), said.authorised);
    expect(after(authorised, { ...said.authorised, rmaNumber: 'RMA-2' })).toBe(authorised);
  });

  it('lets a claim or an alarm be heard before the opening', () => {
    const claimed = after(aCase(), said.taskClaimed);
    expect(claimed.task).toEqual({ taskId: 't1', dueAt: '', claimedBy: 'staff-7', overdue: false });
    expect(waitingFor(claimed)).toBe('review: staff-7 decides');
    expect(after(claimed, said.taskOpened).task).toEqual({ taskId: 't1', dueAt: said.taskOpened.dueAt, claimedBy: 'staff-7', overdue: false });
    expect(after(aCase(), said.taskOverdue).task).toEqual({ taskId: 't1', dueAt: said.taskOverdue.dueAt, claimedBy: undefined, overdue: true });
  });

  it('begins anew with another task', () => {
    const it = after(aCase(), said.taskOpened, said.taskClaimed, { ...said.taskOpened, taskId: 't2' });
    expect(it.task).toEqual({ taskId: 't2', dueAt: said.taskOpened.dueAt, claimedBy: undefined, overdue: false });
    expect(after(aCase(), said.taskCreated, { ...said.taskCreated, taskId: 'i2' }).inspectionTaskId).toBe('i2');
  });

  it('forgets a failed payment with the settlement, and takes none after it', () => {
    const it = after(aCase(), said.due, said.legFailed, said.settled);
    expect(it.legFailure).toBeUndefined();
    expect(after(it, said.legFailed)).toBe(it);
    expect(after(aCase(), said.legFailed).legFailure).toEqual({ legId: 'leg-1', code: 'PROVIDER_DOWN', willRetry: true });
  });

  it('is at the warehouse with the first unit that came, whatever else was heard', () => {
    const two = aCase({ lines: [anAppliedLine(), anAppliedLine({ orderLineId: 'ol2', sku: 'BOWL', quantity: 1 })] });
    expect(statusOf(after(two, said.received))).toBe('at_warehouse');
    expect(statusOf(after(two, said.taskCreated))).toBe('at_warehouse');
    expect(statusOf(after(two, { kind: 'received', lines: [] }))).toBe('submitted');
  });

  it('is short where one line of several is', () => {
    const two = aCase({ lines: [anAppliedLine(), anAppliedLine({ orderLineId: 'ol2', sku: 'BOWL', quantity: 1 })] });
    const outcome: Fact = { kind: 'inspected', lines: [{ caseLineId: `${caseIds.a}-1`, accepted: 2, short: 0, quarantined: 0 }, { caseLineId: `${caseIds.a}-2`, accepted: 0, short: 1, quarantined: 0 }] };
    const approved: Fact = { ...said.approved, lines: two.lines.map(({ caseLineId, quantity }) => ({ caseLineId, quantity })) };
    expect(after(two, approved, outcome, said.settled).closing?.reasonCodes).toEqual(['UNITS_SHORT']);
  });

  it('spends nothing without an approval', () => {
    const inspectedOnly = after(aCase(), said.inspected);
    expect(spentUnits(inspectedOnly).size).toBe(0);
    expect(spentUnits({ ...inspectedOnly, decision: { verdict: 'rejected', record: said.rejected.record, reasons: [] } }).size).toBe(0);
  });

  it('waits for intake alone between a rejection and the end', () => {
    const recorded = recordFact(aCase(), said.rejected);
    expect(recorded.ok && [statusOf(recorded.value), waitingFor(recorded.value)]).toEqual(['rejected', 'intake: closes the case']);
  });

  it('waits for a person without a name while nobody has claimed the task', () => {
    expect(waitingFor(after(aCase(), said.taskOverdue))).toBe('review: a person decides; overdue since 2026-11-06T08:00:00Z');
  });
});

describe('a refund without return', () => {
  it('goes from the decision to the refund, and spends what was approved', () => {
    const approved = after(refundOnly(), said.approved);
    expect(statusOf(approved)).toBe('refunding');
    const closed = after(approved, said.due, said.settled);
    expect(closed.closing).toMatchObject({ result: 'refunded', refunded: { amountMinor: 2000n } });
    expect([...spentUnits(closed)]).toEqual([['ol1', 2]]);
  });

  it('gives back what was not approved', () => {
    const it = after(refundOnly(), { ...said.approved, lines: [{ caseLineId: `${caseIds.a}-1`, quantity: 1 }] }, said.settled);
    expect([...spentUnits(it)]).toEqual([['ol1', 1]]);
  });
});

describe('a rejection', () => {
  it('closes the case with its reasons and spends nothing', () => {
    const it = after(aCase(), said.taskOpened, said.rejected);
    expect(it.closing).toEqual({ result: 'rejected', reasonCodes: ['OUTSIDE_WINDOW'], refunded: undefined });
    expect(spentUnits(it).size).toBe(0);
  });
});

describe('what contradicts', () => {
  const codeOf = (it: IntakeCase, fact: Fact): string => {
    const recorded = recordFact(it, fact);
    return recorded.ok ? 'OK' : recorded.error.code;
  };

  it('an approval and a rejection exclude each other', () => {
    expect(codeOf(after(aCase(), said.approved), said.rejected)).toBe('CONTRADICTION');
    expect(codeOf(after(aCase(), said.rejected), said.approved)).toBe('CONTRADICTION');
    expect(codeOf(after(aCase(), said.inspected), said.rejected)).toBe('ILLEGAL_MOVE');
  });

  it('a case without units of its own can not be approved', () => {
    expect(codeOf(aCase({ lines: [anAppliedLine({ quantity: 9 })] }), said.approved)).toBe('NO_UNITS_HELD');
    expect(codeOf(aCaseWithoutPurchase(), said.approved)).toBe('NO_UNITS_HELD');
  });

  it('nobody approves or accepts more units than were applied for', () => {
    const line = { caseLineId: `${caseIds.a}-1` };
    expect(codeOf(aCase(), { ...said.approved, lines: [{ ...line, quantity: 3 }] })).toBe('UNITS_EXCEEDED');
    expect(codeOf(aCase(), { kind: 'inspected', lines: [{ ...line, accepted: 2, short: 1, quarantined: 0 }] })).toBe('UNITS_EXCEEDED');
    expect(codeOf(aCase(), { ...said.approved, lines: [{ caseLineId: 'nowhere', quantity: 1 }] })).toBe('UNKNOWN_LINE');
  });

  it('a second inspection or refund with another outcome is refused, the same one changes nothing', () => {
    const it = after(aCase(), said.approved, said.inspected, said.due, said.settled);
    expect(codeOf(it, said.oneShort)).toBe('CONTRADICTION');
    expect(codeOf(it, said.settledNothing)).toBe('CONTRADICTION');
    expect(codeOf(it, { ...said.due, total: { amountMinor: 2000n, currency: 'EUR' } })).toBe('CONTRADICTION');
    for (const fact of returnStory.slice(2)) if (fact.kind !== 'leg_failed') expect(statusOf(after(it, fact))).toBe('closed');
  });

  it('an inspection that says the same again changes nothing, whatever lines it leaves out', () => {
    const two = aCase({ lines: [anAppliedLine({ quantity: 1 }), anAppliedLine({ orderLineId: 'ol2', sku: 'BOWL', quantity: 2 })] });
    const outcome = (first: number, second: number, short: number): Fact => ({
      kind: 'inspected',
      lines: [{ caseLineId: `${caseIds.a}-1`, accepted: first, short: 0, quarantined: 0 }, { caseLineId: `${caseIds.a}-2`, accepted: second, short, quarantined: 0 }],
    });
    const it = after(two, said.taskCreated, outcome(1, 1, 1));
    expect(after(it, outcome(1, 1, 1))).toBe(it);
    for (const other of [outcome(0, 1, 1), outcome(1, 2, 0), outcome(1, 1, 0), outcome(1, 0, 1)]) expect(codeOf(it, other)).toBe('CONTRADICTION');
    const unknown: Fact = { kind: 'inspected', lines: [{ caseLineId: `${caseIds.a}-1`, accepted: 1, short: 0, quarantined: 0 }, { caseLineId: 'nowhere', accepted: 1, short: 0, quarantined: 0 }] };
    expect(codeOf(it, unknown)).toBe('UNKNOWN_LINE');
  });

  it('a refund in another currency than the order\'s, or for no known order, is refused', () => {
    expect(codeOf(aCase(), { kind: 'refund_requested', total: { amountMinor: 1n, currency: 'EUR' } })).toBe('CONTRADICTION');
    expect(codeOf(aCaseWithoutPurchase(), said.due)).toBe('CONTRADICTION');
  });

  it('a refund that settles with another amount than is due is refused', () => {
    const it = after(aCase(), said.approved, said.inspected, said.due);
    expect(codeOf(it, { ...said.settled, total: { amountMinor: 1999n, currency: 'GBP' } })).toBe('CONTRADICTION');
    expect(codeOf(after(aCase(), said.settled), { ...said.due, total: { amountMinor: 1999n, currency: 'GBP' } })).toBe('CONTRADICTION');
  });

  it('names what it contradicts', () => {
    const words = (it: IntakeCase, fact: Fact): string => {
      const recorded = recordFact(it, fact);
      return recorded.ok ? '' : recorded.error.message;
    };
    expect(words(after(aCase(), said.approved), said.rejected)).toContain('(approved)');
    expect(words(after(aCase(), said.rejected), said.approved)).toContain('(rejected)');
    expect(words(aCaseWithoutPurchase(), said.due)).toContain('(the order is in no known currency, the refund in GBP)');
    expect(words(aCase(), { ...said.due, total: { amountMinor: 1n, currency: 'EUR' } })).toContain('(the order is in GBP, the refund in EUR)');
    expect(words(after(aCase(), said.due), { ...said.settled, total: { amountMinor: 1n, currency: 'GBP' } })).toContain('(2000 and not 1)');
    expect(words(after(aCase(), said.approved, said.inspected), said.oneShort)).toContain('(inspected with another outcome)');
    expect(words(aCase(), { ...said.approved, lines: [{ caseLineId: `${caseIds.a}-1`, quantity: 3 }] })).toContain('3 units were approved, but the case is about 2');
    expect(words(aCase(), { kind: 'inspected', lines: [{ caseLineId: `${caseIds.a}-1`, accepted: 2, short: 1, quarantined: 0 }] })).toContain('2 units were accepted and 1 are short, but the case is about 2');
  });

  it('what is lost for good has not arrived, and is not more than was applied for', () => {
    expect(codeOf(after(aCase(), said.delivered), said.writtenOff)).toBe('CONTRADICTION');
    expect(codeOf(after(aCase(), said.inspected), said.writtenOff)).toBe('CONTRADICTION');
    const lost = after(aCase(), said.lost, said.writtenOff);
    expect(codeOf(lost, said.delivered)).toBe('CONTRADICTION');
    expect(codeOf(lost, said.inspected)).toBe('CONTRADICTION');
    expect(after(lost, said.writtenOff, said.lost, said.inTransit)).toBe(lost);
    expect(codeOf(aCase(), { ...said.writtenOff, lines: [{ caseLineId: `${caseIds.a}-1`, quantity: 3 }] })).toBe('UNITS_EXCEEDED');
    expect(codeOf(aCase(), { ...said.writtenOff, lines: [{ caseLineId: 'nowhere', quantity: 1 }] })).toBe('UNKNOWN_LINE');
  });

  it('a closed case is not changed by a survey', () => {
    const it = after(aCase(), said.rejected);
    expect(after(it, said.surveySent, said.surveyAnswered)).toBe(it);
  });
});

it('every fact has a line for people', () => {
  for (const fact of Object.values(said)) expect(summaryOfFact(fact)).toMatch(/^(Review|Logistics|Warehouse|Refund|Feedback): .+/);
});
