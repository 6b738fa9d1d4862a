import { aCase, said } from '../../test/builders';
import { askToCancel } from './cancellation';
import { customerStatusOf } from './customer-status';
import type { Fact } from './facts';
import { closingOf, spentUnits, statusOf, type IntakeCase } from './intake-case';
import { recordFact } from './record-fact';
import { waitingFor } from './waiting-for';

const now = '2026-11-06T08:00:00.000Z';
const ordered = (attempt = 1): Fact => ({ kind: 'repair_ordered', attempt, answerBy: '2026-11-13T08:00:00Z', overdue: attempt >= 3 });
const repaired: Fact = { kind: 'repair_finished', end: 'repaired' };
const notRepairable: Fact = { kind: 'repair_finished', end: 'not_repairable' };
const picked: Fact = { kind: 'replacement_picked', attempt: 1, units: 2 };
const parcel = (state: 'ordered' | 'shipped' | 'lost' | 'delivered'): Fact => ({ kind: 'replacement_parcel', state, attempt: 1, trackingNumber: 'GR1X1' });
const paidFor = (reasonCode: string): Fact => ({ kind: 'replacement_called_off', reason: 'refund_instead', reasonCode });
const nothing: Fact = { kind: 'replacement_called_off', reason: 'nothing_accepted', reasonCode: '' };

function after(...facts: readonly Fact[]): IntakeCase {
  return facts.reduce((it, fact) => {
    const recorded = recordFact(it, fact);
    if (!recorded.ok) throw new Error(recorded.error.message);
    return recorded.value;
  }, aCase({ type: 'repair' }));
}

const here: readonly Fact[] = [said.approved, said.authorised, said.inTransit, said.delivered, said.inspected];

describe('a case about a repair', () => {
  it('comes back as a return does, is repaired, sent back, and ends without money and with its units free', () => {
    const steps = [...here, ordered(), repaired, parcel('ordered'), picked, parcel('shipped'), parcel('delivered')];
    const statuses = steps.map((_fact, index) => statusOf(after(...steps.slice(0, index + 1))));
    expect(statuses).toEqual(['awaiting_return', 'awaiting_return', 'in_transit', 'at_warehouse', 'repairing', 'repairing', 'replacing', 'replacing', 'replacing', 'replacing', 'replaced']);
    const done = after(...steps);
    expect(closingOf(done)).toEqual({ result: 'repaired', reasonCodes: [], refunded: undefined });
    expect(spentUnits(done)).toEqual(new Map());
  });

  it('ends the same in whatever order the departments are heard', () => {
    // Each department's own words stay in their order; only the departments are heard side by side.
    const [warehouse, logistics] = [[said.inspected, ordered(), repaired, picked], [parcel('ordered'), parcel('delivered')]];
    for (const order of [[said.approved, ...logistics, ...warehouse], [...warehouse, said.approved, ...logistics], [...logistics, ...warehouse, said.approved]]) {
      expect([statusOf(after(...order)), closingOf(after(...order))?.result]).toEqual(['replaced', 'repaired']);
    }
    expect(closingOf(after(said.approved, ...logistics))).toBeUndefined();
  });

  it.each([
    ['can\'t be repaired', [ordered(), notRepairable, paidFor('NOT_REPAIRABLE')], 'NOT_REPAIRABLE'],
    ['is lost on its way back to the customer', [ordered(), repaired, parcel('ordered'), picked, parcel('lost'), paidFor('PARCEL_LOST')], 'PARCEL_LOST'],
  ] as const)('of what %s is paid for, says why, and spends its units', (_what, facts, why) => {
    const due = after(...here, ...facts);
    expect(statusOf(due)).toBe('refunding');
    const paid = after(...here, ...facts, said.due, said.settled);
    expect(closingOf(paid)).toMatchObject({ result: 'refunded', reasonCodes: [why], refunded: { amountMinor: 2000n } });
    expect(spentUnits(paid)).toEqual(new Map([['ol1', 2]]));
  });

  it('whose parcel is lost on its way here is paid for, with the reason once', () => {
    const lost = after(said.approved, said.authorised, said.inTransit, said.lost, paidFor('PARCEL_LOST'), said.writtenOff, said.due, said.settled);
    expect(closingOf(lost)).toMatchObject({ result: 'refunded', reasonCodes: ['PARCEL_LOST'] });
  });

  it('of which nothing was accepted ends with nothing due', () => {
    expect(closingOf(after(said.approved, said.authorised, said.delivered, said.allShort, nothing))).toMatchObject({ result: 'nothing_due', reasonCodes: ['UNITS_SHORT'] });
  });

  it('says whom it waits for and by when, and that it is overdue when nobody has answered for long', () => {
    const asked = after(...here, ordered());
    expect(waitingFor(asked)).toBe('warehouse: repairs the goods, and says so by 2026-11-13T08:00:00Z');
    expect(customerStatusOf(asked)).toMatchObject({ code: 'to_be_inspected', by: '2026-11-13T08:00:00Z' });
    const overdue = after(...here, ordered(), ordered(2), ordered(3));
    expect(waitingFor(overdue)).toMatch(/^warehouse: a person finds out/);
    expect(customerStatusOf(overdue)).toMatchObject({ code: 'exception' });
    expect(customerStatusOf(after(...here, ordered(), repaired, parcel('ordered')))).toMatchObject({ code: 'replacement_on_its_way', text: { zh: '换货发出' } });
    // Restored alone, the warehouse counts from the beginning.
    expect(after(...here, ordered(2), ordered(1))).toEqual(after(...here, ordered(1)));
  });

  it('has one answer: the other one contradicts it, and so does one about a case without a repair', () => {
    const done = after(...here, ordered(), repaired);
    expect(recordFact(done, repaired)).toEqual({ ok: true, value: done });
    expect(recordFact(done, ordered(2))).toEqual({ ok: true, value: done });
    expect(recordFact(done, notRepairable)).toMatchObject({ ok: false, error: { code: 'CONTRADICTION' } });
    for (const fact of [ordered(), repaired]) expect(recordFact(aCase(), fact)).toMatchObject({ ok: false, error: { code: 'CONTRADICTION' } });
  });

  it('is not cancelled any more once it is here', () => {
    const wish = { reasonCode: 'CHANGED_MIND', askedBy: 'customer', askedAt: now } as const;
    for (const it of [after(...here, ordered()), after(...here, ordered(), repaired, parcel('ordered'))]) expect(askToCancel(it, wish as never)).toMatchObject({ ok: false, error: { code: 'CANCEL_AT_WAREHOUSE' } });
  });
});
