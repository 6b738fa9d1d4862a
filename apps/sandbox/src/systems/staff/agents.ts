import { callForCommand, type Door } from '../../history/call';
import { named, type BranchName, type BranchOf } from '../../mix/branches';
import { noteIntentions, ofNumber } from '../../mix/intentions';
import { everyday, type Mix } from '../../mix/mix';
import { randomOf } from '../../random/random';
import type { Database } from '../../store/database';
import { callGateway, everyPage, isDone, isNoAnswer, listAt, textAt, type GatewayAnswer } from './gateway-client';
import { pause, workThrough } from './workers';

export interface AgentsOptions extends Door {
  readonly database: Database;
  readonly seed: string;
  readonly mix?: Mix;
  /** Whether some are left until they are overdue: only where the departments' clock goes on by itself. */
  readonly letLie: boolean;
  onError(error: unknown): void;
}

type Wish = BranchOf<'agent'>;

interface Concern {
  readonly caseNumber: string;
  readonly overdue: boolean;
}

interface Task {
  readonly case_number: string;
  readonly wish: Wish;
  readonly status: string;
}

const pollMs = 250;
const pollAtMostMs = 2_000;
const pageSize = 100;
const atOnce = 8;
const retryMs = 500;
const shareReturned = 0.7;

const answers = ['Thank you for telling us, Wei from the shop will see to it.', 'Yes, it is. Ask for Tara at the desk if you need more.', 'We are sorry. It is on its way now.', 'That should not have happened; Mr Grant has written to you.'];

/** People of customer service, through the gateway: they read what customers ask and complain of, answer, or make another case of it. */
export class Agents {
  constructor(private readonly options: AgentsOptions) {}

  run(signal: AbortSignal): Promise<void> {
    return workThrough({ everyMs: pollMs, atMostMs: pollAtMostMs, atOnce, tasks: () => this.tasks(signal), work: (task) => this.work(task, signal), onError: (error) => this.options.onError(error) }, signal);
  }

  /** Begun ones, and what is open; without what is left for now, or was ended. */
  private async tasks(signal: AbortSignal): Promise<readonly Task[]> {
    const { database } = this.options;
    const open = (await this.open(signal)).map((concern) => ({ ...concern, wish: this.wishFor(concern.caseNumber) })).filter(({ wish, overdue }) => wish !== 'let_it_lie' || overdue);
    await database.query("INSERT INTO concern_task (case_number, wish, status) SELECT number, wish, 'working' FROM unnest($1::text[], $2::text[]) AS task (number, wish) ON CONFLICT DO NOTHING", [
      open.map(({ caseNumber }) => caseNumber),
      open.map(({ wish }) => wish),
    ]);
    return database.query<Task>("SELECT case_number, wish, status FROM concern_task WHERE status = 'working'");
  }

  private async open(signal: AbortSignal): Promise<readonly Concern[]> {
    const { gatewayUrl, token } = this.options;
    const open = await everyPage(gatewayUrl, token, `/api/v1/concerns?limit=${pageSize}`, 'concerns', signal);
    return open.map((concern) => ({ caseNumber: textAt(concern, 'caseNumber') ?? '', overdue: (concern as { overdue?: unknown }).overdue === true }));
  }

  private wishFor(caseNumber: string): Wish {
    const { seed, mix = everyday, letLie } = this.options;
    const wish = randomOf(seed, 'agent', caseNumber).weighted(mix.agent);
    return wish === 'let_it_lie' && !letLie ? 'answer' : wish;
  }

  private async work({ case_number: caseNumber, wish }: Task, signal: AbortSignal): Promise<void> {
    const claimed = await this.post(caseNumber, 'claim', {}, signal);
    if (isUndecided(claimed)) return pause(retryMs, signal);
    if (!isDone(claimed)) return this.end(caseNumber, wish, 'left', claimed.code);
    const seen = await callGateway(this.options.gatewayUrl, { method: 'GET', path: `/api/v1/cases/${encodeURIComponent(caseNumber)}`, token: this.options.token, untraced: true }, signal);
    if (!isDone(seen)) return pause(retryMs, signal);
    // What the customer wrote, which is told to who says why.
    const read = await callGateway(this.options.gatewayUrl, { method: 'GET', path: `/api/v1/concerns/${encodeURIComponent(caseNumber)}/question?purpose=to%20answer%20it`, token: this.options.token, untraced: true }, signal);
    if (!isDone(read)) return pause(retryMs, signal);
    const turned = wish === 'turn' ? await this.turn(caseNumber, seen.body, signal) : undefined;
    if (turned && isUndecided(turned)) return pause(retryMs, signal);
    if (turned && isDone(turned)) return this.end(caseNumber, wish, 'turned', null, textAt(turned.body, 'turnedInto', 'caseNumber'));
    const answered = await this.post(caseNumber, 'answer', { text: randomOf(this.options.seed, 'answer', caseNumber).pick(answers) }, signal);
    if (isUndecided(answered)) return pause(retryMs, signal);
    return this.end(caseNumber, wish, isDone(answered) ? 'answered' : 'left', isDone(answered) ? (turned?.code ?? null) : answered.code);
  }

  /** What it is about is applied for. Of what is about nothing, no case can be made. */
  private turn(caseNumber: string, seen: unknown, signal: AbortSignal): Promise<GatewayAnswer> {
    const lines = listAt(seen, 'lines').map((line) => ({ orderLineId: textAt(line, 'orderLineId'), quantity: (line as { quantity?: unknown }).quantity, reason: textAt(line, 'reason'), condition: textAt(line, 'condition') }));
    if (lines.length === 0) return Promise.resolve({ status: 422, code: 'NOT_POSSIBLE', body: undefined });
    const type = randomOf(this.options.seed, 'turned into', caseNumber).chance(shareReturned) ? 'return' : 'refund_only';
    return this.post(caseNumber, 'turn', { type, orderId: textAt(seen, 'orderId'), lines }, signal);
  }

  private post(caseNumber: string, action: 'claim' | 'answer' | 'turn', body: unknown, signal: AbortSignal): Promise<GatewayAnswer> {
    const operation = { claim: 'feedback.ClaimConcern', answer: 'feedback.AnswerConcern', turn: 'feedback.TurnConcern' }[action];
    return callForCommand(this.options, { operation, path: `/api/v1/concerns/${encodeURIComponent(caseNumber)}/${action}`, idempotencyKey: `sandbox-${action}-${caseNumber}`, body }, signal);
  }

  private async end(caseNumber: string, wish: Wish, status: 'answered' | 'turned' | 'left', code: string | null, made?: string): Promise<void> {
    const { database } = this.options;
    const of = ofNumber(caseNumber);
    const done = status === 'left' ? wish : wish === 'turn' && status === 'answered' ? 'answer' : wish;
    const branch = (each: Wish): BranchName => named('agent', each);
    const refused = done === wish ? [] : [{ of, branch: branch(wish), status: 'refused' as const, code: code ?? undefined }];
    await noteIntentions(database, [{ of, branch: branch(done), status: status === 'left' ? 'refused' : 'taken', ...(status === 'left' && { code: code ?? undefined }) }, ...refused]);
    await database.query('UPDATE concern_task SET status = $2, code = $3, made_case = $4 WHERE case_number = $1', [caseNumber, status, code, made ?? null]);
  }
}

/** A command of the same task that is still under way counts as no answer too. */
const isUndecided = (answer: GatewayAnswer): boolean => isNoAnswer(answer) || /IDEMPOTENCY|IN_PROGRESS|BLOCKED/.test(answer.code);
