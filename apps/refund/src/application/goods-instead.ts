import { DifferenceSettled } from '@huiliu/contracts';
import { done, ignored, notYet, type Outcome } from '@huiliu/messaging';
import type { ApprovalLimits } from '../domain/approval-limits';
import type { AcceptedLine } from '../domain/decide';
import { goodsCameBack, payInstead, type GoodsDecision } from '../domain/goods-instead';
import type { Refund } from '../domain/refund';
import { requestRefund } from './request-refund';
import { subjectOfCase, type RefundWork } from './work';

/** It is known what has come back. Undefined: the customer gets money for it, as usual. */
export function settleDifference(work: RefundWork, refund: Refund, accepted: readonly AcceptedLine[], limits: ApprovalLimits): Outcome | undefined {
  const decided = goodsCameBack(refund, accepted);
  return decided && carryOut(work, refund, decided, limits);
}

/** Nothing is sent to the customer: they are paid instead, as soon as it is known for what. */
export function refundInstead(work: RefundWork, caseId: string, limits: ApprovalLimits): Outcome {
  const refund = work.refunds.get(caseId);
  return refund ? carryOut(work, refund, payInstead(refund), limits) : notYet('the approval of the case has not arrived from review');
}

function carryOut(work: RefundWork, refund: Refund, decided: GoodsDecision, limits: ApprovalLimits): Outcome {
  const { ref } = refund;
  switch (decided.kind) {
    case 'nothing':
      return ignored('it was known before, or nothing is owed any more');
    case 'pay':
      return requestRefund(work, refund, decided.units, limits);
    case 'kept':
      work.refunds.put(ref.caseId, decided.refund);
      return done();
    case 'settled':
      work.refunds.put(ref.caseId, decided.refund);
      work.say(DifferenceSettled, subjectOfCase(ref.caseId), { ref, lines: decided.accepted.filter(({ quantity }) => quantity > 0).map(({ caseLineId, quantity }) => ({ caseLineId, quantity })) });
      return done();
  }
}
