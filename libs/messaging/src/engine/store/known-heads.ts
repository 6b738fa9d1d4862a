/**
 * Subjects whose heads are in the database: a head, once there, stays. Bounded: the least lately added half is forgotten when it is full.
 */
export class KnownHeads {
  private older = new Set<string>();
  private newer = new Set<string>();

  constructor(private readonly limit = 20_000) {}

  has(subject: string): boolean {
    return this.newer.has(subject) || this.older.has(subject);
  }

  add(subject: string): void {
    if (this.newer.size >= this.limit / 2) {
      this.older = this.newer;
      this.newer = new Set();
    }
    this.newer.add(subject);
  }
}
