import { callForCommand, type Door } from '../../history/call';
import { named } from '../../mix/branches';
import { noteIntentions, ofNumber } from '../../mix/intentions';
import { everyday, type Mix } from '../../mix/mix';
import { randomOf } from '../../random/random';
import type { Database } from '../../store/database';
import { isDone, textAt, type GatewayAnswer } from './gateway-client';
import { workThrough } from './workers';

export interface ReopenersOptions extends Omit<Door, 'token'> {
  readonly database: Database;
  readonly seed: string;
  readonly mix?: Mix;
  /** May speak for any customer. */
  readonly customerToken: string;
  /** Of customer service, who does it for a part of them; undefined: customers do it themselves. */
  readonly agentToken?: string | undefined;
  onError(error: unknown): void;
}

interface Pending {
  readonly case_number: string;
}

const polling = { everyMs: 200, atMostMs: 500, atOnce: 8 } as const;
const batch = 200;
const branch = named('closed_case', 'reopened');
const reasonCodes = ['STILL_FAULTY', 'CHANGED_MIND', 'NOT_HEARD', 'FOUND_IT_AGAIN'] as const;
const shareOfAgents = 0.3;
const shareAsReturn = 0.2;

/** Customers who are not content with how a case has ended, and have it taken up again: themselves, or by customer service. Each wish is written down before it is made, and made under one key until the answer is clear. */
export class Reopeners {
  constructor(private readonly options: ReopenersOptions) {}

  /** Cases of goods of which CRM was told that they have ended. Those in which another one goes on, people leave at that. */
  async add(caseNumbers: readonly string[]): Promise<void> {
    const { database, seed, mix = everyday } = this.options;
    const wanted = caseNumbers.filter((caseNumber) => randomOf(seed, 'reopened', caseNumber).weighted(mix.closed_case) === 'reopened');
    if (wanted.length === 0) return;
    const made = await database.query<Pending>(
      "INSERT INTO reopening (case_number, status) SELECT number, 'pending' FROM unnest($1::text[]) AS wish (number) WHERE NOT EXISTS (SELECT 1 FROM reopening WHERE made_case = number) ON CONFLICT DO NOTHING RETURNING case_number",
      [wanted],
    );
    await noteIntentions(database, made.map(({ case_number }) => ({ of: ofNumber(case_number), branch, status: 'intended' })));
  }

  run(signal: AbortSignal): Promise<void> {
    const { database, onError } = this.options;
    const tasks = () => database.query<Pending>("SELECT case_number FROM reopening WHERE status = 'pending' ORDER BY case_number LIMIT $1", [batch]);
    return workThrough({ ...polling, tasks, work: ({ case_number }) => this.reopen(case_number, signal), onError }, signal);
  }

  private async reopen(caseNumber: string, signal: AbortSignal): Promise<void> {
    const { database, seed, customerToken, agentToken, gatewayUrl, history } = this.options;
    const random = randomOf(seed, 'why reopened', caseNumber);
    const body = { reasonCode: random.pick(reasonCodes), ...(random.chance(shareAsReturn) && { type: 'return' }) };
    const token = agentToken !== undefined && random.chance(shareOfAgents) ? agentToken : customerToken;
    const path = `/api/v1/cases/${encodeURIComponent(caseNumber)}/reopening`;
    const answer = await callForCommand({ gatewayUrl, history, token }, { operation: 'intake.ReopenCase', path, idempotencyKey: `sandbox-reopen-${caseNumber}`, body }, signal);
    if (!isDone(answer) && !isRefused(answer)) return;
    const made = isDone(answer) ? textAt(answer.body, 'caseNumber') : undefined;
    const code = made === undefined ? answer.code : undefined;
    await noteIntentions(database, [{ of: ofNumber(caseNumber), branch, status: code === undefined ? 'taken' : 'refused', code }, ...(made === undefined ? [] : [{ of: ofNumber(made), branch: 'reopened_case.goes_on' as const, status: 'taken' as const }])]);
    await database.query('UPDATE reopening SET status = $2, code = $3, made_case = $4 WHERE case_number = $1', [caseNumber, made === undefined ? 'refused' : 'done', code ?? null, made ?? null]);
  }
}

/** Everything else is tried again under the same key. */
const isRefused = ({ status, code }: GatewayAnswer): boolean => [400, 404, 409, 422].includes(status) && code !== '' && !/IDEMPOTENCY|IN_PROGRESS|BLOCKED/.test(code);
