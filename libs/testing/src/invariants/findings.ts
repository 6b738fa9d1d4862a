/** One thing that is not as it has to be. `invariant` is the sentence that does not hold. */
export interface Violation {
  readonly invariant: string;
  readonly detail: string;
}

/** Details kept of each invariant; of the others only how many there are. */
export const detailLimit = 20;

/** What is wrong with one invariant: bounded, since a broken one may break for every case. */
export class Findings {
  private readonly details: string[] = [];
  private more = 0;

  add(detail: string): void {
    if (this.details.length < detailLimit) this.details.push(detail);
    else this.more++;
  }

  /** Further ones that nobody looked at. */
  addUnseen(count: number): void {
    this.more += count;
  }

  take(others: Findings): void {
    for (const detail of others.details) this.add(detail);
    this.more += others.more;
  }

  get count(): number {
    return this.details.length + this.more;
  }

  violationsOf(invariant: string): Violation[] {
    const violations = this.details.map((detail) => ({ invariant, detail }));
    return this.more === 0 ? violations : [...violations, { invariant, detail: `… and ${this.more} more, ${this.count} in all` }];
  }
}
