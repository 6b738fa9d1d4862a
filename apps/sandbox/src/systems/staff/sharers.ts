import { registry, type ReturnShipmentAnnounced } from '@huiliu/contracts';
import { messageOf } from '../../feed/say';
import { callForCommand, type Door } from '../../history/call';
import { publish, type Publishing } from '../../history/publish';
import { named } from '../../mix/branches';
import { noteIntentions, ofNumber } from '../../mix/intentions';
import type { Mix } from '../../mix/mix';
import type { Database } from '../../store/database';
import type { Later } from '../../store/heard';
import { answerOf } from '../carrier/carrier';
import { callGateway, isDone, isNoAnswer, textAt } from './gateway-client';
import { workThrough } from './workers';

/** The token may speak for any customer; what is published is the carrier's. */
export interface SharersOptions extends Door, Publishing {
  readonly database: Database;
  readonly seed: string;
  readonly mix: Mix;
  /** Whether the departments' clock goes on by itself. */
  readonly mayBeSilent: boolean;
  /** Told of what the carrier says only once somebody misses it. Undefined: it says everything at once. */
  readonly holdBack?: ((later: readonly Later[]) => Promise<void>) | undefined;
  onError(error: unknown): void;
}

interface Row {
  readonly case_number: string;
  readonly case_id: string;
  readonly announced: ReturnShipmentAnnounced;
  readonly customer_id: string | null;
  /** Another one of the same customer, that waits or carries others already. */
  readonly partner: string | null;
  /** Whether others are to come in its parcel and have not been told of. */
  readonly awaited: boolean;
  /** Whether others come in it. */
  readonly carries: boolean;
  readonly looks: number;
  /** Of whoever waits for the shortest time. */
  readonly newest_looks: number;
}

// A test clock goes on as soon as nothing else does, and would call the return off.
const polling = { everyMs: 100, atMostMs: 200, atOnce: 8 } as const;
/** Customers send the goods by themselves once so many looks have brought nobody new, and at the latest after so many of their own. */
const patience = 15;
const utmostPatience = 400;
const branch = named('shared_parcel', 'with_another');

// The first of a customer's, by its number, is whose parcel it is.
const waiting = `
  SELECT case_number, case_id, announced, customer_id, looks, (SELECT min(looks) FROM waiting_parcel WHERE status = 'waiting') AS newest_looks,
    (SELECT min(other.case_number) FROM waiting_parcel AS other WHERE other.customer_id = it.customer_id AND other.status = 'waiting' AND other.case_number < it.case_number) AS partner,
    EXISTS (SELECT 1 FROM waiting_parcel AS other WHERE other.customer_id = it.customer_id AND other.status = 'waiting' AND other.case_number > it.case_number) AS awaited,
    EXISTS (SELECT 1 FROM waiting_parcel AS other WHERE other.host = it.case_number) AS carries
  FROM waiting_parcel AS it WHERE status = 'waiting' ORDER BY case_number LIMIT 200`;

/** Customers who have several cases whose goods are to be sent: they put them into one parcel, and say so, each under one key until the answer is clear; only then it is handed over. Who has but one sends that. */
export class Sharers {
  constructor(private readonly options: SharersOptions) {}

  /** The label is there. */
  async add(announced: readonly ReturnShipmentAnnounced[]): Promise<void> {
    for (const each of announced) await this.options.database.query("INSERT INTO waiting_parcel (case_number, case_id, announced, status) VALUES ($1, $2, $3, 'waiting') ON CONFLICT DO NOTHING", [each.ref.caseNumber, each.ref.caseId, JSON.stringify(each)]);
  }

  run(signal: AbortSignal): Promise<void> {
    const { database, onError } = this.options;
    return workThrough({ ...polling, tasks: () => database.query<Row>(waiting), work: (row) => this.look(row, signal), onError }, signal);
  }

  private async look(row: Row, signal: AbortSignal): Promise<void> {
    const { case_number, customer_id, partner, awaited, carries, looks, newest_looks: newest } = row;
    if (customer_id === null) return this.findCustomer(row, signal);
    if (partner !== null) return this.share(row, partner, signal);
    // Who waits may still have to be told of; who has nobody waits for a while.
    if (awaited || (!carries && newest < patience && looks < utmostPatience)) return this.set(case_number, 'looks = looks + 1');
    return this.send(row, carries);
  }

  private async findCustomer({ case_number }: Row, signal: AbortSignal): Promise<void> {
    const { gatewayUrl, token, database } = this.options;
    const { body } = await callGateway(gatewayUrl, { method: 'GET', path: `/api/v1/cases/${encodeURIComponent(case_number)}`, token, untraced: true }, signal);
    const customer = textAt(body, 'customerId');
    if (customer !== undefined) await database.query('UPDATE waiting_parcel SET customer_id = $2 WHERE case_number = $1', [case_number, customer]);
  }

  private async share(row: Row, host: string, signal: AbortSignal): Promise<void> {
    const { database } = this.options;
    const { case_number } = row;
    await noteIntentions(database, [{ of: ofNumber(case_number), branch, status: 'intended' }]);
    const answer = await callForCommand(this.options, { operation: 'logistics.ShareReturnParcel', path: `/api/v1/cases/${encodeURIComponent(case_number)}/shared-parcel`, idempotencyKey: `sandbox-share-${case_number}-${host}`, body: { caseNumber: host } }, signal);
    if (isNoAnswer(answer) || /IDEMPOTENCY|IN_PROGRESS|BLOCKED/.test(answer.code)) return;
    await noteIntentions(database, [{ of: ofNumber(case_number), branch, status: isDone(answer) ? 'taken' : 'refused', code: isDone(answer) ? undefined : answer.code }]);
    if (!isDone(answer)) return this.send(row, false);
    await database.query("UPDATE waiting_parcel SET status = 'shared', host = $2 WHERE case_number = $1", [case_number, host]);
  }

  /** Hands it over; of a parcel with several cases in it the carrier tells under the one whose it is. */
  private async send({ case_number, case_id, announced }: Row, carries: boolean): Promise<void> {
    const { database, seed, mix, mayBeSilent, holdBack } = this.options;
    const simple: Mix = { ...mix, parcels_sent: { one: 1, two: 0, two_announced: 0 } };
    const { says, branches = [], later } = answerOf(seed, { key: case_id, data: announced }, { mix: carries ? simple : mix, mayBeSilent, mayBeLate: holdBack !== undefined, goesOn: !carries });
    if (later) await holdBack?.([later]);
    await noteIntentions(database, branches.map((each) => ({ of: ofNumber(case_number), branch: each, status: 'taken' })));
    await publish(this.options, says.map(({ type, ...said }) => messageOf('carrier', { ...said, contract: contractOf(type) })));
    await this.set(case_number, "status = 'sent'");
  }

  private async set(caseNumber: string, change: string): Promise<void> {
    await this.options.database.query(`UPDATE waiting_parcel SET ${change} WHERE case_number = $1`, [caseNumber]);
  }
}

function contractOf(type: string) {
  const contract = registry.get(type);
  if (!contract) throw new Error(`the contracts have no ${type}`);
  return contract;
}
