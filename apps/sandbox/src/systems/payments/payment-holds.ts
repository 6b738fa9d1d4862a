import { named, type BranchName } from '../../mix/branches';
import { noteIntentions, ofCase } from '../../mix/intentions';
import { everyday, type Mix } from '../../mix/mix';
import { randomOf } from '../../random/random';
import type { Database } from '../../store/database';

export interface Hold {
  readonly idempotencyKey: string;
  /** Of an order: what is held on is the means of payment behind it. */
  readonly paymentId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
}

export type HoldState =
  | { readonly status: 'held' | 'released' }
  | { readonly status: 'declined'; readonly code: string }
  | { readonly status: 'captured'; readonly paymentId: string; readonly method: string; readonly amountMinor: string; readonly currency: string; readonly capturedAt: string };

export type HoldAnswered =
  | { readonly kind: 'state'; readonly state: HoldState; /** Written down, but the caller is never told. */ readonly silent: boolean }
  /** The key was used for another hold. */
  | { readonly kind: 'key_reused' }
  /** More than is held. */
  | { readonly kind: 'too_much' };

interface Row {
  readonly payment_id: string;
  readonly amount_minor: string;
  readonly currency: string;
  readonly status: 'new' | HoldState['status'];
  readonly captured_minor: string | null;
  readonly capture_id: string | null;
  readonly captured_at: Date | null;
}

type Moved = Pick<Row, 'status' | 'captured_minor'>;

/** What the payment provider holds of customers' money: its own book. A hold is placed, released and captured at most once each, however often it is asked for. */
export class PaymentHolds {
  constructor(
    private readonly database: Database,
    private readonly seed: string,
    private readonly mix: Mix = everyday,
  ) {}

  place(hold: Hold): Promise<HoldAnswered> {
    return this.move(hold, 'place', ({ status }) => (status === 'new' ? { status: this.random(hold, 'place').weighted(this.mix.hold) === 'declined' ? 'declined' : 'held', captured_minor: null } : undefined));
  }

  /** Also where nobody had asked for it: then nobody ever can. */
  release(hold: Hold): Promise<HoldAnswered> {
    return this.move(hold, 'release', ({ status }) => (status === 'new' || status === 'held' ? { status: 'released', captured_minor: null } : undefined));
  }

  /** The rest is released. One that has run out meanwhile is released as a whole. */
  async capture(hold: Hold, captureMinor: bigint): Promise<HoldAnswered> {
    if (captureMinor > hold.amountMinor) return { kind: 'too_much' };
    const runsOut = this.random(hold, 'capture').weighted(this.mix.hold_end) === 'has_run_out';
    return this.move(hold, 'capture', ({ status }) => (status === 'held' && !runsOut ? { status: 'captured', captured_minor: captureMinor.toString() } : status === 'new' || status === 'held' ? { status: 'released', captured_minor: null } : undefined));
  }

  private move(hold: Hold, action: 'place' | 'release' | 'capture', next: (known: Row) => Moved | undefined): Promise<HoldAnswered> {
    const { idempotencyKey, paymentId, amountMinor, currency } = hold;
    return this.database.transaction(async (within) => {
      await within.query(`INSERT INTO provider_hold (idempotency_key, payment_id, amount_minor, currency, status) VALUES ($1, $2, $3, $4, 'new') ON CONFLICT (idempotency_key) DO NOTHING`, [idempotencyKey, paymentId, amountMinor.toString(), currency]);
      const [known] = await within.query<Row>('SELECT payment_id, amount_minor, currency, status, captured_minor, capture_id, captured_at FROM provider_hold WHERE idempotency_key = $1 FOR UPDATE', [idempotencyKey]);
      if (known?.payment_id !== paymentId || known.currency !== currency || BigInt(known.amount_minor) !== amountMinor) return { kind: 'key_reused' };
      const moved = next(known);
      if (!moved) return { kind: 'state', state: stateOf(known), silent: false };
      const isCaptured = moved.status === 'captured';
      const row: Row = { ...known, ...moved, capture_id: isCaptured ? `CAP${this.random(hold, 'id').between(100_000_000, 999_999_999)}-${idempotencyKey.slice(-8)}` : null, captured_at: isCaptured ? new Date() : null };
      await within.query('UPDATE provider_hold SET status = $2, captured_minor = $3, capture_id = $4, captured_at = $5, captures = captures + $6, releases = releases + $7 WHERE idempotency_key = $1', [idempotencyKey, row.status, row.captured_minor, row.capture_id, row.captured_at, isCaptured ? 1 : 0, row.status === 'released' ? 1 : 0]);
      if (isCaptured) await within.query('INSERT INTO provider_payment (payment_id, currency, captured_minor) VALUES ($1, $2, $3)', [row.capture_id, currency, row.captured_minor]);
      await noteIntentions(within, takenBy(action, known.status, row.status).map((branch) => ({ of: ofCase(idempotencyKey.replace(/^H-/, '')), branch, status: 'taken' })));
      return { kind: 'state', state: stateOf(row), silent: this.random(hold, `silent ${action}`).weighted(this.mix.provider_answer) === 'silent' };
    });
  }

  private random = ({ idempotencyKey }: Hold, what: string) => randomOf(this.seed, `hold ${what}`, idempotencyKey);
}

function takenBy(action: 'place' | 'release' | 'capture', before: Row['status'], after: Row['status']): BranchName[] {
  if (action === 'place') return [named('hold', after === 'declined' ? 'declined' : 'placed')];
  if (action === 'release') return before === 'held' ? ['held_money.released'] : [];
  return after === 'captured' ? ['held_money.captured', named('hold_end', 'is_there')] : [named('hold_end', 'has_run_out')];
}

function stateOf({ status, currency, captured_minor, capture_id, captured_at }: Row): HoldState {
  if (status === 'captured') return { status, paymentId: capture_id ?? '', method: 'card', amountMinor: captured_minor ?? '0', currency, capturedAt: (captured_at ?? new Date()).toISOString() };
  if (status === 'declined') return { status, code: 'FUNDS_NOT_SUFFICIENT' };
  return { status: status === 'held' ? 'held' : 'released' };
}
