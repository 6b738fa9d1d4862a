import type { Envelope } from '../envelope';
import type { Item } from '../engine/item';
import { inTransaction, type EngineOptions } from '../engine/unit-of-work';
import type { Outcome } from '../outcome';
import { pause } from '../bus/pace';
import type { RowIds } from '../tables/session';
import { Waker } from '../waker';
import type { Work, WorkBase } from '../work';

/** A call to be made, as its handler sees it. */
export interface OpenIntent<Payload> {
  /** The idempotency key towards the other side. */
  readonly id: string;
  readonly payload: Payload;
  /** 1 for the first call. */
  readonly attempt: number;
  /** To be passed on to the other side, so that the trace goes on there. */
  readonly traceparent: string | undefined;
}

/**
 * How one kind of outside call is made. `call` runs outside any transaction, may be repeated with the same id after a crash, and answers what is
 * known: "unknown" is a result too. `handle` then decides in a transaction of its own.
 *
 * A call that passes an event on says which one by `about`. `handle` may then give it up: the event is parked, with what came after it, until operations replay or discard it.
 */
export interface IntentHandler<Definitions, Payload, Result> {
  readonly kind: string;
  readonly call: (intent: OpenIntent<Payload>, signal: AbortSignal) => Promise<Result>;
  readonly heads?: (payload: Payload) => readonly string[];
  readonly rows?: (payload: Payload) => RowIds<Definitions>;
  readonly about?: (payload: Payload) => CalledAbout;
  readonly handle: (work: Work<Definitions>, result: OpenIntent<Payload> & { readonly result: Result }, giveUp: (reason: string) => void) => Outcome;
}

/** The event that a call passes on. */
export interface CalledAbout {
  readonly topic: string;
  readonly envelope: Envelope;
}

/** An IntentHandler whose types are known only to itself. */
export type AnyIntentHandler = IntentHandler<unknown, never, never>;

export const intent = <Definitions, Payload, Result>(handler: IntentHandler<Definitions, Payload, Result>): AnyIntentHandler => handler as unknown as AnyIntentHandler;

interface IntentRow {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly payload: unknown;
  readonly attempts: number;
  readonly traceparent: string | null;
  readonly cause_id: string | null;
}

/** Makes the calls that decisions have asked for: after the commit, several at a time, each with a lease so that a crash loses none. */
export class IntentWorker {
  private readonly waker = new Waker();
  private readonly handlers: ReadonlyMap<string, IntentHandler<unknown, unknown, unknown>>;
  private readonly abort = new AbortController();
  /** Calls under way, by the id of the intent. */
  private readonly calls = new Map<string, { readonly kind: string; readonly ends: Promise<void> }>();
  private running: Promise<void> | undefined;
  private stopping = false;
  private readonly answers: Answered[] = [];
  /** There may be intents that nobody calls yet: a commit left some, or there was no room for all of them. Else only the clock brings some. */
  private mayBeDue = true;
  private lookedAtMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly options: EngineOptions,
    handlers: readonly AnyIntentHandler[],
  ) {
    this.handlers = new Map(handlers.map((handler) => [handler.kind, handler as unknown as IntentHandler<unknown, unknown, unknown>]));
  }

  start(): void {
    if (this.handlers.size > 0) this.running ??= this.loop();
  }

  /** After a commit of this instance that left something. */
  wake(): void {
    this.mayBeDue = true;
    this.waker.wake();
  }

  /** Calls under way may end for a moment, and their results are written down. The others are given up, and their leases with them: another instance makes them again at once, with the same key. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.waker.wake();
    await this.running;
    await this.calledWithin(this.options.limits.intentStopMs);
    const givenUp = [...this.calls.keys()];
    this.abort.abort();
    const answers = this.answers.splice(0);
    await this.calledWithin(abortMs);
    const ended = givenUp.filter((id) => !this.calls.has(id));
    await Promise.all([this.settle(answers), this.release(ended)]).catch((error: unknown) => this.options.observer.notice('outside calls could not be put away', { error: String(error) }));
  }

  private async calledWithin(ms: number): Promise<void> {
    const over = new AbortController();
    await Promise.race([Promise.all([...this.calls.values()].map(({ ends }) => ends)), pause(ms, over.signal)]);
    over.abort();
  }

  /** Calls go on side by side, so that a slow one holds up no other; results that have come meanwhile are taken together. */
  private async loop(): Promise<void> {
    const { limits, observer } = this.options;
    while (!this.stopping) {
      try {
        const answers = this.answers.splice(0);
        await this.settle(answers);
        const begun = await this.look();
        if (answers.length > 0 || begun > 0) continue;
        const woken = await this.waker.sleep(limits.intentPollMs);
        if (!woken) this.mayBeDue = true;
      } catch (error) {
        observer.notice('outside calls stopped, will go on', { error: error instanceof Error ? error.message : String(error) });
        await this.waker.sleep(limits.intentPollMs);
      }
    }
  }

  /** Begins what is due and has room, and tells how many. An answer by itself leaves nothing to look for, and there are many. */
  private async look(): Promise<number> {
    const nowMs = performance.now();
    if (!this.mayBeDue && nowMs - this.lookedAtMs < this.options.limits.intentPollMs) return 0;
    const free = this.free();
    if (free.length === 0) return 0;
    this.mayBeDue = false;
    this.lookedAtMs = nowMs;
    const intents = await this.claim(free);
    for (const row of intents) this.begin(row);
    const roomFor = new Map(free.map(({ kind, calls }) => [kind, calls]));
    for (const { kind } of intents) roomFor.set(kind, (roomFor.get(kind) ?? 0) - 1);
    if ([...this.handlers.keys()].some((kind) => (roomFor.get(kind) ?? 0) <= 0)) this.mayBeDue = true;
    return intents.length;
  }

  private begin(row: IntentRow): void {
    const call = this.call(row).then((answered) => {
      this.calls.delete(row.id);
      if (answered) this.answers.push(answered);
      this.waker.wake();
    });
    this.calls.set(row.id, { kind: row.kind, ends: call });
  }

  /** How many calls of each kind may still be begun. Each has its share, so that one whose other side is slow or away leaves room for the others. */
  private free(): readonly Free[] {
    const share = Math.max(1, Math.floor(this.options.limits.intentBatch / this.handlers.size));
    const underWay = Map.groupBy(this.calls.values(), ({ kind }) => kind);
    return [...this.handlers.keys()].map((kind) => ({ kind, calls: share - (underWay.get(kind)?.length ?? 0) })).filter(({ calls }) => calls > 0);
  }

  /** Due intents, leased to this worker: nobody else makes the same call until the lease is over. */
  private async claim(free: readonly Free[]): Promise<readonly IntentRow[]> {
    const { pool, limits, clock } = this.options;
    const { rows } = await pool.query<IntentRow>({
      name: 'intent:claim',
      text: `UPDATE intent SET attempts = attempts + 1, lease_until = clock_timestamp() + $2 * interval '1 ms'
        WHERE id IN (SELECT due.id FROM unnest($3::text[], $4::int4[]) AS free(kind, calls), LATERAL
                      (SELECT id FROM intent WHERE open AND kind = free.kind AND due_at <= $1 AND (lease_until IS NULL OR lease_until < clock_timestamp())
                         AND NOT EXISTS (SELECT 1 FROM head WHERE head.subject = intent.subject AND head.blocked)
                       ORDER BY due_at LIMIT free.calls FOR UPDATE SKIP LOCKED) AS due)
        RETURNING id, kind, subject, payload, attempts, traceparent, cause_id`,
      values: [clock(), limits.intentLeaseMs, free.map(({ kind }) => kind), free.map(({ calls }) => calls)],
    });
    return rows;
  }

  private async release(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.options.pool.query({ name: 'intent:release', text: 'UPDATE intent SET lease_until = NULL WHERE id = ANY($1::text[]) AND open', values: [ids] });
  }

  /** Undefined: the call itself failed, so nothing is known; the lease runs out and it is made again with the same key. */
  private async call(row: IntentRow): Promise<Answered | undefined> {
    const handler = this.handlers.get(row.kind);
    if (!handler) return undefined;
    const open: OpenIntent<unknown> = { id: row.id, payload: row.payload, attempt: row.attempts, traceparent: row.traceparent ?? undefined };
    try {
      const result = await handler.call(open, AbortSignal.any([this.abort.signal, AbortSignal.timeout(this.options.limits.intentLeaseMs / 2)]));
      return answeredBy(handler, row, { ...open, result });
    } catch (error) {
      this.failed(row, error);
      return undefined;
    }
  }

  /** The results of a round in one transaction; one by one where that fails, so that a bad one holds up no other. */
  private async settle(answers: readonly Answered[]): Promise<void> {
    if (answers.length === 0) return;
    try {
      await inTransaction(this.options, async ({ store, transaction, inbox }) => {
        const [, closed] = await Promise.all([inbox.open([], answers.map(({ item }) => item)), store.closeIntents(answers.map(({ row }) => row))]);
        for (const { row, item, about, givenUp } of answers) {
          if (transaction.head(row.subject).blocked) throw new Error(`${row.subject} is blocked by a parked event`);
          // Another worker was faster.
          if (!closed.has(row.id)) continue;
          const outcome = await transaction.run(item);
          if (outcome.kind === 'refused' || outcome.kind === 'notYet') throw new Error(outcome.kind === 'refused' ? outcome.refusal.message : outcome.reason);
          if (givenUp.reason === undefined) await inbox.release(row.subject);
          else if (about) inbox.giveUp({ ...about, subject: row.subject }, givenUp.reason, row.attempts);
        }
      });
    } catch (error) {
      const [only] = answers;
      if (answers.length === 1 && only) this.failed(only.row, error);
      else for (const answer of answers) await this.settle([answer]);
    }
  }

  private failed(row: IntentRow, error: unknown): void {
    if (this.abort.signal.aborted) return;
    const reason = error instanceof Error ? error.message : String(error);
    this.options.observer.alarm('INTENT_FAILED', `${row.kind} ${row.id} failed and will be made again with the same key`, { attempt: row.attempts, error: reason });
  }
}

/** A call that is told to end has ended after this long, or keeps its lease. */
const abortMs = 1_000;

interface Free {
  readonly kind: string;
  readonly calls: number;
}

interface Answered {
  readonly row: IntentRow;
  readonly item: Item;
  readonly about: CalledAbout | undefined;
  /** Why its handler has given up the event that the call was about; again with each run. */
  readonly givenUp: { reason: string | undefined };
}

function answeredBy(handler: IntentHandler<unknown, unknown, unknown>, row: IntentRow, result: OpenIntent<unknown> & { readonly result: unknown }): Answered {
  const about = handler.about?.(row.payload);
  const givenUp: Answered['givenUp'] = { reason: undefined };
  const item = itemOf(handler, row, (work) => {
    givenUp.reason = undefined;
    return handler.handle(work, result, (reason) => {
      if (!about) throw new Error(`${handler.kind} is about no event that could be given up`);
      givenUp.reason = reason;
    });
  });
  return { row, item, about, givenUp };
}

function itemOf(handler: IntentHandler<unknown, unknown, unknown>, row: IntentRow, run: (work: Work<unknown>) => Outcome): Item {
  return {
    subject: row.subject,
    heads: handler.heads?.(row.payload) ?? [],
    rows: handler.rows?.(row.payload) ?? {},
    id: `${row.id}#${row.attempts}`,
    type: `intent.${row.kind}`,
    source: 'intent',
    causeId: row.cause_id ?? undefined,
    saidAt: undefined,
    traceparent: row.traceparent ?? undefined,
    run: (work: WorkBase) => run(work as Work<unknown>),
  };
}
