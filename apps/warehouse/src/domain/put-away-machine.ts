import type { Machine } from '@huiliu/kernel';

export type PutAwayStatus = 'issued' | 'put_away' | 'overdue';
export type PutAwayAction = 'issue' | 'ask_again' | 'run_out' | 'put_away_some' | 'put_away';

/** What the WMS is to put onto shelves for one case. Put away is where all of it is; what comes to a shelf later is another task. What nobody has answered for long is a person's to look after, and a late answer counts as any. */
export const putAwayMachine: Machine<PutAwayStatus, PutAwayAction> = {
  name: 'put-away of a case',
  initial: 'issued',
  final: [],
  moves: {
    issued: {
      issue: { to: 'issued', actor: 'warehouse' },
      ask_again: { to: 'issued', actor: 'clock' },
      run_out: { to: 'overdue', actor: 'clock' },
      put_away_some: { to: 'issued', actor: 'wms' },
      put_away: { to: 'put_away', actor: 'wms' },
    },
    put_away: { issue: { to: 'issued', actor: 'warehouse' } },
    overdue: { issue: { to: 'issued', actor: 'warehouse' }, put_away_some: { to: 'overdue', actor: 'wms' }, put_away: { to: 'put_away', actor: 'wms' } },
  },
};
