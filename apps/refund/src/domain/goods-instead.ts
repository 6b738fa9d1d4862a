import type { AcceptedLine } from './decide';
import type { ApprovedRefund, Refund } from './refund';

/**
 * What the customer of an exchange, of a repair, or of what is sent again, gets instead of money. The approval is kept all the same: where the goods can't be had, it is paid for.
 */
export interface GoodsInstead {
  /** Whether something has to come back first. */
  readonly comesBack: boolean;
  /** What has come back, or was lost without the customer's fault; undefined as long as nobody knows. */
  readonly accepted: readonly AcceptedLine[] | undefined;
  /** The customer wants the money after all. */
  readonly refundInstead: boolean;
}

/** Case types whose customers get goods. */
export const goodsOfType: Readonly<Partial<Record<string, GoodsInstead>>> = {
  exchange: { comesBack: true, accepted: undefined, refundInstead: false },
  // Their own goods, repaired; money only where they can't be, or are lost.
  repair: { comesBack: true, accepted: undefined, refundInstead: false },
  resend: { comesBack: false, accepted: undefined, refundInstead: false },
};

export type GoodsDecision =
  /** Known before, or nothing is owed any more. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'settled'; readonly refund: ApprovedRefund; readonly accepted: readonly AcceptedLine[] }
  /** Kept until what comes back is known. */
  | { readonly kind: 'kept'; readonly refund: ApprovedRefund }
  | { readonly kind: 'pay'; readonly units: readonly AcceptedLine[] };

const nothing: GoodsDecision = { kind: 'nothing' };

/**
 * It is known what has come back: the same goes out for it, at the same worth, so that nothing is owed either way; or it is paid for. Undefined: this refund is about money from the start.
 */
export function goodsCameBack(refund: Refund, accepted: readonly AcceptedLine[]): GoodsDecision | undefined {
  if (refund.status !== 'approved') return refund.status === 'called_off' ? nothing : undefined;
  if (!refund.goods) return undefined;
  if (refund.goods.refundInstead) return { kind: 'pay', units: accepted };
  if (refund.goods.accepted) return nothing;
  return { kind: 'settled', refund: { ...refund, goods: { ...refund.goods, accepted } }, accepted };
}

/** The goods can't be had, or not soon enough. */
export function payInstead(refund: Refund): GoodsDecision {
  if (refund.status !== 'approved' || !refund.goods || refund.goods.refundInstead) return nothing;
  const { goods, approved } = refund;
  if (!goods.comesBack) return { kind: 'pay', units: approved.map(({ caseLineId, quantity }) => ({ caseLineId, quantity })) };
  return goods.accepted ? { kind: 'pay', units: goods.accepted } : { kind: 'kept', refund: { ...refund, goods: { ...goods, refundInstead: true } } };
}
