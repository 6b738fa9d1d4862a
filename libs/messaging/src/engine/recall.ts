import type { Head } from './heads';

/** A row of a department's own as it was last seen or written. */
export interface RecalledRow {
  /** Undefined: there is none. */
  readonly state: unknown;
  /** Version in the database; 0: not there yet. */
  readonly version: number;
}

/** A case as its last transaction here has left it. States are never changed in place, so they can be shared. */
export interface Recalled {
  readonly head: Head;
  /** By table, of those whose key is the case's id: whoever writes them holds the head. */
  readonly rows: ReadonlyMap<string, RecalledRow>;
}

/**
 * What this instance knows of cases that it has just worked on, so that it is not read again for the next event. It never decides by itself: the head is locked in the database as ever, and only if it
 * has not changed since (its stamp, which every change gives anew) is the rest still true, as nobody writes a case's rows without its head. Bounded: the least lately used half is forgotten when it is full.
 */
export class Recall {
  private older = new Map<string, Recalled>();
  private newer = new Map<string, Recalled>();

  constructor(private readonly limit: number) {}

  get(subject: string): Recalled | undefined {
    return this.newer.get(subject) ?? this.older.get(subject);
  }

  /** After a failure, whatever it was: what was remembered may be what is wrong, as after rows were changed by hand or the database was replaced. */
  forget(): void {
    this.older = new Map();
    this.newer = new Map();
  }

  keep(subject: string, recalled: Recalled): void {
    if (this.newer.size >= this.limit / 2) {
      this.older = this.newer;
      this.newer = new Map();
    }
    this.older.delete(subject);
    this.newer.set(subject, recalled);
  }
}

/** Only cases: what else has a head is either shared between them or seldom asked for again. */
export const caseIdOf = (subject: string): string | undefined => (subject.startsWith('case:') ? subject.slice('case:'.length) : undefined);
