import type { EventContract } from '@huiliu/contracts';
import type { Intent } from '@huiliu/messaging';
import type { LedgerEntry, RefundWork } from '../src/application/work';
import type { Allocation } from '../src/domain/allocation';
import type { Balance } from '../src/domain/balance';
import type { Refund } from '../src/domain/refund';

export interface Said {
  readonly name: string;
  readonly subject: string;
  readonly data: unknown;
}

export interface MemoryWork {
  readonly work: RefundWork;
  readonly said: Said[];
  readonly intents: Intent[];
  readonly refunds: Map<string, Refund>;
  readonly allocations: Map<string, Allocation>;
  readonly balances: Map<string, Balance>;
  readonly ledger: LedgerEntry[];
}

/** A department's work kept in memory: for specs of behaviours. What is said must keep to its contract, as on the wire. */
export function memoryWork(now: Date): MemoryWork {
  const said: Said[] = [];
  const intents: Intent[] = [];
  const refunds = new Map<string, Refund>();
  const allocations = new Map<string, Allocation>();
  const balances = new Map<string, Balance>();
  const ledger: LedgerEntry[] = [];
  const unexpected = (): never => {
    throw new Error('refund has no timers');
  };
  const table = <State>(rows: Map<string, State>) => ({ get: (id: string) => rows.get(id), put: (id: string, state: State) => void rows.set(id, state) });
  const work: RefundWork = {
    now,
    refunds: table(refunds),
    allocations: table(allocations),
    balances: table(balances),
    ledger: { add: (row) => void ledger.push(row) },
    say: <E extends object>(contract: EventContract<E>, subject: string, data: E) => {
      const parsed = contract.parse(JSON.parse(JSON.stringify(data)));
      if (!parsed.ok) throw new Error(`${contract.name}: ${JSON.stringify(parsed.errors)}`);
      said.push({ name: contract.name, subject, data });
      return `refund/1/${subject}/${said.length}`;
    },
    intend: (intent) => void intents.push(intent),
    schedule: unexpected,
    cancelTimer: unexpected,
  };
  return { work, said, intents, refunds, allocations, balances, ledger };
}
