import type { OrderPlaced, ReturnRequested } from '@huiliu/contracts';

/** What CRM publishes; what a test is about is said by an override. */

let counter = 0;
/** An id that no other test uses. */
export const fresh = (what: string): string => `${what}-${++counter}`;

export const placed = (orderId: string, over: Partial<OrderPlaced> = {}): OrderPlaced => ({
  orderId,
  customerId: 'c1',
  currency: 'GBP',
  placedAt: '2026-10-01T10:00:00Z',
  signedAt: '2026-10-04T10:00:00Z',
  lines: [
    { orderLineId: 'ol1', sku: 'MUG', title: 'Mug', quantity: 2, amountMinor: '2000', kind: 'ORDER_LINE_KIND_GOODS' },
    { orderLineId: 'ship', sku: 'POST', title: 'Postage', quantity: 1, amountMinor: '500', kind: 'ORDER_LINE_KIND_SHIPPING' },
  ],
  discountMinor: '0',
  payments: [{ paymentId: 'p1', method: 'card', capturedMinor: '2500' }],
  provenance: 'PROVENANCE_SYNTHETIC',
  syntheticFields: [],
  ...over,
});

export const requested = (requestId: string, orderId: string, over: Partial<ReturnRequested> = {}): ReturnRequested => ({
  requestId,
  customerId: 'c1',
  orderId,
  type: 'CASE_TYPE_RETURN',
  lines: [{ orderLineId: 'ol1', sku: 'MUG', quantity: 2, reason: 'RETURN_REASON_NO_REASON', condition: 'CLAIMED_CONDITION_UNOPENED' }],
  requestedAt: '2026-10-08T09:00:00Z',
  evidence: [],
  externalReference: '',
  provenance: 'PROVENANCE_SYNTHETIC',
  ...over,
});
