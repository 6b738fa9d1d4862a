import type { Cell, Locker } from './cell';
import type { Database } from './database';

/** Somebody else's transaction that stays open: its xid stands in every snapshot meanwhile, and a head may be locked by it. */
export class ForeignTransaction implements Locker {
  waitsFor: Cell<unknown> | undefined;
  private readonly xid: number;
  private readonly held: Cell<unknown> | undefined;

  constructor(
    private readonly database: Database,
    subject: string | undefined,
  ) {
    this.xid = database.beginXid();
    const cell = subject === undefined ? undefined : (database.heads.cell(subject) as Cell<unknown>);
    if (cell && cell.holder === undefined && cell.lock(this)) this.held = cell;
  }

  retry(): void {
    // It never waits.
  }

  end(): void {
    this.held?.release(false);
    this.database.endXid(this.xid);
  }
}
