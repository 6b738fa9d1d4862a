import type { Answer, CommandKey, KeptAnswer } from '../../../src/engine/store/store';
import type { Connection } from '../connection';

export function* reservingKey(tx: Connection, { principal, operation, key }: CommandKey, requestHash: string): Generator<void, KeptAnswer | undefined> {
  const { keys, mutation } = tx.database;
  const cell = keys.cell(keyOf({ principal, operation, key }));
  if (mutation.keyNotInsertedFirst) return cell.committed;
  if (cell.read(tx) === undefined) yield* tx.lock(cell);
  const before = cell.read(tx);
  if (before) return before;
  cell.write({ requestHash, answer: undefined });
  return undefined;
}

export function* keepingAnswer(tx: Connection, key: CommandKey, answer: Answer): Generator<void, void> {
  const cell = tx.database.keys.cell(keyOf(key));
  yield* tx.lock(cell);
  cell.write({ requestHash: cell.read(tx)?.requestHash ?? '', answer });
}

const keyOf = ({ principal, operation, key }: CommandKey): string => `${principal}\n${operation}\n${key}`;
