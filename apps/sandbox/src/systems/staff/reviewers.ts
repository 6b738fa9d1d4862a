import { callForCommand, type Door } from '../../history/call';
import { named, type BranchName, type BranchOf } from '../../mix/branches';
import { noteIntentions, ofNumber, type Intention } from '../../mix/intentions';
import { everyday, type Mix } from '../../mix/mix';
import { randomOf } from '../../random/random';
import type { Database } from '../../store/database';
import { callGateway, isDone, isNoAnswer, listAt, textAt, type GatewayAnswer } from './gateway-client';
import type { Repliers } from './repliers';
import { pause, workThrough } from './workers';

export interface ReviewersOptions extends Door {
  readonly database: Database;
  readonly seed: string;
  readonly mix?: Mix;
  /** Customers, who hear of what is asked of them; without any, nothing is asked. */
  readonly repliers?: Pick<Repliers, 'tell'> | undefined;
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

export type Verdict = BranchOf<'reviewer'>;

/** Looked for this often, and less and less often while there is nothing. */
const pollMs = 250;
const pollAtMostMs = 2_000;
const pageSize = 100;
const atOnce = 16;
const retryMs = 500;
const leftForMs = 1_500;

/** What the reviewers think of a task; the same for the same seed. */
export const verdictOn = (seed: string, taskId: string, mix: Mix = everyday): Verdict => randomOf(seed, 'review', taskId).weighted(mix.reviewer);
/** And once they have seen what they had asked for. */
export const verdictWithEvidence = (seed: string, taskId: string, mix: Mix = everyday): BranchOf<'evidence_seen'> => randomOf(seed, 'review with evidence', taskId).weighted(mix.evidence_seen);

/**
 * People who work through the review tasks by the gateway: claim, then decide, or ask for evidence and decide when it is there. A task that was claimed before a
 * crash is decided after it.
 */
export class Reviewers {
  private readonly seenAtMs = new Map<string, number>();

  constructor(private readonly options: ReviewersOptions) {}

  run(signal: AbortSignal): Promise<void> {
    return workThrough({ everyMs: pollMs, atMostMs: pollAtMostMs, atOnce, tasks: () => this.tasks(signal), work: (task) => this.decide(task, signal), onError: (error) => this.options.onError(error) }, signal);
  }

  /** Begun and open ones, without those that are done, wait for the customer, or are somebody else's. */
  private async tasks(signal: AbortSignal): Promise<readonly OpenTask[]> {
    const { database, gatewayUrl, token } = this.options;
    const begun = await database.query<{ task_id: string }>("SELECT task_id FROM staff_task WHERE status = 'claiming'");
    const answer = await callGateway(gatewayUrl, { method: 'GET', path: `/api/v1/review/tasks?limit=${pageSize}`, token, untraced: true }, signal);
    const open = new Map<string, OpenTask>(begun.map(({ task_id: taskId }) => [taskId, { taskId, caseNumber: '' }]));
    const listed = listAt(answer.body, 'tasks').flatMap((task): OpenTask[] => {
      const taskId = textAt(task, 'taskId');
      return taskId === undefined || textAt(task, 'status') === 'decided' ? [] : [{ taskId, caseNumber: textAt(task, 'caseNumber') ?? '' }];
    });
    const later = (await this.options.onOpen?.(listed)) ?? new Set();
    const ended = await database.query<{ task_id: string }>("SELECT task_id FROM staff_task WHERE task_id = ANY($1) AND status IN ('decided', 'left')", [listed.map(({ taskId }) => taskId)]);
    const skip = new Set(ended.map(({ task_id }) => task_id));
    for (const task of listed) if (!skip.has(task.taskId) && (open.has(task.taskId) || this.hasLainOpen(task.taskId, later.has(task.taskId)))) open.set(task.taskId, task);
    return [...open.values()];
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

  private async decide(task: OpenTask, signal: AbortSignal): Promise<void> {
    const { database, seed, mix } = this.options;
    const { taskId } = task;
    const [known] = await database.query<{ status: string }>('SELECT status FROM staff_task WHERE task_id = $1', [taskId]);
    // Asked for evidence before, and here again: the evidence has come.
    const isBack = known?.status === 'asked';
    const wish = isBack ? verdictWithEvidence(seed, taskId, mix) : verdictOn(seed, taskId, mix);
    if (!known) await database.query("INSERT INTO staff_task (task_id, status, verdict) VALUES ($1, 'claiming', $2) ON CONFLICT DO NOTHING", [taskId, wish]);
    const claimed = isBack ? undefined : await this.post(taskId, 'claim', {}, signal);
    if (claimed && isNoAnswer(claimed)) return pause(retryMs, signal);
    if (claimed && !isDone(claimed)) return this.end(task, 'left', wish, wish, isBack);
    const lines = listAt(claimed?.body, 'lines');
    const verdict = this.possible(wish, lines);
    // Of a task that was begun before a restart, the claim tells.
    const caseNumber = task.caseNumber === '' ? (textAt(claimed?.body, 'caseNumber') ?? '') : task.caseNumber;
    const suffix = isBack ? '-with-evidence' : '';
    const decided = await this.post(taskId, 'decision', wordsOf(verdict, lines), signal, suffix);
    if (isNoAnswer(decided)) return pause(retryMs, signal);
    if (isDone(decided) && verdict === 'approve_in_part' && lines.some(mayBeCut)) await noteIntentions(database, [{ of: ofNumber(caseNumber), branch: 'difference.reduced_by_person', status: 'taken' }]);
    if (isDone(decided)) return this.end({ ...task, caseNumber }, verdict === 'request_evidence' ? 'asked' : 'decided', verdict, wish, isBack);
    // What can't be approved, as a purchase that is not known, has to be rejected.
    const rejected = verdict !== 'reject' && !decided.code.startsWith('TASK_') ? await this.post(taskId, 'decision', wordsOf('reject', lines), signal, `${suffix}-rejected`) : decided;
    if (isNoAnswer(rejected)) return pause(retryMs, signal);
    return this.end({ ...task, caseNumber }, isDone(rejected) ? 'decided' : 'left', 'reject', wish, isBack);
  }

  /** Nothing can be approved in part of a single unit, and nothing is asked for where no customer listens. */
  private possible(verdict: Verdict, lines: readonly unknown[]): Verdict {
    if (verdict === 'approve_in_part' && unitsIn(lines) < 2 && !lines.some(mayBeCut)) return 'approve';
    return verdict === 'request_evidence' && !this.options.repliers ? 'approve' : verdict;
  }

  private post(taskId: string, action: 'claim' | 'decision', body: unknown, signal: AbortSignal, suffix = ''): Promise<GatewayAnswer> {
    const [operation, path] = [action === 'claim' ? 'review.ClaimTask' : 'review.DecideTask', `/api/v1/review/tasks/${encodeURIComponent(taskId)}/${action}`];
    return callForCommand(this.options, { operation, path, idempotencyKey: `sandbox-${action}-${taskId}${suffix}`, body }, signal);
  }

  private async end({ taskId, caseNumber }: OpenTask, status: 'asked' | 'decided' | 'left', verdict: Verdict, wish: Verdict, isBack: boolean): Promise<void> {
    const { database, repliers } = this.options;
    const branchOf = (each: Verdict): BranchName => (isBack ? named('evidence_seen', each === 'reject' ? 'reject' : 'approve') : named('reviewer', each));
    const refused = (branch: BranchName, code: string): Intention => ({ of: ofNumber(caseNumber), branch, status: 'refused', code });
    const done: Intention = status === 'left' ? refused(branchOf(wish), 'TASK_GONE') : { of: ofNumber(caseNumber), branch: branchOf(verdict), status: 'taken' };
    if (caseNumber !== '') await noteIntentions(database, [done, ...(status !== 'left' && verdict !== wish ? [refused(branchOf(wish), 'NOT_POSSIBLE')] : [])]);
    if (status === 'asked') await repliers?.tell(taskId, caseNumber, 'evidence');
    if (status === 'decided' && verdict === 'reject') await repliers?.tell(taskId, caseNumber, 'supplement');
    await database.query('UPDATE staff_task SET status = $2, verdict = $3 WHERE task_id = $1', [taskId, status, verdict]);
  }
}

const quantityOf = (line: unknown): number => {
  const quantity = typeof line === 'object' && line !== null && 'quantity' in line ? line.quantity : undefined;
  return typeof quantity === 'number' ? quantity : 0;
};
const unitsIn = (lines: readonly unknown[]): number => lines.reduce<number>((sum, line) => sum + quantityOf(line), 0);

/** What a price difference asks for each unit; 0 where it is none. */
const askedOf = (line: unknown): bigint => BigInt(textAt(line, 'askedPerUnitMinor') ?? 0);

/** Two thirds of one fen, rounded up, are one. */
const mayBeCut = (line: unknown): boolean => askedOf(line) > 2n;

/** Two thirds of each difference, of all units. */
const lessOf = (lines: readonly unknown[]): unknown[] =>
  lines.map((line) => {
    const asked = askedOf(line);
    return { caseLineId: textAt(line, 'caseLineId') ?? '', quantity: quantityOf(line), ...(asked > 0n && { amountPerUnitMinor: ((asked * 2n + 2n) / 3n).toString() }) };
  });

/** All but one unit, of the last line. */
function mostOf(lines: readonly unknown[]): unknown[] {
  return lines.flatMap((line, index) => {
    const quantity = quantityOf(line) - (index === lines.length - 1 ? 1 : 0);
    return quantity > 0 ? [{ caseLineId: textAt(line, 'caseLineId') ?? '', quantity }] : [];
  });
}

function wordsOf(verdict: Verdict, lines: readonly unknown[]): unknown {
  switch (verdict) {
    case 'approve':
      return { verdict };
    case 'approve_in_part':
      return { verdict: 'approve', reasonCode: 'NOT_JUSTIFIED', lines: lines.some(mayBeCut) ? lessOf(lines) : mostOf(lines) };
    case 'reject':
      return { verdict, reasonCode: 'NOT_JUSTIFIED' };
    case 'request_evidence':
      return { verdict, reasonCode: 'PHOTO_OF_FAULT' };
  }
}

