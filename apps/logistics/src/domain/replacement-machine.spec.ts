import { faultsOf, step } from '@huiliu/kernel';
import fc from 'fast-check';
import { actionOfOutboundScan, replacementMachine, type ReplacementAction } from './replacement-machine';
import { awaitReplacement, callOffReplacement, reserve, scanReplacement, settle, writeOffReplacement, type ReplacementShipment } from './replacement-shipment';
import type { ScanStatus } from './words';

const carriage = { carrierCode: 'ground', trackingNumberOf: (number: string) => `GR${number}` };
const at = '2026-11-06T08:00:00.000Z';
const statuses = Object.keys(actionOfOutboundScan) as ScanStatus[];

describe('the state machine of a parcel to the customer', () => {
  it('is sound', () => {
    expect(faultsOf(replacementMachine)).toEqual([]);
  });

  it.each<[ScanStatus, ReplacementAction | undefined]>([
    ['picked_up', 'carry'],
    ['in_transit', 'carry'],
    ['delivered', 'deliver'],
    ['signed', 'deliver'],
    ['lost', 'lose'],
    ['returned_to_sender', 'come_back'],
    ['intercepted', undefined],
    ['refused', undefined],
    ['returning', undefined],
  ])('takes %s as %s', (status, action) => {
    expect(actionOfOutboundScan[status]).toBe(action);
  });

  it('is what every parcel follows, whatever happens to it in whatever order', () => {
    const happening = fc.oneof(
      fc.constant((before: ReplacementShipment) => reserve(before, before.attempt)),
      fc.constant((before: ReplacementShipment) => settle(before, [{ caseLineId: 'l1', quantity: 1 }], at)),
      fc.constant((before: ReplacementShipment) => callOffReplacement(before, { reason: 'cancelled', reasonCode: '', at })),
      fc.constant((before: ReplacementShipment) => writeOffReplacement(before, carriage, new Date(at))?.shipment),
      fc.tuple(fc.constantFrom(...statuses), fc.nat()).map(([status, id]) => (before: ReplacementShipment) => {
        const scanned = scanReplacement(before, { trackingNumber: before.trackingNumber, scanId: `s${id}`, status, occurredAt: at }, carriage);
        return scanned.ok ? scanned.value?.shipment : undefined;
      }),
    );
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), fc.array(happening, { maxLength: 30 }), (settled, ownGoods, happenings) => {
        let shipment = awaitReplacement({ caseId: 'c1', caseNumber: 'AS-1', orderId: 'o1' }, [{ caseLineId: 'l1', sku: 'MUG', quantity: 1 }], settled, carriage, ownGoods);
        for (const happen of happenings) {
          const next = happen(shipment);
          if (!next) continue;
          // What comes back with the customer's own goods is ordered again in the same breath.
          const ways = Object.values(replacementMachine.moves[shipment.status]).filter(({ to }) => to === next.status || (to === 'awaited' && next.status === 'ordered' && next.attempt > shipment.attempt));
          if (next.status !== shipment.status) expect([shipment.status, next.status, ways.length > 0]).toEqual([shipment.status, next.status, true]);
          shipment = next;
        }
        expect(shipment.claims.length + (shipment.cameBack?.length ?? 0) - (shipment.calledOff?.reasonCode === 'PARCEL_LOST' ? 1 : 0)).toBe(shipment.attempt - 1);
      }),
    );
  });

  it('has one way from each state for each action that there is', () => {
    const to = Object.fromEntries(Object.entries(replacementMachine.moves).map(([from, moves]) => [from, Object.fromEntries(Object.keys(moves).map((action) => [action, step(replacementMachine, from as keyof typeof replacementMachine.moves, action as ReplacementAction)]))]));
    const leads = (value: string) => ({ ok: true, value });
    const scans = { lose: leads('lost'), fall_silent: leads('lost'), deliver: leads('delivered'), come_back: leads('awaited') };
    expect(to).toEqual({
      awaited: { order: leads('ordered'), call_off: leads('called_off') },
      ordered: { carry: leads('shipped'), ...scans },
      shipped: scans,
      lost: { deliver: leads('delivered'), come_back: leads('awaited'), write_off: leads('awaited'), pay_instead: leads('called_off') },
      delivered: {},
      called_off: {},
    });
  });
});
