import type { RawRow, VersionedRow } from '../../../src/engine/store/store';
import type { Table } from '../../../src/tables/table';
import type { Connection } from '../connection';
import { SqlError } from '../sql-error';

export function* loadingRows(tx: Connection, table: Table, ids: readonly string[], lock: boolean): Generator<void, readonly RawRow[]> {
  const rows = tx.database.table(table.name);
  const found: RawRow[] = [];
  for (const id of [...ids].sort()) {
    const cell = rows.cell(id);
    if (lock && cell.read(tx) !== undefined && !tx.database.mutation.sharedRowsUnguarded) yield* tx.lock(cell);
    const row = cell.read(tx);
    if (row) found.push(row);
  }
  return found;
}

export function* upsertingRows(tx: Connection, table: Table, rows: readonly VersionedRow[]): Generator<void, number> {
  const cells = tx.database.table(table.name);
  const versionOf = table.version?.property ?? '';
  let changed = 0;
  for (const { row, version } of rows) {
    assertStorable(row);
    const cell = cells.cell(String(row[table.key.property]));
    yield* tx.lock(cell);
    const before = cell.read(tx);
    if (before && before[versionOf] !== version - 1 && !tx.database.mutation.sharedRowsUnguarded) continue;
    cell.write({ ...row, [versionOf]: version });
    changed++;
  }
  return changed;
}

export function* insertingRows(tx: Connection, table: Table, rows: readonly RawRow[]): Generator<void, void> {
  const cells = tx.database.table(table.name);
  for (const row of rows) {
    assertStorable(row);
    const key = String(row[table.key.property]);
    const cell = cells.cell(key);
    yield* tx.lock(cell);
    if (cell.read(tx) !== undefined) throw new SqlError('23505', `${table.name} ${key} is there already`);
    cell.write(row);
  }
}

/** PostgreSQL takes no character 0 in texts. */
function assertStorable(row: RawRow): void {
  if (JSON.stringify(row).includes('\\u0000')) throw new SqlError('22P05', 'unsupported Unicode escape sequence');
}
