import { ignored, notYet, refused, done, type Outcome } from '@huiliu/messaging';
import { invariant } from '../domain/invariant';
import { decideApproval } from '../domain/decide';
import type { ApprovalLimits } from '../domain/approval-limits';
import { goodsOfType } from '../domain/goods-instead';
import { awaitHold } from '../domain/hold';
import { takeUnits } from '../domain/balance';
import type { ApprovedLine, CaseRef } from '../domain/refund';
import { record } from './record';
import { refuse } from './refuse';
import { requestRefund } from './request-refund';
import { subjectOfOrder, type RefundWork } from './work';

/** Of a case, by review. */
export interface CaseApproval {
  readonly ref: CaseRef;
  /** As the contracts say it: `return`, `refund_only`, … */
  readonly type: string;
  /** Of a refund only whose goods are to be stopped or come back first. */
  readonly awaitsGoods?: boolean;
  readonly lines: readonly ApprovedLine[];
  /** `rules`, or the staff id of who decided. */
  readonly decidedBy: string;
  /** Of an exchange whose goods may leave in advance. */
  readonly holdForDays?: number | undefined;
}

/**
 * A return waits for its goods, and a refund only for goods that the customer does not have; an exchange, a repair and what is sent again for what becomes of that. A refund only for goods that the customer keeps, and a
 * price difference, is requested at once. Refusals: TYPE_NOT_OFFERED, PURCHASE_NOT_KNOWN, DIFFERENCE_MISSING, those of `decideApproval` and, where the order can't give the units, of `takeUnits`.
 */
export function takeApproval(work: RefundWork, { ref, type, awaitsGoods, lines, decidedBy, holdForDays }: CaseApproval, limits: ApprovalLimits): Outcome {
  const goods = goodsOfType[type];
  if (type !== 'return' && type !== 'refund_only' && type !== 'price_difference' && !goods) {
    return refused({ code: 'TYPE_NOT_OFFERED', kind: 'NOT_OFFERED', message: `Cases of type ${type} are not refunded yet. Decide case ${ref.caseNumber} as another kind.` });
  }
  if (lines.some((line) => (line.difference !== undefined) !== (type === 'price_difference'))) {
    return refused({ code: 'DIFFERENCE_MISSING', kind: 'UNPROCESSABLE', message: `Case ${ref.caseNumber} is of type ${type}: a difference per unit belongs to each line of a price difference, and to no other. Look at its approval.` });
  }
  if (type !== 'exchange' && lines.some((line) => line.exchangedAtMinor !== undefined)) {
    return refused({ code: 'VARIANT_NOT_ASKED', kind: 'UNPROCESSABLE', message: `Case ${ref.caseNumber} is of type ${type}: another variant is given in exchange alone. Look at its approval.` });
  }
  if (ref.orderId === '') return refused({ code: 'PURCHASE_NOT_KNOWN', kind: 'UNPROCESSABLE', message: `Case ${ref.caseNumber} names no order, so nothing is known to give back. Match it to its purchase first.` });
  const allocation = work.allocations.get(ref.orderId);
  if (!allocation) return notYet(`order ${ref.orderId} has not arrived from CRM`, subjectOfOrder(ref.orderId));
  const balance = work.balances.get(ref.orderId);
  invariant(balance !== undefined, `order ${ref.orderId} is allocated without a balance`);

  const refund = work.refunds.get(ref.caseId);
  const goodsKept = type === 'price_difference' || (type === 'refund_only' && !awaitsGoods);
  const decision = decideApproval(refund, ref, lines, decidedBy, { goods, goodsKept, hold: type === 'exchange' && holdForDays !== undefined ? awaitHold(ref.caseId, holdForDays) : undefined });
  if (!decision.ok) return refuse(decision.error);
  if (decision.value.length === 0) return ignored('the case was approved before');
  // Only tried, not taken: better to hear now than at the inspection that the order does not have these units.
  const possible = takeUnits(allocation, balance, lines);
  if (!possible.ok) return refuse(possible.error);
  const approved = record(work, refund, decision.value);
  return goodsKept ? requestRefund(work, approved, lines, limits) : done();
}
