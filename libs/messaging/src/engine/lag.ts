/** How far a department is behind on one partition. */
export interface PartitionLag {
  readonly topic: string;
  readonly partition: number;
  /** Events on the bus that are not handled yet. */
  readonly lag: number;
  /** Offset that the next message of the bus will get. */
  readonly high: number;
}

export interface LagReport {
  readonly events: number;
  readonly partitions: readonly PartitionLag[];
  /** Events per second; undefined after the first look: one look shows no movement. */
  readonly consumedPerSecond: number | undefined;
  readonly arrivedPerSecond: number | undefined;
  /** Until nothing is behind any more, if it goes on as it goes; Infinity while it falls further behind. */
  readonly catchUpSeconds: number | undefined;
}

interface Sample {
  readonly atMs: number;
  readonly arrived: number;
  readonly lag: number;
  readonly partitions: readonly PartitionLag[];
}

/** Rates are of this window. */
const windowMs = 60_000;
const freshMs = 1_000;

/** How far a department is behind and how it moves, from looks at its positions: costs nothing as long as nobody asks. */
export class LagWatch {
  private samples: readonly Sample[] = [];
  private looking: Promise<readonly Sample[]> | undefined;

  constructor(
    private readonly read: () => Promise<readonly PartitionLag[]>,
    private readonly nowMs: () => number = () => performance.now(),
    private readonly pause: (ms: number) => Promise<void> = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  ) {}

  async look(): Promise<LagReport> {
    this.looking ??= this.sample().finally(() => (this.looking = undefined));
    return reportOf(await this.looking);
  }

  /** With rates in any case: looks twice when nobody has looked within the last minute. */
  async measure(): Promise<LagReport> {
    const report = await this.look();
    if (report.consumedPerSecond !== undefined) return report;
    await this.pause(freshMs);
    return this.look();
  }

  private async sample(): Promise<readonly Sample[]> {
    const last = this.samples.at(-1);
    if (last && this.nowMs() - last.atMs < freshMs) return this.samples;
    const partitions = await this.read();
    const atMs = this.nowMs();
    const sum = (of: (one: PartitionLag) => number): number => partitions.reduce((total, one) => total + of(one), 0);
    const fresh = this.samples.filter((sample) => atMs - sample.atMs <= windowMs);
    this.samples = [...fresh, { atMs, arrived: sum(({ high }) => high), lag: sum(({ lag }) => lag), partitions }];
    return this.samples;
  }
}

function reportOf(samples: readonly Sample[]): LagReport {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last) throw new Error('nobody has looked yet');
  const { lag: events, partitions } = last;
  if (first === last) return { events, partitions, consumedPerSecond: undefined, arrivedPerSecond: undefined, catchUpSeconds: events <= 0 ? 0 : undefined };
  const seconds = (last.atMs - first.atMs) / 1_000;
  const arrivedPerSecond = Math.max(0, (last.arrived - first.arrived) / seconds);
  const consumedPerSecond = Math.max(0, arrivedPerSecond - (last.lag - first.lag) / seconds);
  return { events, partitions, consumedPerSecond, arrivedPerSecond, catchUpSeconds: catchUpSeconds(events, consumedPerSecond, arrivedPerSecond) };
}

/**
 * Seconds until nothing is behind any more. What it handles within a second is no backlog but what is under way: then it is the delay that an event meets.
 * Infinity when more comes in than is handled.
 */
export function catchUpSeconds(lag: number, consumedPerSecond: number, arrivedPerSecond: number): number {
  if (lag <= 0) return 0;
  if (lag <= consumedPerSecond) return lag / consumedPerSecond;
  const gained = consumedPerSecond - arrivedPerSecond;
  return gained > 0 ? lag / gained : Number.POSITIVE_INFINITY;
}
