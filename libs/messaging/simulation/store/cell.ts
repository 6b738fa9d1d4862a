import { SqlError } from './sql-error';

/** What waits for a row, and for what: enough to find circles. */
export interface Locker {
  waitsFor: Cell<unknown> | undefined;
  /** A row that it waited for is free: it may try again. */
  retry(): void;
}

/**
 * One row, or the place of one: PostgreSQL's READ COMMITTED in small. Readers see what is committed, or their own writing; a writer holds the row until
 * its transaction ends; whoever wants it meanwhile waits, also when it is not there yet but about to be (a unique index does the same).
 */
export class Cell<Row> {
  committed: Row | undefined;
  holder: Locker | undefined;
  private written = false;
  private pending: Row | undefined;
  private readonly waiting = new Set<Locker>();

  /** The row as `reader` sees it. */
  read(reader: Locker): Row | undefined {
    return this.written && this.holder === reader ? this.pending : this.committed;
  }

  /** True when `locker` holds it now; false: it has to wait. Throws when that would be a circle. */
  lock(locker: Locker): boolean {
    if (this.holder === undefined || this.holder === locker) {
      this.holder = locker;
      this.waiting.delete(locker);
      locker.waitsFor = undefined;
      return true;
    }
    for (let other: Locker | undefined = this.holder; other; other = other.waitsFor?.holder) {
      if (other !== locker) continue;
      this.waiting.delete(locker);
      locker.waitsFor = undefined;
      throw new SqlError('40P01', 'deadlock detected');
    }
    locker.waitsFor = this as Cell<unknown>;
    this.waiting.add(locker);
    return false;
  }

  /** By whoever holds it. Undefined deletes. */
  write(row: Row | undefined): void {
    this.written = true;
    this.pending = row;
  }

  /** The end of the holder's transaction. */
  release(committing: boolean): void {
    if (committing && this.written) this.committed = this.pending;
    this.written = false;
    this.pending = undefined;
    this.holder = undefined;
    const waiting = [...this.waiting];
    this.waiting.clear();
    for (const locker of waiting) locker.retry();
  }

  /** A transaction that ends while it waits. */
  giveUp(locker: Locker): void {
    this.waiting.delete(locker);
    locker.waitsFor = undefined;
  }
}

/** Rows by key. A cell stays once it is there: an empty one is a row that does not exist. */
export class Cells<Row> {
  private readonly cells = new Map<string, Cell<Row>>();

  cell(key: string): Cell<Row> {
    let cell = this.cells.get(key);
    if (!cell) this.cells.set(key, (cell = new Cell<Row>()));
    return cell;
  }

  /** Rows as `reader` sees them, those that were first written about first. */
  *read(reader: Locker): Iterable<Row> {
    for (const cell of this.cells.values()) {
      const row = cell.read(reader);
      if (row !== undefined) yield row;
    }
  }

  *keys(): Iterable<string> {
    for (const [key, cell] of this.cells) if (cell.committed !== undefined) yield key;
  }

  *committed(): Iterable<Row> {
    for (const { committed } of this.cells.values()) if (committed !== undefined) yield committed;
  }

  committedOf(key: string): Row | undefined {
    return this.cells.get(key)?.committed;
  }
}
