import { domainError, ok, step, type DomainError, type Result } from '@huiliu/kernel';
import { actionOfScan, parcelMachine, type ParcelStatus } from './parcel-machine';
import { parcelsOf, withParcel } from './parcels';
import type { ReturnParcel, ReturnShipment, Scan } from './return-shipment';
import type { OutboundScanStatus, ScanStatus } from './words';

/** What a carrier reports: one scan of one parcel. */
export interface ScanReport {
  readonly trackingNumber: string;
  /** The carrier's id: the same scan reported twice has the same id. */
  readonly scanId: string;
  readonly status: ScanStatus;
  /** The carrier's time, ISO in UTC. */
  readonly occurredAt: string;
}

export type TrackingEvent =
  | { readonly type: 'scan_recorded'; readonly trackingNumber: string; readonly scan: Scan }
  | { readonly type: 'parcel_moved'; readonly trackingNumber: string; readonly to: MovedTo; readonly occurredAt: string };

/** Where a scan may lead: a parcel is called off and written off by us; it is authorised anew when the customer has it again. */
export type MovedTo = Exclude<ParcelStatus, 'called_off' | 'written_off'>;

/** Scans kept of one parcel that moved nothing. Those that move it are few, and always taken: a flood must not hide a delivery. */
export const idleScansKept = 200;

export const isOutbound = (status: ScanStatus): status is OutboundScanStatus => status === 'intercepted' || status === 'refused' || status === 'returning' || status === 'signed';

/**
 * What a scan leads to: nothing when it came before, a record when it moves nothing, a record and a move otherwise.
 * Errors: PARCEL_UNKNOWN (another tracking number), SCAN_CONTRADICTS (same id, another scan), SCAN_NOT_OF_RETURN, TOO_MANY_SCANS.
 */
export function decideScan(shipment: ReturnShipment, report: ScanReport): Result<readonly TrackingEvent[], DomainError> {
  const { trackingNumber, scanId, status, occurredAt } = report;
  const parcel = parcelsOf(shipment).find((each) => each.trackingNumber === trackingNumber);
  if (!parcel) {
    return domainError('PARCEL_UNKNOWN', 'The tracking number is not that of this case: report the parcel under the case id and tracking number of its announcement, and one that was not announced as a further one first.');
  }
  const known = parcel.scans.find((scan) => scan.scanId === scanId);
  if (known) return sameScan(known, report) ? ok([]) : domainError('SCAN_CONTRADICTS', 'Another scan was reported under this scan id: give each scan an id of its own.');
  if (isOutbound(status)) return domainError('SCAN_NOT_OF_RETURN', `A parcel that a customer sends back is not ${status}: report that of outbound waybills that are to come back.`);
  const moved = isHistory(parcel, report) ? undefined : step(parcelMachine, parcel.status, actionOfScan[status]);
  const recorded: TrackingEvent = { type: 'scan_recorded', trackingNumber, scan: { scanId, status, occurredAt, effective: moved?.ok === true } };
  if (moved?.ok && moved.value !== 'called_off' && moved.value !== 'written_off') return ok([recorded, { type: 'parcel_moved', trackingNumber, to: moved.value, occurredAt }]);
  if (parcel.scans.filter((scan) => !scan.effective).length >= idleScansKept) {
    return domainError('TOO_MANY_SCANS', `More than ${idleScansKept} scans of this parcel moved nothing: report only what is new.`);
  }
  return ok([recorded]);
}

/** Whether a scan is of a way that the parcel has gone before: from before the customer had it again, or that they had it again before it was scanned once more. What has arrived has, whenever. */
export function isHistory({ scans }: Pick<ReturnParcel, 'scans'>, { status, occurredAt }: Pick<ScanReport, 'status' | 'occurredAt'>): boolean {
  if (status === 'delivered') return false;
  const atMs = Date.parse(occurredAt);
  const returns = status === 'returned_to_sender';
  return scans.some((scan) => (returns ? scan.status !== 'returned_to_sender' : scan.status === 'returned_to_sender') && Date.parse(scan.occurredAt) > (returns ? atMs : atMs - 1));
}

export function evolve(shipment: ReturnShipment, event: TrackingEvent): ReturnShipment {
  const parcel = parcelsOf(shipment).find((each) => each.trackingNumber === event.trackingNumber);
  if (!parcel) return shipment;
  switch (event.type) {
    case 'scan_recorded':
      return withParcel(shipment, { ...parcel, scans: [...parcel.scans, event.scan].sort(byCarrierTime) });
    case 'parcel_moved':
      return withParcel(shipment, { ...parcel, status: event.to });
  }
}

export const sameScan = (a: Scan, b: ScanReport): boolean => a.status === b.status && Date.parse(a.occurredAt) === Date.parse(b.occurredAt);

/** Scans of one instant by id, so that the order does not depend on which came first. */
export function byCarrierTime(a: Scan, b: Scan): number {
  return Date.parse(a.occurredAt) - Date.parse(b.occurredAt) || (a.scanId < b.scanId ? -1 : 1);
}
