import { ParcelWrittenOff } from '@huiliu/contracts';
import { done, ignored, type Outcome } from '@huiliu/messaging';
import { writeOff } from '../domain/write-off';
import type { Carrier } from './carrier';
import { dropReplacement } from './send-replacement';
import { subjectOf, type LogisticsWork } from './work';

/** A lost parcel has not turned up in time: nothing of it is expected any more, and the carrier has to answer for it. */
export function writeOffParcel(work: LogisticsWork, caseId: string, carrier: Carrier): Outcome {
  const shipment = work.shipments.get(caseId);
  const written = shipment && writeOff(shipment, work.now);
  if (!written) return ignored('the parcel has turned up, or was written off before');
  const { ref, trackingNumber, lines } = written.shipment;
  const { claimId, raisedAt } = written.claim;
  work.shipments.put(caseId, written.shipment);
  // What was to be repaired will never go back. Said first, so that nobody takes what is lost for what has come back.
  if (work.replacements.get(caseId)?.ownGoods) dropReplacement(work, caseId, { reason: 'refund_instead', reasonCode: 'PARCEL_LOST' });
  work.say(ParcelWrittenOff, subjectOf(caseId), { ref, trackingNumber, claimId, lines: lines.map(({ caseLineId, quantity }) => ({ caseLineId, quantity })), writtenOffAt: raisedAt });
  carrier.raiseClaim(work, written.shipment, written.claim);
  return done();
}
