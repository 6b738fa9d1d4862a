import { randomUUID } from 'node:crypto';
import { noteKey, readNote, referredKey, type Shelf, type ShelfEntry } from './store/shelf';

/** How a file went through a sweep. */
export const sweepOutcomes = ['removed', 'referred', 'put_back'] as const;
export type SweepOutcome = (typeof sweepOutcomes)[number];

export interface Sweeping {
  readonly shelf: Shelf;
  /** Whether the case refers to the file, asked of intake; false also when there is no such case. Throws when intake can't say. */
  readonly refers: (caseId: string, sha256: string) => Promise<boolean>;
  /** Notes that are younger are of uploads that may be under way. */
  readonly restedMs: number;
  readonly counted: (outcome: SweepOutcome) => void;
}

const filesAtOnce = 1_000;

/**
 * Says, before a file is kept, that a case is about to refer to it: from now on a sweep that is just removing it puts it back. A file of before there were notes is
 * marked as one that is referred to: which cases do, nobody has written down. Where that is misjudged beside a sweep, a file is kept that need not be.
 */
export async function announce(shelf: Shelf, sha256: string, caseId: string): Promise<void> {
  if (await shelf.has(referredKey(sha256))) return;
  const isOfBefore = !(await hasNotes(shelf, sha256)) && (await shelf.has(sha256));
  await shelf.put(isOfBefore ? referredKey(sha256) : noteKey(sha256, caseId));
}

/**
 * Removes files to which no case refers, so long after they came. Safe beside uploads and beside other gateways that sweep the same store: a file is first set aside, and only then it is looked for new notes; whoever
 * announces later keeps the file after that, and what was announced earlier is seen, and the file put back.
 */
export async function sweepEvidence({ shelf, refers, restedMs, counted }: Sweeping): Promise<void> {
  const isRested = ({ at }: ShelfEntry): boolean => Date.now() - at.getTime() > restedMs;
  await putBackLeftovers(shelf, isRested);
  for (const [sha256, notes] of await notesByFile(shelf)) {
    if (!notes.every(isRested)) continue;
    if ((await shelf.has(referredKey(sha256))) || (await anyRefers(notes, refers))) {
      await shelf.put(referredKey(sha256));
      await dropAll(shelf, notes);
      counted('referred');
      continue;
    }
    counted((await remove(shelf, sha256, notes, isRested)) ? 'removed' : 'put_back');
  }
}

/** False: somebody has come for it meanwhile. */
async function remove(shelf: Shelf, sha256: string, seen: readonly ShelfEntry[], isRested: (note: ShelfEntry) => boolean): Promise<boolean> {
  const aside = `aside/${sha256}/${randomUUID()}`;
  const moved = await shelf.move(sha256, aside);
  const notes = await all(shelf.list(`notes/${sha256}/`));
  if ((await shelf.has(referredKey(sha256))) || !notes.every(isRested) || notes.some(({ key }) => !seen.some((note) => note.key === key))) {
    if (moved) await shelf.move(aside, sha256);
    return false;
  }
  // The notes last: as long as something lies aside, it can be told whose it is.
  if (moved) await shelf.drop(aside);
  await dropAll(shelf, notes);
  return true;
}

/** Of a sweep that was broken off. */
async function putBackLeftovers(shelf: Shelf, isRested: (entry: ShelfEntry) => boolean): Promise<void> {
  for (const entry of await all(shelf.list('aside/'))) if (isRested(entry)) await shelf.move(entry.key, readNote(entry.key).sha256);
}

async function notesByFile(shelf: Shelf): Promise<ReadonlyMap<string, readonly ShelfEntry[]>> {
  const files = new Map<string, ShelfEntry[]>();
  for await (const note of shelf.list('notes/')) {
    const { sha256 } = readNote(note.key);
    const notes = files.get(sha256);
    if (notes) notes.push(note);
    else if (files.size < filesAtOnce) files.set(sha256, [note]);
  }
  return files;
}

async function anyRefers(notes: readonly ShelfEntry[], refers: Sweeping['refers']): Promise<boolean> {
  for (const { key } of notes) {
    const { sha256, caseId } = readNote(key);
    if (await refers(caseId, sha256)) return true;
  }
  return false;
}

async function hasNotes(shelf: Shelf, sha256: string): Promise<boolean> {
  return (await all(shelf.list(`notes/${sha256}/`))).length > 0;
}

const dropAll = async (shelf: Shelf, entries: readonly ShelfEntry[]): Promise<void> => {
  for (const { key } of entries) await shelf.drop(key);
};

async function all(entries: AsyncIterable<ShelfEntry>): Promise<ShelfEntry[]> {
  const found: ShelfEntry[] = [];
  for await (const entry of entries) found.push(entry);
  return found;
}
