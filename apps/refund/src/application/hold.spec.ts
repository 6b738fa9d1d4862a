import { memoryWork, type MemoryWork } from '@huiliu/testing';
import { refundTables } from '../adapters/out/postgres/tables';
import { checkBalance } from '../domain/balance';
import type { HoldAnswer } from '../domain/hold';
import { allocateOrder } from './allocate-order';
import { callOffRefund } from './call-off-refund';
import { compareWithReserved, refundInstead } from './goods-instead';
import { deliveredInAdvance, lookAtHold, returnOverInAdvance, takeHoldAnswer } from './hold';
import type { HoldCall } from './hold-intent';
import { refundUnits } from './refund-units';
import { takeApproval } from './take-approval';

const ref = { caseId: 'c1', caseNumber: 'AS-1', orderId: 'o1' };
const dayMs = 86_400_000;
const terms = { approvalLimits: { CNY: 1_000_00 }, topUpMs: 3 * dayMs, holdAskMs: 30_000 };
const now = new Date('2026-11-06T08:00:00Z');
const day = (days: number): Date => new Date(now.getTime() + days * dayMs);
const delivered = '2026-11-08T08:00:00.000Z';
const held: HoldAnswer = { status: 'held' };
const captured = (amountMinor: bigint): HoldAnswer => ({ status: 'captured', paymentId: 'p9', method: 'card', amountMinor, capturedAt: day(20) });

type Memory = MemoryWork<typeof refundTables>;

/** Three units of five, listed at 20.00 and bought at 18.00, are exchanged in advance. */
function approved(): Memory {
  const memory = memoryWork(refundTables, { now, intents: ['refund-leg', 'hold'], timers: ['hold', 'refund-due'] });
  allocateOrder(memory.work, { orderId: 'o1', currency: 'CNY', lines: [{ orderLineId: 'l1', kind: 'goods', quantity: 5, amountMinor: 100_00n }], discountMinor: 10_00n, payments: [{ paymentId: 'v1', method: 'voucher', capturedMinor: 30_00n }, { paymentId: 'p1', method: 'card', capturedMinor: 60_00n }] }, 'in_shares');
  expect(takeApproval(memory.work, { ref, type: 'exchange', lines: [{ caseLineId: 'cl1', orderLineId: 'l1', quantity: 3 }], decidedBy: 'rules', holdForDays: 30 }, terms.approvalLimits)).toEqual({ kind: 'done' });
  return memory;
}

function asked(): Memory {
  const memory = approved();
  expect(compareWithReserved(memory.work, 'c1', undefined, terms)).toEqual({ kind: 'done' });
  return memory;
}

function placed(): Memory {
  const memory = asked();
  expect(answer(memory, held)).toEqual({ kind: 'done' });
  return memory;
}

/** The customer has what was sent. */
function out(): Memory {
  const memory = placed();
  expect(deliveredInAdvance(memory.work, 'c1', delivered, terms)).toEqual({ kind: 'done' });
  return memory;
}

const callOf = (memory: Memory): HoldCall => memory.intents.filter(({ kind }) => kind === 'hold').at(-1)?.payload as HoldCall;
const answer = (memory: Memory, said: HoldAnswer, call = callOf(memory)) => takeHoldAnswer(memory.work, call, said, terms);
const back = (memory: Memory, quantity: number) => refundUnits(memory.work, ref, [{ caseLineId: 'cl1', quantity }], terms);
const at = (memory: Memory, time: Date): void => void Object.assign(memory.work, { now: time });
const names = ({ said }: Memory): string[] => said.map(({ name }) => name);
const told = ({ said }: Memory, name: string): unknown => said.find((each) => each.name === name)?.data;
const stateOf = ({ refunds }: Memory) => [refunds.get('c1')?.hold?.status, refunds.get('c1')?.status];

describe('what is held while goods are out in advance', () => {
  it('is what the units were paid, on the card of the order, and asked for once they are set aside', () => {
    expect(approved().intents).toEqual([]);
    const memory = asked();
    expect(callOf(memory)).toEqual({ caseId: 'c1', orderId: 'o1', soldOrderId: 'S-c1', holdId: 'H-c1', paymentId: 'p1', amountMinor: '5400', currency: 'CNY', expiresAt: day(30).toISOString(), action: 'place', captureMinor: '0' });
    expect(names(memory)).toEqual([]);
    answer(memory, held);
    expect(told(memory, 'HoldPlaced')).toEqual({ ref, holdId: 'H-c1', amount: { amountMinor: '5400', currency: 'CNY' }, captureAt: day(27).toISOString() });
    expect(answer(memory, held)).toMatchObject({ kind: 'ignored' });
  });

  it.each([
    ['the provider declines it', asked, (memory: Memory) => answer(memory, { status: 'declined', code: 'NO_FUNDS' }), 'NO_FUNDS'],
    ['the provider takes no such question', asked, (memory: Memory) => answer(memory, { status: 'refused', code: 'PROVIDER_HTTP_404' }), 'PROVIDER_HTTP_404'],
    ['the goods are here before others are set aside', approved, (memory: Memory) => back(memory, 3), 'GOODS_CAME_FIRST'],
    ['another variant is chosen', approved, (memory: Memory) => compareWithReserved(memory.work, 'c1', { caseLineId: 'cl1', unitPriceMinor: 18_00n }, terms), 'OTHER_VARIANT'],
    ['the return is called off', approved, (memory: Memory) => callOffRefund(memory.work, 'c1'), 'CALLED_OFF'],
    ['they want their money', approved, (memory: Memory) => refundInstead(memory.work, 'c1', terms), 'CALLED_OFF'],
  ])('is nothing where %s', (_why, begin, act, reasonCode) => {
    const memory = begin();
    expect(act(memory)).toEqual({ kind: 'done' });
    expect(told(memory, 'HoldDeclined')).toEqual({ ref, holdId: 'H-c1', reasonCode });
    expect(stateOf(memory)[0]).toBe('declined');
  });

  it('is asked after while the provider says nothing; a no after that undoes what it may have done', () => {
    const memory = asked();
    answer(memory, { status: 'unknown' });
    expect(memory.timers).toMatchObject([{ name: 'hold', dueAt: new Date(now.getTime() + 30_000) }]);
    lookAtHold(memory.work, 'c1');
    expect(callOf(memory).action).toBe('place');
    answer(memory, { status: 'refused', code: 'PROVIDER_HTTP_401' });
    expect([callOf(memory).action, names(memory)]).toEqual(['release', []]);
    answer(memory, { status: 'unknown' });
    answer(memory, { status: 'released' });
    expect(told(memory, 'HoldReleased')).toEqual({ ref, holdId: 'H-c1', reasonCode: 'PROVIDER_HTTP_401' });
    // The exchange goes as every other.
    back(memory, 3);
    expect(names(memory)).toEqual(['HoldReleased', 'DifferenceSettled']);
  });

  it('is released where the goods come while it is asked for, and they are exchanged as ever', () => {
    const memory = asked();
    const first = callOf(memory);
    back(memory, 2);
    expect([callOf(memory).action, names(memory)]).toEqual(['release', ['DifferenceSettled']]);
    expect(answer(memory, held, first)).toMatchObject({ kind: 'ignored' });
    answer(memory, { status: 'released' });
    expect(names(memory)).toEqual(['DifferenceSettled', 'HoldReleased']);
    expect(callOffRefund(memory.work, 'c1', { delivered: true })).toEqual({ kind: 'done' });
    expect(stateOf(memory)).toEqual(['released', 'called_off']);
  });

  it.each([
    ['before', [(memory: Memory) => back(memory, 3), (memory: Memory) => deliveredInAdvance(memory.work, 'c1', delivered, terms)]],
    ['after', [(memory: Memory) => deliveredInAdvance(memory.work, 'c1', delivered, terms), (memory: Memory) => back(memory, 3)]],
  ])('is released when all that was held for is accepted, %s the customer has got the others', (_when, steps) => {
    const memory = placed();
    for (const step of steps) expect(step(memory)).toEqual({ kind: 'done' });
    expect(callOf(memory).action).toBe('release');
    expect(answer(memory, { status: 'released' })).toEqual({ kind: 'done' });
    expect(told(memory, 'HoldReleased')).toMatchObject({ reasonCode: 'GOODS_ACCEPTED' });
    expect([stateOf(memory), memory.timers, memory.ledger.length]).toEqual([['released', 'called_off'], [], 0]);
  });

  it('is captured for what did not come back, once the customer has got the others; those are an order of their own, worth what was captured', () => {
    const memory = placed();
    back(memory, 2);
    expect(callOf(memory).action).toBe('place');
    deliveredInAdvance(memory.work, 'c1', delivered, terms);
    expect(callOf(memory)).toMatchObject({ action: 'capture', captureMinor: '1800', amountMinor: '5400' });
    // Nothing else than was asked for.
    answer(memory, captured(54_00n));
    expect(stateOf(memory)[0]).toBe('capturing');
    expect(answer(memory, captured(18_00n))).toEqual({ kind: 'done' });
    expect(told(memory, 'HoldCaptured')).toMatchObject({ captured: { amountMinor: '1800', currency: 'CNY' }, lines: [{ caseLineId: 'cl1', quantity: 1, amountMinor: '1800' }], soldOrderId: 'S-c1', deliveredAt: delivered, reasonCode: 'NOT_IN_PARCEL' });
    expect(answer(memory, captured(18_00n))).toMatchObject({ kind: 'ignored' });
    expect(memory.ledger.map(({ transactionId, account, debitMinor, creditMinor }) => [transactionId, account, debitMinor, creditMinor])).toEqual([['H-c1/captured', 'payment:card', '1800', '0'], ['H-c1/captured', 'holds_captured', '0', '1800']]);
    expect(stateOf(memory)).toEqual(['captured', 'called_off']);
    const later = { caseId: 'c2', caseNumber: 'AS-2', orderId: 'S-c1' };
    takeApproval(memory.work, { ref: later, type: 'return', lines: [{ caseLineId: 'd1', orderLineId: 'cl1', quantity: 1 }], decidedBy: 'rules' }, terms.approvalLimits);
    refundUnits(memory.work, later, [{ caseLineId: 'd1', quantity: 1 }], terms);
    expect(told(memory, 'RefundRequested')).toMatchObject({ ref: later, total: { amountMinor: '1800' }, legs: [{ paymentId: 'p9', amountMinor: '1800' }] });
    for (const orderId of ['o1', 'S-c1']) checkBalance(memory.allocations.get(orderId)!, memory.balances.get(orderId)!);
  });

  it.each([
    ['they have what was sent', out, (): void => undefined],
    ['once they have it', placed, (memory: Memory) => void deliveredInAdvance(memory.work, 'c1', delivered, terms)],
  ])('is captured as a whole where nothing is sent in time, %s', (_when, begin, arrive) => {
    const memory = begin();
    expect(returnOverInAdvance(memory.work, 'c1', terms)).toEqual({ kind: 'done' });
    expect(returnOverInAdvance(memory.work, 'c1', terms)).toMatchObject({ kind: 'ignored' });
    arrive(memory);
    expect(callOf(memory)).toMatchObject({ action: 'capture', captureMinor: '5400' });
    answer(memory, captured(54_00n));
    expect(told(memory, 'HoldCaptured')).toMatchObject({ reasonCode: 'NOT_SENT' });
    expect(stateOf(memory)).toEqual(['captured', 'called_off']);
  });

  it('is captured before its time is over, told before; what comes after that is paid for as a return', () => {
    const memory = out();
    at(memory, day(24));
    lookAtHold(memory.work, 'c1');
    expect(told(memory, 'HoldRunsOut')).toMatchObject({ captureAt: day(27).toISOString() });
    expect(memory.timers).toMatchObject([{ dueAt: day(27) }]);
    at(memory, day(27));
    lookAtHold(memory.work, 'c1');
    expect(callOf(memory).action).toBe('capture');
    // It is decided: what comes now does not call it back.
    back(memory, 2);
    expect(callOf(memory).action).toBe('capture');
    answer(memory, captured(54_00n));
    expect(told(memory, 'RefundRequested')).toMatchObject({ refundId: 'F-c1', total: { amountMinor: '3600' } });
    expect(stateOf(memory)).toEqual(['captured', 'requested']);
    checkBalance(memory.allocations.get('o1')!, memory.balances.get('o1')!);
  });

  it('is paid back for what comes after it was captured, and nothing where that is nothing', () => {
    for (const [quantity, status] of [[3, 'requested'], [0, 'called_off']] as const) {
      const memory = out();
      at(memory, day(27));
      lookAtHold(memory.work, 'c1');
      answer(memory, captured(54_00n));
      expect(stateOf(memory)).toEqual(['captured', 'approved']);
      expect(back(memory, quantity)).toEqual({ kind: 'done' });
      expect(stateOf(memory)).toEqual(['captured', status]);
    }
  });

  it('is released when its time is over and the customer has nothing yet: nobody pays for what they do not have', () => {
    const memory = placed();
    at(memory, day(27));
    lookAtHold(memory.work, 'c1');
    answer(memory, { status: 'released' });
    expect(told(memory, 'HoldReleased')).toMatchObject({ reasonCode: 'NOT_DELIVERED' });
    back(memory, 3);
    expect(stateOf(memory)).toEqual(['released', 'approved']);
    deliveredInAdvance(memory.work, 'c1', delivered, terms);
    expect(stateOf(memory)).toEqual(['released', 'called_off']);
  });

  it('may have run out at the provider when it is to be captured: then nothing is', () => {
    const memory = out();
    returnOverInAdvance(memory.work, 'c1', terms);
    answer(memory, { status: 'released' });
    expect(told(memory, 'HoldReleased')).toMatchObject({ reasonCode: 'LAPSED' });
    expect([stateOf(memory), memory.ledger.length]).toEqual([['released', 'called_off'], 0]);
  });

  it('is released where what was sent is lost and can not be had again: theirs are paid for when they come', () => {
    const memory = placed();
    refundInstead(memory.work, 'c1', terms);
    expect(callOf(memory).action).toBe('release');
    back(memory, 3);
    expect(told(memory, 'RefundRequested')).toMatchObject({ total: { amountMinor: '5400' } });
    answer(memory, { status: 'released' });
    expect(told(memory, 'HoldReleased')).toMatchObject({ reasonCode: 'CALLED_OFF' });
  });

  it('was captured in a time that a refund restored alone has forgotten: it is booked, and what came is paid for', () => {
    const memory = out();
    back(memory, 3);
    expect(callOf(memory).action).toBe('release');
    answer(memory, captured(54_00n));
    expect(names(memory)).toEqual(['HoldPlaced', 'LedgerPosted', 'HoldCaptured', 'RefundRequested', 'LedgerPosted']);
    expect(stateOf(memory)).toEqual(['captured', 'requested']);
  });

  it('keeps all that is known in its row', () => {
    const memory = out();
    returnOverInAdvance(memory.work, 'c1', terms);
    for (const step of [() => undefined, () => answer(memory, captured(54_00n))]) {
      step();
      const refund = memory.refunds.get('c1')!;
      expect(refundTables.refunds.fromRow({ ...refundTables.refunds.toRow('c1', refund), version: 1 } as never)).toEqual(refund);
    }
  });
});
