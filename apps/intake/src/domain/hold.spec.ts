import { aCase, anAppliedLine, said } from '../../test/builders';
import { customerStatusOf } from './customer-status';
import type { Fact } from './facts';
import { saleOf } from './hold';
import { closingOf, sentInPlace, spentUnits, statusOf, type IntakeCase } from './intake-case';
import { recordFact } from './record-fact';
import { waitingFor } from './waiting-for';

const now = '2026-11-06T08:00:00.000Z';
const money = (amountMinor: bigint) => ({ amountMinor, currency: 'GBP' });
const approved: Fact = { ...(said.approved as Extract<Fact, { kind: 'approved' }>), advance: true };
const placed: Fact = { kind: 'hold_placed', amount: money(2000n), captureAt: '2026-12-03T08:00:00Z' };
const released: Fact = { kind: 'hold_ended', end: { state: 'released', reasonCode: 'GOODS_ACCEPTED' } };
const declined: Fact = { kind: 'hold_ended', end: { state: 'declined', reasonCode: 'NO_FUNDS' } };
/** The warehouse has said that it has left: without that nothing closes. */
const picked: Fact = { kind: 'replacement_picked', attempt: 1, units: 2 };
const delivered: Fact = { kind: 'replacement_parcel', state: 'delivered', attempt: 1, trackingNumber: 'GR1X1', deliveredAt: '2026-11-08T08:00:00Z' };
const kept: Fact = { kind: 'return_called_off', result: 'expired', reasonCode: '', replacementStays: true };
const before = aCase({ type: 'exchange', advance: true, lines: [anAppliedLine()] });
const [line] = before.lines;
const quantity = line!.quantity;
const captured = (units: number, reasonCode = 'NOT_SENT'): Fact => ({ kind: 'hold_ended', end: { state: 'captured', reasonCode, captured: { amount: money(1000n * BigInt(units)), lines: [{ caseLineId: line!.caseLineId, quantity: units, amountMinor: String(1000 * units) }], soldOrderId: 'S-1' } } });

const fold = (facts: readonly Fact[]): IntakeCase =>
  [picked, ...facts].reduce((it, fact) => {
    const recorded = recordFact(it, fact);
    if (!recorded.ok) throw new Error(recorded.error.message);
    return recorded.value;
  }, before);
const exchanged = (...facts: readonly Fact[]): IntakeCase => fold(facts);

function orders<T>(items: readonly T[]): T[][] {
  return items.length < 2 ? [[...items]] : items.flatMap((item, at) => orders([...items.slice(0, at), ...items.slice(at + 1)]).map((rest) => [item, ...rest]));
}

describe('an exchange in advance', () => {
  it('waits for the goods though the customer has the others, and says what it comes to if nothing is sent', () => {
    const it = exchanged(approved, said.authorised, placed, delivered);
    expect([statusOf(it), closingOf(it)]).toEqual(['awaiting_return', undefined]);
    expect(waitingFor(it)).toMatch(/; then what is held of their money is captured$/);
    expect(customerStatusOf(it)).toMatchObject({ code: 'to_be_sent', otherwise: { zh: '逾期未寄回，扣下预授权款，换出的商品归您' } });
  });

  it('is closed by nothing while something is held, or may be, and then as replaced', () => {
    for (const open of [[approved, delivered, said.inspected], [approved, placed, delivered, said.inspected]]) expect(closingOf(exchanged(...open))).toBeUndefined();
    expect(waitingFor(exchanged(approved, placed, delivered, said.inspected))).toBe('payment provider: releases or captures what is held');
    expect(closingOf(exchanged(approved, placed, delivered, said.inspected, released))).toEqual({ result: 'replaced', reasonCodes: [], refunded: undefined });
    expect(closingOf(exchanged(approved, declined, said.inspected, delivered))).toEqual({ result: 'replaced', reasonCodes: [], refunded: undefined });
  });

  it('comes to the same in whatever order its words are heard', () => {
    const words = [approved, placed, delivered, kept, captured(quantity)];
    const ends = orders(words).map((facts) => {
      // Of one source there is an order.
      const rank = (fact: Fact) => facts.indexOf(fact);
      if (rank(placed) > rank(facts.find(({ kind }) => kind === 'hold_ended')!) || rank(delivered) > rank(kept)) return undefined;
      return JSON.stringify(closingOf(fold(facts)));
    });
    expect(new Set(ends.filter((end) => end !== undefined))).toEqual(new Set([JSON.stringify({ result: 'replaced', reasonCodes: ['HOLD_CAPTURED'], refunded: undefined })]));
  });

  it('of which nothing is sent is replaced once the customer has it, and paid for; theirs are free for another case', () => {
    expect(statusOf(exchanged(approved, placed, kept))).toBe('replacing');
    const it = exchanged(approved, placed, kept, delivered);
    expect([statusOf(it), customerStatusOf(it).who.en, closingOf(it)]).toEqual(['replaced', 'the payment provider', undefined]);
    const done = exchanged(approved, placed, kept, delivered, captured(quantity));
    expect([spentUnits(done).size, [...(sentInPlace(done, closingOf(done)!)?.units.values() ?? [])]]).toEqual([0, [0]]);
    const lapsed = exchanged(approved, placed, kept, delivered, { kind: 'hold_ended', end: { state: 'released', reasonCode: 'LAPSED' } });
    expect(closingOf(lapsed)).toMatchObject({ result: 'replaced', reasonCodes: ['HOLD_ENDED'] });
  });

  it('whose goods come after they were paid for is paid back first, and they are used up', () => {
    const late = exchanged(approved, placed, delivered, captured(quantity, 'HOLD_ENDED'), said.inspected);
    expect(closingOf(late)).toBeUndefined();
    const due = recordFact(late, { kind: 'refund_requested', total: money(2000n) });
    if (!due.ok) throw new Error(due.error.message);
    expect(statusOf(due.value)).toBe('refunding');
    const paid = recordFact(due.value, { kind: 'refund_settled', total: money(2000n) });
    if (!paid.ok) throw new Error(paid.error.message);
    expect(closingOf(paid.value)).toMatchObject({ result: 'replaced', refunded: money(2000n) });
    const [accepted] = paid.value.lines.map((each) => each.accepted);
    expect([...spentUnits(paid.value).values()]).toEqual([accepted]);
  });

  it('that is called off before anything left ends so, once nothing is held', () => {
    const off: Fact = { kind: 'return_called_off', result: 'expired', reasonCode: '' };
    expect(closingOf(exchanged(approved, placed, off))).toBeUndefined();
    expect(closingOf(exchanged(approved, off))).toBeUndefined();
    expect(closingOf(exchanged(approved, placed, off, { kind: 'hold_ended', end: { state: 'released', reasonCode: 'CALLED_OFF' } }))).toMatchObject({ result: 'expired' });
  });

  it('believes the first word of how it ended, and makes an order of what was sold', () => {
    const it = exchanged(approved, placed, delivered, kept, captured(quantity), released);
    expect(it.hold?.state).toBe('captured');
    expect(saleOf(it, it.hold!.captured!, { capturedAt: now, deliveredAt: '2026-11-08T08:00:00Z' })).toMatchObject({ orderId: 'S-1', customerId: it.customerId, currency: 'GBP', signedAt: '2026-11-08T08:00:00Z', lines: [{ orderLineId: line!.caseLineId, sku: line!.sku, quantity, amountMinor: BigInt(1000 * quantity), kind: 'goods' }] });
  });
});
