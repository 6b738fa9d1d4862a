import { isConcern, type CaseFacts } from './cases/case-facts';
import type { Invariant } from './invariant';

/** A case may be open, but then somebody can be named whom it waits for. */
export const openCasesExplained: Invariant = {
  name: 'each open case is explained',
  lookAtCase: (facts, found) => {
    const { intake, caseId } = facts;
    if (!intake || intake.status === 'closed' || facts.stuckIn.length > 0) return;
    const nobody = unexplained(facts);
    if (nobody !== undefined) found.add(`case ${intake.caseNumber} (${caseId}) is ${intake.status}, but ${nobody}`);
  },
};

const isRecalled = (kind: string | undefined): boolean => kind !== undefined && kind !== 'received';

/**
 * Follows the case from department to department up to where it stands: why nobody is at work on it; undefined when somebody outside is: a person with a
 * task, a customer, a carrier, the WMS.
 */
export function unexplained(facts: CaseFacts): string | undefined {
  const { intake, review, logistics, recall, warehouse, replacement, refund, concern } = facts;
  // A person of the warehouse, or its clock.
  if (facts.exceptions?.some(({ end, clock }) => end === null && clock)) return undefined;
  if (intake && isConcern(intake)) {
    if (!concern) return 'feedback knows nothing of it';
    return concern.status === 'open' || concern.status === 'claimed' ? undefined : `feedback has it as ${concern.status} and intake has not closed it`;
  }
  if (!review) return 'review knows nothing of it';
  if (review.status === 'with_person' || review.status === 'claimed') return review.taskId === null ? 'review waits for a person without a task' : undefined;
  if (review.status === 'awaiting_evidence') return review.evidenceRequest ? undefined : 'review waits for evidence that it has not asked for';
  if (review.status === 'rejected') {
    if (review.decision?.supplementUntil === undefined) return 'review has rejected it and intake has not closed it';
    return intake?.supplementTimer === true ? undefined : 'it may be supplemented, but no clock runs at whose end it closes';
  }
  if (review.status === 'withdrawn') return 'review has taken it back and intake has not closed it';
  if (intake?.type === 'return' || intake?.type === 'exchange' || intake?.type === 'repair') {
    if (!logistics) return 'it is approved and logistics has not authorised the return';
    if (logistics.cancellation?.state === 'asked' && logistics.agreementClock !== true) return 'somebody is asked to agree to its cancellation, and no clock runs at whose end it goes on';
    // What was sent in advance stays with the customer, who gets it, and pays for it.
    if (logistics.status === 'called_off' && intake.doc.calledOff?.replacementStays === true && replacement && !replacement.calledOff) return notKept(facts);
    if (logistics.status === 'called_off') return 'its return was called off and intake has not closed it';
    if (logistics.status !== 'delivered' && logistics.status !== 'written_off') return undefined;
    if (!warehouse) return 'the parcel has ended and the warehouse expects nothing';
    if (logistics.status === 'written_off' && warehouse.status !== 'written_off') return `the parcel was written off and the warehouse has it as ${warehouse.status}`;
    if (warehouse.status === 'expected') return 'the parcel was delivered and no inspection was asked for';
    if (warehouse.status !== 'inspected' && warehouse.status !== 'written_off') return undefined;
  }
  if ((intake?.type === 'exchange' || intake?.type === 'resend') && replacement?.calledOff?.reason !== 'refund_instead') return nothingSent(facts);
  if (intake?.type === 'repair' && replacement?.calledOff?.reason !== 'refund_instead') return notSentBack(facts);
  if (isRecalled(intake?.doc.refundOnlyKind)) {
    if (!recall) return 'it is approved and logistics neither stops nor recalls its goods';
    if (recall.end) return 'its recall has ended and intake has not closed it';
    // The WMS, a carrier or a clock.
    if (recall.status !== 'stopped' && recall.status !== 'delivered' && recall.status !== 'written_off') return undefined;
    if (recall.status === 'delivered' && warehouse?.status !== 'inspected') return warehouse === undefined || warehouse.status === 'expected' ? 'its parcel is back and no inspection was asked for' : undefined;
  }
  if (!refund) return 'it is approved and refund knows nothing of it';
  if (facts.rejection && refund.status === 'approved') return notChosen(facts.rejection, facts);
  if (refund.status === 'approved') return 'everything that the refund waits for is there';
  if (refund.status === 'requested') return 'its refund is on its way and nobody is to be asked for it';
  // A person has to look at the leg that failed, or to approve the amount, or to take up again what was declined.
  if (needPerson.includes(refund.status)) return undefined;
  if (refund.status === 'dropped') return 'its refund was dropped and intake has not closed it';
  return 'its refund has settled and intake has not closed it';
}

/** Of units that were rejected: the customer, or their clock; then who sends them back. */
function notChosen({ status, outcome }: NonNullable<CaseFacts['rejection']>, { intake, replacement, refund }: CaseFacts): string | undefined {
  if (!refund?.rejection) return 'units were rejected, and refund has not said what a deduction comes to';
  if (outcome === 'goods_back' && !replacement) return 'what was rejected is to go back, and logistics has not sent it';
  if (outcome === 'goods_back' && replacement?.status !== 'delivered' && !replacement?.calledOff) return undefined;
  if (status === 'settled' || status === 'handed_over') return `what was rejected is settled (${outcome ?? 'nothing'}), and its refund is not asked for`;
  return intake?.choiceTimer === true ? undefined : 'units were rejected, and the customer was not asked what is to become of them';
}

const needPerson: readonly string[] = ['failed', 'awaiting_approval', 'declined', 'exception'];

/** Of the customer's own goods, which are here to be repaired. */
function notSentBack({ replacement, repair }: CaseFacts): string | undefined {
  if (!replacement) return 'it is approved and logistics does not know that something is to be sent back';
  if (replacement.calledOff) return `nothing is sent back (${replacement.calledOff.reason}) and intake has not closed it`;
  if (replacement.status === 'delivered') return 'the customer has it and intake has not closed it';
  if (replacement.status !== 'awaited') return undefined;
  if (!repair) return 'it is inspected and the warehouse has not ordered its repair';
  // The WMS is asked, and the clock will ask it again.
  if (repair.status === 'asked') return undefined;
  return repair.status === 'not_repairable' ? 'it can\'t be repaired, and logistics still waits for it' : 'it is repaired, and logistics has not ordered it to be sent back';
}

/** Of goods that were sent in advance, for which nothing comes back any more. */
function notKept(facts: CaseFacts): string | undefined {
  if (facts.replacement?.status !== 'delivered') return nothingSent(facts);
  const hold = facts.refund?.hold?.status ?? 'not there';
  return hold === 'captured' || hold === 'released' ? `what is held is ${hold} and intake has not closed it` : `the customer has what was sent in advance, and what is held is ${hold}`;
}

/** Of goods that are to be sent to the customer, with nothing to come back first any more. */
function nothingSent({ intake, replacement, reservation, refund }: CaseFacts): string | undefined {
  if (!replacement) return 'it is approved and logistics does not know that something is to be sent';
  if (!reservation) return 'it is approved and the warehouse has set nothing aside';
  if (replacement.calledOff) return `nothing is sent (${replacement.calledOff.reason}) and intake has not closed it`;
  if (replacement.status === 'delivered') return 'the customer has it and intake has not closed it';
  if (replacement.status !== 'awaited') return undefined;
  // The customer has to pay on top, and the provider is asked again.
  if (!replacement.settled && refund?.topUp?.clock === true) return undefined;
  // A person of finance has to look at the difference, as at any refund.
  if (!replacement.settled && refund?.goods && needPerson.includes(refund.status)) return undefined;
  if (reservation.status === 'reserved') return replacement.settled ? 'it is reserved and logistics has not ordered it' : `what came back is not settled${refund?.status === 'requested' ? ': the difference is on its way and nobody is to be asked for it' : ''}`;
  // The WMS is asked, or the clock will ask it again.
  if (reservation.status !== 'out_of_stock') return undefined;
  return intake?.choiceTimer === true || intake?.doc.choice?.answer ? undefined : 'it is out of stock, and the customer was not asked what to do';
}
