import { faultsOf } from '@huiliu/kernel';
import { expectArrival, type Arrival, type GradedUnits } from './arrival';
import { answerOfRepair, askForRepairAgain, handedOver, isOverdue, movesOfUnrepairable, orderHandingOver, orderRepair, type RepairOrder } from './repair';
import { repairMachine } from './repair-machine';

const ref = { caseId: 'c1', caseNumber: 'AS-1', orderId: 'o1' };
const now = new Date('2026-11-06T08:00:00Z');
const graded: readonly GradedUnits[] = [
  { quantity: 1, grade: 'b', liability: 'seller', disposition: 'back_to_customer' },
  { quantity: 1, grade: 'd', liability: 'supplier', disposition: 'back_to_customer' },
];

function arrived(over: Partial<Arrival['lines'][number]> = {}, forRepair = true): Arrival {
  const arrival = expectArrival({ ref, rmaNumber: 'RMA-1', trackingNumber: 'GR1', lines: [{ caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', quantity: 3, reason: 'faulty' }], forRepair });
  return { ...arrival, lines: arrival.lines.map((line) => ({ ...line, accepted: 2, graded, ...over })) };
}

const line = { caseLineId: 'l1', sku: 'MUG', quantity: 2 };
const asked = orderRepair(arrived(), now) as RepairOrder;
const order = { trackingNumber: 'GR1X1', carrierCode: 'ground', lines: [line] };

/** What it is after a step that has to be possible, and to change something. */
function stepped(result: ReturnType<typeof answerOfRepair>): RepairOrder {
  if (!result.ok || !result.value) throw new Error(`not possible: ${JSON.stringify(result)}`);
  return result.value;
}

const repaired = stepped(answerOfRepair(asked, 'W-c1', 'repaired', [line]));
const given = stepped(answerOfRepair(asked, 'W-c1', 'not_repairable', [line]));
const handing = stepped(orderHandingOver(repaired, order));

describe('a repair', () => {
  it('has a sound machine', () => {
    expect(faultsOf(repairMachine)).toEqual([]);
  });

  it('is ordered of what was accepted for it, and of nothing else', () => {
    expect(asked).toMatchObject({ status: 'asked', attempt: 1, answerBy: '2026-11-13T08:00:00.000Z', lines: [{ ...line, graded }] });
    expect(orderRepair(arrived({ accepted: 0, graded: [] }), now)).toBeUndefined();
    expect(orderRepair(arrived({}, false), now)).toBeUndefined();
  });

  it('is asked for again until somebody answers, and from the third time on a person has to look', () => {
    const later = new Date('2026-11-13T08:00:00Z');
    const second = askForRepairAgain(asked, later) as RepairOrder;
    expect(second).toMatchObject({ status: 'asked', attempt: 2, answerBy: '2026-11-20T08:00:00.000Z' });
    expect([asked, second, askForRepairAgain(second, later) as RepairOrder].map(isOverdue)).toEqual([false, false, true]);
    for (const answered of [repaired, given, handing]) expect(askForRepairAgain(answered, later)).toBeUndefined();
  });

  it('has one answer, about just the units of the task; the same one twice changes nothing', () => {
    for (const [order_, answer] of [[repaired, 'repaired'], [handing, 'repaired'], [given, 'not_repairable']] as const) expect(answerOfRepair(order_, 'W-c1', answer, [line])).toEqual({ ok: true, value: undefined });
    for (const [order_, answer] of [[repaired, 'not_repairable'], [given, 'repaired']] as const) expect(answerOfRepair(order_, 'W-c1', answer, [line])).toMatchObject({ ok: false, error: { code: 'REPAIR_ANSWERED_OTHERWISE' } });
    expect(answerOfRepair(asked, 'W-c2', 'repaired', [line])).toMatchObject({ ok: false, error: { code: 'REPAIR_UNKNOWN' } });
    for (const lines of [[], [{ ...line, quantity: 1 }], [{ ...line, sku: 'CUP' }]]) expect(answerOfRepair(asked, 'W-c1', 'repaired', lines)).toMatchObject({ ok: false, error: { code: 'REPAIRED_OTHERWISE' } });
  });

  it('leaves again under the parcel that logistics has ordered, once it is repaired and never else', () => {
    expect(handing).toMatchObject({ status: 'handing_over', order });
    expect(orderHandingOver(handing, order)).toEqual({ ok: true, value: undefined });
    expect(orderHandingOver(given, order)).toMatchObject({ ok: false, error: { code: 'ILLEGAL_MOVE' } });
    expect(orderHandingOver(repaired, { ...order, lines: [{ ...line, quantity: 1 }] })).toMatchObject({ ok: false, error: { code: 'NOT_WHAT_WAS_REPAIRED' } });
    const gone = stepped(handedOver(handing, 'K-c1-1', [line]));
    expect(gone.status).toBe('handed_over');
    expect(handedOver(gone, 'K-c1-1', [line])).toEqual({ ok: true, value: undefined });
    expect(handedOver(repaired, 'K-c1-1', [line])).toMatchObject({ ok: false, error: { code: 'PICKING_UNKNOWN' } });
    expect(handedOver(handing, 'K-c1-2', [line])).toMatchObject({ ok: false, error: { code: 'PICKING_UNKNOWN' } });
    expect(handedOver(handing, 'K-c1-1', [{ ...line, quantity: 1 }])).toMatchObject({ ok: false, error: { code: 'PICKED_OTHERWISE' } });
  });

  it('that is not possible brings each unit to the shelf of its grade, as if it had been given back', () => {
    const moves = movesOfUnrepairable(given, '2026-11-07T00:00:00Z');
    expect(moves.map(({ from, to, quantity, disposition }) => [from, to, quantity, disposition])).toEqual([
      ['outside', 'b', 1n, 'refurbish'],
      ['outside', 'd', 1n, 'vendor_return'],
    ]);
    expect(new Set(moves.map(({ moveId }) => moveId)).size).toBe(moves.length);
  });
});
