import { domainError, ok, step, type DomainError, type Result } from '@huiliu/kernel';
import type { OutboundRecall } from './outbound-recall';
import { recallActionOfScan, recallMachine, type RecallStatus } from './recall-machine';
import { daysAfter, type RecallPolicy } from './recall-policy';
import type { Scan } from './return-shipment';
import { byCarrierTime, idleScansKept, sameScan, type ScanReport } from './track-parcel';

/** What the customer's signature is called where it ends a case. */
export const signedByCustomer = 'SIGNED_BY_CUSTOMER';

export interface Tracked {
  readonly recall: OutboundRecall;
  /** Undefined: the scan is kept, and moves nothing. */
  readonly movedTo: RecallStatus | undefined;
}

/**
 * What a scan of the outbound waybill leads to; undefined when it came before. Errors: PARCEL_UNKNOWN (no parcel is to come back, or another one), SCAN_CONTRADICTS (same id, another scan),
 * TOO_MANY_SCANS.
 */
export function trackRecall(recall: OutboundRecall, report: ScanReport, now: Date, policy: RecallPolicy): Result<Tracked | undefined, DomainError> {
  if (recall.parcel?.trackingNumber !== report.trackingNumber) {
    return domainError('PARCEL_UNKNOWN', 'No parcel with this tracking number is to come back for this case: report parcels under the case id and tracking number of their announcement or recall.');
  }
  const known = recall.scans.find(({ scanId }) => scanId === report.scanId);
  if (known) return sameScan(known, report) ? ok(undefined) : domainError('SCAN_CONTRADICTS', 'Another scan was reported under this scan id: give each scan an id of its own.');
  const action = recallActionOfScan[report.status];
  const next = action && step(recallMachine, recall.status, action);
  const scan: Scan = { scanId: report.scanId, status: report.status, occurredAt: report.occurredAt, effective: next?.ok === true };
  const scans = [...recall.scans, scan].sort(byCarrierTime);
  if (next?.ok) return ok({ recall: { ...recall, scans, status: next.value, ...clocksIn(next.value, now, policy) }, movedTo: next.value });
  if (recall.scans.filter(({ effective }) => !effective).length >= idleScansKept) return domainError('TOO_MANY_SCANS', `More than ${idleScansKept} scans of this parcel moved nothing: report only what is new.`);
  return ok({ recall: { ...recall, scans }, movedTo: undefined });
}

/** Each state has the clock that can still end it. */
function clocksIn(status: RecallStatus, now: Date, policy: RecallPolicy): Pick<OutboundRecall, 'reportBy' | 'writeOffAt'> & Partial<Pick<OutboundRecall, 'end'>> {
  return {
    reportBy: status === 'coming_back' ? daysAfter(now, policy.reportWithinDays) : undefined,
    writeOffAt: status === 'lost' ? daysAfter(now, policy.writeOffAfterDays) : undefined,
    ...(status === 'not_possible' && { end: { reason: 'not_possible', reasonCode: signedByCustomer, at: now.toISOString() } }),
  };
}
