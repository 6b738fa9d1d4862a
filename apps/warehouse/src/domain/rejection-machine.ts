import type { Machine } from '@huiliu/kernel';

export type RejectionStatus = 'awaiting_choice' | 'disputed' | 'going_back' | 'packing' | 'handed_over' | 'settled';
export type RejectionAction = 'deduct' | 'send_back' | 'dispute' | 'accept' | 'uphold' | 'order' | 'hand_over' | 'take_back';

/** Units that an inspection has rejected: in quarantine until the customer has chosen what becomes of them, or the time to choose is over. All of a case at once: paid for, or sent back. */
export const rejectionMachine: Machine<RejectionStatus, RejectionAction> = {
  name: 'rejected units',
  initial: 'awaiting_choice',
  final: ['settled'],
  moves: {
    awaiting_choice: { deduct: { to: 'settled', actor: 'customer' }, send_back: { to: 'going_back', actor: 'customer' }, dispute: { to: 'disputed', actor: 'customer' } },
    // A person looks again, or the clock accepts them as they are.
    disputed: { accept: { to: 'settled', actor: 'person' }, uphold: { to: 'awaiting_choice', actor: 'person' } },
    going_back: { order: { to: 'packing', actor: 'logistics' } },
    packing: { hand_over: { to: 'handed_over', actor: 'wms' } },
    // What could not be delivered is here again.
    handed_over: { take_back: { to: 'going_back', actor: 'logistics' } },
    settled: {},
  },
};
