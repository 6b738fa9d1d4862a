import type { CaseView } from '@huiliu/contracts';

export const caseId = '0b5f0a52-6f0e-4a57-9c7e-2f6c9d1e8a01';
export const caseNumber = 'HL-1DFG-59KF-0S4Q-X';

/** As intake answers it. */
export const caseOf = (part: Partial<CaseView> = {}): CaseView => ({
  ref: { caseId, caseNumber, orderId: 'order-1' },
  type: 'CASE_TYPE_RETURN',
  status: 'in_review',
  customerId: 'customer-1',
  channel: 'CHANNEL_API',
  requestedAt: '2026-11-05T08:30:00Z',
  lines: [
    {
      line: { caseLineId: 'line-1', orderLineId: 'order-line-1', sku: '85123A', quantity: 2, reason: 'RETURN_REASON_NO_REASON', condition: 'CLAIMED_CONDITION_UNSPECIFIED', claimedMinor: '5100' },
      received: 0,
      short: 0,
      accepted: 0,
      lost: 0,
    },
  ],
  evidence: [],
  result: 'CASE_RESULT_UNSPECIFIED',
  reasonCodes: [],
  refunded: undefined,
  rmaNumber: '',
  trackingNumber: '',
  customerStatus: { code: 'under_review', text: { zh: '待审核', en: 'Under review' }, who: { zh: '审核', en: 'our reviewers' }, by: '2026-11-06T08:30:00Z', otherwise: { zh: '', en: '' } },
  waitingFor: 'review, to decide',
  decision: { policyVersion: '1', ruleIds: ['amount'], decidedBy: 'reviewer-7', decidedAt: '2026-11-05T08:31:00Z', facts: { days: '3' } },
  provenance: 'PROVENANCE_SYNTHETIC',
  requestId: '',
  exceptions: [],
  ...part,
});

export const application = {
  orderId: 'order-1',
  type: 'return',
  lines: [{ orderLineId: 'order-line-1', quantity: 2, reason: 'no_reason' }],
};
