import { LedgerPosted, RefundPaid, registry, StockMoved, type EventContract } from '@huiliu/contracts';
import type { Envelope } from '@huiliu/messaging';
import type { Logged } from '../bus/read-log';
import { caseSteps, emptyCase, type CaseFold } from './case-fold';

/** An event that does not keep to its contract, so that nobody can take it. */
export interface Unreadable {
  readonly id: string;
  readonly source: string;
  readonly subject: string;
  readonly why: string;
}

/** Units of one SKU in one condition that came and went, by the moves that were said. */
export interface ShelfFold {
  came: bigint;
  went: bigint;
}

/**
 * What the events on the log add up to, for all that somebody keeps as a sum or a view of them. Folded as they pass by, since they are too many to be kept: what
 * stays is one or two kilobytes a case.
 */
export class FoldedLog {
  readonly cases = new Map<string, CaseFold>();
  /** SKU → condition → shelf; `outside` is the world. */
  readonly stock = new Map<string, Map<string, ShelfFold>>();
  /** Moves, refunds that were paid and postings of the ledger, by id, each as one line of text. */
  readonly moves = new Map<string, string>();
  readonly paid = new Map<string, string>();
  readonly postings = new Map<string, string>();
  /** By subject. */
  readonly unreadable = new Map<string, Unreadable[]>();

  /** Takes an event of ours that stands on the log for the first time. */
  take({ topic, envelope }: Logged): void {
    if (!envelope || registry.get(envelope.type)?.topic !== topic) return;
    const { type } = envelope;
    const step = caseSteps.get(type);
    if (step) this.read(step.contract, envelope, (event) => step.apply(this.caseOf(event.ref.caseId), event));
    else if (type === StockMoved.type) this.read(StockMoved, envelope, (event) => this.move(event));
    else if (type === RefundPaid.type) this.read(RefundPaid, envelope, (event) => this.pay(event));
    else if (type === LedgerPosted.type) this.read(LedgerPosted, envelope, (event) => this.post(event));
  }

  private read<E>(contract: EventContract<E>, { id, source, subject, value }: Envelope, use: (event: E) => void): void {
    const parsed = contract.parse(parseJson(value));
    if (parsed.ok) return use(parsed.value);
    const why = `${contract.name} (${id}) does not keep to its contract: ${parsed.errors.map(({ path, message }) => `${path} ${message}`).join('; ')}`;
    this.unreadable.set(subject, [...(this.unreadable.get(subject) ?? []), { id, source, subject, why }]);
  }

  private caseOf(caseId: string): CaseFold {
    let known = this.cases.get(caseId);
    if (!known) this.cases.set(caseId, (known = emptyCase()));
    return known;
  }

  private move({ sku, moveId, caseId, fromCondition, toCondition, quantity }: StockMoved): void {
    this.moves.set(moveId, `${quantity} of ${sku} from ${fromCondition} to ${toCondition} for ${caseId}`);
    this.shelf(sku, fromCondition).went += BigInt(quantity);
    this.shelf(sku, toCondition).came += BigInt(quantity);
  }

  private shelf(sku: string, condition: string): ShelfFold {
    let shelves = this.stock.get(sku);
    if (!shelves) this.stock.set(sku, (shelves = new Map()));
    let shelf = shelves.get(condition);
    if (!shelf) shelves.set(condition, (shelf = { came: 0n, went: 0n }));
    return shelf;
  }

  private pay({ ref, refundId, total, legs }: RefundPaid): void {
    const through = legs.map(({ legId, paymentId, amountMinor }) => `${legId} ${paymentId} ${amountMinor}`).sort();
    this.paid.set(refundId, [`${ref.caseId}: ${total.amountMinor} ${total.currency}`, ...through].join('; '));
  }

  private post({ ref, transactionId, currency, memo, postings }: LedgerPosted): void {
    postings.forEach(({ account, debitMinor, creditMinor }, index) =>
      this.postings.set(`${transactionId}/${index + 1}`, `${ref.caseId}, ${memo}, ${account}: debit ${debitMinor}, credit ${creditMinor} ${currency}`),
    );
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
