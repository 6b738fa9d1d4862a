import { DifferenceSettled } from '@huiliu/contracts';
import { done, ignored, notYet, type Outcome } from '@huiliu/messaging';
import type { ApprovalLimits } from '../domain/approval-limits';
import { checkBalance } from '../domain/balance';
import { decideDifference, type AcceptedLine } from '../domain/decide';
import { goodsCameBack, payInstead, unitsSetAside, type ChosenPrice, type GoodsDecision } from '../domain/goods-instead';
import { invariant } from '../domain/invariant';
import type { ApprovedRefund, Refund } from '../domain/refund';
import { decideTopUp, withTopUp } from '../domain/top-up';
import { askForHold, endHold, takeBackAdvanced } from './hold';
import { record } from './record';
import { refuse } from './refuse';
import { requestRefund } from './request-refund';
import { topUpIntent } from './top-up-intent';
import { subjectOfCase, type RefundTerms, type RefundWork } from './work';

/** It is known what has come back. Undefined: the customer gets money for it, as usual. */
export function settleDifference(work: RefundWork, refund: Refund, accepted: readonly AcceptedLine[], terms: RefundTerms): Outcome | undefined {
  const advanced = takeBackAdvanced(work, refund, accepted, terms);
  if (advanced) return advanced;
  // Nothing was let go for it: the exchange goes as every other.
  const first = endHold(work, refund, 'GOODS_CAME_FIRST');
  const decided = goodsCameBack(first, accepted);
  return decided && carryOut(work, first, decided, terms);
}

/** What goes out is set aside: what came back can be compared with it. */
export function compareWithReserved(work: RefundWork, caseId: string, chosen: ChosenPrice | undefined, terms: RefundTerms): Outcome {
  const refund = work.refunds.get(caseId);
  if (!refund) return notYet('the approval of the case has not arrived from review');
  const decided = unitsSetAside(refund, chosen);
  if (decided.kind !== 'kept' || decided.refund.hold?.status !== 'wanted') return carryOut(work, refund, decided, terms);
  work.refunds.put(caseId, decided.refund);
  // What is held for is what was bought.
  if (!chosen) return askForHold(work, decided.refund, decided.refund.hold);
  endHold(work, decided.refund, 'OTHER_VARIANT');
  return done();
}

/** Nothing is sent to the customer: they are paid instead, as soon as it is known for what. */
export function refundInstead(work: RefundWork, caseId: string, terms: RefundTerms): Outcome {
  const refund = work.refunds.get(caseId);
  if (!refund) return notYet('the approval of the case has not arrived from review');
  const free = endHold(work, refund, 'CALLED_OFF');
  return carryOut(work, free, payInstead(free), terms);
}

/** What was recorded has perhaps paid the difference of an exchange: then it goes on, or what is left is paid as well. */
export function afterDifference(work: RefundWork, before: Refund, after: Refund, limits: ApprovalLimits): void {
  if (after.status !== 'approved' || before.status === 'approved' || !after.goods?.accepted || !after.difference) return;
  if (after.goods.refundInstead) requestRefund(work, after, after.goods.accepted, limits);
  else saySettled(work, after, after.goods.accepted);
}

function carryOut(work: RefundWork, refund: Refund, decided: GoodsDecision, terms: RefundTerms): Outcome {
  switch (decided.kind) {
    case 'nothing':
      return ignored('it was known before, or nothing is owed any more');
    case 'pay':
      return requestRefund(work, refund, decided.units, terms.approvalLimits);
    case 'kept':
      work.refunds.put(refund.ref.caseId, decided.refund);
      return done();
    case 'close_top_up':
      work.refunds.put(refund.ref.caseId, decided.refund);
      work.intend(topUpIntent(decided.refund.ref, decided.topUp, { close: true, dueAt: work.now }));
      return done();
    case 'ends':
      record(work, refund, [{ type: 'exchange_ended', how: decided.how }]);
      return done();
    case 'settled':
      work.refunds.put(refund.ref.caseId, decided.refund);
      saySettled(work, decided.refund, decided.accepted);
      return done();
    case 'compare':
      return compare(work, decided.refund, decided.accepted, terms);
  }
}

/** Under the order's lock, as any refund: what came back against what goes out for it. */
function compare(work: RefundWork, refund: ApprovedRefund, accepted: readonly AcceptedLine[], terms: RefundTerms): Outcome {
  const { orderId } = refund.ref;
  const [allocation, balance] = [work.allocations.get(orderId), work.balances.get(orderId)];
  invariant(allocation !== undefined && balance !== undefined, `case ${refund.ref.caseNumber} was approved for order ${orderId}, which is not there`);
  const topUp = decideTopUp(refund, accepted, allocation, new Date(work.now.getTime() + terms.topUpMs));
  if (!topUp.ok) return refuse(topUp.error);
  if (topUp.value) {
    work.refunds.put(refund.ref.caseId, withTopUp(refund, topUp.value));
    work.intend(topUpIntent(refund.ref, topUp.value, { close: false, dueAt: work.now }));
    return done();
  }
  const decision = decideDifference(refund, accepted, allocation, balance, terms.approvalLimits, work.now);
  if (!decision.ok) return refuse(decision.error);
  work.refunds.put(refund.ref.caseId, refund);
  if (decision.value.events.length === 0) {
    saySettled(work, refund, accepted);
    return done();
  }
  checkBalance(allocation, decision.value.balance);
  work.balances.put(orderId, decision.value.balance);
  record(work, refund, decision.value.events);
  return done();
}

/** To logistics, which may send the goods now. */
export function saySettled(work: RefundWork, { ref, difference, topUp }: ApprovedRefund, accepted: readonly AcceptedLine[]): void {
  const lines = accepted.filter(({ quantity }) => quantity > 0).map(({ caseLineId, quantity }) => ({ caseLineId, quantity }));
  work.say(DifferenceSettled, subjectOfCase(ref.caseId), { ref, lines, refunded: difference && { amountMinor: difference.totalMinor.toString(), currency: difference.currency }, collected: topUp?.payment && { amountMinor: topUp.amountMinor.toString(), currency: topUp.currency } });
}
