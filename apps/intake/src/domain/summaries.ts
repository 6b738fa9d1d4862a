import { aboutWhat, endedWith } from './exceptions';
import type { HoldEnd } from './hold';
import type { Fact, MoneyFact } from './facts';
import type { Choice, ChoiceAnswer } from './choice';
import type { RejectionOutcome } from './rejection';
import type { Reopening } from './reopening';
import { isConcern, type Closing, type IntakeCase, type Money, type Supplement } from './intake-case';

/** One line of the timeline for people. No personal data. */
export function summaryOfFact(fact: Fact): string {
  switch (fact.kind) {
    case 'task_opened':
      return `Review: a person has to decide by ${fact.dueAt}`;
    case 'task_claimed':
      return 'Review: a person took the task';
    case 'task_overdue':
      return `Review: overdue since ${fact.dueAt}`;
    case 'evidence_requested':
      return `Review: evidence is asked for (${fact.reasonCode}), to be supplied by ${fact.dueAt}`;
    case 'task_resumed':
      return `Review: the evidence has come; a person decides by ${fact.dueAt}`;
    case 'approved':
      return `Review: approved, ${plural(sum(fact.lines.map((line) => line.quantity)), 'unit')}, ${whoDecided(fact.record.decidedBy)}${refused(fact)}${fact.advance ? '; the goods may leave in advance, once their price is held' : ''}`;
    case 'rejected':
      return `Review: rejected ${whoDecided(fact.record.decidedBy)}: ${fact.reasons.map((reason) => reason.code).join(', ')}${fact.supplementUntil === undefined ? '' : `; may be supplemented until ${fact.supplementUntil}`}`;
    case 'withdrawn':
      return `Review: withdrawn before anybody decided (${fact.reasonCode})`;
    case 'cancellation_passed_on':
      return `Review: decided before the cancellation, which is passed on (${fact.reasonCode})`;
    case 'return_called_off':
      if (fact.replacementStays) return 'Logistics: return called off, it was not sent in time; what was sent in advance stays with the customer';
      return fact.result === 'expired' ? 'Logistics: return called off, it was not sent in time' : `Logistics: return called off before it was sent (${fact.reasonCode})`;
    case 'stop_requested':
      return fact.attempt === 1 ? 'Logistics: the warehouse is asked not to ship' : `Logistics: the warehouse is asked not to ship, for the ${inOrder(fact.attempt)} time${fact.overdue ? '; a person has to look' : ''}`;
    case 'outbound_stopped':
      return 'Logistics: stopped before it was shipped';
    case 'parcel_recalled':
      return fact.intercept ? `Logistics: parcel ${fact.trackingNumber} is on its way; the carrier is asked to bring it back` : `Logistics: parcel ${fact.trackingNumber} is refused and awaited back`;
    case 'recall_called_off':
      return fact.end === 'cancelled' ? `Logistics: goes to the customer after all (${fact.reasonCode})` : `Logistics: could not be stopped (${fact.reasonCode}); the customer may apply for a return`;
    case 'agreement_asked':
      return `Logistics: parcel ${fact.trackingNumber} is on its way; a person may agree until ${fact.agreeBy} to have it brought back`;
    case 'agreement_given':
      return `Logistics: agreed by a person; the carrier is asked to bring parcel ${fact.trackingNumber} back to the customer`;
    case 'cancellation_declined':
      return `Logistics: ${notGranted[fact.code] ?? 'too late to cancel'} (${fact.code}); the case goes on`;
    case 'return_authorised':
      return `Logistics: return authorised as ${fact.rmaNumber}, to be sent by ${fact.sendBy}`;
    case 'parcel_added':
      return `Logistics: a further parcel, ${fact.trackingNumber}, to be sent by ${fact.sendBy}`;
    case 'parcel_returned':
      return `Logistics: parcel ${fact.trackingNumber} is back with the customer, who may send it again by ${fact.sendBy}`;
    case 'parcel':
      return `Logistics: parcel ${fact.trackingNumber} ${{ in_transit: 'is on its way', delivered: 'was delivered', lost: 'was lost', written_off: 'was written off' }[fact.state]}`;
    case 'report_awaited':
      return `Logistics: something was heard of parcel ${fact.trackingNumber}; if nothing more is by ${fact.by}, it counts as lost`;
    case 'replacement_overdue':
      return `Logistics: parcel ${fact.trackingNumber} to the customer was to be with the carrier by ${fact.by}, and is not; a person of the warehouse has to look`;
    case 'written_off':
      return `Logistics: parcel ${fact.trackingNumber} was written off${fact.notReceived === true ? ', as it was delivered by the carrier\'s word and never received' : ''}, ${plural(sum(fact.lines.map((line) => line.quantity)), 'unit')} lost`;
    case 'inspection_task':
      return `Warehouse: inspection asked for${(fact.attempt ?? 1) > 1 ? `, for the ${inOrder(fact.attempt ?? 1)} time` : ''}`;
    case 'received':
      return `Warehouse: received ${plural(sum(fact.lines.map((line) => line.quantity)), 'unit')}`;
    case 'inspected':
      return `Warehouse: inspected, ${sum(fact.lines.map((line) => line.accepted))} accepted, ${sum(fact.lines.map((line) => line.short))} short${rejected(sum(fact.lines.map((line) => line.rejected ?? 0)))}${quarantined(sum(fact.lines.map((line) => line.quarantined)))}`;
    case 'deduction_quoted':
      return `Refund: for what was rejected ${inWords(fact.deducted)} would be deducted, and ${inWords(fact.paid)} paid back in all`;
    case 'rejection_settled':
      return `Warehouse: ${plural(fact.units, 'rejected unit')} settled, ${settledWith[fact.outcome]}`;
    case 'exception_opened':
      return `Warehouse: ${plural(fact.units, 'unit')} to be sorted out, ${aboutWhat[fact.exception]}, by ${fact.dueAt}; then ${endedWith[fact.byDefault]}`;
    case 'exception_claimed':
      return 'Warehouse: a person sees to it';
    case 'exception_resolved':
      return `Warehouse: sorted out ${howEnded(fact)}: ${endedWith[fact.resolution]}`;
    case 'refund_requested':
      return `Refund: ${inWords(fact.total)} is due${fact.payBy === undefined ? '' : `, to be paid by ${fact.payBy}`}${asDifference(fact)}`;
    case 'refund_late':
      return fact.late === 'overdue' ? `Refund: was to be paid by ${fact.payBy}, and is not; somebody of finance has to see to it` : `Refund: to be paid by ${fact.payBy}; finance is warned`;
    case 'approval_needed':
      return `Refund: ${inWords(fact.total)} has to be approved by a second person`;
    case 'approval_given':
      return 'Refund: approved by a second person';
    case 'refund_declined':
      return `Refund: a second person has declined ${inWords(fact.total)} (${fact.reasonCode}); may be taken up again until ${fact.until}`;
    case 'refund_taken_up':
      return `Refund: taken up again; ${inWords(fact.total)} has to be approved by another person`;
    case 'refund_decline_ended':
      return fact.ended === 'dropped' ? `Refund: nothing is paid (${fact.reasonCode})` : `Refund: declined and not taken up again (${fact.reasonCode}); somebody of finance has to see to it`;
    case 'leg_failed':
      return `Refund: a payment failed with ${fact.code} (attempt ${fact.attempt})${fact.willRetry ? ', tried again' : ', a person has to look'}`;
    case 'refund_settled':
      return `Refund: ${inWords(fact.total)} has settled${asDifference(fact)}`;
    case 'units_reserved':
      return `Warehouse: set aside for the customer${again(fact.attempt)}`;
    case 'out_of_stock':
      return 'Warehouse: out of stock; the customer has to choose';
    case 'variants_compared':
      return `Refund: the shop can send ${fact.offered.map(({ sku, paidBack, paidOnTop }) => `${sku} (${paidBack ? `${inWords(paidBack)} back` : paidOnTop ? `${inWords(paidOnTop)} on top` : 'at no difference'})`).join(', ')} instead`;
    case 'replacement_picked':
      return `Warehouse: ${plural(fact.units, 'unit')} handed to the carrier for the customer`;
    case 'repair_ordered':
      return fact.attempt === 1 ? `Warehouse: repair ordered, to be done by ${fact.answerBy}` : `Warehouse: asked for the ${inOrder(fact.attempt)} time what came of the repair, to be answered by ${fact.answerBy}${fact.overdue ? '; a person has to look' : ''}`;
    case 'repair_finished':
      return fact.end === 'repaired' ? 'Warehouse: repaired' : 'Warehouse: can\'t be repaired; the customer is paid';
    case 'replacement_parcel':
      return `Logistics: parcel ${fact.trackingNumber} to the customer ${{ ordered: 'was ordered', shipped: 'is on its way', delivered: 'was delivered', lost: 'was lost', written_off: 'was given up, and is sent once more', returned: 'could not be delivered, and is sent once more' }[fact.state]}`;
    case 'replacement_called_off':
      return `Logistics: nothing is sent to the customer: ${{ cancelled: `cancelled (${fact.reasonCode || 'the return was called off'})`, refund_instead: `they are paid back instead${fact.reasonCode === '' ? '' : ` (${fact.reasonCode})`}`, nothing_accepted: 'nothing has come back' }[fact.reason]}`;
    case 'difference_settled':
      return `Refund: ${plural(fact.units, 'unit')} to be exchanged, or repaired${fact.refunded ? `, ${inWords(fact.refunded)} paid back` : fact.collected ? `, ${inWords(fact.collected)} paid on top` : ' at the same worth'}, nothing is owed`;
    case 'top_up_requested':
      return `Refund: the other variant is dearer, ${inWords(fact.amount)} to be paid on top by ${fact.dueAt}`;
    case 'top_up_paid':
      return `Refund: the customer has paid ${inWords(fact.amount)} on top`;
    case 'top_up_expired':
      return `Refund: nothing was paid on top (${fact.reasonCode}), so the goods are paid back`;
    case 'hold_placed':
      return `Refund: ${fact.amount ? inWords(fact.amount) : ''} is held of the customer's money; what has not come back by ${fact.captureAt ?? ''} is captured`;
    case 'hold_runs_out':
      return `Refund: nothing has come back yet; what is held is captured at ${fact.captureAt}`;
    case 'hold_ended':
      return endOfHold(fact.end);
    case 'concern_opened':
      return `Feedback: a person answers by ${fact.dueAt}`;
    case 'concern_claimed':
      return 'Feedback: a person took it';
    case 'concern_overdue':
      return `Feedback: not answered by ${fact.dueAt}; anybody may take it over now`;
    case 'concern_ended':
      return fact.end.how === 'answered' ? 'Feedback: answered' : `Feedback: case ${fact.end.into.caseNumber} was made of it`;
    case 'survey_sent':
      return 'Feedback: survey sent';
    case 'survey_answered':
      return `Feedback: survey answered with ${fact.score} of 5`;
  }
}

export function summaryOfOpening(it: IntakeCase): string {
  if (isConcern(it.type)) return `Intake: case ${it.caseNumber} opened, ${it.type === 'inquiry' ? 'a question' : 'a complaint'}${it.orderId === '' ? '' : ` about order ${it.orderId}`}${it.obstacles.length === 0 ? '' : ` (${it.obstacles.join(', ')})`}`;
  const from = it.cameFrom ? `, made of case ${it.cameFrom.caseNumber}` : it.reopens ? `, in which case ${it.reopens.caseNumber} goes on` : '';
  const what = `${plural(sum(it.lines.map((line) => line.quantity)), 'unit')} of order ${it.orderId}`;
  if (!it.purchaseKnown) return `Intake: case ${it.caseNumber} opened; no such purchase is known`;
  return it.obstacles.length === 0 ? `Intake: case ${it.caseNumber} opened for ${what}${from}` : `Intake: case ${it.caseNumber} opened for ${what}, not reserved: ${it.obstacles.join(', ')}`;
}

export const summaryOfReopening = ({ caseNumber, reasonCode, askedBy }: Pick<Reopening, 'caseNumber' | 'reasonCode' | 'askedBy'>): string =>
  `Intake: taken up again as case ${caseNumber}, as ${askedBy === 'customer' ? 'the customer' : 'our staff'} asked (${reasonCode})`;

export function summaryOfSupplement({ evidenceIds, explained, round }: Supplement): string {
  const what = [...(evidenceIds.length > 0 ? [plural(evidenceIds.length, 'new piece', 'of evidence')] : []), ...(explained ? ['a statement'] : [])];
  return `Intake: supplemented with ${what.join(' and ')}; review decides again (round ${round})`;
}

export const summaryOfChoice = ({ kind, dueAt }: Choice): string => `Intake: the customer is asked ${{ out_of_stock: 'what to do, as it is out of stock', rejected_units: 'what is to become of the rejected units' }[kind]}, until ${dueAt}`;

export const summaryOfAnswer = ({ option, by, sku = '' }: ChoiceAnswer): string =>
  `Intake: ${{ customer: 'the customer chose', deadline: 'nobody chose in time, so it is' }[by] ?? 'our staff chose for the customer'} ${{ wait: 'to wait', refund: 'to be paid back', other_variant: `to get ${sku} instead`, deduction: 'a deduction', goods_back: 'to get the goods back', dispute: 'to dispute it' }[option]}`;

export function summaryOfClosing({ result, reasonCodes, refunded }: Closing): string {
  const codes = reasonCodes.length > 0 ? ` (${reasonCodes.join(', ')})` : '';
  if (result === 'refunded' && refunded) return `Intake: closed, ${inWords(refunded)} paid back${codes}`;
  return `Intake: closed, ${endings[result]}${codes}`;
}

const endings: Readonly<Record<Closing['result'], string>> = { refunded: 'nothing was due', replaced: 'other units delivered to the customer', repaired: 'repaired and delivered to the customer', nothing_due: 'nothing was due', rejected: 'rejected', cancelled: 'cancelled', expired: 'expired: the goods were not sent', answered: 'answered', turned: 'another case goes on in its place' };

function endOfHold({ state, reasonCode = '', captured }: HoldEnd): string {
  if (captured) return `Refund: ${inWords(captured.amount)} captured for ${plural(sum(captured.lines.map((line) => line.quantity)), 'unit')} that did not come back (${reasonCode}); sold as order ${captured.soldOrderId}`;
  return state === 'declined' ? `Refund: nothing is held (${reasonCode}); the goods have to come back first` : `Refund: nothing is held of the customer's money any more (${reasonCode})`;
}

/** In minor units, as nothing here knows how many digits a currency has. */
const inWords = ({ amountMinor, currency }: Money): string => `${currency} ${amountMinor} (minor units)`;
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
const plural = (count: number, word: string, rest = ''): string => `${count} ${word}${count === 1 ? '' : 's'}${rest === '' ? '' : ` ${rest}`}`;
const asDifference = ({ difference }: MoneyFact): string => (difference === true ? ', as the other variant is cheaper' : '');
const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });
const inOrder = (count: number): string => `${count}${{ one: 'st', two: 'nd', few: 'rd', many: 'th', zero: 'th', other: 'th' }[ordinals.select(count)]}`;
const again = (attempt: number): string => (attempt > 1 ? `, shipment ${attempt}` : '');
const refused = (fact: Extract<Fact, { readonly kind: 'approved' }>): string =>
  `${fact.refused ? `; ${plural(sum(fact.refused.lines.map((line) => line.quantity)), 'unit')} not approved: ${fact.refused.reason.code}` : ''}${fact.reduced ? `; less for each unit than was asked: ${fact.reduced.code}` : ''}`;
const notGranted: Readonly<Record<string, string>> = { NOT_AGREED: 'cancelling was not agreed to', AGREEMENT_EXPIRED: 'nobody has agreed to cancelling in time' };
const howEnded = ({ by, reasonCode }: Extract<Fact, { readonly kind: 'exception_resolved' }>): string =>
  by === 'deadline' ? 'by its deadline' : by === 'wms' ? 'by the warehouse system' : by === 'logistics' ? 'by logistics' : `by a person (${reasonCode})`;
const settledWith: Readonly<Record<RejectionOutcome, string>> = { deduction: 'paid for less a deduction', accepted: 'accepted as they are', goods_back: 'sent back to the customer' };
const rejected = (units: number): string => (units > 0 ? `, ${units} rejected` : '');
const quarantined = (units: number): string => (units > 0 ? `, ${units} set aside` : '');

/** Customers read this: who of the staff it was stands in the decision. */
const whoDecided = (decidedBy: string): string => (decidedBy === 'rules' ? 'by rules' : 'by a person');
