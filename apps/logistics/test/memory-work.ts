import type { EventContract } from '@huiliu/contracts';
import type { LogisticsWork } from '../src/application/work';
import type { ReturnShipment } from '../src/domain/return-shipment';

export interface Said {
  readonly name: string;
  readonly subject: string;
  readonly data: unknown;
}

/** One transaction's work, kept in memory: for specs of behaviours. What is said must keep to its contract, as on the wire. */
export function memoryWork(): { readonly work: LogisticsWork; readonly said: Said[]; readonly shipments: Map<string, ReturnShipment> } {
  const said: Said[] = [];
  const shipments = new Map<string, ReturnShipment>();
  const unexpected = (): never => {
    throw new Error('logistics neither calls nor waits');
  };
  const work: LogisticsWork = {
    now: new Date('2026-11-01T00:00:00Z'),
    shipments: { get: (id) => shipments.get(id), put: (id, state) => void shipments.set(id, state) },
    say: <E extends object>(contract: EventContract<E>, subject: string, data: E) => {
      const parsed = contract.parse(JSON.parse(JSON.stringify(data)));
      if (!parsed.ok) throw new Error(`${contract.name}: ${JSON.stringify(parsed.errors)}`);
      said.push({ name: contract.name, subject, data });
      return `${contract.name}/${said.length}`;
    },
    intend: unexpected,
    schedule: unexpected,
    cancelTimer: unexpected,
  };
  return { work, said, shipments };
}
