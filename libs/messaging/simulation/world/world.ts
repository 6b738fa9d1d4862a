import type { Scheduler } from 'fast-check';

interface Alarm {
  readonly atMs: number;
  readonly callback: () => void;
}

/**
 * Time and order of everything that happens in one simulated run. Whatever takes effect is a step, and fast-check's scheduler picks the next one
 * among all that could happen now; the passing of time is one of them. No real time, no real chance.
 */
export class World {
  /** Milliseconds since the start of the run. */
  nowMs = 0;
  steps = 0;
  private readonly alarms: Alarm[] = [];
  private ticking = false;

  constructor(private readonly scheduler: Scheduler) {}

  /** Something that happens some time from now. */
  step(label: string, effect: () => void): void {
    void this.scheduler.schedule(done, label).then(effect);
  }

  /** Calls back once, at a time of the simulated clock. What it answers cancels that. */
  after(delayMs: number, callback: () => void): () => void {
    const alarm = { atMs: this.nowMs + Math.max(0, delayMs), callback };
    // Earliest first; of those due together, the one set first.
    let at = this.alarms.length;
    while (at > 0 && (this.alarms[at - 1]?.atMs ?? 0) > alarm.atMs) at--;
    this.alarms.splice(at, 0, alarm);
    return () => {
      const index = this.alarms.indexOf(alarm);
      if (index >= 0) this.alarms.splice(index, 1);
    };
  }

  sleep(delayMs: number): Promise<void> {
    return new Promise((resolve) => void this.after(delayMs, resolve));
  }

  /** Lets one thing happen, and then all that follows from it without waiting. */
  async next(): Promise<void> {
    this.steps++;
    this.tickSometime();
    await this.scheduler.waitOne();
  }

  private tickSometime(): void {
    if (this.ticking) return;
    this.ticking = true;
    this.step('time passes', () => {
      this.ticking = false;
      const next = this.alarms.shift();
      if (!next) return;
      this.nowMs = Math.max(this.nowMs, next.atMs);
      next.callback();
    });
  }
}

const done = Promise.resolve();

/** For fast-check's scheduler: after each step everything that follows from it runs to its end, down to the last microtask. */
export async function act(step: () => Promise<void>): Promise<void> {
  await step();
  await new Promise((resolve) => setImmediate(resolve));
}
