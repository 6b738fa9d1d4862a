import { returnPolicy, writeOffAtOf } from './return-policy';
import { authorise, type ReturnShipment } from './return-shipment';
import { decideScan, evolve, type ScanReport } from './track-parcel';
import { writeOff } from './write-off';

const sent = authorise(
  { ref: { caseId: 'c1', caseNumber: 'AS-1', orderId: 'o1' }, lines: [{ caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', quantity: 1, reason: 'other' }], approvedAt: '2026-11-01T00:00:00Z' },
  { carrierCode: 'ground', trackingNumber: 'GRAS1' },
  returnPolicy,
  new Date('2026-11-01T00:00:00Z'),
);
const now = new Date('2026-11-20T00:00:00Z');

const scanned = (shipment: ReturnShipment, status: ScanReport['status'], scanId: string = status): ReturnShipment => {
  const decided = decideScan(shipment, { trackingNumber: 'GRAS1', scanId, status, occurredAt: '2026-11-05T08:00:00Z' });
  if (!decided.ok) throw new Error(decided.error.code);
  return decided.value.reduce(evolve, shipment);
};

describe('writing a parcel off', () => {
  it('gives up one that is lost, with a claim from the time of the scan that says so', () => {
    const written = writeOff(scanned(sent, 'lost'), now);
    expect(written?.lost.map(({ claim }) => claim)).toEqual([{ claimId: 'CLM-AS1', lostAt: '2026-11-05T08:00:00Z', raisedAt: '2026-11-20T00:00:00.000Z' }]);
    expect(written?.shipment).toMatchObject({ status: 'written_off', writeOffAt: undefined, claim: written?.lost[0].claim });
  });

  it('gives up no other, and none twice', () => {
    const written = writeOff(scanned(sent, 'lost'), now)?.shipment ?? sent;
    for (const shipment of [sent, scanned(sent, 'picked_up'), scanned(sent, 'delivered'), scanned(scanned(sent, 'lost'), 'delivered'), written]) expect(writeOff(shipment, now)).toBeUndefined();
  });

  it('keeps what is scanned later, without effect', () => {
    const written = writeOff(scanned(sent, 'lost'), now)?.shipment ?? sent;
    const late = scanned(written, 'delivered');
    expect(late).toMatchObject({ status: 'written_off', claim: written.claim });
    expect(late.scans.find(({ scanId }) => scanId === 'delivered')).toMatchObject({ effective: false });
  });

  it('is due ten days after we heard of it, and never beyond what can be said', () => {
    expect(writeOffAtOf(now, returnPolicy)).toBe('2026-11-30T00:00:00.000Z');
    expect(writeOffAtOf(new Date('9999-12-30T00:00:00Z'), returnPolicy)).toBe('9999-12-31T23:59:59.999Z');
  });
});

it('a loss is dated by the scan that says so, or by our clock where none does', () => {
  const moved = scanned(scanned(sent, 'picked_up'), 'lost');
  const earlier = { ...moved, scans: [{ scanId: '0', status: 'in_transit' as const, occurredAt: '2026-11-01T08:00:00Z', effective: true }, { scanId: '1', status: 'lost' as const, occurredAt: '2026-11-02T08:00:00Z', effective: false }, ...moved.scans] };
  expect(writeOff(earlier, now)?.lost[0].claim.lostAt).toBe('2026-11-05T08:00:00Z');
  expect(writeOff({ ...moved, scans: [] }, now)?.lost[0].claim.lostAt).toBe(now.toISOString());
});
