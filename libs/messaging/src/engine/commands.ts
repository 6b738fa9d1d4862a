import { createHash, randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { ErrorKind, HuiliuError, errorOf, type Refusal } from '@huiliu/platform';
import type { Outcome } from '../outcome';
import type { RowIds } from '../tables/session';
import type { Work, WorkBase } from '../work';
import type { Item } from './item';
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

type Answer = { readonly response: unknown } | { readonly refusal: Refusal };

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
    const kept = await this.keptAnswer(definition.operation, caller, hash);
    if (kept) return kept;
    const plan = await definition.plan(request, reader, caller);
    const id = caller.idempotencyKey === undefined ? randomUUID() : `${caller.principal}/${definition.operation}/${caller.idempotencyKey}`;
    return inTransaction(this.options, async ({ client, transaction, inbox }): Promise<Answer> => {
      const other = await this.reserveKey(client, definition.operation, caller, hash, transaction.now);
      if (other) return other;
      const item = itemOf(definition, request, caller, plan, id);
      await inbox.open([], [item]);
      if (transaction.head(item.subject).blocked) throw blocked(item.subject);
      const outcome = await transaction.run(item);
      if (outcome.kind === 'notYet') throw new HuiliuError(ErrorKind.CONFLICT, 'NOT_YET', `${outcome.reason}: try again shortly`);
      const answer: Answer = outcome.kind === 'refused' ? { refusal: outcome.refusal } : { response: outcome.response ?? {} };
      if (outcome.kind !== 'refused') await inbox.release(item.subject);
      await this.keepAnswer(client, definition.operation, caller, answer);
      return answer;
    });
  }

  /** Without a lock: most repetitions come long after the first. */
  private async keptAnswer(operation: string, caller: Caller, hash: string): Promise<Answer | undefined> {
    if (caller.idempotencyKey === undefined) return undefined;
    const { rows } = await this.options.pool.query<KeptRow>('SELECT request_hash, answer FROM idempotency WHERE principal = $1 AND operation = $2 AND key = $3', [
      caller.principal,
      operation,
      caller.idempotencyKey,
    ]);
    return rows[0] && sameRequest(rows[0], hash);
  }

  /** Waits for whoever is at work under the same key; undefined when the key is ours. */
  private async reserveKey(client: PoolClient, operation: string, caller: Caller, hash: string, now: Date): Promise<Answer | undefined> {
    if (caller.idempotencyKey === undefined) return undefined;
    const values = [caller.principal, operation, caller.idempotencyKey];
    const inserted = await client.query('INSERT INTO idempotency (principal, operation, key, request_hash, created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING', [...values, hash, now]);
    if (inserted.rowCount === 1) return undefined;
    const { rows } = await client.query<KeptRow>('SELECT request_hash, answer FROM idempotency WHERE principal = $1 AND operation = $2 AND key = $3', values);
    const row = rows[0];
    if (!row) throw unavailable(undefined);
    return sameRequest(row, hash);
  }

  private async keepAnswer(client: PoolClient, operation: string, caller: Caller, answer: Answer): Promise<void> {
    if (caller.idempotencyKey === undefined) return;
    await client.query('UPDATE idempotency SET answer = $4 WHERE principal = $1 AND operation = $2 AND key = $3', [caller.principal, operation, caller.idempotencyKey, JSON.stringify(answer)]);
  }
}

interface KeptRow {
  readonly request_hash: string;
  readonly answer: Answer | null;
}

function sameRequest(row: KeptRow, hash: string): Answer {
  if (row.request_hash !== hash) {
    throw new HuiliuError(ErrorKind.UNPROCESSABLE, 'IDEMPOTENCY_KEY_REUSED', 'this idempotency key was used for another request: use a new key for a new request');
  }
  if (row.answer === null) throw unavailable(undefined);
  return row.answer;
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

/** Keys in one order, so that the same request has the same hash. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}

export const blocked = (subject: string): HuiliuError =>
  new HuiliuError(ErrorKind.CONFLICT, 'CASE_BLOCKED', `${subject} is stopped because one of its events could not be handled; operations have to replay or discard it first`);

const unavailable = (cause: unknown): HuiliuError =>
  new HuiliuError(ErrorKind.UNAVAILABLE, 'ANSWER_UNKNOWN', 'the database is away, so the outcome is not known: send the same request again with the same idempotency key', { cause });
