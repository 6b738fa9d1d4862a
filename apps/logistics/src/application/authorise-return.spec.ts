import { memoryWork } from '@huiliu/testing';
import { BusCarrier } from '../adapters/out/carriers/bus-carrier';
import { logisticsTables } from '../adapters/out/postgres/tables';
import { authoriseReturn } from './authorise-return';
import { sendByTimer } from './work';

const approved = {
  type: 'return' as const,
  ref: { caseId: 'c1', caseNumber: 'AS-26-0017', orderId: 'o1' },
  approvedAt: '2026-11-05T08:00:00Z',
  lines: [{ caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', quantity: 2, reason: 'no_reason' as const }],
};

describe('authorising the return of an approved case', () => {
  it('says the RMA to the departments and announces the parcel to the carrier', () => {
    const { work, said, shipments, timers } = memoryWork(logisticsTables, { timers: [sendByTimer] });
    expect(authoriseReturn(work, approved, new BusCarrier())).toEqual({ kind: 'done' });
    const numbers = { rmaNumber: 'RMA-AS260017', trackingNumber: 'GRAS260017', carrierCode: 'ground', sendBy: '2026-11-19T08:00:00.000Z' };
    expect(said).toEqual([
      { name: 'ReturnAuthorised', subject: 'case:c1', data: { ref: approved.ref, ...numbers, lines: [{ ...approved.lines[0], reason: 'RETURN_REASON_NO_REASON' }], forRefund: true } },
      { name: 'ReturnShipmentAnnounced', subject: 'case:c1', data: { ref: approved.ref, ...numbers } },
    ]);
    expect(shipments.get('c1')).toMatchObject({ status: 'authorised', ...numbers });
    expect(timers).toMatchObject([{ subject: 'case:c1', name: sendByTimer, dueAt: new Date(numbers.sendBy) }]);
  });

  it('authorises nothing the second time', () => {
    const { work, said } = memoryWork(logisticsTables, { timers: [sendByTimer] });
    authoriseReturn(work, approved, new BusCarrier());
    expect(authoriseReturn(work, approved, new BusCarrier())).toMatchObject({ kind: 'ignored' });
    expect(said).toHaveLength(2);
  });

  it('authorises nothing where no goods come back', () => {
    const { work, said, shipments } = memoryWork(logisticsTables, { timers: [sendByTimer] });
    expect(authoriseReturn(work, { ...approved, type: 'refund_only' }, new BusCarrier())).toMatchObject({ kind: 'ignored' });
    expect(said).toEqual([]);
    expect(shipments.size).toBe(0);
  });
});

it('a repair is said to be one: its goods go to the customer again', () => {
  for (const [type, forRepair] of [['repair', true], ['exchange', undefined]] as const) {
    const { work, said, timers } = memoryWork(logisticsTables, { timers: [sendByTimer] });
    authoriseReturn(work, { ...approved, type }, new BusCarrier());
    expect((said[0]?.data as { readonly forRepair?: true }).forRepair).toBe(forRepair);
    expect(timers[0]?.payload).toEqual({ caseId: 'c1' });
  }
});
