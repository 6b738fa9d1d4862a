import { isConcern, type Request } from '../../cancellations/request';
import { callForCommand, type Door } from '../../history/call';
import { ofRequest, settleIntentions } from '../../mix/intentions';
import { isoTime } from '../../orders/shop-time';
import type { Database } from '../../store/database';
import { textAt, type GatewayAnswer } from './gateway-client';
import { pause } from './workers';

/** The token may apply for any customer. */
export interface ApplicantsOptions extends Door {
  readonly database: Database;
  /** Told of each case that was opened, before that is written down; again after a crash. */
  onAccepted?(requestId: string, caseNumber: string): Promise<void>;
  onError(error: unknown): void;
}

const atOnce = 8;
const firstRetryMs = 100;
const lastRetryMs = 2_000;
/** Before it is looked again whether the request that one follows has ended. */
const waitMs = 250;
/** After so many refusals for an order that is not there yet, the next try is a new one: the gateway may keep its answer for as long as the key is known. */
const triesPerKey = 5;

/** The order may still be on its way to Huiliu. */
const notYet = new Set(['ORDER_NOT_FOUND', 'CUSTOMER_NOT_FOUND']);

/** Customers who apply through the gateway. Each application is made once, whatever happens in between: its key is kept, and used until the answer is clear. */
export class Applicants {
  private readonly queue: Request[] = [];
  private readonly known = new Set<string>();

  constructor(private readonly options: ApplicantsOptions) {}

  /** Takes an application on; one that is known is left alone. */
  async add(request: Request): Promise<void> {
    if (this.known.has(request.requestId)) return;
    await this.options.database.query("INSERT INTO application (request_id, status, business_at, follows) VALUES ($1, 'pending', $2, $3) ON CONFLICT DO NOTHING", [
      request.requestId,
      isoTime(request.requestedAtMs),
      request.follows ?? null,
    ]);
    this.known.add(request.requestId);
    this.queue.push(request);
  }

  async run(signal: AbortSignal): Promise<void> {
    await Promise.all(Array.from({ length: atOnce }, () => this.work(signal)));
  }

  private async work(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const request = this.queue.shift();
      if (request === undefined) {
        await pause(firstRetryMs, signal);
        continue;
      }
      try {
        if (await this.hasToWait(request)) {
          this.queue.push(request);
          await pause(waitMs, signal);
          continue;
        }
        await this.apply(request, signal);
      } catch (error) {
        this.options.onError(error);
        this.queue.push(request);
        await pause(lastRetryMs, signal);
      }
    }
  }

  private async hasToWait({ follows }: Request): Promise<boolean> {
    if (follows === undefined) return false;
    const [ended] = await this.options.database.query('SELECT 1 FROM ended_request WHERE request_id = $1', [follows]);
    return !ended;
  }

  private async apply(request: Request, signal: AbortSignal): Promise<void> {
    const { database } = this.options;
    const [row] = await database.query<{ key_number: number; status: string }>('SELECT key_number, status FROM application WHERE request_id = $1', [request.requestId]);
    if (row === undefined || row.status !== 'pending') return;
    let keyNumber = row.key_number;
    for (let attempt = 1; !signal.aborted; attempt++) {
      const idempotencyKey = keyNumber === 1 ? request.requestId : `${request.requestId}-${keyNumber}`;
      const answer = await callForCommand(this.options, { ...doorOf(request), idempotencyKey, body: bodyOf(request) }, signal);
      if (await this.settle(request.requestId, answer)) return;
      if (notYet.has(answer.code) && attempt % triesPerKey === 0) {
        // Only after a clear refusal: no case was opened under the old key.
        keyNumber++;
        await database.query('UPDATE application SET key_number = $2 WHERE request_id = $1', [request.requestId, keyNumber]);
      }
      await pause(Math.min(lastRetryMs, firstRetryMs * 2 ** Math.min(6, attempt - 1)), signal);
    }
  }

  /** True when the answer is final, either way. */
  private async settle(requestId: string, { status, code, body }: GatewayAnswer): Promise<boolean> {
    const { database } = this.options;
    if (status >= 200 && status < 300) {
      await settleIntentions(database, ofRequest(requestId), 'taken');
      const caseId = textAt(body, 'case', 'ref', 'caseId') ?? textAt(body, 'ref', 'caseId') ?? textAt(body, 'caseId') ?? null;
      const caseNumber = textAt(body, 'caseNumber');
      if (caseNumber !== undefined) await this.options.onAccepted?.(requestId, caseNumber);
      await database.query("UPDATE application SET status = 'accepted', case_id = $2 WHERE request_id = $1", [requestId, caseId]);
      return true;
    }
    const refused = [400, 404, 409, 413, 422].includes(status) && !notYet.has(code) && !/IDEMPOTENCY|IN_PROGRESS|BLOCKED/.test(code) && code !== '';
    if (!refused) return false;
    await settleIntentions(database, ofRequest(requestId), 'refused', code);
    await database.query("UPDATE application SET status = 'refused', code = $2 WHERE request_id = $1", [requestId, code]);
    return true;
  }
}

const doorOf = (request: Request) => (isConcern(request) ? { operation: 'intake.RaiseConcern', path: '/api/v1/concerns' } : { operation: 'intake.SubmitCase', path: '/api/v1/cases' });

function bodyOf(request: Request): unknown {
  const { customerId, orderId, text, type, lines, requestedAtMs } = request;
  if (!isConcern(request)) return applicationOf(request);
  const about = { ...(orderId !== '' && { orderId }), ...(lines.length > 0 && { lines: lines.map(({ orderLineId, quantity, reason, condition }) => ({ orderLineId, quantity, reason, condition })) }) };
  return { customerId, type, text, ...about, requestedAt: isoTime(requestedAtMs) };
}

const applicationOf = ({ customerId, orderId, type, recallKind, advance, lines, evidence, requestedAtMs }: Request): unknown => ({
  customerId,
  orderId,
  type,
  ...(recallKind && { refundOnlyKind: recallKind }),
  ...(advance && { advance }),
  lines: lines.map(({ lowerUnitPriceMinor, wanted, sku: _sku, ...line }) => ({
    ...line,
    ...(lowerUnitPriceMinor !== undefined && { lowerUnitPriceMinor: lowerUnitPriceMinor.toString() }),
    ...(wanted && { wantedSku: wanted.sku, wantedUnitPriceMinor: wanted.unitPriceMinor.toString() }),
  })),
  evidence,
  requestedAt: isoTime(requestedAtMs),
});
