import { getMetadataArgsStorage } from 'typeorm';
import type { EventContract } from '@huiliu/contracts';
import type { Aggregates, Appends, Intent, PassedOn, TableDefinitions, TablesOf, Timer, Work, WorkBase } from '@huiliu/messaging';

export interface Said {
  readonly name: string;
  readonly subject: string;
  readonly data: unknown;
}

/** What a department's tables hold: states by id, added rows in their order. */
export type KeptIn<Definitions> = {
  readonly [K in keyof TablesOf<Definitions>]: TablesOf<Definitions>[K] extends Aggregates<infer State> ? Map<string, State> : TablesOf<Definitions>[K] extends Appends<infer Row> ? Row[] : never;
};

/** A transaction's work with all that it holds and left behind. */
export type MemoryWork<Definitions> = KeptIn<Definitions> & {
  readonly work: Work<Definitions>;
  readonly said: Said[];
  /** Of outside systems. */
  readonly passedOn: PassedOn[];
  readonly intents: Intent[];
  /** Timers that are set, by subject and name. */
  readonly timers: Timer[];
};

export interface MemoryOptions {
  readonly now?: Date;
  /** Kinds of outside calls and names of timers that the department has handlers for; asking for another one throws. */
  readonly intents?: readonly string[];
  readonly timers?: readonly string[];
}

/** A department's work kept in memory, from its own table definitions: for specs of behaviours. What is said must keep to its contract, as on the wire. */
export function memoryWork<Definitions extends TableDefinitions>(definitions: Definitions, options: MemoryOptions = {}): MemoryWork<Definitions> {
  const kept: Record<string, unknown> = {};
  const view: Record<string, unknown> = {};
  for (const [name, { kind, entity }] of Object.entries(definitions)) {
    const states = new Map<string, unknown>();
    const rows: object[] = [];
    kept[name] = kind === 'aggregate' ? states : rows;
    view[name] = kind === 'aggregate' ? aggregates(name, states) : appends(name, keysOf(entity), rows);
  }
  const { said, passedOn, intents, timers, base } = verbs(options);
  return { ...kept, said, passedOn, intents, timers, work: { ...base, ...view } } as MemoryWork<Definitions>;
}

function verbs({ now = new Date('2026-11-05T08:00:00Z'), intents: kinds = [], timers: names = [] }: MemoryOptions) {
  const said: Said[] = [];
  const passedOn: PassedOn[] = [];
  const intents: Intent[] = [];
  const timers: Timer[] = [];
  let count = 0;
  const cancelTimer = (subject: string, name: string): void => {
    const place = timers.findIndex((timer) => timer.subject === subject && timer.name === name);
    if (place >= 0) timers.splice(place, 1);
  };
  const base: WorkBase = {
    now,
    say: <E extends object>(contract: EventContract<E>, subject: string, data: E) => {
      const parsed = contract.parse(JSON.parse(JSON.stringify(data)));
      if (!parsed.ok) throw new Error(`${contract.name}: ${JSON.stringify(parsed.errors)}`);
      said.push({ name: contract.name, subject, data });
      return `memory/1/${subject}/${++count}`;
    },
    passOn: (event) => void passedOn.push(event),
    intend: (intent) => {
      if (!kinds.includes(intent.kind)) throw new Error(`nobody makes calls of kind ${intent.kind}`);
      intents.push(intent);
    },
    schedule: (timer) => {
      if (!names.includes(timer.name)) throw new Error(`nobody handles the timer ${timer.name}`);
      cancelTimer(timer.subject, timer.name);
      timers.push(timer);
    },
    cancelTimer,
  };
  return { said, passedOn, intents, timers, base };
}

/** As the transaction does: a row is asked for by its id, which is never empty. */
function aggregates(table: string, states: Map<string, unknown>): Aggregates<unknown> {
  const named = (id: string): string => {
    if (id === '') throw new Error(`${table}: a row without an id was asked for`);
    return id;
  };
  return { get: (id) => states.get(named(id)), put: (id, state) => void states.set(named(id), state) };
}

/** As the database does: no key twice. Where a part of the key is generated, no two rows have the same. */
function appends(table: string, [key = '', ...generated]: readonly string[], rows: object[]): Appends<object> {
  const keyIn = (row: object): unknown => (row as Record<string, unknown>)[key];
  return {
    add: (row) => {
      if (keyIn(row) === undefined) throw new Error(`${table}: a row needs its ${key}`);
      if (generated.length === 0 && rows.some((other) => keyIn(other) === keyIn(row))) throw new Error(`${table}: ${String(keyIn(row))} twice`);
      rows.push(row);
    },
  };
}

function keysOf(entity: new () => object): string[] {
  const primary = getMetadataArgsStorage().columns.filter(({ target, options }) => target === entity && options.primary === true);
  if (primary.length === 0) throw new Error(`${entity.name} has no primary key`);
  return primary.map(({ propertyName }) => propertyName);
}
