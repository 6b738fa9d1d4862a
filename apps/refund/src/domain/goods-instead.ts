import type { AcceptedLine } from './decide';
import { isRequested, type ApprovedRefund, type Refund } from './refund';
import { isPending, moveTopUp, type TopUp } from './top-up';

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
  /** The customer has them, as was heard while a difference was still on its way. */
  readonly delivered?: boolean | undefined;
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
  /** Perhaps more than what goes out for it is worth: that is worked out next. */
  | { readonly kind: 'compare'; readonly refund: ApprovedRefund; readonly accepted: readonly AcceptedLine[] }
  /** Kept until what comes back is known. */
  | { readonly kind: 'kept'; readonly refund: ApprovedRefund }
  | { readonly kind: 'pay'; readonly units: readonly AcceptedLine[] }
  /** What the customer pays on top may be on its way: it is paid once the provider has said. */
  | { readonly kind: 'close_top_up'; readonly refund: ApprovedRefund; readonly topUp: TopUp }
  /** Taken down until the difference, which is on its way, has settled. */
  | { readonly kind: 'ends'; readonly how: 'refund_instead' };

const nothing: GoodsDecision = { kind: 'nothing' };

/**
 * It is known what has come back: the same goes out for it, at the same worth, so that nothing is owed either way, or another variant, at its own; or it is paid for. Undefined: this refund is about money from the start.
 */
export function goodsCameBack(refund: Refund, accepted: readonly AcceptedLine[]): GoodsDecision | undefined {
  if (refund.status !== 'approved') return refund.status === 'called_off' || (isRequested(refund) && refund.goods) ? nothing : undefined;
  if (!refund.goods) return undefined;
  if (refund.goods.refundInstead) return { kind: 'pay', units: accepted };
  if (refund.goods.accepted) return nothing;
  const kind = isForVariant(refund) ? 'compare' : 'settled';
  return { kind, refund: { ...refund, goods: { ...refund.goods, accepted } }, accepted };
}

const isForVariant = ({ approved }: Pick<Refund, 'approved'>): boolean => approved.some((line) => line.exchangedAtMinor !== undefined);

/** Of an exchange for another variant it is not known yet what has come back. */
export const comparesFirst = (refund: Refund): boolean => refund.status === 'approved' && refund.goods?.comesBack === true && refund.goods.accepted === undefined && isForVariant(refund);

/** The goods can't be had, or not soon enough. While a difference is on its way, that comes first. */
export function payInstead(refund: Refund): GoodsDecision {
  if (isRequested(refund) && refund.goods && !refund.goods.refundInstead) return { kind: 'ends', how: 'refund_instead' };
  if (refund.status !== 'approved' || !refund.goods || refund.goods.refundInstead) return nothing;
  const { goods, approved } = refund;
  if (!goods.comesBack) return { kind: 'pay', units: approved.map(({ caseLineId, quantity }) => ({ caseLineId, quantity })) };
  if (isPending(refund.topUp)) {
    const topUp = moveTopUp(refund.topUp, 'call_off');
    return { kind: 'close_top_up', refund: { ...refund, goods: { ...goods, refundInstead: true }, topUp }, topUp };
  }
  return goods.accepted ? { kind: 'pay', units: goods.accepted } : { kind: 'kept', refund: { ...refund, goods: { ...goods, refundInstead: true } } };
}
