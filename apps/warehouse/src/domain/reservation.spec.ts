import { answerOfWms, askAgain, askFor, askingsPerWait, chooseVariant, isUnanswered, orderPicking, pickingDone, release, reservationTaskIdOf, sameLines, sendAgain, waitForStock, type Reservation } from './reservation';

const ref = { caseId: 'c1', caseNumber: 'AS-1', orderId: 'o1' };
const line = { caseLineId: 'l1', sku: 'MUG', quantity: 2 };
const order = { trackingNumber: 'GR1X1', carrierCode: 'ground', lines: [{ ...line, quantity: 1 }] };
const asked = askFor(ref, [line], '2026-11-05T08:00:00Z');

/** What it is after a step that has to be possible, and to change something. */
function stepped(result: ReturnType<typeof answerOfWms>): Reservation {
  if (!result.ok || !result.value) throw new Error(`not possible: ${JSON.stringify(result)}`);
  return result.value;
}

const answered = (reservation: Reservation, answer: 'reserved' | 'out_of_stock'): Reservation => stepped(answerOfWms(reservation, reservationTaskIdOf(reservation), answer));
const reserved = answered(asked, 'reserved');
const picked = stepped(pickingDone(stepped(orderPicking(reserved, 1, order)), 'K-c1-1', order.lines));

describe('units for a customer', () => {
  it('are set aside, ordered, perhaps fewer of them, and picked', () => {
    expect(picked).toMatchObject({ status: 'picked', attempt: 1, order, lines: [line] });
    expect(orderPicking(picked, 1, order)).toEqual({ ok: true, value: undefined });
    expect(pickingDone(picked, 'K-c1-1', order.lines)).toEqual({ ok: true, value: undefined });
    expect(orderPicking(reserved, 1, { ...order, lines: [{ ...line, quantity: 3 }] })).toMatchObject({ ok: false, error: { code: 'MORE_THAN_RESERVED' } });
    expect(pickingDone(stepped(orderPicking(reserved, 1, order)), 'K-c1-1', [line])).toMatchObject({ ok: false, error: { code: 'PICKED_OTHERWISE' } });
  });

  it('are asked for by one task at a time: the first answer counts, and no other task is known', () => {
    expect(answerOfWms(reserved, 'V-c1-1', 'out_of_stock')).toEqual({ ok: true, value: undefined });
    for (const task of ['V-c1-2', 'V-c1-0', 'V-c1-x', 'V-c2-1', 'K-c1-1']) expect(answerOfWms(asked, task, 'reserved')).toMatchObject({ ok: false, error: { code: 'RESERVATION_UNKNOWN' } });
    for (const task of ['K-c1-1', 'K-c1-2', 'V-c1-1']) expect(pickingDone(reserved, task, [line])).toMatchObject({ ok: false, error: { code: 'PICKING_UNKNOWN' } });
  });

  it('that are out of stock are asked for day by day while the customer waits, until they are asked again whether they want to', () => {
    const none = answered(asked, 'out_of_stock');
    expect(none).toMatchObject({ status: 'out_of_stock', choices: 1 });
    expect(askAgain(none)).toBeUndefined();
    expect(waitForStock(none, 2)).toBeUndefined();
    let waiting = waitForStock(none, 1);
    for (let day = 1; day < askingsPerWait; day++) {
      waiting = answered(askAgain(waiting as Reservation) as Reservation, 'out_of_stock');
      expect(waiting).toMatchObject({ status: 'waiting', choices: 1, asked: day + 1 });
    }
    expect(answered(askAgain(waiting as Reservation) as Reservation, 'out_of_stock')).toMatchObject({ status: 'out_of_stock', choices: 2 });
    expect(answered(askAgain(waiting as Reservation) as Reservation, 'reserved')).toMatchObject({ status: 'reserved' });
  });

  it('of which there are none may be others: they are asked for in their turn, and the customer chooses again where there are none of them either', () => {
    const none = answered(asked, 'out_of_stock');
    const variant = { number: 1, caseLineId: 'l1', sku: 'CUP', unitPriceMinor: '1500', chosenAt: '2026-11-07T08:00:00Z' };
    const other = chooseVariant(none, variant) as Reservation;
    expect(other).toMatchObject({ status: 'asked', asked: 2, attempt: 1, approvedAt: variant.chosenAt, lines: [{ caseLineId: 'l1', sku: 'CUP', quantity: 2, unitPriceMinor: '1500' }] });
    // What comes late of what was asked for before says nothing of the others.
    expect(answerOfWms(other, 'V-c1-1', 'reserved')).toEqual({ ok: true, value: undefined });
    expect(answered(other, 'reserved')).toMatchObject({ status: 'reserved', lines: [{ sku: 'CUP' }] });
    expect(answered(other, 'out_of_stock')).toMatchObject({ status: 'out_of_stock', choices: 2 });
    for (const late of [asked, waitForStock(none, 1) as Reservation, reserved, other, stepped(release(none))]) expect(chooseVariant(late, variant)).toBeUndefined();
    expect([chooseVariant(none, { ...variant, number: 2 }), waitForStock(other, 1)]).toEqual([undefined, undefined]);
    expect(orderPicking(answered(other, 'reserved'), 1, order)).toMatchObject({ ok: false, error: { code: 'MORE_THAN_RESERVED' } });
  });

  it('are released as long as they are not ordered, and never after', () => {
    const none = answered(asked, 'out_of_stock');
    for (const open of [asked, none, waitForStock(none, 1) as Reservation, reserved]) {
      const released = stepped(release(open));
      expect(released.status).toBe('released');
      expect(release(released)).toEqual({ ok: true, value: undefined });
      // An answer that comes late sets nothing aside any more.
      expect(answerOfWms(released, 'V-c1-1', 'reserved')).toEqual({ ok: true, value: undefined });
    }
    expect(release(picked)).toMatchObject({ ok: false, error: { code: 'ILLEGAL_MOVE' } });
  });

  it('that the carrier has lost are asked for once more, as many as were sent, and once for each loss', () => {
    const again = stepped(sendAgain(picked, 1));
    expect(again).toMatchObject({ status: 'asked', attempt: 2, asked: 2, order: undefined, lines: order.lines });
    expect(sendAgain(again, 1)).toEqual({ ok: true, value: undefined });
    expect(reservationTaskIdOf(again)).toBe('V-c1-2');
  });
});

describe('the same units', () => {
  const of = (caseLineId: string, quantity: number, sku = 'MUG') => ({ caseLineId, sku, quantity });
  it.each([
    ['in another order', [of('a', 1), of('b', 2)], [of('b', 2), of('a', 1)], true],
    ['none at all', [], [], true],
    ['one line twice in place of two', [of('a', 1), of('a', 1)], [of('a', 1), of('b', 1)], false],
    ['two lines in place of one twice', [of('a', 1), of('b', 1)], [of('a', 1), of('a', 1)], false],
    ['of another line', [of('a', 1)], [of('b', 1)], false],
    ['of another SKU', [of('a', 1, 'CUP')], [of('a', 1)], false],
    ['another number', [of('a', 1)], [of('a', 2)], false],
    ['one line twice in place of once', [of('a', 1), of('a', 1)], [of('a', 1)], false],
    ['one line less', [of('a', 1)], [of('a', 1), of('b', 1)], false],
    ['one line of two otherwise', [of('a', 1), of('b', 1)], [of('a', 1), of('b', 2)], false],
  ])('are told apart: %s', (_, a, b, same) => {
    expect(sameLines(a, b)).toBe(same);
  });
});

describe('what comes late or out of turn', () => {
  const picking = stepped(orderPicking(reserved, 1, order));
  const again = stepped(sendAgain(picked, 1));

  it('is known by the task that it names', () => {
    for (const [reservation, task, known] of [
      [picking, 'K-c1-2', false],
      [picking, 'K-c2-1', false],
      [picked, 'K-c1-0', false],
      [picked, 'K-c1-', false],
      [picked, 'X-c1-1', false],
      [picked, 'K-c1-2', false],
      [picked, 'K-c1-1', true],
      [again, 'K-c1-1', true],
      [again, 'K-c1-2', false],
    ] as const) expect([task, pickingDone(reservation, task, [])]).toMatchObject([task, known ? { ok: true, value: undefined } : { ok: false, error: { code: 'PICKING_UNKNOWN' } }]);
  });

  it('is unanswered as long as only the question is known', () => {
    const none = answered(asked, 'out_of_stock');
    const waiting = waitForStock(none, 1) as Reservation;
    expect([asked, none, waiting, reserved, picking, picked, again].map((each) => [isUnanswered(each, 1), isUnanswered(each, 2)])).toEqual([[true, true], [true, true], [true, true], [false, true], [false, true], [false, true], [false, true]]);
    expect(isUnanswered(answered(again, 'reserved'), 2)).toBe(false);
    expect(isUnanswered(stepped(release(asked)), 1)).toBe(false);
  });

  it('is no order of the parcel before, and no variant of one that is sent again', () => {
    expect(orderPicking(answered(again, 'reserved'), 1, order)).toEqual({ ok: true, value: undefined });
    const none = answered(again, 'out_of_stock');
    expect(chooseVariant(none, { number: none.choices, caseLineId: 'l1', sku: 'CUP', unitPriceMinor: '1500', chosenAt: '2026-11-07T08:00:00Z' })).toBeUndefined();
  });

  it('changes the line that it names alone', () => {
    const two = answered(askFor(ref, [line, { ...line, caseLineId: 'l2' }], '2026-11-05T08:00:00Z'), 'out_of_stock');
    expect(chooseVariant(two, { number: 1, caseLineId: 'l2', sku: 'CUP', unitPriceMinor: '1500', chosenAt: '2026-11-07T08:00:00Z' })?.lines.map(({ sku }) => sku)).toEqual(['MUG', 'CUP']);
  });

  it('takes units of the line that it names', () => {
    const two = answered(askFor(ref, [line, { ...line, caseLineId: 'l2', quantity: 1 }], '2026-11-05T08:00:00Z'), 'reserved');
    expect(orderPicking(two, 1, { ...order, lines: [{ ...line, caseLineId: 'l2', quantity: 2 }] })).toMatchObject({ ok: false, error: { code: 'MORE_THAN_RESERVED' } });
    expect(orderPicking(two, 1, { ...order, lines: [{ ...line, caseLineId: 'l3', quantity: 1 }] })).toMatchObject({ ok: false, error: { code: 'MORE_THAN_RESERVED' } });
  });
});
