import type { Machine } from '@huiliu/kernel';

export type ArrivalStatus = 'expected' | 'at_dock' | 'receiving' | 'inspected';
export type ArrivalAction = 'dock' | 'receive' | 'finish';

/** An expected arrival: at the dock it becomes a task for the WMS, whose reports add up until the last one finishes it. */
export const arrivalMachine: Machine<ArrivalStatus, ArrivalAction> = {
  name: 'expected arrival',
  initial: 'expected',
  final: ['inspected'],
  moves: {
    expected: { dock: { to: 'at_dock', actor: 'logistics' } },
    at_dock: { receive: { to: 'receiving', actor: 'wms' }, finish: { to: 'inspected', actor: 'wms' } },
    receiving: { receive: { to: 'receiving', actor: 'wms' }, finish: { to: 'inspected', actor: 'wms' } },
    inspected: {},
  },
};
