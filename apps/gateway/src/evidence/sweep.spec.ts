import * as fc from 'fast-check';
import { noteKey, referredKey, type Shelf, type ShelfEntry } from './store/shelf';
import { announce, sweepEvidence, type SweepOutcome } from './sweep';

const sha256 = 'ab'.repeat(32);
const hourMs = 3_600_000;
const longAgo = () => new Date(Date.now() - 48 * hourMs);

/** A store in memory; every look and every change comes in a turn of its own, also the two halves of a move, as in a bucket. */
class MemoryShelf implements Shelf {
  readonly entries = new Map<string, Date>();

  constructor(private readonly turn: () => Promise<unknown> = () => Promise.resolve()) {}

  async has(key: string): Promise<boolean> {
    await this.turn();
    return this.entries.has(key);
  }

  async put(key: string): Promise<void> {
    await this.turn();
    this.entries.set(key, new Date());
  }

  async *list(prefix: string): AsyncIterable<ShelfEntry> {
    await this.turn();
    for (const [key, at] of [...this.entries]) if (key.startsWith(prefix)) yield { key, at };
  }

  async move(from: string, to: string): Promise<boolean> {
    await this.turn();
    if (!this.entries.has(from)) return false;
    this.entries.set(to, new Date());
    await this.drop(from);
    return true;
  }

  async drop(key: string): Promise<void> {
    await this.turn();
    this.entries.delete(key);
  }
}

describe('sweeping files that no case refers to', () => {
  const swept = async (shelf: Shelf, referring: readonly string[] = []): Promise<SweepOutcome[]> => {
    const outcomes: SweepOutcome[] = [];
    await sweepEvidence({ shelf, refers: async (caseId) => referring.includes(caseId), restedMs: hourMs, counted: (outcome) => outcomes.push(outcome) });
    return outcomes;
  };
  const withFile = (...notes: readonly (readonly [caseId: string, at: Date])[]): MemoryShelf => {
    const shelf = new MemoryShelf();
    shelf.entries.set(sha256, longAgo());
    for (const [caseId, at] of notes) shelf.entries.set(noteKey(sha256, caseId), at);
    return shelf;
  };

  it('removes one that none of the cases it came for refers to, with its notes', async () => {
    const shelf = withFile(['a', longAgo()], ['b', longAgo()]);
    expect(await swept(shelf)).toEqual(['removed']);
    expect([...shelf.entries.keys()]).toEqual([]);
  });

  it('leaves one that any of them refers to, for good: also when it comes once more for a case that does not take it', async () => {
    const shelf = withFile(['a', longAgo()], ['b', longAgo()]);
    expect(await swept(shelf, ['b'])).toEqual(['referred']);
    await announce(shelf, sha256, 'c');
    expect(await swept(shelf)).toEqual([]);
    expect([...shelf.entries.keys()]).toEqual([sha256, referredKey(sha256)]);
  });

  it('leaves one that has just come, and one of before there were notes, whoever sends it again', async () => {
    const fresh = withFile(['a', longAgo()], ['b', new Date()]);
    expect(await swept(fresh)).toEqual([]);
    const old = withFile();
    await announce(old, sha256, 'a');
    await announce(old, sha256, 'b');
    expect(await swept(old)).toEqual([]);
    expect([...old.entries.keys()]).toEqual([sha256, referredKey(sha256)]);
  });

  it('removes nothing of which intake can’t say whether a case refers to it', async () => {
    const shelf = withFile(['a', longAgo()]);
    await expect(sweepEvidence({ shelf, refers: () => Promise.reject(new Error('away')), restedMs: hourMs, counted: () => undefined })).rejects.toThrow('away');
    expect(shelf.entries.has(sha256)).toBe(true);
  });

  it('puts back what a sweep that was broken off has left aside', async () => {
    const shelf = withFile(['a', longAgo()]);
    shelf.entries.delete(sha256);
    shelf.entries.set(`aside/${sha256}/1`, longAgo());
    expect(await swept(shelf, ['a'])).toEqual(['referred']);
    expect(shelf.entries.has(sha256)).toBe(true);
  });

  it('never loses a file that a case refers to, however two sweeps and two uploads of it run into each other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.boolean(), fc.boolean(), async (scheduler, there, secondIsTaken) => {
        const shelf = new MemoryShelf(() => scheduler.schedule(Promise.resolve()));
        if (there) shelf.entries.set(sha256, longAgo());
        shelf.entries.set(noteKey(sha256, 'old'), longAgo());
        const referring = new Set<string>();
        const upload = async (caseId: string, taken: boolean): Promise<void> => {
          await announce(shelf, sha256, caseId);
          await shelf.put(sha256);
          await scheduler.schedule(Promise.resolve());
          if (taken) referring.add(caseId);
        };
        const sweep = (): Promise<void> => sweepEvidence({ shelf, refers: async (caseId) => referring.has(caseId), restedMs: hourMs, counted: () => undefined });
        const all = Promise.all([sweep(), upload('new', true), sweep(), upload('other', secondIsTaken)]);
        await scheduler.waitFor(all);
        expect([...shelf.entries.keys()]).toContain(sha256);
        // And the next sweep, when the notes have rested, leaves it too.
        for (const key of shelf.entries.keys()) if (key.startsWith('notes/')) shelf.entries.set(key, longAgo());
        await scheduler.waitFor(sweep());
        expect([...shelf.entries.keys()]).toContain(sha256);
      }),
      { numRuns: 1_000 },
    );
  });
});
