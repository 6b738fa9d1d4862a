import { callForCommand, type Door } from '../../history/call';
import { randomOf } from '../../random/random';
import type { Database } from '../../store/database';
import { callGateway, textAt, type GatewayAnswer } from './gateway-client';
import { eachOf, pause } from './workers';

/** The token may speak for any customer. */
export interface RepliersOptions extends Door {
  readonly database: Database;
  readonly seed: string;
  onError(error: unknown): void;
}

export type Wanted = 'evidence' | 'supplement';
export type Wish = 'reply' | 'accept' | 'stay_silent';

/** Most show what is asked for; most let a rejection be. */
const shares: Readonly<Record<Wanted, Readonly<Record<Wish, number>>>> = {
  evidence: { reply: 0.7, accept: 0, stay_silent: 0.3 },
  supplement: { reply: 0.35, accept: 0.1, stay_silent: 0.55 },
};
const shareWithEvidence = 0.7;
const pollMs = 300;
const atOnce = 8;
const batch = 200;

/** What a customer makes of what was said about a task of theirs; the same for the same seed. */
export const wishOf = (seed: string, taskId: string, wanted: Wanted): Wish => randomOf(seed, 'reply', wanted, taskId).weighted(shares[wanted]);

/** Customers who were asked for evidence, or whose application was rejected: some show or say more, each once, whatever happens in between; some never do. */
export class Repliers {
  constructor(private readonly options: RepliersOptions) {}

  /** The shop has told the customer what a reviewer wants, or has rejected. */
  async tell(taskId: string, caseNumber: string, wanted: Wanted): Promise<void> {
    const wish = wishOf(this.options.seed, taskId, wanted);
    await this.options.database.query('INSERT INTO customer_reply (task_id, case_number, wanted, wish, status) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING', [
      taskId,
      caseNumber,
      wanted,
      wish,
      wish === 'stay_silent' ? 'silent' : 'pending',
    ]);
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        const pending = await this.options.database.query<Reply>("SELECT task_id, case_number, wanted, wish FROM customer_reply WHERE status = 'pending' ORDER BY task_id LIMIT $1", [batch]);
        await eachOf(pending, atOnce, (reply) => this.reply(reply, signal));
      } catch (error) {
        this.options.onError(error);
      }
      await pause(pollMs, signal);
    }
  }

  /** Looks first: intake may not have heard yet of what the reviewer did, and keeps what it refuses under its key. */
  private async reply({ task_id: taskId, case_number: caseNumber, wanted, wish }: Reply, signal: AbortSignal): Promise<void> {
    const { gatewayUrl, token } = this.options;
    const path = `/api/v1/cases/${encodeURIComponent(caseNumber)}`;
    const seen = await callGateway(gatewayUrl, { method: 'GET', path, token, untraced: true }, signal);
    if (seen.status !== 200) return;
    const status = textAt(seen.body, 'status') ?? '';
    if (status === 'closed') return this.end(taskId, wanted, 'refused', 'CASE_CLOSED');
    if (status !== (wanted === 'evidence' ? 'awaiting_evidence' : 'rejected')) return;
    const answer = await this.post(path, taskId, wanted, wish, signal);
    if (answer.status >= 200 && answer.status < 300) return this.end(taskId, wanted, 'done', null);
    if (answer.code !== '' && [400, 404, 409, 422].includes(answer.status) && !/IDEMPOTENCY|IN_PROGRESS|BLOCKED|NOT_YET/.test(answer.code)) return this.end(taskId, wanted, 'refused', answer.code);
  }

  private post(path: string, taskId: string, wanted: Wanted, wish: Wish, signal: AbortSignal): Promise<GatewayAnswer> {
    const idempotencyKey = `sandbox-${wanted}-${taskId}`;
    const evidence = { evidenceId: `${taskId.slice(0, 48)}-${wanted}`, kind: 'photo', uri: `https://shop.invalid/evidence/${encodeURIComponent(taskId)}/${wanted}` };
    if (wanted === 'evidence') return callForCommand(this.options, { operation: 'intake.AddEvidence', path: `${path}/evidence`, idempotencyKey, body: evidence }, signal);
    if (wish === 'accept') return callForCommand(this.options, { operation: 'intake.AcceptRejection', path: `${path}/acceptance`, idempotencyKey, body: {} }, signal);
    const withEvidence = randomOf(this.options.seed, 'supplement', taskId).chance(shareWithEvidence);
    const body = { reason: 'Please look at it again: it was so when it came.', ...(withEvidence && { evidence: [evidence] }) };
    return callForCommand(this.options, { operation: 'intake.SupplementCase', path: `${path}/supplement`, idempotencyKey, body }, signal);
  }

  private async end(taskId: string, wanted: Wanted, status: 'done' | 'refused', code: string | null): Promise<void> {
    await this.options.database.query('UPDATE customer_reply SET status = $3, code = $4 WHERE task_id = $1 AND wanted = $2', [taskId, wanted, status, code]);
  }
}

interface Reply {
  readonly task_id: string;
  readonly case_number: string;
  readonly wanted: Wanted;
  readonly wish: Wish;
}
