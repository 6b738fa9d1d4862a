import type { DomainError } from '@huiliu/kernel';
import { done, ignored, refused, type Outcome } from '@huiliu/messaging';
import { addParcel, claimParcel, noParcels, parcelOf, sameUnits, type OrderUnits, type OutboundOrder } from '../domain/outbound-order';
import { recallParcel, refuseRecall, stopIdOf, stopped, type OutboundRecall } from '../domain/outbound-recall';
import { recallPolicy, type RecallPolicy } from '../domain/recall-policy';
import { signedByCustomer } from '../domain/track-recall';
import { sayEnded, sayRecalled, sayStopped } from './say-recall';
import type { LogisticsWork } from './work';

/** What the WMS says about goods that it was asked to stop. */
export interface StopAnswer {
  readonly caseId: string;
  readonly orderId: string;
  readonly stopId: string;
  readonly result: 'stopped' | 'already_shipped';
  /** Of what has left; empty where nothing has. */
  readonly trackingNumber: string;
  readonly carrierCode: string;
  readonly lines: readonly OrderUnits[];
  /** ISO. */
  readonly answeredAt: string;
}

/** Other goods are in the same parcel. */
const parcelHoldsMore = 'PARCEL_HOLDS_MORE';

/**
 * The goods were kept back, and their money goes; or they have left, and are recalled. Refusals: STOP_UNKNOWN, STOP_ANSWERED_OTHERWISE, WAYBILL_MISSING, SHIPMENT_CHANGED, PARCEL_TAKEN.
 * An answer to a stop that was called off meanwhile changes nothing: whoever gave it was told.
 */
export function takeStopAnswer(work: LogisticsWork, answer: StopAnswer, policy: RecallPolicy = recallPolicy): Outcome {
  const { caseId, orderId, stopId, result } = answer;
  const recall = work.recalls.get(caseId);
  if (!recall || recall.ref.orderId !== orderId || stopIdOf(recall.ref.caseNumber) !== stopId) {
    return unprocessable({ code: 'STOP_UNKNOWN', message: 'No stop with this id was asked for this case and order: echo them from the request.' });
  }
  if (recall.status === 'called_off') return ignored('the stop was called off before it was answered');
  if (recall.status !== 'stopping') return answeredBefore(recall, answer);
  if (result === 'already_shipped') return takeShipped(work, recall, answer, policy);
  const kept = stopped(recall);
  if (!kept.ok) return unprocessable(kept.error);
  work.recalls.put(caseId, kept.value);
  sayStopped(work, kept.value);
  return done();
}

/** Both can't be true: the first word stands, as money or a carrier has moved for it. */
function answeredBefore(recall: OutboundRecall, { result, trackingNumber }: StopAnswer): Outcome {
  const same = recall.status === 'stopped' ? result === 'stopped' : result === 'already_shipped' && (recall.parcel === undefined || recall.parcel.trackingNumber === trackingNumber);
  if (same) return ignored('the answer came before');
  return unprocessable({ code: 'STOP_ANSWERED_OTHERWISE', message: `This stop was answered before, and the goods are ${recall.status}: find out whether they have left, and tell finance if money went for goods that did.` });
}

function takeShipped(work: LogisticsWork, recall: OutboundRecall, { caseId, orderId, trackingNumber, carrierCode, lines, answeredAt }: StopAnswer, policy: RecallPolicy): Outcome {
  if (trackingNumber === '' || carrierCode === '' || lines.length === 0) return unprocessable({ code: 'WAYBILL_MISSING', message: 'Say in which parcel the goods have left: waybill, carrier, and everything that is in it.' });
  const told = addParcel(work.outbound.get(orderId) ?? noParcels(orderId), { trackingNumber, carrierCode, shippedAt: answeredAt, lines });
  if (!told.ok) return unprocessable(told.error);
  const taken = takenBy(told.value, trackingNumber, caseId);
  if (taken) return unprocessable(taken);
  const parcel = { trackingNumber, carrierCode };
  const outOfReach = parcelOf(told.value, trackingNumber)?.signed ? signedByCustomer : sameUnits(lines, recall.lines) ? undefined : parcelHoldsMore;
  const next = outOfReach === undefined ? recallParcel(recall, parcel, work.now, policy) : refuseRecall(recall, outOfReach, work.now);
  if (!next.ok) return unprocessable(next.error);
  work.outbound.put(orderId, outOfReach === undefined ? claimParcel(told.value, trackingNumber, caseId) : told.value);
  work.recalls.put(caseId, next.value);
  if (next.value.end) sayEnded(work, next.value, next.value.end);
  else sayRecalled(work, next.value, parcel);
  return done();
}

function takenBy(order: OutboundOrder, trackingNumber: string, caseId: string): DomainError | undefined {
  const by = parcelOf(order, trackingNumber)?.recalledBy;
  if (by === undefined || by === caseId) return undefined;
  return { code: 'PARCEL_TAKEN', message: `Waybill ${trackingNumber} comes back for another case already: find out in which parcel these goods have left.` };
}

const unprocessable = (error: DomainError): Outcome => refused({ ...error, kind: 'UNPROCESSABLE' });
