import { outcomeOf, subjectOf } from '../../apps/sandbox/src/history/call';
import { digestOf } from '../../apps/sandbox/src/history/digest';
import type { History } from '../../apps/sandbox/src/history/history';
import { textAt } from '../../apps/sandbox/src/systems/staff/gateway-client';
import type { Answered, Balancer, Call } from './balancer';
import { applicationFor, orderIdOf } from './shop';

export interface LoadOptions {
  readonly balancer: Balancer;
  /** Every command is written down here before it is sent, so that the invariants hold the end state against what was answered. */
  readonly history: History;
  readonly agent: string;
  readonly reviewer: string;
  /** Orders that can be applied for. */
  readonly orders: number;
}

interface Command extends Omit<Call, 'method'> {
  readonly operation: string;
  readonly idempotencyKey: string;
}

/** What is asked all the time, by its name in `answered`. */
export const kinds = ['apply', 'apply again', 'tasks', 'claim', 'claim again', 'decide', 'decide again', 'case', 'timeline', 'trace'] as const;

/** Few cases, since each goes its whole way; many questions, so that there is always one under way. */
const pausesMs = { apply: 600, lookUp: 100, review: 300 } as const;

/**
 * People at the gateway, all the time until stopped: customers who apply and, as if they had not seen the answer, ask the same again; reviewers who claim and decide; staff who look
 * cases up. Each asks for what has to succeed, so every answer that is none, or no 2xx, is a failure.
 */
export class Load {
  /** Answered calls by what they asked for. */
  readonly answered: Record<string, number> = {};
  readonly failures: string[] = [];
  /** Order → case number, as answered. */
  readonly opened = new Map<string, string>();
  private readonly decided = new Set<string>();
  private readonly stopping = new AbortController();
  private readonly closing = new AbortController();
  private readonly asking: Promise<unknown>;
  private readonly reviewing: Promise<void>;
  private order = 0;

  constructor(private readonly options: LoadOptions) {
    const again = async (pauseMs: number, { signal }: AbortController, step: () => Promise<void>): Promise<void> => {
      while (!signal.aborted) {
        await step().catch((error: unknown) => this.failures.push(String(error)));
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    };
    const { apply, lookUp, review } = pausesMs;
    this.asking = Promise.all([again(apply, this.stopping, () => this.apply()), again(lookUp, this.stopping, () => this.lookUp()), again(lookUp, this.stopping, () => this.lookUp())]);
    this.reviewing = again(review, this.closing, () => this.review());
  }

  /** Nobody applies or looks up any more; what is under way is answered. Reviewers go on, until what is left is decided. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.asking;
  }

  async close(): Promise<void> {
    this.closing.abort();
    await Promise.all([this.stop(), this.reviewing]);
  }

  /** Claims and decides every task that lies open. Each of the two is asked twice, and the second time gets the same answer. */
  private async review(): Promise<void> {
    const list = await this.ask('tasks', { method: 'GET', path: '/api/v1/review/tasks?limit=20', token: this.options.reviewer });
    const tasks = (list?.body['tasks'] ?? []) as readonly { taskId: string; status: string }[];
    for (const { taskId, status } of tasks.filter((task) => task.status !== 'decided' && !this.decided.has(task.taskId))) {
      const path = `/api/v1/review/tasks/${encodeURIComponent(taskId)}`;
      if (status === 'open') await this.command('claim', { operation: 'review.ClaimTask', path: `${path}/claim`, idempotencyKey: `claim-${taskId}`, body: {}, token: this.options.reviewer });
      const done = await this.command('decide', { operation: 'review.DecideTask', path: `${path}/decision`, idempotencyKey: `decide-${taskId}`, body: { verdict: 'approve' }, token: this.options.reviewer });
      if (done) this.decided.add(taskId);
    }
  }

  private async apply(): Promise<void> {
    if (this.order >= this.options.orders) return;
    const number = ++this.order;
    const answer = await this.command('apply', { operation: 'intake.SubmitCase', path: '/api/v1/cases', idempotencyKey: `apply-${number}`, body: applicationFor(number), token: this.options.agent });
    if (answer) this.opened.set(orderIdOf(number), String(answer.body['caseNumber']));
  }

  private async lookUp(): Promise<void> {
    const numbers = [...this.opened.values()];
    const number = numbers[Math.floor(Math.random() * numbers.length)];
    if (number === undefined) return;
    for (const [what, path] of [['case', ''], ['timeline', '/timeline'], ['trace', '/trace']] as const) {
      const answer = await this.ask(what, { method: 'GET', path: `/api/v1/cases/${number}${path}`, token: this.options.agent });
      const unavailable = (answer?.body['unavailable'] ?? []) as readonly unknown[];
      if (unavailable.length > 0) this.failures.push(`${what} of ${number}: without ${JSON.stringify(unavailable)}`);
    }
  }

  private async command(what: string, command: Command): Promise<Answered | undefined> {
    const [first, second] = [await this.once(what, command), await this.once(`${what} again`, command)];
    const same = (['caseNumber', 'taskId', 'status'] as const).every((field) => first?.body[field] === second?.body[field]);
    if (first && second && !same) this.failures.push(`${what} ${command.idempotencyKey}: another answer the second time: ${JSON.stringify([first.body, second.body])}`);
    return first;
  }

  private async once(what: string, { operation, ...call }: Command): Promise<Answered | undefined> {
    const { history } = this.options;
    const attempt = await history.begin({ principal: subjectOf(call.token), operation, commands: [[call.idempotencyKey, digestOf(`${call.path}\n${JSON.stringify(call.body)}`)]] });
    const answer = await this.ask(what, { method: 'POST', ...call });
    history.end(attempt, outcomeOf({ status: answer?.status ?? 0, code: textAt(answer?.body, 'code') ?? '', body: answer?.body }));
    return answer;
  }

  private async ask(what: string, call: Call): Promise<Answered | undefined> {
    const at = new Date().toISOString();
    try {
      const answer = await this.options.balancer.call(call);
      if (answer.status >= 200 && answer.status < 300) {
        this.answered[what] = (this.answered[what] ?? 0) + 1;
        return answer;
      }
      this.failures.push(`${at} ${what} ${call.path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    } catch (error) {
      this.failures.push(`${at} ${what} ${call.path}: ${error instanceof Error ? error.message : String(error)}`);
    }
    return undefined;
  }
}
