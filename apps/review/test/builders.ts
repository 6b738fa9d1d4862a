import type { Application, ApplicationLine } from '../src/domain/application';

export const aLine = (overrides: Partial<ApplicationLine> = {}): ApplicationLine => ({
  caseLineId: 'CL-1',
  orderLineId: 'OL-1',
  sku: '85123A',
  quantity: 2,
  reason: 'no_reason',
  condition: 'unopened',
  ...overrides,
});

/** A return that the default policy approves: signed for ten days before, small, intact. */
export const anApplication = (overrides: Partial<Application> = {}): Application => ({
  ref: { caseId: 'case-1', caseNumber: 'HL-26-000001-7', orderId: 'order-1' },
  type: 'return',
  customerId: 'C-17850',
  requestedAt: '2026-11-15T08:00:00Z',
  lines: [aLine()],
  purchaseKnown: true,
  signedAt: '2026-11-05T08:00:00Z',
  currency: 'GBP',
  claimedMinor: 1530n,
  evidenceCount: 0,
  obstacles: [],
  ...overrides,
});
