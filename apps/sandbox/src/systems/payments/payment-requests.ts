import { named, type BranchName } from '../../mix/branches';
import { noteIntentions, ofCase } from '../../mix/intentions';
import { everyday, type Mix } from '../../mix/mix';
import { randomOf } from '../../random/random';
import type { Database } from '../../store/database';

export interface PaymentRequest {
  readonly idempotencyKey: string;
  readonly amountMinor: bigint;
  readonly currency: string;
}

export type RequestState =
  | { readonly status: 'open'; readonly url: string }
  | { readonly status: 'paid'; readonly paymentId: string; readonly method: string; readonly amountMinor: string; readonly currency: string; readonly paidAt: string }
  | { readonly status: 'closed' };

export type Asked =
  | { readonly kind: 'state'; readonly state: RequestState; /** Written down, but the caller is never told. */ readonly silent: boolean }
  /** The key was used for another payment. */
  | { readonly kind: 'key_reused' };

interface Row {
  readonly amount_minor: string;
  readonly currency: string;
  readonly status: RequestState['status'];
  readonly payment_id: string | null;
  readonly paid_at: Date | null;
  readonly asked: number;
}

/** What the shop asks customers to pay, and whether they do: the payment provider's book, and its customers by seed. */
export class PaymentRequests {
  constructor(
    private readonly database: Database,
    private readonly seed: string,
    private readonly pageUrl: string,
    private readonly mix: Mix = everyday,
  ) {}

  /** One payment a key. A customer who pays has done so by the second or third time that it is asked after. */
  ask(request: PaymentRequest): Promise<Asked> {
    return this.move(request, (wish, asked) => (wish === 'pays' && asked >= this.random(request, 'when').between(2, 3) ? 'paid' : 'open'));
  }

  /** Paid if it was before, or is in this very moment; else closed for good, also where nobody had asked for it. */
  close(request: PaymentRequest): Promise<Asked> {
    return this.move(request, (wish) => (wish === 'pays_at_last' ? 'paid' : 'closed'));
  }

  private move(request: PaymentRequest, next: (wish: keyof Mix['top_up'], asked: number) => RequestState['status']): Promise<Asked> {
    const { idempotencyKey, amountMinor, currency } = request;
    return this.database.transaction(async (within) => {
      await within.query(
        `INSERT INTO provider_request (idempotency_key, amount_minor, currency, status, asked) VALUES ($1, $2, $3, 'open', 0) ON CONFLICT (idempotency_key) DO NOTHING`,
        [idempotencyKey, amountMinor.toString(), currency],
      );
      const [known] = await within.query<Row>('SELECT amount_minor, currency, status, payment_id, paid_at, asked FROM provider_request WHERE idempotency_key = $1 FOR UPDATE', [idempotencyKey]);
      if (known?.currency !== currency || BigInt(known.amount_minor) !== amountMinor) return { kind: 'key_reused' };
      if (known.status !== 'open') return { kind: 'state', state: this.stateOf(request, known), silent: false };
      const wish = this.random(request, 'wish').weighted(this.mix.top_up);
      const status = next(wish, known.asked + 1);
      const paid = status === 'paid' ? { paymentId: `TOP${this.random(request, 'id').between(100_000_000, 999_999_999)}-${idempotencyKey.slice(-8)}`, paidAt: new Date() } : undefined;
      await within.query('UPDATE provider_request SET status = $2, payment_id = $3, paid_at = $4, asked = asked + 1 WHERE idempotency_key = $1', [idempotencyKey, status, paid?.paymentId ?? null, paid?.paidAt ?? null]);
      if (paid) await within.query('INSERT INTO provider_payment (payment_id, currency, captured_minor) VALUES ($1, $2, $3)', [paid.paymentId, currency, amountMinor.toString()]);
      await noteIntentions(within, this.takenBy(wish, status).map((branch) => ({ of: ofCase(idempotencyKey.replace(/^P-/, '')), branch, status: 'taken' })));
      const row: Row = { ...known, status, payment_id: paid?.paymentId ?? null, paid_at: paid?.paidAt ?? null };
      return { kind: 'state', state: this.stateOf(request, row), silent: status === 'paid' && this.random(request, 'silent').weighted(this.mix.provider_answer) === 'silent' };
    });
  }

  private takenBy(wish: keyof Mix['top_up'], status: RequestState['status']): BranchName[] {
    if (status === 'open') return [];
    if (status === 'paid') return [named('top_up', wish)];
    return wish === 'pays_nothing' ? [named('top_up', wish)] : [];
  }

  private stateOf({ idempotencyKey, amountMinor, currency }: PaymentRequest, { status, payment_id, paid_at }: Row): RequestState {
    if (status === 'open') return { status, url: `${this.pageUrl}/pay/${encodeURIComponent(idempotencyKey)}` };
    if (status === 'closed') return { status };
    return { status, paymentId: payment_id ?? '', method: 'card', amountMinor: amountMinor.toString(), currency, paidAt: (paid_at ?? new Date()).toISOString() };
  }

  private random = ({ idempotencyKey }: PaymentRequest, what: string) => randomOf(this.seed, `top-up ${what}`, idempotencyKey);
}
