import { aCase, aCaseWithoutPurchase, aLine, anAppliedLine, anOrder, caseIds } from '../../test/builders';
import { closeCase, type Closing, type IntakeCase } from './intake-case';
import type { Application } from './opening';
import { reopenCase, type Purchase, type ReopeningWish } from './reopening';
import { holdUnits, noUnits, type OrderUnits } from './units';

const dayMs = 86_400_000;
const closedAt = '2026-11-10T08:00:00.000Z';
const daysLater = (days: number): string => new Date(Date.parse(closedAt) + days * dayMs).toISOString();
const rejected: Closing = { result: 'rejected', reasonCodes: ['NOT_JUSTIFIED'], refunded: undefined };
const ended = (over: Partial<Application> = {}, more: Partial<IntakeCase> = {}): IntakeCase => ({ ...closeCase(aCase(over), rejected, closedAt), ...more });
const wish = (over: Partial<ReopeningWish> = {}): ReopeningWish => ({ caseId: caseIds.b, reasonCode: 'STILL_FAULTY', askedBy: 'customer', at: daysLater(1), lines: [], type: undefined, ...over });
const purchase = (units: OrderUnits = noUnits, over: Partial<Purchase> = {}): Purchase => ({ order: anOrder(), units, ...over });
const reopen = (it: IntakeCase, asked = wish(), bought = purchase(), withinMs = 30 * dayMs) => reopenCase(it, asked, bought, withinMs);
const errorOf = (result: ReturnType<typeof reopen>) => (result.ok ? 'none' : result.error.code);

describe('a case that has ended', () => {
  it('goes on in another one, each naming the other; nothing else of it changes', () => {
    const it = ended({ evidence: [{ evidenceId: 'e1', kind: 'photo', uri: 'u' }] });
    const again = reopen(it);
    if (!again.ok) throw new Error(again.error.message);
    const { ended: before, opened } = again.value;
    expect(before).toEqual({ ...it, reopenedAs: { caseId: caseIds.b, caseNumber: opened.case.caseNumber, orderId: 'o1', reasonCode: 'STILL_FAULTY', askedBy: 'customer', at: daysLater(1) } });
    expect(opened.case).toMatchObject({ caseId: caseIds.b, type: 'return', channel: 'api', requestId: '', reopens: { caseId: caseIds.a, caseNumber: it.caseNumber, orderId: 'o1' }, evidence: it.evidence, closing: undefined });
    expect(opened.case.lines).toMatchObject([{ caseLineId: `${caseIds.b}-1`, orderLineId: 'ol1', quantity: 2, reason: 'no_reason', condition: 'unopened' }]);
    // The customer's notice was given then; it is worked on from now.
    expect([opened.case.requestedAt, opened.case.openedAt]).toEqual([it.requestedAt, daysLater(1)]);
    expect(opened.units).toEqual({ ol1: { held: { [caseIds.b]: 2 }, spent: 0 } });
  });

  it.each([
    ['that is still open', () => reopen(aCase()), 'CASE_NOT_CLOSED'],
    ['that was taken up again before, however long ago', () => reopen(ended({}, { reopenedAs: { caseId: 'x', caseNumber: 'HL-X', orderId: 'o1', reasonCode: 'R', askedBy: 'kim', at: closedAt } }), wish({ at: daysLater(99) })), 'CASE_REOPENED'],
    ['on the last day', () => reopen(ended(), wish({ at: new Date(Date.parse(daysLater(30)) - 1).toISOString() })), 'none'],
    ['when the time is over', () => reopen(ended(), wish({ at: daysLater(30) })), 'REOPENING_TOO_LATE'],
    ['that was a question', () => reopen(ended({ type: 'inquiry' })), 'CONCERN_NOT_REOPENED'],
    ['of which another was made', () => reopen(ended({ type: 'complaint' }, { concernEnd: { how: 'turned', into: { caseId: 'x', caseNumber: 'HL-X', orderId: '' } } })), 'CONCERN_TURNED'],
    ['whose purchase nobody knows', () => reopen(closeCase(aCaseWithoutPurchase(), rejected, closedAt), wish(), { order: undefined, units: noUnits }), 'NO_UNITS_LEFT'],
    ['whose units were paid for', () => reopen(ended(), wish(), purchase({ ol1: { held: {}, spent: 3 } })), 'NO_UNITS_LEFT'],
    ['as a price difference that it was not', () => reopen(ended(), wish({ type: 'price_difference' })), 'PRICE_MISSING'],
    ['of somebody whose order it turned out not to be', () => reopen(ended({ customerId: 'c9' })), 'ORDER_NOT_FOUND'],
    ['for a line that it was not about', () => reopen(ended(), wish({ lines: [{ orderLineId: 'ol2', quantity: 1 }] })), 'LINE_NOT_IN_CASE'],
    ['for more units than it was about', () => reopen(ended(), wish({ lines: [{ orderLineId: 'ol1', quantity: 1 }, { orderLineId: 'ol1', quantity: 2 }] })), 'LINE_NOT_IN_CASE'],
    ['for units that another case has by now', () => reopen(ended(), wish({ lines: [{ orderLineId: 'ol1', quantity: 2 }] }), purchase({ ol1: { held: { other: 2 }, spent: 0 } })), 'UNITS_TAKEN'],
  ])('%s', (_, asked, code) => {
    expect(errorOf(asked())).toBe(code);
  });

  it('names the case that it became, and by when it could have been taken up', () => {
    const became = reopen(ended({}, { reopenedAs: { caseId: 'x', caseNumber: 'HL-X', orderId: 'o1', reasonCode: 'R', askedBy: 'kim', at: closedAt } }));
    expect(became).toMatchObject({ error: { message: expect.stringContaining('HL-X') } });
    expect(reopen(ended(), wish({ at: daysLater(31) }))).toMatchObject({ error: { message: expect.stringContaining('2026-12-10') } });
  });

  it('takes what is left of its units, also of a line that was asked for twice', () => {
    const twice = ended({ lines: [anAppliedLine({ quantity: 1, reason: 'faulty' }), anAppliedLine({ quantity: 2 }), anAppliedLine({ orderLineId: 'ol2', sku: 'BOWL', quantity: 2 })] });
    const units = holdUnits(anOrder(), noUnits, 'other', new Map([['ol1', 1], ['ol2', 2]]));
    expect(reopen(twice, wish(), purchase(units))).toMatchObject({ value: { opened: { case: { lines: [{ quantity: 1, reason: 'faulty' }, { quantity: 1, reason: 'no_reason' }] } } } });
    expect(reopen(twice, wish({ lines: [{ orderLineId: 'ol1', quantity: 2 }] }))).toMatchObject({ value: { opened: { case: { lines: [{ quantity: 1 }, { quantity: 1 }] } } } });
  });

  it('is asked for as before, or as something else without what belongs to that alone', () => {
    const exchange = ended({ type: 'exchange', lines: [anAppliedLine({ wantedSku: 'CUP', wantedUnitPriceMinor: 900n })] });
    expect(reopen(exchange)).toMatchObject({ value: { opened: { case: { type: 'exchange', lines: [{ wantedSku: 'CUP', wantedUnitPriceMinor: 900n }] } } } });
    const other = reopen(exchange, wish({ type: 'return' }));
    expect(other).toMatchObject({ value: { opened: { case: { type: 'return' } } } });
    expect(other.ok && other.value.opened.case.lines[0]).not.toHaveProperty('wantedSku');
    const cheaper = ended({ type: 'price_difference', lines: [anAppliedLine({ lowerUnitPriceMinor: 800n })] });
    expect(reopen(cheaper)).toMatchObject({ value: { opened: { case: { type: 'price_difference', lines: [{ lowerUnitPriceMinor: 800n }] } } } });
  });

  it.each<[string, Partial<Pick<IntakeCase, 'calledOff' | 'recall'>>, string | undefined]>([
    ['that was not approved is stopped after all', {}, 'before_shipping'],
    ['that review took back is stopped after all', { calledOff: { by: 'review', result: 'cancelled', reasonCode: 'CHANGED_MIND' } }, 'before_shipping'],
    ['that went to the customer is of goods that they have', { calledOff: { by: 'logistics', result: 'cancelled', reasonCode: 'SIGNED_BY_CUSTOMER' } }, undefined],
    ['that came back with less in it is not recalled once more', { recall: { stage: 'recalling', trackingNumber: 'W-1', carrierCode: 'ground', intercept: true, reportBy: closedAt } }, undefined],
  ])('as a refund of an order %s', (_, more, kind) => {
    const again = reopen(ended({ type: 'refund_only', refundOnlyKind: 'before_shipping' }, more), wish(), purchase(noUnits, { order: anOrder({ lines: [aLine()] }) }));
    expect(again.ok && again.value.opened.case.refundOnlyKind).toBe(kind);
  });
});
