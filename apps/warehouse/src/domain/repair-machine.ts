import type { Machine } from '@huiliu/kernel';

export type RepairStatus = 'asked' | 'repaired' | 'not_repairable' | 'handing_over' | 'handed_over';
export type RepairAction = 'ask_again' | 'repair' | 'give_up' | 'order' | 'hand_over' | 'take_back';

/** Goods that the customer wants repaired. The WMS is asked until it answers: nobody but it knows whether they can be. What is repaired is packed when logistics orders it to be sent; what can't be is ours. */
export const repairMachine: Machine<RepairStatus, RepairAction> = {
  name: 'repair order',
  initial: 'asked',
  final: ['not_repairable'],
  moves: {
    asked: { ask_again: { to: 'asked', actor: 'clock' }, repair: { to: 'repaired', actor: 'wms' }, give_up: { to: 'not_repairable', actor: 'wms' } },
    repaired: { order: { to: 'handing_over', actor: 'logistics' } },
    handing_over: { hand_over: { to: 'handed_over', actor: 'wms' } },
    // What could not be delivered is here again.
    handed_over: { take_back: { to: 'repaired', actor: 'logistics' } },
    not_repairable: {},
  },
};
