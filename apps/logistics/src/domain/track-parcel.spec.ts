import fc from 'fast-check';
import { callOff } from './call-off';
import { returnPolicy } from './return-policy';
import { authorise, type ReturnShipment } from './return-shipment';
import { decideScan, evolve, idleScansKept, type ScanReport, type TrackingEvent } from './track-parcel';

const sent = authorise(
  { ref: { caseId: 'c1', caseNumber: 'AS-1', orderId: 'o1' }, lines: [{ caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', quantity: 1, reason: 'other' }], approvedAt: '2026-11-01T00:00:00Z' },
  { carrierCode: 'ground', trackingNumber: 'GRAS1' },
  returnPolicy,
  new Date('2026-11-01T00:00:00Z'),
);

const scan = (scanId: string, status: ScanReport['status'], hour: number): ScanReport => ({
  trackingNumber: 'GRAS1',
  scanId,
  status,
  occurredAt: new Date(Date.UTC(2026, 10, 2, hour)).toISOString(),
});

interface Tracked {
  readonly shipment: ReturnShipment;
  readonly said: readonly string[];
}

/** Takes reports in the order of their arrival. */
function track(reports: readonly ScanReport[]): Tracked {
  return reports.reduce<Tracked>(
    ({ shipment, said }, report) => {
      const decided = decideScan(shipment, report);
      if (!decided.ok) throw new Error(decided.error.code);
      const moved = decided.value.flatMap((event: TrackingEvent) => (event.type === 'parcel_moved' ? [event.to] : []));
      return { shipment: decided.value.reduce(evolve, shipment), said: [...said, ...moved] };
    },
    { shipment: sent, said: [] },
  );
}

describe('tracking a parcel', () => {
  it('says in transit once, however many scans show it moving', () => {
    expect(track([scan('1', 'picked_up', 1), scan('2', 'in_transit', 2), scan('3', 'in_transit', 3)]).said).toEqual(['in_transit']);
  });

  it('takes a delivery that comes before the pick-up, and keeps the late pick-up without effect', () => {
    const { shipment, said } = track([scan('2', 'delivered', 9), scan('1', 'picked_up', 1)]);
    expect(said).toEqual(['delivered']);
    expect(shipment.status).toBe('delivered');
    expect(shipment.scans.map(({ scanId, effective }) => [scanId, effective])).toEqual([['1', false], ['2', true]]);
  });

  it('records and ignores a loss that is reported after the delivery', () => {
    const { shipment, said } = track([scan('1', 'delivered', 1), scan('2', 'lost', 2)]);
    expect(said).toEqual(['delivered']);
    expect(shipment.scans.at(-1)).toMatchObject({ status: 'lost', effective: false });
  });

  it('lets a lost parcel turn up', () => {
    expect(track([scan('1', 'picked_up', 1), scan('2', 'lost', 2), scan('3', 'in_transit', 3), scan('4', 'delivered', 4)]).said).toEqual(['in_transit', 'lost', 'delivered']);
  });

  it('keeps scans of a parcel that was called off, and is not moved by them', () => {
    const off = callOff(sent, { reason: 'cancelled', reasonCode: 'CHANGED_MIND', at: '2026-11-02T00:00:00.000Z' });
    if (!off.ok) throw new Error(off.error.code);
    const decided = decideScan(off.value, scan('1', 'delivered', 9));
    expect(decided).toMatchObject({ ok: true, value: [{ type: 'scan_recorded', scan: { effective: false } }] });
    expect(decided.ok && decided.value.reduce(evolve, off.value)).toMatchObject({ status: 'called_off', scans: [{ scanId: '1' }] });
  });

  it('does nothing with a scan that came before', () => {
    const { shipment } = track([scan('1', 'picked_up', 1)]);
    expect(decideScan(shipment, scan('1', 'picked_up', 1))).toEqual({ ok: true, value: [] });
  });

  it('refuses another scan under the same id', () => {
    const { shipment } = track([scan('1', 'picked_up', 1)]);
    expect(decideScan(shipment, scan('1', 'delivered', 1))).toMatchObject({ ok: false, error: { code: 'SCAN_CONTRADICTS' } });
    expect(decideScan(shipment, scan('1', 'picked_up', 2))).toMatchObject({ ok: false, error: { code: 'SCAN_CONTRADICTS' } });
  });

  it('refuses another tracking number', () => {
    expect(decideScan(sent, { ...scan('1', 'picked_up', 1), trackingNumber: 'OTHER' })).toMatchObject({ ok: false, error: { code: 'PARCEL_UNKNOWN' } });
  });

  it('stops keeping scans that move nothing, and still takes the delivery', () => {
    const { shipment } = track(Array.from({ length: idleScansKept + 1 }, (_, index) => scan(`s${index}`, 'in_transit', index)));
    expect(decideScan(shipment, scan('more', 'in_transit', 500))).toMatchObject({ ok: false, error: { code: 'TOO_MANY_SCANS' } });
    expect(decideScan(shipment, scan('there', 'delivered', 501))).toMatchObject({ ok: true, value: [{ type: 'scan_recorded' }, { type: 'parcel_moved', to: 'delivered' }] });
  });

  it('leads to one state, whatever the order and repetition of arrivals, and says each step at most once', () => {
    const statuses = ['picked_up', 'in_transit', 'delivered', 'lost'] as const;
    const scans = fc.array(fc.record({ status: fc.constantFrom(...statuses), hour: fc.nat(20) }), { maxLength: 12 }).map((drawn) => drawn.map(({ status, hour }, index) => scan(`s${index}`, status, hour)));
    const twiceEach = (all: readonly ScanReport[]): ScanReport[] => all.flatMap((each) => [each, each]);
    const arrivals = scans.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(twiceEach(all), { minLength: 2 * all.length })));
    fc.assert(
      fc.property(arrivals, ([all, shuffled]) => {
        const inOrder = track(all);
        const anyhow = track(shuffled);
        expect(anyhow.shipment.status).toBe(inOrder.shipment.status);
        expect(anyhow.shipment.scans.map((each) => each.scanId)).toEqual(inOrder.shipment.scans.map((each) => each.scanId));
        expect(new Set(anyhow.said).size).toBe(anyhow.said.length);
        expect(anyhow.said.at(-1) ?? 'authorised').toBe(anyhow.shipment.status);
      }),
    );
  });
});

describe('scans of a returned parcel', () => {
  it.each(['intercepted', 'refused', 'returning', 'signed'] as const)('never say that it is %s', (status) => {
    expect(decideScan(sent, scan('1', status, 1))).toMatchObject({ ok: false, error: { code: 'SCAN_NOT_OF_RETURN' } });
  });

  it('from before the customer had it again are history, by the carrier\'s time to the instant', () => {
    const { shipment } = track([scan('1', 'picked_up', 1), scan('2', 'returned_to_sender', 3)]);
    expect([2, 3, 4].map((hour) => decideScan(shipment, scan('x', 'in_transit', hour)))).toMatchObject([{ value: [{ scan: { effective: false } }] }, { value: [{ scan: { effective: false } }] }, { value: [{ scan: { effective: true } }, { to: 'in_transit' }] }]);
    // They have it again only after all that was scanned before.
    const { shipment: moving } = track([scan('1', 'picked_up', 3)]);
    expect([2, 3, 4].map((hour) => decideScan(moving, scan('x', 'returned_to_sender', hour)))).toMatchObject([{ value: [{ scan: { effective: false } }] }, { value: [{}, { to: 'authorised' }] }, { value: [{}, { to: 'authorised' }] }]);
    expect(track([scan('1', 'picked_up', 1), scan('2', 'returned_to_sender', 5), scan('3', 'returned_to_sender', 3)]).said).toEqual(['in_transit', 'authorised', 'authorised']);
  });
});
