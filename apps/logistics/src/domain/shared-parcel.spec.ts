import type { ParcelStatus } from './parcel-machine';
import { addParcel, parcelsOf, parcelsTaken, withParcel } from './parcels';
import { returnPolicy } from './return-policy';
import { authorise, type ReturnShipment } from './return-shipment';
import { backToOwnLabel, casesTaken, newsFor, shareParcel, sharedOf } from './shared-parcel';

const now = new Date('2026-11-05T08:00:00Z');
const shipmentOf = (id: string, status: ParcelStatus = 'authorised', approvedAt = now.toISOString()): ReturnShipment => ({
  ...authorise({ ref: { caseId: id, caseNumber: `HL-${id}`, orderId: 'o1' }, lines: [], approvedAt }, { carrierCode: 'ground', trackingNumber: `GR${id}` }, returnPolicy, now),
  status,
});
function shared(guest = shipmentOf('B'), host = shipmentOf('A')) {
  const result = shareParcel(guest, host);
  if (!result.ok || !result.value) throw new Error(result.ok ? 'nothing' : result.error.code);
  return result.value;
}
const codeOf = (guest: ReturnShipment, host: ReturnShipment): string | undefined => {
  const result = shareParcel(guest, host);
  return result.ok ? undefined : result.error.code;
};
const statuses = (shipment: ReturnShipment): string[] => parcelsOf(shipment).map(({ trackingNumber, status }) => `${trackingNumber} ${status}`);
const withFurther = (shipment: ReturnShipment): ReturnShipment => {
  const added = addParcel(shipment, { rmaNumber: shipment.rmaNumber, trackingNumber: `${shipment.trackingNumber}P2`, carrierCode: 'ground' }, returnPolicy, now);
  if (!added.ok || !added.value) throw new Error('nothing');
  return added.value;
};

describe('goods that come in the parcel of another case', () => {
  it('have that parcel as theirs, and no label of their own any more; the later of both times to send counts', () => {
    const { guest, host, voided } = shared(shipmentOf('B', 'authorised', '2026-11-04T08:00:00.000Z'));
    expect([guest.status, statuses(guest), voided.map(({ trackingNumber }) => trackingNumber)]).toEqual(['authorised', ['GRB called_off', 'GRA authorised'], ['GRB']]);
    expect(guest.sendBy).toBe(shipmentOf('A').sendBy);
    expect([host.carries, host.status]).toEqual([[guest.ref], 'authorised']);
    expect(shareParcel(guest, host)).toEqual({ ok: true, value: undefined });
  });

  it('void every label of theirs that was not used', () => {
    const { guest, voided } = shared(withFurther(shipmentOf('B')));
    expect([statuses(guest), voided.length]).toEqual([['GRB called_off', 'GRBP2 called_off', 'GRA authorised'], 2]);
  });

  it.each<[string, ReturnShipment, ReturnShipment]>([
    ['SAME_CASE', shipmentOf('A'), shipmentOf('A')],
    ['RETURN_CALLED_OFF', shipmentOf('B', 'called_off'), shipmentOf('A')],
    ['RETURN_CALLED_OFF', shipmentOf('B'), shipmentOf('A', 'called_off')],
    ['RETURN_SENT', shipmentOf('B', 'in_transit'), shipmentOf('A')],
    ['RETURN_SENT', shipmentOf('B', 'delivered'), shipmentOf('A')],
    ['RETURN_ARRIVED', shipmentOf('B'), shipmentOf('A', 'delivered')],
    ['RETURN_ARRIVED', shipmentOf('B'), shipmentOf('A', 'lost')],
    ['SHARED_BEFORE', shared().guest, shipmentOf('C')],
    ['SHARED_BEFORE', shipmentOf('C'), shared().guest],
    ['CARRIES_OTHERS', shared().host, shipmentOf('C')],
    ['TOO_MANY_CASES', shipmentOf('B'), { ...shipmentOf('A'), carries: Array.from({ length: casesTaken }, (_, index) => shipmentOf(`${index}`).ref) }],
  ])('are refused with %s', (code, guest, host) => {
    expect(codeOf(guest, host)).toBe(code);
  });

  it('may still be put into a parcel that is under way', () => {
    expect(codeOf(shipmentOf('B'), shipmentOf('A', 'in_transit'))).toBeUndefined();
  });

  it('are told what they have not heard of the parcel, of its first alone', () => {
    const { guest, host } = shared();
    const scan = (scanId: string) => ({ scanId, status: 'in_transit' as const, occurredAt: '2026-11-05T09:00:00Z', effective: true });
    const scanned = withParcel(host, { ...parcelsOf(host)[0], scans: [scan('s1'), scan('s2')] });
    const heard = withParcel(guest, { ...(sharedOf(guest) ?? parcelsOf(guest)[0]), scans: [scan('s1')] });
    expect(newsFor(heard, scanned)).toEqual([{ trackingNumber: 'GRA', scanId: 's2', status: 'in_transit', occurredAt: '2026-11-05T09:00:00Z' }]);
    expect(newsFor(shipmentOf('C'), scanned)).toEqual([]);
  });

  it('get a label of their own again where the parcel is not sent after all, and only then', () => {
    const { guest, host } = shared();
    expect(backToOwnLabel(guest, host, returnPolicy, now)).toBeUndefined();
    const off: ReturnShipment = { ...host, status: 'called_off' };
    const own = backToOwnLabel(guest, off, returnPolicy, new Date('2026-11-15T08:00:00Z'));
    expect(own && [own.trackingNumber, own.shipment.status, statuses(own.shipment), own.shipment.sendBy]).toEqual(['GRBP3', 'authorised', ['GRB called_off', 'GRA called_off', 'GRBP3 authorised'], '2026-11-29T08:00:00.000Z']);
    expect(own && backToOwnLabel(own.shipment, off, returnPolicy, now)).toBeUndefined();
    expect(backToOwnLabel({ ...guest, status: 'called_off' }, off, returnPolicy, now)).toBeUndefined();
  });
});

describe('a shared parcel', () => {
  const full = (id: string): ReturnShipment => ({ ...shipmentOf(id), firstStatus: 'authorised', further: Array.from({ length: parcelsTaken - 1 }, (_, index) => ({ trackingNumber: `GR${id}P${index + 2}`, carrierCode: 'ground', status: 'authorised' as const, scans: [] })) });

  it('is one more of the guest\'s, of which there are so many at most', () => {
    expect(codeOf(full('B'), shipmentOf('A'))).toBe('TOO_MANY_PARCELS');
    expect(codeOf({ ...full('B'), further: full('B').further?.slice(1) }, shipmentOf('A'))).toBeUndefined();
    const { guest, host } = shared();
    const off: ReturnShipment = { ...host, status: 'called_off' };
    expect(backToOwnLabel({ ...guest, further: [...(guest.further ?? []), ...(full('B').further ?? [])] }, off, returnPolicy, now)).toBeUndefined();
  });

  it('has a new label only for goods that are still to be sent', () => {
    const { guest, host } = shared();
    const off: ReturnShipment = { ...host, status: 'called_off' };
    for (const status of ['in_transit', 'delivered', 'called_off'] as const) expect(backToOwnLabel({ ...guest, status }, off, returnPolicy, now)).toBeUndefined();
    expect(backToOwnLabel(shipmentOf('B'), off, returnPolicy, now)).toBeUndefined();
  });

  it('leaves alone what of the guest\'s own was not waited for any more, and the later time to send', () => {
    const dropped = { ...withFurther(shipmentOf('B')), firstStatus: 'called_off' as const };
    const { guest, voided } = shared(dropped, shipmentOf('A', 'authorised', '2026-11-04T08:00:00.000Z'));
    expect([statuses(guest), voided.map(({ trackingNumber }) => trackingNumber)]).toEqual([['GRB called_off', 'GRBP2 called_off', 'GRA authorised'], ['GRBP2']]);
    expect(guest.sendBy).toBe(dropped.sendBy);
    expect(sharedOf(guest)).toEqual({ trackingNumber: 'GRA', carrierCode: 'ground', status: 'authorised', scans: [], sharedFrom: shipmentOf('A').ref });
    expect(sharedOf(withFurther(shipmentOf('B')))).toBeUndefined();
  });

  it('is news scan by scan', () => {
    const { guest, host } = shared();
    const scan = (scanId: string) => ({ scanId, status: 'in_transit' as const, occurredAt: '2026-11-05T09:00:00Z', effective: true });
    const [all, some] = [['s1', 's2', 's3'].map(scan), ['s1', 's3'].map(scan)];
    const heard = withParcel(guest, { ...(sharedOf(guest) ?? parcelsOf(guest)[0]), scans: some });
    expect(newsFor(heard, withParcel(host, { ...parcelsOf(host)[0], scans: all })).map(({ scanId }) => scanId)).toEqual(['s2']);
    expect(newsFor(heard, withParcel(host, { ...parcelsOf(host)[0], scans: some }))).toEqual([]);
  });
});
