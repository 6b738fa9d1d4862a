import { callForCommand, type Door } from '../../history/call';
import { named, type BranchName, type BranchOf } from '../../mix/branches';
import { noteIntentions, ofNumber } from '../../mix/intentions';
import { everyday, type Mix } from '../../mix/mix';
import { randomOf } from '../../random/random';
import type { Database } from '../../store/database';
import { callGateway, textAt, type GatewayAnswer } from './gateway-client';
import { eachOf, pause } from './workers';

/** The token may speak for any customer. */
export interface RepliersOptions extends Door {
  readonly database: Database;
  readonly seed: string;
  readonly mix?: Mix;
  onError(error: unknown): void;
}

export type Wanted = 'evidence' | 'supplement';
export type Wish = 'reply' | 'accept' | 'stay_silent';

const pollMs = 300;
const atOnce = 8;
const batch = 200;

/** What a customer makes of what was said about a task of theirs; the same for the same seed. */
export const wishOf = (seed: string, taskId: string, wanted: Wanted, mix: Mix = everyday): Wish => {
  const random = randomOf(seed, 'reply', wanted, taskId);
  return wanted === 'evidence' ? random.weighted(mix.evidence) : random.weighted(mix.rejection);
};

const branchOf = (wanted: Wanted, wish: Wish): BranchName => (wanted === 'supplement' ? named('rejection', wish) : named('evidence', wish === 'accept' ? 'reply' : wish));

/** Customers who were asked for evidence, or whose application was rejected: some show or say more, each once, whatever happens in between; some never do. */
export class Repliers {
  constructor(private readonly options: RepliersOptions) {}

  /** The shop has told the customer what a reviewer wants, or has rejected. */
  async tell(taskId: string, caseNumber: string, wanted: Wanted): Promise<void> {
    const { database, seed, mix } = this.options;
    const wish = wishOf(seed, taskId, wanted, mix);
    await noteIntentions(database, [{ of: ofNumber(caseNumber), branch: branchOf(wanted, wish), status: wish === 'stay_silent' ? 'taken' : 'intended' }]);
    await database.query('INSERT INTO customer_reply (task_id, case_number, wanted, wish, status) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING', [
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
  private async reply(reply: Reply, signal: AbortSignal): Promise<void> {
    const { task_id: taskId, case_number: caseNumber, wanted, wish } = reply;
    const { gatewayUrl, token } = this.options;
    const path = `/api/v1/cases/${encodeURIComponent(caseNumber)}`;
    const seen = await callGateway(gatewayUrl, { method: 'GET', path, token, untraced: true }, signal);
    if (seen.status !== 200) return;
    const status = textAt(seen.body, 'status') ?? '';
    if (status === 'closed') return this.end(reply, 'refused', 'CASE_CLOSED');
    if (status !== (wanted === 'evidence' ? 'awaiting_evidence' : 'rejected')) return;
    const answer = await this.post(path, taskId, wanted, wish, signal);
    if (answer.status >= 200 && answer.status < 300) return this.end(reply, 'done', null);
    if (answer.code !== '' && [400, 404, 409, 422].includes(answer.status) && !/IDEMPOTENCY|IN_PROGRESS|BLOCKED|NOT_YET/.test(answer.code)) return this.end(reply, 'refused', answer.code);
  }

  private post(path: string, taskId: string, wanted: Wanted, wish: Wish, signal: AbortSignal): Promise<GatewayAnswer> {
    const idempotencyKey = `sandbox-${wanted}-${taskId}`;
    const evidence = { evidenceId: `${taskId.slice(0, 48)}-${wanted}`, kind: 'photo', uri: `https://shop.invalid/evidence/${encodeURIComponent(taskId)}/${wanted}` };
    if (wanted === 'evidence') return callForCommand(this.options, { operation: 'intake.AddEvidence', path: `${path}/evidence`, idempotencyKey, body: evidence }, signal);
    if (wish === 'accept') return callForCommand(this.options, { operation: 'intake.AcceptRejection', path: `${path}/acceptance`, idempotencyKey, body: {} }, signal);
    const body = { reason: 'Please look at it again: it was so when it came.', ...(this.supplementOf(taskId) === 'with_evidence' && { evidence: [evidence] }) };
    return callForCommand(this.options, { operation: 'intake.SupplementCase', path: `${path}/supplement`, idempotencyKey, body }, signal);
  }

  private supplementOf(taskId: string): BranchOf<'supplement'> {
    const { seed, mix = everyday } = this.options;
    return randomOf(seed, 'supplement', taskId).weighted(mix.supplement);
  }

  private async end({ task_id: taskId, case_number: caseNumber, wanted, wish }: Reply, status: 'done' | 'refused', code: string | null): Promise<void> {
    const [of, outcome] = [ofNumber(caseNumber), { status: status === 'done' ? 'taken' : 'refused', code: code ?? undefined } as const];
    const supplement = wanted === 'supplement' && wish === 'reply' ? [{ of, branch: named('supplement', this.supplementOf(taskId)), ...outcome }] : [];
    await noteIntentions(this.options.database, [{ of, branch: branchOf(wanted, wish), ...outcome }, ...supplement]);
    await this.options.database.query('UPDATE customer_reply SET status = $3, code = $4 WHERE task_id = $1 AND wanted = $2', [taskId, wanted, status, code]);
  }
}

interface Reply {
  readonly task_id: string;
  readonly case_number: string;
  readonly wanted: Wanted;
  readonly wish: Wish;
}
