import { aCase, aCaseWithoutPurchase, anAppliedLine, aRecord, caseIds, said } from '../../test/builders';
import type { ChoiceOption } from './choice';
import type { Fact } from './facts';
import type { Closing, IntakeCase } from './intake-case';
import { summaryOfAnswer, summaryOfChoice, summaryOfClosing, summaryOfFact, summaryOfOpening, summaryOfReopening, summaryOfSupplement } from './summaries';

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

const dueAt = '2026-11-10T08:00:00Z';
const money = (amountMinor: bigint) => ({ amountMinor, currency: 'GBP' });
const parcel = (state: 'ordered' | 'shipped' | 'delivered' | 'lost' | 'written_off' | 'returned'): Fact => ({ kind: 'replacement_parcel', state, attempt: 1, trackingNumber: 'X1' });
const off = (reason: 'cancelled' | 'refund_instead' | 'nothing_accepted', reasonCode = ''): Fact => ({ kind: 'replacement_called_off', reason, reasonCode });
const repair = (attempt: number, overdue = false): Fact => ({ kind: 'repair_ordered', attempt, answerBy: dueAt, overdue });

describe('what else was heard, in a line for people', () => {
  it.each<[Fact, string]>([
    [said.requested, 'Review: evidence is asked for (PHOTO_OF_FAULT), to be supplied by 2026-11-08T08:00:00Z'],
    [said.resumed, 'Review: the evidence has come; a person decides by 2026-11-09T08:00:00Z'],
    [said.approvedInPart, 'Review: approved, 1 unit, by a person; 1 unit not approved: NOT_JUSTIFIED'],
    [{ ...said.approved, reduced: { code: 'PRICE_OF_A_SALE', message: 'm' } }, 'Review: approved, 2 units, by rules; less for each unit than was asked: PRICE_OF_A_SALE'],
    [said.rejectedForNow, 'Review: rejected by a person: NOT_JUSTIFIED; may be supplemented until 2026-11-10T08:00:00Z'],
    [said.stopRequested, 'Logistics: the warehouse is asked not to ship'],
    [{ ...said.stopRequested, attempt: 2 }, 'Logistics: the warehouse is asked not to ship, for the 2nd time'],
    [said.stopOverdue, 'Logistics: the warehouse is asked not to ship, for the 3rd time; a person has to look'],
    [{ ...said.stopRequested, attempt: 11 }, 'Logistics: the warehouse is asked not to ship, for the 11th time'],
    ...[21, 22, 23].map((attempt): [Fact, string] => [{ ...said.stopRequested, attempt }, `Logistics: the warehouse is asked not to ship, for the ${{ 21: '21st', 22: '22nd', 23: '23rd' }[attempt]} time`]),
    [said.stopped, 'Logistics: stopped before it was shipped'],
    [said.recalled, 'Logistics: parcel W-1 is on its way; the carrier is asked to bring it back'],
    [{ ...said.recalled, intercept: false }, 'Logistics: parcel W-1 is refused and awaited back'],
    [said.recallCancelled, 'Logistics: goes to the customer after all (CHANGED_MIND)'],
    [said.signed, 'Logistics: could not be stopped (SIGNED_BY_CUSTOMER); the customer may apply for a return'],
    [{ kind: 'parcel_added', trackingNumber: 'T-2', sendBy: dueAt }, `Logistics: a further parcel, T-2, to be sent by ${dueAt}`],
    [{ kind: 'parcel_returned', trackingNumber: 'T-1', sendBy: dueAt, othersMoved: false }, `Logistics: parcel T-1 is back with the customer, who may send it again by ${dueAt}`],
    [{ kind: 'parcel', state: 'written_off', trackingNumber: 'T-1' }, 'Logistics: parcel T-1 was written off'],
    [said.writtenOff, 'Logistics: parcel T-1 was written off, 2 units lost'],
    [said.approvalNeeded, 'Refund: GBP 2000 (minor units) has to be approved by a second person'],
    [said.approvalGiven, 'Refund: approved by a second person'],
    [said.refundDeclined, 'Refund: a second person has declined GBP 2000 (minor units) (NOT_CONVINCING); may be taken up again until 2026-11-12T08:00:00Z'],
    [said.refundTakenUp, 'Refund: taken up again; GBP 2000 (minor units) has to be approved by another person'],
    [said.refundDropped, 'Refund: nothing is paid (NOT_CONVINCING)'],
    [said.refundException, 'Refund: declined and not taken up again (NOT_CONVINCING); somebody of finance has to see to it'],
    [{ ...said.due, difference: true }, 'Refund: GBP 2000 (minor units) is due, as the other variant is cheaper'],
    [{ ...said.settled, difference: true }, 'Refund: GBP 2000 (minor units) has settled, as the other variant is cheaper'],
    [{ kind: 'deduction_quoted', deducted: money(300n), paid: money(1700n) }, 'Refund: for what was rejected GBP 300 (minor units) would be deducted, and GBP 1700 (minor units) paid back in all'],
    [{ kind: 'rejection_settled', outcome: 'deduction', units: 1 }, 'Warehouse: 1 rejected unit settled, paid for less a deduction'],
    [{ kind: 'rejection_settled', outcome: 'accepted', units: 2 }, 'Warehouse: 2 rejected units settled, accepted as they are'],
    [{ kind: 'rejection_settled', outcome: 'goods_back', units: 2 }, 'Warehouse: 2 rejected units settled, sent back to the customer'],
    [{ kind: 'units_reserved', attempt: 1 }, 'Warehouse: set aside for the customer'],
    [{ kind: 'units_reserved', attempt: 2 }, 'Warehouse: set aside for the customer, shipment 2'],
    [{ kind: 'out_of_stock', attempt: 1, number: 1 }, 'Warehouse: out of stock; the customer has to choose'],
    [{ kind: 'variants_compared', number: 1, offered: [{ sku: 'A', unitPrice: money(1n), paidBack: money(100n) }, { sku: 'B', unitPrice: money(1n), paidOnTop: money(200n) }, { sku: 'C', unitPrice: money(1n) }] }, 'Refund: the shop can send A (GBP 100 (minor units) back), B (GBP 200 (minor units) on top), C (at no difference) instead'],
    [{ kind: 'replacement_picked', attempt: 1, units: 2 }, 'Warehouse: 2 units handed to the carrier for the customer'],
    [repair(1), `Warehouse: repair ordered, to be done by ${dueAt}`],
    [repair(2), `Warehouse: asked for the 2nd time what came of the repair, to be answered by ${dueAt}`],
    [repair(3, true), `Warehouse: asked for the 3rd time what came of the repair, to be answered by ${dueAt}; a person has to look`],
    [repair(4, true), `Warehouse: asked for the 4th time what came of the repair, to be answered by ${dueAt}; a person has to look`],
    [{ kind: 'repair_finished', end: 'repaired' }, 'Warehouse: repaired'],
    [{ kind: 'repair_finished', end: 'not_repairable' }, 'Warehouse: can\'t be repaired; the customer is paid'],
    [parcel('ordered'), 'Logistics: parcel X1 to the customer was ordered'],
    [parcel('shipped'), 'Logistics: parcel X1 to the customer is on its way'],
    [parcel('delivered'), 'Logistics: parcel X1 to the customer was delivered'],
    [parcel('lost'), 'Logistics: parcel X1 to the customer was lost'],
    [parcel('written_off'), 'Logistics: parcel X1 to the customer was given up, and is sent once more'],
    [parcel('returned'), 'Logistics: parcel X1 to the customer could not be delivered, and is sent once more'],
    [off('cancelled', 'CHANGED_MIND'), 'Logistics: nothing is sent to the customer: cancelled (CHANGED_MIND)'],
    [off('cancelled'), 'Logistics: nothing is sent to the customer: cancelled (the return was called off)'],
    [off('refund_instead'), 'Logistics: nothing is sent to the customer: they are paid back instead'],
    [off('refund_instead', 'NOT_REPAIRABLE'), 'Logistics: nothing is sent to the customer: they are paid back instead (NOT_REPAIRABLE)'],
    [off('nothing_accepted'), 'Logistics: nothing is sent to the customer: nothing has come back'],
    [{ kind: 'difference_settled', units: 1 }, 'Refund: 1 unit to be exchanged, or repaired at the same worth, nothing is owed'],
    [{ kind: 'difference_settled', units: 2, refunded: money(100n) }, 'Refund: 2 units to be exchanged, or repaired, GBP 100 (minor units) paid back, nothing is owed'],
    [{ kind: 'difference_settled', units: 2, collected: money(200n) }, 'Refund: 2 units to be exchanged, or repaired, GBP 200 (minor units) paid on top, nothing is owed'],
    [{ kind: 'top_up_requested', amount: money(200n), dueAt, paymentUrl: 'https://pay.example/P-1' }, `Refund: the other variant is dearer, GBP 200 (minor units) to be paid on top by ${dueAt}`],
    [{ kind: 'top_up_paid', amount: money(200n) }, 'Refund: the customer has paid GBP 200 (minor units) on top'],
    [{ kind: 'top_up_expired', reasonCode: 'TOP_UP_NOT_PAID' }, 'Refund: nothing was paid on top (TOP_UP_NOT_PAID), so the goods are paid back'],
    [{ kind: 'concern_opened', taskId: 'Q', dueAt }, `Feedback: a person answers by ${dueAt}`],
    [{ kind: 'concern_claimed', taskId: 'Q', claimedBy: 'kim' }, 'Feedback: a person took it'],
    [{ kind: 'concern_overdue', taskId: 'Q', dueAt }, `Feedback: not answered by ${dueAt}; anybody may take it over now`],
    [{ kind: 'concern_ended', end: { how: 'answered' } }, 'Feedback: answered'],
    [{ kind: 'inspected', lines: [{ caseLineId: 'l', accepted: 1, short: 1, quarantined: 2, rejected: 3 }, { caseLineId: 'm', accepted: 1, short: 0, quarantined: 0 }] }, 'Warehouse: inspected, 2 accepted, 1 short, 3 rejected, 2 set aside'],
  ])('%o reads %s', (fact, line) => {
    expect(summaryOfFact(fact)).toBe(line);
  });
});

describe('what else intake did, in a line for people', () => {
  const number = aCase().caseNumber;
  const other = { caseId: 'x', caseNumber: 'HL-2', orderId: 'o1' };
  const lines = 'for 2 units of order o1';

  it.each<[string, IntakeCase, string]>([
    ['a question', aCase({ type: 'inquiry' }), `Intake: case ${number} opened, a question about order o1`],
    ['a complaint', { ...aCase({ type: 'complaint' }), orderId: '', obstacles: [] }, `Intake: case ${number} opened, a complaint`],
    ['a question about what is not there', { ...aCase({ type: 'inquiry' }), obstacles: ['LINE_NOT_FOUND', 'NOT_GOODS'] }, `Intake: case ${number} opened, a question about order o1 (LINE_NOT_FOUND, NOT_GOODS)`],
    ['one made of another', aCase({ cameFrom: other }), `Intake: case ${number} opened ${lines}, made of case HL-2`],
    ['one in which another goes on', { ...aCase(), reopens: other }, `Intake: case ${number} opened ${lines}, in which case HL-2 goes on`],
  ])('opening: %s', (_, it, line) => {
    expect(summaryOfOpening(it)).toBe(line);
  });

  it('taking up again, for whom', () => {
    const reopening = { caseNumber: 'HL-2', reasonCode: 'NOT_IN_ORDER', askedBy: 'customer' };
    expect([reopening, { ...reopening, askedBy: 'staff-7' }].map(summaryOfReopening)).toEqual(['Intake: taken up again as case HL-2, as the customer asked (NOT_IN_ORDER)', 'Intake: taken up again as case HL-2, as our staff asked (NOT_IN_ORDER)']);
  });

  it.each([
    [['a'], false, '1 new piece of evidence'],
    [['a', 'b'], true, '2 new pieces of evidence and a statement'],
    [[], true, 'a statement'],
  ])('supplementing: %j, %j', (evidenceIds, explained, what) => {
    expect(summaryOfSupplement({ round: 2, at: dueAt, evidenceIds, explained, rejected: said.rejectedForNow })).toBe(`Intake: supplemented with ${what}; review decides again (round 2)`);
  });

  it('asking the customer to choose, and what was chosen by whom', () => {
    expect((['out_of_stock', 'rejected_units'] as const).map((kind) => summaryOfChoice({ number: 1, kind, dueAt, answer: undefined }))).toEqual([
      `Intake: the customer is asked what to do, as it is out of stock, until ${dueAt}`,
      `Intake: the customer is asked what is to become of the rejected units, until ${dueAt}`,
    ]);
    const answer = (option: ChoiceOption, by = 'customer', sku?: string) => summaryOfAnswer({ option, by, at: dueAt, ...(sku !== undefined && { sku }) });
    expect([answer('wait'), answer('refund', 'deadline'), answer('other_variant', 'staff-7', 'CUP'), answer('other_variant'), answer('deduction'), answer('goods_back'), answer('dispute')]).toEqual([
      'Intake: the customer chose to wait',
      'Intake: nobody chose in time, so it is to be paid back',
      'Intake: our staff chose for the customer to get CUP instead',
      'Intake: the customer chose to get  instead',
      'Intake: the customer chose a deduction',
      'Intake: the customer chose to get the goods back',
      'Intake: the customer chose to dispute it',
    ]);
  });

  it.each([
    ['refunded', 'nothing was due'],
    ['replaced', 'other units delivered to the customer'],
    ['repaired', 'repaired and delivered to the customer'],
    ['nothing_due', 'nothing was due'],
    ['rejected', 'rejected'],
    ['cancelled', 'cancelled'],
    ['expired', 'expired: the goods were not sent'],
    ['answered', 'answered'],
    ['turned', 'another case goes on in its place'],
  ] as const)('closing with %s: %s', (result, words) => {
    expect(summaryOfClosing({ result, reasonCodes: ['A'], refunded: undefined })).toBe(`Intake: closed, ${words} (A)`);
  });

  it('closing with goods and money', () => {
    expect(summaryOfClosing({ result: 'replaced', reasonCodes: [], refunded: money(5n) })).toBe('Intake: closed, other units delivered to the customer');
  });
});
