import { callForCommand, type Door } from '../../history/call';
import { named } from '../../mix/branches';
import { noteIntentions, ofNumber } from '../../mix/intentions';
import type { Database } from '../../store/database';
import { workThrough } from './workers';

/** The token may speak for any customer. */
export interface PackersOptions extends Door {
  readonly database: Database;
  onError(error: unknown): void;
}

// A test clock goes on as soon as nothing else does, and would call the return off.
const polling = { everyMs: 100, atMostMs: 200, atOnce: 8 } as const;
const batch = 200;
const branch = named('parcels_sent', 'two_announced');

/** Customers whose goods don't fit into one parcel: they ask for a label for the second, each under one key until the answer is clear, and send nothing before they have it. */
export class Packers {
  constructor(private readonly options: PackersOptions) {}

  /** The label for the first is there. */
  async add(caseNumbers: readonly string[]): Promise<void> {
    const { database } = this.options;
    for (const caseNumber of caseNumbers) {
      await noteIntentions(database, [{ of: ofNumber(caseNumber), branch, status: 'intended' }]);
      await database.query("INSERT INTO further_parcel (case_number, status) VALUES ($1, 'pending') ON CONFLICT DO NOTHING", [caseNumber]);
    }
  }

  run(signal: AbortSignal): Promise<void> {
    const { database, onError } = this.options;
    const tasks = () => database.query<{ readonly case_number: string }>("SELECT case_number FROM further_parcel WHERE status = 'pending' ORDER BY case_number LIMIT $1", [batch]);
    return workThrough({ ...polling, tasks, work: ({ case_number }) => this.ask(case_number, signal), onError }, signal);
  }

  private async ask(caseNumber: string, signal: AbortSignal): Promise<void> {
    const path = `/api/v1/cases/${encodeURIComponent(caseNumber)}/return-parcels`;
    const answer = await callForCommand(this.options, { operation: 'logistics.AddReturnParcel', path, idempotencyKey: `sandbox-parcel-${caseNumber}`, body: {} }, signal);
    const done = answer.status >= 200 && answer.status < 300;
    if (!done && !([400, 404, 409, 422].includes(answer.status) && answer.code !== '' && !/IDEMPOTENCY|IN_PROGRESS|BLOCKED/.test(answer.code))) return;
    const { database } = this.options;
    await noteIntentions(database, [{ of: ofNumber(caseNumber), branch, status: done ? 'taken' : 'refused', code: done ? undefined : answer.code }]);
    await database.query('UPDATE further_parcel SET status = $2, code = $3 WHERE case_number = $1', [caseNumber, done ? 'done' : 'refused', done ? null : answer.code]);
  }
}
