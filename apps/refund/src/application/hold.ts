import { HoldCaptured, HoldDeclined, HoldPlaced, HoldReleased, HoldRunsOut } from '@huiliu/contracts';
import { done, ignored, notYet, type Outcome } from '@huiliu/messaging';
import type { AcceptedLine } from '../domain/decide';
import { allUnits, captureAtOf, isOpen, missingUnits, moneyToHold, moveHold, owedLines, owedMinor, paidTwice, soldOrderIdOf, unitsCaptured, warnAtOf, wasPlaced, withHold, type CapturedMoney, type Hold, type HoldAnswer, type OwedUnits } from '../domain/hold';
import { invariant } from '../domain/invariant';
import { holdTransaction } from '../domain/ledger';
import type { ApprovedRefund, Refund } from '../domain/refund';
import { allocateOrder } from './allocate-order';
import { holdIntent, isInQuestion, type HoldCall } from './hold-intent';
import { post, record } from './record';
import { refuse } from './refuse';
import { requestRefund } from './request-refund';
import { holdTimer, subjectOfCase, type RefundTerms, type RefundWork } from './work';

/** Units are set aside for an exchange that may go in advance: the customer's price for them is to be held. Errors as of a request. */
export function askForHold(work: RefundWork, refund: ApprovedRefund, hold: Hold): Outcome {
  const [allocation, balance] = [work.allocations.get(refund.ref.orderId), work.balances.get(refund.ref.orderId)];
  invariant(allocation !== undefined && balance !== undefined, `case ${refund.ref.caseNumber} was approved for order ${refund.ref.orderId}, which is not there`);
  const money = moneyToHold(refund, allocation, balance, hold.holdForDays, work.now);
  if (!money.ok) return refuse(money.error);
  if (!money.value) {
    endHold(work, refund, 'NOTHING_TO_HOLD');
    return done();
  }
  keepInQuestion(work, refund, moveHold(hold, 'ask', { money: money.value }));
  return done();
}

/** Nothing is to be held any more: forgone, or released at the provider. What is decided already stays so. Nobody answers for what is asked: its own word follows. */
export function endHold<R extends Refund>(work: RefundWork, refund: R, reasonCode: string): R {
  const { hold } = refund;
  if (!hold || !['wanted', 'asked', 'held'].includes(hold.status)) return refund;
  if (hold.status !== 'wanted') return keepInQuestion(work, refund, moveHold(hold, 'call_off', { reasonCode, silences: 0 }));
  return sayDeclined(work, refund, moveHold(hold, 'forgo', { reasonCode }));
}

/** The goods were let go in advance, and it is known what has come back. Undefined: they were not, and the exchange goes as every other. */
export function takeBackAdvanced(work: RefundWork, refund: Refund, accepted: readonly AcceptedLine[], terms: RefundTerms): Outcome | undefined {
  const { hold } = refund;
  if (refund.status !== 'approved' || !refund.goods || refund.goods.refundInstead || !hold || !wasPlaced(hold)) return undefined;
  if (refund.goods.accepted) return ignored('it is known what has come back');
  const back: ApprovedRefund = { ...refund, goods: { ...refund.goods, accepted } };
  work.refunds.put(refund.ref.caseId, back);
  if (hold.status !== 'held') return finish(work, back, terms) ?? done();
  const owed = missingUnits(hold, accepted);
  if (owed.length > 0) claim(work, back, owed, 'NOT_IN_PARCEL');
  else endHold(work, back, 'GOODS_ACCEPTED');
  return done();
}

/** The customer has what was sent in advance. Undefined: it was not sent so. */
export function deliveredInAdvance(work: RefundWork, caseId: string, occurredAt: string, terms: RefundTerms): Outcome | undefined {
  const refund = work.refunds.get(caseId);
  const hold = refund?.hold;
  if (refund?.status !== 'approved' || !hold || !(wasPlaced(hold) || hold.status === 'asked')) return undefined;
  if (hold.deliveredAt) return ignored('it was delivered before');
  const next = withHold(refund, { ...hold, deliveredAt: new Date(occurredAt) });
  work.refunds.put(caseId, next);
  if (hold.status === 'held' && hold.owed && hold.reasonCode !== undefined) claim(work, next, hold.owed, hold.reasonCode);
  return finish(work, next, terms) ?? done();
}

/** Whether the time to send the goods was over when what goes out for them had left: nothing will come that could be paid for. */
export const keepsAdvanced = (work: RefundWork, caseId: string): boolean => work.refunds.get(caseId)?.hold?.returnOver === true;

/** The customer has not sent the goods, and keeps what was sent in advance. */
export function returnOverInAdvance(work: RefundWork, caseId: string, terms: RefundTerms): Outcome {
  const refund = work.refunds.get(caseId);
  if (!refund) return notYet('the approval of the case has not arrived from review');
  const { hold } = refund;
  if (hold?.status === 'wanted' && refund.status === 'approved') return notYet('what was set aside has not arrived from the warehouse');
  if (refund.status !== 'approved' || !hold || hold.returnOver) return ignored('it was known before, or nothing is owed any more');
  const next = withHold(refund, { ...hold, returnOver: true });
  work.refunds.put(caseId, next);
  if (hold.status === 'asked') work.refunds.put(caseId, withHold(next, owing(next.hold ?? hold, allUnits(hold), 'NOT_SENT')));
  if (hold.status === 'held') claim(work, next, allUnits(hold), 'NOT_SENT');
  return finish(work, next, terms) ?? done();
}

/** Asked for again, or the clock of what is held: told before, then captured; or released, where the customer does not have it yet. */
export function lookAtHold(work: RefundWork, caseId: string): Outcome {
  const refund = work.refunds.get(caseId);
  const hold = refund?.hold;
  if (!refund || !hold || !isOpen(hold)) return ignored('it is known what became of it');
  if (isInQuestion(hold)) {
    work.intend(holdIntent(refund.ref, hold, work.now));
    return done();
  }
  if (hold.status !== 'held' || !hold.captureAt) return ignored('nothing is held');
  if (hold.captureAt.getTime() > work.now.getTime()) return warn(work, refund, hold);
  if (hold.deliveredAt) claim(work, refund, hold.owed ?? allUnits(hold), 'HOLD_ENDED');
  else endHold(work, refund, 'NOT_DELIVERED');
  return done();
}

function warn(work: RefundWork, refund: Refund, hold: Hold): Outcome {
  invariant(hold.captureAt !== undefined, `hold ${hold.holdId} has no end`);
  look(work, refund, hold.captureAt);
  if (hold.warned) return done();
  work.refunds.put(refund.ref.caseId, withHold(refund, { ...hold, warned: true }));
  work.say(HoldRunsOut, subjectOfCase(refund.ref.caseId), { ref: refund.ref, holdId: hold.holdId, captureAt: hold.captureAt.toISOString() });
  return done();
}

/** Writes down what the provider said. An answer to what is not asked any more changes nothing. Refusals: those of `allocateOrder`, of `decideRequest`. */
export function takeHoldAnswer(work: RefundWork, { caseId, action }: HoldCall, answer: HoldAnswer, terms: RefundTerms & { readonly holdAskMs: number }): Outcome {
  const refund = work.refunds.get(caseId);
  const hold = refund?.hold;
  if (!refund || !hold || !isInQuestion(hold) || action !== askedBy[hold.status]) return ignored('it is known what became of it, or something else is asked by now');
  if (answer.status === 'unknown') return askLater(work, refund, hold, terms.holdAskMs);
  if (hold.status === 'asked') return takePlaced(work, refund, hold, answer, terms.holdAskMs);
  if (answer.status === 'captured') return collect(work, refund, hold, answer, terms);
  if (answer.status === 'released' || answer.status === 'declined') return released(work, refund, hold, terms);
  return askLater(work, refund, hold, terms.holdAskMs);
}

const askedBy: Readonly<Partial<Record<Hold['status'], HoldCall['action']>>> = { asked: 'place', releasing: 'release', capturing: 'capture' };

/** What else it was before, a refund that was restored alone has forgotten: it will come to that again, and ask then. */
function takePlaced(work: RefundWork, refund: Refund, hold: Hold, answer: HoldAnswer, askMs: number): Outcome {
  const { money } = hold;
  invariant(money !== undefined, `hold ${hold.holdId} was asked for without an amount`);
  // A question before this one may have been heard all the same: whatever it has done is undone.
  if (answer.status === 'refused' && hold.silences > 0) {
    endHold(work, refund, answer.code);
    return done();
  }
  if (answer.status === 'declined' || answer.status === 'refused') {
    sayDeclined(work, refund, moveHold(hold, 'decline', { reasonCode: answer.code }));
    return done();
  }
  if (answer.status === 'unknown') return askLater(work, refund, hold, askMs);
  const captureAt = captureAtOf(hold, money);
  const held = moveHold(hold, 'place', { captureAt, silences: 0 });
  const next = withHold(refund, held);
  work.refunds.put(refund.ref.caseId, next);
  look(work, next, warnAtOf(held) ?? captureAt);
  work.say(HoldPlaced, subjectOfCase(refund.ref.caseId), { ref: refund.ref, holdId: held.holdId, amount: amountOf(money.amountMinor, held), captureAt: captureAt.toISOString() });
  if (held.owed && held.reasonCode !== undefined) claim(work, next, held.owed, held.reasonCode);
  return done();
}

/** Units that the customer keeps and has not given others for. They pay for what they have: where it has not arrived, it is only noted. What comes to nothing in money is released. */
function claim(work: RefundWork, refund: Refund, units: readonly OwedUnits[], reasonCode: string): void {
  const { hold } = refund;
  invariant(hold?.status === 'held', `case ${refund.ref.caseNumber} holds nothing to be paid from`);
  const next = owing(hold, units, reasonCode);
  if (owedMinor(next) === 0n) endHold(work, withHold(refund, next), reasonCode);
  else if (hold.deliveredAt) keepInQuestion(work, refund, moveHold(next, 'claim', { silences: 0 }));
  else work.refunds.put(refund.ref.caseId, withHold(refund, next));
}

const owing = (hold: Hold, owed: readonly OwedUnits[], reasonCode: string): Hold => ({ ...hold, owed, reasonCode });

/** Captured is only what was asked for. It is the customer's money no longer: what was sent is sold, under an order of its own. */
function collect(work: RefundWork, before: Refund, hold: Hold, { paymentId, method, amountMinor, capturedAt }: CapturedMoney, terms: RefundTerms & { readonly holdAskMs: number }): Outcome {
  const { ref } = before;
  const owed = unitsCaptured(hold, (before.status === 'approved' && before.goods?.accepted) || [], amountMinor);
  if (!owed) return askLater(work, before, hold, terms.holdAskMs);
  const captured = moveHold(hold, 'capture', { captured: { paymentId, method, amountMinor, capturedAt }, owed, ...(hold.status === 'releasing' && { reasonCode: 'HOLD_ENDED' }) });
  const [lines, soldOrderId, currency] = [owedLines(captured).filter((line) => line.quantity > 0), soldOrderIdOf(ref.caseId), hold.money?.currency ?? ''];
  const sold = allocateOrder(work, { orderId: soldOrderId, currency, lines: lines.map(({ caseLineId, quantity, amountMinor: paid }) => ({ orderLineId: caseLineId, kind: 'goods', quantity, amountMinor: paid })), discountMinor: 0n, payments: [{ paymentId, method, capturedMinor: amountMinor }] }, work.allocations.get(ref.orderId)?.legPolicy ?? 'in_shares');
  if (sold.kind === 'refused') return sold;
  work.cancelTimer(subjectOfCase(ref.caseId), holdTimer);
  const refund = withHold(before, captured);
  work.refunds.put(ref.caseId, refund);
  post(work, refund, holdTransaction(captured));
  work.say(HoldCaptured, subjectOfCase(ref.caseId), {
    ref,
    holdId: captured.holdId,
    captured: amountOf(amountMinor, captured),
    lines: lines.map((line) => ({ caseLineId: line.caseLineId, quantity: line.quantity, amountMinor: line.amountMinor.toString() })),
    soldOrderId,
    deliveredAt: (captured.deliveredAt ?? capturedAt).toISOString(),
    reasonCode: captured.reasonCode ?? 'HOLD_ENDED',
    capturedAt: capturedAt.toISOString(),
  });
  return finish(work, refund, terms) ?? done();
}

function released(work: RefundWork, before: Refund, hold: Hold, terms: RefundTerms): Outcome {
  work.cancelTimer(subjectOfCase(before.ref.caseId), holdTimer);
  const next = moveHold(hold, 'release', hold.status === 'capturing' ? { reasonCode: 'LAPSED', owed: undefined } : { owed: undefined });
  const refund = withHold(before, next);
  work.refunds.put(refund.ref.caseId, refund);
  work.say(HoldReleased, subjectOfCase(refund.ref.caseId), { ref: refund.ref, holdId: next.holdId, reasonCode: next.reasonCode ?? 'CALLED_OFF' });
  return finish(work, refund, terms) ?? done();
}

/** Nothing more can come: what came back although it was paid for out of the hold goes as of a return, and else nothing is owed any more. Undefined: something still can, or the customer still waits for what was sent. */
function finish(work: RefundWork, refund: Refund, { approvalLimits }: RefundTerms): Outcome | undefined {
  const { hold } = refund;
  if (refund.status !== 'approved' || !refund.goods || refund.goods.refundInstead || !hold || isOpen(hold) || !wasPlaced(hold)) return undefined;
  const { accepted } = refund.goods;
  if (!accepted && !hold.returnOver) return undefined;
  const twice = hold.captured && accepted ? paidTwice(refund, hold, accepted) : [];
  if (twice.length > 0) return requestRefund(work, refund, twice, approvalLimits);
  if (hold.deliveredAt) record(work, refund, [{ type: 'called_off' }]);
  return done();
}

function sayDeclined<R extends Refund>(work: RefundWork, refund: R, hold: Hold): R {
  work.cancelTimer(subjectOfCase(refund.ref.caseId), holdTimer);
  const next = withHold(refund, hold);
  work.refunds.put(refund.ref.caseId, next);
  work.say(HoldDeclined, subjectOfCase(refund.ref.caseId), { ref: refund.ref, holdId: hold.holdId, reasonCode: hold.reasonCode ?? 'CALLED_OFF' });
  return next;
}

function keepInQuestion<R extends Refund>(work: RefundWork, refund: R, hold: Hold): R {
  const next = withHold(refund, hold);
  work.cancelTimer(subjectOfCase(refund.ref.caseId), holdTimer);
  work.refunds.put(refund.ref.caseId, next);
  work.intend(holdIntent(refund.ref, hold, work.now));
  return next;
}

/** Nothing is decided before the provider has said. */
function askLater(work: RefundWork, refund: Refund, hold: Hold, askMs: number): Outcome {
  work.refunds.put(refund.ref.caseId, withHold(refund, { ...hold, silences: hold.silences + 1 }));
  look(work, refund, new Date(work.now.getTime() + askMs));
  return done();
}

function look(work: RefundWork, { ref: { caseId } }: Refund, dueAt: Date): void {
  work.schedule({ subject: subjectOfCase(caseId), name: holdTimer, dueAt, payload: { caseId } });
}

const amountOf = (amountMinor: bigint, { money }: Hold): { amountMinor: string; currency: string } => ({ amountMinor: amountMinor.toString(), currency: money?.currency ?? '' });
