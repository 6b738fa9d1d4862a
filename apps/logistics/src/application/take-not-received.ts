import { done, ignored, notYet, refused, type Outcome } from '@huiliu/messaging';
import { missRecall, type OutboundRecall } from '../domain/outbound-recall';
import { returnPolicy } from '../domain/return-policy';
import { miss } from '../domain/write-off';
import type { Carrier } from './carrier';
import { followReturn } from './follow-return';
import { sayWrittenOff } from './say-recall';
import type { LogisticsWork } from './work';

/**
 * The warehouse has never received what its carrier says that it has delivered: it is written off as if it were lost, and the carrier has to say where it is. Where topics are read again side by side, the carrier's word may still be to come.
 */
export function takeNotReceived(work: LogisticsWork, caseId: string, carrier: Carrier): Outcome {
  const recall = work.recalls.get(caseId);
  if (recall) return takeRecallNotReceived(work, recall);
  const shipment = work.shipments.get(caseId);
  if (!shipment) return notYet('the return is not authorised yet');
  if (shipment.status === 'written_off') return ignored('it was written off before');
  if (shipment.status === 'called_off') return notExpected(shipment.ref.caseNumber, shipment.status);
  const written = miss(shipment, work.now);
  if (!written) return notYet('the carrier has not said yet that it was delivered');
  const [{ trackingNumber, claim }] = written.lost;
  followReturn(work, shipment, written.shipment, { trackingNumber, occurredAt: claim.raisedAt }, returnPolicy);
  const { ref, lines, further } = written.shipment;
  // No carrier answers for what the warehouse had reported itself before it was known whose it was.
  for (const lost of written.lost.filter(({ byCarrier }) => byCarrier)) carrier.raiseClaim(work, { ref, lines, ...lost, oneOfSeveral: further !== undefined, notReceived: true }, lost.claim);
  return done();
}

function takeRecallNotReceived(work: LogisticsWork, recall: OutboundRecall): Outcome {
  const { ref, status, end } = recall;
  if (status === 'written_off') return ignored('it was written off before');
  if (status === 'stopped' || end) return notExpected(ref.caseNumber, status);
  const written = missRecall(recall, work.now);
  if (!written) return notYet('the carrier has not said yet that it was delivered');
  work.recalls.put(ref.caseId, written.recall);
  sayWrittenOff(work, written.recall, written.parcel, written.claim, true);
  return done();
}

const notExpected = (caseNumber: string, status: string): Outcome =>
  refused({ code: 'NOTHING_TO_WRITE_OFF', kind: 'CONFLICT', message: `The warehouse says that the goods of case ${caseNumber} never came, but here they are ${status}, and nothing was to come: find out with the warehouse what it waits for.` });
