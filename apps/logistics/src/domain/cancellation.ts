import { domainError, ok, step, type DomainError, type Result } from '@huiliu/kernel';
import { agreementMachine, type AgreementAction, type AgreementStatus } from './agreement-machine';
import { tooLateToCancel } from './call-off';
import { parcelsOf } from './parcels';
import { agreeByOf, type ReturnPolicy } from './return-policy';
import type { ReturnParcel, ReturnShipment } from './return-shipment';
import { sharedOf } from './shared-parcel';

/** A wish to cancel a return that was on its way when it came, and what has become of the wish. */
export interface ReturnCancellation {
  readonly state: AgreementStatus;
  /** Of who asked to cancel. */
  readonly reasonCode: string;
  /** Nobody has answered by then: declined. ISO in UTC, our clock. Missing where nobody was asked. */
  readonly agreeBy?: string | undefined;
  /** Staff id of who has agreed, or not. Missing where nobody has. */
  readonly answeredBy?: string | undefined;
  /** Missing unless declined. */
  readonly declinedCode?: string | undefined;
}

export type WithWish = ReturnShipment & { readonly cancellation: ReturnCancellation };

/** Why nobody is asked to agree, as a stable code: only one parcel that is on its way, and is this case's alone, can be had back. Undefined: somebody is. */
export function whyNotAsked(shipment: ReturnShipment): string | undefined {
  const code = tooLateToCancel[shipment.status];
  if (code !== undefined) return code;
  if (parcelsOf(shipment).filter(({ status }) => status !== 'called_off').length > 1) return 'SEVERAL_PARCELS';
  return sharedOf(shipment) || (shipment.carries ?? []).length > 0 ? 'PARCEL_SHARED' : undefined;
}

/** Of a return of which one parcel is on its way: that one. A label that was void before may be the first. */
export function onItsWay(shipment: ReturnShipment): ReturnParcel {
  const parcels = parcelsOf(shipment);
  return parcels.find(({ status }) => status !== 'called_off') ?? parcels[0];
}

/** Remembers a wish, and that somebody is asked to agree to it, or that it came too late. */
export function askAgreement(shipment: ReturnShipment, reasonCode: string, policy: ReturnPolicy, now: Date): WithWish {
  const declinedCode = whyNotAsked(shipment);
  const cancellation: ReturnCancellation = declinedCode === undefined ? { state: agreementMachine.initial, reasonCode, agreeBy: agreeByOf(now, policy) } : { state: 'declined', reasonCode, declinedCode };
  return { ...shipment, cancellation };
}

export interface Answer {
  readonly agreed: boolean;
  readonly by: string;
}

/** A person agrees, or does not. Undefined: that was the answer before. Errors: AGREEMENT_NOT_ASKED, AGREEMENT_ANSWERED, AGREEMENT_OVER. */
export function answerAgreement(shipment: ReturnShipment, { agreed, by }: Answer): Result<WithWish | undefined, DomainError> {
  const { ref, cancellation } = shipment;
  if (cancellation?.agreeBy === undefined) return domainError('AGREEMENT_NOT_ASKED', `Nobody is asked to agree to anything in case ${ref.caseNumber}: only a cancellation while its one parcel is on its way needs that.`);
  const next = moved(shipment, agreed ? 'agree' : 'refuse', agreed ? { answeredBy: by } : { answeredBy: by, declinedCode: 'NOT_AGREED' });
  if (next) return ok(next);
  if (cancellation.answeredBy === undefined) return domainError('AGREEMENT_OVER', `The cancellation of case ${ref.caseNumber} needs no agreement any more: ${cancellation.declinedCode === undefined ? 'the customer has the parcel again' : `it was declined with ${cancellation.declinedCode}`}.`);
  if ((cancellation.declinedCode !== 'NOT_AGREED') === agreed) return ok(undefined);
  return domainError('AGREEMENT_ANSWERED', `The cancellation of case ${ref.caseNumber} was answered by ${cancellation.answeredBy}: ${agreed ? 'not agreed' : 'agreed, and the carrier told'}.`);
}

/** Nobody has answered in time. Undefined: somebody has, or it was overtaken. */
export const agreementExpires = (shipment: ReturnShipment): ReturnShipment | undefined => moved(shipment, 'expire', { declinedCode: 'AGREEMENT_EXPIRED' });

/** The return has gone another way than that of a wish that is open. Undefined: it has not, or none is. */
export function overtaken(shipment: ReturnShipment): ReturnShipment | undefined {
  const declinedCode = whyNotAsked(shipment);
  return declinedCode === undefined ? undefined : moved(shipment, 'overtake', { declinedCode });
}

/** The customer has the parcel again, and so has what they wished for. Undefined: there was no wish, or it was declined. */
export const givenBack = (shipment: ReturnShipment): WithWish | undefined => (shipment.status === 'authorised' ? moved(shipment, 'give_back', {}) : undefined);

function moved(shipment: ReturnShipment, action: AgreementAction, more: Partial<ReturnCancellation>): WithWish | undefined {
  const { cancellation } = shipment;
  const to = cancellation && step(agreementMachine, cancellation.state, action);
  return cancellation && to?.ok ? { ...shipment, cancellation: { ...cancellation, ...more, state: to.value } } : undefined;
}
