import { remainsOf } from './called-off-leaves-nothing';
import type { CaseFacts, IntakeFacts, LogisticsFacts, RefundFacts, ReviewFacts, WarehouseFacts } from './cases/case-facts';

const shipment: LogisticsFacts = { caseId: 'c1', status: 'called_off', rmaNumber: 'R', trackingNumber: 'T', carrierCode: 'g', lines: [], claim: null, calledOff: { reason: 'cancelled', reasonCode: 'X' } };
const refund: RefundFacts = { caseId: 'c1', orderId: 'o1', status: 'called_off', currency: null, totalMinor: null, decidedBy: 'rules', approvedBy: null, approved: [], lines: [] };
const arrival: WarehouseFacts = { caseId: 'c1', status: 'called_off', lines: [] };
const approved: ReviewFacts = { caseId: 'c1', status: 'approved', taskId: null, claimedBy: null, decision: { policyVersion: '1', decidedBy: 'rules' } };

const intakeOf = (doc: Partial<IntakeFacts['doc']>, more: Partial<IntakeFacts> = {}): IntakeFacts => ({
  caseId: 'c1',
  caseNumber: 'HL-1',
  orderId: 'o1',
  customerId: 'cu',
  type: 'return',
  channel: 'crm',
  provenance: 'synthetic',
  status: 'closed',
  cancellation: null,
  doc: { requestedAt: '', purchaseKnown: true, currency: 'GBP', obstacles: [], evidence: [], lines: [], inspected: false, ...doc },
  ...more,
});

const cancelled = { calledOff: { by: 'logistics', result: 'cancelled', reasonCode: 'X' }, closing: { result: 'cancelled', reasonCodes: ['X'] } } as const;
const wish = { reasonCode: 'X', askedBy: 'customer', declinedCode: null };
const factsOf = (more: Partial<CaseFacts> = {}): CaseFacts => ({
  caseId: 'c1',
  intake: intakeOf(cancelled, { cancellation: wish }),
  review: approved,
  recall: undefined,
  logistics: shipment,
  warehouse: arrival,
  refund,
  feedback: undefined,
  concern: undefined,
  folded: undefined,
  foldIsShort: false,
  stuckIn: [],
  ...more,
});

describe('a case that was called off', () => {
  it('has left nothing when every department has undone its part', () => {
    expect(remainsOf(factsOf())).toEqual([]);
    expect(remainsOf(factsOf({ intake: intakeOf({ ...cancelled, calledOff: { by: 'review', result: 'cancelled', reasonCode: 'X' } }), review: { ...approved, status: 'withdrawn' }, logistics: undefined, warehouse: undefined, refund: undefined }))).toEqual([]);
  });

  it.each<[string, Partial<CaseFacts>, RegExp]>([
    ['a return that goes on', { logistics: { ...shipment, status: 'authorised' } }, /its return is authorised/],
    ['an arrival that is expected', { warehouse: { ...arrival, status: 'expected' } }, /its arrival is expected/],
    ['a refund that waits', { refund: { ...refund, status: 'approved' } }, /its refund is approved/],
    ['a survey', { feedback: { caseId: 'c1', customerId: 'cu', status: 'sent' } }, /a survey was sent/],
    ['departments after a review that took it back', { intake: intakeOf({ ...cancelled, calledOff: { by: 'review', result: 'cancelled', reasonCode: 'X' } }), review: { ...approved, status: 'withdrawn' } }, /departments after it hold it/],
    ['a cancellation that was declined', { intake: intakeOf(cancelled, { cancellation: { ...wish, declinedCode: 'PARCEL_MOVING' } }) }, /declined with PARCEL_MOVING/],
    ['money', { intake: intakeOf({ ...cancelled, closing: { ...cancelled.closing, refunded: { amountMinor: '1', currency: 'GBP' } } }) }, /paid back all the same/],
  ])('is found out by %s', (_, more, what) => {
    expect(remainsOf(factsOf(more)).join('; ')).toMatch(what);
  });

  it('is found out when it ends as something else, and when nobody answers the wish', () => {
    expect(remainsOf(factsOf({ intake: intakeOf({ closing: { result: 'refunded', reasonCodes: [] } }) })).join()).toMatch(/has ended as refunded/);
    expect(remainsOf(factsOf({ intake: intakeOf({}, { status: 'awaiting_return', cancellation: wish }) })).join()).toMatch(/nobody has answered/);
  });
});
