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
    expect([statusOf(lost), waitingFor(lost)]).toEqual(['in_transit', 'logistics: the parcel is lost; a person settles it with the carrier']);
    expect(statusOf(after(lost, said.delivered))).toBe('at_warehouse');
    expect(after(lost, said.delivered, said.lost).parcel).toBe('delivered');
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

  it('a closed case is not changed by a survey', () => {
    const it = after(aCase(), said.rejected);
    expect(after(it, said.surveySent, said.surveyAnswered)).toBe(it);
  });
});

it('every fact has a line for people', () => {
  for (const fact of Object.values(said)) expect(summaryOfFact(fact)).toMatch(/^(Review|Logistics|Warehouse|Refund|Feedback): .+/);
});
