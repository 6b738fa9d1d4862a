import type { Machine } from '@huiliu/kernel';
import type { ScanStatus } from './words';

export type RecallStatus = 'stopping' | 'stopped' | 'recalling' | 'coming_back' | 'lost' | 'delivered' | 'written_off' | 'called_off' | 'not_possible';
export type RecallAction = 'stop' | 'find_shipped' | 'turn_back' | 'lose' | 'fall_silent' | 'deliver' | 'sign' | 'refuse' | 'call_off' | 'write_off' | 'miss';

/**
 * Goods of a refund only that the customer does not have. What has not left is stopped by the WMS; what has is recalled, and comes back under its outbound waybill. As with a returned parcel
 * a state only ever moves on, with steps left out, so that the order in which scans arrive decides nothing: but for a parcel that is said to be both with the customer and back with us, of
 * which the first counts. A parcel of which nothing is heard in time counts as lost.
 */
export const recallMachine: Machine<RecallStatus, RecallAction> = {
  name: 'outbound recall',
  initial: 'stopping',
  final: ['stopped', 'written_off', 'called_off', 'not_possible'],
  moves: {
    stopping: {
      stop: { to: 'stopped', actor: 'wms' },
      find_shipped: { to: 'recalling', actor: 'wms' },
      refuse: { to: 'not_possible', actor: 'logistics' },
      call_off: { to: 'called_off', actor: 'customer' },
    },
    recalling: {
      turn_back: { to: 'coming_back', actor: 'carrier' },
      lose: { to: 'lost', actor: 'carrier' },
      fall_silent: { to: 'lost', actor: 'clock' },
      deliver: { to: 'delivered', actor: 'carrier' },
      sign: { to: 'not_possible', actor: 'carrier' },
      call_off: { to: 'called_off', actor: 'customer' },
    },
    coming_back: {
      lose: { to: 'lost', actor: 'carrier' },
      fall_silent: { to: 'lost', actor: 'clock' },
      deliver: { to: 'delivered', actor: 'carrier' },
      sign: { to: 'not_possible', actor: 'carrier' },
    },
    lost: { deliver: { to: 'delivered', actor: 'carrier' }, sign: { to: 'not_possible', actor: 'carrier' }, write_off: { to: 'written_off', actor: 'clock' } },
    stopped: {},
    // Never received, by the warehouse's word.
    delivered: { miss: { to: 'written_off', actor: 'warehouse' } },
    written_off: {},
    called_off: {},
    not_possible: {},
  },
};

/** What a scan of the outbound waybill does; undefined: it is on its way to the customer as before. */
export const recallActionOfScan: Readonly<Record<ScanStatus, RecallAction | undefined>> = {
  picked_up: undefined,
  in_transit: undefined,
  intercepted: 'turn_back',
  refused: 'turn_back',
  returning: 'turn_back',
  delivered: 'deliver',
  // The sender is the warehouse.
  returned_to_sender: 'deliver',
  signed: 'sign',
  lost: 'lose',
};

/** Why a wish to cancel comes too late, as a stable code; undefined while it doesn't. What was refused at the door comes back whatever the customer says. */
export function tooLateToCancelRecall(status: RecallStatus, intercept: boolean): string | undefined {
  switch (status) {
    case 'stopping':
    case 'called_off':
    case 'not_possible':
      return undefined;
    case 'recalling':
      return intercept ? undefined : 'PARCEL_MOVING';
    case 'coming_back':
      return 'PARCEL_MOVING';
    case 'stopped':
      return 'OUTBOUND_STOPPED';
    case 'delivered':
      return 'PARCEL_DELIVERED';
    case 'lost':
    case 'written_off':
      return 'PARCEL_LOST';
  }
}
