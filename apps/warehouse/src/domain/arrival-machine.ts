import type { Machine } from '@huiliu/kernel';

export type ArrivalStatus = 'expected' | 'at_dock' | 'receiving' | 'inspected' | 'called_off' | 'written_off';
export type ArrivalAction = 'dock' | 'receive' | 'finish' | 'call_off' | 'write_off';

/** An expected arrival: at the dock it becomes a task for the WMS, whose reports add up until the last one finishes it. What is not sent after all is called off, what was lost on its way written off. */
export const arrivalMachine: Machine<ArrivalStatus, ArrivalAction> = {
  name: 'expected arrival',
  initial: 'expected',
  final: ['inspected', 'called_off', 'written_off'],
  moves: {
    expected: { dock: { to: 'at_dock', actor: 'logistics' }, call_off: { to: 'called_off', actor: 'logistics' }, write_off: { to: 'written_off', actor: 'logistics' } },
    at_dock: { receive: { to: 'receiving', actor: 'wms' }, finish: { to: 'inspected', actor: 'wms' } },
    receiving: { receive: { to: 'receiving', actor: 'wms' }, finish: { to: 'inspected', actor: 'wms' } },
    inspected: {},
    called_off: {},
    written_off: {},
  },
};
