import { cancellationPends, parcelMoves } from './cancellation';
import { choicePending, optionsOf, type ChoiceOption } from './choice';
import { aboutWhat, endedWith, neverCame, openException, type CaseException } from './exceptions';
import { asRefund, isDue } from './exchange-difference';
import { currentTask, evidenceAwaited, isConcern, rejectionOf, statusOf, type Cancellation, type IntakeCase } from './intake-case';
import { isRecalled } from './recall';
import { holdOpen, isHeld } from './hold';
import { leftUnheard } from './replacement';
import { topUpDue } from './top-up';
import { rejectionOpen } from './rejection';

/** Whom a case may wait for: the word by which it is asked for, and how it is said. */
export const waitedFor = {
  customer: 'customer',
  review: 'review',
  logistics: 'logistics',
  carrier: 'carrier',
  warehouse: 'warehouse',
  refund: 'refund',
  provider: 'payment provider',
  feedback: 'feedback',
  intake: 'intake',
} as const;
export type WaitedFor = keyof typeof waitedFor;

type Waiting = `${(typeof waitedFor)[WaitedFor]}: ${string}`;

/** Whom the case waits for; undefined when it is closed. */
export function whoHas(it: IntakeCase): WaitedFor | undefined {
  const said = waitingFor(it);
  return (Object.keys(waitedFor) as WaitedFor[]).find((who) => said.startsWith(`${waitedFor[who]}: `));
}

/** Who the case waits for and what for, `who: what`; empty when it is closed. */
export function waitingFor(it: IntakeCase): Waiting | '' {
  if (cancellationPends(it) && !it.decision) return 'review: takes the case back, if nobody has decided';
  if (cancellationPends(it) && isRecalled(it.refundOnlyKind)) return 'logistics: lets the goods go, if they are not stopped or on their way back';
  if (cancellationPends(it) && it.cancellation?.agreeBy !== undefined) return agreementFollows(it.cancellation);
  if (cancellationPends(it) && parcelMoves(it)) return 'logistics: asks whether the parcel is to be brought back';
  if (cancellationPends(it) && it.type !== 'refund_only') return 'logistics: calls off what has not been sent';
  const choice = choicePending(it);
  if (choice) return choice.kind === 'out_of_stock' ? `customer: chooses ${optionsOf(it, choice).map((option) => ofStock[option] ?? option).join(' or ')} by ${choice.dueAt}; then they are paid back` : `customer: chooses what becomes of the rejected units by ${choice.dueAt}; then they are paid for less a deduction`;
  const exception = openException(it);
  if (exception) return exceptionFollows(exception);
  switch (statusOf(it)) {
    case 'submitted':
      return isConcern(it.type) ? 'feedback: gives it to customer service' : 'review: the rules decide';
    case 'with_agent':
      return agentAnswers(it);
    case 'answered':
      return 'intake: closes the case';
    case 'in_review':
      return personDecides(it);
    case 'awaiting_return':
      return it.rma ? `customer: send the goods by ${it.rma.sendBy}${isHeld(it) ? '; then what is held of their money is captured' : ''}` : 'logistics: authorises the return';
    case 'being_stopped':
      return stopFollows(it);
    case 'being_recalled':
      return recallFollows(it);
    case 'in_transit':
      return parcelFollows(it);
    case 'at_warehouse':
      return rejectionFollows(it);
    case 'repairing':
      return repairFollows(it);
    case 'replacing':
      return isDue(it) ? refundFollows(asRefund(it)) : topUpFollows(it) ?? replacementFollows(it);
    case 'replaced':
      if (it.decision && holdOpen(it)) return 'payment provider: releases or captures what is held';
      return stillToHear(it);
    case 'refunding':
      return refundFollows(it);
    case 'refunded':
      return stillToHear(it);
    case 'called_off':
      if (it.decision && holdOpen(it)) return 'payment provider: releases what is held';
      return it.calledOff?.by === 'logistics' && it.decision?.verdict !== 'approved' ? 'review: the decision is still to be heard of' : 'intake: closes the case';
    case 'awaiting_evidence':
      return evidenceFollows(it);
    case 'rejected': {
      const until = rejectionOf(it)?.supplementUntil;
      return until === undefined ? 'intake: closes the case' : `customer: may supplement the application until ${until}; then it closes`;
    }
    case 'closed':
      return '';
  }
}

/** All is done: what is missing comes over another topic. */
function stillToHear(it: IntakeCase): Waiting {
  if (leftUnheard(it)) return 'warehouse: says that what the customer was sent has left';
  return it.decision ? 'warehouse: the inspection is still to be heard of' : 'review: the decision is still to be heard of';
}

const agreementFollows = ({ agreeBy, agreedBy }: Cancellation): Waiting =>
  agreedBy === undefined ? `logistics: a person agrees by ${agreeBy} to have the parcel brought back to the customer; then the case goes on` : 'carrier: brings the parcel back to the customer, who has cancelled';

const ofStock: Readonly<Partial<Record<ChoiceOption, string>>> = { wait: 'to wait', other_variant: 'another variant', refund: 'to be paid back' };

function rejectionFollows(it: IntakeCase): Waiting {
  if (neverCame(it)) return 'logistics: writes off what never came';
  if (!rejectionOpen(it)) return it.inspectBy === undefined ? 'warehouse: inspects the goods' : `warehouse: inspects the goods by ${it.inspectBy}`;
  return it.rejection?.quote ? 'warehouse: carries out what was chosen for the rejected units' : 'refund: works out what a deduction for the rejected units comes to';
}

const exceptionFollows = ({ kind, claimedBy = 'a person', dueAt, byDefault }: CaseException): Waiting => `warehouse: ${claimedBy} sorts out ${aboutWhat[kind]} by ${dueAt}; then ${endedWith[byDefault]}`;

function agentAnswers({ task }: IntakeCase): Waiting {
  const who = task?.claimedBy ?? 'a person of customer service';
  if (!task || task.dueAt === '') return `feedback: ${who} answers`;
  return task.overdue ? `feedback: ${who} answers; overdue since ${task.dueAt}` : `feedback: ${who} answers by ${task.dueAt}`;
}

function stopFollows({ recall }: IntakeCase): Waiting {
  if (recall?.stage !== 'stopping') return 'logistics: stops the goods, or gets them back';
  return recall.overdue ? 'logistics: a person finds out why the warehouse does not say whether it could stop the goods' : `warehouse: says by ${recall.answerBy} whether it could stop the goods`;
}

function parcelFollows({ type, parcel, parcelBy }: IntakeCase): Waiting {
  if (parcel === 'lost') return `carrier: looks for the lost parcel; if it does not turn up ${parcelBy === undefined ? 'in time' : `by ${parcelBy}`}, ${type === 'exchange' ? 'the exchange goes on' : 'the goods are paid back'} all the same`;
  return parcelBy === undefined ? 'carrier: brings the parcel' : `carrier: brings the parcel; if nothing more is heard of it by ${parcelBy}, it counts as lost`;
}

function recallFollows(it: IntakeCase): Waiting {
  const { recall, parcel } = it;
  if (parcel) return parcelFollows(it);
  if (recall?.stage !== 'recalling') return 'logistics: gets the goods back';
  return `carrier: ${recall.intercept ? 'intercepts' : 'brings back'} parcel ${recall.trackingNumber}; if nothing is heard of it by ${recall.reportBy}, it counts as lost`;
}

function evidenceFollows(it: IntakeCase): Waiting {
  const { reasonCode = '', dueAt = '' } = evidenceAwaited(it) ?? {};
  return `customer: supply evidence (${reasonCode}) by ${dueAt}; without it the application is rejected`;
}

function personDecides(it: IntakeCase): Waiting {
  const task = currentTask(it);
  if (!task && it.supplements.length > 0) return 'review: looks at what was supplemented';
  const who = task?.claimedBy ?? 'a person';
  if (!task || task.dueAt === '') return `review: ${who} decides`;
  return task.overdue ? `review: ${who} decides; overdue since ${task.dueAt}` : `review: ${who} decides by ${task.dueAt}`;
}

function topUpFollows(it: IntakeCase): Waiting | undefined {
  if (it.topUp?.state === 'expired') return 'logistics: has the customer paid back, as nothing was paid on top';
  const due = topUpDue(it);
  return due && `customer: pays ${due.amount.amountMinor} ${due.amount.currency} (minor units) on top by ${due.dueAt}; then they are paid back`;
}

function repairFollows({ repair }: IntakeCase): Waiting {
  if (repair?.state === 'not_repairable') return 'logistics: has the customer paid for what can\'t be repaired';
  if (repair?.state !== 'asked') return 'warehouse: has the goods repaired';
  return repair.overdue ? 'warehouse: a person finds out why nobody says whether the goods are repaired' : `warehouse: repairs the goods, and says so by ${repair.answerBy}`;
}

function replacementFollows({ type, replacement, choice, difference }: IntakeCase): Waiting {
  const { stock, parcel } = replacement ?? {};
  if (parcel?.state === 'shipped') return `carrier: brings the parcel to the customer${unlessHeardOf(parcel.by)}`;
  if (parcel?.state === 'lost') return `carrier: looks for the lost parcel; if it does not turn up ${parcel.by === undefined ? 'in time' : `by ${parcel.by}`}, ${type === 'repair' || type === 'return' ? 'the customer is paid for it' : 'it is sent once more'}`;
  if (parcel?.state === 'ordered') {
    if (stock?.state === 'picked' && stock.attempt === parcel.attempt) return `carrier: takes the parcel${unlessHeardOf(parcel.by)}`;
    if (parcel.overdue) return `warehouse: a person finds out why the parcel is not with the carrier; overdue since ${parcel.by ?? 'its time was over'}`;
    return parcel.by === undefined ? 'warehouse: picks the units' : `warehouse: picks the units, and gives them to the carrier by ${parcel.by}`;
  }
  if (type === 'repair') return 'logistics: sends the repaired goods back';
  if (type === 'return') return 'logistics: sends the rejected goods back';
  if (stock?.state === 'reserved') return type === 'resend' || difference?.over === true ? 'logistics: orders the parcel' : 'refund: settles what came back';
  return choice?.answer?.option === 'wait' && stock?.state === 'out_of_stock' ? 'warehouse: asks every day whether there are units again' : 'warehouse: sets the units aside';
}

const unlessHeardOf = (by: string | undefined): string => (by === undefined ? '' : `; if nothing more is heard of it by ${by}, it counts as lost`);

const refundFollows = (it: IntakeCase): Waiting => `${refundWaits(it)}${payDayWords(it)}`;

const payDayWords = ({ payDay, refundDecline }: IntakeCase): string => (!payDay || (refundDecline && payDay.late !== 'overdue') ? '' : payDay.late === 'overdue' ? `; overdue since ${payDay.by}` : `; to be paid by ${payDay.by}`);

function refundWaits({ refundDue, refundApproval, refundDecline, legFailure }: IntakeCase): Waiting {
  if (refundDecline?.ended === 'exception') return `refund: declined (${refundDecline.reasonCode}) and not taken up again; somebody of finance has to see to it`;
  if (refundDecline) return `refund: declined (${refundDecline.reasonCode}); finance may take it up again until ${refundDecline.until}`;
  if (refundApproval === 'needed') return 'refund: a second person approves the amount';
  if (!refundDue) return 'refund: works out what is due';
  if (!legFailure) return 'payment provider: pays the refund';
  return legFailure.willRetry ? `payment provider: refused with ${legFailure.code}; tried again by itself` : `refund: a person has to look at ${legFailure.legId}, which failed with ${legFailure.code}`;
}
