/** How often and how long a leg is tried by itself before a person has to look. */
export interface RetryBounds {
  /** Times that the provider may say no. */
  readonly refusals: number;
  /** Times that no answer may come: many, because the provider being away for an hour needs no person. */
  readonly silences: number;
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
}

export const defaultRetryBounds: RetryBounds = { refusals: 8, silences: 1_000, firstDelayMs: 1_000, longestDelayMs: 60_000 };

/** Waiting time after the n-th failure in a row, n ≥ 1: doubles each time, up to a limit. */
export const retryDelayMs = (failures: number, bounds: RetryBounds): number => Math.min(bounds.longestDelayMs, bounds.firstDelayMs * 2 ** (failures - 1));
