import type { Machine } from '@huiliu/kernel';
import type { ScanStatus } from './words';

export type ParcelStatus = 'authorised' | 'in_transit' | 'lost' | 'delivered';
export type ParcelAction = 'carry' | 'lose' | 'deliver';

/**
 * A returned parcel only ever moves on: authorised, in transit, lost, delivered, with steps left out. So the state that a set of scans leads to
 * does not depend on the order in which they arrive. A lost parcel that turns up is delivered; one that was delivered can't be lost any more.
 */
export const parcelMachine: Machine<ParcelStatus, ParcelAction> = {
  name: 'returned parcel',
  initial: 'authorised',
  final: ['delivered'],
  moves: {
    authorised: { carry: { to: 'in_transit', actor: 'carrier' }, lose: { to: 'lost', actor: 'carrier' }, deliver: { to: 'delivered', actor: 'carrier' } },
    in_transit: { lose: { to: 'lost', actor: 'carrier' }, deliver: { to: 'delivered', actor: 'carrier' } },
    lost: { deliver: { to: 'delivered', actor: 'carrier' } },
    delivered: {},
  },
};

/** What a scan does to the parcel. */
export const actionOfScan: Readonly<Record<ScanStatus, ParcelAction>> = { picked_up: 'carry', in_transit: 'carry', delivered: 'deliver', lost: 'lose' };
