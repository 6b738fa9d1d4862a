import { aCase, said } from '../../test/builders';
import { customerStatusOf } from './customer-status';
import type { Fact } from './facts';
import type { IntakeCase } from './intake-case';
import { recordFact } from './record-fact';
import { waitingFor } from './waiting-for';

const payBy = '2026-11-20T08:00:00Z';
const due: Fact = { ...said.due, payBy };
const late = (how: 'due_soon' | 'overdue', difference?: true): Fact => ({ kind: 'refund_late', late: how, payBy, ...(difference && { difference }) });

function after(it: IntakeCase, ...facts: readonly Fact[]): IntakeCase {
  return facts.reduce((before, fact) => {
    const recorded = recordFact(before, fact);
    if (!recorded.ok) throw new Error(recorded.error.message);
    return recorded.value;
  }, it);
}
const seenOf = (it: IntakeCase) => {
  const { code, who, by } = customerStatusOf(it);
  return [code, who.en, by];
};
const inspected = [said.approved, said.authorised, said.inTransit, said.delivered, said.taskCreated, said.received, said.inspected] as const;

describe('the day by which a refund is to be paid', () => {
  it('is shown while the money is on its way, and that it has passed', () => {
    const owed = after(aCase(), ...inspected, due);
    expect(seenOf(owed)).toEqual(['refunding', 'the payment provider', payBy]);
    expect(waitingFor(owed)).toBe(`payment provider: pays the refund; to be paid by ${payBy}`);
    expect(seenOf(after(owed, said.approvalNeeded))).toEqual(['refunding', 'our finance team', payBy]);
    const near = after(owed, late('due_soon'));
    expect(seenOf(near)).toEqual(seenOf(owed));
    const passed = after(near, late('overdue'));
    expect(seenOf(passed)).toEqual(['exception', 'our finance team', payBy]);
    expect(waitingFor(passed)).toBe(`payment provider: pays the refund; overdue since ${payBy}`);
  });

  it('is of no account once it is paid, though a department that was restored says it again', () => {
    const paid = after(aCase(), ...inspected, due, late('overdue'), said.settled);
    expect(paid).not.toHaveProperty('payDay');
    expect(after(paid, due, late('overdue'))).toEqual(paid);
  });

  it('of a difference stands beside what else the case may be paid', () => {
    const it = after(aCase({ type: 'exchange' }), said.approved, { ...due, difference: true }, late('overdue', true));
    expect([it.payDay, it.difference?.payDay]).toEqual([undefined, { by: payBy, late: 'overdue' }]);
    expect(after(it, { ...said.settled, difference: true }).difference).not.toHaveProperty('payDay');
  });

  it('goes with what is declined: it is still to be paid, until that is dropped', () => {
    const declined = after(aCase({ type: 'refund_only' }), said.approved, due, said.approvalNeeded, said.refundDeclined);
    expect([seenOf(declined)[0], waitingFor(after(declined, late('overdue')))]).toEqual(['exception', expect.stringContaining(`overdue since ${payBy}`)]);
    expect(after(declined, { kind: 'refund_decline_ended', ended: 'dropped', reasonCode: 'NOT_CONVINCING' })).not.toHaveProperty('payDay');
  });
});
