import { CallOffReason, CancellationDeclined, ReturnCalledOff } from '@huiliu/contracts';
import { done, ignored, refused, type Outcome } from '@huiliu/messaging';
import { callOff } from '../domain/call-off';
import { givenBack } from '../domain/cancellation';
import { dropUnsent } from '../domain/parcels';
import { isUnderWay } from '../domain/replacement-shipment';
import { returnPolicy, type ReturnPolicy } from '../domain/return-policy';
import type { CalledOff, ReturnShipment } from '../domain/return-shipment';
import type { CaseType } from '../domain/words';
import { askToAgree } from './agree-to-cancel';
import type { Carrier } from './carrier';
import { followReturn, tellGuests } from './follow-return';
import { dropReplacement } from './send-replacement';
import { agreementTimer, sendByTimer, subjectOf, type LogisticsWork } from './work';

export interface Cancellation {
  readonly caseId: string;
  readonly type: CaseType;
  readonly reasonCode: string;
}

/** The customer wants to cancel an approved case: what comes back is called off, and what was to be sent. Once the parcel has moved, somebody has to agree; where it is too late for that, the wish is declined and the case goes on. */
export function cancelReturn(work: LogisticsWork, { caseId, type, reasonCode }: Cancellation, carrier: Carrier, policy: ReturnPolicy = returnPolicy): Outcome {
  if (!policy.typesWithReturn.includes(type)) return policy.typesThatSend.includes(type) ? cancelReplacement(work, caseId, reasonCode) : ignored(`no goods move for ${type}`);
  const shipment = work.shipments.get(caseId);
  // Review says both under one subject, so the approval was handled before this: the return is missing only if something was lost.
  if (!shipment) return refused({ code: 'RETURN_UNKNOWN', kind: 'NOT_FOUND', message: 'A return is to be called off that was never authorised here: find out where its approval is.' });
  if (shipment.calledOff) return ignored(`the return was called off before: ${shipment.calledOff.reason}`);
  if (shipment.cancellation) return ignored(`it was asked before: ${shipment.cancellation.state}`);
  // In advance of what comes back.
  if (isUnderWay(work.replacements.get(caseId))) {
    work.say(CancellationDeclined, subjectOf(caseId), { ref: shipment.ref, code: 'REPLACEMENT_ORDERED' });
    return done();
  }
  if (shipment.status !== 'authorised') return askToAgree(work, shipment, reasonCode, policy);
  return callOffReturn(work, shipment, { reason: 'cancelled', reasonCode, at: work.now.toISOString() }, carrier);
}

/** Nothing comes back: what was to be sent is called off, unless it is ordered already, or is paid for instead. */
function cancelReplacement(work: LogisticsWork, caseId: string, reasonCode: string): Outcome {
  const replacement = work.replacements.get(caseId);
  if (!replacement) return refused({ code: 'REPLACEMENT_UNKNOWN', kind: 'NOT_FOUND', message: 'A case is to be cancelled whose approval was never heard of here: find out where it is.' });
  if (replacement.calledOff?.reason === 'cancelled') return ignored('it was cancelled before');
  if (dropReplacement(work, caseId, { reason: 'cancelled', reasonCode })) return done();
  work.say(CancellationDeclined, subjectOf(caseId), { ref: replacement.ref, code: replacement.calledOff ? 'REFUND_DUE' : 'REPLACEMENT_ORDERED' });
  return done();
}

/** The time to send is over: the return is called off, or, where some of its parcels were sent, those that were not are waited for no longer. Nothing when all have moved meanwhile, or it is called off already. */
export function expireReturn(work: LogisticsWork, caseId: string, carrier: Carrier, policy: ReturnPolicy = returnPolicy): Outcome {
  const shipment = work.shipments.get(caseId);
  const sentInPart = shipment && dropUnsent(shipment);
  if (sentInPart) {
    followReturn(work, shipment, sentInPart, { trackingNumber: shipment.trackingNumber, occurredAt: work.now.toISOString() }, policy);
    return done();
  }
  if (shipment?.status !== 'authorised') return ignored('the parcel has moved, or was called off');
  return callOffReturn(work, shipment, { reason: 'expired', reasonCode: '', at: work.now.toISOString() }, carrier);
}

/** The customer has the parcel again. Where they wanted to cancel, and nobody had declined that, the return is called off as if it had never been sent. */
export function endGivenBack(work: LogisticsWork, caseId: string, carrier: Carrier): void {
  const shipment = work.shipments.get(caseId);
  const back = shipment && givenBack(shipment);
  if (!back) return;
  work.cancelTimer(subjectOf(caseId), agreementTimer);
  callOffReturn(work, back, { reason: 'cancelled', reasonCode: back.cancellation.reasonCode, at: work.now.toISOString() }, carrier);
}

/** Undoes what authorising did: the RMA is void, the departments and the carrier are told, the clock stops. */
function callOffReturn(work: LogisticsWork, shipment: ReturnShipment, calledOff: CalledOff, carrier: Carrier): Outcome {
  const off = callOff(shipment, calledOff);
  if (!off.ok) return refused({ ...off.error, kind: 'CONFLICT' });
  const { ref, rmaNumber } = off.value;
  const subject = subjectOf(ref.caseId);
  work.shipments.put(ref.caseId, off.value);
  work.cancelTimer(subject, sendByTimer);
  dropReplacement(work, ref.caseId, { reason: 'cancelled', reasonCode: calledOff.reasonCode });
  // The customer keeps what was sent in advance.
  const stays = isUnderWay(work.replacements.get(ref.caseId));
  work.say(ReturnCalledOff, subject, { ref, rmaNumber, reason: CallOffReason.wire(calledOff.reason), reasonCode: calledOff.reasonCode, calledOffAt: calledOff.at, ...(stays && { replacementStays: true }) });
  carrier.callOff(work, off.value);
  tellGuests(work, off.value);
  return done();
}
