import type { Payment } from '../../drawing/order-facts';
import { named, type BranchName } from '../../mix/branches';
import { noteIntentions, ofLeg } from '../../mix/intentions';
import { everyday, type Mix } from '../../mix/mix';
import { randomOf } from '../../random/random';
import type { Database } from '../../store/database';

export interface RefundOrder {
  readonly idempotencyKey: string;
  readonly paymentId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
}

/** `final`: asking again will not help. */
export type RefundState =
  /** With what was settled, so that whoever asks sees whether it is what they mean. */
  | { readonly status: 'settled'; readonly providerReference: string; readonly paymentId: string; readonly amountMinor: string; readonly currency: string }
  | { readonly status: 'failed'; readonly code: string; readonly final: boolean };

export type Booked =
  | { readonly kind: 'state'; readonly state: RefundState; /** Booked, but the caller is never told. */ readonly silent: boolean }
  /** The key was used for another refund. */
  | { readonly kind: 'key_reused' };

interface Row {
  readonly payment_id: string;
  readonly amount_minor: string;
  readonly currency: string;
  readonly status: 'settled' | 'failed';
  readonly provider_reference: string | null;
  readonly code: string | null;
  readonly final: boolean;
  readonly attempts: number;
}

/** What the payment provider has captured and paid back; its own book, which knows nothing of Huiliu's. */
export class ProviderBook {
  constructor(
    private readonly database: Database,
    private readonly seed: string,
    private readonly mix: Mix = everyday,
  ) {}

  /** Notes payments that the shop took. Known ones stay as they are. */
  async capture(payments: readonly Payment[], currency: string): Promise<void> {
    if (payments.length === 0) return;
    await this.database.query(
      `INSERT INTO provider_payment (payment_id, currency, captured_minor) SELECT id, $3, amount FROM unnest($1::text[], $2::bigint[]) AS given (id, amount)
       ON CONFLICT (payment_id) DO NOTHING`,
      [payments.map(({ paymentId }) => paymentId), payments.map(({ capturedMinor }) => capturedMinor.toString()), currency],
    );
  }

  /** Pays back once per idempotency key; a failure that is not final may be tried again under the same key. */
  refund(order: RefundOrder): Promise<Booked> {
    return this.database.transaction(async (within) => {
      // All refunds of one payment, and so all of one key, take turns.
      const [payment] = await within.query<{ currency: string; left: string }>(
        'SELECT currency, captured_minor - refunded_minor AS left FROM provider_payment WHERE payment_id = $1 FOR UPDATE',
        [order.paymentId],
      );
      if (!payment) await within.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [order.idempotencyKey]);
      const known = await rowOf(within, order.idempotencyKey);
      if (known && !sameOrder(known, order)) return { kind: 'key_reused' };
      if (known && (known.status === 'settled' || known.final)) return { kind: 'state', state: stateOf(known), silent: false };
      const attempt = (known?.attempts ?? 0) + 1;
      const state = this.decide(order, payment, attempt);
      const silent = state.status === 'settled' && this.isSilent(order);
      await save(within, order, state, attempt, silent);
      await noteIntentions(within, this.troubleOf(order, state, silent).map((branch) => ({ of: ofLeg(order.idempotencyKey), branch, status: 'taken' })));
      return { kind: 'state', state, silent };
    });
  }

  async find(idempotencyKey: string): Promise<RefundState | undefined> {
    const row = await rowOf(this.database, idempotencyKey);
    return row && stateOf(row);
  }

  private decide(order: RefundOrder, payment: { currency: string; left: string } | undefined, attempt: number): RefundState {
    const refuse = (code: string): RefundState => ({ status: 'failed', code, final: true });
    if (!payment) return refuse('PAYMENT_NOT_FOUND');
    if (payment.currency !== order.currency) return refuse('WRONG_CURRENCY');
    if (order.amountMinor > BigInt(payment.left)) return refuse('MORE_THAN_CAPTURED');
    if (this.isClosed(order)) return refuse('ACCOUNT_CLOSED');
    const random = randomOf(this.seed, 'provider', order.idempotencyKey);
    const busyTimes = { busy_once: 1, busy_twice: 2, ready: 0 }[random.weighted(this.mix.provider)];
    if (attempt <= busyTimes) return { status: 'failed', code: 'PROVIDER_BUSY', final: false };
    const { paymentId, amountMinor, currency } = order;
    return { status: 'settled', providerReference: `PSP${random.between(100_000_000, 999_999_999)}`, paymentId, amountMinor: amountMinor.toString(), currency };
  }

  private isClosed({ paymentId }: RefundOrder): boolean {
    return randomOf(this.seed, 'provider closed', paymentId).weighted(this.mix.account) === 'closed';
  }

  private isSilent(order: RefundOrder): boolean {
    return randomOf(this.seed, 'provider silent', order.idempotencyKey).weighted(this.mix.provider_answer) === 'silent';
  }

  /** What of the mix has come about in this attempt. */
  private troubleOf({ idempotencyKey }: RefundOrder, state: RefundState, silent: boolean): BranchName[] {
    if (state.status === 'settled') return silent ? ['provider_answer.silent'] : [];
    if (!state.final) return [named('provider', randomOf(this.seed, 'provider', idempotencyKey).weighted(this.mix.provider))];
    return state.code === 'ACCOUNT_CLOSED' ? ['account.closed'] : [];
  }
}

async function rowOf(database: Database, idempotencyKey: string): Promise<Row | undefined> {
  const [row] = await database.query<Row>(
    'SELECT payment_id, amount_minor, currency, status, provider_reference, code, final, attempts FROM provider_refund WHERE idempotency_key = $1',
    [idempotencyKey],
  );
  return row;
}

async function save(within: Database, order: RefundOrder, state: RefundState, attempts: number, silent: boolean): Promise<void> {
  const settled = state.status === 'settled';
  await within.query(
    `INSERT INTO provider_refund (idempotency_key, payment_id, amount_minor, currency, status, provider_reference, code, final, attempts, unanswered)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (idempotency_key) DO UPDATE SET status = excluded.status, provider_reference = excluded.provider_reference, code = excluded.code,
       final = excluded.final, attempts = excluded.attempts, unanswered = provider_refund.unanswered + excluded.unanswered`,
    [
      order.idempotencyKey,
      order.paymentId,
      order.amountMinor.toString(),
      order.currency,
      state.status,
      settled ? state.providerReference : null,
      settled ? null : state.code,
      settled || state.final,
      attempts,
      silent ? 1 : 0,
    ],
  );
  if (settled) await within.query('UPDATE provider_payment SET refunded_minor = refunded_minor + $2 WHERE payment_id = $1', [order.paymentId, order.amountMinor.toString()]);
}

const sameOrder = (row: Row, order: RefundOrder): boolean =>
  row.payment_id === order.paymentId && row.currency === order.currency && BigInt(row.amount_minor) === order.amountMinor;

function stateOf(row: Row): RefundState {
  return row.status === 'settled'
    ? { status: 'settled', providerReference: row.provider_reference ?? '', paymentId: row.payment_id, amountMinor: row.amount_minor, currency: row.currency }
    : { status: 'failed', code: row.code ?? 'UNKNOWN', final: row.final };
}
