import type { ClientBase } from 'pg';
import type { Column, Table } from './table';

export type RawRow = Readonly<Record<string, unknown>>;

/** A row of another transaction's making stood in the way of ours: the batch is done again. Heads are locked, so this is rare. */
export class VersionConflictError extends Error {
  constructor(table: string) {
    super(`${table}: a row changed while it was being handled`);
  }
}

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** `lock` for rows shared between cases; rows of one case are guarded by its head. Sorted by id, so that locks are taken in one order. */
export async function loadRows(client: ClientBase, table: Table, ids: readonly string[], lock: boolean): Promise<RawRow[]> {
  const all = [table.key, ...(table.version ? [table.version] : []), ...table.columns];
  const fields = all.map((column) => `${quote(column.name)} AS ${quote(column.property)}`).join(', ');
  const key = quote(table.key.name);
  const text = `SELECT ${fields} FROM ${quote(table.name)} WHERE ${key} = ANY($1::${table.key.type}[]) ORDER BY ${key}${lock ? ' FOR UPDATE' : ''}`;
  const result = await client.query<Record<string, unknown>>({ name: `load:${table.name}:${lock}`, text, values: [ids] });
  return result.rows;
}

/** One statement for all rows; `version` is the row's new version and must be the stored one plus 1. */
export async function upsertRows(client: ClientBase, table: Table, rows: readonly { readonly row: RawRow; readonly version: number }[]): Promise<void> {
  const { version } = table;
  if (!version) throw new Error(`${table.name} is append-only: it has no version column`);
  const columns = [table.key, version, ...table.columns];
  const values = columns.map((column) => arrayOf(column, rows.map(({ row, version: next }) => (column === version ? next : row[column.property]))));
  const updates = [version, ...table.columns].map((column) => `${quote(column.name)} = excluded.${quote(column.name)}`).join(', ');
  const text = `${insertSql(table, columns)} ON CONFLICT (${quote(table.key.name)}) DO UPDATE SET ${updates} WHERE ${quote(table.name)}.${quote(version.name)} = excluded.${quote(version.name)} - 1`;
  const result = await client.query({ name: `upsert:${table.name}`, text, values });
  if (result.rowCount !== rows.length) throw new VersionConflictError(table.name);
}

/** Append-only: a row that is there already is an error (SQLSTATE 23505). */
export async function insertRows(client: ClientBase, table: Table, rows: readonly RawRow[]): Promise<void> {
  const columns = [table.key, ...table.columns];
  const values = columns.map((column) => arrayOf(column, rows.map((row) => row[column.property])));
  await client.query({ name: `insert:${table.name}`, text: insertSql(table, columns), values });
}

function insertSql(table: Table, columns: readonly Column[]): string {
  const names = columns.map((column) => quote(column.name)).join(', ');
  const fields = columns.map((column, index) => (column.type.endsWith('[]') ? `ARRAY(SELECT jsonb_array_elements_text(c${index}))::${column.type}` : `c${index}`)).join(', ');
  const arrays = columns.map((column, index) => `$${index + 1}::${wireType(column)}[]`).join(', ');
  const aliases = columns.map((_, index) => `c${index}`).join(', ');
  return `INSERT INTO ${quote(table.name)} (${names}) SELECT ${fields} FROM unnest(${arrays}) AS x(${aliases})`;
}

/** An array column can't be unnested without being flattened: it travels as JSON. */
const wireType = (column: Column): string => (column.type.endsWith('[]') ? 'jsonb' : column.type);

/** One parameter for a whole column: null stays null, JSON and bigint become text. */
function arrayOf(column: Column, values: readonly unknown[]): unknown[] {
  if (wireType(column) === 'jsonb') return values.map((value) => (value === undefined || value === null ? null : JSON.stringify(value)));
  return values.map((value) => (value === undefined ? null : typeof value === 'bigint' ? value.toString() : value));
}
