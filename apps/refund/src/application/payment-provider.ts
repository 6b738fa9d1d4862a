import type { LegAnswer } from '../domain/decide';
import type { HoldAnswer } from '../domain/hold';
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

/** Money that is held on a customer's means of payment. */
export interface HoldRequest {
  /** One hold a key, however often it is asked for. */
  readonly idempotencyKey: string;
  /** A payment that the customer has made by it. */
  readonly paymentId: string;
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
  /** Asks for a hold, or what became of it. */
  placeHold(request: HoldRequest, call: ProviderCall): Promise<HoldAnswer>;
  /** Nothing is to be held under the key any more, or ever: captured, if it was before; else released for good. */
  releaseHold(request: HoldRequest, call: ProviderCall): Promise<HoldAnswer>;
  /** So much of it is to be paid, and the rest released: released, if it was before, or has run out. */
  captureHold(request: HoldRequest & { readonly captureMinor: bigint }, call: ProviderCall): Promise<HoldAnswer>;
}
