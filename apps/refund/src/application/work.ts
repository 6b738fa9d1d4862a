import type { Aggregates, Appends, WorkBase } from '@huiliu/messaging';
import type { ApprovalLimits } from '../domain/approval-limits';
import type { Allocation } from '../domain/allocation';
import type { Balance } from '../domain/balance';
import type { Refund } from '../domain/refund';

/** What this department reads and writes; the adapters say how it is stored. */
export interface RefundTables {
  /** By case id. */
  readonly refunds: Aggregates<Refund>;
  /** By order id; written once. */
  readonly allocations: Aggregates<Allocation>;
  /** By order id; shared by the order's cases and locked. */
  readonly balances: Aggregates<Balance>;
  readonly ledger: Appends<LedgerEntry>;
}

/** What whoever answers for the money has set. */
export interface RefundTerms {
  readonly approvalLimits: ApprovalLimits;
  /** How long a customer may take to pay on top for a dearer variant. */
  readonly topUpMs: number;
}

export type RefundWork = WorkBase & RefundTables;

/** One posting as it is kept. Amounts in minor units, as digits. */
export interface LedgerEntry {
  readonly entryId: string;
  readonly transactionId: string;
  readonly caseId: string;
  readonly account: string;
  readonly debitMinor: string;
  readonly creditMinor: string;
  readonly currency: string;
  readonly memo: string;
  readonly postedAt: Date;
}

/** The time to take a declined refund up again. */
export const takeUpTimer = 'refund-take-up';

/** The day by which a refund is to be paid, and when somebody is warned before it. */
export const payTimer = 'refund-due';

/** The time to ask the provider again whether the customer has paid on top. */
export const topUpTimer = 'top-up';

/** The time to ask the provider again about a hold, or to see to one that is nearly over. */
export const holdTimer = 'hold';

/** Who has to see to a refund that nobody has taken up again. */
export const exceptionOwner = 'finance';

export const subjectOfCase = (caseId: string): string => `case:${caseId}`;

export const subjectOfOrder = (orderId: string): string => `order:${orderId}`;
