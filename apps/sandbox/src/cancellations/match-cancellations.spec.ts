import type { Invoice } from '../orders/collect-invoices';
import { lineKindOf } from '../orders/line-kind';
import type { Purchase } from '../orders/orders-of';
import { matchCancellations } from './match-cancellations';
import { UnitsLeft } from './units-left';

const at = (hour: number): number => Date.UTC(2010, 11, 1, hour);

const order = (orderId: string, hour: number, wares: Readonly<Record<string, number>>, customerId = 'ann'): Purchase => ({
  orderId,
  customerId,
  country: '',
  placedAtMs: at(hour),
  discountMinor: 0n,
  provenance: 'real',
  lines: Object.entries(wares).map(([sku, quantity], index) => ({ orderLineId: `${orderId}-${index + 1}`, sku, title: '', quantity, amountMinor: 100n, kind: 'goods' })),
});

const cancellation = (number: string, hour: number, wares: readonly (readonly [string, number])[], customerId = 'ann'): Invoice => ({
  number,
  cancellation: true,
  customerId,
  country: '',
  atMs: at(hour),
  lines: wares.map(([sku, quantity], index) => ({ lineId: `${number}-${index + 1}`, sku, title: '', kind: lineKindOf(sku), quantity: -quantity, amountMinor: -100n })),
});

const match = (orders: readonly Purchase[], invoices: readonly Invoice[]) => matchCancellations(orders, invoices, new UnitsLeft());
const asked = (requests: ReturnType<typeof match>['requests']) => requests.map(({ requestId, orderId, lines }) => [requestId, orderId, lines.map(({ orderLineId, sku, quantity }) => [orderLineId, sku, quantity])]);

describe('a cancellation', () => {
  it('is matched to the latest earlier purchase by the same customer of the same SKU', () => {
    const orders = [order('1', 8, { '22728': 5 }), order('2', 9, { '22728': 5 }), order('3', 9, { '22728': 5 }, 'bob'), order('4', 12, { '22728': 5 })];
    const { requests, firstCancelledAtMs } = match(orders, [cancellation('C3', 10, [['22728', 2]])]);
    expect(requests).toMatchObject([
      { requestId: 'C3-2', customerId: 'ann', orderId: '2', type: 'return', externalReference: 'C3', provenance: 'real', requestedAtMs: at(10), evidence: [] },
    ]);
    expect(requests[0]?.lines).toEqual([{ orderLineId: '2-1', sku: '22728', quantity: 2, reason: 'other', condition: 'unspecified' }]);
    expect(firstCancelledAtMs).toEqual(new Map([['2', at(10)]]));
  });

  it('is split over several purchases, latest first, one request each, and the rest is asked for without an order', () => {
    const { requests, report } = match([order('1', 8, { '22728': 3 }), order('2', 9, { '22728': 4 })], [cancellation('C3', 10, [['22728', 9]])]);
    expect(asked(requests)).toEqual([
      ['C3-2', '2', [['2-1', '22728', 4]]],
      ['C3-1', '1', [['1-1', '22728', 3]]],
      ['C3-unmatched', '', [['', '22728', 2]]],
    ]);
    expect(report).toMatchObject({ goodsLines: 1, linesMatched: 0, linesMatchedInPart: 1, linesUnmatched: 0, unitsMatched: 7, unitsUnmatched: 2, requestsMatched: 2, requestsUnmatched: 1 });
  });

  it('never takes a unit that an earlier cancellation has taken', () => {
    const { requests } = match([order('1', 8, { '22728': 3 })], [cancellation('C3', 11, [['22728', 2]]), cancellation('C2', 10, [['22728', 2]])]);
    expect(asked(requests)).toEqual([
      ['C2-1', '1', [['1-1', '22728', 2]]],
      ['C3-1', '1', [['1-1', '22728', 1]]],
      ['C3-unmatched', '', [['', '22728', 1]]],
    ]);
  });

  it('asks once for an order line that two of its lines lead to', () => {
    const { requests } = match([order('1', 8, { '22728': 5, '22729': 5 })], [
      cancellation('C2', 10, [
        ['22728', 1],
        ['22729', 1],
        ['22728', 2],
      ]),
    ]);
    expect(asked(requests)).toEqual([
      [
        'C2-1',
        '1',
        [
          ['1-1', '22728', 3],
          ['1-2', '22729', 1],
        ],
      ],
    ]);
  });

  it('of what nobody in particular bought, or bought later, ends as one request without an order', () => {
    const orders = [order('1', 8, { '22728': 5 }, ''), order('9', 10, { '22729': 5 })];
    const { requests } = match(orders, [
      cancellation(
        'C2',
        9,
        [
          ['22728', 1],
          ['22729', 1],
        ],
        '',
      ),
      cancellation('C3', 9, [['22729', 1]]),
    ]);
    expect(asked(requests)).toEqual([
      [
        'C2-unmatched',
        '',
        [
          ['', '22728', 1],
          ['', '22729', 1],
        ],
      ],
      ['C3-unmatched', '', [['', '22729', 1]]],
    ]);
  });

  it('in the same minute finds purchases with a lower number alone', () => {
    const orders = [order('536381', 9, { '22728': 1 }), order('536390', 9, { '22728': 1 })];
    expect(asked(match(orders, [cancellation('C536383', 9, [['22728', 1]])]).requests)).toEqual([['C536383-536381', '536381', [['536381-1', '22728', 1]]]]);
  });

  it('of discounts and postage alone asks for nothing and is counted', () => {
    const { requests, report } = match([], [
      cancellation('C1', 9, [
        ['D', 1],
        ['POST', 2],
      ]),
    ]);
    expect(requests).toEqual([]);
    expect(report).toMatchObject({ cancellations: 1, withoutGoods: 1, notRequested: { discount: 1, postage: 1 } });
  });
});
