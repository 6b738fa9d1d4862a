import type { LegAnswer } from '../domain/decide';
import type { TopUpAnswer } from '../domain/top-up';

/** Money that goes back through one payment. */
export interface RefundOrder {
  /** The provider does the same key once, however often it is asked. */
  readonly idempotencyKey: string;
  readonly paymentId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
}

/** Money that a customer is asked for. */
export interface PaymentRequest {
  /** One payment a key, however often it is asked for. */
  readonly idempotencyKey: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  /** ISO. */
  readonly expiresAt: string;
}

export interface ProviderCall {
  readonly signal: AbortSignal;
  /** So that the trace goes on at the provider. */
  readonly traceparent: string | undefined;
}

/** Nothing of this order has been paid, and nothing ever will be under its key: a person has to look. */
export const keyReused = { status: 'failed', code: 'IDEMPOTENCY_KEY_REUSED', final: true } as const satisfies LegAnswer;

export const isKeyReused = (answer: LegAnswer | { readonly status: 'not_found' }): answer is LegAnswer => answer.status === 'failed' && answer.code === keyReused.code;

/**
 * Whoever moves the money. No method throws: no answer, or none that can be read, is `unknown`. Settled is only this order: if its key has settled another
 * amount or payment, the answer is `keyReused`.
 */
export interface PaymentProvider {
  refund(order: RefundOrder, call: ProviderCall): Promise<LegAnswer>;
  /** What has become of an order that may have been sent before; `not_found`: it never arrived. */
  ask(order: RefundOrder, call: ProviderCall): Promise<LegAnswer | { readonly status: 'not_found' }>;
  /** Asks for a payment, or what became of it. Paid is only this amount. */
  requestPayment(request: PaymentRequest, call: ProviderCall): Promise<TopUpAnswer>;
  /** It is to be taken no more: paid, if it was before; else closed for good. */
  closePayment(request: PaymentRequest, call: ProviderCall): Promise<TopUpAnswer>;
}
