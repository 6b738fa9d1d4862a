import type { ReceivedEvent } from '../../../src/engine/store/store';
import type { Connection } from '../connection';

export function* receiving(tx: Connection, events: readonly ReceivedEvent[]): Generator<void, readonly ReceivedEvent[]> {
  const fresh: ReceivedEvent[] = [];
  const byKey = new Map(events.map((event) => [`${event.source}\n${event.id}`, event]));
  if (tx.database.mutation.receivedNotNoted) return [...byKey.values()];
  for (const [key, event] of byKey) {
    const cell = tx.database.received.cell(key);
    if (cell.read(tx) !== undefined) continue;
    yield* tx.lock(cell);
    if (cell.read(tx) !== undefined) continue;
    cell.write(true);
    fresh.push(event);
  }
  return fresh;
}
