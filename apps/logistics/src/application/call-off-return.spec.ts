import { memoryWork, type MemoryWork } from '@huiliu/testing';
import { BusCarrier } from '../adapters/out/carriers/bus-carrier';
import { logisticsTables } from '../adapters/out/postgres/tables';
import { authoriseReturn } from './authorise-return';
import { cancelReturn, expireReturn } from './call-off-return';
import { awaitUnits, giveUpReplacement, holdPlaced, trackReplacement, unitsReserved } from './send-replacement';
import { trackParcel } from './track-parcel';
import { replacementReportTimer, replacementWriteOffTimer, reportTimer, sendByTimer } from './work';

const ref = { caseId: 'c1', caseNumber: 'AS-1', orderId: '' };
const carrier = new BusCarrier();
const wish = { caseId: 'c1', type: 'return', reasonCode: 'CHANGED_MIND' } as const;

function announced(): MemoryWork<typeof logisticsTables> {
  const memory = memoryWork(logisticsTables, { timers: [sendByTimer, reportTimer] });
  authoriseReturn(memory.work, { type: 'return', ref, lines: [{ caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', quantity: 1, reason: 'faulty' }], approvedAt: '2026-11-05T08:00:00Z' }, carrier);
  memory.said.length = 0;
  return memory;
}

const pickUp = (memory: MemoryWork<typeof logisticsTables>, status: 'picked_up' | 'delivered' = 'picked_up') => trackParcel(memory.work, 'c1', { trackingNumber: 'GRAS1', scanId: '1', status, occurredAt: '2026-11-06T08:00:00Z' }, carrier);

describe('a return that the customer cancels', () => {
  it('is called off: the departments and the carrier are told, and the clock stops', () => {
    const memory = announced();
    expect(cancelReturn(memory.work, wish, carrier)).toEqual({ kind: 'done' });
    const numbers = { ref, rmaNumber: 'RMA-AS1' };
    expect(memory.said).toEqual([
      { name: 'ReturnCalledOff', subject: 'case:c1', data: { ...numbers, reason: 'CALL_OFF_REASON_CANCELLED', reasonCode: 'CHANGED_MIND', calledOffAt: '2026-11-05T08:00:00.000Z' } },
      { name: 'ReturnShipmentCalledOff', subject: 'case:c1', data: { ...numbers, trackingNumber: 'GRAS1', carrierCode: 'ground' } },
    ]);
    expect(memory.timers).toEqual([]);
    expect(memory.shipments.get('c1')).toMatchObject({ status: 'called_off', calledOff: { reason: 'cancelled' } });
  });

  it('is called off once; scans that come later are kept and say nothing', () => {
    const memory = announced();
    cancelReturn(memory.work, wish, carrier);
    memory.said.length = 0;
    expect(cancelReturn(memory.work, wish, carrier)).toMatchObject({ kind: 'ignored' });
    expect(expireReturn(memory.work, 'c1', carrier)).toMatchObject({ kind: 'ignored' });
    expect(pickUp(memory)).toMatchObject({ kind: 'ignored' });
    expect(memory.said).toEqual([]);
    expect(memory.shipments.get('c1')?.scans).toMatchObject([{ scanId: '1', effective: false }]);
  });

  it('goes on when its parcel has arrived: the wish is declined, once', () => {
    const memory = announced();
    pickUp(memory, 'delivered');
    memory.said.length = 0;
    expect(cancelReturn(memory.work, wish, carrier)).toEqual({ kind: 'done' });
    expect(cancelReturn(memory.work, wish, carrier)).toMatchObject({ kind: 'ignored' });
    expect(memory.said).toEqual([{ name: 'CancellationDeclined', subject: 'case:c1', data: { ref, code: 'PARCEL_DELIVERED' } }]);
    expect(memory.shipments.get('c1')).toMatchObject({ status: 'delivered', cancellation: { state: 'declined', declinedCode: 'PARCEL_DELIVERED' } });
  });

  it('is nothing to logistics where no goods come back, and is refused where the approval was lost', () => {
    const { work, said } = memoryWork(logisticsTables, { timers: [sendByTimer] });
    expect(cancelReturn(work, { ...wish, type: 'refund_only' }, carrier)).toMatchObject({ kind: 'ignored' });
    expect(cancelReturn(work, wish, carrier)).toMatchObject({ kind: 'refused', refusal: { code: 'RETURN_UNKNOWN' } });
    expect(said).toEqual([]);
  });
});

describe('a return that is never sent', () => {
  it('is called off when the time to send is over', () => {
    const memory = announced();
    expect(expireReturn(memory.work, 'c1', carrier)).toEqual({ kind: 'done' });
    expect(memory.said).toMatchObject([{ name: 'ReturnCalledOff', data: { reason: 'CALL_OFF_REASON_EXPIRED', reasonCode: '' } }, { name: 'ReturnShipmentCalledOff' }]);
    expect(cancelReturn(memory.work, wish, carrier)).toMatchObject({ kind: 'ignored' });
  });

  it('is not called off when it was sent at the last moment', () => {
    const memory = announced();
    pickUp(memory);
    expect(expireReturn(memory.work, 'c1', carrier)).toMatchObject({ kind: 'ignored' });
    expect(memory.shipments.get('c1')?.status).toBe('in_transit');
  });
});

describe('a return whose replacement has left in advance', () => {
  const exchange = { caseId: 'c1', type: 'exchange', reasonCode: 'CHANGED_MIND' } as const;

  function sent(): MemoryWork<typeof logisticsTables> {
    const memory = memoryWork(logisticsTables, { timers: [sendByTimer, replacementReportTimer, replacementWriteOffTimer] });
    const approval = { type: 'exchange', ref, lines: [{ caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', quantity: 1, reason: 'faulty' }], approvedAt: '2026-11-05T08:00:00Z' } as const;
    authoriseReturn(memory.work, approval, carrier);
    awaitUnits(memory.work, approval, carrier);
    unitsReserved(memory.work, 'c1', 1, carrier);
    expect(holdPlaced(memory.work, 'c1', carrier)).toEqual({ kind: 'done' });
    memory.said.length = 0;
    return memory;
  }

  it('is not called off: what the customer gets can\'t be', () => {
    const memory = sent();
    expect(cancelReturn(memory.work, exchange, carrier)).toEqual({ kind: 'done' });
    expect(memory.said).toEqual([{ name: 'CancellationDeclined', subject: 'case:c1', data: { ref, code: 'REPLACEMENT_ORDERED' } }]);
    expect([memory.shipments.get('c1')?.status, memory.replacements.get('c1')?.status]).toEqual(['authorised', 'ordered']);
  });

  it('expires, and the replacement stays', () => {
    const memory = sent();
    expect(expireReturn(memory.work, 'c1', carrier)).toEqual({ kind: 'done' });
    expect(memory.said.map(({ name }) => name)).toEqual(['ReturnCalledOff', 'ReturnShipmentCalledOff']);
    expect(memory.said[0]?.data).toMatchObject({ reason: 'CALL_OFF_REASON_EXPIRED', replacementStays: true });
    expect(memory.replacements.get('c1')?.status).toBe('ordered');
  });

  it.each([['expires', (memory: MemoryWork<typeof logisticsTables>) => expireReturn(memory.work, 'c1', carrier)], ['is cancelled', (memory: MemoryWork<typeof logisticsTables>) => cancelReturn(memory.work, exchange, carrier)]])('%s with it where the carrier has lost it, and it is to be sent once more', (_how, end) => {
    const memory = sent();
    trackReplacement(memory.work, 'c1', { trackingNumber: 'GRAS1X1', scanId: '1', status: 'lost', occurredAt: '2026-11-06T08:00:00Z' }, carrier);
    giveUpReplacement(memory.work, 'c1', carrier);
    memory.said.length = 0;
    expect(end(memory)).toEqual({ kind: 'done' });
    expect(memory.said.map(({ name }) => name)).toEqual(['ReplacementCalledOff', 'ReturnCalledOff', 'ReturnShipmentCalledOff']);
    expect(memory.said[1]?.data).not.toHaveProperty('replacementStays');
  });

  it.each([
    ['is lost', (memory: MemoryWork<typeof logisticsTables>) => (trackReplacement(memory.work, 'c1', { trackingNumber: 'GRAS1X1', scanId: '1', status: 'lost', occurredAt: '2026-11-06T08:00:00Z' }, carrier), giveUpReplacement(memory.work, 'c1', carrier)), ['ReplacementLost', 'ReplacementWrittenOff', 'CarrierClaimRaised', 'ReplacementCalledOff']],
    ['comes back', (memory: MemoryWork<typeof logisticsTables>) => trackReplacement(memory.work, 'c1', { trackingNumber: 'GRAS1X1', scanId: '1', status: 'returned_to_sender', occurredAt: '2026-11-06T08:00:00Z' }, carrier), ['ReplacementReturned', 'ReplacementCalledOff']],
  ] as const)('is not sent once more where it %s after the return has expired: nobody has anything to keep', (_, happens, told) => {
    const memory = sent();
    expireReturn(memory.work, 'c1', carrier);
    memory.said.length = 0;
    expect(happens(memory)).toEqual({ kind: 'done' });
    expect(memory.said.map(({ name }) => name)).toEqual(told);
    expect(memory.said.at(-1)?.data).toMatchObject({ reason: 'REPLACEMENT_CALL_OFF_CANCELLED' });
    expect(memory.replacements.get('c1')?.status).toBe('called_off');
  });
});
