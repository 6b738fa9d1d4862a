import { aCase, anAppliedLine, said } from '../../test/builders';
import { customerStatusOf } from './customer-status';
import type { Fact } from './facts';
import { closingOf, statusOf, type IntakeCase } from './intake-case';
import { recordFact } from './record-fact';
import { waitingFor } from './waiting-for';

const money = (amountMinor: bigint) => ({ amountMinor, currency: 'GBP' });
const requested: Fact = { kind: 'top_up_requested', amount: money(400n), dueAt: '2026-11-09T08:00:00Z', paymentUrl: 'https://pay.example/P-1' };
const paid: Fact = { kind: 'top_up_paid', amount: money(400n) };
const expired: Fact = { kind: 'top_up_expired', reasonCode: 'TOP_UP_NOT_PAID' };
const over: Fact = { kind: 'difference_settled', units: 2, collected: money(400n) };
/** The warehouse has said that it has left: without that nothing closes. */
const picked: Fact = { kind: 'replacement_picked', attempt: 1, units: 2 };
const delivered: Fact = { kind: 'replacement_parcel', state: 'delivered', attempt: 1, trackingNumber: 'GR1X1' };
const instead: Fact = { kind: 'replacement_called_off', reason: 'refund_instead', reasonCode: '' };

const exchanged = (...facts: readonly Fact[]): IntakeCase =>
  [picked, ...facts].reduce((it, fact) => {
    const recorded = recordFact(it, fact);
    if (!recorded.ok) throw new Error(recorded.error.message);
    return recorded.value;
  }, aCase({ type: 'exchange', lines: [anAppliedLine({ wantedSku: 'CUP', wantedUnitPriceMinor: 1200n })] }));

describe('an exchange for a dearer variant', () => {
  it('waits for the customer to pay on top, and says how much, by when and what otherwise', () => {
    const due = exchanged(said.approved, said.inspected, requested);
    expect([statusOf(due), waitingFor(due)]).toEqual(['replacing', 'customer: pays 400 GBP (minor units) on top by 2026-11-09T08:00:00Z; then they are paid back']);
    expect(customerStatusOf(due)).toMatchObject({ code: 'top_up_needed', text: { zh: '待补差价' }, who: { en: 'you' }, by: '2026-11-09T08:00:00Z', otherwise: { zh: '逾期未补，换货取消，改为退款' } });
  });

  it('goes on once it is paid, and closes with the other goods alone', () => {
    expect(customerStatusOf(exchanged(said.approved, said.inspected, requested, paid)).code).toBe('replacement_on_its_way');
    const done = exchanged(said.approved, said.inspected, requested, paid, over, delivered);
    expect(closingOf(done)).toEqual({ result: 'replaced', reasonCodes: [], refunded: undefined });
    expect(closingOf(exchanged(said.approved, said.inspected, requested, paid, delivered))).toBeUndefined();
  });

  it('is paid back where it is not paid in time', () => {
    const late = exchanged(said.approved, said.inspected, requested, expired);
    expect([customerStatusOf(late).code, waitingFor(late)]).toEqual(['refunding', 'logistics: has the customer paid back, as nothing was paid on top']);
    const back = exchanged(said.approved, said.inspected, requested, expired, instead, { kind: 'refund_requested', total: money(2000n) }, { kind: 'refund_settled', total: money(2000n) });
    expect(closingOf(back)).toMatchObject({ result: 'refunded', refunded: money(2000n) });
  });

  it('has nothing to be paid any more where it has come to nothing', () => {
    const off = exchanged(said.approved, said.inspected, requested, instead);
    expect([statusOf(off), customerStatusOf(off).code]).toEqual(['refunding', 'refunding']);
  });

  it('hears each word twice without a change, and keeps the first end', () => {
    const once = exchanged(said.approved, said.inspected, requested, paid, over);
    for (const fact of [requested, paid, over, expired]) expect(recordFact(once, fact)).toEqual({ ok: true, value: once });
    // Where the provider takes no such payment nothing was asked for.
    const never = exchanged(said.approved, said.inspected);
    expect(recordFact(never, expired)).toEqual({ ok: true, value: never });
  });
});
