import { callForCommand, type Door } from '../../history/call';
import { named } from '../../mix/branches';
import { noteIntentions, ofNumber } from '../../mix/intentions';
import type { Database } from '../../store/database';
import type { OnParcel } from '../carrier/unlabelled';
import { callGateway, isDone, isNoAnswer, listAt, textAt } from './gateway-client';
import { workThrough } from './workers';

/** The token is of a person of the warehouse. */
export interface FindersOptions extends Door {
  readonly database: Database;
  onError(error: unknown): void;
}

interface Row {
  readonly report_id: string;
  readonly case_number: string;
  readonly wish: OnParcel;
  readonly looks: number;
}

// A test clock goes on as soon as nothing else does, and would call the return off.
const polling = { everyMs: 100, atMostMs: 200, atOnce: 8 } as const;
const batch = 200;
/** What has the case number on it is left to that for so many looks. */
const patience = 10;

/** People of the warehouse, through the gateway: they find out whose the parcels are that nobody had announced, by who has sent them, and of some they never do. */
export class Finders {
  constructor(private readonly options: FindersOptions) {}

  run(signal: AbortSignal): Promise<void> {
    const { database, onError } = this.options;
    const tasks = () => database.query<Row>("SELECT report_id, case_number, wish, looks FROM unlabelled_parcel WHERE status = 'reported' AND wish <> 'nobody_finds_out' ORDER BY report_id LIMIT $1", [batch]);
    return workThrough({ ...polling, tasks, work: (row) => this.look(row, signal), onError }, signal);
  }

  private async look(row: Row, signal: AbortSignal): Promise<void> {
    const { gatewayUrl, token } = this.options;
    const seen = await callGateway(gatewayUrl, { method: 'GET', path: pathOf(row), token, untraced: true }, signal);
    // The warehouse may not have heard of it yet.
    if (!isDone(seen)) return;
    const status = textAt(seen.body, 'parcel', 'status');
    const declined = textAt(seen.body, 'parcel', 'declined');
    if (status === 'matched') return this.end(row, 'matched');
    if (status === 'unclaimed') return this.end(row, 'left', 'PARCEL_UNCLAIMED');
    if (status === 'open' && declined !== undefined) return this.end(row, 'left', declined);
    if (status !== 'open' || (row.wish === 'case_number_on_it' && row.looks < patience)) return this.lookAgain(row);
    return this.match(row, candidateOf(seen.body, row.case_number), signal);
  }

  private async match(row: Row, caseNumber: string, signal: AbortSignal): Promise<void> {
    const answer = await callForCommand(this.options, { operation: 'warehouse.MatchUnannouncedParcel', path: `${pathOf(row)}/match`, idempotencyKey: `sandbox-match-${row.report_id}`, body: { caseNumber } }, signal);
    if (isDone(answer)) return this.lookAgain(row);
    if (isNoAnswer(answer) || /IDEMPOTENCY|IN_PROGRESS|BLOCKED/.test(answer.code)) return;
    // Somebody, or the number on it, was faster: how that ends, is seen with the next look.
    if (answer.code === 'PARCEL_MATCHED') return this.lookAgain(row);
    return this.end(row, 'left', answer.code);
  }

  private async lookAgain({ report_id }: Row): Promise<void> {
    await this.options.database.query('UPDATE unlabelled_parcel SET looks = looks + 1 WHERE report_id = $1', [report_id]);
  }

  private async end({ report_id, case_number, wish }: Row, status: 'matched' | 'left', code?: string): Promise<void> {
    const { database } = this.options;
    await noteIntentions(database, [{ of: ofNumber(case_number), branch: named('unannounced', wish), status: status === 'matched' ? 'taken' : 'refused', code }]);
    await database.query('UPDATE unlabelled_parcel SET status = $2, code = $3 WHERE report_id = $1', [report_id, status, code ?? null]);
  }
}

const pathOf = ({ report_id }: Row): string => `/api/v1/warehouse/unannounced-parcels/U-${report_id}`;

/** As it is shown among those that it may belong to; a person who knows better goes by what they know. */
const candidateOf = (body: unknown, caseNumber: string): string => listAt(body, 'candidates').flatMap((each) => textAt(each, 'caseNumber') ?? []).find((each) => each === caseNumber) ?? caseNumber;
