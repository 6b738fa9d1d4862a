import type { Item } from '../engine/item';
import { inTransaction, type EngineOptions } from '../engine/unit-of-work';
import type { Outcome } from '../outcome';
import type { RowIds } from '../tables/session';
import { Waker } from '../waker';
import type { Work, WorkBase } from '../work';

export interface TimerHandler<Definitions, Payload> {
  readonly name: string;
  readonly heads?: (subject: string, payload: Payload) => readonly string[];
  readonly rows?: (subject: string, payload: Payload) => RowIds<Definitions>;
  readonly handle: (work: Work<Definitions>, subject: string, payload: Payload, context: TimerContext) => Outcome;
}

/** Where the timer stands in the chain of causes, for rows that link to it. */
export interface TimerContext {
  /** Its id: the cause of everything that is said meanwhile. */
  readonly id: string;
  readonly hop: { readonly traceId: string; readonly spanId: string };
}

/** A TimerHandler whose types are known only to itself. */
export type AnyTimerHandler = TimerHandler<unknown, never>;

export const timer = <Definitions, Payload>(handler: TimerHandler<Definitions, Payload>): AnyTimerHandler => handler as unknown as AnyTimerHandler;

interface TimerRow {
  readonly subject: string;
  readonly name: string;
  readonly payload: unknown;
}

/** Clocks that run out: due ones are read unlocked, then the head is locked, the timer checked again, and decided. Survives restarts. */
export class TimerWorker {
  private readonly waker = new Waker();
  private readonly handlers: ReadonlyMap<string, TimerHandler<unknown, unknown>>;
  private running: Promise<void> | undefined;
  private stopping = false;

  constructor(
    private readonly options: EngineOptions,
    handlers: readonly AnyTimerHandler[],
  ) {
    this.handlers = new Map(handlers.map((handler) => [handler.name, handler as unknown as TimerHandler<unknown, unknown>]));
  }

  start(): void {
    if (this.handlers.size > 0) this.running ??= this.loop();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.waker.wake();
    await this.running;
  }

  private async loop(): Promise<void> {
    const { limits, observer } = this.options;
    while (!this.stopping) {
      try {
        const fired = await this.turn();
        if (fired < limits.timerBatch) await this.waker.sleep(limits.timerPollMs);
      } catch (error) {
        observer.notice('timers stopped, will go on', { error: error instanceof Error ? error.message : String(error) });
        await this.waker.sleep(limits.timerPollMs);
      }
    }
  }

  private async turn(): Promise<number> {
    const { pool, limits, clock, observer } = this.options;
    const { rows } = await pool.query<TimerRow>(
      // A stopped case keeps its timers until it goes on.
      `SELECT subject, name, payload FROM timer WHERE due_at <= $1 AND name = ANY($3::text[])
         AND NOT EXISTS (SELECT 1 FROM head WHERE head.subject = timer.subject AND head.blocked) ORDER BY due_at LIMIT $2`,
      [clock(), limits.timerBatch, [...this.handlers.keys()]],
    );
    let fired = 0;
    for (const row of rows) {
      if (this.stopping) break;
      try {
        if (await this.fire(row)) fired++;
      } catch (error) {
        observer.alarm('TIMER_FAILED', `timer ${row.name} of ${row.subject} could not be handled; it stays due`, { error: error instanceof Error ? error.message : String(error) });
      }
    }
    return fired;
  }

  /** False when there was nothing to do: another instance was faster, or the case is stopped. */
  private async fire(row: TimerRow): Promise<boolean> {
    const handler = this.handlers.get(row.name);
    if (!handler) return false;
    return inTransaction(this.options, async ({ store, transaction, inbox }) => {
      const item = itemOf(handler, row, transaction.now);
      await inbox.open([], [item]);
      if (transaction.head(row.subject).blocked) return false;
      if (!(await store.takeTimer(row.subject, row.name, transaction.now))) return false;
      const outcome = await transaction.run(item);
      if (outcome.kind === 'refused' || outcome.kind === 'notYet') throw new Error(outcome.kind === 'refused' ? outcome.refusal.message : outcome.reason);
      await inbox.release(row.subject);
      return true;
    });
  }
}

function itemOf(handler: TimerHandler<unknown, unknown>, row: TimerRow, now: Date): Item {
  const id = `timer/${row.name}/${row.subject}/${now.toISOString()}`;
  return {
    subject: row.subject,
    heads: handler.heads?.(row.subject, row.payload) ?? [],
    rows: handler.rows?.(row.subject, row.payload) ?? {},
    id,
    type: `timer.${row.name}`,
    source: 'timer',
    causeId: undefined,
    saidAt: undefined,
    traceparent: undefined,
    run: (work: WorkBase, hop) => handler.handle(work as Work<unknown>, row.subject, row.payload, { id, hop }),
  };
}
