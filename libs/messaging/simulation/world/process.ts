import type { Surroundings } from '../../src/surroundings';
import type { World } from './world';

/**
 * One operating system process: what is asked of databases and brokers leaves it, and takes effect whether or not it still lives; answers reach it only
 * while it lives. After a crash none of its promises ever resolves again. While it is paused (SIGSTOP) answers and timers wait.
 */
export class Process {
  alive = true;
  private paused = false;
  private readonly held: (() => void)[] = [];
  private readonly atDeath = new Set<() => void>();
  /** Added to the wall clock by a fault. */
  wallClockOffsetMs = 0;
  readonly surroundings: Surroundings;

  constructor(
    readonly name: string,
    readonly world: World,
    random: () => number,
  ) {
    this.surroundings = {
      monotonicMs: () => world.nowMs,
      after: (delayMs, callback) => world.after(delayMs, () => this.deliver(callback)),
      random,
    };
  }

  /** Sends a request: one step later it takes effect, wherever it was sent to, and its answer is here. */
  ask<T>(label: string, effect: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      this.world.step(this.labelled(label), () => this.deliver(outcomeOf(effect, resolve, reject)));
    });
  }

  /** The same, with time between the effect and its answer: a crash in between leaves an effect that nobody was told of. */
  askFar<T>(label: string, effect: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      this.world.step(this.labelled(label), () => {
        const answer = outcomeOf(effect, resolve, reject);
        this.world.step(this.labelled(`answer to ${label}`), () => this.deliver(answer));
      });
    });
  }

  /** Something reaches the process from outside: an answer, a timer. */
  deliver(callback: () => void): void {
    if (!this.alive) return;
    if (this.paused) this.held.push(callback);
    else callback();
  }

  crash(): void {
    if (!this.alive) return;
    this.alive = false;
    this.held.length = 0;
    for (const callback of this.atDeath) callback();
    this.atDeath.clear();
  }

  /** Called when the process crashes. What it answers takes that back. */
  onDeath(callback: () => void): () => void {
    this.atDeath.add(callback);
    return () => this.atDeath.delete(callback);
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
    for (const callback of this.held.splice(0)) this.world.step(this.labelled('held back'), () => this.deliver(callback));
  }

  labelled(label: string): string {
    return `${this.name}: ${label}`;
  }
}

/** Does it now; how it ended is told later. */
function outcomeOf<T>(effect: () => T, resolve: (value: T) => void, reject: (error: unknown) => void): () => void {
  try {
    const value = effect();
    return () => resolve(value);
  } catch (error) {
    return () => reject(error);
  }
}
