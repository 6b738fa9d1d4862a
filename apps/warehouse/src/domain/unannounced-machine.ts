import type { Machine } from '@huiliu/kernel';

export type UnannouncedStatus = 'open' | 'matching' | 'matched' | 'unclaimed';
export type UnannouncedAction = 'match' | 'take_in' | 'decline' | 'run_out';

/** A parcel that nobody had announced: open until somebody has found out whose it is, and matched once logistics has taken it for a parcel of that return. Logistics has the last word, also where nobody had asked here. */
export const unannouncedMachine: Machine<UnannouncedStatus, UnannouncedAction> = {
  name: 'parcel that nobody announced',
  initial: 'open',
  final: ['matched', 'unclaimed'],
  moves: {
    open: { match: { to: 'matching', actor: 'person' }, take_in: { to: 'matched', actor: 'logistics' }, run_out: { to: 'unclaimed', actor: 'clock' } },
    matching: { take_in: { to: 'matched', actor: 'logistics' }, decline: { to: 'open', actor: 'logistics' } },
    matched: {},
    unclaimed: {},
  },
};
