import type { DataSource, ObjectLiteral } from 'typeorm';
import type { RecalledRow } from '../engine/recall';
import type { RawRow, RowStore } from '../engine/store/store';
import { tableOf, type EntityClass, type Table } from './table';

/** A table whose rows are states: loaded by id, changed by pure decisions, written back with a version check. */
export interface AggregateDefinition<State, Row extends ObjectLiteral> {
  readonly kind: 'aggregate';
  readonly entity: EntityClass<Row>;
  /** Shared between cases, as an order or a SKU's stock: locked after the heads. */
  readonly shared: boolean;
  readonly toRow: (id: string, state: State) => Omit<Row, 'version'>;
  readonly fromRow: (row: Row) => State;
}

/** A table to which rows are only added, as a ledger. */
export interface AppendDefinition<Row extends ObjectLiteral> {
  readonly kind: 'append';
  readonly entity: EntityClass<Row>;
}

/** A department's tables by name; their order is the order of locks. `TablesOf` gives their full types. */
export type TableDefinitions = Readonly<Record<string, { readonly kind: 'aggregate' | 'append'; readonly entity: EntityClass<ObjectLiteral> }>>;

export const aggregate = <State, Row extends ObjectLiteral>(definition: Omit<AggregateDefinition<State, Row>, 'kind' | 'shared'> & { shared?: boolean }): AggregateDefinition<State, Row> => ({
  kind: 'aggregate',
  shared: false,
  ...definition,
});

export const appendOnly = <Row extends ObjectLiteral>(entity: EntityClass<Row>): AppendDefinition<Row> => ({ kind: 'append', entity });

export interface Aggregates<State> {
  /** Undefined: there is no such row. Throws when the id was not named by the handler's `rows`. */
  get(id: string): State | undefined;
  put(id: string, state: State): void;
}

export interface Appends<Row> {
  add(row: Row): void;
}

/** What a handler sees of a department's tables. */
export type TablesOf<D> = {
  readonly [K in keyof D]: D[K] extends AggregateDefinition<infer State, infer _Row> ? Aggregates<State> : D[K] extends AppendDefinition<infer Row> ? Appends<Row> : never;
};

/** Ids of the rows that a handler may look at, by table. */
export type RowIds<D> = { readonly [K in keyof D as D[K] extends { kind: 'aggregate' } ? K : never]?: readonly string[] };

interface Entry {
  state: unknown;
  /** Version in the database; 0: not there yet. */
  readonly stored: number;
  dirty: boolean;
}

interface BoundTable {
  readonly table: Table;
  readonly definition: AggregateDefinition<unknown, ObjectLiteral> | AppendDefinition<ObjectLiteral>;
}

/** The department's tables bound to its database: made once at start. */
export class BoundTables {
  readonly tables: ReadonlyMap<string, BoundTable>;

  /** Without a database, as in the simulation, the tables are described by hand. */
  constructor(source: DataSource | ((entity: EntityClass<ObjectLiteral>) => Table), definitions: TableDefinitions) {
    const bound = Object.entries(definitions).map(([name, definition]): [string, BoundTable] => {
      const table = typeof source === 'function' ? source(definition.entity) : tableOf(source, definition.entity);
      const anyDefinition = definition as unknown as BoundTable['definition'];
      if (definition.kind === 'aggregate' && !table.version) throw new Error(`${table.name}: an aggregate needs a version column`);
      return [name, { table, definition: anyDefinition }];
    });
    this.tables = new Map(bound);
  }
}

/**
 * The rows of one transaction: an identity map per table, with a journal so that what a failed decision wrote is taken back
 * while the rest of the batch stays.
 */
export class Session {
  private readonly entries = new Map<string, Map<string, Entry>>();
  private readonly added = new Map<string, RawRow[]>();
  private journal: (() => void)[] = [];
  readonly view: Readonly<Record<string, unknown>>;

  constructor(
    private readonly bound: BoundTables,
    private readonly store: RowStore,
  ) {
    const view: Record<string, unknown> = {};
    for (const [name, { table, definition }] of bound.tables) {
      if (definition.kind === 'aggregate') {
        this.entries.set(name, new Map());
        view[name] = { get: (id: string) => this.entry(name, id).state, put: (id: string, state: unknown) => this.put(name, id, state) };
      } else {
        const rows: RawRow[] = [];
        this.added.set(name, rows);
        view[name] = { add: (row: RawRow) => this.add(table, rows, row) };
      }
    }
    this.view = view;
  }

  /**
   * Class by class in the order of the definitions, by id within a class: one order for everybody, so no deadlock. Asked for at once, answered together.
   */
  async load(wanted: ReadonlyMap<string, ReadonlySet<string>>, recalled: (table: string, id: string) => RecalledRow | undefined = () => undefined): Promise<void> {
    await Promise.all([...this.bound.tables].map(([name, bound]) => this.loadTable(name, bound, wanted.get(name), recalled)));
  }

  /** Rows that cases share are locked by being read. */
  private async loadTable(name: string, { table, definition }: BoundTable, wanted: ReadonlySet<string> = new Set(), recalled: (table: string, id: string) => RecalledRow | undefined): Promise<void> {
    if (definition.kind !== 'aggregate') return;
    const entries = this.entriesOf(name);
    for (const id of definition.shared ? [] : wanted) {
      const row = entries.has(id) ? undefined : recalled(name, id);
      if (row) entries.set(id, { state: row.state, stored: row.version, dirty: false });
    }
    const ids = [...wanted].filter((id) => !entries.has(id)).sort();
    if (ids.length === 0) return;
    for (const row of await this.store.loadRows(table, ids, definition.shared)) {
      const version = Number(row[table.version?.property ?? '']);
      entries.set(String(row[table.key.property]), { state: definition.fromRow(row as ObjectLiteral), stored: version, dirty: false });
    }
    for (const id of ids) if (!entries.has(id)) entries.set(id, { state: undefined, stored: 0, dirty: false });
  }

  /** Keeps what was written since the last `keep` or `undo`. */
  keep(): void {
    this.journal = [];
  }

  /** Takes back what was written since the last `keep` or `undo`. */
  undo(): void {
    for (const step of this.journal.reverse()) step();
    this.journal = [];
  }

  /** One statement per table, sent at once. */
  async flush(): Promise<void> {
    await Promise.all([...this.bound.tables].map(([name, bound]) => this.flushTable(name, bound)));
  }

  private async flushTable(name: string, { table, definition }: BoundTable): Promise<void> {
    if (definition.kind === 'append') {
      const rows = this.added.get(name) ?? [];
      if (rows.length > 0) await this.store.insertRows(table, rows);
      return;
    }
    const dirty = [...this.entriesOf(name)].filter(([, entry]) => entry.dirty).sort(([a], [b]) => (a < b ? -1 : 1));
    if (dirty.length === 0) return;
    await this.store.upsertRows(
      table,
      dirty.map(([id, entry]) => ({ row: definition.toRow(id, entry.state) as RawRow, version: entry.stored + 1 })),
    );
  }

  /** The rows with this key, by table, as they are once this is committed; without those that cases share. */
  *rowsOf(id: string): Generator<[table: string, row: RecalledRow]> {
    for (const [name, { definition }] of this.bound.tables) {
      const entry = definition.kind === 'aggregate' && !definition.shared ? this.entriesOf(name).get(id) : undefined;
      if (entry) yield [name, { state: entry.state, version: entry.dirty ? entry.stored + 1 : entry.stored }];
    }
  }

  /** Whether a row with this key was written, without those that cases share. */
  hasWritten(id: string): boolean {
    return [...this.bound.tables].some(([name, { definition }]) => definition.kind === 'aggregate' && !definition.shared && this.entriesOf(name).get(id)?.dirty === true);
  }

  private entriesOf(name: string): Map<string, Entry> {
    const entries = this.entries.get(name);
    if (!entries) throw new Error(`no table ${name}`);
    return entries;
  }

  private entry(name: string, id: string): Entry {
    const entry = this.entriesOf(name).get(id);
    if (!entry) throw new Error(`${name} ${id} was not loaded: the handler has to name it in its rows`);
    return entry;
  }

  private put(name: string, id: string, state: unknown): void {
    const entry = this.entry(name, id);
    const before = { state: entry.state, dirty: entry.dirty };
    this.journal.push(() => Object.assign(entry, before));
    entry.state = state;
    entry.dirty = true;
  }

  private add(table: Table, rows: RawRow[], row: RawRow): void {
    if (row[table.key.property] === undefined) throw new Error(`${table.name}: a row needs its ${table.key.property}`);
    this.journal.push(() => void rows.pop());
    rows.push(row);
  }
}
