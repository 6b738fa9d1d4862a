import type { EventContract } from '@huiliu/contracts';
import type { StockMoveEntry, WarehouseWork } from '../src/application/work';
import type { Arrival } from '../src/domain/arrival';
import type { SkuStock } from '../src/domain/stock';

export interface Said {
  readonly name: string;
  readonly subject: string;
  readonly data: unknown;
}

export interface MemoryWork {
  readonly work: WarehouseWork;
  readonly said: Said[];
  readonly arrivals: Map<string, Arrival>;
  readonly stock: Map<string, SkuStock>;
  readonly moves: StockMoveEntry[];
}

/** One transaction's work, kept in memory: for specs of behaviours. What is said must keep to its contract, as on the wire. */
export function memoryWork(): MemoryWork {
  const said: Said[] = [];
  const arrivals = new Map<string, Arrival>();
  const stock = new Map<string, SkuStock>();
  const moves: StockMoveEntry[] = [];
  const unexpected = (): never => {
    throw new Error('the warehouse neither calls nor waits');
  };
  const work: WarehouseWork = {
    now: new Date('2026-11-01T00:00:00Z'),
    arrivals: { get: (id) => arrivals.get(id), put: (id, state) => void arrivals.set(id, state) },
    stock: { get: (id) => stock.get(id), put: (id, state) => void stock.set(id, state) },
    moves: { add: (row) => void moves.push(row) },
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
  return { work, said, arrivals, stock, moves };
}
