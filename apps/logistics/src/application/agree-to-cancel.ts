import { CancellationAgreed, CancellationAwaitsAgreement, CancellationDeclined, type AnswerCancellationResponse } from '@huiliu/contracts';
import { done, ignored, refused, type Outcome } from '@huiliu/messaging';
import { ErrorKind } from '@huiliu/platform';
import { agreementExpires, answerAgreement, askAgreement, onItsWay, overtaken, type Answer, type ReturnCancellation } from '../domain/cancellation';
import type { ReturnPolicy } from '../domain/return-policy';
import type { ReturnShipment } from '../domain/return-shipment';
import type { Carrier } from './carrier';
import { agreementTimer, subjectOf, type LogisticsWork } from './work';

/** A wish to cancel what is not at the customer's any more: somebody of logistics is asked whether to have it brought back, or it is declined at once where that can't be. */
export function askToAgree(work: LogisticsWork, before: ReturnShipment, reasonCode: string, policy: ReturnPolicy): Outcome {
  const shipment = askAgreement(before, reasonCode, policy, work.now);
  const { ref, cancellation } = shipment;
  work.shipments.put(ref.caseId, shipment);
  if (cancellation.agreeBy === undefined) sayDeclined(work, shipment);
  else {
    work.schedule({ subject: subjectOf(ref.caseId), name: agreementTimer, dueAt: new Date(cancellation.agreeBy), payload: { caseId: ref.caseId } });
    work.say(CancellationAwaitsAgreement, subjectOf(ref.caseId), { ref, trackingNumber: onItsWay(shipment).trackingNumber, agreeBy: cancellation.agreeBy });
  }
  return done();
}

/** Somebody has agreed: the carrier is to bring the parcel back. Or not: the case goes on. Refusals: CASE_NOT_FOUND, AGREEMENT_NOT_ASKED, AGREEMENT_ANSWERED, AGREEMENT_OVER. */
export function answerCancellation(work: LogisticsWork, caseId: string, answer: Answer, carrier: Carrier): Outcome {
  const before = work.shipments.get(caseId);
  if (!before) return refused({ code: 'CASE_NOT_FOUND', kind: ErrorKind.NOT_FOUND, message: 'no return was authorised for this case: there is nothing to agree to' });
  const answered = answerAgreement(before, answer);
  if (!answered.ok) return refused({ ...answered.error, kind: ErrorKind.CONFLICT });
  if (!answered.value) return ignored('that was the answer before', responseOf(before));
  const shipment = answered.value;
  const { ref } = shipment;
  const { trackingNumber, carrierCode } = onItsWay(shipment);
  work.shipments.put(caseId, shipment);
  work.cancelTimer(subjectOf(caseId), agreementTimer);
  if (answer.agreed) {
    work.say(CancellationAgreed, subjectOf(caseId), { ref, trackingNumber, agreedBy: answer.by, agreedAt: work.now.toISOString() });
    carrier.bringBack(work, { ...shipment, trackingNumber, carrierCode }, work.now);
  } else sayDeclined(work, shipment);
  return done(responseOf(shipment));
}

/** Nobody has answered in time: the case goes on. */
export function agreementRunsOut(work: LogisticsWork, caseId: string): Outcome {
  const before = work.shipments.get(caseId);
  const expired = before && agreementExpires(before);
  if (!expired) return ignored('somebody has answered, or it was overtaken');
  work.shipments.put(caseId, expired);
  sayDeclined(work, expired);
  return done();
}

/** Something has become of the return: a wish to cancel it that is open may be none any more. Gives the return as it is to be kept. */
export function followWish(work: LogisticsWork, shipment: ReturnShipment): ReturnShipment {
  const next = overtaken(shipment);
  if (!next) return shipment;
  work.cancelTimer(subjectOf(next.ref.caseId), agreementTimer);
  sayDeclined(work, next);
  return next;
}

function sayDeclined(work: LogisticsWork, { ref, cancellation }: ReturnShipment): void {
  if (cancellation?.declinedCode === undefined) throw new Error(`the cancellation of case ${ref.caseNumber} is declined without a code`);
  work.say(CancellationDeclined, subjectOf(ref.caseId), { ref, code: cancellation.declinedCode });
}

export const cancellationView = ({ state, agreeBy, answeredBy = '', declinedCode = '' }: ReturnCancellation) => ({ state, agreeBy, answeredBy, declinedCode });

const responseOf = ({ ref, cancellation }: ReturnShipment): AnswerCancellationResponse => ({ ref, cancellation: cancellation && cancellationView(cancellation) });
