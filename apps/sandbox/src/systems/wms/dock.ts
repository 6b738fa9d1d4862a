import { Grade, UnannouncedParcelReceived, type UnannouncedGoods } from '@huiliu/contracts';
import { messageOf, say, type Message } from '../../feed/say';
import { publish, type Publishing } from '../../history/publish';
import { named } from '../../mix/branches';
import { noteIntentions, ofNumber } from '../../mix/intentions';
import { isoTime } from '../../orders/shop-time';
import { randomOf } from '../../random/random';
import type { Database } from '../../store/database';
import type { OnParcel, Unlabelled } from '../carrier/unlabelled';
import { callGateway, isDone, listAt, textAt } from '../staff/gateway-client';
import { workThrough } from '../staff/workers';

export interface DockOptions extends Publishing {
  readonly database: Database;
  readonly seed: string;
  readonly gatewayUrl: string;
  /** May look at any case: what the customer has put into the box. */
  readonly token: string;
  onError(error: unknown): void;
}

interface Row {
  readonly report_id: string;
  readonly case_number: string;
  readonly part: number;
  readonly wish: OnParcel;
  readonly send_by: Date;
}

// A test clock goes on as soon as nothing else does, and would call the return off.
const polling = { everyMs: 100, atMostMs: 200, atOnce: 8 } as const;
const batch = 200;
const hourMs = 3_600_000;

/** What another carrier leaves at the dock, without our label: the WMS says what is in it and what is written on it, sometimes twice. Now and then a customer has made two parcels of it. */
export class Dock {
  constructor(private readonly options: DockOptions) {}

  /** Customers have sent them; once told, whatever happens. */
  async add(parcels: readonly Unlabelled[]): Promise<void> {
    const { database, seed } = this.options;
    for (const { caseId, caseNumber, sendBy, wish } of parcels) {
      await noteIntentions(database, [{ of: ofNumber(caseNumber), branch: named('unannounced', wish), status: wish === 'nobody_finds_out' ? 'taken' : 'intended' }]);
      const parts = wish !== 'case_number_on_it' && randomOf(seed, 'in two', caseNumber).chance(0.3) ? [1, 2] : [0];
      for (const part of parts) {
        await database.query("INSERT INTO unlabelled_parcel (report_id, case_number, case_id, part, wish, send_by, status) VALUES ($1, $2, $3, $4, $5, $6, 'sent') ON CONFLICT DO NOTHING", [`UP-${caseNumber}-${part}`, caseNumber, caseId, part, wish, sendBy]);
      }
    }
  }

  run(signal: AbortSignal): Promise<void> {
    const { database, onError } = this.options;
    const tasks = () => database.query<Row>("SELECT report_id, case_number, part, wish, send_by FROM unlabelled_parcel WHERE status = 'sent' ORDER BY report_id LIMIT $1", [batch]);
    return workThrough({ ...polling, tasks, work: (row) => this.report(row, signal), onError }, signal);
  }

  private async report(row: Row, signal: AbortSignal): Promise<void> {
    const { gatewayUrl, token, database } = this.options;
    const answer = await callGateway(gatewayUrl, { method: 'GET', path: `/api/v1/cases/${encodeURIComponent(row.case_number)}`, token, untraced: true }, signal);
    const units = isDone(answer) ? unitsOf(answer.body) : undefined;
    // That it was approved, intake may not have heard yet.
    if (!units) return;
    const goods = partOf(units, row.part);
    if (goods.length > 0) await publish(this.options, this.messages(row, goods, textAt(answer.body, 'orderId') ?? ''));
    await database.query("UPDATE unlabelled_parcel SET status = $2 WHERE report_id = $1 AND status = 'sent'", [row.report_id, goods.length > 0 ? 'reported' : 'left']);
  }

  private messages({ report_id: reportId, case_number: caseNumber, wish, send_by: sendBy }: Row, goods: readonly { readonly sku: string; readonly quantity: number }[], orderId: string): Message[] {
    const random = randomOf(this.options.seed, 'at the dock', reportId);
    const atMs = sendBy.getTime() - random.between(24, 10 * 24) * hourMs;
    const found = goods.map((each): UnannouncedGoods => ({ ...each, grade: Grade.wire(random.weighted({ a: 0.6, b: 0.3, c: 0.1 })) }));
    const one = say<UnannouncedParcelReceived>(UnannouncedParcelReceived, `unannounced-${reportId}`, `U-${reportId}`, atMs, {
      reportId,
      trackingNumber: random.chance(0.6) ? `SF${random.between(10_000_000, 99_999_999)}` : '',
      carrierCode: '',
      foundInTaskId: '',
      goods: found,
      caseNumber: wish === 'case_number_on_it' ? caseNumber : '',
      orderId: wish === 'order_number_on_it' ? orderId : '',
      receivedAt: isoTime(atMs),
    });
    const again = random.chance(0.2) ? [random.chance(0.5) ? one : { ...one, id: `${one.id}-again` }] : [];
    return [one, ...again].map((each) => messageOf('wms', each));
  }
}

/** Approved units, one by one; undefined as long as nothing is. */
function unitsOf(body: unknown): readonly string[] | undefined {
  const lines = listAt(body, 'lines') as readonly { readonly sku?: string; readonly approved?: number | null }[];
  if (lines.every(({ approved }) => (approved ?? 0) === 0)) return undefined;
  return lines.flatMap(({ sku = '', approved }) => Array.from({ length: approved ?? 0 }, () => sku));
}

/** All of them, or the first or the second half: of one unit, the first half is all. */
function partOf(units: readonly string[], part: number): readonly { readonly sku: string; readonly quantity: number }[] {
  const half = Math.ceil(units.length / 2);
  const those = part === 0 ? units : part === 1 ? units.slice(0, half) : units.slice(half);
  return [...Map.groupBy(those, (sku) => sku)].map(([sku, each]) => ({ sku, quantity: each.length }));
}
