// Generated from proto/ by tools/generate; do not edit.

import { defineEvent, type EventContract } from '../events';
import type { CaseRef, Money } from './common';

export interface RefundLine {
  readonly caseLineId: string;
  readonly orderLineId: string;
  readonly quantity: number;
  readonly amountMinor: string;
}

export interface RefundLeg {
  /** Also the idempotency key towards the payment provider. */
  readonly legId: string;
  readonly paymentId: string;
  readonly amountMinor: string;
}

export interface RefundRequested {
  readonly ref: CaseRef;
  readonly refundId: string;
  readonly total: Money;
  readonly lines: readonly RefundLine[];
  readonly legs: readonly RefundLeg[];
}
export const RefundRequested: EventContract<RefundRequested, 'huiliu.refund.v1.RefundRequested'> = defineEvent({
  type: 'huiliu.refund.v1.RefundRequested',
  name: 'RefundRequested',
  topic: 'huiliu.refund.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['refund'],
  heardBy: ['intake'],
});

/** One leg did not go through; `will_retry` says whether it is tried again by itself. */
export interface RefundLegFailed {
  readonly ref: CaseRef;
  readonly refundId: string;
  readonly legId: string;
  readonly code: string;
  readonly willRetry: boolean;
  readonly attempt: number;
}
export const RefundLegFailed: EventContract<RefundLegFailed, 'huiliu.refund.v1.RefundLegFailed'> = defineEvent({
  type: 'huiliu.refund.v1.RefundLegFailed',
  name: 'RefundLegFailed',
  topic: 'huiliu.refund.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['refund'],
  heardBy: ['intake'],
});

/** Every leg has settled. A total of 0 means that nothing was due. */
export interface RefundSettled {
  readonly ref: CaseRef;
  readonly refundId: string;
  readonly total: Money;
  readonly settledAt: string;
}
export const RefundSettled: EventContract<RefundSettled, 'huiliu.refund.v1.RefundSettled'> = defineEvent({
  type: 'huiliu.refund.v1.RefundSettled',
  name: 'RefundSettled',
  topic: 'huiliu.refund.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['refund'],
  heardBy: ['intake'],
});

export interface LegView {
  readonly leg?: RefundLeg | undefined;
  /** pending, settled, failed, unknown. */
  readonly status: string;
  readonly attempts: number;
  readonly lastCode: string;
}

export interface GetRefundRequest {
  readonly caseId: string;
}

export interface GetRefundResponse {
  readonly ref?: CaseRef | undefined;
  /** approved, requested, settled, failed, called_off. */
  readonly status: string;
  readonly refundId: string;
  readonly total?: Money | undefined;
  readonly lines: readonly RefundLine[];
  readonly legs: readonly LegView[];
}

export interface RetryRefundRequest {
  readonly caseId: string;
  readonly askedBy: string;
}

export interface RetryRefundResponse {
  /** Legs that are tried again. */
  readonly legs: number;
}
