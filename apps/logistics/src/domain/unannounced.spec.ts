import type { ParcelStatus } from './parcel-machine';
import { parcelsOf, parcelsTaken, withArrived } from './parcels';
import { returnPolicy } from './return-policy';
import { authorise, type ReturnShipment } from './return-shipment';
import { takeIn, type UnannouncedParcel } from './unannounced';

const now = new Date('2026-11-05T08:00:00Z');
const shipmentOf = (status: ParcelStatus = 'authorised'): ReturnShipment => ({
  ...authorise({ ref: { caseId: 'c1', caseNumber: 'HL-1', orderId: 'o1' }, lines: [], approvedAt: now.toISOString() }, { carrierCode: 'ground', trackingNumber: 'GR1' }, returnPolicy, now),
  status,
});
const told = (part: Partial<UnannouncedParcel> = {}): UnannouncedParcel => ({ parcelId: 'U-r1', trackingNumber: '', carrierCode: '', receivedAt: '2026-11-05T09:00:00Z', complete: true, ...part });
function taken(shipment: ReturnShipment, part: Partial<UnannouncedParcel> = {}) {
  const result = takeIn(shipment, told(part));
  if (!result.ok || !result.value) throw new Error(result.ok ? 'nothing' : result.error.code);
  return result.value;
}
const statuses = (shipment: ReturnShipment): string[] => parcelsOf(shipment).map(({ trackingNumber, status }) => `${trackingNumber} ${status}`);

describe('a parcel that nobody announced, of a return', () => {
  it('is the return where it is all of it: the label that was not used is void', () => {
    const { shipment, voided } = taken(shipmentOf());
    expect([shipment.status, statuses(shipment), voided.map(({ trackingNumber }) => trackingNumber)]).toEqual(['delivered', ['GR1 called_off', 'U-r1 delivered'], ['GR1']]);
    expect(parcelsOf(shipment)[1]).toMatchObject({ unannounced: 'U-r1', carrierCode: 'ground', scans: [{ scanId: 'U-r1-at-dock', status: 'delivered', effective: true }] });
  });

  it('is a part of it where more is to come: the return is under way, and still has its time to send the rest', () => {
    const { shipment, voided } = taken(shipmentOf(), { complete: false, trackingNumber: 'SF9', carrierCode: 'sf' });
    expect([shipment.status, statuses(shipment), voided]).toEqual(['in_transit', ['GR1 authorised', 'SF9 delivered'], []]);
    const rest = taken(shipment, { parcelId: 'U-r2' });
    expect([rest.shipment.status, statuses(rest.shipment)]).toEqual(['delivered', ['GR1 called_off', 'SF9 delivered', 'U-r2 delivered']]);
  });

  it.each(['in_transit', 'lost'] as const)('is the announced one that is %s and has lost its label, where it is all of it', (status) => {
    const { shipment, voided } = taken(shipmentOf(status));
    expect([shipment.status, statuses(shipment), voided]).toEqual(['delivered', ['GR1 delivered', 'U-r1 delivered'], []]);
    expect(taken(shipmentOf(status), { complete: false }).shipment.status).toBe(status);
  });

  it('is the announced one where it has its number', () => {
    const { shipment } = taken(shipmentOf('lost'), { trackingNumber: 'GR1', complete: false });
    expect([shipment.status, statuses(shipment), parcelsOf(shipment)[0].unannounced]).toEqual(['delivered', ['GR1 delivered'], 'U-r1']);
  });

  it('is taken in once', () => {
    for (const part of [{ complete: false }, { complete: true }, { trackingNumber: 'GR1', complete: false }]) {
      const { shipment } = taken(withArrived(shipmentOf(), { trackingNumber: 'GR1B', carrierCode: 'ground', status: 'authorised', scans: [] }), part);
      expect(takeIn(shipment, told(part))).toEqual({ ok: true, value: undefined });
    }
  });

  it.each([['called_off', 'RETURN_CALLED_OFF'], ['delivered', 'RETURN_ARRIVED'], ['written_off', 'RETURN_WRITTEN_OFF']] as const)('is too late for one that is %s', (status, code) => {
    expect(takeIn(shipmentOf(status), told())).toMatchObject({ ok: false, error: { code } });
  });
});

describe('a parcel without a label', () => {
  const many = (count: number): ReturnShipment => ({ ...shipmentOf(), firstStatus: 'authorised', further: Array.from({ length: count - 1 }, (_, index) => ({ trackingNumber: `GR1P${index + 2}`, carrierCode: 'ground', status: 'authorised' as const, scans: [] })) });

  it('is one more, of which there are so many at most, unless it is one that is known', () => {
    expect(takeIn(many(parcelsTaken), told())).toMatchObject({ ok: false, error: { code: 'TOO_MANY_PARCELS' } });
    expect(statuses(taken(many(parcelsTaken), { trackingNumber: 'GR1P3', complete: false }).shipment)[2]).toBe('GR1P3 delivered');
    expect(parcelsOf(taken(many(parcelsTaken - 1)).shipment)).toHaveLength(parcelsTaken);
  });

  it('has the carrier that it came with, where that is known', () => {
    expect(parcelsOf(taken(shipmentOf(), { trackingNumber: 'SF9', carrierCode: 'sf' }).shipment)[1]?.carrierCode).toBe('sf');
  });

  it('is scanned at the dock in the order of time', () => {
    const scanned: ReturnShipment = { ...shipmentOf('in_transit'), scans: [{ scanId: 's', status: 'picked_up', occurredAt: '2026-11-05T10:00:00Z', effective: true }] };
    expect(parcelsOf(taken(scanned, { trackingNumber: 'GR1' }).shipment)[0].scans.map(({ scanId }) => scanId)).toEqual(['U-r1-at-dock', 's']);
  });
});
