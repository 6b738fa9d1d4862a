import { Column, Entity, Generated, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Cancellation, CaseLine, CaseName, Closing, ConcernEnd, IntakeCase, Money, RefundApproval, RefundDecline } from '../../../domain/intake-case';
import type { ExchangeDifference } from '../../../domain/exchange-difference';
import type { Captured, Hold } from '../../../domain/hold';
import type { TopUp } from '../../../domain/top-up';
import type { Order, OrderLine } from '../../../domain/order';
import type { Rejection } from '../../../domain/rejection';
import type { OrderUnits } from '../../../domain/units';

/** JSON has no bigint: amounts are text there. */
type Stored<T, Amounts extends keyof T> = Omit<T, Amounts> & { readonly [A in Amounts]: string };
export type StoredMoney = Stored<Money, 'amountMinor'>;

/** Personal data, as `supplement` may have: no other table has any. */
@Entity({ name: 'customer' })
export class CustomerRow {
  @PrimaryColumn('text', { name: 'customer_id' }) customerId!: string;
  @VersionColumn({ name: 'version' }) version!: number;
  @Column('text') name!: string;
  @Column('text') phone!: string;
  @Column('text') email!: string;
  @Column('text') address!: string;
  @Column('text') country!: string;
  @Column('timestamptz', { name: 'said_at' }) saidAt!: Date;
}

/** Who was told personal data, when and why. Append-only. */
@Entity({ name: 'contact_access' })
export class ContactAccessRow {
  @PrimaryColumn('text', { name: 'access_id' }) accessId!: string;
  @Column('text', { name: 'customer_id' }) customerId!: string;
  @Column('text', { name: 'asked_by' }) askedBy!: string;
  @Column('text') purpose!: string;
  @Column('timestamptz', { name: 'answered_at' }) answeredAt!: Date;
}

export interface OrderDoc extends Pick<Order, 'placedAt' | 'provenance'> {
  readonly signedAt: string | null;
  readonly lines: readonly Stored<OrderLine, 'amountMinor'>[];
}

@Entity({ name: 'mirrored_order' })
export class OrderRow {
  @PrimaryColumn('text', { name: 'order_id' }) orderId!: string;
  @VersionColumn({ name: 'version' }) version!: number;
  @Column('text', { name: 'customer_id' }) customerId!: string;
  @Column('text') currency!: string;
  @Column('jsonb') doc!: OrderDoc;
}

/** Apart from the order, which is large and hardly ever changes. */
@Entity({ name: 'order_units' })
export class UnitsRow {
  @PrimaryColumn('text', { name: 'order_id' }) orderId!: string;
  @VersionColumn({ name: 'version' }) version!: number;
  @Column('jsonb') units!: OrderUnits;
}

/** `lost` is missing in rows that were last written before there was such a thing, the lower price in all that are about no price difference, the quoted one in all that are not exchanged for another variant. */
export type LineDoc = Omit<Stored<CaseLine, 'claimedMinor'>, 'lost' | 'lowerUnitPriceMinor' | 'wantedUnitPriceMinor'> & { readonly lost?: number; readonly lowerUnitPriceMinor?: string; readonly wantedUnitPriceMinor?: string };

export interface OfferedVariantDoc {
  readonly sku: string;
  readonly unitPrice: StoredMoney;
  readonly paidBack?: StoredMoney | undefined;
  readonly paidOnTop?: StoredMoney | undefined;
}

/** What has no column of its own. */
export interface CaseDoc
  extends Pick<IntakeCase, 'requestedAt' | 'movedAt' | 'purchaseKnown' | 'currency' | 'obstacles' | 'evidence' | 'task' | 'evidenceRequest' | 'decision' | 'rma' | 'parcel' | 'parcelBy' | 'furtherParcels' | 'returnedParcels' | 'inspectionTaskId' | 'inspectBy' | 'notReceived' | 'inspected' | 'legFailure' | 'payDay' | 'calledOff' | 'replacement' | 'repair' | 'choice' | 'variantsChosen'> {
  readonly lines: readonly LineDoc[];
  /** Missing where nobody has said anything of it. */
  readonly difference?: (Omit<ExchangeDifference, 'due' | 'settled'> & { readonly due?: StoredMoney | undefined; readonly settled?: StoredMoney | undefined }) | undefined;
  /** Missing where nobody has said anything of it. */
  readonly topUp?: (Omit<TopUp, 'amount'> & { readonly amount: StoredMoney }) | undefined;
  /** Missing, as the hold, where nobody has asked for an exchange in advance. */
  readonly advance?: true | undefined;
  readonly hold?: (Omit<Hold, 'amount' | 'captured'> & { readonly amount?: StoredMoney | undefined; readonly captured?: (Omit<Captured, 'amount'> & { readonly amount: StoredMoney }) | undefined }) | undefined;
  readonly refundApproval?: RefundApproval | undefined;
  readonly refundDecline?: RefundDecline | undefined;
  /** Missing, as the next one, in rows of before there were concerns. */
  readonly cameFrom?: CaseName | undefined;
  readonly concernEnd?: ConcernEnd | undefined;
  /** Missing where nothing that had ended is taken up again, as in rows of before that could be. */
  readonly reopens?: IntakeCase['reopens'];
  readonly reopenedAs?: IntakeCase['reopenedAs'];
  /** Missing, as the recall, in rows of before goods could be stopped or recalled. */
  readonly refundOnlyKind?: IntakeCase['refundOnlyKind'];
  readonly recall?: IntakeCase['recall'];
  /** Missing where all was in the box that was announced, and in rows of before anybody told otherwise. */
  readonly exceptions?: IntakeCase['exceptions'];
  /** Missing where nothing was rejected at the inspection. */
  readonly rejection?: (Omit<Rejection, 'quote'> & { readonly quote?: { readonly deducted: StoredMoney; readonly paid: StoredMoney } | undefined }) | undefined;
  /** Missing where nothing was quoted in place of what is out of stock. */
  readonly variants?: { readonly number: number; readonly offered: readonly OfferedVariantDoc[] } | undefined;
  /** Missing in rows of before a case could be supplemented. */
  readonly supplements?: IntakeCase['supplements'];
  readonly refundDue: StoredMoney | undefined;
  readonly refundSettled: StoredMoney | undefined;
  readonly closing: (Omit<Closing, 'refunded'> & { readonly refunded: StoredMoney | undefined }) | undefined;
}

@Entity({ name: 'intake_case' })
export class CaseRow {
  @PrimaryColumn('text', { name: 'case_id' }) caseId!: string;
  @VersionColumn({ name: 'version' }) version!: number;
  @Column('text', { name: 'case_number', unique: true }) caseNumber!: string;
  @Column('text', { name: 'order_id' }) orderId!: string;
  @Column('text', { name: 'customer_id' }) customerId!: string;
  @Column('text', { name: 'request_id' }) requestId!: string;
  @Column('text') type!: string;
  @Column('text') channel!: string;
  @Column('text') provenance!: string;
  @Column('text') status!: string;
  @Column('timestamptz', { name: 'opened_at' }) openedAt!: Date;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt!: Date | null;
  /** By when it is to have gone on; null where another time is set, and where nothing is awaited of us. */
  @Column('timestamptz', { name: 'step_by', nullable: true }) stepBy!: Date | null;
  @Column('jsonb') doc!: CaseDoc;
  /** Apart from what others have said: a case that is built again from the log does not know it. */
  @Column('jsonb', { nullable: true }) cancellation!: (Omit<Cancellation, 'declinedCode'> & { readonly declinedCode: string | null }) | null;
}

/** Append-only. `position` is the order in which things were heard and said. */
@Entity({ name: 'timeline_entry' })
export class TimelineRow {
  @PrimaryColumn('text', { name: 'case_id' }) caseId!: string;
  @Generated('increment') @PrimaryColumn('bigint') position?: string;
  @Column('text', { name: 'event_id' }) eventId!: string;
  @Column('text') type!: string;
  @Column('text') source!: string;
  @Column('timestamptz') at!: Date;
  @Column('text', { name: 'cause_id', nullable: true }) causeId!: string | null;
  @Column('text', { name: 'trace_id' }) traceId!: string;
  @Column('text', { name: 'span_id' }) spanId!: string;
  @Column('text') summary!: string;
}

/** What a customer wrote when supplementing: free text, which may name people. */
@Entity({ name: 'supplement' })
export class StatementRow {
  /** Of the case and the round. */
  @PrimaryColumn('text', { name: 'supplement_id' }) supplementId!: string;
  @Column('text', { name: 'case_id' }) caseId!: string;
  @Column('int') round!: number;
  @Column('timestamptz') at!: Date;
  @Column('text') reason!: string;
}

/** What a customer asks or complains of: free text, which may name people. */
@Entity({ name: 'question' })
export class QuestionRow {
  @PrimaryColumn('text', { name: 'case_id' }) caseId!: string;
  @Column('timestamptz') at!: Date;
  @Column('text') text!: string;
}

/** The case that was made of a concern. */
@Entity({ name: 'made_of_concern' })
export class MadeRow {
  @PrimaryColumn('text', { name: 'concern_id' }) concernId!: string;
  @VersionColumn({ name: 'version' }) version!: number;
  @Column('text', { name: 'case_id' }) caseId!: string;
  @Column('text', { name: 'case_number' }) caseNumber!: string;
  @Column('text', { name: 'order_id' }) orderId!: string;
}
