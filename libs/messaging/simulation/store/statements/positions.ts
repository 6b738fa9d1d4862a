import type { PositionMove } from '../../../src/engine/store/store';
import type { Connection } from '../connection';
import type { PositionStep } from '../database';

/** `history` gets what was moved. */
export function* movingPositions(tx: Connection, moves: readonly PositionMove[], history: PositionStep[]): Generator<void, boolean> {
  const { positions, mutation, positionHistory } = tx.database;
  let moved = 0;
  for (const { topic, partition, stored, next } of moves) {
    const place = `${topic}/${partition}`;
    const cell = positions.cell(place);
    yield* tx.lock(cell);
    const before = cell.read(tx);
    if (before !== stored && !mutation.positionWithoutCompare) continue;
    moved++;
    cell.write(next);
    if (mutation.positionOutsideTransaction) {
      cell.committed = next;
      positionHistory.push({ place, stored: before, next });
    } else history.push({ place, stored: before, next });
  }
  return moved === moves.length;
}
