import { reasonToCancel } from '../../drawing/customers-mind';
import { callForCommand, type Door } from '../../history/call';
import type { Database } from '../../store/database';
import type { GatewayAnswer } from './gateway-client';
import { eachOf, pause } from './workers';

/** The token may cancel for any customer. */
export interface CancellersOptions extends Door {
  readonly database: Database;
  readonly seed: string;
  onError(error: unknown): void;
}

export type Moment = 'at_once' | 'in_review' | 'before_sending' | 'too_late';

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
    await this.options.database.query("INSERT INTO cancellation (case_number, moment, status) SELECT number, moment, 'pending' FROM unnest($1::text[], $2::text[]) AS wish (number, moment) ON CONFLICT DO NOTHING", [
      wishes.map(({ caseNumber }) => caseNumber),
      wishes.map(({ moment }) => moment),
    ]);
  }

  async run(signal: AbortSignal): Promise<void> {
    let waitMs = pollMs;
    while (!signal.aborted) {
      try {
        const pending = await this.options.database.query<{ case_number: string }>(`SELECT case_number FROM cancellation WHERE status = 'pending' LIMIT ${pageSize}`);
        await eachOf(pending, atOnce, ({ case_number }) => this.cancel(case_number, signal));
        waitMs = pending.length > 0 ? pollMs : Math.min(pollAtMostMs, waitMs * 2);
      } catch (error) {
        this.options.onError(error);
      }
      await pause(waitMs, signal);
    }
  }

  private async cancel(caseNumber: string, signal: AbortSignal): Promise<void> {
    const { database, seed } = this.options;
    const path = `/api/v1/cases/${encodeURIComponent(caseNumber)}/cancel`;
    const answer = await callForCommand(this.options, { operation: 'intake.CancelCase', path, idempotencyKey: `sandbox-cancel-${caseNumber}`, body: { reasonCode: reasonToCancel(seed, caseNumber) } }, signal);
    const status = statusAfter(answer);
    // Tried again as long as the case is stopped; but nobody waits for that, since only its operations can let it go on.
    if (status !== 'pending' || answer.code === stopped) await database.query('UPDATE cancellation SET status = $2, code = $3 WHERE case_number = $1', [caseNumber, status, status === 'taken' ? null : answer.code]);
  }
}

/** What is answered for a case of which an event is parked. */
export const stopped = 'CASE_BLOCKED';

/** Pending: nothing that could be relied on, so it is tried again under the same key. */
function statusAfter({ status, code }: GatewayAnswer): 'pending' | 'taken' | 'refused' {
  if (status >= 200 && status < 300) return 'taken';
  return [400, 404, 409, 422].includes(status) && code !== '' && !/IDEMPOTENCY|IN_PROGRESS|BLOCKED/.test(code) ? 'refused' : 'pending';
}
