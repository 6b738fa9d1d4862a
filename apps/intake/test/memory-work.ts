import type { EventContract } from '@huiliu/contracts';
import type { Customer } from '../src/domain/customer';
import type { IntakeCase } from '../src/domain/intake-case';
import type { Order } from '../src/domain/order';
import type { OrderUnits } from '../src/domain/units';
import type { Heard, IntakeWork, TimelineLine } from '../src/application/work';

export interface Said {
  readonly name: string;
  readonly subject: string;
  readonly data: unknown;
}

/** Intake's state in memory: for specs of behaviours. What is said must keep to its contract, as on the wire. */
export function memoryWork() {
  const said: Said[] = [];
  const timeline: TimelineLine[] = [];
  const orders = new Map<string, Order>();
  const units = new Map<string, OrderUnits>();
  const customers = new Map<string, Customer>();
  const cases = new Map<string, IntakeCase>();
  const unexpected = (): never => {
    throw new Error('intake neither calls nor sets clocks');
  };
  const work: IntakeWork = {
    now: new Date('2026-11-05T08:00:00Z'),
    orders: aggregates(orders),
    units: aggregates(units),
    customers: aggregates(customers),
    cases: aggregates(cases),
    timeline: {
      add: (line) => {
        if (timeline.some(({ entryId }) => entryId === line.entryId)) throw new Error(`timeline entry ${line.entryId} twice`);
        timeline.push(line);
      },
    },
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
  return { work, said, timeline, orders, units, customers, cases };
}

/** As the transaction does: a row is asked for by its id, which is never empty. */
function aggregates<State>(rows: Map<string, State>) {
  const named = (id: string): string => {
    if (id === '') throw new Error('a row without an id was asked for');
    return id;
  };
  return { get: (id: string) => rows.get(named(id)), put: (id: string, state: State) => void rows.set(named(id), state) };
}

let count = 0;

/** An event as the bus hands it over; each has an id of its own. */
export function heard(type: string, source = 'urn:huiliu:review'): Heard {
  count++;
  return {
    event: { id: `e${count}`, type, source, subject: 'case:x', time: '2026-11-05T07:59:59.000Z', causeId: `cause-${count}` },
    hop: { traceId: 't'.repeat(32), spanId: 's'.repeat(16) },
  };
}
