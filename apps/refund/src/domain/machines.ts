import type { Machine } from '@huiliu/kernel';

export type RefundStatus = 'approved' | 'requested' | 'settled' | 'failed' | 'called_off';
export type RefundAction = 'request' | 'call_off' | 'settle' | 'fail' | 'retry' | 'resume';

export const refundMachine: Machine<RefundStatus, RefundAction> = {
  name: 'refund',
  initial: 'approved',
  final: ['settled', 'called_off'],
  moves: {
    approved: { request: { to: 'requested', actor: 'warehouse' }, call_off: { to: 'called_off', actor: 'logistics' } },
    requested: { settle: { to: 'settled', actor: 'provider' }, fail: { to: 'failed', actor: 'provider' } },
    // The provider's late word that money has arrived after all counts, whatever we believed.
    failed: { retry: { to: 'requested', actor: 'finance' }, resume: { to: 'requested', actor: 'provider' }, settle: { to: 'settled', actor: 'provider' } },
    settled: {},
    called_off: {},
  },
};

export type LegStatus = 'pending' | 'unknown' | 'failed' | 'settled';
export type LegAction = 'settle' | 'refuse' | 'fail' | 'lose' | 'retry';

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
    failed: { retry: { to: 'pending', actor: 'finance' }, settle: { to: 'settled', actor: 'provider' } },
    settled: {},
  },
};
