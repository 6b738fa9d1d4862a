import { aCase, said } from '../../test/builders';
import { customerStatusOf } from './customer-status';
import type { Fact } from './facts';
import type { IntakeCase } from './intake-case';
import { recordFact } from './record-fact';
import { waitingFor } from './waiting-for';

const by = '2026-11-20T08:00:00Z';
const later = '2026-11-25T08:00:00Z';

function after(it: IntakeCase, ...facts: readonly Fact[]): IntakeCase {
  return facts.reduce((before, fact) => {
    const recorded = recordFact(before, fact);
    if (!recorded.ok) throw new Error(recorded.error.message);
    return recorded.value;
  }, it);
}
const seenOf = (it: IntakeCase) => {
  const { code, who, by: due, otherwise } = customerStatusOf(it);
  return [code, who.en, due, otherwise.en];
};

const underWay: Fact = { ...said.inTransit, by };
const awaited: Fact = { kind: 'report_awaited', trackingNumber: 'T-1', by: later };
const sent = (state: 'ordered' | 'shipped' | 'lost', more: object = {}): Fact => ({ kind: 'replacement_parcel', state, attempt: 1, trackingNumber: 'GR1X1', by, ...more });
const out: Fact = { kind: 'report_awaited', trackingNumber: 'GR1X1', by: later, attempt: 1 };
const overdue: Fact = { kind: 'replacement_overdue', trackingNumber: 'GR1X1', attempt: 1, by };

describe('a parcel of which something is to be heard', () => {
  it('shows by when, what follows otherwise, and when that is put off; then until when it may turn up', () => {
    const it = after(aCase(), said.approved, said.authorised, underWay);
    expect(seenOf(it)).toEqual(['on_its_way', 'the carrier', by, 'if nothing is heard of the parcel, it counts as lost and you are paid back all the same']);
    expect(waitingFor(it)).toBe(`carrier: brings the parcel; if nothing more is heard of it by ${by}, it counts as lost`);
    const off = after(it, awaited);
    expect(seenOf(off)[2]).toBe(later);
    const lost = after(off, { ...said.lost, by: later });
    expect(seenOf(lost)).toEqual(['exception', 'the carrier', later, 'if the parcel is not found, you are paid back all the same']);
    // A logistics that was restored alone says again what it has said.
    expect(after(lost, underWay, awaited)).toEqual(lost);
    expect(after(lost, said.delivered)).not.toHaveProperty('parcelBy');
  });

  it('of an exchange has the exchange go on', () => {
    const it = after(aCase({ type: 'exchange' }), said.approved, said.authorised, underWay);
    expect(seenOf(it)[3]).toBe('if nothing is heard of the parcel, it counts as lost and the exchange goes on all the same');
  });

  it('has no time any more once the customer has it again, but for others that are under way', () => {
    const returned = (othersMoved: boolean): Fact => ({ kind: 'parcel_returned', trackingNumber: 'T-1', sendBy: later, othersMoved });
    const it = after(aCase(), said.approved, said.authorised, underWay);
    expect(after(it, returned(false))).not.toHaveProperty('parcelBy');
    expect(after(it, returned(true)).parcelBy).toBe(by);
    expect(after(it, { ...said.lost, by: later }, returned(true))).not.toHaveProperty('parcelBy');
  });
});

describe('a parcel to the customer of which something is to be heard', () => {
  it('is to be with the carrier in time, else somebody of the warehouse has to look; then the carrier has so long', () => {
    const it = after(aCase({ type: 'resend' }), said.approved, sent('ordered'));
    expect(seenOf(it)).toEqual(['replacement_on_its_way', 'our warehouse', by, 'if it has not left by then, somebody of our warehouse sees to it']);
    const missed = after(it, overdue);
    expect(seenOf(missed)).toEqual(['exception', 'our warehouse', by, 'it has not left in time; somebody of our warehouse sees to it']);
    expect(waitingFor(missed)).toBe(`warehouse: a person finds out why the parcel is not with the carrier; overdue since ${by}`);
    const handed = after(missed, out, { kind: 'replacement_picked', attempt: 1, units: 1 });
    expect(seenOf(handed)).toEqual(['replacement_on_its_way', 'the carrier', later, 'if nothing is heard of the parcel, it counts as lost and is sent once more']);
    expect(seenOf(after(handed, sent('shipped')))[2]).toBe(by);
    expect(seenOf(after(handed, sent('lost', { by: later })))).toEqual(['exception', 'the carrier', later, 'if the parcel is not found, it is sent once more']);
  });

  it('takes no notice of what is said of another one, or of one that has ended', () => {
    const lost = after(aCase({ type: 'resend' }), said.approved, sent('lost'));
    expect(after(lost, out, overdue)).toEqual(lost);
    const second = after(lost, { kind: 'replacement_parcel', state: 'ordered', attempt: 2, trackingNumber: 'GR1X2', by });
    expect(after(second, out, overdue)).toEqual(second);
  });
});
