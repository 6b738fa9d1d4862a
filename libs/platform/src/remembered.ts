export interface Remembering {
  /** How long a value is good, by how long it took to read. */
  readonly freshMs: (tookMs: number) => number;
  /** Gives the last value out while a newer one is being read, instead of waiting for it. */
  readonly staleMeanwhile?: boolean;
  readonly nowMs?: () => number;
}

/** Reads at most as often as is said, and once for all who ask at the same time. What fails is not kept. */
export function remembered<T>(read: () => Promise<T>, { freshMs, staleMeanwhile = false, nowMs = () => performance.now() }: Remembering): () => Promise<T> {
  let last: { readonly value: T; readonly goodUntilMs: number } | undefined;
  let reading: Promise<T> | undefined;

  const refresh = async (): Promise<T> => {
    const startedMs = nowMs();
    try {
      const value = await read();
      const endedMs = nowMs();
      last = { value, goodUntilMs: endedMs + freshMs(endedMs - startedMs) };
      return value;
    } finally {
      reading = undefined;
    }
  };

  return async () => {
    if (last && nowMs() < last.goodUntilMs) return last.value;
    reading ??= refresh();
    if (!last || !staleMeanwhile) return reading;
    // Whoever asks next learns whether it worked.
    reading.catch(() => undefined);
    return last.value;
  };
}
