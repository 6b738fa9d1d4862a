import { ok, type DomainError, type Result } from '@huiliu/kernel';
import type { Allocation } from './allocation';
import type { Balance } from './balance';
import { differenceOf } from './decide';
import type { ApprovedRefund, Refund } from './refund';
import { decideTopUp } from './top-up';

export interface ComparedVariant {
  readonly sku: string;
  readonly unitPriceMinor: bigint;
  readonly backMinor: bigint;
  readonly onTopMinor: bigint;
}

/** Whether something else may go out than was approved: an exchange of one line, so that there is one difference, of which nothing is set aside and nothing was settled. */
export const mayChooseVariant = (refund: Refund): refund is ApprovedRefund =>
  refund.status === 'approved' && refund.goods?.awaitsUnits === true && refund.goods.reserved !== true && !refund.goods.refundInstead && refund.approved.length === 1;

/** What a variant would cost the customer, as the order stands, by the rules by which it is settled in the end. Nothing is taken. Errors as of a request. */
export function compareVariant(refund: ApprovedRefund, { sku, unitPriceMinor }: Pick<ComparedVariant, 'sku' | 'unitPriceMinor'>, allocation: Allocation, balance: Balance): Result<ComparedVariant, DomainError> {
  const priced = { ...refund, approved: refund.approved.map((line) => ({ ...line, chosenAtMinor: unitPriceMinor })) };
  const units = refund.goods?.accepted ?? refund.approved.map(({ caseLineId, quantity }) => ({ caseLineId, quantity }));
  const topUp = decideTopUp(priced, units, allocation, new Date(0));
  if (!topUp.ok) return topUp;
  if (topUp.value) return ok({ sku, unitPriceMinor, backMinor: 0n, onTopMinor: topUp.value.amountMinor });
  const back = differenceOf(priced, units, allocation, balance);
  return back.ok ? ok({ sku, unitPriceMinor, backMinor: back.value, onTopMinor: 0n }) : back;
}
