import type { Head } from '../../../src/engine/heads';
import { nothingSeen, type Seen } from '../../../src/engine/sequence';
import type { Connection } from '../connection';
import type { HeadState } from '../database';

/** ON CONFLICT DO NOTHING: waits for whoever is inserting the same. */
export function* insertingHeads(tx: Connection, subjects: readonly string[]): Generator<void, void> {
  const { heads, mutation } = tx.database;
  if (mutation.missingHeadsNotInserted || mutation.noHeadLock) return;
  for (const subject of subjects) {
    const cell = heads.cell(subject);
    if (cell.read(tx) !== undefined) continue;
    yield* tx.lock(cell);
    // Inserted by another meanwhile: then this holds a row's lock a little earlier than PostgreSQL would, in the same order.
    if (cell.read(tx) === undefined) cell.write({ ...newHead, stamp: String(tx.assignXid()) });
  }
}

export function* lockingHeads(tx: Connection, subjects: readonly string[]): Generator<void, Head[]> {
  const { heads, mutation } = tx.database;
  const locked: Head[] = [];
  for (const subject of subjects) {
    const cell = heads.cell(subject);
    const unlocked = mutation.noHeadLock || (mutation.missingHeadsNotInserted && cell.read(tx) === undefined);
    if (!unlocked) yield* tx.lock(cell);
    const state = cell.read(tx) ?? newHead;
    locked.push({ subject, ...state, ...(mutation.stampsUnchanged && { stamp: 'as ever' }), seen: mutation.sequencesForgotten ? new Forgetful() : new Map(state.seen), dirty: false });
  }
  return locked;
}

export function* savingHeads(tx: Connection, heads: readonly Head[]): Generator<void, string> {
  const stamp = String(tx.assignXid());
  for (const { subject, outSequence, blocked, awaited, seen, trace, lastHop } of heads) {
    const cell = tx.database.heads.cell(subject);
    yield* tx.lock(cell);
    cell.write({ outSequence, blocked, awaited, seen: new Map(seen), trace, lastHop, stamp });
  }
  return tx.database.mutation.stampsUnchanged ? 'as ever' : stamp;
}

const newHead: HeadState = { outSequence: 0, blocked: false, awaited: false, seen: new Map(), trace: undefined, lastHop: undefined, stamp: undefined };

/** Whatever comes is next. */
class Forgetful extends Map<string, Seen> {
  override get(source: string): Seen {
    return { ...(super.get(source) ?? nothingSeen), epoch: Number.NaN, sequence: Number.NaN };
  }
}
