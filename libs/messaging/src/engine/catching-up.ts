import type { PartitionLag } from './lag';

/**
 * A department that was set back by a restore reads its topics again side by side: what an outside system answered may come before what it answers, as when a
 * department is rebuilt, for which this holds too. Until all that was on the bus at the start is handled, what is refused from outside waits, instead of becoming a dead letter.
 */
export class CatchingUp {
  private goals: ReadonlyMap<string, number> | undefined;

  get isOn(): boolean {
    return this.goals !== undefined;
  }

  begin(lags: readonly PartitionLag[]): void {
    this.goals = new Map(lags.map(({ topic, partition, high }) => [`${topic}/${partition}`, high]));
  }

  /** True when it has just come to its end. */
  endsWith(lags: readonly PartitionLag[]): boolean {
    const { goals } = this;
    if (!goals || lags.some(({ topic, partition, high, lag }) => high - lag < (goals.get(`${topic}/${partition}`) ?? 0))) return false;
    this.goals = undefined;
    return true;
  }
}
