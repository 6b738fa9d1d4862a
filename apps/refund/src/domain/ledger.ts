import type { Hold } from './hold';
import { invariant } from './invariant';
import { sum } from './money';
import type { TopUp } from './top-up';
import { deductedOfAll, isDifference, isExchangeDifference, type Leg, type RequestedRefund } from './refund';

/** One transaction of the double-entry ledger. Append-only: a correction is a new transaction. */
export interface LedgerTransaction {
  /** Made from what it is about, so that the same thing is never posted twice. */
  readonly transactionId: string;
  readonly currency: string;
  readonly memo: string;
  readonly postings: readonly Posting[];
}

/** Exactly one of the two amounts is above zero. */
export interface Posting {
  readonly account: string;
  readonly debitMinor: bigint;
  readonly creditMinor: bigint;
}

/** What is given for goods that the customer keeps: nothing has come back. */
export const priceDifferences = 'price_differences';

/** What is given back as a cheaper variant goes out: goods have come, and others took their place. */
export const exchangeDifferences = 'exchange_differences';

/** What stays with the seller of goods that came back worse than they had to. */
export const returnDeductions = 'return_deductions';

/** What has come back, whatever of it is paid. */
const worthOf = (refund: RequestedRefund): bigint => refund.totalMinor + deductedOfAll(refund);

const nonZero = (postings: readonly Posting[]): readonly Posting[] => postings.filter(({ debitMinor, creditMinor }) => debitMinor + creditMinor > 0n);

const givenFor = (refund: RequestedRefund): string => (isExchangeDifference(refund) ? exchangeDifferences : isDifference(refund) ? priceDifferences : 'sales_returns');

/** What customers pay on top as a dearer variant takes the place of what came back. */
export const topUps = 'top_ups';

/** What customers pay for what they were sent in advance and gave nothing back for. */
export const holdsCaptured = 'holds_captured';

export function holdTransaction({ holdId, money, captured }: Hold): LedgerTransaction {
  invariant(money !== undefined && captured !== undefined, `nothing of hold ${holdId} was captured`);
  return balanced({ transactionId: `${holdId}/captured`, currency: money.currency, memo: 'hold captured', postings: [debit(`payment:${captured.method}`, captured.amountMinor), credit(holdsCaptured, captured.amountMinor)] });
}

export const topUpTransaction = ({ topUpId, currency, amountMinor }: TopUp, method: string): LedgerTransaction =>
  balanced({ transactionId: `${topUpId}/received`, currency, memo: 'top-up received', postings: [debit(`payment:${method}`, amountMinor), credit(topUps, amountMinor)] });

/** The goods are ours again, or have become cheaper, and the customer has money coming. Undefined when nothing is due. */
export function requestedTransaction(refund: RequestedRefund): LedgerTransaction | undefined {
  if (worthOf(refund) === 0n) return undefined;
  return balanced({
    transactionId: `${refund.refundId}/requested`,
    currency: refund.currency,
    memo: 'refund requested',
    postings: [debit(givenFor(refund), worthOf(refund)), ...nonZero([credit('customer_payable', refund.totalMinor), credit(returnDeductions, deductedOfAll(refund))])],
  });
}

/** The second person has declined: nothing is owed any more. A correction, and no edit. */
export const declinedTransaction = (refund: RequestedRefund): LedgerTransaction => {
  const { refundId, currency, totalMinor, decline } = refund;
  const postings = [debit('customer_payable', totalMinor), ...nonZero([debit(returnDeductions, deductedOfAll(refund))]), credit(givenFor(refund), worthOf(refund))];
  return balanced({ transactionId: `${refundId}/declined/${decline?.totalsMinor.length ?? 0}`, currency, memo: 'refund declined', postings });
};

/** A declined refund is owed again. */
export const takenUpTransaction = (refund: RequestedRefund): LedgerTransaction => {
  const { refundId, currency, totalMinor, decline } = refund;
  const postings = [debit(givenFor(refund), worthOf(refund)), credit('customer_payable', totalMinor), ...nonZero([credit(returnDeductions, deductedOfAll(refund))])];
  return balanced({ transactionId: `${refundId}/taken-up/${decline?.totalsMinor.length ?? 0}`, currency, memo: 'refund taken up again', postings });
};

/** Where bank transfers of finance's are booked: the payment provider's statements know nothing of them. */
export const manualTransfers = 'manual_transfers';

/** The customer's money has left: through one payment, or by hand. One id either way, so that a leg can't be posted as paid twice. */
export const settledTransaction = (refund: RequestedRefund, leg: Leg): LedgerTransaction =>
  balanced({
    transactionId: `${leg.legId}/settled`,
    currency: refund.currency,
    memo: leg.byHand ? 'refund leg settled by hand' : 'refund leg settled',
    postings: [debit('customer_payable', leg.amountMinor), credit(leg.byHand ? manualTransfers : `payment:${leg.method}`, leg.amountMinor)],
  });

/** Throws unless debits = credits and each posting is one of the two. */
export function balanced(transaction: LedgerTransaction): LedgerTransaction {
  const { transactionId, postings } = transaction;
  const debits = sum(postings.map((posting) => posting.debitMinor));
  invariant(debits === sum(postings.map((posting) => posting.creditMinor)), `debits are not credits in ${transactionId}`);
  for (const { debitMinor, creditMinor } of postings) {
    invariant(debitMinor >= 0n && creditMinor >= 0n && (debitMinor === 0n) !== (creditMinor === 0n), `a posting of ${transactionId} is not either debit or credit`);
  }
  return transaction;
}

const debit = (account: string, amountMinor: bigint): Posting => ({ account, debitMinor: amountMinor, creditMinor: 0n });

const credit = (account: string, amountMinor: bigint): Posting => ({ account, debitMinor: 0n, creditMinor: amountMinor });
