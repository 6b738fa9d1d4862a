import type { Machine } from '@huiliu/kernel';

export type ArrivalStatus = 'expected' | 'at_dock' | 'receiving' | 'inspected' | 'never_came' | 'called_off' | 'written_off';
export type ArrivalAction = 'dock' | 'receive' | 'finish' | 'end_as_reported' | 'miss' | 'call_off' | 'write_off';

/**
 * An expected arrival: at the dock it becomes a task for the WMS, whose reports add up until the last one finishes it. What is not sent after all is called off, what was lost on its way written off. Of what the
 * carrier has delivered and nobody has received, no report is taken from the moment on that this is said; logistics writes it off then. A warehouse that was restored alone may hear that first.
 */
export const arrivalMachine: Machine<ArrivalStatus, ArrivalAction> = {
  name: 'expected arrival',
  initial: 'expected',
  final: ['inspected', 'called_off', 'written_off'],
  moves: {
    expected: { dock: { to: 'at_dock', actor: 'logistics' }, call_off: { to: 'called_off', actor: 'logistics' }, write_off: { to: 'written_off', actor: 'logistics' } },
    at_dock: {
      receive: { to: 'receiving', actor: 'wms' },
      finish: { to: 'inspected', actor: 'wms' },
      miss: { to: 'never_came', actor: 'person' },
      write_off: { to: 'written_off', actor: 'logistics' },
    },
    receiving: { receive: { to: 'receiving', actor: 'wms' }, finish: { to: 'inspected', actor: 'wms' }, end_as_reported: { to: 'inspected', actor: 'person' } },
    inspected: {},
    never_came: { write_off: { to: 'written_off', actor: 'logistics' } },
    called_off: {},
    written_off: {},
  },
};
