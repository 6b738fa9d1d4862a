import type { Heard } from '../src/application/work';
import type { Fact } from '../src/domain/facts';
import type { DecisionRecord, IntakeCase } from '../src/domain/intake-case';
import { openCase, type AppliedLine, type Application } from '../src/domain/opening';
import type { Order, OrderLine } from '../src/domain/order';
import { noUnits } from '../src/domain/units';

/** Test data: what a spec is about is said by an override, the rest is sound. */

export const aLine = (over: Partial<OrderLine> = {}): OrderLine => ({ orderLineId: 'ol1', sku: 'MUG', quantity: 3, amountMinor: 3000n, kind: 'goods', ...over });

export const anOrder = (over: Partial<Order> = {}): Order => ({
  orderId: 'o1',
  customerId: 'c1',
  currency: 'GBP',
  placedAt: '2026-10-01T10:00:00Z',
  signedAt: '2026-10-04T10:00:00Z',
  provenance: 'synthetic',
  lines: [aLine(), aLine({ orderLineId: 'ol2', sku: 'BOWL', quantity: 2, amountMinor: 999n }), aLine({ orderLineId: 'ship', sku: 'POST', quantity: 1, amountMinor: 500n, kind: 'shipping' })],
  ...over,
});

export const anAppliedLine = (over: Partial<AppliedLine> = {}): AppliedLine => ({ orderLineId: 'ol1', sku: 'MUG', quantity: 2, reason: 'no_reason', condition: 'unopened', ...over });

export const caseIds = {
  a: '018f3a5c-7d21-5e44-9b1a-0c2d3e4f5a6b',
  b: '2b1f9c3e-0a4d-5b77-8c22-91d0e3f4a5b6',
} as const;

export const anApplication = (over: Partial<Application> = {}): Application => ({
  caseId: caseIds.a,
  type: 'return',
  refundOnlyKind: undefined,
  orderId: 'o1',
  customerId: 'c1',
  channel: 'crm',
  requestId: 'r1',
  requestedAt: '2026-10-08T09:00:00Z',
  openedAt: '2026-11-05T08:00:00.000Z',
  provenance: 'synthetic',
  lines: [anAppliedLine()],
  evidence: [],
  ...over,
});

export const aCase = (over: Partial<Application> = {}): IntakeCase => openCase(anApplication(over), anOrder(), noUnits).case;
export const aCaseWithoutPurchase = (): IntakeCase => openCase(anApplication({ orderId: '' }), undefined, noUnits).case;

export const aRecord = (over: Partial<DecisionRecord> = {}): DecisionRecord => ({ policyVersion: 'p1', ruleIds: ['in-window'], decidedBy: 'rules', decidedAt: '2026-11-05T08:00:01Z', facts: {}, ...over });

const lineId = (line: number): string => `${caseIds.a}-${line}`;

/** What departments say of the builders' case: two units of one line, 2000 paid. */
export const said = {
  taskOpened: { kind: 'task_opened', taskId: 't1', dueAt: '2026-11-06T08:00:00Z' },
  taskClaimed: { kind: 'task_claimed', taskId: 't1', claimedBy: 'staff-7' },
  taskOverdue: { kind: 'task_overdue', taskId: 't1', dueAt: '2026-11-06T08:00:00Z' },
  approved: { kind: 'approved', lines: [{ caseLineId: lineId(1), quantity: 2 }], record: aRecord() },
  rejected: { kind: 'rejected', reasons: [{ code: 'OUTSIDE_WINDOW', message: 'too late' }], record: aRecord({ ruleIds: ['window'] }) },
  requested: { kind: 'evidence_requested', taskId: 't1', dueAt: '2026-11-08T08:00:00Z', reasonCode: 'PHOTO_OF_FAULT', number: 1 },
  resumed: { kind: 'task_resumed', taskId: 't1', dueAt: '2026-11-09T08:00:00Z' },
  /** One of the two units. */
  approvedInPart: { kind: 'approved', lines: [{ caseLineId: lineId(1), quantity: 1 }], record: aRecord({ decidedBy: 'staff-7' }), refused: { lines: [{ caseLineId: lineId(1), quantity: 1 }], reason: { code: 'NOT_JUSTIFIED', message: 'no' } } },
  /** Until 2026-11-10, as the customer may say more. */
  rejectedForNow: { kind: 'rejected', reasons: [{ code: 'NOT_JUSTIFIED', message: 'no' }], record: aRecord({ decidedBy: 'staff-7' }), supplementUntil: '2026-11-10T08:00:00Z' },
  openedAgain: { kind: 'task_opened', taskId: 't2', dueAt: '2026-11-12T08:00:00Z', round: 2 },
  rejectedAgain: { kind: 'rejected', reasons: [{ code: 'STILL_NOT', message: 'no' }], record: aRecord({ decidedBy: 'staff-8', round: 2 }), supplementUntil: '2026-11-14T08:00:00Z' },
  approvedAgain: { kind: 'approved', lines: [{ caseLineId: lineId(1), quantity: 2 }], record: aRecord({ decidedBy: 'staff-8', round: 2 }) },
  withdrawn: { kind: 'withdrawn', reasonCode: 'CHANGED_MIND' },
  passedOn: { kind: 'cancellation_passed_on', reasonCode: 'CHANGED_MIND' },
  calledOff: { kind: 'return_called_off', result: 'cancelled', reasonCode: 'CHANGED_MIND' },
  expired: { kind: 'return_called_off', result: 'expired', reasonCode: '' },
  agreementAsked: { kind: 'agreement_asked', trackingNumber: 'T-1', agreeBy: '2026-11-07T08:00:00.000Z' },
  agreementGiven: { kind: 'agreement_given', trackingNumber: 'T-1', agreedBy: 'S-3' },
  returned: { kind: 'parcel_returned', trackingNumber: 'T-1', sendBy: '2026-11-22T00:00:00Z', othersMoved: false },
  notAgreed: { kind: 'cancellation_declined', code: 'NOT_AGREED' },
  declined: { kind: 'cancellation_declined', code: 'PARCEL_MOVING' },
  authorised: { kind: 'return_authorised', rmaNumber: 'RMA-1', trackingNumber: 'T-1', carrierCode: 'ground', sendBy: '2026-11-20T00:00:00Z' },
  stopRequested: { kind: 'stop_requested', attempt: 1, answerBy: '2026-11-05T12:00:00Z', overdue: false },
  stopOverdue: { kind: 'stop_requested', attempt: 3, answerBy: '2026-11-06T20:00:00Z', overdue: true },
  stopped: { kind: 'outbound_stopped' },
  recalled: { kind: 'parcel_recalled', trackingNumber: 'W-1', carrierCode: 'ground', intercept: true, reportBy: '2026-11-12T08:00:00Z' },
  recallCancelled: { kind: 'recall_called_off', end: 'cancelled', reasonCode: 'CHANGED_MIND' },
  signed: { kind: 'recall_called_off', end: 'not_possible', reasonCode: 'SIGNED_BY_CUSTOMER' },
  inTransit: { kind: 'parcel', state: 'in_transit', trackingNumber: 'T-1' },
  delivered: { kind: 'parcel', state: 'delivered', trackingNumber: 'T-1' },
  lost: { kind: 'parcel', state: 'lost', trackingNumber: 'T-1' },
  writtenOff: { kind: 'written_off', trackingNumber: 'T-1', lines: [{ caseLineId: lineId(1), quantity: 2 }] },
  taskCreated: { kind: 'inspection_task', taskId: 'i1' },
  received: { kind: 'received', lines: [{ caseLineId: lineId(1), quantity: 2, total: 2 }] },
  inspected: { kind: 'inspected', lines: [{ caseLineId: lineId(1), accepted: 2, short: 0, quarantined: 0 }] },
  oneShort: { kind: 'inspected', lines: [{ caseLineId: lineId(1), accepted: 1, short: 1, quarantined: 0 }] },
  allShort: { kind: 'inspected', lines: [{ caseLineId: lineId(1), accepted: 0, short: 2, quarantined: 0 }] },
  due: { kind: 'refund_requested', total: { amountMinor: 2000n, currency: 'GBP' } },
  approvalNeeded: { kind: 'approval_needed', total: { amountMinor: 2000n, currency: 'GBP' } },
  approvalGiven: { kind: 'approval_given', approvedBy: 'staff-8' },
  refundDeclined: { kind: 'refund_declined', total: { amountMinor: 2000n, currency: 'GBP' }, reasonCode: 'NOT_CONVINCING', until: '2026-11-12T08:00:00Z' },
  refundTakenUp: { kind: 'refund_taken_up', total: { amountMinor: 2000n, currency: 'GBP' } },
  refundDropped: { kind: 'refund_decline_ended', ended: 'dropped', reasonCode: 'NOT_CONVINCING' },
  refundException: { kind: 'refund_decline_ended', ended: 'exception', reasonCode: 'NOT_CONVINCING' },
  legFailed: { kind: 'leg_failed', legId: 'leg-1', code: 'PROVIDER_DOWN', willRetry: true, attempt: 1 },
  settled: { kind: 'refund_settled', total: { amountMinor: 2000n, currency: 'GBP' } },
  settledNothing: { kind: 'refund_settled', total: { amountMinor: 0n, currency: 'GBP' } },
  surveySent: { kind: 'survey_sent' },
  surveyAnswered: { kind: 'survey_answered', score: 5 },
} as const satisfies Record<string, Fact>;

let count = 0;

/** An event as the bus hands it over; each has an id of its own. */
export function heard(type: string, source = 'urn:huiliu:review'): Heard {
  count++;
  return {
    event: { id: `e${count}`, type, source, subject: 'case:x', time: '2026-11-05T07:59:59.000Z', traceparent: undefined, causeId: `cause-${count}` },
    hop: { traceId: 't'.repeat(32), spanId: 's'.repeat(16) },
  };
}
