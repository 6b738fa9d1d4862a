import { memoryWork, type MemoryWork } from '@huiliu/testing';
import { warehouseTables } from '../adapters/out/postgres/tables';
import { unopenedStock } from '../domain/stock';
import { askAgainTimer, askForUnitsAgain, pickUnits, releaseUnits, reserveAgain, reserveUnits, reserveVariant, takePicked, takeStockAnswer, takeUnitsBack, waitForUnits } from './reserve-units';
import { repairTimer } from './repair-units';
import { clueTimer, disputeTimer, exceptionTimer, putAwayTimer, unclaimedTimer } from './work';

const ref = { caseId: 'c1', caseNumber: 'AS-1', orderId: 'o1' };
const lines = [{ caseLineId: 'l1', sku: 'MUG', quantity: 2 }];
const approval = { ref, type: 'resend', lines, approvedAt: '2026-11-05T08:00:00Z' } as const;

type Memory = MemoryWork<typeof warehouseTables>;

function approved(): Memory {
  const memory = memoryWork(warehouseTables, { timers: [askAgainTimer, putAwayTimer] });
  reserveUnits(memory.work, approval);
  return memory;
}

const names = ({ said }: Memory): string[] => said.splice(0).map(({ name }) => name);
const order = { trackingNumber: 'GR1X1', carrierCode: 'ground', lines };

describe('units that are sent to a customer', () => {
  it('are asked of the WMS once, and for those cases alone that send something', () => {
    const memory = approved();
    expect(reserveUnits(memory.work, approval)).toMatchObject({ kind: 'ignored' });
    expect(reserveUnits(memory.work, { ...approval, ref: { ...ref, caseId: 'c2' }, type: 'return' })).toMatchObject({ kind: 'ignored' });
    expect(memory.said).toEqual([{ name: 'ReservationTaskIssued', subject: 'case:c1', data: { ref, taskId: 'V-c1-1', lines, approvedAt: approval.approvedAt } }]);
  });

  it('leave the shelf when they are picked; what our ledger did not know of is booked in first, so that both are seen', () => {
    const memory = approved();
    memory.stock.set('MUG', { ...unopenedStock('MUG'), opened: true, opening: 1n, shelves: { ...unopenedStock('MUG').shelves, a: { onHand: 1n, in: 0n, out: 0n } } });
    takeStockAnswer(memory.work, 'c1', 'V-c1-1', 'reserved');
    pickUnits(memory.work, 'c1', 1, order);
    expect(takePicked(memory.work, 'c1', 'K-c1-1', lines, '2026-11-06T08:00:00Z')).toEqual({ kind: 'done' });
    expect(names(memory)).toEqual(['ReservationTaskIssued', 'UnitsReserved', 'PickingTaskIssued', 'StockMoved', 'StockMoved', 'ReplacementPicked']);
    expect(memory.moves.map(({ fromCondition, toCondition, quantity, disposition }) => [fromCondition, toCondition, quantity, disposition])).toEqual([
      ['outside', 'a', '1', 'restock'],
      ['a', 'outside', '2', 'replacement'],
    ]);
    expect(memory.stock.get('MUG')).toMatchObject({ totalIn: 1n, totalOut: 2n, shelves: { a: { onHand: 0n } } });
    expect(takePicked(memory.work, 'c1', 'K-c1-1', lines, '2026-11-06T08:00:00Z')).toMatchObject({ kind: 'ignored' });
  });

  it('wait for the WMS to open the ledger that they are to be booked in', () => {
    const memory = approved();
    takeStockAnswer(memory.work, 'c1', 'V-c1-1', 'reserved');
    pickUnits(memory.work, 'c1', 1, order);
    expect(takePicked(memory.work, 'c1', 'K-c1-1', lines, '2026-11-06T08:00:00Z')).toMatchObject({ kind: 'notYet', waitsFor: 'stock:MUG' });
    expect(memory.moves).toEqual([]);
  });

  it('are asked for again after a day while the customer waits, and no more once nothing is sent', () => {
    const memory = approved();
    takeStockAnswer(memory.work, 'c1', 'V-c1-1', 'out_of_stock');
    expect(waitForUnits(memory.work, 'c1', 1)).toEqual({ kind: 'done' });
    expect(memory.timers).toMatchObject([{ subject: 'case:c1', name: askAgainTimer, dueAt: new Date('2026-11-06T08:00:00Z') }]);
    expect(askForUnitsAgain(memory.work, 'c1')).toEqual({ kind: 'done' });
    expect(names(memory)).toEqual(['ReservationTaskIssued', 'OutOfStock', 'ReservationTaskIssued']);
    takeStockAnswer(memory.work, 'c1', 'V-c1-2', 'out_of_stock');
    expect(releaseUnits(memory.work, 'c1')).toEqual({ kind: 'done' });
    expect([names(memory), memory.timers]).toEqual([['ReservationReleased'], []]);
    expect(askForUnitsAgain(memory.work, 'c1')).toMatchObject({ kind: 'ignored' });
  });

  it('may be others, where there are none: those are asked for, and told with the price that they were quoted at', () => {
    const memory = approved();
    const variant = { number: 1, caseLineId: 'l1', sku: 'CUP', unitPriceMinor: '1500', chosenAt: '2026-11-07T08:00:00Z' };
    expect(reserveVariant(memory.work, 'c9', variant)).toMatchObject({ kind: 'notYet' });
    expect(reserveVariant(memory.work, 'c1', variant)).toMatchObject({ kind: 'ignored' });
    takeStockAnswer(memory.work, 'c1', 'V-c1-1', 'out_of_stock');
    expect(reserveVariant(memory.work, 'c1', variant)).toEqual({ kind: 'done' });
    expect(reserveVariant(memory.work, 'c1', variant)).toMatchObject({ kind: 'ignored' });
    takeStockAnswer(memory.work, 'c1', 'V-c1-2', 'reserved');
    expect(memory.said.slice(2)).toEqual([
      { name: 'ReservationTaskIssued', subject: 'case:c1', data: { ref, taskId: 'V-c1-2', lines: [{ caseLineId: 'l1', sku: 'CUP', quantity: 2 }], approvedAt: variant.chosenAt } },
      { name: 'UnitsReserved', subject: 'case:c1', data: { ref, attempt: 1, lines: [{ caseLineId: 'l1', sku: 'CUP', quantity: 2 }], variant: { caseLineId: 'l1', unitPriceMinor: '1500' } } },
    ]);
  });

  it('wait for what comes over another topic where topics are read again', () => {
    const memory = approved();
    expect(pickUnits(memory.work, 'c1', 1, order)).toMatchObject({ kind: 'notYet' });
    expect(reserveAgain(memory.work, 'c1', 1)).toMatchObject({ kind: 'notYet' });
    for (const outcome of [pickUnits(memory.work, 'c9', 1, order), releaseUnits(memory.work, 'c9'), waitForUnits(memory.work, 'c9', 1)]) expect(outcome).toMatchObject({ kind: 'notYet' });
    takeStockAnswer(memory.work, 'c1', 'V-c1-1', 'reserved');
    pickUnits(memory.work, 'c1', 1, order);
    expect(reserveAgain(memory.work, 'c1', 1)).toMatchObject({ kind: 'notYet' });
    expect(releaseUnits(memory.work, 'c1')).toMatchObject({ kind: 'refused', refusal: { code: 'ILLEGAL_MOVE' } });
  });

  it('that could not be delivered are on the shelf again, and asked for once more; not before they were picked, and once', () => {
    const memory = approved();
    memory.stock.set('MUG', { ...unopenedStock('MUG'), opened: true, opening: 5n, shelves: { ...unopenedStock('MUG').shelves, a: { onHand: 5n, in: 0n, out: 0n } } });
    takeStockAnswer(memory.work, 'c1', 'V-c1-1', 'reserved');
    pickUnits(memory.work, 'c1', 1, order);
    expect(takeUnitsBack(memory.work, 'c1', 1, '2026-11-08T08:00:00Z')).toMatchObject({ kind: 'notYet' });
    takePicked(memory.work, 'c1', 'K-c1-1', lines, '2026-11-06T08:00:00Z');
    names(memory);
    expect(takeUnitsBack(memory.work, 'c1', 1, '2026-11-08T08:00:00Z')).toEqual({ kind: 'done' });
    expect(takeUnitsBack(memory.work, 'c1', 1, '2026-11-08T08:00:00Z')).toMatchObject({ kind: 'ignored' });
    expect(names(memory)).toEqual(['StockMoved', 'PutAwayTaskIssued', 'ReservationTaskIssued']);
    expect(memory.moves.at(-1)).toMatchObject({ moveId: 'c1/K-c1-1/1/back', fromCondition: 'outside', toCondition: 'a', quantity: '2' });
    expect([memory.stock.get('MUG')?.shelves.a.onHand, memory.reservations.get('c1')]).toMatchObject([5n, { status: 'asked', attempt: 2, cameBack: lines }]);
    expect(takeUnitsBack(memory.work, 'c9', 1, '2026-11-08T08:00:00Z')).toMatchObject({ kind: 'notYet' });
  });
});

describe('units of which the parcel is lost', () => {
  function gone(): Memory {
    const memory = approved();
    memory.stock.set('MUG', { ...unopenedStock('MUG'), opened: true, opening: 5n, shelves: { ...unopenedStock('MUG').shelves, a: { onHand: 5n, in: 0n, out: 0n } } });
    takeStockAnswer(memory.work, 'c1', 'V-c1-1', 'reserved');
    pickUnits(memory.work, 'c1', 1, order);
    takePicked(memory.work, 'c1', 'K-c1-1', lines, '2026-11-06T08:00:00Z');
    names(memory);
    return memory;
  }

  it('are asked for once more, once, and no stock moves', () => {
    const memory = gone();
    expect(memory.moves.map(({ moveId, fromCondition, toCondition }) => [moveId, fromCondition, toCondition])).toEqual([['c1/K-c1-1/1', 'a', 'outside']]);
    expect(reserveAgain(memory.work, 'c1', 1)).toEqual({ kind: 'done' });
    expect(memory.said).toEqual([{ name: 'ReservationTaskIssued', subject: 'case:c1', data: { ref, taskId: 'V-c1-2', lines, approvedAt: approval.approvedAt } }]);
    expect(reserveAgain(memory.work, 'c1', 1)).toMatchObject({ kind: 'ignored' });
    expect([memory.said.length, memory.moves.length, memory.reservations.get('c1')]).toMatchObject([1, 1, { status: 'asked', attempt: 2 }]);
    expect(reserveAgain(memory.work, 'c9', 1)).toMatchObject({ kind: 'notYet' });
    expect(reserveAgain(memory.work, 'c1', 2)).toMatchObject({ kind: 'notYet' });
  });

  it('are waited for by who has waited before, in silence', () => {
    const memory = approved();
    takeStockAnswer(memory.work, 'c1', 'V-c1-1', 'out_of_stock');
    waitForUnits(memory.work, 'c1', 1);
    memory.timers.length = 0;
    askForUnitsAgain(memory.work, 'c1');
    names(memory);
    expect(takeStockAnswer(memory.work, 'c1', 'V-c1-2', 'out_of_stock')).toEqual({ kind: 'done' });
    expect([memory.said, memory.timers]).toEqual([[], [{ subject: 'case:c1', name: askAgainTimer, dueAt: new Date('2026-11-06T08:00:00Z'), payload: { caseId: 'c1' } }]]);
    expect(waitForUnits(memory.work, 'c1', 1)).toMatchObject({ kind: 'ignored' });
  });

  it('and others are not picked where nobody has asked, nor otherwise than asked', () => {
    const { work } = approved();
    expect(takeStockAnswer(work, 'c9', 'V-c9-1', 'reserved')).toMatchObject({ kind: 'refused', refusal: { code: 'RESERVATION_UNKNOWN', kind: 'UNPROCESSABLE' } });
    expect(takeStockAnswer(work, 'c1', 'V-c1-9', 'reserved')).toMatchObject({ kind: 'refused', refusal: { code: 'RESERVATION_UNKNOWN', kind: 'UNPROCESSABLE' } });
    expect(takePicked(work, 'c9', 'K-c9-1', lines, '2026-11-06T08:00:00Z')).toMatchObject({ kind: 'refused', refusal: { code: 'PICKING_UNKNOWN', kind: 'UNPROCESSABLE' } });
    // Before there is anything to pick, nothing is waited for.
    expect(takePicked(work, 'c1', 'K-c1-1', lines, '2026-11-06T08:00:00Z')).toMatchObject({ kind: 'refused', refusal: { code: 'PICKING_UNKNOWN', kind: 'UNPROCESSABLE' } });
    takeStockAnswer(work, 'c1', 'V-c1-1', 'reserved');
    expect(pickUnits(work, 'c1', 1, { ...order, lines: [{ ...lines[0]!, quantity: 3 }] })).toMatchObject({ kind: 'refused', refusal: { code: 'MORE_THAN_RESERVED', kind: 'CONFLICT' } });
    pickUnits(work, 'c1', 1, order);
    expect(releaseUnits(work, 'c1')).toMatchObject({ kind: 'refused', refusal: { code: 'ILLEGAL_MOVE', kind: 'CONFLICT' } });
  });

  it('that the ledger knows of leave it without being booked in first', () => {
    const memory = approved();
    memory.stock.set('MUG', { ...unopenedStock('MUG'), opened: true, opening: 2n, shelves: { ...unopenedStock('MUG').shelves, a: { onHand: 2n, in: 0n, out: 0n } } });
    takeStockAnswer(memory.work, 'c1', 'V-c1-1', 'reserved');
    pickUnits(memory.work, 'c1', 1, order);
    takePicked(memory.work, 'c1', 'K-c1-1', lines, '2026-11-06T08:00:00Z');
    expect(memory.moves.map(({ moveId, quantity }) => [moveId, quantity])).toEqual([['c1/K-c1-1/1', '2']]);
  });
});

it('clocks are kept under names that the next version finds', () => {
  expect([askAgainTimer, repairTimer, clueTimer, unclaimedTimer, disputeTimer, putAwayTimer, exceptionTimer]).toEqual(['ask-for-stock-again', 'ask-for-repair-again', 'match-by-clue', 'parcel-unclaimed', 'dispute-due', 'ask-for-put-away-again', 'exception-due']);
});
