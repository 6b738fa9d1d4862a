import { HuiliuError } from '@huiliu/platform';
import type { WaitingEvent } from './store/stored-event';
import { isTransient } from './transient';

/** All went well so far, but not everything that waited was tried: rolled back, and tried again with more. */
class MoreWaitError extends Error {}

/** What a transaction does with events that wait for what happens in it. */
export class Releasing {
  /** Those that were tried, in order. */
  readonly tried: string[] = [];
  private left = false;

  constructor(
    private readonly limit = Number.POSITIVE_INFINITY,
    /** Those that SQL refuses, with its reason: parked instead of tried. */
    private readonly refused: ReadonlyMap<string, string> = new Map(),
  ) {}

  refusal(event: WaitingEvent): string | undefined {
    return this.refused.get(nameOf(event));
  }

  /** False: not in this transaction. */
  mayTry(event: WaitingEvent): boolean {
    this.left ||= this.tried.length >= this.limit;
    if (!this.left) this.tried.push(nameOf(event));
    return !this.left;
  }

  /** Call when everything is written, before the commit. */
  assertComplete(): void {
    if (this.left) throw new MoreWaitError();
  }
}

/**
 * Runs one transaction. Where SQL refuses the data of an event that waited, not of the one that released it, that event's case is parked and the rest goes
 * through: found by releasing one more at a time, each in a trial that is rolled back. Rare, so its cost does not matter. `run` is done again each time.
 */
export async function releasingApart<T>(run: (releasing: Releasing) => Promise<T>): Promise<T> {
  const all = new Releasing();
  try {
    return await run(all);
  } catch (error) {
    if (all.tried.length === 0 || !isRefused(error)) throw error;
  }
  const refused = new Map<string, string>();
  for (let limit = 0; ; ) {
    const releasing = new Releasing(limit, refused);
    try {
      return await run(releasing);
    } catch (error) {
      const culprit = releasing.tried.at(-1);
      if (error instanceof MoreWaitError) limit++;
      else if (culprit !== undefined && isRefused(error)) refused.set(culprit, error instanceof Error ? error.message : String(error));
      else throw error;
    }
  }
}

/** By SQL, for its data. Errors of our own have a code or a class of theirs. */
const isRefused = (error: unknown): boolean => !isTransient(error) && !(error instanceof HuiliuError) && sqlState.test(String((error as { code?: unknown } | null)?.code ?? ''));

const sqlState = /^2[23]...$/;

const nameOf = ({ subject, envelope }: WaitingEvent): string => `${subject}\n${envelope.source}\n${envelope.id}`;
