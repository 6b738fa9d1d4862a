import { LedgerPosted, RefundPaid } from '@huiliu/contracts';
import type { Heard } from './ear';

/** Finance's books, kept in memory of what it hears. An event that comes twice is booked once. */
export class Finance {
  readonly refunds = new Map<string, { readonly eventId: string; readonly paid: RefundPaid }>();
  readonly transactions = new Map<string, { readonly eventId: string; readonly posted: LedgerPosted }>();
  /** [event id, code, detail] of what can't be right. */
  readonly faults: (readonly [string, string, string])[] = [];

  hear({ type, id, data }: Heard): void {
    if (type === RefundPaid.type) this.book(this.refunds, `refund ${(data as RefundPaid).refundId}`, (data as RefundPaid).refundId, id, { eventId: id, paid: data as RefundPaid });
    if (type === LedgerPosted.type) {
      const posted = data as LedgerPosted;
      this.book(this.transactions, `transaction ${posted.transactionId}`, posted.transactionId, id, { eventId: id, posted });
      const balance = posted.postings.reduce((sum, { debitMinor, creditMinor }) => sum + BigInt(debitMinor) - BigInt(creditMinor), 0n);
      if (balance !== 0n) this.faults.push([id, 'DEBITS_ARE_NOT_CREDITS', `transaction ${posted.transactionId} is out by ${balance}`]);
    }
  }

  private book<T extends { readonly eventId: string }>(book: Map<string, T>, what: string, key: string, eventId: string, entry: T): void {
    const known = book.get(key);
    if (known && known.eventId !== eventId) this.faults.push([eventId, 'ALREADY_BOOKED', what]);
    if (!known) book.set(key, entry);
  }
}
