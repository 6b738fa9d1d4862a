import type { StoredEvent, WaitingEvent } from '../../../src/engine/store/stored-event';
import type { Cells } from '../cell';
import type { Connection } from '../connection';

export function* savingWaiting(tx: Connection, events: readonly WaitingEvent[]): Generator<void, void> {
  for (const event of events) {
    const cell = tx.database.waiting.cell(storedKey(event));
    yield* tx.lock(cell);
    const before = cell.read(tx);
    cell.write(before ? { ...before, attempts: event.attempts, reason: event.reason, waitsFor: event.waitsFor } : { ...event, id: String(tx.database.nextNumber()) });
  }
}

export function* savingParked(tx: Connection, events: readonly StoredEvent[]): Generator<void, void> {
  for (const event of events) {
    const cell = tx.database.parked.cell(storedKey(event));
    yield* tx.lock(cell);
    if (cell.read(tx) === undefined) cell.write({ ...event, position: String(tx.database.nextNumber()) });
  }
}

export function* discarding(tx: Connection, position: string): Generator<void, void> {
  const { parked, discarded } = tx.database;
  for (const event of [...parked.read(tx)].filter((each) => each.position === position)) {
    const cell = parked.cell(storedKey(event));
    yield* tx.lock(cell);
    if (cell.read(tx)?.position !== position) continue;
    cell.write(undefined);
    const gone = discarded.cell(position);
    yield* tx.lock(gone);
    gone.write(event);
  }
}

export function* deleting<Row extends StoredEvent>(tx: Connection, cells: Cells<Row>, wanted: (row: Row) => boolean): Generator<void, void> {
  for (const row of [...cells.read(tx)].filter(wanted)) {
    const cell = cells.cell(storedKey(row));
    yield* tx.lock(cell);
    cell.write(undefined);
  }
}

export function* changing<Row extends StoredEvent>(tx: Connection, cells: Cells<Row>, wanted: (row: Row) => boolean, change: (row: Row) => Row): Generator<void, void> {
  for (const row of [...cells.read(tx)].filter(wanted)) {
    const cell = cells.cell(storedKey(row));
    yield* tx.lock(cell);
    cell.write(change(row));
  }
}

const storedKey = ({ subject, envelope }: StoredEvent): string => `${subject}\n${envelope.source}\n${envelope.id}`;
