import { callForCommand, type Door } from '../../history/call';
import { randomOf } from '../../random/random';
import type { Database } from '../../store/database';
import { callGateway, listAt, textAt, type GatewayAnswer } from './gateway-client';
import { eachOf, pause } from './workers';

export interface ReviewersOptions extends Door {
  readonly database: Database;
  readonly seed: string;
  /** How long a task lies open before it is taken. */
  readonly delayMs: number;
  /** Told of the open tasks; answers those that are better left for a moment, as a customer may cancel. */
  onOpen?(tasks: readonly OpenTask[]): Promise<ReadonlySet<string>>;
  onError(error: unknown): void;
}

export interface OpenTask {
  readonly taskId: string;
  readonly caseNumber: string;
}

export type Verdict = 'approve' | 'reject';

const shareApproved = 0.7;
/** Looked for this often, and less and less often while there is nothing. */
const pollMs = 250;
const pollAtMostMs = 2_000;
const pageSize = 100;
const atOnce = 16;
const retryMs = 500;
const leftForMs = 1_500;

/** What the reviewers think of a task; the same for the same seed. */
export const verdictOn = (seed: string, taskId: string): Verdict => (randomOf(seed, 'review', taskId).chance(shareApproved) ? 'approve' : 'reject');

/** People who work through the review tasks by the gateway: claim, then decide. A task that was claimed before a crash is decided after it. */
export class Reviewers {
  private readonly seenAtMs = new Map<string, number>();

  constructor(private readonly options: ReviewersOptions) {}

  async run(signal: AbortSignal): Promise<void> {
    let waitMs = pollMs;
    while (!signal.aborted) {
      try {
        const tasks = await this.tasks(signal);
        await eachOf(tasks, atOnce, (taskId) => this.decide(taskId, signal));
        waitMs = tasks.length > 0 ? pollMs : Math.min(pollAtMostMs, waitMs * 2);
      } catch (error) {
        this.options.onError(error);
      }
      await pause(waitMs, signal);
    }
  }

  /** Begun and open ones, without those that are done or somebody else's. */
  private async tasks(signal: AbortSignal): Promise<readonly string[]> {
    const { database, gatewayUrl, token } = this.options;
    const begun = await database.query<{ task_id: string }>("SELECT task_id FROM staff_task WHERE status = 'claiming'");
    const answer = await callGateway(gatewayUrl, { method: 'GET', path: `/api/v1/review/tasks?limit=${pageSize}`, token, untraced: true }, signal);
    const listed = listAt(answer.body, 'tasks').flatMap((task): OpenTask[] => {
      const taskId = textAt(task, 'taskId');
      return taskId === undefined || textAt(task, 'status') === 'decided' ? [] : [{ taskId, caseNumber: textAt(task, 'caseNumber') ?? '' }];
    });
    const open = listed.map(({ taskId }) => taskId);
    const later = (await this.options.onOpen?.(listed)) ?? new Set();
    const ended = await database.query<{ task_id: string }>("SELECT task_id FROM staff_task WHERE task_id = ANY($1) AND status <> 'claiming'", [open]);
    const skip = new Set(ended.map(({ task_id }) => task_id));
    return [...new Set([...begun.map(({ task_id }) => task_id), ...open.filter((taskId) => !skip.has(taskId) && this.hasLainOpen(taskId, later.has(taskId)))])];
  }

  private hasLainOpen(taskId: string, leaveIt: boolean): boolean {
    const delayMs = this.options.delayMs + (leaveIt ? leftForMs : 0);
    if (delayMs === 0) return true;
    const seen = this.seenAtMs.get(taskId) ?? Date.now();
    this.seenAtMs.set(taskId, seen);
    const due = Date.now() - seen >= delayMs;
    if (due) this.seenAtMs.delete(taskId);
    return due;
  }

  private async decide(taskId: string, signal: AbortSignal): Promise<void> {
    const { database, seed } = this.options;
    const verdict = verdictOn(seed, taskId);
    await database.query("INSERT INTO staff_task (task_id, status, verdict) VALUES ($1, 'claiming', $2) ON CONFLICT DO NOTHING", [taskId, verdict]);
    const claimed = await this.post(taskId, 'claim', {}, signal);
    if (isNoAnswer(claimed)) return pause(retryMs, signal);
    if (!isDone(claimed)) return this.end(taskId, 'left', verdict);
    const decided = await this.post(taskId, 'decision', wordsOf(verdict), signal);
    if (isNoAnswer(decided)) return pause(retryMs, signal);
    if (isDone(decided)) return this.end(taskId, 'decided', verdict);
    // What can't be approved, as a purchase that is not known, has to be rejected.
    const rejected = verdict === 'approve' && !decided.code.startsWith('TASK_') ? await this.post(taskId, 'decision', wordsOf('reject'), signal, '-rejected') : decided;
    if (isNoAnswer(rejected)) return pause(retryMs, signal);
    return this.end(taskId, isDone(rejected) ? 'decided' : 'left', 'reject');
  }

  private post(taskId: string, action: 'claim' | 'decision', body: unknown, signal: AbortSignal, suffix = ''): Promise<GatewayAnswer> {
    const [operation, path] = [action === 'claim' ? 'review.ClaimTask' : 'review.DecideTask', `/api/v1/review/tasks/${encodeURIComponent(taskId)}/${action}`];
    return callForCommand(this.options, { operation, path, idempotencyKey: `sandbox-${action}-${taskId}${suffix}`, body }, signal);
  }

  private async end(taskId: string, status: 'decided' | 'left', verdict: Verdict): Promise<void> {
    await this.options.database.query('UPDATE staff_task SET status = $2, verdict = $3 WHERE task_id = $1', [taskId, status, verdict]);
  }
}

const wordsOf = (verdict: Verdict): unknown => (verdict === 'approve' ? { verdict } : { verdict, reasonCode: 'NOT_JUSTIFIED' });

const isDone = ({ status }: GatewayAnswer): boolean => status >= 200 && status < 300;
/** Nothing that could be relied on: try again under the same key. A token that is not taken is such a case too, as somebody may put it right. */
const isNoAnswer = ({ status }: GatewayAnswer): boolean => status === 0 || status >= 500 || [401, 403, 408, 425, 429].includes(status);
