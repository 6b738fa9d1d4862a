import { reasonToCancel } from '../../drawing/customers-mind';
import { callForCommand, type Door } from '../../history/call';
import type { BranchName } from '../../mix/branches';
import { noteIntentions, ofNumber } from '../../mix/intentions';
import type { Database } from '../../store/database';
import type { GatewayAnswer } from './gateway-client';
import { workThrough } from './workers';

/** The token may cancel for any customer. */
export interface CancellersOptions extends Door {
  readonly database: Database;
  readonly seed: string;
  onError(error: unknown): void;
}

export type Moment = 'at_once' | 'in_review' | 'before_sending' | 'in_transit' | 'too_late';

const branchOf: Readonly<Record<Moment, BranchName>> = {
  at_once: 'applicant.cancels_at_once',
  in_review: 'customer.cancels_in_review',
  before_sending: 'customer.cancels_before_sending',
  in_transit: 'customer.cancels_in_transit',
  too_late: 'customer.cancels_too_late',
};

interface Pending {
  readonly case_number: string;
  readonly moment: Moment;
}

const pollMs = 100;
const pollAtMostMs = 500;
const atOnce = 8;
const pageSize = 100;

/** Customers who want to cancel, through the gateway. Each wish is written down before it is made, and made under one key until the answer is clear. */
export class Cancellers {
  constructor(private readonly options: CancellersOptions) {}

  /** Whoever has made up their mind before stays with it. */
  async add(wishes: readonly { readonly caseNumber: string; readonly moment: Moment }[]): Promise<void> {
    if (wishes.length === 0) return;
    const { database } = this.options;
    const made = await database.query<Pending>("INSERT INTO cancellation (case_number, moment, status) SELECT number, moment, 'pending' FROM unnest($1::text[], $2::text[]) AS wish (number, moment) ON CONFLICT DO NOTHING RETURNING case_number, moment", [
      wishes.map(({ caseNumber }) => caseNumber),
      wishes.map(({ moment }) => moment),
    ]);
    await noteIntentions(database, made.map(({ case_number, moment }) => ({ of: ofNumber(case_number), branch: branchOf[moment], status: 'intended' })));
  }

  run(signal: AbortSignal): Promise<void> {
    const { database } = this.options;
    const tasks = (): Promise<readonly Pending[]> => database.query<Pending>(`SELECT case_number, moment FROM cancellation WHERE status = 'pending' LIMIT ${pageSize}`);
    return workThrough({ everyMs: pollMs, atMostMs: pollAtMostMs, atOnce, tasks, work: ({ case_number, moment }) => this.cancel(case_number, moment, signal), onError: (error) => this.options.onError(error) }, signal);
  }

  private async cancel(caseNumber: string, moment: Moment, signal: AbortSignal): Promise<void> {
    const { database, seed } = this.options;
    const path = `/api/v1/cases/${encodeURIComponent(caseNumber)}/cancel`;
    const answer = await callForCommand(this.options, { operation: 'intake.CancelCase', path, idempotencyKey: `sandbox-cancel-${caseNumber}`, body: { reasonCode: reasonToCancel(seed, caseNumber) } }, signal);
    const status = statusAfter(answer);
    const code = status === 'taken' ? null : answer.code;
    // Who comes too late means to be refused.
    if (status !== 'pending') await noteIntentions(database, [{ of: ofNumber(caseNumber), branch: branchOf[moment], status: moment === 'too_late' ? 'taken' : status, code: code ?? undefined }]);
    // Tried again as long as the case is stopped; but nobody waits for that, since only its operations can let it go on.
    if (status !== 'pending' || answer.code === stopped) await database.query('UPDATE cancellation SET status = $2, code = $3 WHERE case_number = $1', [caseNumber, status, code]);
  }
}

/** What is answered for a case of which an event is parked. */
export const stopped = 'CASE_BLOCKED';

/** Pending: nothing that could be relied on, so it is tried again under the same key. */
function statusAfter({ status, code }: GatewayAnswer): 'pending' | 'taken' | 'refused' {
  if (status >= 200 && status < 300) return 'taken';
  return [400, 404, 409, 422].includes(status) && code !== '' && !/IDEMPOTENCY|IN_PROGRESS|BLOCKED/.test(code) ? 'refused' : 'pending';
}
