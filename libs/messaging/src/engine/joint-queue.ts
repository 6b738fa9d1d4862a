export interface JointQueueOptions<Job, Result> {
  /** Groups handled at a time. */
  readonly atATime: number;
  /** How much of `limit` a job takes. */
  readonly size: (job: Job) => number;
  /** A group takes jobs up to this much, and at least one. */
  readonly limit: number;
  /** One result per job, in their order; a rejection is every job's. */
  readonly handle: (jobs: readonly Job[]) => Promise<readonly PromiseSettledResult<Result>[]>;
}

interface Waiting<Job, Result> {
  readonly job: Job;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/** Jobs that come while others are under way are handled together, first come first served. Nothing waits while there is room. */
export class JointQueue<Job, Result> {
  private readonly waiting: Waiting<Job, Result>[] = [];
  private underWay = 0;

  constructor(private readonly options: JointQueueOptions<Job, Result>) {}

  add(job: Job): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ job, resolve, reject });
      this.next();
    });
  }

  private next(): void {
    if (this.underWay >= this.options.atATime || this.waiting.length === 0) return;
    this.underWay++;
    const group = this.group();
    void this.handle(group).finally(() => {
      this.underWay--;
      this.next();
    });
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
