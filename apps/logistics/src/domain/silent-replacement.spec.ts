import { awaitReplacement, reserve, scanReplacement, writeOffReplacement, type ReplacementShipment } from './replacement-shipment';
import { returnPolicy } from './return-policy';
import { handOver, runOut, withReport } from './silent-replacement';

const carriage = { carrierCode: 'ground', trackingNumberOf: (number: string) => `GR${number}` };
const now = new Date('2026-11-05T08:00:00Z');
const later = (days: number): Date => new Date(now.getTime() + days * 86_400_000);
const given = (value: ReplacementShipment | undefined): ReplacementShipment => value as ReplacementShipment;
const ordered = (own = false): ReplacementShipment =>
  withReport(given(reserve(awaitReplacement({ caseId: 'c1', caseNumber: 'AS1', orderId: 'o1' }, [{ caseLineId: 'l1', sku: 'MUG', quantity: 1 }], true, carriage, own), 1)), now, returnPolicy);
const shipped = (): ReplacementShipment => {
  const scanned = scanReplacement(ordered(), { trackingNumber: 'GRAS1X1', scanId: 's', status: 'picked_up', occurredAt: now.toISOString() }, carriage);
  if (!scanned.ok || !scanned.value) throw new Error('not scanned');
  return withReport(scanned.value.shipment, now, returnPolicy);
};

describe('a parcel to the customer of which nothing is heard', () => {
  it('is not assumed to be lost before the carrier has it: a person has to look, once', () => {
    expect(ordered().reportBy).toBe(later(7).toISOString());
    expect(runOut(ordered(), later(6.9), returnPolicy)).toMatchObject({ how: 'put_off' });
    const out = runOut(ordered(), later(7), returnPolicy);
    expect(out).toMatchObject({ how: 'overdue', shipment: { status: 'ordered', overdue: true } });
    expect(runOut(given(out?.shipment), later(30), returnPolicy)).toBeUndefined();
  });

  it('counts as lost once the WMS has given it to the carrier, who says nothing, and is sent once more with a clock of its own', () => {
    const handed = given(handOver(ordered(), later(1), returnPolicy));
    expect(handed.reportBy).toBe(later(11).toISOString());
    expect(handOver(handed, later(2), returnPolicy)).toBeUndefined();
    expect(runOut(handed, later(7), returnPolicy)?.how).toBe('put_off');
    const lost = runOut(handed, later(11), returnPolicy);
    expect(lost).toMatchObject({ how: 'lost', shipment: { status: 'lost', writeOffAt: later(21).toISOString() } });
    const again = writeOffReplacement(given(lost?.shipment), carriage, later(21))?.shipment;
    expect(again).toMatchObject({ status: 'awaited', attempt: 2 });
    expect([again?.reportBy, again?.handedOver, again?.overdue]).toEqual([undefined, undefined, undefined]);
  });

  it('counts as lost where the carrier has fallen silent; one that is overdue and given to the carrier late is waited for again', () => {
    expect(runOut(shipped(), later(9.9), returnPolicy)?.how).toBe('put_off');
    expect(runOut(shipped(), later(10), returnPolicy)?.how).toBe('lost');
    const overdue = given(runOut(ordered(), later(8), returnPolicy)?.shipment);
    expect(handOver(overdue, later(9), returnPolicy)).toMatchObject({ overdue: undefined, reportBy: later(19).toISOString() });
  });

  it('has no clock in any other state', () => {
    const { status: _status, ...rest } = shipped();
    for (const status of ['awaited', 'lost', 'delivered', 'called_off'] as const) {
      expect(runOut({ ...rest, status }, later(99), returnPolicy)).toBeUndefined();
      expect(withReport({ ...rest, status }, now, returnPolicy).reportBy).toBeUndefined();
    }
    // What the WMS says after the carrier is no news to anybody, and is kept.
    expect(handOver({ ...rest, status: 'delivered', reportBy: undefined }, now, returnPolicy)).toMatchObject({ status: 'delivered', handedOver: true, reportBy: undefined });
  });
});
