import { realSurroundings } from '../surroundings';

/**
 * Many parkings a minute with one reason mean a bad release or a full disk, not bad data: then the department stops taking events,
 * says so, and tries again after a rest. What was about to be parked is not: its transaction is rolled back.
 */
export class Breaker {
  private readonly recent = new Map<string, number[]>();
  private openUntil = 0;
  private openReason: string | undefined;

  constructor(
    private readonly limits: { readonly breakerParkings: number; readonly breakerWindowMs: number; readonly breakerRestMs: number },
    private readonly now: () => number = realSurroundings.monotonicMs,
  ) {}

  /** Why nothing is taken at the moment; undefined when all is well. */
  reason(): string | undefined {
    return this.now() < this.openUntil ? this.openReason : undefined;
  }

  /** Call before committing parkings. False: too many with one reason; roll back, the breaker is open now. */
  allows(reasons: readonly string[]): boolean {
    const now = this.now();
    for (const reason of reasons) {
      const kind = kindOf(reason);
      const times = (this.recent.get(kind) ?? []).filter((time) => time > now - this.limits.breakerWindowMs);
      times.push(now);
      this.recent.set(kind, times);
      if (times.length <= this.limits.breakerParkings) continue;
      this.recent.delete(kind);
      this.openUntil = now + this.limits.breakerRestMs;
      this.openReason = `more than ${this.limits.breakerParkings} events would be parked within ${this.limits.breakerWindowMs} ms for one reason: ${kind}`;
      return false;
    }
    this.forget(now);
    return true;
  }

  private forget(now: number): void {
    for (const [kind, times] of this.recent) if ((times.at(-1) ?? 0) <= now - this.limits.breakerWindowMs) this.recent.delete(kind);
  }
}

/** The reason without ids and numbers, so that the same fault counts as the same. */
const kindOf = (reason: string): string => reason.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\d+/gi, '#').slice(0, 200);

export class BreakerOpenError extends Error {
  readonly code = 'PARTITION_STOPPED';
}
