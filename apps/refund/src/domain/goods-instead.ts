import type { AcceptedLine } from './decide';
import { isRequested, type ApprovedLine, type ApprovedRefund, type Refund } from './refund';
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
  /** What came back is compared with what goes out only once that is set aside: until then the customer may choose another variant. Missing where nothing is, and in what was approved before that was so. */
  readonly awaitsUnits?: true | undefined;
  /** They are. */
  readonly reserved?: true | undefined;
  /** The customer has them, as was heard while a difference was still on its way. */
  readonly delivered?: boolean | undefined;
}

/** Case types whose customers get goods. */
export const goodsOfType: Readonly<Partial<Record<string, GoodsInstead>>> = {
  exchange: { comesBack: true, accepted: undefined, refundInstead: false, awaitsUnits: true },
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
  const back = { ...refund, goods: { ...refund.goods, accepted } };
  return waitsForUnits(back.goods) ? { kind: 'kept', refund: back } : settled(back, accepted);
}

/** What goes out is set aside, at another price where the customer has chosen another variant. */
export function unitsSetAside(refund: Refund, chosen: ChosenPrice | undefined): GoodsDecision {
  if (refund.status !== 'approved' || refund.goods?.awaitsUnits !== true || refund.goods.reserved) return nothing;
  const { accepted, refundInstead } = refund.goods;
  const wasOver = refundInstead || (accepted !== undefined && !waitsForUnits(refund.goods));
  const next = { ...refund, approved: chosen ? atPrice(refund.approved, chosen) : refund.approved, goods: { ...refund.goods, reserved: true as const } };
  return accepted && !wasOver ? settled(next, accepted) : { kind: 'kept', refund: next };
}

export interface ChosenPrice {
  readonly caseLineId: string;
  /** Of one unit. */
  readonly unitPriceMinor: bigint;
}

const atPrice = (approved: readonly ApprovedLine[], { caseLineId, unitPriceMinor: chosenAtMinor }: ChosenPrice): readonly ApprovedLine[] => approved.map((line) => (line.caseLineId === caseLineId ? { ...line, chosenAtMinor } : line));

/** Where nothing has come back, nothing goes out. */
const waitsForUnits = ({ awaitsUnits, reserved, accepted = [] }: GoodsInstead): boolean => awaitsUnits === true && reserved !== true && accepted.some(({ quantity }) => quantity > 0);

const settled = (refund: ApprovedRefund, accepted: readonly AcceptedLine[]): GoodsDecision => ({ kind: isForVariant(refund) ? 'compare' : 'settled', refund, accepted });

const isForVariant = ({ approved }: Pick<Refund, 'approved'>): boolean => approved.some((line) => line.exchangedAtMinor !== undefined || line.chosenAtMinor !== undefined);

/** Of an exchange it is not known yet what has come back, or what goes out for it. */
export function comparesFirst(refund: Refund): boolean {
  if (refund.status !== 'approved' || refund.goods?.comesBack !== true) return false;
  const { goods } = refund;
  return goods.accepted === undefined ? goods.awaitsUnits === true || isForVariant(refund) : waitsForUnits(goods);
}

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
