import type { Rejected } from '../../../domain/deduction';
import type { GoodsInstead } from '../../../domain/goods-instead';
import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** Amounts are minor units: bigint columns, and digits in JSON. */
@Entity({ name: 'refund' })
export class RefundRow {
  @PrimaryColumn('text', { name: 'case_id' })
  caseId!: string;

  @VersionColumn({ name: 'version' })
  version!: number;

  @Column('text', { name: 'case_number' })
  caseNumber!: string;

  @Column('text', { name: 'order_id' })
  orderId!: string;

  @Column('text')
  status!: string;

  @Column('jsonb')
  approved!: readonly ApprovedLineDoc[];

  /** Null until it is known which units are paid for; so is everything below. */
  @Column('text', { name: 'refund_id', nullable: true })
  refundId!: string | null;

  @Column('text', { nullable: true })
  currency!: string | null;

  @Column('bigint', { name: 'total_minor', nullable: true })
  totalMinor!: string | null;

  @Column('jsonb')
  lines!: readonly RefundLineDoc[];

  @Column('jsonb')
  legs!: readonly LegDoc[];

  @Column('timestamptz', { name: 'requested_at', nullable: true })
  requestedAt!: Date | null;

  @Column('timestamptz', { name: 'settled_at', nullable: true })
  settledAt!: Date | null;

  @Column('text', { name: 'retried_by', nullable: true })
  retriedBy!: string | null;

  @Column('timestamptz', { name: 'retried_at', nullable: true })
  retriedAt!: Date | null;

  /** Who decided the case; null where that was before it was kept. */
  @Column('text', { name: 'decided_by', nullable: true })
  decidedBy!: string | null;

  /** The second person; null where none was needed, or none is there yet. */
  @Column('text', { name: 'approved_by', nullable: true })
  approvedBy!: string | null;

  @Column('timestamptz', { name: 'approved_at', nullable: true })
  approvedAt!: Date | null;

  /** What the customer gets instead of money; null where it is money, or has become money. Beside a refund that was requested: that one is the difference of an exchange. */
  @Column('jsonb', { nullable: true })
  goods!: GoodsInstead | null;

  /** Null where the case was approved before it was kept. */
  @Column('boolean', { name: 'goods_kept', nullable: true })
  goodsKept!: boolean | null;

  /** Null where nobody has declined it. */
  @Column('jsonb', { nullable: true })
  decline!: DeclineDoc | null;

  /** What was said of the day by which it is to be paid; null where nothing was. */
  @Column('text', { nullable: true })
  late!: string | null;

  /** Null where nothing was rejected at the inspection. */
  @Column('jsonb', { nullable: true })
  rejection!: Rejected | null;

  /** Of an exchange: what was paid back, as the other variant is cheaper; null where nothing was, or it is on its way. */
  @Column('jsonb', { nullable: true })
  difference!: DifferenceDoc | null;

  /** Of an exchange for a dearer variant: what the customer pays on top; null where nothing is. */
  @Column('jsonb', { name: 'top_up', nullable: true })
  topUp!: TopUpDoc | null;

  /** Of an exchange in advance. */
  @Column('jsonb', { nullable: true })
  hold!: HoldDoc | null;
}

/** Times in ISO. */
export interface HoldDoc {
  readonly holdId: string;
  readonly status: string;
  readonly holdForDays: number;
  readonly money: { readonly paymentId: string; readonly currency: string; readonly amountMinor: string; readonly lines: readonly { readonly caseLineId: string; readonly quantity: number; readonly amountMinor: string }[]; readonly expiresAt: string } | null;
  readonly captureAt: string | null;
  readonly warned: boolean;
  readonly silences: number;
  readonly deliveredAt: string | null;
  readonly returnOver: boolean;
  readonly owed: readonly { readonly caseLineId: string; readonly quantity: number }[] | null;
  readonly reasonCode: string | null;
  readonly captured: { readonly paymentId: string; readonly method: string; readonly amountMinor: string; readonly capturedAt: string } | null;
}

/** Times in ISO. */
export interface TopUpDoc {
  readonly topUpId: string;
  readonly status: string;
  readonly currency: string;
  readonly amountMinor: string;
  readonly line: { readonly orderLineId: string; readonly quantity: number; readonly eachMinor: string };
  readonly dueAt: string;
  readonly url: string | null;
  readonly payment: { readonly paymentId: string; readonly method: string; readonly paidAt: string } | null;
}

/** Times in ISO. */
export interface DifferenceDoc {
  readonly refundId: string;
  readonly currency: string;
  readonly totalMinor: string;
  readonly lines: readonly RefundLineDoc[];
  readonly legs: readonly LegDoc[];
  readonly requestedAt: string;
  readonly settledAt: string;
  readonly approval: { readonly approvedBy: string; readonly at: string } | null;
  readonly decline: DeclineDoc | null;
}

export interface DeclineDoc {
  readonly reasonCode: string;
  readonly declinedBy: string;
  readonly at: string;
  readonly until: string;
  readonly totalsMinor: readonly string[];
  readonly takenUpBy: string | null;
}

export interface ApprovedLineDoc {
  readonly caseLineId: string;
  readonly orderLineId: string;
  readonly quantity: number;
  /** Of a price difference alone. */
  readonly difference?: { readonly atMostMinor: string; readonly downToMinor: string };
  /** Of an exchange for another variant alone. */
  readonly exchangedAtMinor?: string;
  /** Missing where the customer has chosen nothing else. */
  readonly chosenAtMinor?: string;
}

export interface RefundLineDoc extends Omit<ApprovedLineDoc, 'difference' | 'exchangedAtMinor' | 'chosenAtMinor'> {
  readonly amountMinor: string;
  /** Of units that are paid for less a deduction alone. */
  readonly deductBasisPoints?: number;
  /** Missing in rows that were requested before it was kept. */
  readonly slices?: readonly SliceDoc[];
}

export interface SliceDoc {
  readonly from: number;
  readonly units: number;
  /** Null: all that was left. */
  readonly eachMinor: string | null;
  /** Missing: nothing. */
  readonly deductedMinor?: string;
}

export interface LegDoc {
  readonly legId: string;
  readonly paymentId: string;
  readonly method: string;
  readonly amountMinor: string;
  readonly status: string;
  readonly retrying: boolean;
  readonly attempts: number;
  readonly refusals: number;
  readonly silences: number;
  readonly lastCode: string | null;
  readonly providerReference: string | null;
  /** Both missing in rows that were last written before there was such a thing. */
  readonly refusedForGood?: boolean;
  readonly byHand?: { readonly settledBy: string; readonly bankReference: string } | null;
}

/** Written once. */
@Entity({ name: 'order_allocation' })
export class AllocationRow {
  @PrimaryColumn('text', { name: 'order_id' })
  orderId!: string;

  @VersionColumn({ name: 'version' })
  version!: number;

  @Column('text')
  currency!: string;

  @Column('text', { name: 'leg_policy' })
  legPolicy!: string;

  @Column('jsonb')
  payments!: readonly OrderPaymentDoc[];

  @Column('jsonb')
  lines!: readonly AllocatedLineDoc[];
}

export interface OrderPaymentDoc {
  readonly paymentId: string;
  readonly method: string;
  readonly capturedMinor: string;
}

export interface AllocatedLineDoc {
  readonly orderLineId: string;
  readonly kind: string;
  readonly quantity: number;
  /** Missing in rows of before it was kept. */
  readonly listMinor?: string;
  readonly totalMinor: string;
  readonly sharesMinor: readonly string[];
}

/** The sums stand beside the document so that the database itself holds that nothing above what was captured goes back. */
@Entity({ name: 'order_balance' })
export class BalanceRow {
  @PrimaryColumn('text', { name: 'order_id' })
  orderId!: string;

  @VersionColumn({ name: 'version' })
  version!: number;

  @Column('text')
  currency!: string;

  @Column('bigint', { name: 'captured_minor' })
  capturedMinor!: string;

  @Column('bigint', { name: 'in_flight_minor' })
  inFlightMinor!: string;

  @Column('bigint', { name: 'settled_minor' })
  settledMinor!: string;

  @Column('jsonb')
  payments!: readonly PaymentBalanceDoc[];

  /** Order line and how many of its units are spent, as pairs. */
  @Column('jsonb')
  taken!: readonly (readonly [orderLineId: string, units: number])[];

  /** The runs of those lines of which not just the first units are spent, as pairs; null where that is so of all. */
  @Column('jsonb', { nullable: true })
  runs!: readonly (readonly [orderLineId: string, runs: readonly RunDoc[]])[] | null;
}

export interface RunDoc {
  readonly units: number;
  readonly spent: boolean;
  readonly claimedMinor: string;
  /** Missing where nothing was paid on top. */
  readonly addedMinor?: string;
  /** Missing: nothing. */
  readonly deductedMinor?: string;
}

export interface PaymentBalanceDoc extends OrderPaymentDoc {
  readonly inFlightMinor: string;
  readonly settledMinor: string;
  /** Of what was paid on top: the order line. */
  readonly addedTo?: string;
}

/** Append-only, which the database holds. */
@Entity({ name: 'ledger_entry' })
export class LedgerRow {
  @PrimaryColumn('text', { name: 'entry_id' })
  entryId!: string;

  @Column('text', { name: 'transaction_id' })
  transactionId!: string;

  @Column('text', { name: 'case_id' })
  caseId!: string;

  @Column('text')
  account!: string;

  @Column('bigint', { name: 'debit_minor' })
  debitMinor!: string;

  @Column('bigint', { name: 'credit_minor' })
  creditMinor!: string;

  @Column('text')
  currency!: string;

  @Column('text')
  memo!: string;

  @Column('timestamptz', { name: 'posted_at' })
  postedAt!: Date;
}
