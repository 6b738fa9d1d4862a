import { setTimeout as sleep } from 'node:timers/promises';

/** What is to be watched of one thing: everybody who listens to it gets the same look. */
export interface Watched<Look> {
  /** Called with what was seen; not while an earlier call is still under way. */
  readonly onNews: (look: Look) => Promise<void> | void;
}

/** Things whose listeners are told at a time: each may ask a department. */
const atOnce = 16;

/**
 * Looks for all listeners of this process together, as long as there is one: what that costs does not grow with their number. A look that fails is made again at the next turn: departments come back.
 */
export class Watch<Key, Look, Listener extends Watched<Look>> {
  private readonly listeners = new Map<Key, Set<Listener>>();
  private running: Promise<void> | undefined;
  /** What is to be told: the newest look of each. */
  private readonly waiting = new Map<Key, Look>();
  private readonly telling = new Set<Key>();
  private readonly ending = new AbortController();

  constructor(
    private readonly options: {
      readonly lookMs: number;
      /** What is seen now of the things that are listened to; those without anything to see are left out. */
      readonly look: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Look>>;
      readonly onError: (error: unknown) => void;
    },
  ) {}

  /** Until the function that it answers is called. */
  listen(key: Key, listener: Listener): () => void {
    const set = this.listeners.get(key) ?? new Set();
    this.listeners.set(key, set.add(listener));
    this.running ??= this.loop().finally(() => (this.running = undefined));
    return () => {
      set.delete(listener);
      if (set.size === 0 && this.listeners.get(key) === set) this.listeners.delete(key);
    };
  }

  close(): void {
    this.ending.abort();
  }

  private async loop(): Promise<void> {
    const { signal } = this.ending;
    while (this.listeners.size > 0 && !signal.aborted) {
      try {
        await this.turn();
      } catch (error) {
        this.options.onError(error);
      }
      await sleep(this.options.lookMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Does not wait until all are told: one who is slow to be answered about must not keep the others from the next look. */
  private async turn(): Promise<void> {
    for (const [key, look] of await this.options.look([...this.listeners.keys()])) this.waiting.set(key, look);
    this.tellNext();
  }

  private tellNext(): void {
    for (const [key, look] of this.waiting) {
      if (this.telling.size >= atOnce) return;
      if (this.telling.has(key)) continue;
      this.waiting.delete(key);
      void this.tell(key, look);
    }
  }

  private async tell(key: Key, look: Look): Promise<void> {
    this.telling.add(key);
    try {
      await Promise.all([...(this.listeners.get(key) ?? [])].map(async (listener) => listener.onNews(look)));
    } catch (error) {
      this.options.onError(error);
    } finally {
      this.telling.delete(key);
      this.tellNext();
    }
  }
}
