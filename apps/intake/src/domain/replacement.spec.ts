import { aCase, said } from '../../test/builders';
import { choicePending, choose, offer } from './choice';
import { customerStatusOf } from './customer-status';
import type { Fact } from './facts';
import { closeCase, closingOf, spentUnits, statusOf, type IntakeCase } from './intake-case';
import { recordFact } from './record-fact';
import { waitingFor } from './waiting-for';

const now = '2026-11-06T08:00:00.000Z';
const parcel = (state: 'ordered' | 'shipped' | 'lost' | 'delivered' | 'written_off', attempt = 1): Fact => ({ kind: 'replacement_parcel', state, attempt, trackingNumber: `GR1X${attempt}` });
const out: Fact = { kind: 'out_of_stock', attempt: 1, number: 1 };
const picked: Fact = { kind: 'replacement_picked', attempt: 1, units: 2 };
const reserved: Fact = { kind: 'units_reserved', attempt: 1 };
const instead: Fact = { kind: 'replacement_called_off', reason: 'refund_instead', reasonCode: '' };

function after(type: IntakeCase['type'], ...facts: readonly Fact[]): IntakeCase {
  return facts.reduce((it, fact) => {
    const recorded = recordFact(it, fact);
    if (!recorded.ok) throw new Error(recorded.error.message);
    return recorded.value;
  }, aCase({ type }));
}

describe('a case whose customer gets goods', () => {
  it('that sends something again goes from the approval to the delivery, and uses up no unit of the order', () => {
    expect(statusOf(after('resend', said.approved))).toBe('replacing');
    const there = after('resend', said.approved, reserved, parcel('ordered'), parcel('shipped'), parcel('delivered'));
    expect(statusOf(there)).toBe('replaced');
    // The warehouse has it on its books until it says that it has left.
    expect([closingOf(there), waitingFor(there)]).toEqual([undefined, 'warehouse: says that what the customer was sent has left']);
    const told = after('resend', said.approved, reserved, parcel('ordered'), parcel('shipped'), parcel('delivered'), picked);
    expect(closingOf(told)).toEqual({ result: 'replaced', reasonCodes: [], refunded: undefined });
    expect(spentUnits(there)).toEqual(new Map());
  });

  it('closes the same in whatever order the departments are heard', () => {
    // Each department's own words stay in their order; only the departments are heard side by side.
    const parcels = [parcel('ordered'), parcel('delivered')];
    for (const order of [[said.approved, reserved, picked, ...parcels], [reserved, ...parcels, said.approved, picked], [...parcels, reserved, picked, said.approved]]) expect(closingOf(after('resend', ...order))).toMatchObject({ result: 'replaced' });
  });

  it('of an exchange goes back as a return does, and then waits for what is sent for it', () => {
    expect(statusOf(after('exchange', said.approved))).toBe('awaiting_return');
    const back = after('exchange', said.approved, said.inspected);
    expect(statusOf(back)).toBe('replacing');
    expect(closingOf(back)).toBeUndefined();
    const both = after('exchange', said.approved, said.inspected, picked, parcel('delivered'));
    expect(closingOf(both)).toMatchObject({ result: 'replaced', refunded: undefined });
    expect(closingOf(after('exchange', said.approved, parcel('delivered')))).toBeUndefined();
    expect(spentUnits(both)).toEqual(new Map());
  });

  it('of an exchange that is paid for instead ends as a return does', () => {
    const paid = after('exchange', said.approved, said.inspected, instead, said.due, said.settled);
    expect([statusOf(paid), closingOf(paid)?.result]).toEqual(['refunded', 'refunded']);
    expect(spentUnits(paid).size).toBe(1);
    // The money may be heard of before the reason for it: nothing closes without that.
    expect(closingOf(after('exchange', said.approved, said.inspected, said.due, said.settled))).toBeUndefined();
  });

  it('is cancelled with what was to be sent, where nothing comes back', () => {
    const off = after('resend', said.approved, { kind: 'replacement_called_off', reason: 'cancelled', reasonCode: 'CHANGED_MIND' });
    expect([statusOf(off), closingOf(off)]).toEqual(['called_off', { result: 'cancelled', reasonCodes: ['CHANGED_MIND'], refunded: undefined }]);
  });

  it('lets the customer choose while it is out of stock, once, and no longer', () => {
    const asked = { ...after('resend', said.approved, out), choice: offer('out_of_stock', 1, new Date(now)) };
    expect(customerStatusOf(asked)).toMatchObject({ code: 'choice_needed', text: { zh: '待您选择' }, by: '2026-11-13T08:00:00.000Z' });
    expect(waitingFor(asked)).toMatch(/^customer: chooses/);
    const chosen = choose(asked, { option: 'wait', by: 'customer', at: now });
    expect(chosen).toMatchObject({ ok: true, value: { choice: { answer: { option: 'wait' } } } });
    if (!chosen.ok) return;
    expect(choicePending(chosen.value)).toBeUndefined();
    expect(choose(chosen.value, { option: 'wait', by: 'staff-1', at: now })).toEqual({ ok: true, value: chosen.value });
    expect(choose(chosen.value, { option: 'refund', by: 'customer', at: now })).toMatchObject({ ok: false, error: { code: 'CHOICE_ANSWERED' } });
    for (const over of [reserved, instead]) {
      const moved = recordFact(asked, over);
      expect(moved.ok && choose(moved.value, { option: 'refund', by: 'customer', at: now })).toMatchObject({ ok: false, error: { code: 'NOTHING_TO_CHOOSE' } });
    }
    expect(choose(closeCase(asked, { result: 'replaced', reasonCodes: [], refunded: undefined }, now), { option: 'refund', by: 'customer', at: now })).toMatchObject({ ok: false, error: { code: 'NOTHING_TO_CHOOSE' } });
  });
});
