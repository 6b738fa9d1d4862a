import type { Machine } from '@huiliu/kernel';
import type { OutboundScanStatus, ScanStatus } from './words';

export type ParcelStatus = 'authorised' | 'in_transit' | 'lost' | 'delivered' | 'called_off' | 'written_off';
export type ParcelAction = 'carry' | 'lose' | 'deliver' | 'call_off' | 'expire' | 'write_off' | 'miss' | 'fall_silent' | 'return';

/**
 * A returned parcel only ever moves on: authorised, in transit, lost, delivered, with steps left out. So the state that a set of scans leads to
 * does not depend on the order in which they arrive. A lost parcel that turns up is delivered; one that was delivered can't be lost any more.
 * Only a parcel that nobody has scanned can be called off, and then no scan moves it any more.
 * One of which nothing more is heard in time counts as lost.
 * One that does not turn up in time is written off, and whatever is scanned then moves nothing; so is one that was delivered by its carrier's word, and never received by the warehouse's.
 * Only when the carrier has brought it back to the customer it begins anew; scans from before that, by the carrier's time, are history then.
 */
export const parcelMachine: Machine<ParcelStatus, ParcelAction> = {
  name: 'returned parcel',
  initial: 'authorised',
  final: ['called_off', 'written_off'],
  moves: {
    authorised: {
      carry: { to: 'in_transit', actor: 'carrier' },
      lose: { to: 'lost', actor: 'carrier' },
      deliver: { to: 'delivered', actor: 'carrier' },
      call_off: { to: 'called_off', actor: 'customer' },
      expire: { to: 'called_off', actor: 'clock' },
      return: { to: 'authorised', actor: 'carrier' },
    },
    in_transit: { lose: { to: 'lost', actor: 'carrier' }, fall_silent: { to: 'lost', actor: 'clock' }, deliver: { to: 'delivered', actor: 'carrier' }, return: { to: 'authorised', actor: 'carrier' } },
    lost: { deliver: { to: 'delivered', actor: 'carrier' }, return: { to: 'authorised', actor: 'carrier' }, write_off: { to: 'written_off', actor: 'clock' } },
    delivered: { miss: { to: 'written_off', actor: 'warehouse' } },
    called_off: {},
    written_off: {},
  },
};

/** What a scan does to the parcel. */
export const actionOfScan: Readonly<Record<Exclude<ScanStatus, OutboundScanStatus>, ParcelAction>> = { picked_up: 'carry', in_transit: 'carry', delivered: 'deliver', lost: 'lose', returned_to_sender: 'return' };
