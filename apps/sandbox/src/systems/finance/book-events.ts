import { LedgerPosted, RefundPaid } from '@huiliu/contracts';
import { isOf, type Heard } from '../heard';

export interface RefundRow {
  readonly refundId: string;
  readonly caseId: string;
  readonly currency: string;
  readonly totalMinor: bigint;
  readonly settledAt: string;
}

export interface LegRow {
  readonly legId: string;
  readonly refundId: string;
  readonly paymentId: string;
  readonly amountMinor: bigint;
  /** Of the transfer where it was paid by hand; empty where the provider paid. */
  readonly bankReference: string;
}

export interface EntryRow {
  readonly transactionId: string;
  readonly number: number;
  readonly caseId: string;
  readonly currency: string;
  readonly memo: string;
  readonly account: string;
  readonly debitMinor: bigint;
  readonly creditMinor: bigint;
}

export interface Fault {
  readonly code: 'LEGS_DO_NOT_ADD_UP' | 'DEBITS_ARE_NOT_CREDITS' | 'POSTING_WITHOUT_ONE_SIDE';
  readonly detail: string;
}

export type Entry =
  | { readonly kind: 'refund'; readonly refund: RefundRow; readonly legs: readonly LegRow[]; readonly faults: readonly Fault[] }
  | { readonly kind: 'transaction'; readonly transactionId: string; readonly entries: readonly EntryRow[]; readonly faults: readonly Fault[] };

/** What finance writes into its books for one event, and what it finds wrong with it. Undefined: nothing of finance's. */
export function entryOf(heard: Heard): Entry | undefined {
  if (isOf(heard, RefundPaid)) return refundOf(heard.data);
  return isOf(heard, LedgerPosted) ? transactionOf(heard.data) : undefined;
}

function refundOf({ ref, refundId, total, legs, settledAt }: RefundPaid): Entry {
  const totalMinor = BigInt(total.amountMinor);
  const rows = legs.map((leg): LegRow => ({ legId: leg.legId, refundId, paymentId: leg.paymentId, amountMinor: BigInt(leg.amountMinor), bankReference: leg.bankReference }));
  const sum = rows.reduce((all, leg) => all + leg.amountMinor, 0n);
  const faults: Fault[] = sum === totalMinor ? [] : [{ code: 'LEGS_DO_NOT_ADD_UP', detail: `refund ${refundId}: legs ${sum}, total ${totalMinor}` }];
  return { kind: 'refund', refund: { refundId, caseId: ref.caseId, currency: total.currency, totalMinor, settledAt }, legs: rows, faults };
}

function transactionOf({ ref, transactionId, currency, memo, postings }: LedgerPosted): Entry {
  const entries = postings.map(({ account, debitMinor, creditMinor }, index): EntryRow => ({
    transactionId,
    number: index + 1,
    caseId: ref.caseId,
    currency,
    memo,
    account,
    debitMinor: BigInt(debitMinor),
    creditMinor: BigInt(creditMinor),
  }));
  const debits = entries.reduce((sum, entry) => sum + entry.debitMinor, 0n);
  const credits = entries.reduce((sum, entry) => sum + entry.creditMinor, 0n);
  const oneSided = entries.every((entry) => entry.debitMinor > 0n !== entry.creditMinor > 0n);
  return {
    kind: 'transaction',
    transactionId,
    entries,
    faults: [
      ...(debits === credits ? [] : [{ code: 'DEBITS_ARE_NOT_CREDITS' as const, detail: `transaction ${transactionId}: debits ${debits}, credits ${credits}` }]),
      ...(oneSided ? [] : [{ code: 'POSTING_WITHOUT_ONE_SIDE' as const, detail: `transaction ${transactionId}: each posting has exactly one of debit and credit` }]),
    ],
  };
}
