import { done, ignored, type Outcome } from '@huiliu/messaging';
import { returnPolicy } from '../domain/return-policy';
import { writeOff } from '../domain/write-off';
import type { Carrier } from './carrier';
import { followReturn } from './follow-return';
import type { LogisticsWork } from './work';

/** Lost parcels have not turned up in time: they are expected no more, and the carrier has to answer for them. Where others of the return came, those are inspected, and what was in the lost ones is missing. */
export function writeOffParcel(work: LogisticsWork, caseId: string, carrier: Carrier): Outcome {
  const shipment = work.shipments.get(caseId);
  const written = shipment && writeOff(shipment, work.now);
  if (!written) return ignored('the parcel has turned up, or was written off before');
  const [{ trackingNumber, claim }] = written.lost;
  followReturn(work, shipment, written.shipment, { trackingNumber, occurredAt: claim.raisedAt }, returnPolicy);
  const { ref, lines, further } = written.shipment;
  for (const lost of written.lost) carrier.raiseClaim(work, { ref, lines, ...lost, oneOfSeveral: further !== undefined }, lost.claim);
  return done();
}
