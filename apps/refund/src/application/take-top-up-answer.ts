import { TopUpExpired, TopUpPaid, TopUpRequested } from '@huiliu/contracts';
import { done, ignored, type Outcome } from '@huiliu/messaging';
import { addPayment, checkBalance } from '../domain/balance';
import { invariant } from '../domain/invariant';
import { topUpTransaction } from '../domain/ledger';
import type { CaseRef, Refund } from '../domain/refund';
import { isPending, moveTopUp, withTopUp, type TopUp, type TopUpAnswer, type TopUpPayment } from '../domain/top-up';
import { saySettled } from './goods-instead';
import { post } from './record';
import { refuse } from './refuse';
import { requestRefund } from './request-refund';
import { topUpIntent, type TopUpCall } from './top-up-intent';
import { subjectOfCase, topUpTimer, type RefundTerms, type RefundWork } from './work';

/** Why an exchange for a dearer variant comes to nothing, where the customer has just not paid. */
export const topUpNotPaid = 'TOP_UP_NOT_PAID';

/** Writes down what the provider said of what the customer has to pay on top. Refusals: those of `addPayment`. */
export function takeTopUpAnswer(work: RefundWork, call: TopUpCall, answer: TopUpAnswer, terms: RefundTerms & { readonly topUpAskMs: number }): Outcome {
  const refund = work.refunds.get(call.caseId);
  const topUp = refund?.topUp;
  if (!refund || !isPending(topUp)) return ignored('it is known what became of it');
  switch (answer.status) {
    case 'paid':
      return collect(work, refund, topUp, answer, terms);
    case 'closed':
      return giveUp(work, refund, topUp, topUpNotPaid, terms);
    case 'refused':
      // Nobody can have paid who was never told where. Else a no, as of a door that has changed its key, says nothing of the money.
      return topUp.url === undefined ? giveUp(work, refund, topUp, answer.code, terms) : askLater(work, refund, topUp, call, { status: 'unknown' }, terms.topUpAskMs);
    case 'open':
    case 'unknown':
      return askLater(work, refund, topUp, call, answer, terms.topUpAskMs);
  }
}

/** Nothing is decided before the provider has said that it is paid, or never will be. */
function askLater(work: RefundWork, refund: Refund, topUp: TopUp, { close }: TopUpCall, answer: Extract<TopUpAnswer, { status: 'open' | 'unknown' }>, askMs: number): Outcome {
  if (topUp.status === 'closing' && !close) return ignored('the provider is told to take it no more');
  scheduleAsking(work, refund.ref, new Date(close ? work.now.getTime() + askMs : Math.min(work.now.getTime() + askMs, Math.max(topUp.dueAt.getTime(), work.now.getTime()))));
  if (topUp.status !== 'asked' || answer.status !== 'open') return done();
  const open = moveTopUp(topUp, 'show', { url: answer.url });
  work.refunds.put(refund.ref.caseId, withTopUp(refund, open));
  work.say(TopUpRequested, subjectOfCase(refund.ref.caseId), { ref: refund.ref, topUpId: open.topUpId, amount: amountOf(open), dueAt: open.dueAt.toISOString(), paymentUrl: answer.url });
  return done();
}

/** Our clock says when it is over, and the provider whether it was paid by then. */
export function askForTopUp(work: RefundWork, caseId: string): Outcome {
  const refund = work.refunds.get(caseId);
  if (!refund || !isPending(refund.topUp)) return ignored('it is known what became of it');
  const { topUp, ref } = refund;
  work.intend(topUpIntent(ref, topUp, { close: topUp.status === 'closing' || topUp.dueAt.getTime() <= work.now.getTime(), dueAt: work.now }));
  return done();
}

function scheduleAsking(work: RefundWork, { caseId }: CaseRef, dueAt: Date): void {
  work.schedule({ subject: subjectOfCase(caseId), name: topUpTimer, dueAt, payload: { caseId } });
}

/** The units are worth so much more from now on: the goods may leave, or it is paid back with them. */
function collect(work: RefundWork, before: Refund, topUp: TopUp, { paymentId, method, paidAt }: TopUpPayment, terms: RefundTerms): Outcome {
  const { orderId, caseId } = before.ref;
  const [allocation, balance] = [work.allocations.get(orderId), work.balances.get(orderId)];
  invariant(allocation !== undefined && balance !== undefined, `case ${before.ref.caseNumber} was approved for order ${orderId}, which is not there`);
  const added = addPayment(allocation, balance, { paymentId, method }, topUp.line);
  if (!added.ok) return refuse(added.error);
  checkBalance(allocation, added.value);
  work.balances.put(orderId, added.value);
  work.cancelTimer(subjectOfCase(caseId), topUpTimer);
  const paid = moveTopUp(topUp, 'pay', { payment: { paymentId, method, paidAt } });
  const refund = withTopUp(before, paid);
  work.refunds.put(caseId, refund);
  post(work, refund, topUpTransaction(paid, method));
  work.say(TopUpPaid, subjectOfCase(caseId), { ref: refund.ref, topUpId: paid.topUpId, amount: amountOf(paid), paidAt: paidAt.toISOString() });
  const backed = goOn(work, refund, terms);
  if (backed) return backed;
  if (refund.status === 'approved' && refund.goods?.accepted) saySettled(work, refund, refund.goods.accepted);
  return done();
}

function giveUp(work: RefundWork, before: Refund, topUp: TopUp, reasonCode: string, terms: RefundTerms): Outcome {
  work.cancelTimer(subjectOfCase(before.ref.caseId), topUpTimer);
  const refund = withTopUp(before, moveTopUp(topUp, 'close'));
  work.refunds.put(refund.ref.caseId, refund);
  work.say(TopUpExpired, subjectOfCase(refund.ref.caseId), { ref: refund.ref, topUpId: topUp.topUpId, reasonCode });
  return goOn(work, refund, terms) ?? done();
}

/** The exchange had come to nothing meanwhile: now it is known what is to be paid back. Undefined: it has not. */
function goOn(work: RefundWork, refund: Refund, { approvalLimits }: RefundTerms): Outcome | undefined {
  if (refund.status !== 'approved' || refund.goods?.refundInstead !== true || !refund.goods.accepted) return undefined;
  return requestRefund(work, refund, refund.goods.accepted, approvalLimits);
}

const amountOf = ({ amountMinor, currency }: TopUp): { amountMinor: string; currency: string } => ({ amountMinor: amountMinor.toString(), currency });
