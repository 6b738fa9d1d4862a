/** Lets requests begin at a steady rate. */
export class Pace {
  private begun = 0;
  private readonly beginMs: number;

  /** @param perSecond 0: no limit */
  constructor(
    private readonly perSecond: number,
    private readonly now: () => number,
  ) {
    this.beginMs = now();
  }

  /** Most requests that go together: a quarter of a second's worth; up to a second's when as many are late, as where it takes long to send them. */
  get atOnce(): number {
    if (this.perSecond === 0) return Number.POSITIVE_INFINITY;
    const late = Math.floor(((this.now() - this.beginMs) * this.perSecond) / 1_000) - this.begun;
    const usual = Math.max(1, Math.floor(this.perSecond / 4));
    return Math.max(usual, Math.min(late, this.perSecond));
  }

  /** Counts what was begun and gives the time until the next may, in milliseconds. */
  begin(count: number): number {
    if (this.perSecond === 0) return 0;
    this.begun += count;
    return Math.max(0, this.beginMs + (this.begun * 1_000) / this.perSecond - this.now());
  }
}

/** Counts cases that were begun and have not ended, and tells when to hold back. */
export class InFlight {
  private ended = 0;
  private changedAtMs: number;

  constructor(
    private readonly limit: number,
    private readonly stallMs: number,
    private readonly now: () => number,
  ) {
    this.changedAtMs = now();
  }

  end(count = 1): void {
    this.ended += count;
    this.changedAtMs = this.now();
  }

  /** A case that waits for a person must not stop the shop: when nothing has ended for a while, more may begin. */
  mayBegin(begun: number): boolean {
    if (begun - this.ended < this.limit) return true;
    if (this.now() - this.changedAtMs < this.stallMs) return false;
    this.changedAtMs = this.now();
    return true;
  }
}
