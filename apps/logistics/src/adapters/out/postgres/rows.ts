import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { ReturnCancellation } from '../../../domain/cancellation';
import type { OutboundParcel } from '../../../domain/outbound-order';
import type { OutboundRecall } from '../../../domain/outbound-recall';
import type { ParcelStatus } from '../../../domain/parcel-machine';
import type { ReplacementShipment } from '../../../domain/replacement-shipment';
import type { CalledOff, CarrierClaim, ReturnParcel, ReturnShipment } from '../../../domain/return-shipment';

/** What has no column of its own. */
export interface ShipmentDoc extends Pick<ReturnShipment, 'ref' | 'lines' | 'scans'> {
  readonly calledOff?: CalledOff;
  /** Null where there is none; both are missing in rows that were last written before there was such a thing. */
  readonly writeOffAt?: string | null;
  readonly claim?: CarrierClaim | null;
  /** Missing where there is but one parcel. */
  readonly firstStatus?: ParcelStatus;
  readonly firstUnannounced?: string;
  readonly carries?: ReturnShipment['carries'];
  readonly further?: readonly ReturnParcel[];
  readonly cancellation?: ReturnCancellation;
  /** Missing where nothing is under way. */
  readonly reportBy?: Readonly<Record<string, string>>;
}

@Entity({ name: 'return_shipment' })
export class ReturnShipmentRow {
  @PrimaryColumn('text', { name: 'case_id' }) caseId!: string;
  @VersionColumn({ name: 'version' }) version!: number;
  @Column('text') status!: string;
  @Column('text', { name: 'rma_number' }) rmaNumber!: string;
  @Column('text', { name: 'carrier_code' }) carrierCode!: string;
  @Column('text', { name: 'tracking_number' }) trackingNumber!: string;
  @Column('timestamptz', { name: 'send_by' }) sendBy!: Date;
  @Column('jsonb') doc!: ShipmentDoc;
}

export interface ReplacementDoc extends Omit<ReplacementShipment, 'status' | 'trackingNumber' | 'calledOff' | 'writeOffAt'> {
  readonly calledOff: ReplacementShipment['calledOff'] | null;
  readonly writeOffAt: string | null;
}

@Entity({ name: 'replacement_shipment' })
export class ReplacementShipmentRow {
  @PrimaryColumn('text', { name: 'case_id' }) caseId!: string;
  @VersionColumn({ name: 'version' }) version!: number;
  @Column('text') status!: string;
  @Column('text', { name: 'tracking_number' }) trackingNumber!: string;
  @Column('jsonb') doc!: ReplacementDoc;
}

/** What was undefined is missing in the JSON. */
export type RecallDoc = Omit<OutboundRecall, 'status' | 'kind' | 'parcel'>;

@Entity({ name: 'outbound_recall' })
export class OutboundRecallRow {
  @PrimaryColumn('text', { name: 'case_id' }) caseId!: string;
  @VersionColumn({ name: 'version' }) version!: number;
  @Column('text') status!: string;
  @Column('text') kind!: string;
  @Column('text', { name: 'tracking_number', nullable: true }) trackingNumber!: string | null;
  @Column('text', { name: 'carrier_code', nullable: true }) carrierCode!: string | null;
  @Column('jsonb') doc!: RecallDoc;
}

@Entity({ name: 'outbound_order' })
export class OutboundOrderRow {
  @PrimaryColumn('text', { name: 'order_id' }) orderId!: string;
  @VersionColumn({ name: 'version' }) version!: number;
  @Column('jsonb') parcels!: readonly OutboundParcel[];
}
