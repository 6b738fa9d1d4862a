import { aCase, said } from '../../test/builders';
import { askToCancel } from './cancellation';
import { choiceDue, choicePending, choose, offer, optionsOf } from './choice';
import { customerStatusOf } from './customer-status';
import type { Fact } from './facts';
import { closingOf, spentUnits, statusOf, type IntakeCase } from './intake-case';
import { recordFact } from './record-fact';
import { rejectionOpen } from './rejection';
import { summaryOfFact } from './summaries';
import { waitingFor } from './waiting-for';

const now = new Date('2026-11-06T08:00:00.000Z');
const money = (amountMinor: bigint) => ({ amountMinor, currency: 'GBP' });
const [line] = aCase().lines;
const caseLineId = line?.caseLineId ?? '';
/** One of the two units is accepted, the other one rejected. */
const rejected: Fact = { kind: 'inspected', lines: [{ caseLineId, accepted: 1, short: 0, quarantined: 0, rejected: 1 }] };
const quoted: Fact = { kind: 'deduction_quoted', deducted: money(300n), paid: money(1700n) };
const settled = (outcome: 'deduction' | 'accepted' | 'goods_back'): Fact => ({ kind: 'rejection_settled', outcome, units: 1 });
const due: Fact = { kind: 'refund_requested', total: money(1700n) };
const paid: Fact = { kind: 'refund_settled', total: money(1700n) };
const picked: Fact = { kind: 'replacement_picked', attempt: 1, units: 2 };
const parcel = (state: 'ordered' | 'lost' | 'delivered'): Fact => ({ kind: 'replacement_parcel', state, attempt: 1, trackingNumber: 'GR1X1' });
const disputed: Fact = { kind: 'exception_opened', exceptionId: 'X-disputed', exception: 'disputed', units: 1, dueAt: '2026-11-09T08:00:00Z', byDefault: 'accepted', owner: 'warehouse' };
const upheld: Fact = { kind: 'exception_resolved', exceptionId: 'X-disputed', resolution: 'upheld', by: 'kim', reasonCode: 'X' };

function after(...facts: readonly Fact[]): IntakeCase {
  return facts.reduce<IntakeCase>((it, fact) => {
    const recorded = recordFact(it, fact);
    if (!recorded.ok) throw new Error(recorded.error.message);
    return recorded.value;
  }, aCase({ type: 'return' }));
}

/** The customer was asked. */
const asked = (...facts: readonly Fact[]): IntakeCase => ({ ...after(said.approved, rejected, quoted, ...facts), choice: offer('rejected_units', 1, now) });
const chosen = (it: IntakeCase, option: 'deduction' | 'goods_back' | 'dispute'): IntakeCase => {
  const answered = choose(it, { option, by: 'customer', at: now.toISOString() });
  if (!answered.ok) throw new Error(answered.error.message);
  return answered.value;
};

describe('a return of which units were rejected', () => {
  it('stays at the warehouse, and asks the customer once refund has said what a deduction comes to, whichever is heard first', () => {
    const unquoted = after(said.approved, rejected);
    expect([statusOf(unquoted), choiceDue(unquoted), waitingFor(unquoted)]).toEqual(['at_warehouse', undefined, expect.stringMatching(/^refund: works out/)]);
    for (const it of [after(said.approved, rejected, quoted), after(quoted, said.approved, rejected)]) expect([statusOf(it), choiceDue(it)]).toEqual(['at_warehouse', { kind: 'rejected_units', number: 1 }]);
    expect(choiceDue(after(said.approved, said.inspected))).toBeUndefined();
    expect(choiceDue(asked())).toBeUndefined();
  });

  it('shows the customer what to choose, by when, and what happens otherwise', () => {
    const it = asked();
    expect(customerStatusOf(it)).toMatchObject({ code: 'choice_needed', who: { zh: '您' }, by: '2026-11-13T08:00:00.000Z', otherwise: { zh: expect.stringContaining('按折价退款') as string } });
    expect([optionsOf(it, { kind: 'rejected_units', number: 1 }), optionsOf(it, { kind: 'rejected_units', number: 2 })]).toEqual([['deduction', 'goods_back', 'dispute'], ['deduction', 'goods_back']]);
    expect(choose(it, { option: 'wait', by: 'customer', at: '' })).toMatchObject({ error: { code: 'OPTION_NOT_OFFERED' } });
    const it2 = chosen(it, 'deduction');
    expect([choicePending(it2), waitingFor(it2)]).toEqual([undefined, 'warehouse: carries out what was chosen for the rejected units']);
    expect(choose(it2, { option: 'goods_back', by: 'customer', at: '' })).toMatchObject({ error: { code: 'CHOICE_ANSWERED' } });
  });

  it('closes once it is settled and paid, in whatever order that is heard; the units are spent, and why it was less is told', () => {
    for (const facts of [[settled('deduction'), due, paid], [due, paid, settled('deduction')]]) {
      const it = after(said.approved, rejected, quoted, ...facts);
      expect(closingOf(it)).toEqual({ result: 'refunded', reasonCodes: ['UNITS_DEDUCTED'], refunded: money(1700n) });
      expect([...spentUnits(it).values()]).toEqual([2]);
    }
    expect(closingOf(after(said.approved, rejected, quoted, due, paid))).toBeUndefined();
    expect(closingOf(after(said.approved, rejected, quoted, settled('accepted'), due, paid))).toMatchObject({ reasonCodes: [] });
  });

  it('waits for what goes back to arrive, and is paid for it where it is lost', () => {
    const back = after(said.approved, rejected, quoted, settled('goods_back'));
    expect([statusOf(back), closingOf(back), waitingFor(back)]).toEqual(['replacing', undefined, 'logistics: sends the rejected goods back']);
    expect(askToCancel(back, { reasonCode: 'X', askedBy: 'customer', askedAt: '' })).toMatchObject({ error: { code: 'CANCEL_AT_WAREHOUSE' } });
    expect(customerStatusOf(after(said.approved, rejected, settled('goods_back'), parcel('ordered'), parcel('lost')))).toMatchObject({ code: 'exception', otherwise: { zh: '包裹找不到时退款' } });
    const there = after(said.approved, rejected, quoted, settled('goods_back'), parcel('ordered'), picked, parcel('delivered'), due, paid);
    expect([closingOf(there)?.reasonCodes, [...spentUnits(there).values()]]).toEqual([['GOODS_BACK'], [1]]);
    const lost = after(said.approved, rejected, quoted, settled('goods_back'), parcel('ordered'), picked, parcel('lost'), { kind: 'replacement_called_off', reason: 'refund_instead', reasonCode: 'PARCEL_LOST' }, due, paid);
    expect([closingOf(lost)?.reasonCodes, [...spentUnits(lost).values()]]).toEqual([['GOODS_BACK', 'PARCEL_LOST'], [2]]);
  });

  it('asks again, without a dispute, where that was turned down', () => {
    const open = chosen(asked(), 'dispute');
    const disputing = recordFact(open, disputed);
    if (!disputing.ok) throw new Error(disputing.error.message);
    expect([statusOf(disputing.value), choiceDue(disputing.value), customerStatusOf(disputing.value).code]).toEqual(['at_warehouse', undefined, 'exception']);
    const again = recordFact(disputing.value, upheld);
    expect(again.ok && choiceDue(again.value)).toEqual({ kind: 'rejected_units', number: 2 });
  });

  it('refuses what contradicts: settled twice otherwise, or more units than were approved', () => {
    expect(recordFact(after(said.approved, rejected, settled('deduction')), settled('goods_back'))).toMatchObject({ error: { code: 'CONTRADICTION' } });
    const again = after(said.approved, rejected, settled('deduction'));
    expect(recordFact(again, settled('deduction'))).toEqual({ ok: true, value: again });
    expect(recordFact(after(said.approved), { kind: 'inspected', lines: [{ caseLineId, accepted: 1, short: 1, quarantined: 0, rejected: 1 }] })).toMatchObject({ error: { code: 'UNITS_EXCEEDED' } });
    expect([rejectionOpen(after(rejected)), rejectionOpen(again), rejectionOpen(aCase())]).toEqual([true, false, false]);
  });

  it('is told of in the timeline', () => {
    expect([rejected, quoted, settled('goods_back')].map(summaryOfFact)).toEqual([
      'Warehouse: inspected, 1 accepted, 0 short, 1 rejected',
      'Refund: for what was rejected GBP 300 (minor units) would be deducted, and GBP 1700 (minor units) paid back in all',
      'Warehouse: 1 rejected unit settled, sent back to the customer',
    ]);
  });
});
