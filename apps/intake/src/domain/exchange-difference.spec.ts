import { aCase, anAppliedLine, said } from '../../test/builders';
import { customerStatusOf } from './customer-status';
import type { Fact } from './facts';
import { closingOf, statusOf, type IntakeCase } from './intake-case';
import { recordFact } from './record-fact';
import { waitingFor } from './waiting-for';

const now = '2026-11-06T08:00:00.000Z';
const money = (amountMinor: bigint) => ({ amountMinor, currency: 'GBP' });
const due: Fact = { kind: 'refund_requested', total: money(400n), difference: true };
const settled: Fact = { kind: 'refund_settled', total: money(400n), difference: true };
const over: Fact = { kind: 'difference_settled', units: 2, refunded: money(400n) };
/** The warehouse has said that it has left: without that nothing closes. */
const picked: Fact = { kind: 'replacement_picked', attempt: 1, units: 2 };
const delivered: Fact = { kind: 'replacement_parcel', state: 'delivered', attempt: 1, trackingNumber: 'GR1X1' };
const instead: Fact = { kind: 'replacement_called_off', reason: 'refund_instead', reasonCode: '' };
const rest: readonly Fact[] = [{ kind: 'refund_requested', total: money(1600n) }, { kind: 'refund_settled', total: money(1600n) }];

const exchanged = (...facts: readonly Fact[]): IntakeCase =>
  [picked, ...facts].reduce((it, fact) => {
    const recorded = recordFact(it, fact);
    if (!recorded.ok) throw new Error(recorded.error.message);
    return recorded.value;
  }, aCase({ type: 'exchange', lines: [anAppliedLine({ wantedSku: 'CUP', wantedUnitPriceMinor: 800n })] }));

describe('an exchange for a cheaper variant', () => {
  it('goes on while the difference is paid back, and says who has it', () => {
    const paying = exchanged(said.approved, said.inspected, due);
    expect([statusOf(paying), customerStatusOf(paying).code, waitingFor(paying)]).toEqual(['replacing', 'refunding', 'payment provider: pays the refund']);
    const stuck = exchanged(said.approved, said.inspected, due, { kind: 'leg_failed', legId: 'F-c/difference/1', code: 'CARD_CLOSED', willRetry: false, attempt: 1, difference: true });
    expect([customerStatusOf(stuck).code, waitingFor(stuck)]).toEqual(['exception', expect.stringContaining('F-c/difference/1') as string]);
    const paid = exchanged(said.approved, said.inspected, due, settled, over);
    expect([statusOf(paid), customerStatusOf(paid).code]).toEqual(['replacing', 'replacement_on_its_way']);
  });

  it('needs a second person for it, and waits where that one declines', () => {
    const facts: Fact[] = [due, { kind: 'approval_needed', total: money(400n), difference: true }];
    expect(waitingFor(exchanged(said.approved, said.inspected, ...facts))).toBe('refund: a second person approves the amount');
    const declined = exchanged(said.approved, said.inspected, ...facts, { kind: 'refund_declined', total: money(400n), reasonCode: 'NO', until: now, difference: true });
    expect([statusOf(declined), customerStatusOf(declined).code]).toEqual(['replacing', 'exception']);
    const again = recordFact(declined, { kind: 'refund_taken_up', total: money(399n), difference: true });
    expect(again).toMatchObject({ ok: true, value: { difference: { due: money(399n), refundApproval: 'needed' }, refundDue: undefined } });
  });

  it('closes with what was paid back, once that is known, whoever is heard first', () => {
    const money4: readonly Fact[] = [due, settled, over];
    for (const order of [[said.approved, said.inspected, ...money4, delivered], [delivered, said.approved, ...money4, said.inspected], [delivered, said.inspected, said.approved, ...money4]]) {
      expect(closingOf(exchanged(...order))).toEqual({ result: 'replaced', reasonCodes: [], refunded: money(400n) });
    }
    expect(closingOf(exchanged(said.approved, said.inspected, delivered, due, settled))).toBeUndefined();
    expect(closingOf(exchanged(said.approved, said.inspected, delivered, { kind: 'difference_settled', units: 2 }))).toMatchObject({ result: 'replaced', refunded: undefined });
  });

  it('that is paid for in the end tells of both together', () => {
    const paid = exchanged(said.approved, said.inspected, due, settled, over, instead, ...rest);
    expect([statusOf(paid), closingOf(paid)]).toEqual(['refunded', { result: 'refunded', reasonCodes: [], refunded: money(2000n) }]);
    expect(statusOf(exchanged(said.approved, said.inspected, due, settled, over, instead))).toBe('refunding');
  });

  it('hears the same word twice without a change, and refuses another amount', () => {
    const once = exchanged(said.approved, said.inspected, due, settled, over);
    for (const fact of [due, settled, over]) expect(recordFact(once, fact)).toEqual({ ok: true, value: once });
    expect(recordFact(once, { ...settled, total: money(401n) } as Fact)).toMatchObject({ ok: false, error: { code: 'CONTRADICTION' } });
  });
});
