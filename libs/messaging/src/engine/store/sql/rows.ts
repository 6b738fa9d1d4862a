import type { ClientBase } from 'pg';
import type { Column, Table } from '../../../tables/table';
import { column, isColumnType } from '../../../sql/columns';
import { VersionConflictError, type RawRow, type VersionedRow } from '../store';

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export async function loadRows(client: ClientBase, table: Table, ids: readonly string[], lock: boolean): Promise<RawRow[]> {
  const { rows } = await client.query<Record<string, unknown>>({ name: `load:${table.name}:${lock}`, text: textOf(table, lock ? 'lock' : 'load'), values: [arrayOf(table.key, ids)] });
  return rows;
}

export async function upsertRows(client: ClientBase, table: Table, rows: readonly VersionedRow[]): Promise<void> {
  const { version } = table;
  if (!version) throw new Error(`${table.name} is append-only: it has no version column`);
  const values = upsertColumns(table).map((each) => arrayOf(each, rows.map(({ row, version: next }) => (each === version ? next : row[each.property]))));
  const { rowCount } = await client.query({ name: `upsert:${table.name}`, text: textOf(table, 'upsert'), values });
  if (rowCount !== rows.length) throw new VersionConflictError(table.name);
}

export async function insertRows(client: ClientBase, table: Table, rows: readonly RawRow[]): Promise<void> {
  const values = insertColumns(table).map((each) => arrayOf(each, rows.map((row) => row[each.property])));
  await client.query({ name: `insert:${table.name}`, text: textOf(table, 'insert'), values });
}

type Statement = 'load' | 'lock' | 'upsert' | 'insert';

const texts = new WeakMap<Table, Map<Statement, string>>();

/** The text of a statement, made once per table. */
function textOf(table: Table, statement: Statement): string {
  let own = texts.get(table);
  if (!own) texts.set(table, (own = new Map()));
  let text = own.get(statement);
  if (text === undefined) own.set(statement, (text = builders[statement](table)));
  return text;
}

const builders: Readonly<Record<Statement, (table: Table) => string>> = {
  load: (table) => selectSql(table),
  lock: (table) => `${selectSql(table)} FOR UPDATE`,
  insert: (table) => insertSql(table, insertColumns(table)),
  upsert: (table) => {
    const { version } = table;
    const name = quote(version?.name ?? '');
    const updates = upsertColumns(table).slice(1).map((each) => `${quote(each.name)} = excluded.${quote(each.name)}`);
    return `${insertSql(table, upsertColumns(table))} ON CONFLICT (${quote(table.key.name)}) DO UPDATE SET ${updates.join(', ')} WHERE ${quote(table.name)}.${name} = excluded.${name} - 1`;
  },
};

const insertColumns = (table: Table): Column[] => [table.key, ...table.columns];
const upsertColumns = (table: Table): Column[] => [table.key, ...(table.version ? [table.version] : []), ...table.columns];

function selectSql(table: Table): string {
  const fields = upsertColumns(table).map((each) => `${quote(each.name)} AS ${quote(each.property)}`).join(', ');
  const key = quote(table.key.name);
  return `SELECT ${fields} FROM ${quote(table.name)} WHERE ${key} = ANY($1::${table.key.type}[]) ORDER BY ${key}`;
}

function insertSql(table: Table, columns: readonly Column[]): string {
  const names = columns.map(({ name }) => quote(name)).join(', ');
  const fields = columns.map(({ type }, index) => (type.endsWith('[]') ? `ARRAY(SELECT jsonb_array_elements_text(c${index}))::${type}` : `c${index}`)).join(', ');
  const arrays = columns.map((each, index) => `$${index + 1}::${wireType(each)}[]`).join(', ');
  const aliases = columns.map((_, index) => `c${index}`).join(', ');
  return `INSERT INTO ${quote(table.name)} (${names}) SELECT ${fields} FROM unnest(${arrays}) AS x(${aliases})`;
}

/** An array column can't be unnested without being flattened: it travels as JSON. */
const wireType = ({ type }: Column): string => (type.endsWith('[]') ? 'jsonb' : type);

/** One parameter for a whole column: null stays null, JSON becomes text. */
function arrayOf(of: Column, values: readonly unknown[]): unknown {
  const type = wireType(of);
  if (type === 'jsonb') return column('jsonb', values.map((value) => (value === undefined || value === null ? null : JSON.stringify(value))));
  if (isColumnType(type)) return column(type, values);
  return values.map((value) => (value === undefined ? null : typeof value === 'bigint' ? value.toString() : value));
}
