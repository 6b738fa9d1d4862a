import type { CancellationReport } from '../cancellations/match-cancellations';
import type { Request } from '../cancellations/request';
import type { Customer } from '../drawing/customers';
import type { Oddity } from '../drawing/draw-requests';
import type { Order } from '../drawing/order-facts';
import type { Outbound } from '../drawing/outbound';
import type { OpeningStock } from '../drawing/stock';
import type { BranchName } from '../mix/branches';
import type { Mix } from '../mix/mix';
import type { OrderFileReport } from '../orders/report';

/** One thing that the outside world does by itself. */
export type Step =
  | { readonly kind: 'stock'; readonly stock: OpeningStock; readonly atMs: number }
  | { readonly kind: 'customer'; readonly customer: Customer; readonly atMs: number }
  | { readonly kind: 'order'; readonly order: Order; readonly atMs: number }
  /** A parcel of it has left. */
  | { readonly kind: 'shipped'; readonly order: Order; readonly outbound: Outbound; readonly atMs: number }
  /** Published by CRM. `early`: before its order, on purpose. */
  | { readonly kind: 'request'; readonly request: Request; readonly branches: readonly BranchName[]; readonly early: boolean; readonly atMs: number }
  /** Published once more: as the same event, or as another event about the same request. */
  | { readonly kind: 'again'; readonly request: Request; readonly as: 'same_event' | 'other_event'; readonly atMs: number }
  /** Asked for through the gateway by a customer. */
  | { readonly kind: 'apply'; readonly request: Request; readonly branches: readonly BranchName[]; readonly atMs: number };

export interface PlanCounts {
  readonly orders: { readonly real: number; readonly synthetic: number };
  readonly customers: number;
  readonly skus: number;
  readonly requests: { readonly real: number; readonly synthetic: number; readonly viaBus: number; readonly viaApi: number };
  /** Real cancellations beyond the number of cases that was asked for. */
  readonly realLeftOut: number;
  readonly oddities: Readonly<Record<Oddity, number>>;
  /** Of those through the gateway: who thinks better of it at once. Others make up their minds later, each in their case. */
  readonly cancelledAtOnce: number;
  readonly duplicates: { readonly sameEvent: number; readonly sameRequest: number };
}

/**
 * All that the outside world is going to do by itself, in order. The same settings and file give the same plan, so that a step is known by its place.
 */
export interface Plan {
  /** Of all that the plan follows from. */
  readonly fingerprint: string;
  readonly mix: Mix;
  readonly steps: readonly Step[];
  readonly counts: PlanCounts;
  readonly orderFile: (OrderFileReport & { readonly matching: CancellationReport }) | undefined;
  readonly requestedAtMs: ReadonlyMap<string, number>;
  /** Of orders whose money is asked for before the goods have come. */
  readonly outbound: ReadonlyMap<string, Outbound>;
}
