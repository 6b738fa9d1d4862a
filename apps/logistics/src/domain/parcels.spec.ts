import fc from 'fast-check';
import { callOff } from './call-off';
import type { ParcelStatus } from './parcel-machine';
import { addParcel, dropUnsent, parcelsOf, parcelsTaken, statusOfAll } from './parcels';
import { returnPolicy } from './return-policy';
import { authorise, type ReturnShipment } from './return-shipment';
import { decideScan, evolve, type ScanReport } from './track-parcel';
import { writeOff } from './write-off';

const now = new Date('2026-11-05T00:00:00Z');
const alone = authorise(
  { ref: { caseId: 'c1', caseNumber: 'AS-1', orderId: 'o1' }, lines: [{ caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', quantity: 5, reason: 'other' }], approvedAt: '2026-11-01T00:00:00Z' },
  { carrierCode: 'ground', trackingNumber: 'T1' },
  returnPolicy,
  new Date('2026-11-01T00:00:00Z'),
);

const adding = (shipment: ReturnShipment, trackingNumber: string, rmaNumber = 'RMA-AS1') => addParcel(shipment, { rmaNumber, trackingNumber, carrierCode: 'ground' }, returnPolicy, now);
const withSecond = (shipment: ReturnShipment): ReturnShipment => {
  const added = adding(shipment, 'T2');
  if (!added.ok || !added.value) throw new Error('not added');
  return added.value;
};
const two = withSecond(alone);

/** `T1 lost`, in the order told, an hour apart by the carrier's time unless one is given. */
function after(shipment: ReturnShipment, ...scans: readonly string[]): ReturnShipment {
  return scans.reduce((it, told, index) => {
    const [trackingNumber = '', status, hour = String(index + 1)] = told.split(' ');
    const decided = decideScan(it, { trackingNumber, scanId: told, status: status as ScanReport['status'], occurredAt: new Date(Date.UTC(2026, 10, 6, Number(hour))).toISOString() });
    if (!decided.ok) throw new Error(decided.error.code);
    return decided.value.reduce(evolve, it);
  }, shipment);
}
const each = (shipment: ReturnShipment): readonly string[] => parcelsOf(shipment).map(({ status }) => status);

describe('a return in several parcels', () => {
  it('is under way as soon as one of them is, and delivered when all are', () => {
    const steps = ['T1 picked_up', 'T1 delivered', 'T2 in_transit', 'T2 delivered'];
    expect(steps.map((_, index) => after(two, ...steps.slice(0, index + 1)).status)).toEqual(['in_transit', 'in_transit', 'in_transit', 'delivered']);
    expect(each(after(two, 'T1 delivered', 'T2 picked_up'))).toEqual(['delivered', 'in_transit']);
  });

  it('is lost once nothing else is under way; what came is delivered when the rest is given up, with a claim for each that was lost', () => {
    expect(after(two, 'T1 lost').status).toBe('in_transit');
    const lost = after(two, 'T1 lost', 'T2 delivered');
    expect(lost.status).toBe('lost');
    expect(after(lost, 'T1 delivered 9').status).toBe('delivered');
    const written = writeOff(lost, now);
    expect([written?.shipment.status, written && each(written.shipment)]).toEqual(['delivered', ['written_off', 'delivered']]);
    expect(written?.lost.map(({ trackingNumber, claim }) => [trackingNumber, claim.claimId])).toEqual([['T1', 'CLM-AS1']]);
    const none = writeOff(after(two, 'T1 lost', 'T2 lost'), now);
    expect(none?.shipment.status).toBe('written_off');
    expect(none?.lost.map(({ trackingNumber, claim }) => [trackingNumber, claim.claimId])).toEqual([['T1', 'CLM-AS1'], ['T2', 'CLM-AS1P2']]);
    expect(writeOff(after(two, 'T1 lost', 'T2 picked_up'), now)).toBeUndefined();
  });

  it('waits no longer for what was not sent in time, where something was', () => {
    expect(dropUnsent(two)).toBeUndefined();
    expect(dropUnsent(after(two, 'T1 delivered', 'T2 lost'))).toBeUndefined();
    const dropped = dropUnsent(after(two, 'T1 delivered'));
    expect([dropped?.status, dropped && each(dropped)]).toEqual(['delivered', ['delivered', 'called_off']]);
    expect(each(after(dropped ?? two, 'T2 picked_up'))).toEqual(['delivered', 'called_off']);
  });

  it('is called off as a whole, and no parcel of it moves any more', () => {
    const off = callOff(two, { reason: 'cancelled', reasonCode: 'CHANGED_MIND', at: now.toISOString() });
    if (!off.ok) throw new Error(off.error.code);
    expect([off.value.status, each(after(off.value, 'T2 delivered'))]).toEqual(['called_off', ['called_off', 'called_off']]);
    expect(adding(off.value, 'T3')).toEqual({ ok: true, value: undefined });
    expect(callOff(after(two, 'T2 picked_up'), { reason: 'cancelled', reasonCode: 'CHANGED_MIND', at: now.toISOString() })).toMatchObject({ ok: false });
  });

  it('takes each further parcel once, with as much time as any, as long as not all have arrived', () => {
    expect(two).toMatchObject({ sendBy: '2026-11-19T00:00:00.000Z', status: 'authorised', firstStatus: 'authorised' });
    expect(adding(two, 'T2')).toEqual({ ok: true, value: undefined });
    expect(adding(two, 'T1')).toEqual({ ok: true, value: undefined });
    expect(adding(two, 'T3', 'RMA-OTHER')).toMatchObject({ ok: false, error: { code: 'RMA_UNKNOWN' } });
    expect(adding(after(two, 'T1 delivered'), 'T3')).toMatchObject({ ok: true, value: { status: 'in_transit' } });
    for (const over of [after(two, 'T1 delivered', 'T2 delivered'), after(alone, 'T1 lost')]) expect(adding(over, 'T3')).toMatchObject({ ok: false, error: { code: 'RETURN_ARRIVED' } });
    const full = Array.from({ length: parcelsTaken - 2 }, (_, index) => `T${index + 3}`).reduce((it, number) => {
      const added = adding(it, number);
      return added.ok && added.value ? added.value : it;
    }, two);
    expect(adding(full, 'one more')).toMatchObject({ ok: false, error: { code: 'TOO_MANY_PARCELS' } });
  });

  it('says where all are whatever order they are named in, and what was never sent says nothing', () => {
    const statuses = fc.array(fc.constantFrom<ParcelStatus>('authorised', 'in_transit', 'lost', 'delivered', 'written_off'), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(statuses.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))), ([all, shuffled]) => {
        expect(statusOfAll([...shuffled, 'called_off'])).toBe(statusOfAll(all));
        expect(statusOfAll(all) === 'delivered').toBe(all.includes('delivered') && all.every((one) => one === 'delivered' || one === 'written_off'));
      }),
    );
  });
});

describe('a parcel that the carrier brings back to the customer', () => {
  it('may be sent again under the same number, and lost or delivered as any', () => {
    const back = after(alone, 'T1 picked_up', 'T1 returned_to_sender');
    expect(back.status).toBe('authorised');
    expect(after(back, 'T1 in_transit 9').status).toBe('in_transit');
    expect(after(back, 'T1 delivered 9').status).toBe('delivered');
    expect(after(after(alone, 'T1 lost 1'), 'T1 returned_to_sender 2').status).toBe('authorised');
  });

  it('is moved by no scan of the way before, and is not brought back by a scan that comes when it is on its way again', () => {
    const back = after(alone, 'T1 picked_up 1', 'T1 returned_to_sender 5');
    for (const late of ['T1 in_transit 3', 'T1 lost 4', 'T1 picked_up 5']) expect(after(back, late)).toMatchObject({ status: 'authorised', sendBy: back.sendBy });
    expect(after(alone, 'T1 picked_up 1', 'T1 in_transit 7', 'T1 returned_to_sender 5').status).toBe('in_transit');
    expect(after(alone, 'T1 picked_up 1', 'T1 in_transit 7', 'T1 returned_to_sender 5', 'T1 lost 4').status).toBe('in_transit');
    expect(after(alone, 'T1 delivered 3', 'T1 returned_to_sender 5').status).toBe('delivered');
    expect(after(alone, 'T1 returned_to_sender 5', 'T1 delivered 3').status).toBe('delivered');
  });

  it('leads to one state in whatever order its scans are told', () => {
    const way = ['T1 picked_up 1', 'T1 in_transit 2', 'T1 returned_to_sender 3', 'T1 picked_up 4', 'T1 in_transit 5'];
    fc.assert(fc.property(fc.shuffledSubarray(way, { minLength: way.length }), (told) => expect(after(alone, ...told).status).toBe('in_transit')));
    const left = way.slice(0, 3);
    fc.assert(fc.property(fc.shuffledSubarray(left, { minLength: left.length }), (told) => expect(after(alone, ...told).status).toBe('authorised')));
  });
});
