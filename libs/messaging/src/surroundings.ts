/**
 * Time and chance as the core sees them. The simulation of crashes puts its own in their place, so that a seed brings the same run back.
 */
export interface Surroundings {
  /** Milliseconds of a clock that only goes forward, for intervals and leases: the wall clock may be set back. */
  readonly monotonicMs: () => number;
  /** Calls back once. What it answers cancels that. */
  readonly after: (delayMs: number, callback: () => void) => () => void;
  /** From 0 up to 1, for jitter. */
  readonly random: () => number;
}

export const realSurroundings: Surroundings = {
  monotonicMs: () => performance.now(),
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};

export const sleep = ({ after }: Surroundings, delayMs: number): Promise<void> => new Promise((resolve) => void after(delayMs, resolve));
