import { memoryWork, type MemoryWork } from '@huiliu/testing';
import { BusCarrier } from '../adapters/out/carriers/bus-carrier';
import { logisticsTables } from '../adapters/out/postgres/tables';
import type { ScanReport } from '../domain/track-parcel';
import { addParcel, askForParcel } from './add-parcel';
import { authoriseReturn } from './authorise-return';
import { expireReturn } from './call-off-return';
import { trackParcel as track } from './track-parcel';
import { reportTimer, sendByTimer, writeOffTimer, type LogisticsWork } from './work';
import { writeOffParcel } from './write-off-parcel';

const ref = { caseId: 'c1', caseNumber: 'AS-1', orderId: '' };

function announced(): MemoryWork<typeof logisticsTables> {
  const memory = memoryWork(logisticsTables, { timers: [sendByTimer, writeOffTimer, reportTimer] });
  const line = { caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', quantity: 1, reason: 'faulty' as const };
  authoriseReturn(memory.work, { type: 'return', ref, lines: [line], approvedAt: '2026-11-05T08:00:00Z' }, new BusCarrier());
  memory.said.length = 0;
  return memory;
}

const trackParcel = (work: LogisticsWork, caseId: string, report: ScanReport) => track(work, caseId, report, new BusCarrier());
const scan = (scanId: string, status: ScanReport['status'], occurredAt = '2026-11-03T08:00:00Z'): ScanReport => ({ trackingNumber: 'GRAS1', scanId, status, occurredAt });

describe('tracking the parcel of a case', () => {
  it('says on what the carrier reports, at the carrier\'s time', () => {
    const { work, said } = announced();
    expect(trackParcel(work, 'c1', scan('1', 'picked_up'))).toEqual({ kind: 'done' });
    expect(trackParcel(work, 'c1', scan('2', 'delivered', '2026-11-05T08:00:00Z'))).toEqual({ kind: 'done' });
    expect(said).toEqual([
      { name: 'ParcelInTransit', subject: 'case:c1', data: { ref, trackingNumber: 'GRAS1', occurredAt: '2026-11-03T08:00:00Z', reportBy: '2026-11-15T08:00:00.000Z' } },
      { name: 'ParcelDelivered', subject: 'case:c1', data: { ref, trackingNumber: 'GRAS1', occurredAt: '2026-11-05T08:00:00Z' } },
    ]);
  });

  it('says a loss', () => {
    const { work, said, shipments } = announced();
    trackParcel(work, 'c1', scan('1', 'lost'));
    expect(said.map(({ name }) => name)).toEqual(['ParcelLost']);
    expect(shipments.get('c1')?.status).toBe('lost');
  });

  it('ends the time to send once the parcel has moved', () => {
    const { work, timers } = announced();
    expect(timers).toHaveLength(1);
    trackParcel(work, 'c1', scan('1', 'picked_up'));
    expect(timers).toEqual([{ subject: 'case:c1', name: reportTimer, dueAt: new Date('2026-11-15T08:00:00Z'), payload: { caseId: 'c1' } }]);
    trackParcel(work, 'c1', scan('2', 'delivered'));
    expect(timers).toEqual([]);
  });

  it('writes a lost parcel off after ten days, once, and tells the carrier that it has to answer for it', () => {
    const { work, said, shipments, timers } = announced();
    trackParcel(work, 'c1', scan('1', 'lost'));
    expect(timers).toEqual([{ subject: 'case:c1', name: 'write-off', dueAt: new Date('2026-11-15T08:00:00Z'), payload: { caseId: 'c1' } }]);
    said.length = 0;
    expect(writeOffParcel(work, 'c1', new BusCarrier())).toEqual({ kind: 'done' });
    expect(said).toEqual([
      { name: 'ParcelWrittenOff', subject: 'case:c1', data: { ref, trackingNumber: 'GRAS1', claimId: 'CLM-AS1', lines: [{ caseLineId: 'l1', quantity: 1 }], writtenOffAt: '2026-11-05T08:00:00.000Z' } },
      {
        name: 'CarrierClaimRaised',
        subject: 'case:c1',
        data: { ref, claimId: 'CLM-AS1', trackingNumber: 'GRAS1', carrierCode: 'ground', lostAt: '2026-11-03T08:00:00Z', raisedAt: '2026-11-05T08:00:00.000Z', goods: [{ sku: 'MUG', quantity: 1 }] },
      },
    ]);
    expect(writeOffParcel(work, 'c1', new BusCarrier())).toMatchObject({ kind: 'ignored' });
    expect(trackParcel(work, 'c1', scan('2', 'delivered', '2026-11-25T08:00:00Z'))).toMatchObject({ kind: 'ignored' });
    expect(said).toHaveLength(2);
    expect(shipments.get('c1')?.status).toBe('written_off');
  });

  it('stops the clock of a lost parcel that turns up', () => {
    const { work, timers, shipments } = announced();
    trackParcel(work, 'c1', scan('1', 'lost'));
    trackParcel(work, 'c1', scan('2', 'in_transit', '2026-11-04T08:00:00Z'));
    expect(timers).toHaveLength(1);
    trackParcel(work, 'c1', scan('3', 'delivered', '2026-11-05T08:00:00Z'));
    expect(timers).toEqual([]);
    expect(shipments.get('c1')).toMatchObject({ status: 'delivered', writeOffAt: undefined, claim: undefined });
    expect(writeOffParcel(work, 'c1', new BusCarrier())).toMatchObject({ kind: 'ignored' });
    expect(writeOffParcel(work, 'nobody', new BusCarrier())).toMatchObject({ kind: 'ignored' });
  });

  it('keeps a scan that moves nothing, and says nothing', () => {
    const { work, said, shipments } = announced();
    trackParcel(work, 'c1', scan('1', 'delivered'));
    expect(trackParcel(work, 'c1', scan('2', 'in_transit'))).toMatchObject({ kind: 'ignored' });
    expect(shipments.get('c1')?.scans).toHaveLength(2);
    expect(said).toHaveLength(1);
  });

  it('ignores a scan that comes twice', () => {
    const { work, shipments } = announced();
    trackParcel(work, 'c1', scan('1', 'picked_up'));
    const before = shipments.get('c1');
    expect(trackParcel(work, 'c1', scan('1', 'picked_up'))).toEqual({ kind: 'ignored', reason: 'the scan came before' });
    expect(shipments.get('c1')).toBe(before);
  });

  it('refuses a parcel that was never announced, and one under another number', () => {
    const { work, said } = announced();
    expect(trackParcel(work, 'c2', scan('1', 'picked_up'))).toMatchObject({ kind: 'refused', refusal: { code: 'PARCEL_UNKNOWN', kind: 'UNPROCESSABLE' } });
    expect(trackParcel(work, 'c1', { ...scan('1', 'picked_up'), trackingNumber: 'GR2' })).toMatchObject({ kind: 'refused', refusal: { code: 'PARCEL_UNKNOWN', kind: 'UNPROCESSABLE' } });
    expect(said).toEqual([]);
  });

  it('says that it is back with the customer, who has as much time again; where nobody sends it, the return is called off', () => {
    const { work, said, shipments, timers } = announced();
    trackParcel(work, 'c1', scan('1', 'picked_up'));
    expect(trackParcel(work, 'c1', scan('2', 'returned_to_sender', '2026-11-04T08:00:00Z'))).toEqual({ kind: 'done' });
    expect(said.at(-1)).toEqual({ name: 'ParcelReturned', subject: 'case:c1', data: { ref, trackingNumber: 'GRAS1', occurredAt: '2026-11-04T08:00:00Z', sendBy: '2026-11-19T08:00:00.000Z', othersMoved: false } });
    expect(timers).toEqual([{ subject: 'case:c1', name: sendByTimer, dueAt: new Date('2026-11-19T08:00:00.000Z'), payload: { caseId: 'c1' } }]);
    trackParcel(work, 'c1', scan('3', 'in_transit', '2026-11-05T08:00:00Z'));
    expect([said.at(-1)?.name, timers.map(({ name }) => name)]).toEqual(['ParcelInTransit', [reportTimer]]);
    trackParcel(work, 'c1', scan('4', 'returned_to_sender', '2026-11-06T08:00:00Z'));
    expect(expireReturn(work, 'c1', new BusCarrier())).toEqual({ kind: 'done' });
    expect([shipments.get('c1')?.status, said.at(-2)?.name, timers]).toEqual(['called_off', 'ReturnCalledOff', []]);
  });

  it('goes by all of several parcels, names those that came, and has the carrier answer for the other', () => {
    const { work, said, shipments, timers } = announced();
    const other = { rmaNumber: 'RMA-AS1', trackingNumber: 'OTHER', carrierCode: 'ground' };
    trackParcel(work, 'c1', scan('1', 'picked_up'));
    expect(timers.map(({ name }) => name)).toEqual([reportTimer]);
    expect(addParcel(work, 'c1', other)).toEqual({ kind: 'done' });
    expect([addParcel(work, 'c1', other), addParcel(work, 'c1', { ...other, rmaNumber: 'RMA' }), addParcel(work, 'c9', other)]).toMatchObject([{ kind: 'ignored' }, { refusal: { code: 'RMA_UNKNOWN', kind: 'UNPROCESSABLE' } }, { refusal: { code: 'PARCEL_UNKNOWN', kind: 'UNPROCESSABLE' } }]);
    expect(timers.map(({ name }) => name).toSorted()).toEqual([reportTimer, sendByTimer].toSorted());
    trackParcel(work, 'c1', scan('2', 'delivered', '2026-11-05T08:00:00Z'));
    trackParcel(work, 'c1', { ...scan('3', 'picked_up'), trackingNumber: 'OTHER' });
    expect(timers.map(({ name }) => name)).toEqual([reportTimer]);
    trackParcel(work, 'c1', { ...scan('4', 'lost', '2026-11-06T08:00:00Z'), trackingNumber: 'OTHER' });
    expect(timers).toMatchObject([{ name: writeOffTimer }]);
    expect(said.map(({ name }) => name)).toEqual(['ParcelInTransit', 'ParcelAdded', 'ParcelLost']);
    writeOffParcel(work, 'c1', new BusCarrier());
    expect(said.slice(3)).toMatchObject([
      { name: 'ParcelDelivered', data: { trackingNumber: 'GRAS1', occurredAt: '2026-11-05T08:00:00Z' } },
      { name: 'CarrierClaimRaised', data: { claimId: 'CLM-AS1P2', trackingNumber: 'OTHER', oneOfSeveral: true, goods: [{ sku: 'MUG', quantity: 1 }] } },
    ]);
    expect(said[3]?.data).not.toHaveProperty('further');
    expect(shipments.get('c1')?.status).toBe('delivered');
  });

  it('gives the customer a number for one parcel more, and tells the carrier; not where nothing can be sent any more', () => {
    const { work, said } = announced();
    expect(askForParcel(work, 'c1', new BusCarrier())).toEqual({ kind: 'done', response: { ref, rmaNumber: 'RMA-AS1', trackingNumber: 'GRAS1P2', carrierCode: 'ground', sendBy: '2026-11-19T08:00:00.000Z' } });
    expect(said).toMatchObject([{ name: 'ParcelAdded', data: { trackingNumber: 'GRAS1P2' } }, { name: 'ReturnShipmentAnnounced', data: { rmaNumber: 'RMA-AS1', trackingNumber: 'GRAS1P2' } }]);
    addParcel(work, 'c1', { rmaNumber: 'RMA-AS1', trackingNumber: 'GRAS1P4', carrierCode: 'ground' });
    expect(askForParcel(work, 'c1', new BusCarrier())).toMatchObject({ response: { trackingNumber: 'GRAS1P5' } });
    expireReturn(work, 'c1', new BusCarrier());
    expect(said.filter(({ name }) => name === 'ReturnShipmentCalledOff').map(({ data }) => (data as { readonly trackingNumber: string }).trackingNumber)).toEqual(['GRAS1', 'GRAS1P2', 'GRAS1P4', 'GRAS1P5']);
    expect([askForParcel(work, 'c1', new BusCarrier()), askForParcel(work, 'c9', new BusCarrier())]).toMatchObject([{ refusal: { code: 'RETURN_CALLED_OFF' } }, { refusal: { code: 'CASE_NOT_FOUND' } }]);
  });

  it('waits no longer for a parcel that was not sent in time where another was, and says what has come', () => {
    const { work, said } = announced();
    addParcel(work, 'c1', { rmaNumber: 'RMA-AS1', trackingNumber: 'OTHER', carrierCode: 'ground' });
    addParcel(work, 'c1', { rmaNumber: 'RMA-AS1', trackingNumber: 'THIRD', carrierCode: 'ground' });
    trackParcel(work, 'c1', scan('1', 'delivered'));
    trackParcel(work, 'c1', { ...scan('2', 'delivered', '2026-11-04T08:00:00Z'), trackingNumber: 'OTHER' });
    expect(expireReturn(work, 'c1', new BusCarrier())).toEqual({ kind: 'done' });
    expect(said.at(-1)).toMatchObject({ name: 'ParcelDelivered', data: { trackingNumber: 'OTHER', further: { trackingNumbers: ['GRAS1'] } } });
  });
});

describe('several parcels of one return', () => {
  const two = () => {
    const memory = announced();
    addParcel(memory.work, 'c1', { rmaNumber: 'RMA-AS1', trackingNumber: 'OTHER', carrierCode: 'ground' });
    memory.said.length = 0;
    return memory;
  };
  const other = (...parts: Parameters<typeof scan>): ScanReport => ({ ...scan(...parts), trackingNumber: 'OTHER' });

  it('have their time to send as long as one of them is still to be sent', () => {
    const { work, timers } = two();
    trackParcel(work, 'c1', scan('1', 'picked_up'));
    expect(timers.map(({ name }) => name)).toContain(sendByTimer);
    trackParcel(work, 'c1', other('2', 'picked_up'));
    expect(timers).toMatchObject([{ name: reportTimer }]);
  });

  it('are said to be on their way once, and of one that the customer has again it is said that others have moved', () => {
    const { work, said, timers } = two();
    trackParcel(work, 'c1', scan('1', 'picked_up'));
    trackParcel(work, 'c1', other('2', 'lost'));
    trackParcel(work, 'c1', scan('3', 'lost', '2026-11-04T08:00:00Z'));
    expect(timers).toMatchObject([{ name: writeOffTimer }]);
    trackParcel(work, 'c1', other('4', 'returned_to_sender', '2026-11-05T08:00:00Z'));
    expect(said.map(({ name }) => name)).toEqual(['ParcelInTransit', 'ParcelLost', 'ParcelReturned']);
    expect(said[2]?.data).toMatchObject({ trackingNumber: 'OTHER', othersMoved: true });
    expect(timers).toMatchObject([{ name: sendByTimer }]);
  });

  it('that came within one instant are named in the order of their numbers', () => {
    const { work, said } = two();
    addParcel(work, 'c1', { rmaNumber: 'RMA-AS1', trackingNumber: 'ANOTHER', carrierCode: 'ground' });
    for (const trackingNumber of ['OTHER', 'GRAS1', 'ANOTHER']) trackParcel(work, 'c1', { ...scan('1', 'delivered'), trackingNumber });
    expect(said.at(-1)).toMatchObject({ name: 'ParcelDelivered', data: { trackingNumber: 'ANOTHER', further: { trackingNumbers: ['GRAS1', 'OTHER'] } } });
  });

  it('are given labels up to a number', () => {
    const { work } = announced();
    for (let count = 2; count <= 20; count++) expect(askForParcel(work, 'c1', new BusCarrier())).toMatchObject({ kind: 'done' });
    expect(askForParcel(work, 'c1', new BusCarrier())).toMatchObject({ kind: 'refused', refusal: { code: 'TOO_MANY_PARCELS', kind: 'CONFLICT' } });
  });
});
