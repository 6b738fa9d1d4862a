import { faultsOf } from '@huiliu/kernel';
import fc from 'fast-check';
import { allocate, type Allocation } from './allocation';
import { checkBalance, openBalance, settle, type Balance } from './balance';
import { decideApproval, decideLegAnswer, decideManualSettlement, decideRefundApproval, decideRequest, decideRetry, type LegAnswer } from './decide';
import { legMachine, refundMachine } from './machines';
import { spentUnits } from './line-units';
import { sum } from './money';
import { evolve, evolveAll, isRequested, needsPerson, type CaseRef, type Leg, type Refund, type RefundEvent, type RequestedRefund } from './refund';
import type { RetryBounds } from './retry';

const now = new Date('2011-12-09T12:00:00Z');
const bounds: RetryBounds = { refusals: 3, silences: 4, firstDelayMs: 1_000, longestDelayMs: 10_000 };
const limits = { CNY: 100_00 };
const ref = (caseId: string): CaseRef => ({ caseId, caseNumber: `HL-${caseId}`, orderId: 'o1' });

/** 5 units of 20.00, paid 60.00 by card and 40.00 by voucher. */
function fiveUnits(): Allocation {
  const result = allocate(
    {
      orderId: 'o1',
      currency: 'CNY',
      lines: [{ orderLineId: 'l1', kind: 'goods', quantity: 5, amountMinor: 100_00n }],
      discountMinor: 0n,
      payments: [{ paymentId: 'p1', method: 'card', capturedMinor: 60_00n }, { paymentId: 'p2', method: 'voucher', capturedMinor: 40_00n }],
    },
    'in_shares',
  );
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

function approved(caseId: string, quantity: number): Refund {
  const result = decideApproval(undefined, ref(caseId), [{ caseLineId: `${caseId}-1`, orderLineId: 'l1', quantity }], 'staff-1');
  const refund = result.ok ? evolveAll(undefined, result.value) : undefined;
  if (!refund) throw new Error('not approved');
  return refund;
}

function requested(caseId: string, quantity: number, balance: Balance, allocation = fiveUnits()): { refund: RequestedRefund; balance: Balance; events: readonly RefundEvent[] } {
  const refund = approved(caseId, quantity);
  const decision = decideRequest(refund, [{ caseLineId: `${caseId}-1`, quantity }], allocation, balance, limits, now);
  if (!decision.ok) throw new Error(decision.error.message);
  const next = evolveAll(refund, decision.value.events);
  if (!next || !isRequested(next)) throw new Error('not requested');
  return { refund: next, balance: decision.value.balance, events: decision.value.events };
}

function answer(refund: RequestedRefund, legId: string, said: LegAnswer): { refund: RequestedRefund; events: readonly RefundEvent[] } {
  const decision = decideLegAnswer(refund, legId, said, bounds, now);
  if (!decision.ok) throw new Error(decision.error.message);
  return { refund: evolveAll(refund, decision.value) as RequestedRefund, events: decision.value };
}

const settled: LegAnswer = { status: 'settled', providerReference: 'PR-1' };
const refusedOnce: LegAnswer = { status: 'failed', code: 'TRY_LATER', final: false };
const refusedForGood: LegAnswer = { status: 'failed', code: 'CARD_CLOSED', final: true };
const silent: LegAnswer = { status: 'unknown', code: 'PROVIDER_TIMEOUT' };
const byHand = { settledBy: 'staff-8', bankReference: 'TRF-1' };
const types = (events: readonly RefundEvent[]): string[] => events.map((event) => event.type);

describe('the machines of refund and leg', () => {
  it('have no dead end, no state out of reach, and end where they say', () => {
    expect(faultsOf(refundMachine)).toEqual([]);
    expect(faultsOf(legMachine)).toEqual([]);
  });
});

describe('an approval', () => {
  it('changes nothing the second time', () => {
    const refund = approved('c1', 2);
    expect(decideApproval(refund, ref('c1'), refund.approved, 'staff-1')).toEqual({ ok: true, value: [] });
  });

  it('is refused when it differs from the first one, or names a line twice', () => {
    const line = { caseLineId: 'c1-1', orderLineId: 'l1', quantity: 3 };
    expect(decideApproval(approved('c1', 2), ref('c1'), [line], 'rules')).toMatchObject({ ok: false, error: { code: 'APPROVED_DIFFERENTLY' } });
    expect(decideApproval(undefined, ref('c1'), [line, line], 'rules')).toMatchObject({ ok: false, error: { code: 'CASE_LINE_TWICE' } });
  });
});

describe('an approval of several lines', () => {
  const two = [{ caseLineId: 'a', orderLineId: 'l1', quantity: 1 }, { caseLineId: 'b', orderLineId: 'l2', quantity: 2 }] as const;
  const [a, b] = two;
  const refund: Refund = { status: 'approved', ref: ref('c1'), approved: two, decidedBy: 'rules' };
  const code = (lines: Refund['approved']): string => {
    const decision = decideApproval(refund, ref('c1'), lines, 'rules');
    return decision.ok ? 'ok' : decision.error.code;
  };

  it('is the same only if every line is', () => {
    expect(code([{ ...a }, { ...b }])).toBe('ok');
    expect(code([a])).toBe('APPROVED_DIFFERENTLY');
    expect(code([a, b, { ...b, caseLineId: 'c' }])).toBe('APPROVED_DIFFERENTLY');
    expect(code([a, { ...b, caseLineId: 'c' }])).toBe('APPROVED_DIFFERENTLY');
    expect(code([{ ...a, orderLineId: 'l3' }, b])).toBe('APPROVED_DIFFERENTLY');
    expect(code([a, { ...b, quantity: 1 }])).toBe('APPROVED_DIFFERENTLY');
    expect(code([b, a])).toBe('APPROVED_DIFFERENTLY');
  });
});

describe('a request', () => {
  it('is refused, and nothing is taken, where the payments have not that much left', () => {
    const start = openBalance(fiveUnits());
    const spent: Balance = { ...start, payments: start.payments.map((payment) => ({ ...payment, inFlightMinor: payment.capturedMinor })) };
    expect(decideRequest(approved('c1', 2), [{ caseLineId: 'c1-1', quantity: 2 }], fiveUnits(), spent, limits, now)).toMatchObject({ ok: false, error: { code: 'EXCEEDS_CAPTURED' } });
  });

  it('gives the accepted units\' money back through what paid for them, with an idempotency key for each leg', () => {
    const { refund } = requested('c1', 2, openBalance(fiveUnits()));
    expect(refund).toMatchObject({
      status: 'requested',
      refundId: 'F-c1',
      totalMinor: 40_00n,
      lines: [{ caseLineId: 'c1-1', orderLineId: 'l1', quantity: 2, amountMinor: 40_00n }],
      legs: [
        { legId: 'F-c1/1', paymentId: 'p1', amountMinor: 24_00n, status: 'pending' },
        { legId: 'F-c1/2', paymentId: 'p2', amountMinor: 16_00n, status: 'pending' },
      ],
    });
  });

  it('follows the accepted units, not the approved ones', () => {
    const decision = decideRequest(approved('c1', 5), [{ caseLineId: 'c1-1', quantity: 3 }], fiveUnits(), openBalance(fiveUnits()), limits, now);
    expect(decision).toMatchObject({ ok: true, value: { events: [{ type: 'requested', lines: [{ quantity: 3, amountMinor: 60_00n }] }] } });
  });

  it('of nothing is settled at once, without lines and legs', () => {
    const decision = decideRequest(approved('c1', 2), [{ caseLineId: 'c1-1', quantity: 0 }], fiveUnits(), openBalance(fiveUnits()), limits, now);
    expect(decision).toMatchObject({ ok: true, value: { events: [{ type: 'requested', lines: [], legs: [] }, { type: 'settled' }] } });
  });

  it('of free goods is settled at once and spends the units', () => {
    const free = allocate({ orderId: 'o1', currency: 'CNY', lines: [{ orderLineId: 'l1', kind: 'goods', quantity: 5, amountMinor: 0n }], discountMinor: 0n, payments: [] }, 'in_shares');
    if (!free.ok) throw new Error(free.error.message);
    const { refund, balance } = requested('c1', 5, openBalance(free.value), free.value);
    expect(refund).toMatchObject({ status: 'settled', totalMinor: 0n, lines: [{ quantity: 5, amountMinor: 0n }] });
    expect(balance.units.get('l1')).toEqual([{ units: 5, spent: true, claimedMinor: 0n }]);
  });

  it('changes nothing the second time', () => {
    const { refund, balance } = requested('c1', 2, openBalance(fiveUnits()));
    expect(decideRequest(refund, [{ caseLineId: 'c1-1', quantity: 2 }], fiveUnits(), balance, limits, now)).toEqual({ ok: true, value: { events: [], balance } });
  });

  it.each([
    ['units that were never approved', [{ caseLineId: 'other', quantity: 1 }], 'LINE_NOT_APPROVED'],
    ['more units than approved', [{ caseLineId: 'c1-1', quantity: 2 }, { caseLineId: 'c1-1', quantity: 1 }], 'MORE_THAN_APPROVED'],
  ])('is refused for %s', (_, accepted, code) => {
    expect(decideRequest(approved('c1', 2), accepted, fiveUnits(), openBalance(fiveUnits()), limits, now)).toMatchObject({ ok: false, error: { code } });
  });

  it('of 60 succeeds once where 100 were captured', () => {
    const first = requested('c1', 3, openBalance(fiveUnits()));
    expect(first.refund.totalMinor).toBe(60_00n);
    const second = decideRequest(approved('c2', 3), [{ caseLineId: 'c2-1', quantity: 3 }], fiveUnits(), first.balance, limits, now);
    expect(second).toMatchObject({ ok: false, error: { code: 'NOT_ENOUGH_UNITS' } });
  });
});

describe('the fold', () => {
  const start = (): RequestedRefund => requested('c1', 2, openBalance(fiveUnits())).refund;
  const settledLeg: RefundEvent = { type: 'leg_settled', legId: 'F-c1/1', providerReference: 'PR-1' };

  it('takes no event that can\'t have happened', () => {
    expect(() => evolve(undefined, settledLeg)).toThrow('leg_settled without a refund');
    expect(() => evolve(approved('c1', 1), settledLeg)).toThrow('leg_settled before the refund was requested');
    expect(() => evolve(start(), { type: 'settled', at: now })).toThrow('is not settled in every leg');
    expect(() => evolve(start(), { type: 'retried', askedBy: 'staff-7', at: now })).toThrow('retry is not possible in state requested');
    expect(() => evolve(evolve(start(), settledLeg), settledLeg)).toThrow('settle is not possible in state settled');
    const legs = [{ legId: 'F-c2/1', paymentId: 'p1', method: 'card', amountMinor: 1n }];
    expect(() => evolve(approved('c2', 1), { type: 'requested', refundId: 'F-c2', currency: 'CNY', lines: [], legs, at: now })).toThrow('are not its total');
  });

  it('counts the tries of a leg, and forgets its refusals and silences with a retry', () => {
    const refused: RefundEvent = { type: 'leg_refused', legId: 'F-c1/1', code: 'A', retryAfterMs: 5, final: false };
    const unknown: RefundEvent = { type: 'leg_unknown', legId: 'F-c1/1', code: 'B', retryAfterMs: undefined };
    const tried = evolveAll(start(), [refused, refused, unknown]) as RequestedRefund;
    expect(tried.legs[0]).toMatchObject({ attempts: 3, refusals: 2, silences: 1, retrying: false, lastCode: 'B', status: 'unknown' });
    const again = evolve(tried, { type: 'leg_retried', legId: 'F-c1/1' }) as RequestedRefund;
    expect(again.legs[0]).toMatchObject({ attempts: 3, refusals: 0, silences: 0, retrying: true, status: 'unknown' });
    const done = evolve(again, settledLeg) as RequestedRefund;
    expect(done.legs[0]).toMatchObject({ attempts: 4, retrying: false, status: 'settled', providerReference: 'PR-1' });
    expect(done.legs[1]).toEqual(tried.legs[1]);
    expect(needsPerson(done.legs[0] as Leg)).toBe(false);
  });
});

describe('an answer of the provider', () => {
  const start = (): RequestedRefund => requested('c1', 2, openBalance(fiveUnits())).refund;

  it('settles the refund when it is the last leg\'s', () => {
    const first = answer(start(), 'F-c1/1', settled);
    expect(types(first.events)).toEqual(['leg_settled']);
    const second = answer(first.refund, 'F-c1/2', settled);
    expect(types(second.events)).toEqual(['leg_settled', 'settled']);
    expect(second.refund).toMatchObject({ status: 'settled', settledAt: now });
  });

  it('that came already changes nothing, and a settled leg never goes back', () => {
    const { refund } = answer(start(), 'F-c1/1', settled);
    for (const late of [settled, refusedForGood, silent]) expect(answer(refund, 'F-c1/1', late).events).toEqual([]);
  });

  it('of no is tried again, later each time, and goes to a person after the bound', () => {
    const first = answer(start(), 'F-c1/1', refusedOnce);
    expect(first.events).toEqual([{ type: 'leg_refused', legId: 'F-c1/1', code: 'TRY_LATER', retryAfterMs: 1_000, final: false }]);
    const second = answer(first.refund, 'F-c1/1', refusedOnce);
    expect(second.events).toMatchObject([{ retryAfterMs: 2_000 }]);
    const third = answer(second.refund, 'F-c1/1', refusedOnce);
    expect(third.events).toEqual([{ type: 'leg_refused', legId: 'F-c1/1', code: 'TRY_LATER', retryAfterMs: undefined, final: false }, { type: 'failed' }]);
    expect(third.refund).toMatchObject({ status: 'failed', legs: [{ status: 'failed', attempts: 3, lastCode: 'TRY_LATER' }, { status: 'pending' }] });
  });

  it('of no for good goes to a person at once, while the other legs go on', () => {
    const { refund, events } = answer(start(), 'F-c1/1', refusedForGood);
    expect(types(events)).toEqual(['leg_refused', 'failed']);
    const other = answer(refund, 'F-c1/2', settled);
    expect(other.refund).toMatchObject({ status: 'failed', legs: [{ status: 'failed' }, { status: 'settled' }] });
  });

  it('that never came leaves the leg unknown and asks again; after the bound it stays unknown, for a person', () => {
    let refund = start();
    for (let silence = 1; silence < bounds.silences; silence++) {
      refund = answer(refund, 'F-c1/1', silent).refund;
      expect(refund).toMatchObject({ status: 'requested', legs: [{ status: 'unknown', retrying: true }, {}] });
    }
    const last = answer(refund, 'F-c1/1', silent);
    expect(types(last.events)).toEqual(['leg_unknown', 'failed']);
    expect(last.refund.legs[0]).toMatchObject({ status: 'unknown', retrying: false });
  });

  it('that the money arrived after all counts, even for a leg that was given up', () => {
    const failed = answer(start(), 'F-c1/1', refusedForGood).refund;
    const late = answer(failed, 'F-c1/1', settled);
    expect(types(late.events)).toEqual(['leg_settled', 'resumed']);
    expect(types(answer(late.refund, 'F-c1/2', settled).events)).toEqual(['leg_settled', 'settled']);
  });

  it('for a leg that does not exist is refused', () => {
    expect(decideLegAnswer(start(), 'F-c1/9', settled, bounds, now)).toMatchObject({ ok: false, error: { code: 'LEG_NOT_FOUND' } });
    expect(decideLegAnswer(approved('c1', 1), 'F-c1/1', settled, bounds, now)).toMatchObject({ ok: false, error: { code: 'LEG_NOT_FOUND' } });
  });
});

describe('a retry', () => {
  it('takes up what was given up, with all its tries and the same key', () => {
    const { refund } = answer(requested('c1', 2, openBalance(fiveUnits())).refund, 'F-c1/1', refusedForGood);
    const decision = decideRetry(refund, 'staff-7', now);
    if (!decision.ok) throw new Error(decision.error.message);
    expect(decision.value).toEqual([{ type: 'leg_retried', legId: 'F-c1/1' }, { type: 'retried', askedBy: 'staff-7', at: now }]);
    const next = evolveAll(refund, decision.value);
    expect(next).toMatchObject({ status: 'requested', lastRetry: { askedBy: 'staff-7' }, legs: [{ legId: 'F-c1/1', status: 'pending', retrying: true, refusals: 0, attempts: 1 }, {}] });
    expect(decideRetry(next as Refund, 'staff-7', now)).toMatchObject({ ok: false, error: { code: 'NOTHING_TO_RETRY' } });
  });

  it('has nothing to do before the request, while legs are under way, and after the end', () => {
    const { refund } = requested('c1', 2, openBalance(fiveUnits()));
    const end = answer(answer(refund, 'F-c1/1', settled).refund, 'F-c1/2', settled).refund;
    for (const state of [approved('c1', 1), refund, end]) expect(decideRetry(state, 'staff-7', now)).toMatchObject({ ok: false, error: { code: 'NOTHING_TO_RETRY' } });
  });
});

describe('a refund above the limit', () => {
  const start = openBalance(fiveUnits());
  const asked = (quantity: number, of: { CNY?: number }): readonly RefundEvent[] => {
    const decision = decideRequest(approved('c1', quantity), [{ caseLineId: 'c1-1', quantity }], fiveUnits(), start, of, now);
    if (!decision.ok) throw new Error(decision.error.message);
    return decision.value.events;
  };
  const waiting = (): RequestedRefund => evolveAll(approved('c1', 2), asked(2, { CNY: 39_99 })) as RequestedRefund;

  it('waits for a person, with its units and money held; one that just reaches the limit does not', () => {
    expect(types(asked(2, { CNY: 40_00 }))).toEqual(['requested']);
    expect(asked(2, { CNY: 39_99 })).toMatchObject([{ type: 'approval_needed', limitMinor: 39_99n, lines: [{ quantity: 2 }], legs: [{ amountMinor: 24_00n }, { amountMinor: 16_00n }] }]);
    expect(waiting()).toMatchObject({ status: 'awaiting_approval', totalMinor: 40_00n, decidedBy: 'staff-1', approval: undefined });
  });

  it('is any refund where the currency has no limit, but none of nothing', () => {
    expect(asked(1, {})).toMatchObject([{ type: 'approval_needed', limitMinor: undefined }]);
    expect(types(asked(0, {}))).toEqual(['requested', 'settled']);
  });

  it('is approved once, by another person than who decided the case', () => {
    expect(decideRefundApproval(waiting(), 'staff-1', now)).toMatchObject({ ok: false, error: { code: 'SAME_PERSON' } });
    const given = decideRefundApproval(waiting(), 'staff-2', now);
    expect(given).toEqual({ ok: true, value: [{ type: 'approval_given', approvedBy: 'staff-2', at: now }] });
    const paid = evolveAll(waiting(), given.ok ? given.value : []) as RequestedRefund;
    expect(paid).toMatchObject({ status: 'requested', approval: { approvedBy: 'staff-2', at: now } });
    expect(decideRefundApproval(paid, 'staff-2', now)).toEqual({ ok: true, value: [] });
    expect(decideRefundApproval(paid, 'staff-3', now)).toMatchObject({ ok: false, error: { code: 'NOTHING_TO_APPROVE' } });
    expect(decideRefundApproval(requested('c1', 2, start).refund, 'staff-2', now)).toMatchObject({ ok: false, error: { code: 'NOTHING_TO_APPROVE' } });
    expect(decideRefundApproval(approved('c1', 2), 'staff-2', now)).toMatchObject({ ok: false, error: { code: 'NOTHING_TO_APPROVE' } });
  });

  it('has no leg to retry or to pay by hand before', () => {
    expect(decideRetry(waiting(), 'staff-2', now)).toMatchObject({ ok: false, error: { code: 'NOTHING_TO_RETRY' } });
    expect(decideManualSettlement(waiting(), 'F-c1/1', byHand, now)).toMatchObject({ ok: false, error: { code: 'LEG_NOT_STUCK' } });
  });
});

describe('a settlement by hand', () => {
  const start = (): RequestedRefund => requested('c1', 2, openBalance(fiveUnits())).refund;
  const stuck = (): RequestedRefund => answer(start(), 'F-c1/1', refusedForGood).refund;
  const settleByHand = (refund: Refund, legId = 'F-c1/1') => decideManualSettlement(refund, legId, byHand, now);

  it('settles a leg that the provider has refused for good, and the refund with its last leg', () => {
    const decision = settleByHand(answer(stuck(), 'F-c1/2', settled).refund);
    expect(decision).toEqual({ ok: true, value: [{ type: 'leg_settled_by_hand', legId: 'F-c1/1', ...byHand }, { type: 'settled', at: now }] });
    const first = settleByHand(stuck());
    expect(first.ok && types(first.value)).toEqual(['leg_settled_by_hand', 'resumed']);
    expect(evolveAll(stuck(), first.ok ? first.value : [])).toMatchObject({ status: 'requested', legs: [{ status: 'settled', byHand, retrying: false, providerReference: undefined }, { status: 'pending' }] });
  });

  it('changes nothing the second time, and nobody pays a settled leg', () => {
    const first = settleByHand(stuck());
    const done = evolveAll(stuck(), first.ok ? first.value : []) as RequestedRefund;
    expect(settleByHand(done)).toEqual({ ok: true, value: [] });
    expect(decideManualSettlement(done, 'F-c1/1', { ...byHand, bankReference: 'OTHER' }, now)).toMatchObject({ ok: false, error: { code: 'LEG_SETTLED' } });
    expect(settleByHand(answer(start(), 'F-c1/1', settled).refund)).toMatchObject({ ok: false, error: { code: 'LEG_SETTLED' } });
    expect(decideRetry(done, 'staff-7', now)).toMatchObject({ ok: false, error: { code: 'NOTHING_TO_RETRY' } });
    expect(decideLegAnswer(done, 'F-c1/1', refusedForGood, bounds, now)).toEqual({ ok: true, value: [] });
    expect(decideLegAnswer(done, 'F-c1/1', settled, bounds, now)).toMatchObject({ ok: false, error: { code: 'PAID_TWICE' } });
  });

  it('is refused as long as the provider may still pay', () => {
    const retried = decideRetry(stuck(), 'staff-7', now);
    const again = evolveAll(stuck(), retried.ok ? retried.value : []) as RequestedRefund;
    let quiet = start();
    for (let silence = 0; silence < bounds.silences; silence++) quiet = answer(quiet, 'F-c1/1', silent).refund;
    let busy = start();
    for (let refusal = 0; refusal < bounds.refusals; refusal++) busy = answer(busy, 'F-c1/1', refusedOnce).refund;
    const codes = [start(), again, quiet, busy, answer(again, 'F-c1/1', silent).refund].map((refund) => {
      const decision = settleByHand(refund);
      return decision.ok ? 'OK' : decision.error.code;
    });
    expect(codes).toEqual(['LEG_NOT_STUCK', 'LEG_NOT_STUCK', 'LEG_UNCERTAIN', 'LEG_NOT_REFUSED', 'LEG_NOT_STUCK']);
    expect(settleByHand(stuck(), 'F-c1/9')).toMatchObject({ ok: false, error: { code: 'LEG_NOT_FOUND' } });
    expect(settleByHand(approved('c1', 1))).toMatchObject({ ok: false, error: { code: 'LEG_NOT_FOUND' } });
  });
});

const anyAnswer = fc.record({ case: fc.nat({ max: 3 }), leg: fc.nat({ max: 1 }), said: fc.constantFrom<LegAnswer | 'retry' | 'by hand'>(settled, settled, refusedOnce, refusedForGood, refusedForGood, silent, 'retry', 'by hand', 'by hand') });

function decided(refund: RequestedRefund, legId: string, said: LegAnswer | 'retry' | 'by hand') {
  if (said === 'retry') return decideRetry(refund, 'staff-7', now);
  return said === 'by hand' ? decideManualSettlement(refund, legId, byHand, now) : decideLegAnswer(refund, legId, said, bounds, now);
}

describe('any course of several refunds of one order', () => {
  it('keeps the money in order, settles a refund exactly when all its legs are, and says so once', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 }), fc.array(anyAnswer, { maxLength: 60 }), (quantities, answers) => {
        const allocation = fiveUnits();
        let balance = openBalance(allocation);
        const refunds: RequestedRefund[] = [];
        const ends = new Map<string, number>();
        quantities.forEach((quantity, index) => {
          if (quantity > 5 - spentUnits(balance.units.get('l1') ?? [])) return;
          const next = requested(`c${index}`, quantity, balance);
          refunds.push(next.refund);
          balance = next.balance;
        });
        for (const { case: index, leg, said } of answers) {
          const refund = refunds[index];
          const legId = refund?.legs[leg]?.legId;
          if (!refund || legId === undefined) continue;
          const decision = decided(refund, legId, said);
          if (!decision.ok) continue;
          const next = evolveAll(refund, decision.value) as RequestedRefund;
          for (const event of decision.value) {
            if (event.type === 'settled') ends.set(refund.refundId, (ends.get(refund.refundId) ?? 0) + 1);
            const part = event.type === 'leg_settled' || event.type === 'leg_settled_by_hand' ? next.legs.find((each) => each.legId === event.legId) : undefined;
            if (part) balance = settle(balance, part);
          }
          refunds[index] = next;
          checkBalance(allocation, balance);
          expect(next.status === 'settled').toBe(next.legs.every((each) => each.status === 'settled'));
          expect(next.status === 'failed').toBe(next.legs.some(needsPerson));
        }
        const settledLegs = refunds.flatMap((refund) => refund.legs).filter((each) => each.status === 'settled');
        expect(sum(balance.payments.map((payment) => payment.settledMinor))).toBe(sum(settledLegs.map((each) => each.amountMinor)));
        for (const refund of refunds) expect(ends.get(refund.refundId) ?? 0).toBe(refund.status === 'settled' ? 1 : 0);
      }),
      { numRuns: 300 },
    );
  });
});
