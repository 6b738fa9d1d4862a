import { registry, type ReturnShipmentAnnounced } from '@huiliu/contracts';
import { messageOf } from '../../feed/say';
import { callForCommand, type Door } from '../../history/call';
import { publish, type Publishing } from '../../history/publish';
import { named, type BranchOf } from '../../mix/branches';
import { noteIntentions, ofNumber } from '../../mix/intentions';
import type { Mix } from '../../mix/mix';
import { randomOf } from '../../random/random';
import type { Database } from '../../store/database';
import { keep } from '../answering';
import { arrivesAfterAll } from '../carrier/carrier';
import type { Cancellers } from './cancellers';
import { callGateway, isDone, isNoAnswer, textAt } from './gateway-client';
import { workThrough } from './workers';

/** The token is of a person of logistics; what is published is the carrier's. */
export interface DispatchersOptions extends Door, Publishing {
  readonly database: Database;
  readonly cancellers: Pick<Cancellers, 'add'>;
  readonly seed: string;
  readonly mix: Mix;
  /** Whether the departments' clock goes on by itself, so that nobody has to answer. */
  readonly mayBeSilent: boolean;
  onError(error: unknown): void;
}

interface Row {
  readonly case_number: string;
  readonly case_id: string;
  readonly announced: ReturnShipmentAnnounced;
  readonly wish: BranchOf<'agreement'>;
  readonly status: 'sent' | 'wished';
  /** Whether the customer may not cancel any more. */
  readonly refused: boolean;
}

// A test clock goes on as soon as nothing else does, and would answer in their place.
const polling = { everyMs: 100, atMostMs: 200, atOnce: 8 } as const;

const open = `
  SELECT case_number, case_id, announced, wish, it.status, coalesce(asked.status = 'refused', false) AS refused
  FROM parcel_wished_back AS it LEFT JOIN cancellation AS asked USING (case_number) WHERE it.status <> 'ended' ORDER BY case_number LIMIT 200`;

/**
 * People of logistics, through the gateway, and the customers who give them work: those think better of it once the carrier has the parcel. Whoever is not to have it back, and has been told so, the carrier takes it to us.
 * A department that was restored may ask again, so that an answer is given each time.
 */
export class Dispatchers {
  constructor(private readonly options: DispatchersOptions) {}

  /** The carrier has the parcels. */
  async add(announced: readonly ReturnShipmentAnnounced[]): Promise<void> {
    const { database, seed, mix, mayBeSilent } = this.options;
    for (const each of announced) {
      const drawn = randomOf(seed, 'agreement', each.ref.caseNumber).weighted(mix.agreement);
      const wish = drawn === 'never_answered' && !mayBeSilent ? 'declined' : drawn;
      await database.query("INSERT INTO parcel_wished_back (case_number, case_id, announced, wish, status) VALUES ($1, $2, $3, $4, 'sent') ON CONFLICT DO NOTHING", [each.ref.caseNumber, each.ref.caseId, JSON.stringify(each), wish]);
    }
  }

  run(signal: AbortSignal): Promise<void> {
    const { database, onError } = this.options;
    return workThrough({ ...polling, tasks: () => database.query<Row>(open), work: (row) => this.look(row, signal), onError }, signal);
  }

  private async look(row: Row, signal: AbortSignal): Promise<void> {
    const { gatewayUrl, token, cancellers } = this.options;
    const seen = await callGateway(gatewayUrl, { method: 'GET', path: pathOf(row), token, untraced: true }, signal);
    if (!isDone(seen)) return;
    const { body } = seen;
    if (textAt(body, 'status') === 'closed') return this.end(row);
    if (row.status === 'sent') {
      if (textAt(body, 'status') !== 'in_transit') return;
      await cancellers.add([{ caseNumber: row.case_number, moment: 'in_transit' }]);
      return this.set(row, "status = 'wished'");
    }
    const agreeBy = textAt(body, 'cancellation', 'agreeBy');
    const state = row.refused ? 'declined' : textAt(body, 'cancellation', 'state');
    if (state === 'declined') return this.takeToUs(row, textAt(body, 'cancellation', 'declinedCode'));
    if (state === 'awaiting_agreement' && agreeBy !== undefined) return this.answer(row, agreeBy, signal);
  }

  private async answer(row: Row, agreeBy: string, signal: AbortSignal): Promise<void> {
    const { database } = this.options;
    const [of, branch] = [ofNumber(row.case_number), named('agreement', row.wish)];
    if (row.wish === 'never_answered') return noteIntentions(database, [{ of, branch, status: 'taken' }]);
    await noteIntentions(database, [{ of, branch, status: 'intended' }]);
    const answer = await callForCommand(this.options, { operation: 'logistics.AnswerCancellation', path: `${pathOf(row)}/cancellation-agreement`, idempotencyKey: `sandbox-agree-${row.case_number}-${agreeBy}`, body: { agreed: row.wish === 'agreed' } }, signal);
    if (isNoAnswer(answer) || /IDEMPOTENCY|IN_PROGRESS|BLOCKED/.test(answer.code)) return;
    await noteIntentions(database, [{ of, branch, status: isDone(answer) ? 'taken' : 'refused', code: isDone(answer) ? undefined : answer.code }]);
  }

  private async takeToUs(row: Row, code: string | undefined): Promise<void> {
    const { announced, case_id } = row;
    // What was agreed to, and came or was lost all the same, the carrier has told of itself; so it has of what it brings back.
    if (code === undefined || !/^PARCEL_(DELIVERED|LOST)$/.test(code)) {
      const { type, ...said } = keep(arrivesAfterAll(this.options.seed, case_id, announced));
      await publish(this.options, [messageOf('carrier', { ...said, contract: contractOf(type) })]);
    }
    return this.end(row, code);
  }

  private async end(row: Row, code?: string): Promise<void> {
    await this.set(row, "status = 'ended', code = $2", code ?? null);
  }

  private async set({ case_number }: Row, change: string, ...values: readonly unknown[]): Promise<void> {
    await this.options.database.query(`UPDATE parcel_wished_back SET ${change} WHERE case_number = $1`, [case_number, ...values]);
  }
}

const pathOf = ({ case_number }: Row): string => `/api/v1/cases/${encodeURIComponent(case_number)}`;

function contractOf(type: string) {
  const contract = registry.get(type);
  if (!contract) throw new Error(`the contracts have no ${type}`);
  return contract;
}
