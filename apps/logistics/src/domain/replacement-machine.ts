import type { Machine } from '@huiliu/kernel';
import type { ScanStatus } from './words';

export type ReplacementStatus = 'awaited' | 'ordered' | 'shipped' | 'lost' | 'delivered' | 'called_off';
export type ReplacementAction = 'order' | 'carry' | 'lose' | 'deliver' | 'write_off' | 'pay_instead' | 'call_off' | 'come_back' | 'fall_silent';

/**
 * A parcel to the customer. It is awaited until nothing stands in its way, and may be called off so long and no longer: one service decides between sending it and paying for it. Its scans lead on
 * as those of a returned parcel do. One that is lost for good is sent once more, and awaited again; but for the customer's own goods, repaired, which there are but once: they are paid for.
 * One of which nothing more is heard in time, once the carrier has it, counts as lost.
 * One that could not be delivered is with us again, and sent once more.
 */
export const replacementMachine: Machine<ReplacementStatus, ReplacementAction> = {
  name: 'replacement parcel',
  initial: 'awaited',
  final: ['delivered', 'called_off'],
  moves: {
    awaited: { order: { to: 'ordered', actor: 'logistics' }, call_off: { to: 'called_off', actor: 'customer' } },
    ordered: { carry: { to: 'shipped', actor: 'carrier' }, lose: { to: 'lost', actor: 'carrier' }, fall_silent: { to: 'lost', actor: 'clock' }, deliver: { to: 'delivered', actor: 'carrier' }, come_back: { to: 'awaited', actor: 'carrier' } },
    shipped: { lose: { to: 'lost', actor: 'carrier' }, fall_silent: { to: 'lost', actor: 'clock' }, deliver: { to: 'delivered', actor: 'carrier' }, come_back: { to: 'awaited', actor: 'carrier' } },
    lost: { deliver: { to: 'delivered', actor: 'carrier' }, come_back: { to: 'awaited', actor: 'carrier' }, write_off: { to: 'awaited', actor: 'clock' }, pay_instead: { to: 'called_off', actor: 'clock' } },
    delivered: {},
    called_off: {},
  },
};

/** What a scan does to the parcel; undefined: it is kept and moves nothing. Nobody has asked for this one to come back. */
export const actionOfOutboundScan: Readonly<Record<ScanStatus, ReplacementAction | undefined>> = {
  picked_up: 'carry',
  in_transit: 'carry',
  delivered: 'deliver',
  signed: 'deliver',
  lost: 'lose',
  returned_to_sender: 'come_back',
  intercepted: undefined,
  refused: undefined,
  returning: undefined,
};
