import { awaitReplacement, callOffReplacement, reserve, scanReplacement, settle, wasSentAs, writeOffReplacement, type ReplacementShipment } from './replacement-shipment';
import { idleScansKept, type ScanReport } from './track-parcel';

const ref = { caseId: 'c1', caseNumber: 'AS-1', orderId: 'o1' };
const lines = [{ caseLineId: 'l1', sku: 'MUG', quantity: 2 }, { caseLineId: 'l2', sku: 'BOWL', quantity: 1 }];
const carriage = { carrierCode: 'ground', trackingNumberOf: (number: string) => `GR${number.replaceAll('-', '')}` };
const at = '2026-11-06T08:00:00.000Z';

const resend = awaitReplacement(ref, lines, true, carriage);
const exchange = awaitReplacement(ref, lines, false, carriage);
const back = [{ caseLineId: 'l1', quantity: 1 }];
const scan = (status: ScanReport['status'], scanId: string = status): ScanReport => ({ trackingNumber: 'GRAS1X1', scanId, status, occurredAt: at });
const gone = (value: ReplacementShipment | undefined): ReplacementShipment => value as ReplacementShipment;

const after = (shipment: ReplacementShipment, status: ScanReport['status']): ReplacementShipment => {
  const scanned = scanReplacement(shipment, scan(status), carriage);
  if (!scanned.ok || !scanned.value) throw new Error('not scanned');
  return scanned.value.shipment;
};

describe('a parcel to the customer', () => {
  it('is ordered as soon as its units are reserved, if nothing has to come back', () => {
    expect(reserve(resend, 1)).toMatchObject({ status: 'ordered', trackingNumber: 'GRAS1X1' });
    expect(reserve(gone(reserve(resend, 1)), 1)).toBeUndefined();
    expect(reserve(resend, 2)).toBeUndefined();
  });

  it.each([
    ['reserved first', () => settle(gone(reserve(exchange, 1)), back, at)],
    ['settled first', () => reserve(gone(settle(exchange, back, at)), 1)],
  ])('of an exchange goes once both are known, %s, with as many units as have come back', (_how, ordered) => {
    expect(ordered()).toMatchObject({ status: 'ordered', lines: [{ caseLineId: 'l1', quantity: 1 }] });
  });

  it.each([
    ['reserved first', () => settle(gone(reserve(exchange, 1, [{ caseLineId: 'l1', sku: 'CUP' }])), back, at)],
    ['settled first', () => reserve(gone(settle(exchange, back, at)), 1, [{ caseLineId: 'l1', sku: 'CUP' }])],
  ])('of an exchange goes with what was set aside for it, whatever was approved, %s', (_how, ordered) => {
    expect(ordered()).toMatchObject({ status: 'ordered', lines: [{ caseLineId: 'l1', sku: 'CUP', quantity: 1 }] });
  });

  it('of an exchange of which nothing has come back is called off', () => {
    expect(settle(exchange, [{ caseLineId: 'l1', quantity: 0 }], at)).toMatchObject({ status: 'called_off', calledOff: { reason: 'nothing_accepted' } });
  });

  it('is called off before it is ordered and never after: between sending it and paying for it one service decides', () => {
    const why = { reason: 'refund_instead', reasonCode: '', at } as const;
    const off = gone(callOffReplacement(gone(reserve(exchange, 1)), why));
    expect(off).toMatchObject({ status: 'called_off', calledOff: why });
    for (const late of [reserve(off, 1), settle(off, back, at), callOffReplacement(off, why), callOffReplacement(gone(reserve(resend, 1)), why)]) expect(late).toBeUndefined();
  });

  it('follows its scans in any order, each once', () => {
    const ordered = gone(reserve(resend, 1));
    const delivered = scanReplacement(ordered, scan('delivered'), carriage);
    expect(delivered).toMatchObject({ ok: true, value: { moved: true, shipment: { status: 'delivered' } } });
    const shipment = gone(delivered.ok ? delivered.value?.shipment : undefined);
    expect(scanReplacement(shipment, scan('picked_up'), carriage)).toMatchObject({ ok: true, value: { moved: false, shipment: { status: 'delivered' } } });
    expect(scanReplacement(shipment, scan('delivered'), carriage)).toEqual({ ok: true, value: undefined });
    expect(scanReplacement(ordered, scan('signed'), carriage)).toMatchObject({ ok: true, value: { moved: true, shipment: { status: 'delivered' } } });
    expect(scanReplacement(ordered, scan('refused'), carriage)).toMatchObject({ ok: true, value: { moved: false, shipment: { status: 'ordered', scans: [{ effective: false }] } } });
    expect(scanReplacement(shipment, scan('lost', 'delivered'), carriage)).toMatchObject({ ok: false, error: { code: 'SCAN_CONTRADICTS' } });
    expect(scanReplacement(resend, scan('picked_up'), carriage)).toMatchObject({ ok: false, error: { code: 'PARCEL_UNKNOWN' } });
  });

  it('with the customer\'s own goods, once lost, is claimed and paid for: there are no others', () => {
    const own = awaitReplacement(ref, lines, false, carriage, true);
    const sent = gone(settle(gone(reserve(own, 1)), back, at));
    const lost = scanReplacement(sent, scan('lost'), carriage);
    const written = writeOffReplacement(gone(lost.ok ? lost.value?.shipment : undefined), carriage, new Date(at));
    expect(written).toMatchObject({ lost: { claimId: 'CLM-AS1X1' }, shipment: { status: 'called_off', attempt: 1, calledOff: { reason: 'refund_instead', reasonCode: 'PARCEL_LOST' } } });
    expect(wasSentAs(gone(written?.shipment), 'GRAS1X1')).toBe(true);
    expect(writeOffReplacement(gone(written?.shipment), carriage, new Date(at))).toBeUndefined();
  });

  it('that is lost for good is claimed and awaited once more, under a number of its own', () => {
    const lost = scanReplacement(gone(reserve(resend, 1)), scan('lost'), carriage);
    const written = writeOffReplacement(gone(lost.ok ? lost.value?.shipment : undefined), carriage, new Date(at));
    expect(written).toMatchObject({ lost: { claimId: 'CLM-AS1X1', lostAt: at, trackingNumber: 'GRAS1X1' }, shipment: { status: 'awaited', attempt: 2, trackingNumber: 'GRAS1X2', reserved: false, settled: true } });
    expect(wasSentAs(gone(written?.shipment), 'GRAS1X1')).toBe(true);
    expect(writeOffReplacement(gone(written?.shipment), carriage, new Date(at))).toBeUndefined();
    expect(reserve(gone(written?.shipment), 1)).toBeUndefined();
    expect(reserve(gone(written?.shipment), 2)).toMatchObject({ status: 'ordered' });
  });

  it('that could not be delivered is awaited once more under a number of its own; the customer\'s own goods go at once', () => {
    const ordered = gone(reserve(resend, 1));
    for (const before of [ordered, ...(['picked_up', 'lost'] as const).map((status) => after(ordered, status))]) {
      expect(after(before, 'returned_to_sender')).toMatchObject({ status: 'awaited', attempt: 2, trackingNumber: 'GRAS1X2', reserved: false, settled: true, scans: [], claims: [], cameBack: ['GRAS1X1'] });
    }
    const again = after(ordered, 'returned_to_sender');
    expect([wasSentAs(again, 'GRAS1X1'), wasSentAs(again, 'GRAS1X2')]).toEqual([true, false]);
    expect(reserve(again, 2)).toMatchObject({ status: 'ordered' });
    const own = gone(settle(gone(reserve(awaitReplacement(ref, lines, false, carriage, true), 1)), back, at));
    expect(after(own, 'returned_to_sender')).toMatchObject({ status: 'ordered', attempt: 2, trackingNumber: 'GRAS1X2', reserved: true });
    expect(after(after(ordered, 'delivered'), 'returned_to_sender')).toMatchObject({ status: 'delivered', attempt: 1 });
  });
});

describe('the scans of a parcel to the customer', () => {
  const ordered = gone(reserve(resend, 1));
  const scanned = (shipment: ReplacementShipment, report: ScanReport) => {
    const result = scanReplacement(shipment, report, carriage);
    if (!result.ok || !result.value) throw new Error(result.ok ? 'nothing' : result.error.code);
    return result.value.shipment;
  };
  const hour = (status: ScanReport['status'], number: number, scanId = `${status}${number}`): ScanReport => ({ ...scan(status, scanId), occurredAt: new Date(Date.UTC(2026, 10, 6, number)).toISOString() });

  it('are kept by the carrier\'s time, those of one instant by id, with whether they moved it', () => {
    const reports = [hour('picked_up', 5), hour('in_transit', 3, 'b'), hour('in_transit', 3, 'a'), hour('lost', 9), hour('in_transit', 1, 'c')];
    const kept = reports.reduce(scanned, ordered).scans;
    expect(kept.map(({ scanId, effective }) => [scanId, effective])).toEqual([['c', false], ['a', false], ['b', false], ['picked_up5', true], ['lost9', true]]);
    expect([...reports].reverse().reduce(scanned, ordered).scans.map(({ scanId }) => scanId)).toEqual(kept.map(({ scanId }) => scanId));
  });

  it('date its loss, where one says so', () => {
    const lost = [hour('picked_up', 1), hour('in_transit', 2), hour('lost', 3), hour('lost', 4)].reduce(scanned, ordered);
    expect(writeOffReplacement(lost, carriage, new Date(at))?.lost.lostAt).toBe('2026-11-06T03:00:00.000Z');
    const unscanned = writeOffReplacement({ ...lost, scans: [] }, carriage, new Date(at));
    expect(unscanned?.lost.lostAt).toBe(at);
  });

  it('that move nothing are kept up to a number; those that move it always', () => {
    const flood = (count: number): ReplacementShipment => ({ ...ordered, status: 'shipped', scans: [{ ...hour('picked_up', 1), effective: true }, ...Array.from({ length: count }, (_, index) => ({ ...hour('in_transit', 2, `i${index}`), effective: false }))] });
    expect(scanReplacement(flood(idleScansKept - 1), hour('in_transit', 3), carriage)).toMatchObject({ ok: true });
    expect(scanReplacement(flood(idleScansKept), hour('in_transit', 3), carriage)).toMatchObject({ ok: false, error: { code: 'TOO_MANY_SCANS' } });
    expect(scanReplacement(flood(idleScansKept), hour('delivered', 3), carriage)).toMatchObject({ ok: true, value: { moved: true } });
    expect(scanReplacement(flood(idleScansKept), hour('returned_to_sender', 3), carriage)).toMatchObject({ ok: true, value: { moved: true } });
  });

  it('are none of one that was called off, nor does anything else become of it', () => {
    const off = gone(callOffReplacement(resend, { reason: 'cancelled', reasonCode: '', at }));
    expect(scanReplacement(off, scan('picked_up'), carriage)).toMatchObject({ ok: false, error: { code: 'PARCEL_UNKNOWN' } });
    expect([reserve({ ...ordered, reserved: false }, 1), settle(exchange, [], at)?.calledOff?.reasonCode]).toEqual([undefined, '']);
  });

  it('under numbers of parcels before are told apart from those of others', () => {
    const lost = writeOffReplacement(scanned(ordered, scan('lost')), carriage, new Date(at));
    expect([wasSentAs(gone(lost?.shipment), 'GRAS1X1'), wasSentAs(gone(lost?.shipment), 'GRAS1X2')]).toEqual([true, false]);
  });
});
