import { domainError, ok, type DomainError, type Result } from '@huiliu/kernel';
import { agreementAsked, agreementGiven, declineCancellation } from './cancellation';
import { withException } from './exceptions';
import { differenceOver, recordDifference } from './exchange-difference';
import type { Fact } from './facts';
import { holdsUnits, keepsGoods, roundOf, roundOfRecord, statusOf, type CaseLine, type IntakeCase, type ParcelState } from './intake-case';
import { holdEnded, holdPlaced } from './hold';
import { payDayOf, withoutPayDay, withPayDay } from './pay-day';
import { isRecalled, type Recall } from './recall';
import { withQuote, withSettled } from './rejection';
import { noReplacement, type Replacement } from './replacement';
import { replacementOverdue, reportAwaited, withParcelState } from './silence';
import { leadsTo } from './status';
import { topUpEnded, topUpRequested } from './top-up';
import { withVariants } from './variants';

type Recorded = Result<IntakeCase, DomainError>;
type FactOf<Kind extends Fact['kind']> = Extract<Fact, { readonly kind: Kind }>;

/**
 * Writes down what a department has said: the same case when nothing is new. Facts come in any order and may come twice in other forms; what
 * contradicts an earlier one is refused and changes nothing. Errors: UNKNOWN_LINE, UNITS_EXCEEDED, NO_UNITS_HELD, CONTRADICTION, ILLEGAL_MOVE.
 */
export function recordFact(before: IntakeCase, fact: Fact): Recorded {
  const recorded = fold(before, fact);
  if (!recorded.ok || recorded.value === before) return recorded;
  const [from, to] = [statusOf(before), statusOf(recorded.value)];
  if (leadsTo(from, to)) return recorded;
  return domainError('ILLEGAL_MOVE', `case ${before.caseNumber}: ${fact.kind} would lead from ${from} back to ${to}: departments disagree; look at what each of them holds`);
}

function fold(before: IntakeCase, fact: Fact): Recorded {
  if ('difference' in fact && fact.difference === true) return recordDifference(before, (it) => fold(it, { ...fact, difference: false }));
  switch (fact.kind) {
    case 'task_opened':
    case 'task_claimed':
    case 'task_overdue':
      return ok(withTask(before, fact));
    case 'concern_opened':
      return ok(withTask(before, { ...fact, kind: 'task_opened' }));
    case 'concern_claimed':
      return ok(withTask(before, { ...fact, kind: 'task_claimed' }));
    case 'concern_overdue':
      return ok(withTask(before, { ...fact, kind: 'task_overdue' }));
    case 'concern_ended':
      return concernEnded(before, fact);
    case 'evidence_requested': {
      const { kind: _kind, ...request } = fact;
      return ok(before.evidenceRequest && before.evidenceRequest.number >= request.number ? before : { ...before, evidenceRequest: { ...request, over: false } });
    }
    case 'task_resumed':
      return ok(resumed(before, fact));
    case 'approved':
      return approved(before, fact);
    case 'rejected':
      return rejected(before, fact);
    case 'withdrawn':
    case 'return_called_off':
    case 'recall_called_off':
      return calledOff(before, fact);
    case 'cancellation_passed_on':
      // Where goods move it is logistics' turn. Where none do the approval itself has set the money going.
      return ok(keepsGoods(before) ? declineCancellation(before, 'REFUND_DUE') : before);
    case 'agreement_asked':
      return ok(agreementAsked(before, fact.agreeBy));
    case 'agreement_given':
      return ok(agreementGiven(before, fact.agreedBy));
    case 'cancellation_declined':
      return ok(declineCancellation(before, fact.code));
    case 'return_authorised': {
      const { kind: _kind, ...rma } = fact;
      return ok(before.rma ? before : { ...before, rma });
    }
    case 'stop_requested': {
      const { attempt, answerBy, overdue } = fact;
      return withRecall(before, fact, { stage: 'stopping', attempt, answerBy, overdue });
    }
    case 'outbound_stopped':
      return withRecall(before, fact, { stage: 'stopped' });
    case 'parcel_recalled': {
      const { trackingNumber, carrierCode, intercept, reportBy } = fact;
      return withRecall(before, fact, { stage: 'recalling', trackingNumber, carrierCode, intercept, reportBy });
    }
    case 'parcel_added':
      return parcelAdded(before, fact);
    case 'parcel_returned':
      return parcelReturned(before, fact);
    case 'parcel':
      return withParcel(before, fact);
    case 'report_awaited':
      return ok(reportAwaited(before, fact));
    case 'replacement_overdue':
      return ok(replacementOverdue(before, fact));
    case 'written_off':
      return writtenOff(before, fact);
    case 'inspection_task':
      return ok(withInspectBy(before.inspectionTaskId === fact.taskId ? before : { ...before, inspectionTaskId: fact.taskId }, fact.inspectBy));
    case 'received':
      return withLines(withInspectBy(before, fact.inspectBy), fact.lines, (line, { total }) => (total > line.received ? { ...line, received: total } : line));
    case 'inspected':
      return inspected(before, fact);
    case 'deduction_quoted':
      return ok(withQuote(before, fact));
    case 'rejection_settled':
      return withSettled(before, fact);
    case 'exception_opened':
    case 'exception_claimed':
    case 'exception_resolved':
      return withException(before, fact);
    case 'refund_requested':
      return refundRequested(before, fact);
    case 'refund_late':
      return ok(withPayDay(before, payDayOf(fact)));
    case 'approval_needed':
      // The answer may be heard of before the question.
      return ok(before.refundApproval ? before : { ...before, refundApproval: 'needed' });
    case 'refund_declined':
      if (before.refundSettled) return contradiction(before, fact, 'settled');
      return ok(before.refundDecline?.until === fact.until ? before : { ...before, refundApproval: 'declined', refundDecline: { reasonCode: fact.reasonCode, until: fact.until, ended: undefined } });
    case 'refund_taken_up':
      return takenUp(before, fact);
    case 'refund_decline_ended':
      if (before.refundApproval !== 'declined' || !before.refundDecline) return contradiction(before, fact, `its refund is ${before.refundApproval ?? 'not to be approved'}`);
      return ok(before.refundDecline.ended ? before : declineEnded(before, before.refundDecline, fact.ended));
    case 'approval_given':
      return ok(before.refundApproval === 'given' ? before : { ...before, refundApproval: 'given' });
    case 'leg_failed':
      // Once it has settled, an earlier failure is history.
      return ok(before.refundSettled ? before : { ...before, legFailure: { legId: fact.legId, code: fact.code, willRetry: fact.willRetry } });
    case 'refund_settled':
      return withMoney(before, fact, withoutPayDay({ ...before, refundDue: fact.total, refundSettled: fact.total, legFailure: undefined }));
    case 'units_reserved':
      return ok(withReplacement(before, { stock: { state: 'reserved', attempt: fact.attempt, choices: choicesOf(before) } }));
    case 'out_of_stock':
      return ok(withReplacement(before, { stock: { state: 'out_of_stock', attempt: fact.attempt, choices: fact.number } }));
    case 'variants_compared':
      return ok(withVariants(before, fact));
    case 'replacement_picked':
      return ok(withReplacement(before, { stock: { state: 'picked', attempt: fact.attempt, choices: choicesOf(before) } }));
    case 'repair_ordered':
      return repairOrdered(before, fact);
    case 'repair_finished':
      return repairFinished(before, fact);
    case 'replacement_parcel': {
      const { kind: _kind, ...parcel } = fact;
      return ok(withReplacement(before, { parcel }));
    }
    case 'replacement_called_off':
      return replacementCalledOff(before, fact);
    case 'difference_settled':
      return ok(differenceOver(before));
    case 'top_up_requested':
      return ok(topUpRequested(before, { amount: fact.amount, dueAt: fact.dueAt, paymentUrl: fact.paymentUrl }));
    case 'top_up_paid':
      return ok(topUpEnded(before, 'paid'));
    case 'top_up_expired':
      return ok(topUpEnded(before, 'expired'));
    case 'hold_placed':
      return ok(holdPlaced(before, { amount: fact.amount, captureAt: fact.captureAt }));
    case 'hold_ended':
      return ok(holdEnded(before, fact.end));
    case 'hold_runs_out':
    case 'survey_sent':
    case 'survey_answered':
      return ok(before);
  }
}

/** A claim or an alarm may be heard before the opening only after a replay; the opening then brings what is missing. */
function withTask(before: IntakeCase, fact: FactOf<'task_opened' | 'task_claimed' | 'task_overdue'>): IntakeCase {
  const known = before.task?.taskId === fact.taskId ? before.task : undefined;
  const task = known ?? { taskId: fact.taskId, dueAt: 'dueAt' in fact ? fact.dueAt : '', claimedBy: undefined, overdue: false };
  if (fact.kind === 'task_claimed') return task.claimedBy === fact.claimedBy ? before : { ...before, task: { ...task, claimedBy: fact.claimedBy } };
  if (fact.kind === 'task_overdue') return task.overdue ? before : { ...before, task: { ...task, overdue: true } };
  return known?.dueAt === fact.dueAt ? before : { ...before, task: { ...task, dueAt: fact.dueAt, round: fact.round } };
}

/** Once and for all. */
function concernEnded(before: IntakeCase, fact: FactOf<'concern_ended'>): Recorded {
  if (!before.concernEnd) return ok({ ...before, concernEnd: fact.end });
  return before.concernEnd.how === fact.end.how ? ok(before) : contradiction(before, fact, before.concernEnd.how);
}

/** The evidence is there: the task goes on with a new time. */
function resumed(before: IntakeCase, { taskId, dueAt }: FactOf<'task_resumed'>): IntakeCase {
  const known = before.task?.taskId === taskId ? before.task : undefined;
  if (known?.dueAt === dueAt && before.evidenceRequest?.over !== false) return before;
  return { ...withoutRequest(before), task: { claimedBy: undefined, ...known, taskId, dueAt, overdue: false } };
}

/** Nothing is asked for any more. */
const withoutRequest = (before: IntakeCase): IntakeCase => (before.evidenceRequest ? { ...before, evidenceRequest: { ...before.evidenceRequest, over: true } } : before);

/**
 * Each round of the review has a decision of its own, and the newest one counts. One of a round that is over changes nothing; within a round a second one has
 * to say the same.
 */
function heardBefore(before: IntakeCase, fact: FactOf<'approved' | 'rejected'>): Recorded | undefined {
  const round = roundOfRecord(fact.record);
  if (round < roundOf(before)) return ok(before);
  if (!before.decision || round > roundOfRecord(before.decision.record)) return undefined;
  return before.decision.verdict === fact.kind ? ok(before) : contradiction(before, fact, before.decision.verdict);
}

function rejected(before: IntakeCase, fact: FactOf<'rejected'>): Recorded {
  const { record, reasons, supplementUntil } = fact;
  const heard = heardBefore(before, fact);
  if (heard) return heard;
  // Where topics are read side by side, a later round may have been approved and called off already.
  if (before.calledOff && (before.calledOff.by === 'review' || supplementUntil === undefined)) return contradiction(before, fact, `${before.calledOff.result} by ${before.calledOff.by}`);
  return ok({ ...withoutRequest(before), decision: { verdict: 'rejected', record, reasons, supplementUntil } });
}

function approved(before: IntakeCase, fact: FactOf<'approved'>): Recorded {
  const heard = heardBefore(before, fact);
  if (heard) return heard;
  if (before.calledOff?.by === 'review') return contradiction(before, fact, 'withdrawn');
  if (!holdsUnits(before)) {
    return domainError('NO_UNITS_HELD', `case ${before.caseNumber} was approved but holds no units (${before.obstacles.join(', ') || 'the purchase is not known'}): review has to reject it`);
  }
  const recorded = withLines(before, fact.lines, (line, { quantity }) => ({ ...line, approved: quantity }));
  if (!recorded.ok) return recorded;
  const excess = recorded.value.lines.find((line) => line.approved > line.quantity);
  if (excess) return exceeded(before, excess, `${excess.approved} units were approved`);
  const unapproved = recorded.value.lines.find((line) => inspectedOf(line) + line.lost > line.approved);
  if (unapproved) return exceeded(before, unapproved, `${unapproved.approved} units were approved, and ${inspectedOf(unapproved) + unapproved.lost} inspected or lost`);
  return ok({ ...withoutRequest(recorded.value), decision: { verdict: 'approved', record: fact.record, refused: fact.refused, reduced: fact.reduced, ...(fact.advance && { advance: fact.advance }) } });
}

/** A parcel that has arrived is neither on its way nor lost any more; one that turns up again is no longer lost. Nothing follows a write-off. */
const parcelRank: Readonly<Record<ParcelState, number>> = { in_transit: 1, lost: 2, delivered: 3, written_off: 3 };

/** Undecided it is review's to take back, approved and not sent it is logistics' to call off: both at once, or anything that moved, contradicts. */
function calledOff(before: IntakeCase, fact: FactOf<'withdrawn' | 'return_called_off' | 'recall_called_off'>): Recorded {
  const by = fact.kind === 'withdrawn' ? 'review' : 'logistics';
  if (before.calledOff) return before.calledOff.by === by ? ok(before) : contradiction(before, fact, `called off by ${before.calledOff.by}`);
  // A rejection that could be supplemented is overtaken by another round, which only a rebuilt intake does not know of.
  const decision = before.decision?.verdict === 'rejected' && before.decision.supplementUntil !== undefined ? undefined : before.decision;
  if (decision && (by === 'review' || decision.verdict === 'rejected')) return contradiction(before, fact, decision.verdict);
  if (by === 'review' && (before.rma || before.recall)) return contradiction(before, fact, 'the return was authorised');
  // A parcel that was to come back may end with the customer all the same, until it is here.
  if ((fact.kind === 'recall_called_off' ? before.parcel === 'delivered' || before.parcel === 'written_off' : before.parcel) || before.inspected || before.refundDue || before.refundApproval || before.difference) return contradiction(before, fact, `the parcel is ${before.parcel ?? 'inspected'}`);
  return ok({ ...withoutRequest(before), calledOff: { by, result: fact.kind === 'return_called_off' ? fact.result : 'cancelled', reasonCode: fact.reasonCode, ...(fact.kind === 'return_called_off' && fact.replacementStays && { replacementStays: true as const }) } });
}

/** Logistics says these in order, and the last one counts; restored alone, it says again what it has said. What was stopped has never left. */
function withRecall(before: IntakeCase, fact: FactOf<'stop_requested' | 'outbound_stopped' | 'parcel_recalled'>, recall: Recall): Recorded {
  if (!isRecalled(before.refundOnlyKind)) return contradiction(before, fact, `a ${before.type} of goods that the customer has`);
  const known = before.recall;
  if (known?.stage === recall.stage) return ok({ ...before, recall });
  if (before.calledOff) return known && recall.stage !== 'stopped' ? ok(before) : contradiction(before, fact, 'called off');
  if (known && known.stage !== 'stopping') return recall.stage === 'stopping' ? ok(before) : contradiction(before, fact, known.stage);
  return ok({ ...before, recall });
}

/** Each of the two says what it says in order, so that its last word holds. */
const withReplacement = (before: IntakeCase, said: Partial<Replacement>): IntakeCase => ({ ...before, replacement: { ...(before.replacement ?? noReplacement), ...said } });

const choicesOf = ({ replacement }: IntakeCase): number => replacement?.stock?.choices ?? 0;

/** The warehouse says these in order, and the last one counts; restored alone, it says again what it has said. */
function repairOrdered(before: IntakeCase, { kind: _kind, ...asked }: FactOf<'repair_ordered'>): Recorded {
  if (before.type !== 'repair') return contradiction(before, { kind: 'repair_ordered', ...asked }, `a ${before.type}`);
  return ok(before.repair && before.repair.state !== 'asked' ? before : { ...before, repair: { state: 'asked', ...asked } });
}

/** Once and for all. */
function repairFinished(before: IntakeCase, fact: FactOf<'repair_finished'>): Recorded {
  if (before.type !== 'repair') return contradiction(before, fact, `a ${before.type}`);
  if (before.repair && before.repair.state !== 'asked') return before.repair.state === fact.end ? ok(before) : contradiction(before, fact, before.repair.state);
  return ok({ ...before, repair: { state: fact.end } });
}

/** Where nothing comes back, cancelling what is sent ends the case; of an exchange, that its return is called off does. */
function replacementCalledOff(before: IntakeCase, fact: FactOf<'replacement_called_off'>): Recorded {
  const whyPaid = fact.reason === 'refund_instead' && fact.reasonCode !== '' ? fact.reasonCode : undefined;
  const next = withReplacement(before, { calledOff: fact.reason, ...(whyPaid !== undefined && { whyPaid }) });
  if (fact.reason !== 'cancelled' || before.type !== 'resend' || before.calledOff) return ok(next);
  return ok({ ...next, calledOff: { by: 'logistics', result: 'cancelled', reasonCode: fact.reasonCode } });
}

function withParcel(before: IntakeCase, fact: FactOf<'parcel'>): Recorded {
  // A logistics that was restored alone says once more that it was delivered.
  if (before.parcel === 'written_off' && fact.state === 'delivered' && !before.notReceived) return contradiction(before, fact, 'written off');
  // A logistics that was restored alone says again how it once was, before the customer had it back and had cancelled.
  if (before.calledOff && fact.state !== 'delivered' && before.returnedParcels?.includes(fact.trackingNumber) === true) return ok(before);
  // Logistics, restored alone, says again what it has said, by its clock of then.
  if (before.parcel === fact.state && fact.by !== undefined && fact.by !== before.parcelBy) return ok(withParcelState(before, fact.state, fact.by));
  return ok(before.parcel && parcelRank[before.parcel] >= parcelRank[fact.state] ? before : withParcelState(before, fact.state, fact.by));
}

/** Logistics says these in order; how long there is time to send, its last word says. */
function parcelAdded(before: IntakeCase, { trackingNumber, sendBy }: FactOf<'parcel_added'>): Recorded {
  const { furtherParcels = [], rma } = before;
  const isKnown = furtherParcels.includes(trackingNumber);
  if (isKnown && rma?.sendBy === sendBy) return ok(before);
  return ok({ ...before, ...(rma && { rma: { ...rma, sendBy } }), furtherParcels: isKnown ? furtherParcels : [...furtherParcels, trackingNumber] });
}

/**
 * The case waits for the goods anew. Once logistics has said that they are here, lost for good or not wanted, it can't be; a logistics that was restored alone only says again then how it
 * once was. The warehouse's word that they are here may be heard before: of the time when they were sent again.
 */
function parcelReturned(before: IntakeCase, fact: FactOf<'parcel_returned'>): Recorded {
  const { returnedParcels = [], rma } = before;
  const isKnown = returnedParcels.includes(fact.trackingNumber);
  const arrived = before.calledOff ? 'called off' : before.parcel === 'delivered' || before.parcel === 'written_off' ? `the parcel is ${before.parcel}` : undefined;
  if (arrived !== undefined && !isKnown) return contradiction(before, fact, arrived);
  const others = fact.othersMoved ? 'in_transit' : undefined;
  const kept = others && before.parcel === others ? before.parcelBy : undefined;
  return ok({
    ...(arrived === undefined ? withParcelState(before, others, kept) : before),
    ...(rma && { rma: { ...rma, sendBy: fact.sendBy } }),
    returnedParcels: isKnown ? returnedParcels : [...returnedParcels, fact.trackingNumber],
  });
}

/** The warehouse says these in order: its last word counts. */
const withInspectBy = (before: IntakeCase, inspectBy: string | undefined): IntakeCase => (before.inspectBy === inspectBy ? before : { ...before, inspectBy });

/** What is lost for good can't be here; but for what the carrier has delivered, by its word, and the warehouse never received. */
function writtenOff(before: IntakeCase, fact: FactOf<'written_off'>): Recorded {
  if (before.parcel === 'written_off') return ok(before);
  if (before.calledOff) return contradiction(before, fact, 'called off');
  if ((before.parcel === 'delivered' && fact.notReceived !== true) || before.inspected) return contradiction(before, fact, before.inspected ? 'inspected' : 'delivered');
  const recorded = withLines(before, fact.lines, (line, { quantity }) => ({ ...line, lost: quantity }));
  if (!recorded.ok) return recorded;
  const isApproved = before.decision?.verdict === 'approved';
  const excess = recorded.value.lines.find((line) => line.lost > (isApproved ? line.approved : line.quantity));
  return excess ? exceeded(before, excess, `${excess.lost} units were lost`) : ok({ ...withParcelState(recorded.value, 'written_off'), ...(fact.notReceived === true && { notReceived: true }) });
}

function inspected(before: IntakeCase, fact: FactOf<'inspected'>): Recorded {
  if (before.parcel === 'written_off') return contradiction(before, fact, 'written off');
  const recorded = withLines(before, fact.lines, (line, { accepted, short, rejected }) => ({ ...line, accepted, short, ...(rejected !== undefined && { rejected }) }));
  if (!recorded.ok) return recorded;
  const isApproved = before.decision?.verdict === 'approved';
  const excess = recorded.value.lines.find((line) => inspectedOf(line) > (isApproved ? line.approved : line.quantity));
  if (excess) return exceeded(before, excess, `${excess.accepted} units were accepted${excess.rejected === undefined ? '' : `, ${excess.rejected} rejected`} and ${excess.short} are short`);
  if (!before.inspected) return ok({ ...recorded.value, inspected: true });
  const same = before.lines.every((line, index) => line.accepted === recorded.value.lines[index]?.accepted && line.short === recorded.value.lines[index]?.short && line.rejected === recorded.value.lines[index]?.rejected);
  return same ? ok(before) : contradiction(before, fact, 'inspected with another outcome');
}

const inspectedOf = ({ accepted, short, rejected = 0 }: CaseLine): number => accepted + short + rejected;

function withLines<Said extends { readonly caseLineId: string }>(before: IntakeCase, said: readonly Said[], change: (line: CaseLine, said: Said) => CaseLine): Recorded {
  const byId = new Map(said.map((each) => [each.caseLineId, each]));
  const unknown = said.find((each) => !before.lines.some((line) => line.caseLineId === each.caseLineId));
  if (unknown) return domainError('UNKNOWN_LINE', `case ${before.caseNumber} has no line ${unknown.caseLineId}`);
  let changed = false;
  const lines = before.lines.map((line) => {
    const each = byId.get(line.caseLineId);
    const next = each ? change(line, each) : line;
    changed ||= next !== line;
    return next;
  });
  return ok(changed ? { ...before, lines } : before);
}

/** What is due and what has settled are one amount, in the order's currency. */
function withMoney(before: IntakeCase, fact: FactOf<'refund_requested' | 'refund_settled'>, next: IntakeCase): Recorded {
  const { amountMinor, currency } = fact.total;
  if (currency !== before.currency) return contradiction(before, fact, `the order is in ${before.currency || 'no known currency'}, the refund in ${currency}`);
  const known = before.refundSettled ?? before.refundDue;
  if (known && known.amountMinor !== amountMinor) return contradiction(before, fact, `${known.amountMinor} and not ${amountMinor}`);
  return ok((fact.kind === 'refund_settled' ? before.refundSettled : known) ? before : next);
}

function refundRequested(before: IntakeCase, fact: FactOf<'refund_requested'>): Recorded {
  const recorded = withMoney(before, fact, { ...before, refundDue: fact.total });
  return recorded.ok ? ok(withPayDay(recorded.value, fact.payBy === undefined ? undefined : { by: fact.payBy })) : recorded;
}

/** What is dropped is owed no more. */
const declineEnded = (before: IntakeCase, decline: NonNullable<IntakeCase['refundDecline']>, ended: 'dropped' | 'exception'): IntakeCase => {
  const next = { ...before, refundDecline: { ...decline, ended } };
  return ended === 'dropped' ? withoutPayDay(next) : next;
};

/** Somebody asks for it once more: what is due now counts. */
function takenUp(before: IntakeCase, fact: FactOf<'refund_taken_up'>): Recorded {
  if (before.closing) return contradiction(before, fact, 'closed');
  if (before.refundApproval !== 'declined') return before.refundDue?.amountMinor === fact.total.amountMinor ? ok(before) : contradiction(before, fact, 'nobody has declined it');
  return ok({ ...before, refundDue: fact.total, refundApproval: 'needed', refundDecline: undefined });
}

const contradiction = (before: IntakeCase, fact: Fact, known: string): Recorded =>
  domainError('CONTRADICTION', `case ${before.caseNumber}: ${fact.kind} contradicts what was said before (${known}): look at what the department holds`);

const exceeded = (before: IntakeCase, line: CaseLine, what: string): Recorded =>
  domainError('UNITS_EXCEEDED', `case ${before.caseNumber}, line ${line.caseLineId}: ${what}, but the case is about ${line.quantity}`);
