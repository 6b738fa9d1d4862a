import { done, ignored, refused, type Outcome } from '@huiliu/messaging';
import { returnPolicy, type ReturnPolicy } from '../domain/return-policy';
import { decideScan, evolve, type ScanReport } from '../domain/track-parcel';
import { endGivenBack } from './call-off-return';
import type { Carrier } from './carrier';
import { heardOf } from '../domain/silence';
import { followReturn, sendAgain } from './follow-return';
import type { LogisticsWork } from './work';

/** The carrier scanned a parcel: the scan is kept, and said on where it moves the return. */
export function trackParcel(work: LogisticsWork, caseId: string, report: ScanReport, carrier: Carrier, policy: ReturnPolicy = returnPolicy): Outcome {
  const shipment = work.shipments.get(caseId);
  // The announcement that the carrier answers left with the row in one transaction: without the row it was never made.
  if (!shipment) {
    return refused({ code: 'PARCEL_UNKNOWN', kind: 'UNPROCESSABLE', message: 'No return was announced for this case: report parcels under the case id and tracking number of their announcement.' });
  }
  const decided = decideScan(shipment, report);
  if (!decided.ok) return refused({ ...decided.error, kind: 'UNPROCESSABLE' });
  if (decided.value.length === 0) return ignored('the scan came before');
  const next = heardOf(decided.value.reduce(evolve, shipment), report, work.now, policy);
  const move = decided.value.find((event) => event.type === 'parcel_moved');
  const cause = { trackingNumber: report.trackingNumber, occurredAt: report.occurredAt };
  if (move?.to === 'authorised') {
    sendAgain(work, shipment, next, cause, policy);
    endGivenBack(work, caseId, carrier);
  } else followReturn(work, shipment, next, cause, policy);
  return move ? done() : ignored(`a parcel of a return that is ${shipment.status} is not moved by a scan that says ${report.status}`);
}
