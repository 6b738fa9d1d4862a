import { realSurroundings, type Surroundings } from '../surroundings';

export interface JointQueueOptions<Job, Result> {
  /** Groups handled at a time. */
  readonly atATime: number;
  /** How much of `limit` a job takes. */
  readonly size: (job: Job) => number;
  /** A group takes jobs up to this much, and at least one. */
  readonly limit: number;
  /** Groups begin so far apart, unless what waits fills one: a small one costs nearly as much as a large one. */
  readonly intervalMs: number;
  /** One result per job, in their order; a rejection is every job's. */
  readonly handle: (jobs: readonly Job[]) => Promise<readonly PromiseSettledResult<Result>[]>;
  readonly surroundings?: Surroundings | undefined;
}

interface Waiting<Job, Result> {
  readonly job: Job;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/** Jobs that come while others are under way, or shortly after others have begun, are handled together, first come first served. A queue that was at rest begins at once. */
export class JointQueue<Job, Result> {
  private readonly waiting: Waiting<Job, Result>[] = [];
  private readonly surroundings: Surroundings;
  private underWay = 0;
  private lastBegan = Number.NEGATIVE_INFINITY;
  private pausing = false;

  constructor(private readonly options: JointQueueOptions<Job, Result>) {
    this.surroundings = options.surroundings ?? realSurroundings;
  }

  add(job: Job): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ job, resolve, reject });
      this.next();
    });
  }

  private next(): void {
    if (this.underWay >= this.options.atATime || this.waiting.length === 0) return;
    const now = this.surroundings.monotonicMs();
    const earlyMs = this.lastBegan + this.options.intervalMs - now;
    if (earlyMs > 0 && !this.fillsOne()) return this.pause(earlyMs);
    this.lastBegan = now;
    this.underWay++;
    const group = this.group();
    void this.handle(group).finally(() => {
      this.underWay--;
      this.next();
    });
  }

  private pause(delayMs: number): void {
    if (this.pausing) return;
    this.pausing = true;
    this.surroundings.after(delayMs, () => {
      this.pausing = false;
      this.next();
    });
  }

  private fillsOne(): boolean {
    const { size, limit } = this.options;
    let sum = 0;
    return this.waiting.some(({ job }) => (sum += size(job)) >= limit);
  }

  private group(): readonly Waiting<Job, Result>[] {
    const { size, limit } = this.options;
    let sum = 0;
    let count = 0;
    for (const { job } of this.waiting) {
      sum += size(job);
      if (count > 0 && sum > limit) break;
      count++;
    }
    return this.waiting.splice(0, count);
  }

  private async handle(group: readonly Waiting<Job, Result>[]): Promise<void> {
    try {
      const results = await this.options.handle(group.map(({ job }) => job));
      group.forEach(({ resolve, reject }, index) => {
        const result = results[index];
        if (result?.status === 'fulfilled') resolve(result.value);
        else reject(result?.reason);
      });
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }
}
