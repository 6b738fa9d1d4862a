import type { BranchOf } from '../mix/branches';
import type { Mix } from '../mix/mix';
import { randomOf } from '../random/random';
import type { Order } from './order-facts';

/** Where the goods of a drawn refund only are; other refunds only are of goods that the customer keeps. */
export const recallKinds = ['before_shipping', 'on_the_way', 'refused'] as const;
export type RecallKind = (typeof recallKinds)[number];

/** The parcel in which an order leaves, should it. */
export interface OutboundParcel {
  readonly trackingNumber: string;
  readonly carrierCode: string;
  readonly lines: readonly { readonly orderLineId: string; readonly quantity: number }[];
}

/** What the shop does with an order whose customer wants the money before the goods have come. */
export interface Outbound {
  /** `left`: before the customer asks; `just_left`: as they do, so that it is too late to stop it, perhaps with more in the parcel than they ask for; `stays`: it can be stopped. */
  readonly leaves: 'left' | BranchOf<'recall'>;
  /** Whether CRM tells that it has left; the WMS always knows. */
  readonly told: boolean;
  readonly parcel: OutboundParcel;
}

const hourMs = 3_600_000;

/** The same for the same seed and order. */
export function outboundOf(seed: string, order: Order, kind: RecallKind, mix: Mix): Outbound {
  const random = randomOf(seed, 'outbound', order.orderId);
  const leaves = kind === 'before_shipping' ? random.weighted(mix.recall) : 'left';
  const lines = order.lines.filter((line) => line.kind === 'goods').map(({ orderLineId, quantity }) => ({ orderLineId, quantity }));
  // A gift that nobody asks money for: then the parcel can't be had back for these goods alone.
  const gift = leaves === 'just_left_with_more' ? [{ orderLineId: `${order.orderId}-gift`, quantity: 1 }] : [];
  return { leaves, told: leaves !== 'stays' && random.chance(0.8), parcel: { trackingNumber: `OUT${order.orderId}`, carrierCode: 'ground', lines: [...lines, ...gift] } };
}

/** Before anybody asks for the money, or at about that time. */
export const shippedAtMs = (order: Order, { leaves }: Outbound, requestedAtMs: number): number => (leaves === 'left' ? order.placedAtMs + hourMs : requestedAtMs);

/** A day or two after the order, when it is not signed for yet. */
export const asksAtMs = (seed: string, order: Order): number => order.placedAtMs + randomOf(seed, 'outbound asked', order.orderId).between(2, 20) * hourMs;
