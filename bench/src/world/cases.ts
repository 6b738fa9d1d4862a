/** When each case was asked for and when it ended, as seen from outside. */
export class Cases {
  private readonly due: number[] = [];
  private readonly heard: number[] = [];
  private readonly said: number[] = [];
  requestedCount = 0;
  endedCount = 0;

  /** @param dueAtMs on the clock of performance.now() */
  requested(number: number, dueAtMs: number): void {
    this.due[number] = dueAtMs;
    this.requestedCount++;
  }

  /** @param saidAtMs on the clock of Date.now() */
  ended(requestId: string, saidAtMs: number): void {
    // Cases that came in by other doors have none.
    if (requestId === '') return;
    const number = Number(requestId.slice(requestId.lastIndexOf('-') + 1));
    if (this.due[number] === undefined || this.heard[number] !== undefined) return;
    this.heard[number] = performance.now();
    this.said[number] = saidAtMs - performance.timeOrigin;
    this.endedCount++;
  }

  get open(): number {
    return this.requestedCount - this.endedCount;
  }

  /**
   * Of the cases that were due from `fromMs` on and before `toMs`: milliseconds until their end was heard, and until it was decided (the time on the event), sorted.
   * Those that have not ended are not among them.
   */
  latencies(fromMs: number, toMs: number): { readonly heardMs: Float64Array; readonly saidMs: Float64Array } {
    const heard: number[] = [];
    const said: number[] = [];
    this.due.forEach((due, number) => {
      const at = this.heard[number];
      if (due < fromMs || due >= toMs || at === undefined) return;
      heard.push(at - due);
      said.push((this.said[number] ?? at) - due);
    });
    return { heardMs: Float64Array.from(heard).sort(), saidMs: Float64Array.from(said).sort() };
  }

  /** Of some cases: milliseconds until their end was heard, sorted. Those that have not ended are not among them. */
  latenciesOf(numbers: readonly number[]): Float64Array {
    return Float64Array.from(numbers.flatMap((number) => (this.heard[number] === undefined ? [] : [this.heard[number] - (this.due[number] ?? 0)]))).sort();
  }

  /** Cases whose end was heard from `fromMs` on and before `toMs`. */
  endedBetween(fromMs: number, toMs: number): number {
    return this.heard.reduce((count, at) => (at >= fromMs && at < toMs ? count + 1 : count), 0);
  }
}

/** The value below which a share of the sorted values lies; 0 when there are none. */
export function percentile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
