import type { ParcelMatched } from '@huiliu/contracts';
import { memoryWork, type MemoryWork } from '@huiliu/testing';
import { BusCarrier } from '../adapters/out/carriers/bus-carrier';
import { logisticsTables } from '../adapters/out/postgres/tables';
import { parcelsOf } from '../domain/parcels';
import { authoriseReturn } from './authorise-return';
import { cancelReturn } from './call-off-return';
import { followShared, shareReturnParcel } from './share-parcel';
import { takeInParcel } from './take-in-parcel';
import { trackParcel } from './track-parcel';
import { recallReportTimer, recallWriteOffTimer, replacementWriteOffTimer, reportTimer, sendByTimer, sharedTimer, stopAnswerTimer, writeOffTimer } from './work';

type Memory = MemoryWork<typeof logisticsTables>;

const now = new Date('2026-11-05T08:00:00Z');
const sendBy = '2026-11-19T08:00:00.000Z';
const carrier = new BusCarrier();
const refOf = (id: string) => ({ caseId: id, caseNumber: `HL-${id}`, orderId: 'o1' });

/** Returns of cases A and B are announced. */
function announced(): Memory {
  const memory = memoryWork(logisticsTables, { now, timers: [sendByTimer, sharedTimer, reportTimer, writeOffTimer] });
  for (const id of ['A', 'B']) authoriseReturn(memory.work, { type: 'return', ref: refOf(id), lines: [{ caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', quantity: 2, reason: 'faulty' }], approvedAt: now.toISOString() }, carrier);
  memory.said.length = 0;
  return memory;
}
/** B's goods come in A's parcel. */
function shared(): Memory {
  const memory = announced();
  shareReturnParcel(memory.work, 'B', 'A', carrier);
  memory.said.length = 0;
  return memory;
}
const scan = (memory: Memory, status: 'picked_up' | 'delivered', caseId = 'A') => trackParcel(memory.work, caseId, { trackingNumber: 'GRHLA', scanId: status, status, occurredAt: '2026-11-06T08:00:00Z' }, carrier);
const timersOf = ({ timers }: Memory, caseId: string): string[] => timers.filter(({ subject }) => subject === `case:${caseId}`).map(({ name }) => name);
const parcels = ({ shipments }: Memory, id: string): string[] => {
  const shipment = shipments.get(id);
  return shipment ? parcelsOf(shipment).map(({ trackingNumber, status }) => `${trackingNumber} ${status}`) : [];
};
const answer = { ref: refOf('B'), rmaNumber: 'RMA-HLB', trackingNumber: 'GRHLA', carrierCode: 'ground', sendBy, sharedFrom: refOf('A') };

describe('goods that come in the parcel of another case', () => {
  it('are said to come in it, once, and their own label is void', () => {
    const memory = announced();
    memory.timers.length = 0;
    expect(shareReturnParcel(memory.work, 'B', 'A', carrier)).toEqual({ kind: 'done', response: answer });
    expect(memory.said).toEqual([
      { name: 'ParcelAdded', subject: 'case:B', data: { ref: refOf('B'), trackingNumber: 'GRHLA', carrierCode: 'ground', sendBy } },
      { name: 'ReturnShipmentCalledOff', subject: 'case:B', data: { ref: refOf('B'), rmaNumber: 'RMA-HLB', trackingNumber: 'GRHLB', carrierCode: 'ground' } },
    ]);
    expect(memory.timers).toMatchObject([{ subject: 'case:B', name: sendByTimer, dueAt: new Date(sendBy) }]);
    expect([parcels(memory, 'B'), memory.shipments.get('A')?.carries]).toEqual([['GRHLB called_off', 'GRHLA authorised'], [refOf('B')]]);
    expect(shareReturnParcel(memory.work, 'B', 'A', carrier)).toMatchObject({ kind: 'ignored', response: answer });
    expect(memory.said).toHaveLength(2);
  });

  it('have heard at once what the carrier has said of it before', () => {
    const memory = announced();
    scan(memory, 'picked_up');
    memory.said.length = 0;
    expect(shareReturnParcel(memory.work, 'B', 'A', carrier)).toMatchObject({ kind: 'done' });
    expect(memory.said.map(({ name, subject }) => `${name} ${subject}`)).toEqual(['ParcelAdded case:B', 'ReturnShipmentCalledOff case:B', 'ParcelInTransit case:B']);
    expect(timersOf(memory, 'B')).toEqual([reportTimer]);
  });

  it.each([
    ['B', 'C', 'CASE_NOT_FOUND', 'NOT_FOUND'],
    ['C', 'A', 'CASE_NOT_FOUND', 'NOT_FOUND'],
    ['A', 'A', 'SAME_CASE', 'CONFLICT'],
  ])('of case %s in that of case %s are refused', (guest, host, code, kind) => {
    const memory = announced();
    expect(shareReturnParcel(memory.work, guest, host, carrier)).toMatchObject({ kind: 'refused', refusal: { code, kind } });
    expect([memory.said, parcels(memory, 'A'), parcels(memory, 'B')]).toEqual([[], ['GRHLA authorised'], ['GRHLB authorised']]);
  });

  it('follow it under a head of their own: what becomes of it becomes of them', () => {
    const memory = shared();
    scan(memory, 'picked_up');
    expect(memory.timers.filter(({ name }) => name === sharedTimer)).toEqual([{ subject: 'case:B', name: sharedTimer, dueAt: now, payload: { caseId: 'B', hostId: 'A' } }]);
    expect(followShared(memory.work, 'B', 'A', carrier)).toEqual({ kind: 'done' });
    expect(followShared(memory.work, 'B', 'A', carrier)).toMatchObject({ kind: 'ignored' });
    expect(memory.said.map(({ name, subject }) => `${name} ${subject}`)).toEqual(['ParcelInTransit case:A', 'ParcelInTransit case:B']);
    scan(memory, 'delivered');
    followShared(memory.work, 'B', 'A', carrier);
    expect(memory.said.at(-1)).toEqual({ name: 'ParcelDelivered', subject: 'case:B', data: { ref: refOf('B'), trackingNumber: 'GRHLA', occurredAt: '2026-11-06T08:00:00Z' } });
    expect([followShared(memory.work, 'C', 'A', carrier).kind, followShared(memory.work, 'B', 'C', carrier).kind]).toEqual(['ignored', 'ignored']);
  });

  it('get a label of their own where that case is cancelled, and the carrier is told of it', () => {
    const memory = shared();
    memory.timers.length = 0;
    cancelReturn(memory.work, { caseId: 'A', type: 'return', reasonCode: 'X' }, carrier);
    expect(timersOf(memory, 'B')).toEqual([sharedTimer]);
    memory.said.length = 0;
    expect(followShared(memory.work, 'B', 'A', carrier)).toEqual({ kind: 'done' });
    expect(memory.said).toEqual([
      { name: 'ParcelAdded', subject: 'case:B', data: { ref: refOf('B'), trackingNumber: 'GRHLBP3', carrierCode: 'ground', sendBy } },
      { name: 'ReturnShipmentAnnounced', subject: 'case:B', data: { ref: refOf('B'), rmaNumber: 'RMA-HLB', trackingNumber: 'GRHLBP3', carrierCode: 'ground', sendBy } },
    ]);
    expect([parcels(memory, 'B'), timersOf(memory, 'B')]).toEqual([['GRHLB called_off', 'GRHLA called_off', 'GRHLBP3 authorised'], [sharedTimer, sendByTimer]]);
    expect(followShared(memory.work, 'B', 'A', carrier)).toMatchObject({ kind: 'ignored' });
  });
});

describe('goods that nobody had announced', () => {
  const told: ParcelMatched = { ref: refOf('A'), parcelId: 'U-1', trackingNumber: '', carrierCode: '', goods: [{ sku: 'MUG', quantity: 1 }], complete: true, matchedBy: 'wh-1', receivedAt: '2026-11-06T08:00:00Z' };
  const answered = (declined: string) => ({ name: 'ParcelMatchAnswered', subject: 'case:A', data: { ref: refOf('A'), parcelId: 'U-1', goods: told.goods, matchedBy: 'wh-1', declined } });

  it('wait for the return that they are of', () => {
    expect(takeInParcel(memoryWork(logisticsTables, { now }).work, told, carrier)).toMatchObject({ kind: 'notYet' });
  });

  it('are a parcel of the return, which has so arrived; its own label is void', () => {
    const memory = announced();
    expect(takeInParcel(memory.work, told, carrier)).toEqual({ kind: 'done' });
    expect(memory.said).toEqual([
      answered(''),
      { name: 'ParcelAdded', subject: 'case:A', data: { ref: refOf('A'), trackingNumber: 'U-1', carrierCode: 'ground', sendBy } },
      { name: 'ParcelDelivered', subject: 'case:A', data: { ref: refOf('A'), trackingNumber: 'U-1', occurredAt: told.receivedAt } },
      { name: 'ReturnShipmentCalledOff', subject: 'case:A', data: { ref: refOf('A'), rmaNumber: 'RMA-HLA', trackingNumber: 'GRHLA', carrierCode: 'ground' } },
    ]);
    expect([parcels(memory, 'A'), timersOf(memory, 'A')]).toEqual([['GRHLA called_off', 'U-1 delivered'], []]);
    expect(takeInParcel(memory.work, told, carrier)).toMatchObject({ kind: 'ignored' });
    expect(memory.said).toHaveLength(4);
  });

  it('are no new parcel where they have the number of the announced one', () => {
    const memory = announced();
    takeInParcel(memory.work, { ...told, trackingNumber: 'GRHLA' }, carrier);
    expect(memory.said.map(({ name }) => name)).toEqual(['ParcelMatchAnswered', 'ParcelDelivered']);
    expect(parcels(memory, 'A')).toEqual(['GRHLA delivered']);
  });

  it('are declined where the return was over before, and nothing else happens', () => {
    const memory = announced();
    scan(memory, 'delivered');
    memory.said.length = 0;
    expect(takeInParcel(memory.work, told, carrier)).toEqual({ kind: 'done' });
    expect([memory.said, parcels(memory, 'A')]).toEqual([[answered('RETURN_ARRIVED')], ['GRHLA delivered']]);
  });
});

it('clocks are kept under names that the next version finds', () => {
  expect([sendByTimer, sharedTimer, writeOffTimer, replacementWriteOffTimer, stopAnswerTimer, recallReportTimer, recallWriteOffTimer]).toEqual(['return-send-by', 'shared-parcel', 'write-off', 'replacement-write-off', 'stop-answer', 'recall-report', 'recall-write-off']);
});
