import { callForCommand, type Door } from '../../history/call';
import type { BranchName, BranchOf } from '../../mix/branches';
import { noteIntentions, ofNumber } from '../../mix/intentions';
import { everyday, type Mix } from '../../mix/mix';
import { randomOf } from '../../random/random';
import type { Database } from '../../store/database';
import { everyPage, listAt, textAt, type GatewayAnswer } from './gateway-client';
import { pause, workThrough } from './workers';

export interface FinancePeopleOptions extends Door {
  readonly database: Database;
  readonly seed: string;
  readonly mix?: Mix;
  /** Of another person: who takes a refund up again may not approve it. Without one nobody declines. */
  readonly secondToken?: string | undefined;
  /** Whether the departments' clock goes on by itself, so that who is late is reminded; missing: nobody is late. */
  readonly mayBeLate?: boolean;
  /** How long a refund waits before it is looked at. */
  readonly delayMs: number;
  onError(error: unknown): void;
}

type Kind = 'approve' | 'decline' | 'take_up' | 'let_go' | 'settle' | 'retry';

/** Something that they ask for, once: the key is made of what it is about. */
interface Task {
  readonly kind: Kind;
  /** What of the mix it is; undefined for what is nobody's choice. */
  readonly branch?: BranchName;
  /** That they come to it late; undefined where they do not. */
  readonly late?: BranchName | undefined;
  readonly key: string;
  readonly caseNumber: string;
  readonly body: unknown;
  /** Done by the other person. */
  readonly bySecond?: boolean;
}

const operations = { approve: 'refund.ApproveRefund', decline: 'refund.DeclineRefund', take_up: 'refund.TakeUpRefund', settle: 'refund.SettleLegManually', retry: 'refund.RetryRefund' } as const;
const paths = { approve: 'approval', decline: 'decline', take_up: 'take-up', settle: 'manual-settlements', retry: 'retry' } as const;

/** Looked for this often, and less and less often while there is nothing. */
const pollMs = 250;
const pollAtMostMs = 2_000;
const pageSize = 100;
const atOnce = 8;
const retryMs = 500;

/** The bank's reference of a transfer for a leg; the same for the same seed. */
export const transferFor = (seed: string, legId: string): string => `TRF-${randomOf(seed, 'transfer', legId).between(10_000_000, 99_999_999)}`;

/** People of finance, through the gateway: they approve large refunds or decline them, take some of these up again, and pay by bank transfer what the payment provider has refused for good. */
export class FinancePeople {
  private readonly seenAtMs = new Map<string, number>();

  constructor(private readonly options: FinancePeopleOptions) {}

  run(signal: AbortSignal): Promise<void> {
    return workThrough({ everyMs: pollMs, atMostMs: pollAtMostMs, atOnce, tasks: () => this.tasks(signal), work: (task) => this.work(task, signal), onError: (error) => this.options.onError(error) }, signal);
  }

  /** Of refunds that wait, without what was answered before. */
  private async tasks(signal: AbortSignal): Promise<readonly Task[]> {
    const { database, gatewayUrl, token } = this.options;
    const waiting = await everyPage(gatewayUrl, token, `/api/v1/refunds/waiting?limit=${pageSize}`, 'refunds', signal);
    const wishes = waiting.flatMap((refund) => this.lateAbout(refund, this.wishesAbout(refund)));
    const ended = await database.query<{ task_id: string }>("SELECT task_id FROM finance_task WHERE task_id = ANY($1) AND status <> 'asking'", [wishes.flat().map(({ key }) => key)]);
    const skip = new Set(ended.map(({ task_id }) => task_id));
    return wishes.flatMap((wish) => wish.find(({ key }) => !skip.has(key)) ?? []).filter(({ key }) => this.hasWaited(key));
  }

  /** What they would do about a refund, about each leg one thing after another. Keys count the provider's answers: after a new one it is a new matter. */
  private wishesAbout(refund: unknown): readonly (readonly Task[])[] {
    const [caseNumber, refundId] = [textAt(refund, 'caseNumber') ?? '', textAt(refund, 'refundId') ?? ''];
    const { seed, mix = everyday } = this.options;
    const takeUp: Task = { kind: 'take_up', key: `sandbox-take-up-${refundId}`, caseNumber, body: {} };
    const reason = textAt(refund, 'reason');
    const pace = this.paceOf(refundId);
    if ((reason === 'approval' || reason === 'leg') && !isTime(pace, textAt(refund, 'lateness'))) return [];
    if (reason === 'approval') return [[this.verdictOn(refund, caseNumber, refundId)]];
    if (reason === 'exception') return [[takeUp]];
    if (reason === 'declined') {
      const wish = randomOf(seed, 'declined refund', refundId).weighted(mix.declined_refund);
      return [[wish === 'take_up' ? { ...takeUp, branch: 'declined_refund.take_up' } : { kind: 'let_go', branch: 'declined_refund.let_go', key: `sandbox-let-go-${refundId}`, caseNumber, body: {} }]];
    }
    return listAt(refund, 'legs').map((leg) => {
      const [legId, unknown, attempts] = [textAt(leg, 'legId') ?? '', textAt(leg, 'status') === 'unknown', numberAt(leg, 'attempts')];
      const retry: Task = { kind: 'retry', key: `sandbox-retry-${legId}-${attempts}`, caseNumber, body: {} };
      if (unknown) return [retry];
      const settle: Task = { kind: 'settle', branch: 'refund.paid_by_hand', key: `sandbox-settle-${legId}-${attempts}`, caseNumber, body: { legId, bankReference: transferFor(this.options.seed, legId) } };
      return attempts === 1 && this.firstThing(legId) === 'retries_first' ? [{ ...retry, branch: 'finance.retries_first' }, settle] : [settle];
    });
  }

  /** The same, and that they come to it late. */
  private lateAbout(refund: unknown, wishes: readonly (readonly Task[])[]): readonly (readonly Task[])[] {
    const pace = this.paceOf(textAt(refund, 'refundId') ?? '');
    const reason = textAt(refund, 'reason');
    return pace === 'at_once' || (reason !== 'approval' && reason !== 'leg') ? wishes : wishes.map((tasks) => tasks.map((task) => ({ ...task, late: `finance_pace.${pace}` as const })));
  }

  /** Whether they see to it at once, when its day comes near, or once that has passed. */
  private paceOf(refundId: string): BranchOf<'finance_pace'> {
    const { seed, mix = everyday, mayBeLate = false } = this.options;
    return mayBeLate ? randomOf(seed, 'finance pace', refundId).weighted(mix.finance_pace) : 'at_once';
  }

  /** What was declined once and taken up again, another person approves. */
  private verdictOn(refund: unknown, caseNumber: string, refundId: string): Task {
    const { seed, mix = everyday, secondToken } = this.options;
    const again = (textAt(refund, 'decline', 'takenUpBy') ?? '') !== '';
    const declines = !again && secondToken !== undefined && randomOf(seed, 'large refund', refundId).weighted(mix.large_refund) === 'decline';
    if (declines) return { kind: 'decline', branch: 'large_refund.decline', key: `sandbox-decline-${refundId}`, caseNumber, body: { reasonCode: 'NOT_CONVINCING' } };
    return { kind: 'approve', branch: 'refund.approved_by_second_person', key: `sandbox-approve-${refundId}`, caseNumber, body: {}, bySecond: again };
  }

  private firstThing(legId: string): BranchOf<'finance'> {
    const { seed, mix = everyday } = this.options;
    return randomOf(seed, 'retry', legId).weighted(mix.finance);
  }

  private hasWaited(key: string): boolean {
    const { delayMs } = this.options;
    if (delayMs === 0) return true;
    const seen = this.seenAtMs.get(key) ?? Date.now();
    this.seenAtMs.set(key, seen);
    const due = Date.now() - seen >= delayMs;
    if (due) this.seenAtMs.delete(key);
    return due;
  }

  private async work({ kind, branch, late, key, caseNumber, body, bySecond }: Task, signal: AbortSignal): Promise<void> {
    const { database } = this.options;
    await database.query("INSERT INTO finance_task (task_id, kind, status) VALUES ($1, $2, 'asking') ON CONFLICT DO NOTHING", [key, kind]);
    if (kind === 'let_go') {
      if (branch !== undefined) await noteIntentions(database, [{ of: ofNumber(caseNumber), branch, status: 'taken' }]);
      await database.query("UPDATE finance_task SET status = 'done' WHERE task_id = $1", [key]);
      return;
    }
    const path = `/api/v1/cases/${encodeURIComponent(caseNumber)}/refund/${paths[kind]}`;
    const door = bySecond === true && this.options.secondToken !== undefined ? { ...this.options, token: this.options.secondToken } : this.options;
    const answer = await callForCommand(door, { operation: operations[kind], path, idempotencyKey: key, body }, signal);
    if (isNoAnswer(answer)) return pause(retryMs, signal);
    const done = answer.status >= 200 && answer.status < 300;
    if (branch !== undefined) await noteIntentions(database, [{ of: ofNumber(caseNumber), branch, status: done ? 'taken' : 'refused', ...(!done && { code: answer.code }) }]);
    if (done && late !== undefined) await noteIntentions(database, [{ of: ofNumber(caseNumber), branch: late, status: 'taken' }]);
    await database.query('UPDATE finance_task SET status = $2, code = $3 WHERE task_id = $1', [key, done ? 'done' : 'refused', done ? null : answer.code]);
  }
}

const isTime = (pace: BranchOf<'finance_pace'>, lateness: string | undefined): boolean => pace === 'at_once' || lateness === 'overdue' || (pace === 'when_warned' && lateness === 'due_soon');

/** A number under a name; 0 when there is none. */
function numberAt(value: unknown, name: string): number {
  const found = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  return typeof found === 'number' ? found : 0;
}

/** Nothing that could be relied on: try again under the same key. A refusal of the department itself is an answer, whatever its status. */
const isNoAnswer = ({ status, code }: GatewayAnswer): boolean => status === 0 || status >= 500 || (code !== 'SAME_PERSON' && [401, 403, 408, 425, 429].includes(status));
