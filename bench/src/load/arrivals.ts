import { Random } from '../world/random';

/** When cases are asked for: at random moments that come to `ratePerSecond` on average, as of customers who know nothing of each other (Poisson). */
export class Arrivals {
  private readonly random: Random;
  private dueAtMs: number;

  /** @param startMs on the clock of performance.now() */
  constructor(
    private readonly ratePerSecond: number,
    startMs: number,
    seed: number,
  ) {
    this.random = new Random(seed);
    this.dueAtMs = startMs + this.gap();
  }

  /** The moments up to `nowMs` that were not given before. */
  *until(nowMs: number): Generator<number> {
    while (this.dueAtMs <= nowMs) {
      yield this.dueAtMs;
      this.dueAtMs += this.gap();
    }
  }

  private gap(): number {
    return (-Math.log(1 - this.random.next()) * 1_000) / this.ratePerSecond;
  }
}
