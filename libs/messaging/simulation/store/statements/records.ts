import type { HopRow, OutboxRow } from '../../../src/engine/store/store';
import type { Connection } from '../connection';
import { SqlError } from '../sql-error';

export function* savingHops(tx: Connection, hops: readonly HopRow[]): Generator<void, void> {
  for (const { item } of hops) {
    const cell = tx.database.hops.cell(`${item.subject}\n${item.id}`);
    yield* tx.lock(cell);
    if (cell.read(tx) !== undefined) throw new SqlError('23505', `hop ${item.subject} ${item.id} is there already`);
    cell.write({ subject: item.subject, id: item.id });
  }
}

export function savingOutbox(tx: Connection, rows: readonly OutboxRow[]): void {
  const { database } = tx;
  const xid = tx.assignXid();
  for (const row of rows) database.outbox.push({ outboxId: database.nextOutboxId(), xid, slot: database.rotation.slot, row });
}
