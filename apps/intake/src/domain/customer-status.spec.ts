import fc from 'fast-check';
import { aCase, anApplication, said } from '../../test/builders';
import { customerStatuses, customerStatusOf } from './customer-status';
import type { Fact } from './facts';
import { closeCase, closingOf, type IntakeCase } from './intake-case';
import { recordFact } from './record-fact';

const now = '2026-11-07T08:00:00Z';

/** As the application does it: records what it can, and closes when nothing is missing. */
function after(it: IntakeCase, ...facts: readonly Fact[]): IntakeCase {
  return facts.reduce((before, fact) => {
    const recorded = recordFact(before, fact);
    if (!recorded.ok) return before;
    const closing = recorded.value.closing ? undefined : closingOf(recorded.value);
    return closing ? closeCase(recorded.value, closing, now) : recorded.value;
  }, it);
}

/** A day after it was opened. */
const stepOver = '2026-11-06T08:00:00.000Z';

const paid = [said.approved, said.authorised, said.inTransit, said.delivered, said.taskCreated, said.received, said.inspected, said.due] as const;

describe('what the customer sees', () => {
  it.each<[string, string, string, string | undefined, readonly Fact[]]>([
    ['待审核', 'under_review', 'our reviewers', stepOver, []],
    ['待审核', 'under_review', 'our reviewers', '2026-11-06T08:00:00Z', [said.taskOpened]],
    ['待补凭证', 'evidence_needed', 'you', '2026-11-08T08:00:00Z', [said.taskOpened, said.taskClaimed, said.requested]],
    ['待审核', 'under_review', 'our reviewers', '2026-11-09T08:00:00Z', [said.taskOpened, said.taskClaimed, said.requested, said.resumed]],
    ['未通过', 'not_approved', 'you', '2026-11-10T08:00:00Z', [said.taskOpened, said.rejectedForNow]],
    ['未通过', 'not_approved', '', undefined, [said.rejected]],
    ['待寄回', 'to_be_sent', 'our logistics team', stepOver, [said.approved]],
    ['待寄回', 'to_be_sent', 'you', said.authorised.sendBy, [said.approved, said.authorised]],
    ['运输中', 'on_its_way', 'the carrier', undefined, [said.approved, said.authorised, said.inTransit]],
    ['处理异常', 'exception', 'the carrier', undefined, [said.approved, said.authorised, said.inTransit, said.lost]],
    ['待验货', 'to_be_inspected', 'our warehouse', stepOver, [said.approved, said.authorised, said.inTransit, said.delivered]],
    ['退款中', 'refunding', 'the payment provider', stepOver, paid],
    ['处理异常', 'exception', 'our finance team', stepOver, [...paid, { ...said.legFailed, willRetry: false }]],
    ['处理异常', 'exception', 'our finance team', '2026-11-12T08:00:00Z', [...paid, said.approvalNeeded, said.refundDeclined]],
    ['处理异常', 'exception', 'our finance team', stepOver, [...paid, said.approvalNeeded, said.refundDeclined, said.refundException]],
    ['退款中', 'refunding', 'our finance team', stepOver, [...paid, said.approvalNeeded, said.refundDeclined, said.refundTakenUp]],
    ['已完成', 'completed', '', undefined, [...paid, said.settled]],
    ['已取消', 'cancelled', '', undefined, [said.taskOpened, said.withdrawn]],
    ['已取消', 'cancelled', '', undefined, [said.approved, said.authorised, said.expired]],
  ])('%s (%s): with %j, by %j', (zh, code, who, by, facts) => {
    const seen = customerStatusOf(after(aCase(), ...facts));
    expect([seen.code, seen.text.zh, seen.who.en, seen.by]).toEqual([code, zh, who, by]);
  });

  it('says in both languages who has it, and what happens when a time passes', () => {
    const facts: readonly Fact[] = Object.values(said);
    fc.assert(
      fc.property(fc.shuffledSubarray([...facts]), fc.constantFrom('return' as const, 'refund_only' as const), (some, type) => {
        const it = after(aCase(anApplication({ type })), ...some);
        const { code, text, who, by, otherwise } = customerStatusOf(it);
        expect(text).toBe(customerStatuses[code]);
        for (const { zh, en } of [who, otherwise]) expect(zh === '').toBe(en === '');
        if (by !== undefined) expect([who.en, otherwise.en]).not.toContain('');
        expect(who.en === '').toBe(it.closing !== undefined);
        // Of a parcel under way nothing need be heard for days.
        expect(by === undefined).toBe(it.closing !== undefined || (who.en === 'the carrier' && it.parcelBy === undefined));
      }),
    );
  });
});
