import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Arrival } from '../../../domain/arrival';
import type { WarehouseException } from '../../../domain/exception';
import type { PutAway } from '../../../domain/put-away';
import type { Rejection } from '../../../domain/rejection';
import type { RepairOrder } from '../../../domain/repair';
import type { Reservation } from '../../../domain/reservation';
import type { UnannouncedParcel } from '../../../domain/unannounced-parcel';
import type { Condition } from '../../../domain/words';

/** What has no column of its own. */
export type ArrivalDoc = Pick<Arrival, 'ref' | 'rmaNumber' | 'trackingNumber' | 'lines' | 'reports' | 'exceptions' | 'forRepair' | 'forRefund' | 'matched' | 'inspection'> & { readonly inspectedAt: string | null };

@Entity({ name: 'arrival' })
export class ArrivalRow {
  @PrimaryColumn('text', { name: 'case_id' }) caseId!: string;
  @VersionColumn({ name: 'version' }) version!: number;
  @Column('text') status!: string;
  @Column('jsonb') doc!: ArrivalDoc;
}

/** What has no column of its own. */
export type ReservationDoc = Omit<Reservation, 'status' | 'order'> & { readonly order: Reservation['order'] | null };

@Entity({ name: 'reservation' })
export class ReservationRow {
  @PrimaryColumn('text', { name: 'case_id' }) caseId!: string;
  @VersionColumn({ name: 'version' }) version!: number;
  @Column('text') status!: string;
  @Column('jsonb') doc!: ReservationDoc;
}

/** What has no column of its own. */
export type ExceptionDoc = Pick<WarehouseException, 'ref' | 'units'> & { readonly end: WarehouseException['end'] | null };

@Entity({ name: 'goods_exception' })
export class ExceptionRow {
  @PrimaryColumn('text', { name: 'exception_id' }) exceptionId!: string;
  @VersionColumn({ name: 'version' }) version!: number;
  @Column('text', { name: 'case_id' }) caseId!: string;
  @Column('text') kind!: string;
  @Column('text') status!: string;
  @Column('text') owner!: string;
  @Column('text', { name: 'claimed_by', nullable: true }) claimedBy!: string | null;
  @Column('timestamptz', { name: 'opened_at' }) openedAt!: Date;
  @Column('timestamptz', { name: 'due_at' }) dueAt!: Date;
  @Column('jsonb') doc!: ExceptionDoc;
}

/** What has no column of its own. */
export type RepairDoc = Omit<RepairOrder, 'status' | 'order'> & { readonly order: RepairOrder['order'] | null };

@Entity({ name: 'repair_order' })
export class RepairOrderRow {
  @PrimaryColumn('text', { name: 'case_id' }) caseId!: string;
  @VersionColumn({ name: 'version' }) version!: number;
  @Column('text') status!: string;
  @Column('jsonb') doc!: RepairDoc;
}

/** What has no column of its own. */
export type RejectionDoc = Omit<Rejection, 'status' | 'outcome'> & { readonly outcome: Rejection['outcome'] | null };

@Entity({ name: 'rejection' })
export class RejectionRow {
  @PrimaryColumn('text', { name: 'case_id' }) caseId!: string;
  @VersionColumn({ name: 'version' }) version!: number;
  @Column('text') status!: string;
  @Column('jsonb') doc!: RejectionDoc;
}

/** What has no column of its own. */
export type PutAwayDoc = Omit<PutAway, 'status'>;

@Entity({ name: 'put_away' })
export class PutAwayRow {
  @PrimaryColumn('text', { name: 'case_id' }) caseId!: string;
  @VersionColumn({ name: 'version' }) version!: number;
  @Column('text') status!: string;
  @Column('jsonb') doc!: PutAwayDoc;
}

@Entity({ name: 'awaited_return' })
export class AwaitedReturnRow {
  @PrimaryColumn('text', { name: 'case_number' }) caseNumber!: string;
  @VersionColumn({ name: 'version' }) version!: number;
  @Column('text', { name: 'case_id' }) caseId!: string;
  @Column('text', { name: 'order_id' }) orderId!: string;
  @Column('text', { name: 'tracking_number' }) trackingNumber!: string;
  @Column('jsonb') skus!: readonly string[];
}

/** What has no column of its own. */
export type UnannouncedDoc = Pick<UnannouncedParcel, 'carrierCode' | 'foundInTaskId' | 'goods' | 'clue' | 'receivedAt'> & { readonly match: UnannouncedParcel['match'] | null; readonly declined: string | null };

@Entity({ name: 'unannounced_parcel' })
export class UnannouncedParcelRow {
  @PrimaryColumn('text', { name: 'parcel_id' }) parcelId!: string;
  @VersionColumn({ name: 'version' }) version!: number;
  @Column('text') status!: string;
  @Column('text') owner!: string;
  @Column('text', { name: 'case_id', nullable: true }) caseId!: string | null;
  @Column('text', { name: 'tracking_number' }) trackingNumber!: string;
  @Column('timestamptz', { name: 'opened_at' }) openedAt!: Date;
  @Column('timestamptz', { name: 'due_at' }) dueAt!: Date;
  @Column('jsonb') doc!: UnannouncedDoc;
}

/** Units as digits: JSON has no 64-bit numbers. */
export interface ShelfDoc {
  readonly onHand: string;
  readonly in: string;
  readonly out: string;
}

@Entity({ name: 'stock' })
export class StockRow {
  @PrimaryColumn('text') sku!: string;
  @VersionColumn({ name: 'version' }) version!: number;
  @Column('boolean') opened!: boolean;
  @Column('bigint') opening!: string;
  @Column('bigint', { name: 'total_in' }) totalIn!: string;
  @Column('bigint', { name: 'total_out' }) totalOut!: string;
  @Column('jsonb') shelves!: Readonly<Record<Condition, ShelfDoc>>;
}

@Entity({ name: 'stock_move' })
export class StockMoveRow {
  @PrimaryColumn('text', { name: 'move_id' }) moveId!: string;
  @Column('text') sku!: string;
  @Column('text', { name: 'case_id' }) caseId!: string;
  @Column('text', { name: 'from_condition' }) fromCondition!: string;
  @Column('text', { name: 'to_condition' }) toCondition!: string;
  @Column('bigint') quantity!: string;
  @Column('text') disposition!: string;
  @Column('timestamptz', { name: 'moved_at' }) movedAt!: Date;
}
