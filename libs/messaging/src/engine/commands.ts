import { createHash, randomUUID } from 'node:crypto';
import { ErrorKind, HuiliuError, errorOf } from '@huiliu/platform';
import { canonical } from '../canonical';
import type { Outcome } from '../outcome';
import type { RowIds } from '../tables/session';
import type { Work, WorkBase } from '../work';
import type { Item } from './item';
import type { Answer, CommandKey, KeptAnswer } from './store/store';
import { isTransient } from './transient';
import { inTransaction, type EngineOptions } from './unit-of-work';

/** Who asks, and under which key a repetition is recognised. */
export interface Caller {
  /** Staff id, customer id or service name; part of the idempotency key. */
  readonly principal: string;
  readonly idempotencyKey: string | undefined;
  readonly traceparent: string | undefined;
}

/** A look-up outside the transaction and without locks, to find out what a command is about. */
export interface Reader {
  query<Row extends object>(text: string, values: readonly unknown[]): Promise<readonly Row[]>;
}

/** Where the command stands in the chain of causes, for rows that link to it. */
export interface CommandContext {
  /** Its id: the cause of everything that it says. */
  readonly id: string;
  readonly hop: { readonly traceId: string; readonly spanId: string };
}

export interface CommandPlan<Definitions> {
  readonly subject: string;
  readonly heads?: readonly string[];
  readonly rows?: RowIds<Definitions>;
}

export interface Command<Definitions, Request, Response> {
  /** `department.Method`, stable: part of the idempotency key. */
  readonly operation: string;
  readonly plan: (request: Request, reader: Reader, caller: Caller) => Promise<CommandPlan<Definitions>> | CommandPlan<Definitions>;
  readonly handle: (work: Work<Definitions>, request: Request, caller: Caller, context: CommandContext) => Outcome;
  // Ties the response type to the command; never set.
  readonly response?: Response;
}

export const command = <Definitions, Request extends object, Response extends object>(definition: Command<Definitions, Request, Response>): Command<Definitions, Request, Response> => definition;

/**
 * Commands over HTTP and gRPC: the same decisions as events, one transaction each. The idempotency key is inserted first: same key and same
 * request → the kept answer, refusals too, failures of ours never; same key with another request → 422.
 */
export class CommandBus {
  constructor(private readonly options: EngineOptions) {}

  async execute<Definitions, Request extends object, Response extends object>(definition: Command<Definitions, Request, Response>, request: Request, caller: Caller): Promise<Response> {
    if (this.options.core.rebuilding) throw new HuiliuError(ErrorKind.UNAVAILABLE, 'REBUILDING', 'this department is being rebuilt from the log: try again when it is done');
    const started = performance.now();
    let code = 'OK';
    try {
      const answer = await this.answer(definition, request, caller);
      if ('refusal' in answer) throw errorOf(answer.refusal);
      return answer.response as Response;
    } catch (error) {
      code = error instanceof HuiliuError ? error.code : 'INTERNAL';
      if (isTransient(error)) throw unavailable(error);
      throw error;
    } finally {
      this.options.observer.command(definition.operation, code, performance.now() - started);
    }
  }

  private async answer<Definitions, Request extends object, Response extends object>(definition: Command<Definitions, Request, Response>, request: Request, caller: Caller): Promise<Answer> {
    const hash = caller.idempotencyKey === undefined ? '' : createHash('sha256').update(canonical(request)).digest('hex');
    const reader: Reader = { query: async (text, values) => (await this.options.pool.query(text, [...values])).rows };
    const key = caller.idempotencyKey === undefined ? undefined : { principal: caller.principal, operation: definition.operation, key: caller.idempotencyKey };
    // Without a lock: most repetitions come long after the first.
    const kept = key && (await this.options.store.keptAnswer(key));
    if (kept) return sameRequest(kept, hash);
    const plan = await definition.plan(request, reader, caller);
    const id = key === undefined ? randomUUID() : `${key.principal}/${key.operation}/${key.key}`;
    return this.decide(itemOf(definition, request, caller, plan, id), key, hash);
  }

  private decide(item: Item, key: CommandKey | undefined, hash: string): Promise<Answer> {
    return inTransaction(this.options, async ({ store, transaction, inbox }): Promise<Answer> => {
      const [other] = await Promise.all([key && store.reserveKey(key, hash, transaction.now), inbox.open([], [item])]);
      if (other) return sameRequest(other, hash);
      if (transaction.head(item.subject).blocked) throw blocked(item.subject);
      const outcome = await transaction.run(item);
      if (outcome.kind === 'notYet') throw new HuiliuError(ErrorKind.CONFLICT, 'NOT_YET', `${outcome.reason}: try again shortly`);
      const answer: Answer = outcome.kind === 'refused' ? { refusal: outcome.refusal } : { response: outcome.response ?? {} };
      if (outcome.kind !== 'refused') await inbox.release(item.subject);
      if (key) transaction.keepAnswer(key, answer);
      return answer;
    });
  }
}

function sameRequest({ requestHash, answer }: KeptAnswer, hash: string): Answer {
  if (requestHash !== hash) {
    throw new HuiliuError(ErrorKind.UNPROCESSABLE, 'IDEMPOTENCY_KEY_REUSED', 'this idempotency key was used for another request: use a new key for a new request');
  }
  if (answer === undefined) throw unavailable(undefined);
  return answer;
}

function itemOf<Definitions, Request extends object, Response extends object>(
  definition: Command<Definitions, Request, Response>,
  request: Request,
  caller: Caller,
  plan: CommandPlan<Definitions>,
  id: string,
): Item {
  return {
    subject: plan.subject,
    heads: plan.heads ?? [],
    rows: plan.rows ?? {},
    id,
    type: definition.operation,
    source: 'command',
    causeId: undefined,
    saidAt: undefined,
    traceparent: caller.traceparent,
    run: (work: WorkBase, hop) => definition.handle(work as Work<Definitions>, request, caller, { id, hop }),
  };
}

export const blocked = (subject: string): HuiliuError =>
  new HuiliuError(ErrorKind.CONFLICT, 'CASE_BLOCKED', `${subject} is stopped because one of its events could not be handled; operations have to replay or discard it first`);

const unavailable = (cause: unknown): HuiliuError =>
  new HuiliuError(ErrorKind.UNAVAILABLE, 'ANSWER_UNKNOWN', 'the database is away, so the outcome is not known: send the same request again with the same idempotency key', { cause });
