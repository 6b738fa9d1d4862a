import type { LegAnswer } from '../domain/decide';

/** Money that goes back through one payment. */
export interface RefundOrder {
  /** The provider does the same key once, however often it is asked. */
  readonly idempotencyKey: string;
  readonly paymentId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
}

export interface ProviderCall {
  readonly signal: AbortSignal;
  /** So that the trace goes on at the provider. */
  readonly traceparent: string | undefined;
}

/** Whoever moves the money. Neither method throws: no answer, or none that can be read, is `unknown`. */
export interface PaymentProvider {
  refund(order: RefundOrder, call: ProviderCall): Promise<LegAnswer>;
  /** What has become of an earlier order; `not_found`: it never arrived. */
  ask(idempotencyKey: string, call: ProviderCall): Promise<LegAnswer | { readonly status: 'not_found' }>;
}
