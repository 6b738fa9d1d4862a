import { aCase, aCaseWithoutPurchase, anAppliedLine, aRecord, caseIds, said } from '../../test/builders';
import type { Fact } from './facts';
import type { Closing, IntakeCase } from './intake-case';
import { summaryOfClosing, summaryOfFact, summaryOfOpening } from './summaries';

const byPerson = aRecord({ decidedBy: 'staff-7' });
const lines = [1, 2].map((line) => ({ caseLineId: `${caseIds.a}-${line}`, quantity: 2, total: 2 }));

describe('what was heard, in a line for people', () => {
  it.each<[Fact, string]>([
    [said.taskOpened, 'Review: a person has to decide by 2026-11-06T08:00:00Z'],
    [said.taskClaimed, 'Review: a person took the task'],
    [said.taskOverdue, 'Review: overdue since 2026-11-06T08:00:00Z'],
    [said.approved, 'Review: approved, 2 units, by rules'],
    [{ ...said.approved, lines: [{ caseLineId: 'l', quantity: 1 }], record: byPerson }, 'Review: approved, 1 unit, by a person'],
    [said.rejected, 'Review: rejected by rules: OUTSIDE_WINDOW'],
    [{ ...said.rejected, record: byPerson, reasons: [{ code: 'A', message: 'a' }, { code: 'B', message: 'b' }] }, 'Review: rejected by a person: A, B'],
    [said.withdrawn, 'Review: withdrawn before anybody decided (CHANGED_MIND)'],
    [said.passedOn, 'Review: decided before the cancellation, which is passed on (CHANGED_MIND)'],
    [said.calledOff, 'Logistics: return called off before it was sent (CHANGED_MIND)'],
    [said.expired, 'Logistics: return called off, it was not sent in time'],
    [said.declined, 'Logistics: too late to cancel (PARCEL_MOVING); the case goes on'],
    [said.authorised, 'Logistics: return authorised as RMA-1, to be sent by 2026-11-20T00:00:00Z'],
    [said.inTransit, 'Logistics: parcel T-1 is on its way'],
    [said.delivered, 'Logistics: parcel T-1 was delivered'],
    [said.lost, 'Logistics: parcel T-1 was lost'],
    [said.taskCreated, 'Warehouse: inspection asked for'],
    [{ kind: 'received', lines }, 'Warehouse: received 4 units'],
    [said.oneShort, 'Warehouse: inspected, 1 accepted, 1 short'],
    [{ kind: 'inspected', lines: [1, 3].map((quarantined) => ({ caseLineId: 'l', accepted: 2, short: 0, quarantined })) }, 'Warehouse: inspected, 4 accepted, 0 short, 4 set aside'],
    [said.due, 'Refund: GBP 2000 (minor units) is due'],
    [said.legFailed, 'Refund: a payment failed with PROVIDER_DOWN (attempt 1), tried again'],
    [{ ...said.legFailed, willRetry: false, attempt: 8 }, 'Refund: a payment failed with PROVIDER_DOWN (attempt 8), a person has to look'],
    [said.settled, 'Refund: GBP 2000 (minor units) has settled'],
    [said.surveySent, 'Feedback: survey sent'],
    [said.surveyAnswered, 'Feedback: survey answered with 5 of 5'],
  ])('%o reads %s', (fact, line) => {
    expect(summaryOfFact(fact)).toBe(line);
  });
});

describe('what intake did, in a line for people', () => {
  const number = aCase().caseNumber;

  it.each<[string, IntakeCase, string]>([
    ['a case', aCase(), `Intake: case ${number} opened for 2 units of order o1`],
    ['one unit', aCase({ lines: [anAppliedLine({ quantity: 1 })] }), `Intake: case ${number} opened for 1 unit of order o1`],
    ['without a purchase', aCaseWithoutPurchase(), `Intake: case ${number} opened; no such purchase is known`],
    ['with obstacles', { ...aCase(), obstacles: ['NOT_GOODS', 'UNITS_TAKEN'] }, `Intake: case ${number} opened for 2 units of order o1, not reserved: NOT_GOODS, UNITS_TAKEN`],
  ])('opening: %s', (_, it, line) => {
    expect(summaryOfOpening(it)).toBe(line);
  });

  it.each<[Closing, string]>([
    [{ result: 'refunded', reasonCodes: [], refunded: { amountMinor: 2000n, currency: 'GBP' } }, 'Intake: closed, GBP 2000 (minor units) paid back'],
    [{ result: 'refunded', reasonCodes: ['UNITS_SHORT'], refunded: { amountMinor: 2000n, currency: 'GBP' } }, 'Intake: closed, GBP 2000 (minor units) paid back (UNITS_SHORT)'],
    [{ result: 'rejected', reasonCodes: ['A', 'B'], refunded: undefined }, 'Intake: closed, rejected (A, B)'],
    [{ result: 'nothing_due', reasonCodes: [], refunded: undefined }, 'Intake: closed, nothing was due'],
  ])('closing: %o reads %s', (closing, line) => {
    expect(summaryOfClosing(closing)).toBe(line);
  });
});
