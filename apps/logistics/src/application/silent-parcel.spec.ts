import { memoryWork } from '@huiliu/testing';
import { BusCarrier } from '../adapters/out/carriers/bus-carrier';
import { logisticsTables } from '../adapters/out/postgres/tables';
import type { ReturnShipment } from '../domain/return-shipment';
import type { ScanReport } from '../domain/track-parcel';
import { addParcel } from './add-parcel';
import { authoriseReturn } from './authorise-return';
import { countSilentAsLost } from './silent-parcel';
import { trackParcel } from './track-parcel';
import { reportTimer, sendByTimer, sharedTimer, writeOffTimer } from './work';
import { writeOffParcel } from './write-off-parcel';

const ref = { caseId: 'c1', caseNumber: 'AS-1', orderId: '' };
const start = new Date('2026-11-05T08:00:00Z');
const carrier = new BusCarrier();
const day = (days: number): Date => new Date(start.getTime() + days * 86_400_000);

/** Each step at a time of its own, on the same rows. */
function world() {
  let shipment: ReturnShipment | undefined;
  const said: { name: string; data: unknown }[] = [];
  let timers: readonly { readonly name: string; readonly dueAt: Date }[] = [];
  const at = (days: number, step: (work: ReturnType<typeof memory>['work']) => unknown): unknown => {
    const one = memory(day(days));
    if (shipment) one.shipments.set('c1', shipment);
    for (const { name, dueAt } of timers) one.work.schedule({ subject: 'case:c1', name, dueAt, payload: { caseId: 'c1' } });
    const answer = step(one.work);
    shipment = one.shipments.get('c1');
    said.push(...one.said);
    timers = one.timers;
    return answer;
  };
  const due = (name: string): string | undefined => timers.find((each) => each.name === name)?.dueAt.toISOString();
  at(0, (work) => authoriseReturn(work, { type: 'return', ref, lines: [{ caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', quantity: 1, reason: 'faulty' }], approvedAt: start.toISOString() }, new BusCarrier()));
  said.length = 0;
  return { at, due, said, shipment: () => shipment, timers: () => timers.map(({ name }) => name) };
}

const memory = (now: Date) => memoryWork(logisticsTables, { now, timers: [sendByTimer, writeOffTimer, reportTimer, sharedTimer] });
const scan = (status: ScanReport['status'], days: number, trackingNumber = 'GRAS1'): ScanReport => ({ trackingNumber, scanId: `${status}-${days}`, status, occurredAt: day(days).toISOString() });

describe('a returned parcel of which nothing more is heard', () => {
  it('counts as lost after ten days, is waited for as any that is lost, and is delivered where it turns up', () => {
    const { at, due, said, shipment, timers } = world();
    at(1, (work) => trackParcel(work, 'c1', scan('picked_up', 1), carrier));
    expect(due(reportTimer)).toBe(day(11).toISOString());
    expect(at(11, (work) => countSilentAsLost(work, 'c1'))).toEqual({ kind: 'done' });
    expect(said.at(-1)).toEqual({ name: 'ParcelLost', subject: 'case:c1', data: { ref, trackingNumber: 'GRAS1', occurredAt: day(11).toISOString(), writeOffAt: day(21).toISOString() } });
    expect([shipment()?.status, shipment()?.reportBy, timers()]).toEqual(['lost', undefined, [writeOffTimer]]);
    expect(at(11, (work) => countSilentAsLost(work, 'c1'))).toMatchObject({ kind: 'ignored' });
    at(12, (work) => trackParcel(work, 'c1', scan('delivered', 12), carrier));
    expect([said.at(-1)?.name, shipment()?.status, timers()]).toEqual(['ParcelDelivered', 'delivered', []]);
  });

  it('is paid for where it does not, and the carrier has to answer for it', () => {
    const { at, said, shipment } = world();
    at(1, (work) => trackParcel(work, 'c1', scan('picked_up', 1), carrier));
    at(11, (work) => countSilentAsLost(work, 'c1'));
    at(21, (work) => writeOffParcel(work, 'c1', new BusCarrier()));
    expect(said.map(({ name }) => name)).toEqual(['ParcelInTransit', 'ParcelLost', 'ParcelWrittenOff', 'CarrierClaimRaised']);
    expect(said.at(-1)?.data).toMatchObject({ claimId: 'CLM-AS1', lostAt: day(21).toISOString() });
    expect(shipment()?.status).toBe('written_off');
  });

  it('is put off by every scan, though that moves nothing, but not by one that came before, and intake is told when the clock would have run out', () => {
    const { at, due, said, shipment } = world();
    at(1, (work) => trackParcel(work, 'c1', scan('picked_up', 1), carrier));
    at(8, (work) => trackParcel(work, 'c1', scan('in_transit', 8), carrier));
    at(9, (work) => trackParcel(work, 'c1', scan('in_transit', 8), carrier));
    expect([due(reportTimer), shipment()?.reportBy]).toEqual([day(11).toISOString(), { GRAS1: day(18).toISOString() }]);
    at(11, (work) => countSilentAsLost(work, 'c1'));
    expect(said.at(-1)).toEqual({ name: 'ReportAwaited', subject: 'case:c1', data: { ref, trackingNumber: 'GRAS1', reportBy: day(18).toISOString() } });
    expect(due(reportTimer)).toBe(day(18).toISOString());
    at(18, (work) => countSilentAsLost(work, 'c1'));
    expect(said.map(({ name }) => name)).toEqual(['ParcelInTransit', 'ReportAwaited', 'ParcelLost']);
  });

  it('has no clock while the customer has it again, and a new one once it is sent again; a scan of the way before puts nothing off', () => {
    const { at, due, shipment, timers } = world();
    at(1, (work) => trackParcel(work, 'c1', scan('picked_up', 1), carrier));
    at(5, (work) => trackParcel(work, 'c1', scan('returned_to_sender', 5), carrier));
    expect([shipment()?.reportBy, timers()]).toEqual([undefined, [sendByTimer]]);
    at(7, (work) => trackParcel(work, 'c1', scan('picked_up', 7), carrier));
    at(9, (work) => trackParcel(work, 'c1', scan('in_transit', 2), carrier));
    expect([due(reportTimer), shipment()?.reportBy]).toEqual([day(17).toISOString(), { GRAS1: day(17).toISOString() }]);
  });

  it('of several counts by itself: the return is lost when all that were sent are, and goes by the others where they come', () => {
    const { at, due, said, shipment, timers } = world();
    at(0, (work) => addParcel(work, 'c1', { rmaNumber: 'RMA-AS1', trackingNumber: 'OTHER', carrierCode: 'ground' }));
    at(1, (work) => trackParcel(work, 'c1', scan('picked_up', 1), carrier));
    at(4, (work) => trackParcel(work, 'c1', scan('picked_up', 4, 'OTHER'), carrier));
    expect(due(reportTimer)).toBe(day(11).toISOString());
    at(11, (work) => countSilentAsLost(work, 'c1'));
    expect([shipment()?.status, shipment()?.firstStatus, shipment()?.reportBy, due(reportTimer)]).toEqual(['in_transit', 'lost', { OTHER: day(14).toISOString() }, day(14).toISOString()]);
    expect(said.at(-1)).toMatchObject({ name: 'ReportAwaited', data: { reportBy: day(14).toISOString() } });
    at(13, (work) => trackParcel(work, 'c1', scan('delivered', 13, 'OTHER'), carrier));
    expect([said.at(-1)?.name, timers()]).toEqual(['ParcelLost', [writeOffTimer]]);
    at(23, (work) => writeOffParcel(work, 'c1', new BusCarrier()));
    expect([shipment()?.status, said.at(-1)]).toMatchObject(['delivered', { name: 'CarrierClaimRaised', data: { oneOfSeveral: true } }]);
  });

  it('counts as lost at once where a version before had noted no time: its clock was given ten days when that ended', () => {
    const { at, shipment } = world();
    at(1, (work) => {
      trackParcel(work, 'c1', scan('picked_up', 1), carrier);
      const { reportBy: _none, ...old } = work.shipments.get('c1') as ReturnShipment;
      work.shipments.put('c1', old);
    });
    at(11, (work) => countSilentAsLost(work, 'c1'));
    expect(shipment()?.status).toBe('lost');
  });
});
