import fc from 'fast-check';
import { aCase, said } from '../../test/builders';
import { askToCancel } from './cancellation';
import { customerStatusOf } from './customer-status';
import type { Fact } from './facts';
import { closeCase, closingOf, spentUnits, statusOf, type IntakeCase } from './intake-case';
import { isRecalled, kindOf } from './recall';
import { recordFact } from './record-fact';
import { waitingFor } from './waiting-for';

const now = '2026-11-09T00:00:00.000Z';
const wish = { reasonCode: 'CHANGED_MIND', askedBy: 'customer', askedAt: '2026-11-06T00:00:00.000Z' } as const;
const notShipped = () => aCase({ type: 'refund_only', refundOnlyKind: 'before_shipping' });
const onTheWay = () => aCase({ type: 'refund_only', refundOnlyKind: 'on_the_way' });

/** As the application does it: records, and closes when nothing is missing. */
function after(it: IntakeCase, ...facts: readonly Fact[]): IntakeCase {
  return facts.reduce((before, fact) => {
    const recorded = recordFact(before, fact);
    if (!recorded.ok) throw new Error(`${fact.kind}: ${recorded.error.code}: ${recorded.error.message}`);
    const closing = recorded.value.closing ? undefined : closingOf(recorded.value);
    return closing ? closeCase(recorded.value, closing, now) : recorded.value;
  }, it);
}

const codeOf = (result: { readonly ok: boolean } & Partial<{ readonly error: { readonly code: string } }>): string => (result.ok ? 'OK' : (result.error?.code ?? ''));

/** Topics are read side by side: each in its own order, mixed by chance. */
const mixed = (...topics: readonly (readonly Fact[])[]): fc.Arbitrary<readonly Fact[]> =>
  fc.array(fc.nat(topics.length - 1), { minLength: 40, maxLength: 60 }).map((turns) => {
    const rests = topics.map((topic) => [...topic]);
    const list: Fact[] = [];
    for (const turn of turns) {
      const next = rests[turn]?.shift();
      if (next) list.push(next);
    }
    return [...list, ...rests.flat()];
  });

/** A day after it was opened. */
const stepOver = '2026-11-06T08:00:00.000Z';

describe('a refund only of goods that the customer does not have', () => {
  it('is told from one of goods that they keep, and from a return', () => {
    expect([undefined, 'received', 'before_shipping', 'on_the_way', 'refused'].map((kind) => isRecalled(kind as never))).toEqual([false, false, true, true, true]);
    expect([kindOf('return', 'refused'), kindOf('refund_only', 'unspecified'), kindOf('refund_only', 'refused'), kindOf('refund_only')]).toEqual([undefined, undefined, 'refused', undefined]);
  });

  it.each<[string, readonly Fact[], string, string, string, string | undefined, RegExp]>([
    ['is approved', [said.approved], 'being_stopped', '退款中', 'our logistics team', stepOver, /^logistics/],
    ['is to be stopped', [said.approved, said.stopRequested], 'being_stopped', '退款中', 'our warehouse', '2026-11-05T12:00:00Z', /^warehouse: says by/],
    ['is to be stopped, and nobody answers', [said.approved, said.stopRequested, said.stopOverdue], 'being_stopped', '处理异常', 'our logistics team', '2026-11-06T20:00:00Z', /^logistics: a person/],
    ['was stopped', [said.approved, said.stopRequested, said.stopped], 'refunding', '退款中', 'our finance team', stepOver, /^refund/],
    ['has left, and is to come back', [said.approved, said.recalled], 'being_recalled', '运输中', 'the carrier', '2026-11-12T08:00:00Z', /^carrier: intercepts parcel W-1/],
    ['comes back', [said.approved, said.recalled, said.inTransit], 'being_recalled', '运输中', 'the carrier', undefined, /^carrier: brings/],
    ['is lost', [said.approved, said.recalled, said.lost], 'being_recalled', '处理异常', 'the carrier', undefined, /^carrier: looks/],
    ['is back', [said.approved, said.recalled, said.delivered], 'at_warehouse', '待验货', 'our warehouse', stepOver, /^warehouse/],
    ['was signed for', [said.approved, said.recalled, said.signed], 'closed', '已取消', '', undefined, /^$/],
  ])('%s: what everybody sees', (_name, facts, status, zh, who, by, waits) => {
    const it = after(notShipped(), ...facts);
    const seen = customerStatusOf(it);
    expect([statusOf(it), seen.text.zh, seen.who.en, seen.by]).toEqual([status, zh, who, by]);
    expect(waitingFor(it)).toMatch(waits);
    expect(seen.otherwise.zh === '').toBe(seen.otherwise.en === '');
  });

  const review = [said.approved];
  it.each<[string, readonly Fact[], readonly Fact[], readonly Fact[], object, number]>([
    ['stopped before it left', [said.stopRequested, said.stopped], [], [said.due, said.settled], { result: 'refunded', reasonCodes: [] }, 2],
    ['back and accepted', [said.stopRequested, said.recalled, said.inTransit, said.delivered], [said.taskCreated, said.received, said.inspected], [said.due, said.settled], { result: 'refunded', reasonCodes: [] }, 2],
    ['back, and one of two is missing', [said.recalled, said.delivered], [said.taskCreated, said.oneShort], [said.due, said.settled], { result: 'refunded', reasonCodes: ['UNITS_SHORT'] }, 1],
    ['back, and the box is empty', [said.recalled, said.delivered], [said.taskCreated, said.allShort], [said.settledNothing], { result: 'nothing_due', reasonCodes: ['UNITS_SHORT'] }, 0],
    ['lost for good', [said.recalled, said.lost, said.writtenOff], [], [said.due, said.settled], { result: 'refunded', reasonCodes: ['PARCEL_LOST'] }, 2],
    ['signed for all the same', [said.recalled, said.inTransit, said.signed], [], [], { result: 'cancelled', reasonCodes: ['SIGNED_BY_CUSTOMER'], refunded: undefined }, 0],
    ['cancelled', [said.stopRequested, said.recallCancelled], [], [], { result: 'cancelled', reasonCodes: ['CHANGED_MIND'], refunded: undefined }, 0],
  ])('%s: ends alike in whatever order the topics are read, and uses up what was paid for alone', (_name, logistics, warehouse, refund, closing, spent) => {
    fc.assert(
      fc.property(mixed(review, logistics, warehouse, refund), (facts) => {
        const it = after(onTheWay(), ...facts);
        expect(it.closing).toMatchObject(closing);
        expect([...spentUnits(it).values()].reduce((sum, units) => sum + units, 0)).toBe(spent);
      }),
    );
  });

  it('does not close before it is known why it is paid', () => {
    expect(statusOf(after(notShipped(), said.approved, said.due, said.settled))).toBe('refunded');
    expect(statusOf(after(notShipped(), said.approved, said.stopRequested, said.due, said.settled))).toBe('refunded');
  });

  it.each<[string, readonly Fact[]]>([
    ['stopped', [said.stopRequested, said.stopped]],
    ['recalled', [said.stopRequested, said.recalled]],
    ['called off', [said.stopRequested, said.recalled, said.signed]],
  ])('that were %s: logistics, restored alone, may say all of it again', (_, facts) => {
    const it = after(notShipped(), said.approved, ...facts);
    expect(after(it, ...facts)).toEqual(it);
  });

  it('keeps the last word of logistics, also of what is over: restored alone it asks with other times', () => {
    const again = { ...said.stopRequested, answerBy: '2026-03-09T12:00:00Z' };
    expect(after(notShipped(), said.approved, said.stopRequested, said.recallCancelled, again).recall).toMatchObject({ stage: 'stopping', answerBy: again.answerBy });
    expect(after(notShipped(), said.approved, said.stopRequested, said.stopped, again).recall).toEqual({ stage: 'stopped' });
  });

  it.each<[string, IntakeCase, Fact]>([
    ['what was stopped has not left', after(notShipped(), said.approved, said.stopped), said.recalled],
    ['what has left was not stopped', after(notShipped(), said.approved, said.recalled), said.stopped],
    ['what is back is not with the customer', after(notShipped(), said.approved, said.recalled, said.delivered), said.signed],
    ['what the customer has is not recalled', aCase({ type: 'refund_only' }), said.recalled],
    ['nor is what they send back', aCase(), said.stopRequested],
    ['what was called off is not asked for again', after(notShipped(), said.recallCancelled), said.stopRequested],
  ])('%s', (_name, it, fact) => {
    expect(codeOf(recordFact(it, fact))).toBe('CONTRADICTION');
  });

  it('may be cancelled until it is stopped, or on its way back; logistics answers, not the approval', () => {
    for (const facts of [[], [said.approved], [said.approved, said.stopRequested], [said.approved, said.recalled]]) {
      const asked = askToCancel(after(notShipped(), ...facts), wish);
      if (!asked.ok) throw new Error(asked.error.code);
      expect(after(asked.value, said.passedOn).cancellation?.declinedCode).toBeUndefined();
      expect(waitingFor(after(asked.value, said.passedOn))).toMatch(facts.length === 0 ? /^review/ : /^logistics: lets the goods go/);
    }
    expect(codeOf(askToCancel(after(notShipped(), said.approved, said.stopped), wish))).toBe('CANCEL_REFUND_DUE');
    expect(codeOf(askToCancel(after(notShipped(), said.approved, said.recalled, said.inTransit), wish))).toBe('CANCEL_PARCEL_MOVING');
    expect(codeOf(askToCancel(after(notShipped(), said.approved, said.recalled, said.delivered), wish))).toBe('CANCEL_AT_WAREHOUSE');
  });

  it('that could not be stopped has not been cancelled by anybody', () => {
    expect(codeOf(askToCancel(after(notShipped(), said.approved, said.recalled, said.signed), wish))).toBe('CASE_CLOSED');
  });
});
