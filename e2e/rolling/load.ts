import type { Answered, Balancer, Call } from './balancer';
import { applicationFor, orderIdOf } from './shop';

export interface LoadOptions {
  readonly balancer: Balancer;
  readonly agent: string;
  readonly reviewer: string;
  /** Orders that can be applied for. */
  readonly orders: number;
}

const betweenMs = 40;

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
  private readonly working: Promise<unknown>;
  private order = 0;

  constructor(private readonly options: LoadOptions) {
    const { signal } = this.stopping;
    const again = async (step: () => Promise<void>): Promise<void> => {
      while (!signal.aborted) {
        await step();
        await new Promise((resolve) => setTimeout(resolve, betweenMs));
      }
    };
    this.working = Promise.all([again(() => this.apply()), again(() => this.apply()), again(() => this.lookUp()), again(() => this.lookUp()), again(() => this.review())]);
  }

  /** Ends what is under way; afterwards reviewers decide what is left. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.working;
  }

  /** Claims and decides every task that lies open. Each of the two is asked twice, and the second time gets the same answer. */
  async review(): Promise<void> {
    const list = await this.ask('tasks', { method: 'GET', path: '/api/v1/review/tasks?limit=20', token: this.options.reviewer });
    const tasks = (list?.body['tasks'] ?? []) as readonly { taskId: string; status: string }[];
    for (const { taskId, status } of tasks.filter((task) => task.status !== 'decided' && !this.decided.has(task.taskId))) {
      if (status === 'open') await this.command('claim', `/api/v1/review/tasks/${encodeURIComponent(taskId)}/claim`, `claim-${taskId}`, {}, this.options.reviewer);
      const done = await this.command('decide', `/api/v1/review/tasks/${encodeURIComponent(taskId)}/decision`, `decide-${taskId}`, { verdict: 'approve' }, this.options.reviewer);
      if (done) this.decided.add(taskId);
    }
  }

  private async apply(): Promise<void> {
    if (this.order >= this.options.orders) return;
    const number = ++this.order;
    const answer = await this.command('apply', '/api/v1/cases', `apply-${number}`, applicationFor(number), this.options.agent);
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

  private async command(what: string, path: string, idempotencyKey: string, body: object, token: string): Promise<Answered | undefined> {
    const call: Call = { method: 'POST', path, token, idempotencyKey, body };
    const [first, second] = [await this.ask(what, call), await this.ask(`${what} again`, call)];
    const same = (['caseNumber', 'taskId', 'status'] as const).every((field) => first?.body[field] === second?.body[field]);
    if (first && second && !same) this.failures.push(`${what} ${idempotencyKey}: another answer the second time: ${JSON.stringify([first.body, second.body])}`);
    return first;
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
