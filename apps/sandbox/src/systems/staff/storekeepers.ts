import { callForCommand, type Door } from '../../history/call';
import { named, type BranchName, type BranchOf } from '../../mix/branches';
import { noteIntentions, ofNumber } from '../../mix/intentions';
import { everyday, type Mix } from '../../mix/mix';
import { randomOf } from '../../random/random';
import type { Database } from '../../store/database';
import { everyPage, isDone, isNoAnswer, textAt, type GatewayAnswer } from './gateway-client';
import { pause, workThrough } from './workers';

export interface StorekeepersOptions extends Door {
  readonly database: Database;
  readonly seed: string;
  readonly mix?: Mix;
  /** Whether some are left to their deadline: only where the departments' clock goes on by itself. */
  readonly mayRunOut: boolean;
  onError(error: unknown): void;
}

type Wish = BranchOf<'missing_units'> | BranchOf<'extra_units'> | BranchOf<'disputed'>;

interface Task {
  readonly exception_id: string;
  readonly case_number: string;
  readonly wish: Wish;
}

const pollMs = 250;
const pollAtMostMs = 2_000;
const pageSize = 100;
const atOnce = 8;
const retryMs = 500;

const resolutions: Readonly<Record<Exclude<Wish, 'left_to_deadline'>, readonly [resolution: string, reasonCode: string]>> = {
  confirmed: ['confirmed_missing', 'NOT_IN_THE_BOX'],
  restocked: ['restock', 'IS_OURS'],
  sent_back: ['back_to_customer', 'NOT_OURS'],
  kept: ['stays_in_quarantine', 'NOBODY_KNOWS'],
  accepted: ['accepted', 'FAIR_WEAR'],
  upheld: ['upheld', 'WORN_INDEED'],
};

const isMissing = (exceptionId: string): boolean => exceptionId.endsWith('-short') || exceptionId.endsWith('-empty_box');

const isDispute = (exceptionId: string): boolean => exceptionId.endsWith('-disputed');

/** People of the warehouse, through the gateway: they look into boxes whose content was not as announced, and leave some of them to the deadline, claimed or not. */
export class Storekeepers {
  constructor(private readonly options: StorekeepersOptions) {}

  run(signal: AbortSignal): Promise<void> {
    return workThrough({ everyMs: pollMs, atMostMs: pollAtMostMs, atOnce, tasks: () => this.tasks(signal), work: (task) => this.work(task, signal), onError: (error) => this.options.onError(error) }, signal);
  }

  /** Begun ones, and what is open. */
  private async tasks(signal: AbortSignal): Promise<readonly Task[]> {
    const { database } = this.options;
    const open = await this.open(signal);
    await database.query("INSERT INTO exception_task (exception_id, case_number, wish, status) SELECT id, number, wish, 'working' FROM unnest($1::text[], $2::text[], $3::text[]) AS task (id, number, wish) ON CONFLICT DO NOTHING", [
      open.map(({ exceptionId }) => exceptionId),
      open.map(({ caseNumber }) => caseNumber),
      open.map(({ exceptionId }) => this.wishFor(exceptionId)),
    ]);
    return database.query<Task>("SELECT exception_id, case_number, wish FROM exception_task WHERE status = 'working'");
  }

  private async open(signal: AbortSignal): Promise<readonly { readonly exceptionId: string; readonly caseNumber: string }[]> {
    const { gatewayUrl, token } = this.options;
    const open = await everyPage(gatewayUrl, token, `/api/v1/warehouse/exceptions?limit=${pageSize}`, 'exceptions', signal);
    return open.map((exception) => ({ exceptionId: textAt(exception, 'exceptionId') ?? '', caseNumber: textAt(exception, 'caseNumber') ?? '' }));
  }

  private wishFor(exceptionId: string): Wish {
    const { seed, mix = everyday, mayRunOut } = this.options;
    const random = randomOf(seed, 'exception', exceptionId);
    const wish = isDispute(exceptionId) ? random.weighted(mix.disputed) : isMissing(exceptionId) ? random.weighted(mix.missing_units) : random.weighted(mix.extra_units);
    if (wish !== 'left_to_deadline' || mayRunOut) return wish;
    return isDispute(exceptionId) ? 'upheld' : isMissing(exceptionId) ? 'confirmed' : 'kept';
  }

  private async work({ exception_id: exceptionId, case_number: caseNumber, wish }: Task, signal: AbortSignal): Promise<void> {
    const note = (status: 'taken' | 'refused', code?: string): Promise<void> => noteIntentions(this.options.database, [{ of: ofNumber(caseNumber), branch: branchOf(exceptionId, wish), status, code }]);
    // Some are claimed by who then has no time for them.
    if (wish === 'left_to_deadline' && randomOf(this.options.seed, 'never claimed', exceptionId).chance(0.5)) {
      await note('taken');
      return this.end(exceptionId, 'to_deadline');
    }
    const claimed = await this.post(exceptionId, 'claim', {}, signal);
    if (isUndecided(claimed)) return pause(retryMs, signal);
    const resolved = isDone(claimed) && wish !== 'left_to_deadline' ? await this.resolve(exceptionId, wish, signal) : claimed;
    if (isUndecided(resolved)) return pause(retryMs, signal);
    await (isDone(resolved) ? note('taken') : note('refused', resolved.code));
    return this.end(exceptionId, !isDone(resolved) ? 'left' : wish === 'left_to_deadline' ? 'to_deadline' : 'resolved', isDone(resolved) ? null : resolved.code);
  }

  private resolve(exceptionId: string, wish: keyof typeof resolutions, signal: AbortSignal): Promise<GatewayAnswer> {
    const [resolution, reasonCode] = resolutions[wish];
    return this.post(exceptionId, 'resolution', { resolution, reasonCode }, signal);
  }

  private post(exceptionId: string, action: 'claim' | 'resolution', body: unknown, signal: AbortSignal): Promise<GatewayAnswer> {
    const operation = { claim: 'warehouse.ClaimException', resolution: 'warehouse.ResolveException' }[action];
    return callForCommand(this.options, { operation, path: `/api/v1/warehouse/exceptions/${encodeURIComponent(exceptionId)}/${action}`, idempotencyKey: `sandbox-${action}-${exceptionId}`, body }, signal);
  }

  private async end(exceptionId: string, status: 'resolved' | 'left' | 'to_deadline', code: string | null = null): Promise<void> {
    await this.options.database.query('UPDATE exception_task SET status = $2, code = $3 WHERE exception_id = $1', [exceptionId, status, code]);
  }
}

const branchOf = (exceptionId: string, wish: Wish): BranchName => (isDispute(exceptionId) ? named('disputed', wish as BranchOf<'disputed'>) : isMissing(exceptionId) ? named('missing_units', wish as BranchOf<'missing_units'>) : named('extra_units', wish as BranchOf<'extra_units'>));

/** A command of the same task that is still under way counts as no answer too. */
const isUndecided = (answer: GatewayAnswer): boolean => isNoAnswer(answer) || /IDEMPOTENCY|IN_PROGRESS|BLOCKED/.test(answer.code);
