import type { IntentRow, TimerRow } from '../../../src/engine/store/store';
import type { Connection } from '../connection';

export function* savingIntents(tx: Connection, rows: readonly IntentRow[]): Generator<void, void> {
  for (const row of rows) {
    const cell = tx.database.intents.cell(row.intent.id);
    yield* tx.lock(cell);
    cell.write({ row, open: true, attempts: cell.read(tx)?.attempts ?? 0 });
  }
}

export function* closingIntents(tx: Connection, intents: readonly { readonly id: string; readonly attempts: number }[]): Generator<void, ReadonlySet<string>> {
  const closed = new Set<string>();
  for (const { id, attempts } of intents) {
    const cell = tx.database.intents.cell(id);
    yield* tx.lock(cell);
    const before = cell.read(tx);
    if (!before?.open || before.attempts !== attempts) continue;
    cell.write({ ...before, open: false });
    closed.add(id);
  }
  return closed;
}

export function* savingTimers(tx: Connection, timers: readonly TimerRow[]): Generator<void, void> {
  for (const timer of timers) {
    const cell = tx.database.timers.cell(`${timer.subject} ${timer.name}`);
    yield* tx.lock(cell);
    cell.write(timer.dueAt === undefined ? undefined : timer);
  }
}

export function* takingTimer(tx: Connection, id: string, at: Date): Generator<void, boolean> {
  const cell = tx.database.timers.cell(id);
  yield* tx.lock(cell);
  const due = (cell.read(tx)?.dueAt.getTime() ?? Number.POSITIVE_INFINITY) <= at.getTime();
  if (due) cell.write(undefined);
  return due;
}
