import type { Machine } from '@huiliu/kernel';

export type RefundStatus = 'approved' | 'awaiting_approval' | 'requested' | 'settled' | 'failed' | 'called_off' | 'declined' | 'exception' | 'dropped';
export type RefundAction = 'request' | 'ask_approval' | 'approve' | 'call_off' | 'settle' | 'fail' | 'retry' | 'resume' | 'decline' | 'take_up' | 'drop' | 'open_exception' | 'settle_difference';

export const refundMachine: Machine<RefundStatus, RefundAction> = {
  name: 'refund',
  initial: 'approved',
  final: ['settled', 'called_off', 'dropped'],
  moves: {
    approved: { request: { to: 'requested', actor: 'warehouse' }, ask_approval: { to: 'awaiting_approval', actor: 'rules' }, call_off: { to: 'called_off', actor: 'logistics' } },
    // Units and money are held; nobody is asked for it before a second person has approved.
    awaiting_approval: { approve: { to: 'requested', actor: 'finance' }, decline: { to: 'declined', actor: 'finance' } },
    // Nothing is held. Where the customer has the goods it is over in the end; else somebody of finance owes an answer.
    declined: { take_up: { to: 'awaiting_approval', actor: 'finance' }, drop: { to: 'dropped', actor: 'clock' }, open_exception: { to: 'exception', actor: 'clock' } },
    exception: { take_up: { to: 'awaiting_approval', actor: 'finance' } },
    // What a cheaper variant is worth less is paid, and its exchange goes on: the rest may still have to be paid, should it not come to it.
    requested: { settle: { to: 'settled', actor: 'provider' }, fail: { to: 'failed', actor: 'provider' }, settle_difference: { to: 'approved', actor: 'provider' } },
    // The provider's late word that money has arrived after all counts, whatever we believed; and finance may have paid by hand.
    failed: { retry: { to: 'requested', actor: 'finance' }, resume: { to: 'requested', actor: 'provider' }, settle: { to: 'settled', actor: 'provider' }, settle_difference: { to: 'approved', actor: 'provider' } },
    settled: {},
    called_off: {},
    dropped: {},
  },
};

export type LegStatus = 'pending' | 'unknown' | 'failed' | 'settled';
export type LegAction = 'settle' | 'refuse' | 'fail' | 'lose' | 'retry' | 'settle_by_hand';

/** `refuse` is a no that is tried again, `fail` a no for good, `lose` an answer that never came. */
export const legMachine: Machine<LegStatus, LegAction> = {
  name: 'refund leg',
  initial: 'pending',
  final: ['settled'],
  moves: {
    pending: {
      settle: { to: 'settled', actor: 'provider' },
      refuse: { to: 'pending', actor: 'provider' },
      fail: { to: 'failed', actor: 'provider' },
      lose: { to: 'unknown', actor: 'provider' },
    },
    // Asked about, never blindly sent again: it stays unknown until the provider says something.
    unknown: {
      settle: { to: 'settled', actor: 'provider' },
      refuse: { to: 'pending', actor: 'provider' },
      fail: { to: 'failed', actor: 'provider' },
      lose: { to: 'unknown', actor: 'provider' },
      retry: { to: 'unknown', actor: 'finance' },
    },
    failed: { retry: { to: 'pending', actor: 'finance' }, settle: { to: 'settled', actor: 'provider' }, settle_by_hand: { to: 'settled', actor: 'finance' } },
    settled: {},
  },
};
