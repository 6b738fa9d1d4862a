import { Grade, Liability } from '@huiliu/contracts';
import { messageOf } from '../../feed/say';
import { callForCommand, type Door } from '../../history/call';
import { publish, type Publishing } from '../../history/publish';
import { named, type BranchName, type BranchOf } from '../../mix/branches';
import { noteIntentions, ofNumber } from '../../mix/intentions';
import { everyday, type Mix } from '../../mix/mix';
import { randomOf } from '../../random/random';
import type { Database } from '../../store/database';
import { reported } from '../wms/inspection';
import { everyPage, isDone, isNoAnswer, textAt, type GatewayAnswer } from './gateway-client';
import { pause, workThrough } from './workers';

export interface StorekeepersOptions extends Door {
  /** Where the warehouse system says what it has found after all. Undefined: somebody else is the warehouse system. */
  readonly wms?: Publishing['bus'] | undefined;
  readonly database: Database;
  readonly seed: string;
  readonly mix?: Mix;
  /** Whether some are left to their deadline: only where the departments' clock goes on by itself. */
  readonly mayRunOut: boolean;
  onError(error: unknown): void;
}

/** What they are drawn by, from the end of an exception's id. */
const draws = [
  [/-(short|empty_box)$/, 'missing_units'],
  [/-disputed$/, 'disputed'],
  [/-not_received(-\d)?$/, 'not_received'],
  [/-not_finished(-\d)?$/, 'not_finished'],
  [/-(over|wrong_item)$/, 'extra_units'],
] as const;
type Flow = (typeof draws)[number][1];
type Wish = { [F in Flow]: BranchOf<F> }[Flow];

interface Task {
  readonly exception_id: string;
  readonly case_number: string;
  readonly wish: Wish;
}

interface OpenException {
  readonly exceptionId: string;
  readonly caseNumber: string;
  readonly caseId: string;
  readonly openedAtMs: number;
  readonly lines: readonly { readonly caseLineId: string; readonly sku: string; readonly quantity: number }[];
}

const pollMs = 250;
const pollAtMostMs = 2_000;
const pageSize = 100;
const atOnce = 8;
const retryMs = 500;

const resolutions: Readonly<Record<Exclude<Wish, 'left_to_deadline' | 'turns_up'>, readonly [resolution: string, reasonCode: string]>> = {
  confirmed: ['confirmed_missing', 'NOT_IN_THE_BOX'],
  restocked: ['restock', 'IS_OURS'],
  sent_back: ['back_to_customer', 'NOT_OURS'],
  kept: ['stays_in_quarantine', 'NOBODY_KNOWS'],
  accepted: ['accepted', 'FAIR_WEAR'],
  upheld: ['upheld', 'WORN_INDEED'],
  is_here: ['is_here', 'WAS_BEHIND_A_SHELF'],
  never_came: ['never_came', 'NOWHERE_TO_BE_FOUND'],
  as_reported: ['as_reported', 'NOTHING_MORE_TO_COME'],
};

/** Where nobody moves the clock on. */
const insteadOfDeadline: Readonly<Record<Flow, Wish>> = { missing_units: 'confirmed', extra_units: 'kept', disputed: 'upheld', not_received: 'never_came', not_finished: 'as_reported' };

function flowOf(exceptionId: string): Flow {
  const found = draws.find(([pattern]) => pattern.test(exceptionId));
  if (!found) throw new Error(`nobody knows what to do about ${exceptionId}`);
  return found[1];
}

/** People of the warehouse, through the gateway: they look into boxes whose content was not as announced, look for parcels of which nothing is reported, and leave some of them to the deadline, claimed or not. */
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

  private async open(signal: AbortSignal): Promise<readonly OpenException[]> {
    const { gatewayUrl, token } = this.options;
    const open = await everyPage(gatewayUrl, token, `/api/v1/warehouse/exceptions?limit=${pageSize}`, 'exceptions', signal);
    return open.map((exception) => ({
      exceptionId: textAt(exception, 'exceptionId') ?? '',
      caseNumber: textAt(exception, 'caseNumber') ?? '',
      caseId: textAt(exception, 'caseId') ?? '',
      openedAtMs: Date.parse(textAt(exception, 'openedAt') ?? ''),
      lines: (exception as { readonly lines?: OpenException['lines'] }).lines ?? [],
    }));
  }

  private wishFor(exceptionId: string): Wish {
    const { seed, mix = everyday, mayRunOut } = this.options;
    const random = randomOf(seed, 'exception', exceptionId);
    const flow = flowOf(exceptionId);
    const wish: Wish = random.weighted(mix[flow] as Readonly<Record<Wish, number>>);
    // The third time it has to be reported, or given up.
    if (wish === 'is_here' && exceptionId.endsWith('-3')) return insteadOfDeadline[flow];
    return (wish === 'left_to_deadline' && !mayRunOut) || (wish === 'turns_up' && !this.options.wms) ? insteadOfDeadline[flow] : wish;
  }

  private async work({ exception_id: exceptionId, case_number: caseNumber, wish }: Task, signal: AbortSignal): Promise<void> {
    const note = (status: 'taken' | 'refused', code?: string): Promise<void> => noteIntentions(this.options.database, [{ of: ofNumber(caseNumber), branch: branchOf(exceptionId, wish), status, code }]);
    // Some are claimed by who then has no time for them.
    if (wish === 'left_to_deadline' && randomOf(this.options.seed, 'never claimed', exceptionId).chance(0.5)) {
      await note('taken');
      return this.end(exceptionId, 'to_deadline');
    }
    if (wish === 'turns_up') {
      await this.turnUp(exceptionId, signal);
      await note('taken');
      return this.end(exceptionId, 'resolved');
    }
    const claimed = await this.post(exceptionId, 'claim', {}, signal);
    if (isUndecided(claimed)) return pause(retryMs, signal);
    const resolved = isDone(claimed) && wish !== 'left_to_deadline' ? await this.resolve(exceptionId, wish, signal) : claimed;
    if (isUndecided(resolved)) return pause(retryMs, signal);
    await (isDone(resolved) ? note('taken') : note('refused', resolved.code));
    return this.end(exceptionId, !isDone(resolved) ? 'left' : wish === 'left_to_deadline' ? 'to_deadline' : 'resolved', isDone(resolved) ? null : resolved.code);
  }

  /** The warehouse system reports late all that it was asked for: nobody has to say so besides. The same again after a crash. */
  private async turnUp(exceptionId: string, signal: AbortSignal): Promise<void> {
    const { wms, history } = this.options;
    const exception = (await this.open(signal)).find((each) => each.exceptionId === exceptionId);
    if (!wms || !exception) return;
    const { caseId, lines, openedAtMs } = exception;
    const findings = lines.map((line) => ({ ...line, grade: Grade.wire('a'), liability: Liability.wire('seller') }));
    await publish({ bus: wms, history }, [messageOf('wms', reported(caseId, `I-${caseId}`, `late-${exceptionId.slice(-1)}`, findings, true, openedAtMs))]);
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

const branchOf = (exceptionId: string, wish: Wish): BranchName => {
  const flow: Flow = flowOf(exceptionId);
  return named(flow, wish as BranchOf<Flow>);
};

/** A command of the same task that is still under way counts as no answer too. */
const isUndecided = (answer: GatewayAnswer): boolean => isNoAnswer(answer) || /IDEMPOTENCY|IN_PROGRESS|BLOCKED/.test(answer.code);
