import { ParcelDelivered, ParcelInTransit, ParcelLost } from '@huiliu/contracts';
import { done, ignored, refused, type Outcome } from '@huiliu/messaging';
import { returnPolicy, writeOffAtOf, type ReturnPolicy } from '../domain/return-policy';
import type { ReturnShipment } from '../domain/return-shipment';
import { decideScan, evolve, type ScanReport } from '../domain/track-parcel';
import { sendByTimer, subjectOf, writeOffTimer, type LogisticsWork } from './work';

const contractOf = { in_transit: ParcelInTransit, delivered: ParcelDelivered, lost: ParcelLost } as const;

/** The carrier scanned a parcel: the scan is kept, and said on where it moves the parcel. */
export function trackParcel(work: LogisticsWork, caseId: string, report: ScanReport, policy: ReturnPolicy = returnPolicy): Outcome {
  const shipment = work.shipments.get(caseId);
  // The announcement that the carrier answers left with the row in one transaction: without the row it was never made.
  if (!shipment) {
    return refused({ code: 'PARCEL_UNKNOWN', kind: 'UNPROCESSABLE', message: 'No return was announced for this case: report parcels under the case id and tracking number of their announcement.' });
  }
  const decided = decideScan(shipment, report);
  if (!decided.ok) return refused({ ...decided.error, kind: 'UNPROCESSABLE' });
  if (decided.value.length === 0) return ignored('the scan came before');
  work.shipments.put(caseId, withClock(work, shipment, decided.value.reduce(evolve, shipment), policy));
  const moves = decided.value.filter((event) => event.type === 'parcel_moved');
  if (moves.length > 0 && shipment.status === 'authorised') work.cancelTimer(subjectOf(caseId), sendByTimer);
  for (const { to, occurredAt } of moves) work.say(contractOf[to], subjectOf(caseId), { ref: shipment.ref, trackingNumber: shipment.trackingNumber, occurredAt });
  return moves.length > 0 ? done() : ignored(`a parcel that is ${shipment.status} is not moved by a scan that says ${report.status}`);
}

/** The clock of a lost parcel runs as long as it is lost. */
function withClock(work: LogisticsWork, before: ReturnShipment, after: ReturnShipment, policy: ReturnPolicy): ReturnShipment {
  if (before.status === after.status) return after;
  const { caseId } = after.ref;
  if (after.status === 'lost') {
    const writeOffAt = writeOffAtOf(work.now, policy);
    work.schedule({ subject: subjectOf(caseId), name: writeOffTimer, dueAt: new Date(writeOffAt), payload: { caseId } });
    return { ...after, writeOffAt };
  }
  if (before.status !== 'lost') return after;
  work.cancelTimer(subjectOf(caseId), writeOffTimer);
  return { ...after, writeOffAt: undefined };
}
