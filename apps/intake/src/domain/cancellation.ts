import { domainError, ok, type DomainError, type Result } from '@huiliu/kernel';
import { isConcern, statusOf, type Cancellation, type IntakeCase } from './intake-case';
import { isRecalled } from './recall';

export type Wish = Pick<Cancellation, 'reasonCode' | 'askedBy' | 'askedAt'>;

/**
 * Remembers that somebody wants to cancel; the same case when they have said so before, or it is cancelled. Whether it succeeds, review and
 * logistics decide: they may know more than intake has heard. Errors: CASE_CLOSED, CANCEL_REJECTED, CANCEL_REFUND_DUE, CANCEL_PARCEL_MOVING, CANCEL_AT_WAREHOUSE, CANCEL_CONCERN.
 */
export function askToCancel(it: IntakeCase, wish: Wish): Result<IntakeCase, DomainError> {
  // One that ended so by itself, as its goods could not be stopped, was never asked to be.
  if (it.closing?.result === 'cancelled' && (it.cancellation || !isRecalled(it.refundOnlyKind))) return ok(it);
  if (isConcern(it.type) && !it.closing) return domainError('CANCEL_CONCERN', `case ${it.caseNumber} is a question or a complaint: there is nothing to cancel; it ends with the answer`);
  switch (statusOf(it)) {
    case 'rejected':
      return domainError('CANCEL_REJECTED', `case ${it.caseNumber} is rejected: accept the rejection to end it at once, or let the time to supplement it pass`);
    case 'closed':
      return domainError('CASE_CLOSED', `case ${it.caseNumber} has ended: there is nothing left to cancel`);
    case 'refunding':
    case 'refunded':
      return domainError('CANCEL_REFUND_DUE', `the refund of case ${it.caseNumber} is due already: it can't be cancelled any more; if the money was not wanted, ask customer service to charge it again`);
    case 'replaced':
      return domainError('CANCEL_REPLACEMENT_SENT', `what case ${it.caseNumber} is about has been sent to you: if you do not want it, apply for a return of it`);
    case 'repairing':
      return domainError('CANCEL_AT_WAREHOUSE', `the goods of case ${it.caseNumber} are being repaired: it can't be cancelled any more; they come back to you, or are paid for`);
    case 'at_warehouse':
      return domainError('CANCEL_AT_WAREHOUSE', `the goods of case ${it.caseNumber} have arrived: it can't be cancelled any more; ask customer service if they are to be sent back to you`);
    case 'in_transit':
      // Whether it may be had back, logistics asks, and is the first to know where it is.
      return it.parcel === 'lost' ? parcelMoving(it) : remember(it, wish);
    case 'being_recalled':
      if (it.parcel) return parcelMoving(it);
      return remember(it, wish);
    case 'submitted':
    case 'in_review':
    case 'awaiting_evidence':
    case 'awaiting_return':
      return remember(it, wish);
    case 'replacing':
      if (it.type === 'repair') return domainError('CANCEL_AT_WAREHOUSE', `the goods of case ${it.caseNumber} are repaired and on their way back to you: there is nothing left to cancel`);
      if (it.rejection?.outcome === 'goods_back') return domainError('CANCEL_AT_WAREHOUSE', `goods of case ${it.caseNumber} are on their way back to you already: there is nothing left to cancel`);
      if (it.type === 'exchange') return domainError('CANCEL_AT_WAREHOUSE', `the goods of case ${it.caseNumber} have arrived, and others are sent for them: it can't be cancelled any more`);
      if (it.replacement?.parcel) return domainError('CANCEL_REPLACEMENT_SENT', `what case ${it.caseNumber} is about is on its way to you: if you do not want it, apply for a return of it`);
      return remember(it, wish);
    case 'with_agent':
    case 'answered':
    case 'being_stopped':
    case 'called_off':
      return remember(it, wish);
  }
}

const remember = (it: IntakeCase, wish: Wish): Result<IntakeCase, DomainError> => ok(it.cancellation ? it : { ...it, cancellation: { ...wish, declinedCode: undefined } });

const parcelMoving = (it: IntakeCase): Result<IntakeCase, DomainError> =>
  domainError('CANCEL_PARCEL_MOVING', `the parcel of case ${it.caseNumber} is ${it.parcel === 'lost' ? 'lost' : 'on its way to us'}, and can't be had back: wait for it to arrive, or ask customer service`);

/** That the parcel of the return is on its way, as far as intake has heard. */
export const parcelMoves = ({ parcel, type }: IntakeCase): boolean => parcel === 'in_transit' && type !== 'refund_only';

/** Somebody of logistics is asked to agree to it. Logistics says so in order, and its last word counts; restored alone, it may ask again. */
export function agreementAsked(it: IntakeCase, agreeBy: string): IntakeCase {
  return !it.cancellation || it.cancellation.agreeBy === agreeBy ? it : { ...it, cancellation: { ...it.cancellation, agreeBy, agreedBy: undefined } };
}

export function agreementGiven(it: IntakeCase, agreedBy: string): IntakeCase {
  return !it.cancellation || it.cancellation.agreedBy === agreedBy ? it : { ...it, cancellation: { ...it.cancellation, agreedBy } };
}

/** Where a wish stands. */
export function wishStateOf(it: IntakeCase): 'asked' | 'awaiting_agreement' | 'agreed' | 'declined' | 'cancelled' {
  const { cancellation, closing, calledOff } = it;
  if (cancellation?.declinedCode !== undefined) return 'declined';
  if (closing ? closing.result === 'cancelled' : calledOff?.result === 'cancelled') return 'cancelled';
  // It has ended otherwise, before anybody had heard of the wish.
  if (closing) return 'declined';
  if (cancellation?.agreedBy !== undefined) return 'agreed';
  return cancellation?.agreeBy === undefined ? 'asked' : 'awaiting_agreement';
}

/** Whether a wish to cancel is still to be answered. */
export const cancellationPends = ({ cancellation, calledOff, closing }: IntakeCase): boolean => cancellation !== undefined && cancellation.declinedCode === undefined && !calledOff && !closing;

/** It came too late. A wish that intake does not know of, as while its state is rebuilt from the log, is none of its own. */
export function declineCancellation(it: IntakeCase, declinedCode: string): IntakeCase {
  return it.cancellation && it.cancellation.declinedCode === undefined && !it.calledOff ? { ...it, cancellation: { ...it.cancellation, declinedCode } } : it;
}
