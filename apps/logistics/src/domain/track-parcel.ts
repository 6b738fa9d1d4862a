import { domainError, ok, step, type DomainError, type Result } from '@huiliu/kernel';
import { actionOfScan, parcelMachine, type ParcelStatus } from './parcel-machine';
import type { ReturnShipment, Scan } from './return-shipment';
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
  | { readonly type: 'scan_recorded'; readonly scan: Scan }
  | { readonly type: 'parcel_moved'; readonly to: MovedTo; readonly occurredAt: string };

/** Where a scan may lead: a parcel is authorised, called off and written off by us. */
export type MovedTo = Exclude<ParcelStatus, 'authorised' | 'called_off' | 'written_off'>;

/** Scans kept of one parcel that moved nothing. Those that move it are few, and always taken: a flood must not hide a delivery. */
export const idleScansKept = 200;

export const isOutbound = (status: ScanStatus): status is OutboundScanStatus => status === 'intercepted' || status === 'refused' || status === 'returning' || status === 'signed';

/**
 * What a scan leads to: nothing when it came before, a record when it moves nothing, a record and a move otherwise.
 * Errors: PARCEL_UNKNOWN (another tracking number), SCAN_CONTRADICTS (same id, another scan), SCAN_NOT_OF_RETURN, TOO_MANY_SCANS.
 */
export function decideScan(shipment: ReturnShipment, report: ScanReport): Result<readonly TrackingEvent[], DomainError> {
  if (report.trackingNumber !== shipment.trackingNumber) {
    return domainError('PARCEL_UNKNOWN', 'The tracking number is not that of this case: report the parcel under the case id and tracking number of its announcement.');
  }
  const known = shipment.scans.find((scan) => scan.scanId === report.scanId);
  if (known) return sameScan(known, report) ? ok([]) : domainError('SCAN_CONTRADICTS', 'Another scan was reported under this scan id: give each scan an id of its own.');
  const { status } = report;
  if (isOutbound(status)) return domainError('SCAN_NOT_OF_RETURN', `A parcel that a customer sends back is not ${status}: report that of outbound waybills that are to come back.`);
  const moved = step(parcelMachine, shipment.status, actionOfScan[status]);
  const recorded: TrackingEvent = { type: 'scan_recorded', scan: { scanId: report.scanId, status: report.status, occurredAt: report.occurredAt, effective: moved.ok } };
  if (moved.ok && moved.value !== 'authorised' && moved.value !== 'called_off' && moved.value !== 'written_off') return ok([recorded, { type: 'parcel_moved', to: moved.value, occurredAt: report.occurredAt }]);
  if (shipment.scans.filter((scan) => !scan.effective).length >= idleScansKept) {
    return domainError('TOO_MANY_SCANS', `More than ${idleScansKept} scans of this parcel moved nothing: report only what is new.`);
  }
  return ok([recorded]);
}

export function evolve(shipment: ReturnShipment, event: TrackingEvent): ReturnShipment {
  switch (event.type) {
    case 'scan_recorded':
      return { ...shipment, scans: [...shipment.scans, event.scan].sort(byCarrierTime) };
    case 'parcel_moved':
      return { ...shipment, status: event.to };
  }
}

export const sameScan = (a: Scan, b: ScanReport): boolean => a.status === b.status && Date.parse(a.occurredAt) === Date.parse(b.occurredAt);

/** Scans of one instant by id, so that the order does not depend on which came first. */
export function byCarrierTime(a: Scan, b: Scan): number {
  return Date.parse(a.occurredAt) - Date.parse(b.occurredAt) || (a.scanId < b.scanId ? -1 : 1);
}
