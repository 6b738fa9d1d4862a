import { callOff, tooLateToCancel } from './call-off';
import type { ParcelStatus } from './parcel-machine';
import { returnPolicy } from './return-policy';
import { authorise } from './return-shipment';

const sent = authorise({ ref: { caseId: 'c1', caseNumber: 'AS-1', orderId: 'o1' }, lines: [], approvedAt: '2026-11-01T00:00:00Z' }, { carrierCode: 'ground', trackingNumber: 'GRAS1' }, returnPolicy, new Date('2026-11-01T00:00:00Z'));
const cancelled = { reason: 'cancelled', reasonCode: 'CHANGED_MIND', at: '2026-11-02T00:00:00.000Z' } as const;

describe('calling a return off', () => {
  it('is possible as long as nobody has scanned the parcel, and only once', () => {
    const off = callOff(sent, cancelled);
    expect(off).toMatchObject({ ok: true, value: { status: 'called_off', calledOff: cancelled } });
    if (!off.ok) return;
    for (const again of [cancelled, { ...cancelled, reason: 'expired' as const }]) expect(callOff(off.value, again)).toMatchObject({ ok: false, error: { code: 'ILLEGAL_MOVE' } });
  });

  it.each(['in_transit', 'lost', 'delivered', 'written_off'] as const)('is not possible once the parcel is %s, whoever wants it', (status: ParcelStatus) => {
    for (const reason of ['cancelled', 'expired'] as const) expect(callOff({ ...sent, status }, { ...cancelled, reason })).toMatchObject({ ok: false, error: { code: 'ILLEGAL_MOVE' } });
    // While it is on its way, somebody may agree to have it brought back.
    if (status !== 'in_transit') expect(tooLateToCancel[status]).toMatch(/^PARCEL_/);
  });
});
