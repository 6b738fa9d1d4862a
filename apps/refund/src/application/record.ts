import { LedgerPosted, RefundApprovalNeeded, RefundApproved, RefundDeclined, RefundDropped, RefundExceptionOpened, RefundLegFailed, RefundPaid, RefundRequested, RefundSettled, RefundTakenUp } from '@huiliu/contracts';
import { declinedTransaction, requestedTransaction, settledTransaction, takenUpTransaction, type LedgerTransaction } from '../domain/ledger';
import { evolve, isExchangeDifference, isRequested, type Leg, type Refund, type RefundEvent, type RefundLine, type RequestedRefund } from '../domain/refund';
import { deductedOf } from '../domain/line-units';
import { payByOf } from '../domain/pay-clock';
import { legIntent } from './leg-intent';
import { awaitPayment } from './remind-finance';
import { exceptionOwner, payTimer, subjectOfCase, takeUpTimer, type RefundWork } from './work';

/** Keeps what was decided, and does with each event what has to follow from it: says it, posts it, asks the provider. */
export function record(work: RefundWork, refund: Refund | undefined, events: readonly RefundEvent[]): Refund {
  let state = refund;
  for (const event of events) {
    const before = state;
    state = evolve(state, event);
    if (isRequested(state)) follow(work, state, event);
    // The difference is paid, and the approval goes on.
    else if (event.type === 'settled' && before && isRequested(before)) saySettled(work, before, event.at);
  }
  if (!state) throw new Error('nothing was decided, so there is nothing to keep');
  work.refunds.put(state.ref.caseId, state);
  return state;
}

function follow(work: RefundWork, refund: RequestedRefund, event: RefundEvent): void {
  switch (event.type) {
    case 'requested':
      sayRequested(work, refund);
      askProvider(work, refund);
      return;
    // It is owed from now on, whoever has to approve that it is paid.
    case 'approval_needed':
      sayRequested(work, refund);
      sayApprovalNeeded(work, refund, event.limitMinor);
      return;
    case 'approval_given':
      work.say(RefundApproved, subjectOfCase(refund.ref.caseId), { ref: refund.ref, refundId: refund.refundId, approvedBy: event.approvedBy, approvedAt: event.at.toISOString(), ...ofDifference(refund) });
      askProvider(work, refund);
      return;
    case 'declined':
      sayDeclined(work, refund, event);
      return;
    case 'taken_up':
      work.cancelTimer(subjectOfCase(refund.ref.caseId), takeUpTimer);
      work.say(RefundTakenUp, subjectOfCase(refund.ref.caseId), { ref: refund.ref, refundId: refund.refundId, total: totalOf(refund), takenUpBy: event.takenUpBy, ...ofDifference(refund) });
      post(work, refund, takenUpTransaction(refund));
      return;
    case 'dropped':
      awaitPayment(work, refund);
      work.say(RefundDropped, subjectOfCase(refund.ref.caseId), { ref: refund.ref, refundId: refund.refundId, reasonCode: reasonOf(refund) });
      return;
    case 'exception_opened':
      work.say(RefundExceptionOpened, subjectOfCase(refund.ref.caseId), { ref: refund.ref, refundId: refund.refundId, reasonCode: reasonOf(refund), owner: exceptionOwner, ...ofDifference(refund) });
      return;
    case 'leg_settled':
    case 'leg_settled_by_hand':
      post(work, refund, settledTransaction(refund, legOf(refund, event.legId)));
      return;
    case 'leg_refused':
    case 'leg_unknown': {
      const leg = legOf(refund, event.legId);
      const { retryAfterMs } = event;
      // A leg that is asked about has not failed: nothing to say until it has, or until nobody asks any more.
      if (event.type === 'leg_refused' || retryAfterMs === undefined) sayLegFailed(work, refund, leg, event.code);
      if (retryAfterMs !== undefined) work.intend(legIntent(refund, leg, new Date(work.now.getTime() + retryAfterMs)));
      return;
    }
    case 'leg_retried':
      work.intend(legIntent(refund, legOf(refund, event.legId), work.now));
      return;
    case 'settled':
      saySettled(work, refund, event.at);
      return;
    case 'approved':
    case 'called_off':
    case 'units_rejected':
    case 'fell_due':
    case 'failed':
    case 'retried':
    case 'resumed':
    case 'exchange_ended':
  }
}

function sayRequested(work: RefundWork, refund: RequestedRefund): void {
  const { ref, refundId } = refund;
  work.say(RefundRequested, subjectOfCase(ref.caseId), {
    ref,
    refundId,
    total: totalOf(refund),
    lines: refund.lines.map(wireLine),
    legs: refund.legs.map(wireLeg),
    payBy: payByOf(refund).toISOString(),
    ...ofDifference(refund),
  });
  awaitPayment(work, refund);
  post(work, refund, requestedTransaction(refund));
}

function sayApprovalNeeded(work: RefundWork, refund: RequestedRefund, limitMinor: bigint | undefined): void {
  const { ref, refundId, currency } = refund;
  const limit = limitMinor === undefined ? undefined : { amountMinor: limitMinor.toString(), currency };
  work.say(RefundApprovalNeeded, subjectOfCase(ref.caseId), { ref, refundId, total: totalOf(refund), limit, ...ofDifference(refund) });
}

function sayDeclined(work: RefundWork, refund: RequestedRefund, { reasonCode, declinedBy, at, until }: Extract<RefundEvent, { readonly type: 'declined' }>): void {
  const { ref, refundId } = refund;
  const subject = subjectOfCase(ref.caseId);
  work.schedule({ subject, name: takeUpTimer, dueAt: until, payload: { caseId: ref.caseId } });
  work.say(RefundDeclined, subject, { ref, refundId, total: totalOf(refund), reasonCode, declinedBy, declinedAt: at.toISOString(), takeUpUntil: until.toISOString(), ...ofDifference(refund) });
  post(work, refund, declinedTransaction(refund));
}

/** Told to intake: an exchange goes on once it is paid. */
const ofDifference = (refund: RequestedRefund): { readonly difference?: true } => (isExchangeDifference(refund) ? { difference: true } : {});

const reasonOf = ({ decline }: RequestedRefund): string => decline?.reasonCode ?? '';

function askProvider(work: RefundWork, refund: RequestedRefund): void {
  for (const leg of refund.legs) work.intend(legIntent(refund, leg, work.now));
}

function sayLegFailed(work: RefundWork, refund: RequestedRefund, leg: Leg, code: string): void {
  const { ref, refundId } = refund;
  work.say(RefundLegFailed, subjectOfCase(ref.caseId), { ref, refundId, legId: leg.legId, code, willRetry: leg.retrying, attempt: leg.attempts, ...ofDifference(refund) });
}

/** Finance hears only of money that moved. */
function saySettled(work: RefundWork, refund: RequestedRefund, at: Date): void {
  const { ref, refundId } = refund;
  const subject = subjectOfCase(ref.caseId);
  const settled = { ref, refundId, total: totalOf(refund), settledAt: at.toISOString() };
  work.cancelTimer(subject, payTimer);
  work.say(RefundSettled, subject, { ...settled, ...ofDifference(refund) });
  if (refund.totalMinor > 0n) work.say(RefundPaid, subject, { ...settled, legs: refund.legs.map((leg) => ({ ...wireLeg(leg), bankReference: leg.byHand?.bankReference ?? '' })) });
}

export function post(work: RefundWork, { ref }: Pick<Refund, 'ref'>, transaction: LedgerTransaction | undefined): void {
  if (!transaction) return;
  const { transactionId, currency, memo } = transaction;
  const postings = transaction.postings.map(({ account, debitMinor, creditMinor }) => ({ account, debitMinor: debitMinor.toString(), creditMinor: creditMinor.toString() }));
  postings.forEach((posting, index) => work.ledger.add({ ...posting, entryId: `${transactionId}/${index + 1}`, transactionId, caseId: ref.caseId, currency, memo, postedAt: work.now }));
  work.say(LedgerPosted, subjectOfCase(ref.caseId), { ref, transactionId, currency, memo, postings });
}

const totalOf = ({ totalMinor, currency }: RequestedRefund): { amountMinor: string; currency: string } => ({ amountMinor: totalMinor.toString(), currency });

/** As it is told to others and shown. */
export const wireLine = ({ caseLineId, orderLineId, quantity, amountMinor, slices = [] }: RefundLine) => {
  const deductedMinor = deductedOf(slices);
  return { caseLineId, orderLineId, quantity, amountMinor: amountMinor.toString(), ...(deductedMinor > 0n && { deductedMinor: deductedMinor.toString() }) };
};

const wireLeg = ({ legId, paymentId, amountMinor }: Leg): { legId: string; paymentId: string; amountMinor: string } => ({ legId, paymentId, amountMinor: amountMinor.toString() });

function legOf(refund: RequestedRefund, legId: string): Leg {
  const leg = refund.legs.find((each) => each.legId === legId);
  if (!leg) throw new Error(`refund ${refund.refundId} has no leg ${legId}`);
  return leg;
}
