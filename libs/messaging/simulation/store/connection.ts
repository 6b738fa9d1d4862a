import type { Process } from '../world/process';
import type { Cell, Locker } from './cell';
import type { Database, Session } from './database';
import { connectionLost } from './sql-error';

interface Statement {
  readonly label: string;
  readonly run: { next(): { readonly done?: boolean | undefined; readonly value: unknown } };
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
  /** Sees nothing that others could change meanwhile: goes on with the statement before it, in one step. */
  readonly quiet: boolean;
}

/**
 * A connection with one transaction on it, pipelined: statements are carried out in the order in which they were sent, each when the one before it is
 * done. A statement that has to wait for a lock holds up those behind it.
 */
export class Connection implements Locker, Session {
  waitsFor: Cell<unknown> | undefined;
  private readonly statements: Statement[] = [];
  private readonly held = new Set<Cell<unknown>>();
  private scheduled = false;
  private failure: unknown;
  private closed = false;
  private xid: number | undefined;
  private readonly forgetDeath: () => void;

  constructor(
    readonly database: Database,
    protected readonly process: Process,
  ) {
    database.sessions.add(this);
    // The server notices some time later, and carries out what had reached it before.
    this.forgetDeath = process.onDeath(() => process.world.step(process.labelled('connection closed'), () => this.cut()));
  }

  /** The connection breaks; what is not committed never was. */
  cut(): void {
    this.end(false);
    this.schedule();
  }

  retry(): void {
    this.schedule();
  }

  protected send<T>(label: string, run: () => Generator<void, T>, quiet = false): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.statements.push({ label, run: run(), resolve, reject, quiet });
      if (this.statements.length === 1) this.schedule();
    });
  }

  /** One that needs no lock. */
  protected sendPlain<T>(label: string, run: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.statements.push({ label, run: { next: () => ({ done: true, value: run() }) }, resolve, reject, quiet: false });
      if (this.statements.length === 1) this.schedule();
    });
  }

  /** Waits until the row is free and holds it until the transaction ends. */
  *lock<Row>(cell: Cell<Row>): Generator<void, void> {
    this.assignXid();
    while (!cell.lock(this)) yield;
    this.held.add(cell as Cell<unknown>);
  }

  assignXid(): number {
    return (this.xid ??= this.database.beginXid());
  }

  /** True: it is committed. In a failed transaction COMMIT means ROLLBACK, and says so only to those who ask. */
  protected commitNow(): void {
    this.end(this.failure === undefined);
  }

  protected end(committing: boolean): void {
    if (this.closed) return;
    this.closed = true;
    const { database } = this;
    this.waitsFor?.giveUp(this);
    if (!committing && !database.mutation.outboxOutsideTransaction) database.outbox = database.outbox.filter(({ xid }) => xid !== this.xid);
    if (this.xid !== undefined) {
      if (committing || database.mutation.outboxOutsideTransaction) database.outboxHistory.push(...database.outbox.filter(({ xid }) => xid === this.xid));
      database.endXid(this.xid);
    }
    if (committing) this.committed();
    for (const cell of this.held) cell.release(committing);
    database.sessions.delete(this);
    this.forgetDeath();
  }

  /** What else becomes true with the commit. */
  protected committed(): void {
    // Nothing, for a bare connection.
  }

  private schedule(): void {
    const [next] = this.statements;
    if (this.scheduled || !next) return;
    this.scheduled = true;
    this.process.world.step(`${this.process.name}: ${next.label}`, () => {
      this.scheduled = false;
      this.carryOut();
    });
  }

  private carryOut(): void {
    for (let statement = this.statements[0]; statement; statement = this.statements[0]) {
      if (!this.advance(statement)) return;
      this.statements.shift();
      if (this.statements[0] && !this.statements[0].quiet) return this.schedule();
    }
  }

  /** False: it waits for a lock. */
  private advance({ run, resolve, reject, label }: Statement): boolean {
    try {
      if (this.closed || this.database.away) {
        this.end(false);
        throw connectionLost();
      }
      if (this.failure !== undefined && label !== 'ROLLBACK' && label !== 'COMMIT') throw this.failure;
      const { done, value } = run.next();
      if (!done) return false;
      this.process.deliver(() => resolve(value as never));
    } catch (error) {
      this.failure ??= error;
      this.process.deliver(() => reject(error));
    }
    return true;
  }
}
