import * as c from '@huiliu/contracts';
import { encode, sourceOf, type OutgoingMessage } from '@huiliu/messaging';

/** One message of the story, as it goes onto the bus. */
export interface Told extends OutgoingMessage {
  readonly type: string;
  readonly topic: string;
}

const returned: c.CaseRef = { caseId: 'a9783c83-b4ed-56f8-868d-737097a6b32c', caseNumber: 'HL-N5W3-S0XM-XNSQ-B', orderId: 'GOLD-O1' };
const rejected: c.CaseRef = { caseId: '68f56051-9a35-5a7a-8090-cb56c5164c09', caseNumber: 'HL-D3TP-0MCT-6Q5N-3', orderId: 'GOLD-O1' };
const lost: c.CaseRef = { caseId: '15f26f2c-72f1-553d-8f49-bd644fb3e00b', caseNumber: 'HL-2QS6-YB3J-Y6YP-9', orderId: 'GOLD-O1' };

const withdrawn: c.CaseRef = { caseId: 'fd3ea722-0fed-5c30-818e-c29ee99a6d42', caseNumber: 'HL-ZMZA-E8GF-XQ19-8', orderId: 'GOLD-O2' };
const calledOff: c.CaseRef = { caseId: 'd3aa732e-0d07-509d-a9eb-fc2fac11eadc', caseNumber: 'HL-TEN7-6BGD-0ZY2-7', orderId: 'GOLD-O2' };
const givenBack: c.CaseRef = { caseId: '2ad1d06b-c9f5-55e6-9560-05c9f94affe6', caseNumber: 'HL-5B8X-0TY9-YM2W-7', orderId: 'GOLD-O45' };
const tooLate: c.CaseRef = { caseId: '78a39d65-f425-5712-9244-3a2c675eca8d', caseNumber: 'HL-F2HS-TSFM-4MX2-8', orderId: 'GOLD-O2' };

const sentAgain: c.CaseRef = { caseId: 'a348b390-4a3b-5e67-a3bf-3b62bdd20154', caseNumber: 'HL-MD4B-742A-7CXP-6', orderId: 'GOLD-O3' };
const lostAgain: c.CaseRef = { caseId: '5aa6c8f7-5d12-531f-977d-2befce670e39', caseNumber: 'HL-BAKC-HXTX-28NY-P', orderId: 'GOLD-O3' };
const exchanged: c.CaseRef = { caseId: '38b8fad4-c8b7-59be-9abc-1d3476ad52d1', caseNumber: 'HL-72WF-NN68-PWEK-4', orderId: 'GOLD-O3' };
const asked: c.CaseRef = { caseId: 'eacfbfac-8e53-5f3a-8308-fa7871ae07b3', caseNumber: 'HL-XB7V-ZB4E-AFX7-8', orderId: 'GOLD-O2' };
const complained: c.CaseRef = { caseId: 'd8f755da-fd78-54b5-8e4f-04d022ae59d8', caseNumber: 'HL-V3VN-BPQX-F02D-M', orderId: 'GOLD-O2' };
const made: c.CaseRef = { caseId: 'dd043a44-92cc-583e-8264-ba18559d00c5', caseNumber: 'HL-VM23-MH4J-SJX1-W', orderId: 'GOLD-O2' };
const stopped: c.CaseRef = { caseId: 'd72d6a42-9ec1-54ec-a195-2c2fe4bf5b7d', caseNumber: 'HL-TWPP-MGMY-R4P2-Z', orderId: 'GOLD-O4' };
const signed: c.CaseRef = { caseId: '82c30554-bd67-5521-84a4-6bcdc7f66f35', caseNumber: 'HL-GB1G-AN5X-CXNW-S', orderId: 'GOLD-O4' };
const letGo: c.CaseRef = { caseId: '5782b44a-37ce-50ce-bce3-65ee5a02e8ff', caseNumber: 'HL-AY1B-8JHQ-SSJY-M', orderId: 'GOLD-O4' };
const letThrough: c.CaseRef = { caseId: 'ae69505f-b5cd-5b55-972a-92ece1a8e924', caseNumber: 'HL-NSMN-0QXN-SP9E-9', orderId: 'GOLD-O4' };
const mended: c.CaseRef = { caseId: '3cdcc2cd-1416-59a2-969f-0d76380ce980', caseNumber: 'HL-7KEC-5K8M-2R6Q-V', orderId: 'GOLD-O6' };
const beyondRepair: c.CaseRef = { caseId: 'c664c980-5e06-552d-813b-f50e6d6b9407', caseNumber: 'HL-RSJC-K02Y-0VTG-J', orderId: 'GOLD-O6' };
const worn: c.CaseRef = { caseId: 'e9524b84-d83c-534d-838c-a84f534bd982', caseNumber: 'HL-X594-Q16R-7JM4-X', orderId: 'GOLD-O9' };
const differed: c.CaseRef = { caseId: 'b8c5aba9-4a86-5ce9-a215-07159d73f6ac', caseNumber: 'HL-Q32T-QAAA-GR3H-W', orderId: 'GOLD-O2' };
const forVariant: c.CaseRef = { caseId: '89b32135-75d7-5e91-af87-cc8de1d48261', caseNumber: 'HL-H6SJ-2DBN-TZ68-7', orderId: 'GOLD-O5' };
const forBetter: c.CaseRef = { caseId: '2b875059-afcd-56a4-80db-f4e5be17082c', caseNumber: 'HL-5E3N-0PDF-SQTE-B', orderId: 'GOLD-O7' };
const forBest: c.CaseRef = { caseId: 'b02bf2c6-6980-574c-870e-66eeda2d3ab1', caseNumber: 'HL-P0NZ-5HK9-G1KE-H', orderId: 'GOLD-O7' };

const keptBoth: c.CaseRef = { caseId: '3eb77127-1eea-54f8-b81b-f3a1cf172628', caseNumber: 'HL-7TVQ-29RY-XBST-J', orderId: 'GOLD-O46' };
const gaveBack: c.CaseRef = { caseId: 'e8caea1e-1cf2-5542-a375-d75da9c67102', caseNumber: 'HL-X35E-M7GW-YBBN-N', orderId: 'GOLD-O46' };
const notHeld: c.CaseRef = { caseId: '06dcf900-dff0-5865-989f-f39f1c319fb1', caseNumber: 'HL-0VEF-J06Z-Y3SS-F', orderId: 'GOLD-O46' };

const forAnother: c.CaseRef = { caseId: '2ece8b50-ca43-53b2-8412-07cc8674e81e', caseNumber: 'HL-5V78-PM6A-8C3W-2', orderId: 'GOLD-O43' };

const inParts: c.CaseRef = { caseId: '5ea075f9-66b6-5626-90cc-58fd59842cde', caseNumber: 'HL-BTG7-BYB6-PSCF-4', orderId: 'GOLD-O37' };
const undelivered: c.CaseRef = { caseId: 'e48e115a-971d-5164-9733-ae6ca8379501', caseNumber: 'HL-WJ71-2PMQ-3PQ6-K', orderId: 'GOLD-O37' };

const again: c.CaseRef = { caseId: '68d36439-683b-5aa2-b8b7-907927b03c1b', caseNumber: 'HL-D39P-8EB8-7E87-1', orderId: 'GOLD-O1' };
const unlabelled: c.CaseRef = { caseId: '614e4306-44d5-5ba9-81f2-4ad525cdaa5d', caseNumber: 'HL-C574-61J4-TN5D-3', orderId: 'GOLD-O41' };

const nowhere: c.CaseRef = { caseId: '03f7f4fe-9b2a-56e5-8010-eb6cfceb46d0', caseNumber: 'HL-0FVZ-9ZMV-5BNP-5', orderId: 'GOLD-O49' };
const piecemeal: c.CaseRef = { caseId: '09f1c1a9-0ef5-5e04-8f6a-5c6160bfb0db', caseNumber: 'HL-17RW-3A8E-YNE6-K', orderId: 'GOLD-O49' };

const beginMs = Date.parse('2026-03-09T09:00:00Z');
const at = (minutes: number): string => new Date(beginMs + minutes * 60_000).toISOString();

const customerId = 'GOLD-C1';
const sku = 'GOLD-SKU';
const orderLineId = 'GOLD-O1-1';
const currency = 'GBP';
const synthetic = c.Provenance.wire('synthetic');
const taskOf = ({ caseId }: c.CaseRef): string => `T-${caseId}`;
const inspectionOf = ({ caseId }: c.CaseRef): string => `I-${caseId}`;
const surveyOf = ({ caseId }: c.CaseRef): string => `S-${caseId}`;
const refundOf = ({ caseId }: c.CaseRef): string => `F-${caseId}`;
const legsOf = (ref: c.CaseRef): readonly c.RefundLeg[] => [
  { legId: `${refundOf(ref)}/1`, paymentId: 'GOLD-O1-p1', amountMinor: '836' },
  { legId: `${refundOf(ref)}/2`, paymentId: 'GOLD-O1-p2', amountMinor: '290' },
];
const compact = ({ caseNumber }: c.CaseRef): string => caseNumber.replaceAll('-', '');
const trackingOf = (ref: c.CaseRef): string => `GR${compact(ref)}`;
const total: c.Money = { amountMinor: '1126', currency };

/** Tells whether a type's messages in the story are what today's contract is: every field is used somewhere in it. */
export function story(): readonly Told[] {
  const told: Told[] = [];
  const sequences = new Map<string, number>();
  const tell = <E extends object>({ type, topic, key, visibility, saidBy }: c.EventContract<E>, about: string, minutes: number, data: NoInfer<E>): void => {
    const [speaker = ''] = saidBy;
    const subject = `${key}:${about}`;
    const department = c.departments.some((name) => name === speaker);
    const inner = visibility === 'inner';
    const sequence = inner ? (sequences.get(`${speaker} ${subject}`) ?? 0) + 1 : undefined;
    if (sequence !== undefined) sequences.set(`${speaker} ${subject}`, sequence);
    const id = inner ? `${speaker}/1/${subject}/${sequence}` : `golden-${speaker}-${told.length + 1}`;
    const source = department ? sourceOf(speaker) : `urn:huiliu:golden:${speaker}`;
    const trace = (told.length + 1).toString(16).padStart(32, '0');
    const traceparent = `00-${trace}-${trace.slice(16)}-01`;
    told.push({ type, topic, ...encode({ id, type, source, subject, time: at(minutes), sequence, epoch: inner ? 1 : undefined, traceparent, causeId: told.at(-1)?.headers['ce_id'], value: JSON.stringify(data) }) });
  };
  before(tell);
  decision(tell);
  goods(tell);
  money(tell);
  end(tell);
  // What is added goes to the end, so that ids of what was told before stay as they are.
  cancelled(tell);
  goodsForGoods(tell);
  concerns(tell);
  recalled(tell);
  // Who waits for what was lost thinks better of it before it is sent once more.
  tell(c.ReplacementCalledOff, lostAgain.caseId, 40_000, { ref: lostAgain, reason: c.ReplacementCallOff.wire('cancelled'), reasonCode: 'CHANGED_MIND', calledOffAt: at(40_000) });
  cheaper(tell);
  declined(tell);
  disputed(tell);
  exchangedForCheaper(tell);
  exchangedForDearer(tell);
  exchangedForAnother(tell);
  repairs(tell);
  rejectedUnits(tell);
  otherParcels(tell);
  takenUpAgain(tell);
  unannounced(tell);
  broughtBack(tell);
  exchangedInAdvance(tell);
  notReceived(tell);
  return told;
}

type Tell = <E extends object>(contract: c.EventContract<E>, about: string, minutes: number, data: NoInfer<E>) => void;

/** The shop says what it sold, and three returns are asked for. */
function before(tell: Tell): void {
  tell(c.CustomerRegistered, customerId, 0, { customerId, name: 'Nobody Inparticular', phone: '+44 7700 900000', email: 'nobody@shop.invalid', address: '1 Example Lane', country: 'United Kingdom' });
  tell(c.StockOpened, sku, 1, { sku, onHand: '100', provenance: synthetic });
  tell(c.OrderPlaced, 'GOLD-O1', 2, {
    orderId: 'GOLD-O1',
    customerId,
    currency,
    placedAt: at(-7_200),
    signedAt: at(-2_880),
    lines: [
      { orderLineId, sku, title: 'Wall clock', quantity: 6, amountMinor: '7500', kind: c.OrderLineKind.wire('goods') },
      { orderLineId: 'GOLD-O1-2', sku: 'POST', title: 'Postage', quantity: 1, amountMinor: '495', kind: c.OrderLineKind.wire('shipping') },
    ],
    discountMinor: '744',
    payments: [
      { paymentId: 'GOLD-O1-p1', method: 'card', capturedMinor: '5384' },
      { paymentId: 'GOLD-O1-p2', method: 'gift_card', capturedMinor: '1867' },
    ],
    provenance: synthetic,
    syntheticFields: ['signed_at'],
  });
  for (const [index, requestId] of ['GOLD-R1', 'GOLD-R2', 'GOLD-R3'].entries()) {
    tell(c.ReturnRequested, requestId, 10 + index, {
      requestId,
      customerId,
      orderId: 'GOLD-O1',
      type: c.CaseType.wire('return'),
      lines: [{ orderLineId, sku, quantity: 2, reason: c.ReturnReason.wire('not_as_described'), condition: c.ClaimedCondition.wire('opened') }],
      requestedAt: at(index),
      evidence: [{ evidenceId: `${requestId}-e1`, kind: 'photo', uri: `https://crm.shop.invalid/evidence/${requestId}/1` }],
      externalReference: `C${requestId}`,
      provenance: synthetic,
    });
  }
}

/** Intake takes them in; review sees to them. */
function decision(tell: Tell): void {
  for (const [index, ref] of [returned, rejected, lost].entries()) {
    tell(c.CaseSubmitted, ref.caseId, 20 + index, {
      ref,
      type: c.CaseType.wire('return'),
      customerId,
      channel: c.Channel.wire('crm'),
      requestedAt: at(index),
      lines: [{ caseLineId: `${ref.caseId}-1`, orderLineId, sku, quantity: 2, reason: c.ReturnReason.wire('not_as_described'), condition: c.ClaimedCondition.wire('opened'), claimedMinor: '2500' }],
      purchaseKnown: true,
      placedAt: at(-7_200),
      signedAt: at(-2_880),
      currency,
      claimedMinor: '2500',
      evidenceCount: 1,
      provenance: synthetic,
      obstacles: ref === rejected ? ['UNITS_TAKEN'] : [],
    });
  }
  const decided = (decidedBy: string, minutes: number, rule: string): c.DecisionRecord => ({ policyVersion: '2026-11', ruleIds: [rule], decidedBy, decidedAt: at(minutes), facts: { type: 'return', units: '2', claimed_minor: '2500' }, round: 1 });
  const reasons = [{ code: 'UNITS_TAKEN', message: 'these units are in another case' }];
  tell(c.CaseRejected, rejected.caseId, 25, { ref: rejected, reasons, decision: decided('rules', 25, 'units-taken'), supplementUntil: at(25 + 4_320) });
  tell(c.CaseSupplemented, rejected.caseId, 26, { ref: rejected, round: 2, evidenceCount: 2, explained: true });
  for (const [index, ref] of [returned, lost].entries()) {
    const minutes = 30 + index * 5;
    tell(c.ReviewTaskOpened, ref.caseId, minutes, { ref, taskId: taskOf(ref), dueAt: at(minutes + 1_440), policyVersion: '2026-11', ruleIds: ['compare-with-description'], round: 1 });
    tell(c.EvidenceAdded, ref.caseId, minutes + 1, { ref, evidenceId: `${ref.caseId}-e2`, kind: 'photo', evidenceCount: 2 });
    tell(c.ReviewTaskOverdue, ref.caseId, minutes + 1_440, { ref, taskId: taskOf(ref), dueAt: at(minutes + 1_440) });
    tell(c.ReviewTaskClaimed, ref.caseId, minutes + 1_441, { ref, taskId: taskOf(ref), claimedBy: 'reviewer-1' });
    tell(c.EvidenceRequested, ref.caseId, minutes + 1_441.25, { ref, taskId: taskOf(ref), dueAt: at(minutes + 5_761), reasonCode: 'PHOTO_OF_LABEL', number: 1 });
    tell(c.ReviewTaskResumed, ref.caseId, minutes + 1_441.5, { ref, taskId: taskOf(ref), dueAt: at(minutes + 2_881), evidenceCount: 3 });
    const caseLineId = `${ref.caseId}-1`;
    const quantity = ref === lost ? 1 : 2;
    const refused = ref === lost ? { lines: [{ caseLineId, quantity: 1 }], reason: { code: 'NOT_JUSTIFIED', message: 'one of them is as it was described' } } : undefined;
    const lines = [{ caseLineId, orderLineId, sku, quantity, reason: c.ReturnReason.wire('not_as_described') }];
    tell(c.CaseApproved, ref.caseId, minutes + 1_442, { ref, type: c.CaseType.wire('return'), lines, decision: decided('reviewer-1', minutes + 1_442, 'compare-with-description'), requestedAt: at(index * 2), refused });
  }
}

/** One parcel arrives with half of what was announced and something else, the other one never does and is written off. */
function goods(tell: Tell): void {
  for (const [index, ref] of [returned, lost].entries()) {
    const minutes = 1_500 + index * 5;
    const shipment = { ref, rmaNumber: `RMA-${compact(ref)}`, trackingNumber: trackingOf(ref), carrierCode: 'ground', sendBy: at(10_000) };
    tell(c.ReturnAuthorised, ref.caseId, minutes, { ...shipment, lines: [{ caseLineId: `${ref.caseId}-1`, orderLineId, sku, quantity: 2, reason: c.ReturnReason.wire('not_as_described') }] });
    tell(c.ReturnShipmentAnnounced, ref.caseId, minutes, shipment);
    const scan = (status: 'in_transit' | 'delivered' | 'lost', later: number): void =>
      tell(c.TrackingReported, ref.caseId, minutes + later, { caseId: ref.caseId, trackingNumber: trackingOf(ref), status: c.TrackingStatus.wire(status), occurredAt: at(minutes + later), scanId: `${trackingOf(ref)}-${later}` });
    const parcel = (later: number) => ({ ref, trackingNumber: trackingOf(ref), occurredAt: at(minutes + later) });
    scan('in_transit', 10);
    tell(c.ParcelInTransit, ref.caseId, minutes + 11, { ...parcel(10), reportBy: at(minutes + 14_411) });
    scan(ref === lost ? 'lost' : 'delivered', 20);
    if (ref === lost) tell(c.ParcelLost, ref.caseId, minutes + 21, { ...parcel(20), writeOffAt: at(minutes + 14_421) });
    else tell(c.ParcelDelivered, ref.caseId, minutes + 21, parcel(20));
  }
  const claimId = `CLM-${compact(lost)}`;
  tell(c.ParcelWrittenOff, lost.caseId, 16_000, { ref: lost, trackingNumber: trackingOf(lost), claimId, lines: [{ caseLineId: `${lost.caseId}-1`, quantity: 1 }], writtenOffAt: at(16_000) });
  tell(c.CarrierClaimRaised, lost.caseId, 16_000, { ref: lost, claimId, trackingNumber: trackingOf(lost), carrierCode: 'ground', lostAt: at(1_525), raisedAt: at(16_000), goods: [{ sku, quantity: 1 }] });
  const ref = returned;
  const caseLineId = `${ref.caseId}-1`;
  const [taskId, reportId] = [inspectionOf(ref), `${inspectionOf(ref)}-r1`];
  const customer = c.Liability.wire('customer');
  tell(c.InspectionTaskCreated, ref.caseId, 1_530, { ref, taskId });
  tell(c.InspectionTaskIssued, ref.caseId, 1_530, { ref, taskId, rmaNumber: `RMA-${compact(ref)}`, trackingNumber: trackingOf(ref), lines: [{ caseLineId, sku, expectedQuantity: 2, reason: c.ReturnReason.wire('not_as_described') }] });
  tell(c.InspectionReported, ref.caseId, 1_540, { caseId: ref.caseId, taskId, reportId, findings: [{ caseLineId, sku, quantity: 1, grade: c.Grade.wire('b'), liability: customer }], final: true, inspectedAt: at(1_539) });
  tell(c.ItemsReceived, ref.caseId, 1_541, { ref, reportId, lines: [{ caseLineId, sku, quantity: 1, total: 1, expected: 2 }] });
  const graded = [{ quantity: 1, grade: c.Grade.wire('b'), liability: customer, disposition: c.Disposition.wire('restock') }];
  tell(c.ItemsInspected, ref.caseId, 1_542, { ref, taskId, lines: [{ caseLineId, orderLineId, sku, expected: 2, accepted: 1, short: 1, quarantined: 1, graded }], inspectedAt: at(1_539) });
  tell(c.StockMoved, sku, 1_542, { sku, moveId: `${reportId}/1`, caseId: ref.caseId, fromCondition: 'outside', toCondition: 'b', quantity: '1', disposition: c.Disposition.wire('restock') });
  putAway(tell, ref, `${ref.caseId}/${reportId}/1`, 1_542);
}

/** As the warehouse asks for it of what was inspected; the WMS answers the same day. */
function putAway(tell: Tell, ref: c.CaseRef, moveId: string, minutes: number): void {
  const taskId = `P-${moveId}`;
  tell(c.PutAwayTaskIssued, ref.caseId, minutes, { ref, taskId, attempt: 1, sku, quantity: 1, fromCondition: 'outside', toCondition: 'b', disposition: c.Disposition.wire('refurbish'), issuedAt: at(minutes) });
  tell(c.PutAwayReported, ref.caseId, minutes + 100, { caseId: ref.caseId, taskId, quantity: 1, location: 'B-01-3', putAwayAt: at(minutes + 90) });
}

/** The first call to the provider fails, the next one goes through. What was lost is more than goes without a second person. */
function money(tell: Tell): void {
  const large: c.Money = { amountMinor: '1126', currency };
  tell(c.RefundApprovalNeeded, lost.caseId, 16_001, { ref: lost, refundId: refundOf(lost), total: large, limit: { amountMinor: '1000', currency } });
  tell(c.RefundApproved, lost.caseId, 16_002, { ref: lost, refundId: refundOf(lost), approvedBy: 'finance-1', approvedAt: at(16_002) });
  const ref = returned;
  const [refundId, legs] = [refundOf(ref), legsOf(ref)];
  tell(c.RefundRequested, ref.caseId, 1_550, { ref, refundId, total, lines: [{ caseLineId: `${ref.caseId}-1`, orderLineId, quantity: 1, amountMinor: '1126' }], legs });
  tell(c.RefundLegFailed, ref.caseId, 1_551, { ref, refundId, legId: legs[0]?.legId ?? '', code: 'PROVIDER_BUSY', willRetry: true, attempt: 1 });
  tell(c.RefundSettled, ref.caseId, 1_552, { ref, refundId, total, settledAt: at(1_552) });
  const paid = legs.map((leg, index): c.PaidLeg => ({ ...leg, bankReference: index === 0 ? 'TRF-GOLD-1' : '' }));
  tell(c.RefundPaid, ref.caseId, 1_552, { ref, refundId, total, legs: paid, settledAt: at(1_552) });
  const postings = [{ account: 'sales_returns', debitMinor: '1126', creditMinor: '0' }, { account: 'customer_payable', debitMinor: '0', creditMinor: '1126' }];
  tell(c.LedgerPosted, ref.caseId, 1_552, { ref, transactionId: `${refundId}/requested`, currency, memo: 'refund requested', postings });
}

function end(tell: Tell): void {
  const ref = returned;
  const surveyId = surveyOf(ref);
  tell(c.CaseClosed, ref.caseId, 1_560, { ref, result: c.CaseResult.wire('refunded'), customerId, reasonCodes: [], refunded: total });
  tell(c.CaseClosed, rejected.caseId, 1_561, { ref: rejected, result: c.CaseResult.wire('rejected'), customerId, reasonCodes: ['UNITS_TAKEN'], refunded: undefined });
  tell(c.CaseOutcomeReported, ref.caseId, 1_562, { ref, requestId: 'GOLD-R1', result: c.CaseResult.wire('refunded'), reasonCodes: [], refunded: total });
  tell(c.CaseOutcomeReported, rejected.caseId, 1_563, { ref: rejected, requestId: 'GOLD-R2', result: c.CaseResult.wire('rejected'), reasonCodes: ['UNITS_TAKEN'], refunded: undefined });
  tell(c.SurveySent, ref.caseId, 1_570, { ref, surveyId });
  tell(c.SurveyInvited, ref.caseId, 1_570, { ref, surveyId, customerId });
  tell(c.SurveyReplied, ref.caseId, 1_580, { caseId: ref.caseId, surveyId, score: 4, comment: 'As good as said', repliedAt: at(1_580) });
  tell(c.SurveyAnswered, ref.caseId, 1_581, { ref, surveyId, score: 4, commented: true });
}

/** Three cases whose customer thinks better of it: in review, before sending, and when the parcel is on its way. */
function cancelled(tell: Tell): void {
  const reason = c.ReturnReason.wire('no_reason');
  const line = ({ caseId }: c.CaseRef) => ({ caseLineId: `${caseId}-1`, orderLineId: 'GOLD-O2-1', sku, quantity: 1, reason });
  tell(c.OrderPlaced, 'GOLD-O2', 2_000, {
    orderId: 'GOLD-O2',
    customerId,
    currency,
    placedAt: at(-5_000),
    signedAt: at(-900),
    lines: [{ orderLineId: 'GOLD-O2-1', sku, title: 'Wall clock', quantity: 3, amountMinor: '3750', kind: c.OrderLineKind.wire('goods') }],
    discountMinor: '0',
    payments: [{ paymentId: 'GOLD-O2-p1', method: 'card', capturedMinor: '3750' }],
    provenance: synthetic,
    syntheticFields: [],
  });
  for (const [index, ref] of [withdrawn, calledOff, tooLate].entries()) {
    const requestId = `GOLD-CANCEL-${index + 1}`;
    const minutes = 2_010 + index * 100;
    const condition = c.ClaimedCondition.wire('unopened');
    const evidence = [{ evidenceId: `${requestId}-e1`, kind: 'photo', uri: `https://crm.shop.invalid/evidence/${requestId}/1` }];
    tell(c.ReturnRequested, requestId, minutes, { requestId, customerId, orderId: ref.orderId, type: c.CaseType.wire('return'), lines: [{ orderLineId: 'GOLD-O2-1', sku, quantity: 1, reason, condition }], requestedAt: at(minutes), evidence, externalReference: '', provenance: synthetic });
    const lines = [{ ...line(ref), condition, claimedMinor: '1250' }];
    const facts = { purchaseKnown: true, placedAt: at(-5_000), signedAt: at(-900), currency, claimedMinor: '1250', evidenceCount: 1, provenance: synthetic, obstacles: [] };
    tell(c.CaseSubmitted, ref.caseId, minutes + 1, { ref, type: c.CaseType.wire('return'), customerId, channel: c.Channel.wire('crm'), requestedAt: at(minutes), lines, ...facts });
    if (ref !== withdrawn) approvedAndAuthorised(tell, ref, minutes + 2, line(ref));
    if (ref === tooLate) {
      const parcel = { trackingNumber: trackingOf(ref), occurredAt: at(minutes + 10) };
      tell(c.TrackingReported, ref.caseId, minutes + 10, { caseId: ref.caseId, ...parcel, status: c.TrackingStatus.wire('in_transit'), scanId: `${trackingOf(ref)}-1` });
      tell(c.ParcelInTransit, ref.caseId, minutes + 11, { ref, ...parcel });
    }
    tell(c.CancellationRequested, ref.caseId, minutes + 20, { ref, reasonCode: 'CHANGED_MIND', askedBy: 'customer' });
    if (ref === withdrawn) tell(c.CaseWithdrawn, ref.caseId, minutes + 21, { ref, reasonCode: 'CHANGED_MIND' });
    else tell(c.CancellationPassedOn, ref.caseId, minutes + 21, { ref, type: c.CaseType.wire('return'), reasonCode: 'CHANGED_MIND' });
  }
  const shipment = { ref: calledOff, rmaNumber: `RMA-${compact(calledOff)}` };
  tell(c.ReturnCalledOff, calledOff.caseId, 2_140, { ...shipment, reason: c.CallOffReason.wire('cancelled'), reasonCode: 'CHANGED_MIND', calledOffAt: at(2_140) });
  tell(c.ReturnShipmentCalledOff, calledOff.caseId, 2_140, { ...shipment, trackingNumber: trackingOf(calledOff), carrierCode: 'ground' });
  tell(c.CancellationDeclined, tooLate.caseId, 2_240, { ref: tooLate, code: 'PARCEL_MOVING' });
  for (const [requestId, ref] of [['GOLD-CANCEL-1', withdrawn], ['GOLD-CANCEL-2', calledOff]] as const) {
    tell(c.CaseOutcomeReported, ref.caseId, 2_250, { ref, requestId, result: c.CaseResult.wire('cancelled'), reasonCodes: ['CHANGED_MIND'], refunded: undefined });
  }
}

/** A case whose customer thinks better of it while the parcel is on its way, and has it again by agreement. */
function broughtBack(tell: Tell): void {
  const [ref, requestId, minutes] = [givenBack, 'GOLD-BACK-1', 21_000];
  const [type, reason, condition, provenance] = [c.CaseType.wire('return'), c.ReturnReason.wire('no_reason'), c.ClaimedCondition.wire('unopened'), synthetic];
  const line = { caseLineId: `${ref.caseId}-1`, orderLineId: 'GOLD-O45-1', sku, quantity: 1, reason };
  tell(c.OrderPlaced, ref.orderId, minutes - 10, {
    orderId: ref.orderId,
    customerId,
    currency,
    placedAt: at(minutes - 5_000),
    signedAt: at(minutes - 900),
    lines: [{ orderLineId: line.orderLineId, sku, title: 'Wall clock', quantity: 1, amountMinor: '1250', kind: c.OrderLineKind.wire('goods') }],
    discountMinor: '0',
    payments: [{ paymentId: 'GOLD-O45-p1', method: 'card', capturedMinor: '1250' }],
    provenance,
    syntheticFields: [],
  });
  tell(c.ReturnRequested, requestId, minutes, { requestId, customerId, orderId: ref.orderId, type, lines: [{ orderLineId: line.orderLineId, sku, quantity: 1, reason, condition }], requestedAt: at(minutes), evidence: [], externalReference: '', provenance });
  const facts = { purchaseKnown: true, placedAt: at(minutes - 5_000), signedAt: at(minutes - 900), currency, claimedMinor: '1250', evidenceCount: 0, provenance, obstacles: [] };
  tell(c.CaseSubmitted, ref.caseId, minutes + 1, { ref, type, customerId, channel: c.Channel.wire('crm'), requestedAt: at(minutes), lines: [{ ...line, condition, claimedMinor: '1250' }], ...facts });
  approvedAndAuthorised(tell, ref, minutes + 2, line);
  const trackingNumber = trackingOf(ref);
  const shipment = { ref, rmaNumber: `RMA-${compact(ref)}` };
  const scan = (status: 'picked_up' | 'returned_to_sender', after: number): void => tell(c.TrackingReported, ref.caseId, minutes + after, { caseId: ref.caseId, trackingNumber, status: c.TrackingStatus.wire(status), occurredAt: at(minutes + after), scanId: `${trackingNumber}-${after}` });
  scan('picked_up', 10);
  tell(c.ParcelInTransit, ref.caseId, minutes + 11, { ref, trackingNumber, occurredAt: at(minutes + 10) });
  tell(c.CancellationRequested, ref.caseId, minutes + 20, { ref, reasonCode: 'CHANGED_MIND', askedBy: 'customer' });
  tell(c.CancellationPassedOn, ref.caseId, minutes + 21, { ref, type, reasonCode: 'CHANGED_MIND' });
  tell(c.CancellationAwaitsAgreement, ref.caseId, minutes + 22, { ref, trackingNumber, agreeBy: at(minutes + 22 + 1_440) });
  tell(c.CancellationAgreed, ref.caseId, minutes + 30, { ref, trackingNumber, agreedBy: 'staff-7', agreedAt: at(minutes + 30) });
  tell(c.ReturnShipmentRecallRequested, ref.caseId, minutes + 30, { ...shipment, trackingNumber, carrierCode: 'ground', agreedAt: at(minutes + 30) });
  scan('returned_to_sender', 40);
  tell(c.ParcelReturned, ref.caseId, minutes + 41, { ref, trackingNumber, occurredAt: at(minutes + 40), sendBy: at(minutes + 41 + 20_160), othersMoved: false });
  tell(c.ReturnCalledOff, ref.caseId, minutes + 42, { ...shipment, reason: c.CallOffReason.wire('cancelled'), reasonCode: 'CHANGED_MIND', calledOffAt: at(minutes + 42) });
  tell(c.ReturnShipmentCalledOff, ref.caseId, minutes + 42, { ...shipment, trackingNumber, carrierCode: 'ground' });
  tell(c.CaseOutcomeReported, ref.caseId, minutes + 43, { ref, requestId, result: c.CaseResult.wire('cancelled'), reasonCodes: ['CHANGED_MIND'], refunded: undefined });
}

/** What was bought has become cheaper: the customer keeps it, and a person gives less than was asked. */
function cheaper(tell: Tell): void {
  const [ref, requestId, minutes] = [differed, 'GOLD-CHEAPER-1', 2_400] as const;
  const type = c.CaseType.wire('price_difference');
  const asked = { orderLineId: 'GOLD-O2-1', sku, quantity: 1, reason: c.ReturnReason.wire('other'), condition: c.ClaimedCondition.wire('unopened'), lowerUnitPriceMinor: '1150' };
  const evidence = [{ evidenceId: `${requestId}-e1`, kind: 'photo', uri: `https://crm.shop.invalid/evidence/${requestId}/1` }];
  tell(c.ReturnRequested, requestId, minutes, { requestId, customerId, orderId: ref.orderId, type, lines: [asked], requestedAt: at(minutes), evidence, externalReference: 'GOLD-X', provenance: synthetic });
  const line = { ...asked, caseLineId: `${ref.caseId}-1`, claimedMinor: '100' };
  const facts = { purchaseKnown: true, placedAt: at(-5_000), signedAt: at(-900), currency, claimedMinor: '100', evidenceCount: 1, provenance: synthetic, obstacles: [] };
  tell(c.CaseSubmitted, ref.caseId, minutes + 1, { ref, type, customerId, channel: c.Channel.wire('crm'), requestedAt: at(minutes), lines: [line], ...facts });
  const decision = { policyVersion: '2026-12', ruleIds: ['price-with-fault'], decidedBy: 'reviewer-1', decidedAt: at(minutes + 2), facts: { type: 'price_difference' }, round: 1 };
  const approved = { caseLineId: line.caseLineId, orderLineId: asked.orderLineId, sku, quantity: 1, reason: asked.reason, amountPerUnitMinor: '80', lowerUnitPriceMinor: '1150' };
  tell(c.CaseApproved, ref.caseId, minutes + 2, { ref, type, lines: [approved], decision, requestedAt: at(minutes), refused: undefined, reduced: { code: 'PRICE_OF_A_SALE', message: 'the lower price was for one day' } });
}

/** What was lost is paid back only on second thoughts; what the customer keeps is not. */
function declined(tell: Tell): void {
  const by = { reasonCode: 'NOT_CONVINCING', declinedBy: 'finance-2' };
  // Said on the second look at the refund of the parcel that was lost; what follows comes before its approval.
  tell(c.RefundDeclined, lost.caseId, 16_001.1, { ref: lost, refundId: refundOf(lost), total, ...by, declinedAt: at(16_001.1), takeUpUntil: at(16_001.2) });
  tell(c.RefundExceptionOpened, lost.caseId, 16_001.2, { ref: lost, refundId: refundOf(lost), reasonCode: by.reasonCode, owner: 'finance' });
  tell(c.RefundTakenUp, lost.caseId, 16_001.3, { ref: lost, refundId: refundOf(lost), total, takenUpBy: 'finance-3' });
  tell(c.RefundDeclined, differed.caseId, 2_410, { ref: differed, refundId: refundOf(differed), total: { amountMinor: '80', currency }, ...by, declinedAt: at(2_410), takeUpUntil: at(2_420) });
  tell(c.RefundDropped, differed.caseId, 2_420, { ref: differed, refundId: refundOf(differed), reasonCode: by.reasonCode });
}

/** Two cases whose goods are to be repaired: one is, and goes back; the other can't be, after the WMS was asked for the third time, and is paid for. */
function repairs(tell: Tell): void {
  tell(c.OrderPlaced, 'GOLD-O6', 40_100, {
    orderId: 'GOLD-O6',
    customerId,
    currency,
    placedAt: at(-5_000),
    signedAt: at(-900),
    lines: [{ orderLineId: 'GOLD-O6-1', sku, title: 'Wall clock', quantity: 2, amountMinor: '2500', kind: c.OrderLineKind.wire('goods') }],
    discountMinor: '0',
    payments: [{ paymentId: 'GOLD-O6-p1', method: 'card', capturedMinor: '2500' }],
    provenance: synthetic,
    syntheticFields: [],
  });
  for (const [index, ref] of [mended, beyondRepair].entries()) {
    const minutes = 40_110 + index * 100;
    applied(tell, ref, `GOLD-REPAIR-${index + 1}`, 'repair', minutes, 'GOLD-O6-1');
    const line = { ...unitOf(ref), orderLineId: 'GOLD-O6-1', reason: c.ReturnReason.wire('other') };
    const shipment = { ref, rmaNumber: `RMA-${compact(ref)}`, trackingNumber: trackingOf(ref), carrierCode: 'ground', sendBy: at(minutes + 20_163) };
    tell(c.ReturnAuthorised, ref.caseId, minutes + 3, { ...shipment, lines: [line], forRepair: true });
    tell(c.ReturnShipmentAnnounced, ref.caseId, minutes + 3, shipment);
    const scanned = { status: c.TrackingStatus.wire('delivered'), occurredAt: at(minutes + 10), scanId: `${trackingOf(ref)}-10` };
    tell(c.TrackingReported, ref.caseId, minutes + 10, { caseId: ref.caseId, trackingNumber: trackingOf(ref), ...scanned });
    tell(c.ParcelDelivered, ref.caseId, minutes + 11, { ref, trackingNumber: trackingOf(ref), occurredAt: at(minutes + 10) });
    inspectedForRepair(tell, ref, minutes + 12);
    repaired(tell, ref, minutes + 20);
  }
}

/** A unit comes back worn, is rejected, and the customer disputes that in vain: then they take the deduction. */
function rejectedUnits(tell: Tell): void {
  const ref = worn;
  const [minutes, unit] = [40_400, unitOf(ref)];
  const [orderLineId, reason] = ['GOLD-O9-1', c.ReturnReason.wire('other')];
  tell(c.OrderPlaced, 'GOLD-O9', minutes - 10, {
    orderId: 'GOLD-O9',
    customerId,
    currency,
    placedAt: at(-5_000),
    signedAt: at(-900),
    lines: [{ orderLineId, sku, title: 'Wall clock', quantity: 1, amountMinor: '1250', kind: c.OrderLineKind.wire('goods') }],
    discountMinor: '0',
    payments: [{ paymentId: 'GOLD-O9-p1', method: 'card', capturedMinor: '1250' }],
    provenance: synthetic,
    syntheticFields: [],
  });
  applied(tell, ref, 'GOLD-REJECTED-1', 'return', minutes, orderLineId);
  const shipment = { ref, rmaNumber: `RMA-${compact(ref)}`, trackingNumber: trackingOf(ref), carrierCode: 'ground', sendBy: at(minutes + 20_163) };
  tell(c.ReturnAuthorised, ref.caseId, minutes + 3, { ...shipment, lines: [{ ...unit, orderLineId, reason }], forRefund: true });
  tell(c.ReturnShipmentAnnounced, ref.caseId, minutes + 3, shipment);
  const scanned = { status: c.TrackingStatus.wire('delivered'), occurredAt: at(minutes + 10), scanId: `${trackingOf(ref)}-10` };
  tell(c.TrackingReported, ref.caseId, minutes + 10, { caseId: ref.caseId, trackingNumber: trackingOf(ref), ...scanned });
  tell(c.ParcelDelivered, ref.caseId, minutes + 11, { ref, trackingNumber: trackingOf(ref), occurredAt: at(minutes + 10) });
  const [taskId, reportId, found] = [inspectionOf(ref), `${inspectionOf(ref)}-1`, { quantity: 1, grade: c.Grade.wire('c'), liability: c.Liability.wire('customer') }];
  tell(c.InspectionTaskCreated, ref.caseId, minutes + 12, { ref, taskId });
  tell(c.InspectionTaskIssued, ref.caseId, minutes + 12, { ref, taskId, rmaNumber: shipment.rmaNumber, trackingNumber: shipment.trackingNumber, lines: [{ caseLineId: unit.caseLineId, sku, expectedQuantity: 1, reason }] });
  tell(c.InspectionReported, ref.caseId, minutes + 13, { caseId: ref.caseId, taskId, reportId, findings: [{ caseLineId: unit.caseLineId, sku, ...found }], final: true, inspectedAt: at(minutes + 13) });
  tell(c.ItemsReceived, ref.caseId, minutes + 14, { ref, reportId, lines: [{ ...unit, total: 1, expected: 1 }] });
  const graded = [{ ...found, disposition: c.Disposition.wire('quarantine') }];
  tell(c.ItemsInspected, ref.caseId, minutes + 14, { ref, taskId, lines: [{ caseLineId: unit.caseLineId, orderLineId, sku, expected: 1, accepted: 0, short: 0, quarantined: 0, graded, rejected: 1 }], inspectedAt: at(minutes + 13) });
  chosenAndPaid(tell, ref, minutes + 20);
}

function chosenAndPaid(tell: Tell, ref: c.CaseRef, minutes: number): void {
  const [unit, grade, exceptionId] = [unitOf(ref), c.Grade.wire('c'), `X-${ref.caseId}-disputed`];
  const [deducted, paid] = [{ amountMinor: '375', currency }, { amountMinor: '875', currency }];
  const offer = { ref, kind: c.ChoiceKind.wire('rejected_units'), byDefault: 'deduction', deducted, paid, variants: [] };
  tell(c.DeductionQuoted, ref.caseId, minutes, { ref, lines: [{ caseLineId: unit.caseLineId, quantity: 1, grade, basisPoints: 3_000 }], deducted, paid });
  tell(c.ChoiceOffered, ref.caseId, minutes + 1, { ...offer, number: 1, options: ['deduction', 'goods_back', 'dispute'], dueAt: at(minutes + 10_081) });
  tell(c.ResolutionChanged, ref.caseId, minutes + 2, { ref, number: 1, resolution: c.Resolution.wire('dispute'), chosenBy: 'customer', units: [unit], chosenAt: at(minutes + 2) });
  tell(c.ExceptionOpened, ref.caseId, minutes + 3, { ref, exceptionId, kind: c.ExceptionKind.wire('disputed'), lines: [unit], dueAt: at(minutes + 4_323), byDefault: c.ExceptionResolution.wire('accepted'), owner: 'warehouse' });
  tell(c.ExceptionClaimed, ref.caseId, minutes + 4, { ref, exceptionId, claimedBy: 'warehouse-1' });
  tell(c.ExceptionResolved, ref.caseId, minutes + 5, { ref, exceptionId, resolution: c.ExceptionResolution.wire('upheld'), resolvedBy: 'warehouse-1', reasonCode: 'WORN_INDEED' });
  tell(c.ChoiceOffered, ref.caseId, minutes + 6, { ...offer, number: 2, options: ['deduction', 'goods_back'], dueAt: at(minutes + 10_086) });
  tell(c.ResolutionChanged, ref.caseId, minutes + 7, { ref, number: 2, resolution: c.Resolution.wire('deduction'), chosenBy: 'customer', units: [unit], chosenAt: at(minutes + 7) });
  tell(c.RejectionSettled, ref.caseId, minutes + 8, { ref, outcome: c.RejectionOutcome.wire('deduction'), lines: [{ ...unit, orderLineId: 'GOLD-O9-1', grade }], settledAt: at(minutes + 7) });
  const line = { caseLineId: unit.caseLineId, orderLineId: 'GOLD-O9-1', quantity: 1, amountMinor: '875', deductedMinor: '375' };
  tell(c.RefundRequested, ref.caseId, minutes + 9, { ref, refundId: refundOf(ref), total: paid, lines: [line], legs: [{ legId: `${refundOf(ref)}/1`, paymentId: 'GOLD-O9-p1', amountMinor: '875' }] });
  tell(c.RefundSettled, ref.caseId, minutes + 10, { ref, refundId: refundOf(ref), total: paid, settledAt: at(minutes + 10) });
}

function inspectedForRepair(tell: Tell, ref: c.CaseRef, minutes: number): void {
  const { caseLineId } = unitOf(ref);
  const [taskId, reportId, found] = [inspectionOf(ref), `${inspectionOf(ref)}-1`, { quantity: 1, grade: c.Grade.wire('d'), liability: c.Liability.wire('supplier') }];
  const task = { ref, taskId, rmaNumber: `RMA-${compact(ref)}`, trackingNumber: trackingOf(ref) };
  tell(c.InspectionTaskCreated, ref.caseId, minutes, { ref, taskId });
  tell(c.InspectionTaskIssued, ref.caseId, minutes, { ...task, lines: [{ caseLineId, sku, expectedQuantity: 1, reason: c.ReturnReason.wire('other') }] });
  tell(c.InspectionReported, ref.caseId, minutes + 1, { caseId: ref.caseId, taskId, reportId, findings: [{ caseLineId, sku, ...found }], final: true, inspectedAt: at(minutes + 1) });
  tell(c.ItemsReceived, ref.caseId, minutes + 2, { ref, reportId, lines: [{ caseLineId, sku, quantity: 1, total: 1, expected: 1 }] });
  const graded = [{ ...found, disposition: c.Disposition.wire('back_to_customer') }];
  tell(c.ItemsInspected, ref.caseId, minutes + 2, { ref, taskId, lines: [{ caseLineId, orderLineId: 'GOLD-O6-1', sku, expected: 1, accepted: 1, short: 0, quarantined: 0, graded }], inspectedAt: at(minutes + 1) });
  tell(c.DifferenceSettled, ref.caseId, minutes + 3, { ref, lines: [{ caseLineId, quantity: 1 }] });
}

function repaired(tell: Tell, ref: c.CaseRef, minutes: number): void {
  const [line, taskId] = [unitOf(ref), `W-${ref.caseId}`];
  const attempts = ref === mended ? 1 : 3;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const [asked, answerBy] = [minutes + (attempt - 1) * 10_080, at(minutes + attempt * 10_080)];
    tell(c.RepairOrdered, ref.caseId, asked, { ref, attempt, answerBy, overdue: attempt === 3 });
    tell(c.RepairTaskIssued, ref.caseId, asked, { ref, taskId, attempt, lines: [line], answerBy });
  }
  const later = minutes + attempts * 10_080 - 100;
  const outcome = c.RepairOutcome.wire(ref === mended ? 'repaired' : 'not_repairable');
  tell(c.RepairReported, ref.caseId, later, { caseId: ref.caseId, taskId, outcome, lines: [line], reportedAt: at(later) });
  tell(c.RepairFinished, ref.caseId, later + 1, { ref, outcome, lines: [line], finishedAt: at(later) });
  if (ref === beyondRepair) {
    tell(c.StockMoved, sku, later + 1, { sku, moveId: `${ref.caseId}/${taskId}/1`, caseId: ref.caseId, fromCondition: 'outside', toCondition: 'd', quantity: '1', disposition: c.Disposition.wire('vendor_return') });
    tell(c.ReplacementCalledOff, ref.caseId, later + 2, { ref, reason: c.ReplacementCallOff.wire('refund_instead'), reasonCode: 'NOT_REPAIRABLE', calledOffAt: at(later + 2) });
    return;
  }
  const parcel = { ref, trackingNumber: `${trackingOf(ref)}X1`, attempt: 1 };
  tell(c.ReplacementOrdered, ref.caseId, later + 2, { ...parcel, carrierCode: 'ground', lines: [line] });
  tell(c.PickingTaskIssued, ref.caseId, later + 3, { ref, taskId: `K-${ref.caseId}-1`, reservationTaskId: taskId, trackingNumber: parcel.trackingNumber, carrierCode: 'ground', lines: [line] });
  tell(c.PickingReported, ref.caseId, later + 4, { caseId: ref.caseId, taskId: `K-${ref.caseId}-1`, pickedAt: at(later + 4), lines: [line] });
  tell(c.ReplacementPicked, ref.caseId, later + 5, { ref, attempt: 1, lines: [line] });
  const scanned = { status: c.TrackingStatus.wire('delivered'), occurredAt: at(later + 10), scanId: `${parcel.trackingNumber}-10` };
  tell(c.TrackingReported, ref.caseId, later + 10, { caseId: ref.caseId, trackingNumber: parcel.trackingNumber, ...scanned });
  tell(c.ReplacementDelivered, ref.caseId, later + 11, { ...parcel, occurredAt: at(later + 10) });
  tell(c.CaseClosed, ref.caseId, later + 12, { ref, result: c.CaseResult.wire('repaired'), customerId, reasonCodes: [], refunded: undefined });
  tell(c.CaseOutcomeReported, ref.caseId, later + 12, { ref, requestId: 'GOLD-REPAIR-1', result: c.CaseResult.wire('repaired'), reasonCodes: [], refunded: undefined });
}

function approvedAndAuthorised(tell: Tell, ref: c.CaseRef, minutes: number, line: c.ApprovedLine): void {
  const decision = { policyVersion: '2026-11', ruleIds: ['return-in-window'], decidedBy: 'rules', decidedAt: at(minutes), facts: { type: 'return' } };
  tell(c.CaseApproved, ref.caseId, minutes, { ref, type: c.CaseType.wire('return'), lines: [line], decision, requestedAt: at(minutes - 2) });
  const shipment = { ref, rmaNumber: `RMA-${compact(ref)}`, trackingNumber: trackingOf(ref), carrierCode: 'ground', sendBy: at(minutes + 20_160) };
  tell(c.ReturnAuthorised, ref.caseId, minutes + 1, { ...shipment, lines: [line] });
  tell(c.ReturnShipmentAnnounced, ref.caseId, minutes + 1, shipment);
}

/** Three cases whose customer gets goods: what was missing is sent, and delivered or lost for good; and an exchange for which there is nothing to send, so that it is paid for. */
function goodsForGoods(tell: Tell): void {
  tell(c.OrderPlaced, 'GOLD-O3', 2_990, {
    orderId: 'GOLD-O3',
    customerId,
    currency,
    placedAt: at(-5_000),
    signedAt: at(-900),
    lines: [{ orderLineId: 'GOLD-O3-1', sku, title: 'Wall clock', quantity: 4, amountMinor: '5000', kind: c.OrderLineKind.wire('goods') }],
    discountMinor: '0',
    payments: [{ paymentId: 'GOLD-O3-p1', method: 'card', capturedMinor: '5000' }],
    provenance: synthetic,
    syntheticFields: [],
  });
  applied(tell, sentAgain, 'GOLD-RESEND-1', 'resend', 3_000);
  sent(tell, sentAgain, 3_010, 'delivered');
  tell(c.CaseClosed, sentAgain.caseId, 3_100, { ref: sentAgain, result: c.CaseResult.wire('replaced'), customerId, reasonCodes: [], refunded: undefined });
  tell(c.CaseOutcomeReported, sentAgain.caseId, 3_100, { ref: sentAgain, requestId: 'GOLD-RESEND-1', result: c.CaseResult.wire('replaced'), reasonCodes: [], refunded: undefined });
  applied(tell, lostAgain, 'GOLD-RESEND-2', 'resend', 3_200);
  sent(tell, lostAgain, 3_210, 'lost');
  const [line, trackingNumber, claimId] = [unitOf(lostAgain), `${trackingOf(lostAgain)}X1`, `CLM-${compact(lostAgain)}X1`];
  tell(c.ReplacementWrittenOff, lostAgain.caseId, 18_000, { ref: lostAgain, trackingNumber, attempt: 1, claimId, lines: [line], writtenOffAt: at(18_000) });
  tell(c.CarrierClaimRaised, lostAgain.caseId, 18_000, { ref: lostAgain, claimId, trackingNumber, carrierCode: 'ground', lostAt: at(3_230), raisedAt: at(18_000), goods: [{ sku, quantity: 1 }] });
  exchange(tell);
}

const unitOf = ({ caseId }: c.CaseRef) => ({ caseLineId: `${caseId}-1`, sku, quantity: 1 });

/** Asked for by CRM, and approved by rules. */
function applied(tell: Tell, ref: c.CaseRef, requestId: string, word: c.CaseTypeWord, minutes: number, orderLineId = 'GOLD-O3-1'): void {
  const [type, reason, condition] = [c.CaseType.wire(word), c.ReturnReason.wire('other'), c.ClaimedCondition.wire('unopened')];
  const requestedAt = at(minutes);
  tell(c.ReturnRequested, requestId, minutes, { requestId, customerId, orderId: ref.orderId, type, lines: [{ orderLineId, sku, quantity: 1, reason, condition }], requestedAt, evidence: [], externalReference: '', provenance: synthetic });
  const facts = { purchaseKnown: true, placedAt: at(-5_000), signedAt: at(-900), currency, claimedMinor: '1250', evidenceCount: 0, provenance: synthetic, obstacles: [] };
  tell(c.CaseSubmitted, ref.caseId, minutes + 1, { ref, type, customerId, channel: c.Channel.wire('crm'), requestedAt, lines: [{ ...unitOf(ref), orderLineId, reason, condition, claimedMinor: '1250' }], ...facts });
  const decision = { policyVersion: '2026-12', ruleIds: ['otherwise'], decidedBy: 'rules', decidedAt: at(minutes + 2), facts: { type: word } };
  tell(c.CaseApproved, ref.caseId, minutes + 2, { ref, type, lines: [{ ...unitOf(ref), orderLineId, reason }], decision, requestedAt });
}

/** The WMS is asked for one unit. */
function reserved(tell: Tell, ref: c.CaseRef, minutes: number, outcome: c.ReservationOutcomeWord): string {
  const taskId = `V-${ref.caseId}-1`;
  tell(c.ReservationTaskIssued, ref.caseId, minutes, { ref, taskId, lines: [unitOf(ref)], approvedAt: at(minutes - 8) });
  tell(c.ReservationReported, ref.caseId, minutes + 1, { caseId: ref.caseId, taskId, outcome: c.ReservationOutcome.wire(outcome), reportedAt: at(minutes + 1) });
  return taskId;
}

/** One that comes back was given to the carrier late, too. */
function sent(tell: Tell, ref: c.CaseRef, minutes: number, end: 'delivered' | 'lost' | 'returned_to_sender'): void {
  const late = end === 'returned_to_sender';
  const [line, trackingNumber, carrierCode, taskId] = [unitOf(ref), `${trackingOf(ref)}X1`, 'ground', `K-${ref.caseId}-1`];
  const reservationTaskId = reserved(tell, ref, minutes, 'reserved');
  tell(c.UnitsReserved, ref.caseId, minutes + 2, { ref, attempt: 1, lines: [line] });
  tell(c.ReplacementOrdered, ref.caseId, minutes + 3, { ref, trackingNumber, attempt: 1, carrierCode, lines: [line], handOverBy: at(minutes + (late ? 4 : 10_083)) });
  tell(c.OutboundShipmentAnnounced, ref.caseId, minutes + 3, { ref, trackingNumber, carrierCode, orderedAt: at(minutes + 3) });
  tell(c.PickingTaskIssued, ref.caseId, minutes + 4, { ref, taskId, reservationTaskId, trackingNumber, carrierCode, lines: [line] });
  if (late) tell(c.ReplacementOverdue, ref.caseId, minutes + 4.5, { ref, trackingNumber, attempt: 1, handOverBy: at(minutes + 4) });
  tell(c.PickingReported, ref.caseId, minutes + 5, { caseId: ref.caseId, taskId, pickedAt: at(minutes + 5), lines: [line] });
  tell(c.ReplacementPicked, ref.caseId, minutes + 6, { ref, attempt: 1, lines: [line] });
  if (late) tell(c.ReportAwaited, ref.caseId, minutes + 6.5, { ref, trackingNumber, reportBy: at(minutes + 14_406), attempt: 1 });
  tell(c.StockMoved, sku, minutes + 6, { sku, moveId: `${ref.caseId}/${taskId}/1`, caseId: ref.caseId, fromCondition: 'a', toCondition: 'outside', quantity: '1', disposition: c.Disposition.wire('replacement') });
  const parcel = (later: number) => ({ ref, trackingNumber, attempt: 1, occurredAt: at(minutes + later) });
  const scan = (status: c.TrackingStatusWord, later: number): void =>
    tell(c.TrackingReported, ref.caseId, minutes + later, { caseId: ref.caseId, trackingNumber, status: c.TrackingStatus.wire(status), occurredAt: at(minutes + later), scanId: `${trackingNumber}-${later}` });
  scan('picked_up', 10);
  tell(c.ReplacementShipped, ref.caseId, minutes + 11, { ...parcel(10), reportBy: at(minutes + 14_411) });
  scan(end, 20);
  if (end === 'lost') tell(c.ReplacementLost, ref.caseId, minutes + 21, { ...parcel(20), writeOffAt: at(minutes + 14_421) });
  else if (end === 'returned_to_sender') tell(c.ReplacementReturned, ref.caseId, minutes + 21, { ...parcel(20), lines: [line] });
  else tell(c.ReplacementDelivered, ref.caseId, minutes + 21, parcel(20));
}

/** None is there to send: nobody chooses in time, and the customer is to be paid for what comes back. */
function exchange(tell: Tell): void {
  const ref = exchanged;
  applied(tell, ref, 'GOLD-EXCHANGE-1', 'exchange', 20_000);
  const taskId = reserved(tell, ref, 20_010, 'out_of_stock');
  tell(c.OutOfStock, ref.caseId, 20_012, { ref, attempt: 1, number: 1 });
  tell(c.ChoiceOffered, ref.caseId, 20_013, { ref, number: 1, kind: c.ChoiceKind.wire('out_of_stock'), options: ['wait', 'refund'], dueAt: at(30_093), byDefault: 'refund', variants: [] });
  tell(c.DifferenceSettled, ref.caseId, 20_014, { ref, lines: [{ caseLineId: `${ref.caseId}-1`, quantity: 1 }] });
  tell(c.ResolutionChanged, ref.caseId, 30_094, { ref, number: 1, resolution: c.Resolution.wire('refund'), units: [], chosenAt: at(30_094), chosenBy: 'deadline' });
  tell(c.ReplacementCalledOff, ref.caseId, 30_095, { ref, reason: c.ReplacementCallOff.wire('refund_instead'), reasonCode: '', calledOffAt: at(30_095) });
  tell(c.ReservationReleased, ref.caseId, 30_096, { ref, taskId });
}

/** A question that is answered late, and a complaint of which another case is made. */
function concerns(tell: Tell): void {
  const reason = c.ReturnReason.wire('other');
  const condition = c.ClaimedCondition.wire('opened');
  for (const [index, ref] of [asked, complained].entries()) {
    const requestId = `GOLD-CONCERN-${index + 1}`;
    const minutes = 3_000 + index * 100;
    const type = c.CaseType.wire(ref === asked ? 'inquiry' : 'complaint');
    // What is of account for other types alone is kept of what a customer says.
    const line = { orderLineId: 'GOLD-O2-1', sku, quantity: 1, reason, condition, lowerUnitPriceMinor: '1150', wantedSku: 'GOLD-SKU-2', wantedUnitPriceMinor: '1150' };
    tell(c.ConcernReported, requestId, minutes, { requestId, customerId, type, text: 'Nobody Inparticular asks when', orderId: ref.orderId, lines: [line], requestedAt: at(minutes), provenance: synthetic });
    const lines = [{ ...line, caseLineId: `${ref.caseId}-1`, claimedMinor: '1250' }];
    tell(c.ConcernRaised, ref.caseId, minutes + 1, { ref, type, customerId, channel: c.Channel.wire('crm'), requestedAt: at(minutes), lines, purchaseKnown: true, currency, provenance: synthetic, obstacles: ref === asked ? ['LINE_NOT_FOUND'] : [] });
    const task = { ref, taskId: `Q-${ref.caseId}` };
    tell(c.ConcernOpened, ref.caseId, minutes + 2, { ...task, dueAt: at(minutes + 2_880) });
    if (ref === asked) tell(c.ConcernOverdue, ref.caseId, minutes + 2_880, { ...task, dueAt: at(minutes + 2_880) });
    tell(c.ConcernClaimed, ref.caseId, minutes + 2_881, { ...task, claimedBy: 'agent-1' });
    if (ref === asked) tell(c.ConcernAnswered, ref.caseId, minutes + 2_882, { ...task, answeredBy: 'agent-1' });
    else madeOf(tell, ref, minutes + 2_882, lines);
    if (ref === complained) tell(c.ConcernTurned, ref.caseId, minutes + 2_883, { ...task, turnedBy: 'agent-1', into: made });
    tell(c.CaseClosed, ref.caseId, minutes + 2_884, { ref, result: c.CaseResult.wire(ref === asked ? 'answered' : 'turned'), customerId, reasonCodes: [], refunded: undefined });
  }
}

function madeOf(tell: Tell, cameFrom: c.CaseRef, minutes: number, lines: readonly c.CaseLine[]): void {
  tell(c.CaseSubmitted, made.caseId, minutes, {
    ref: made,
    type: c.CaseType.wire('refund_only'),
    customerId,
    channel: c.Channel.wire('api'),
    requestedAt: at(minutes),
    lines: lines.map(({ lowerUnitPriceMinor: _lower, wantedSku: _sku, wantedUnitPriceMinor: _price, ...line }) => ({ ...line, caseLineId: `${made.caseId}-1` })),
    purchaseKnown: true,
    placedAt: at(-5_000),
    signedAt: at(-900),
    currency,
    claimedMinor: '1250',
    evidenceCount: 0,
    provenance: synthetic,
    obstacles: [],
    cameFrom,
  });
}

/** What was rejected goes on in another case, long after. */
function takenUpAgain(tell: Tell): void {
  tell(c.CaseReopened, rejected.caseId, 20_001, { ref: rejected, reopenedAs: again, reasonCode: 'STILL_FAULTY', reopenedAt: at(20_000) });
  tell(c.CaseSubmitted, again.caseId, 20_000, {
    ref: again,
    type: c.CaseType.wire('return'),
    customerId,
    channel: c.Channel.wire('api'),
    requestedAt: at(10),
    lines: [{ caseLineId: `${again.caseId}-1`, orderLineId, sku, quantity: 1, reason: c.ReturnReason.wire('no_reason'), condition: c.ClaimedCondition.wire('unopened'), claimedMinor: '1250' }],
    purchaseKnown: true,
    placedAt: at(-7_200),
    signedAt: at(-2_880),
    currency,
    claimedMinor: '1250',
    evidenceCount: 0,
    provenance: synthetic,
    obstacles: [],
    reopens: rejected,
  });
}

/** Four refunds only of goods that the customer does not have: stopped in time, signed for all the same, and two whose customer wants the goods after all. */
function recalled(tell: Tell): void {
  const sold = { orderLineId: 'GOLD-O4-1', sku, quantity: 1 };
  const reason = c.ReturnReason.wire('no_reason');
  const condition = c.ClaimedCondition.wire('unopened');
  tell(c.OrderPlaced, 'GOLD-O4', 3_000, {
    orderId: 'GOLD-O4',
    customerId,
    currency,
    placedAt: at(2_900),
    signedAt: undefined,
    lines: [{ ...sold, title: 'Wall clock', quantity: 4, amountMinor: '5000', kind: c.OrderLineKind.wire('goods') }],
    discountMinor: '0',
    payments: [{ paymentId: 'GOLD-O4-p1', method: 'card', capturedMinor: '5000' }],
    provenance: synthetic,
    syntheticFields: [],
  });
  const parcelOf = (ref: c.CaseRef) => ({ trackingNumber: `OUT${compact(ref)}`, carrierCode: 'ground' });
  const inParcel = [{ orderLineId: sold.orderLineId, quantity: 1 }];
  for (const [index, ref] of [stopped, signed, letGo, letThrough].entries()) {
    const minutes = 3_010 + index * 100;
    const requestId = `GOLD-RECALL-${index + 1}`;
    const refundOnlyKind = c.RefundOnlyKind.wire(ref === signed || ref === letThrough ? 'on_the_way' : 'before_shipping');
    const about = { customerId, type: c.CaseType.wire('refund_only'), refundOnlyKind, requestedAt: at(minutes) };
    tell(c.ReturnRequested, requestId, minutes, { requestId, orderId: ref.orderId, lines: [{ ...sold, reason, condition }], evidence: [], externalReference: '', provenance: synthetic, ...about });
    const line = { ...sold, caseLineId: `${ref.caseId}-1`, reason };
    const facts = { purchaseKnown: true, placedAt: at(2_900), signedAt: undefined, currency, claimedMinor: '1250', evidenceCount: 0, provenance: synthetic, obstacles: [] };
    tell(c.CaseSubmitted, ref.caseId, minutes + 1, { ref, channel: c.Channel.wire('crm'), lines: [{ ...line, condition, claimedMinor: '1250' }], ...about, ...facts });
    if (ref === letThrough) tell(c.OrderShipped, ref.orderId, minutes + 1, { orderId: ref.orderId, ...parcelOf(ref), shippedAt: at(minutes), lines: inParcel, provenance: synthetic });
    const decision = { policyVersion: '2026-12', ruleIds: ['refund-before-shipping'], decidedBy: 'rules', decidedAt: at(minutes + 2), facts: { type: 'before_shipping,refund_only' } };
    tell(c.CaseApproved, ref.caseId, minutes + 2, { ref, type: about.type, refundOnlyKind, lines: [line], decision, requestedAt: at(minutes) });
    if (ref === letThrough) recall(tell, ref, minutes + 3, parcelOf(ref), line);
    else askToStop(tell, ref, minutes + 3);
    if (ref === stopped) {
      tell(c.OutboundStopAnswered, ref.caseId, minutes + 30, { caseId: ref.caseId, orderId: ref.orderId, stopId: stopOf(ref), result: c.StopResult.wire('stopped'), trackingNumber: '', carrierCode: '', lines: [], answeredAt: at(minutes + 30) });
      tell(c.OutboundStopped, ref.caseId, minutes + 31, { ref, lines: [{ caseLineId: line.caseLineId, quantity: 1 }], stoppedAt: at(minutes + 31) });
    }
    if (ref === signed) {
      tell(c.StopRequested, ref.caseId, minutes + 10, { ref, attempt: 3, answerBy: at(minutes + 1_450), overdue: true });
      tell(c.OutboundStopAnswered, ref.caseId, minutes + 30, { caseId: ref.caseId, orderId: ref.orderId, stopId: stopOf(ref), result: c.StopResult.wire('already_shipped'), ...parcelOf(ref), lines: inParcel, answeredAt: at(minutes + 30) });
      recall(tell, ref, minutes + 31, parcelOf(ref), line);
      const { trackingNumber } = parcelOf(ref);
      tell(c.TrackingReported, ref.caseId, minutes + 40, { caseId: ref.caseId, trackingNumber, status: c.TrackingStatus.wire('intercepted'), occurredAt: at(minutes + 40), scanId: `${trackingNumber}-1` });
      tell(c.ParcelInTransit, ref.caseId, minutes + 41, { ref, trackingNumber, occurredAt: at(minutes + 40) });
      tell(c.TrackingReported, ref.caseId, minutes + 50, { caseId: ref.caseId, trackingNumber, status: c.TrackingStatus.wire('signed'), occurredAt: at(minutes + 50), scanId: `${trackingNumber}-2` });
      tell(c.RecallCalledOff, ref.caseId, minutes + 51, { ref, end: c.RecallEnd.wire('not_possible'), reasonCode: 'SIGNED_BY_CUSTOMER', calledOffAt: at(minutes + 51) });
    }
    if (ref === letGo || ref === letThrough) {
      tell(c.CancellationRequested, ref.caseId, minutes + 20, { ref, reasonCode: 'CHANGED_MIND', askedBy: 'customer' });
      tell(c.CancellationPassedOn, ref.caseId, minutes + 21, { ref, type: about.type, reasonCode: 'CHANGED_MIND' });
      tell(c.RecallCalledOff, ref.caseId, minutes + 22, { ref, end: c.RecallEnd.wire('cancelled'), reasonCode: 'CHANGED_MIND', calledOffAt: at(minutes + 22) });
      if (ref === letGo) tell(c.OutboundStopCalledOff, ref.caseId, minutes + 22, { ref, stopId: stopOf(ref) });
      else tell(c.OutboundRecallCalledOff, ref.caseId, minutes + 22, { ref, ...parcelOf(ref) });
    }
  }
}

const stopOf = (ref: c.CaseRef): string => `STP-${compact(ref)}`;

function askToStop(tell: Tell, ref: c.CaseRef, minutes: number): void {
  const asked = { ref, attempt: 1, answerBy: at(minutes + 240) };
  tell(c.StopRequested, ref.caseId, minutes, { ...asked, overdue: false });
  tell(c.OutboundStopRequested, ref.caseId, minutes, { ...asked, stopId: stopOf(ref), lines: [{ orderLineId: 'GOLD-O4-1', sku, quantity: 1 }] });
}

function recall(tell: Tell, ref: c.CaseRef, minutes: number, parcel: { readonly trackingNumber: string; readonly carrierCode: string }, line: c.ExpectedLine): void {
  const asked = { ref, ...parcel, intercept: true, reportBy: at(minutes + 10_080) };
  tell(c.ParcelRecalled, ref.caseId, minutes, { ...asked, lines: [line] });
  tell(c.OutboundRecallRequested, ref.caseId, minutes, asked);
}

/** Of the parcel that came with half of what was announced and something else: one exception is seen to by a person, the other one by its clock. */
function disputed(tell: Tell): void {
  const ref = returned;
  const caseLineId = `${ref.caseId}-1`;
  const [missing, strange] = [`X-${ref.caseId}-short`, `X-${ref.caseId}-wrong_item`];
  const [lost, stays] = [c.ExceptionResolution.wire('confirmed_missing'), c.ExceptionResolution.wire('stays_in_quarantine')];
  const opened = { ref, dueAt: at(1_541.9), owner: 'warehouse' };
  // Before it is said what was inspected, and so before the case could close.
  tell(c.ExceptionOpened, ref.caseId, 1_541.5, { ...opened, exceptionId: missing, kind: c.ExceptionKind.wire('short'), lines: [{ caseLineId, sku, quantity: 1 }], byDefault: lost });
  tell(c.ExceptionOpened, ref.caseId, 1_541.6, { ...opened, exceptionId: strange, kind: c.ExceptionKind.wire('wrong_item'), lines: [{ caseLineId, sku: 'NOT-GOLD-SKU', quantity: 1 }], byDefault: stays });
  tell(c.ExceptionClaimed, ref.caseId, 1_543, { ref, exceptionId: missing, claimedBy: 'warehouse-1' });
  tell(c.ExceptionResolved, ref.caseId, 1_544, { ref, exceptionId: missing, resolution: lost, resolvedBy: 'warehouse-1', reasonCode: 'NOT_IN_THE_BOX' });
  tell(c.ExceptionResolved, ref.caseId, 1_545, { ref, exceptionId: strange, resolution: stays, resolvedBy: 'deadline', reasonCode: 'DEADLINE' });
}

/** Another variant is wanted, which is cheaper: the difference is declined, taken up again, and paid after a failure, before anything leaves. */
function exchangedForCheaper(tell: Tell): void {
  const [ref, requestId, minutes, orderLineId, quoted] = [forVariant, 'GOLD-VARIANT-1', 50_000, 'GOLD-O5-1', '1150'] as const;
  const lines = [{ orderLineId, sku, title: 'Wall clock', quantity: 2, amountMinor: '2500', kind: c.OrderLineKind.wire('goods') }];
  const payments = [{ paymentId: 'GOLD-O5-p1', method: 'card', capturedMinor: '2500' }];
  tell(c.OrderPlaced, ref.orderId, minutes, { orderId: ref.orderId, customerId, currency, placedAt: at(minutes - 9_000), signedAt: at(minutes - 900), lines, discountMinor: '0', payments, provenance: synthetic, syntheticFields: [] });
  const [type, reason, condition, requestedAt] = [c.CaseType.wire('exchange'), c.ReturnReason.wire('other'), c.ClaimedCondition.wire('unopened'), at(minutes + 1)];
  const wanted = { orderLineId, sku, quantity: 1, reason, condition, wantedSku: 'GOLD-SKU-2', wantedUnitPriceMinor: quoted };
  tell(c.ReturnRequested, requestId, minutes + 1, { requestId, customerId, orderId: ref.orderId, type, lines: [wanted], requestedAt, evidence: [], externalReference: '', provenance: synthetic });
  const facts = { purchaseKnown: true, placedAt: at(minutes - 9_000), signedAt: at(minutes - 900), currency, claimedMinor: '1250', evidenceCount: 0, provenance: synthetic, obstacles: [] };
  const line = { ...wanted, caseLineId: `${ref.caseId}-1` };
  tell(c.CaseSubmitted, ref.caseId, minutes + 2, { ref, type, customerId, channel: c.Channel.wire('crm'), requestedAt, lines: [{ ...line, claimedMinor: '1250' }], ...facts });
  const decision = { policyVersion: '2026-12.2', ruleIds: ['exchange-in-window'], decidedBy: 'rules', decidedAt: at(minutes + 3), facts: { type: 'exchange' } };
  const { condition: _condition, ...approvedLine } = line;
  tell(c.CaseApproved, ref.caseId, minutes + 3, { ref, type, lines: [approvedLine], decision, requestedAt });
  const about = { ref, refundId: `${refundOf(ref)}/difference`, difference: true };
  const [difference, by] = [{ amountMinor: '100', currency }, { reasonCode: 'NOT_CONVINCING', declinedBy: 'finance-2' }];
  const [caseId, legId] = [ref.caseId, `${about.refundId}/1`];
  const refunded = [{ caseLineId: line.caseLineId, orderLineId, quantity: 1, amountMinor: '100' }];
  tell(c.RefundRequested, caseId, minutes + 10, { ...about, total: difference, lines: refunded, legs: [{ legId, paymentId: 'GOLD-O5-p1', amountMinor: '100' }], payBy: at(minutes + 18) });
  tell(c.RefundApprovalNeeded, caseId, minutes + 10, { ...about, total: difference, limit: { amountMinor: '99', currency } });
  tell(c.RefundLate, caseId, minutes + 19, { ...about, lateness: c.RefundLateness.wire('overdue'), payBy: at(minutes + 18), owner: 'finance' });
  tell(c.RefundDeclined, caseId, minutes + 20, { ...about, total: difference, ...by, declinedAt: at(minutes + 20), takeUpUntil: at(minutes + 21) });
  tell(c.RefundExceptionOpened, caseId, minutes + 21, { ...about, reasonCode: by.reasonCode, owner: 'finance' });
  tell(c.RefundTakenUp, caseId, minutes + 22, { ...about, total: difference, takenUpBy: 'finance-3' });
  tell(c.RefundApproved, caseId, minutes + 23, { ...about, approvedBy: 'finance-4', approvedAt: at(minutes + 23) });
  tell(c.RefundLegFailed, caseId, minutes + 24, { ...about, legId, code: 'TRY_LATER', willRetry: true, attempt: 1 });
  tell(c.RefundSettled, caseId, minutes + 25, { ...about, total: difference, settledAt: at(minutes + 25) });
  tell(c.DifferenceSettled, caseId, minutes + 25, { ref, lines: [{ caseLineId: line.caseLineId, quantity: 1 }], refunded: difference });
}

/** Other variants are wanted, which are dearer: of one the difference is paid on top, of the other it is not. */
function exchangedForDearer(tell: Tell): void {
  const [minutes, orderLineId, orderId, quoted] = [60_000, 'GOLD-O7-1', forBetter.orderId, '1350'] as const;
  const lines = [{ orderLineId, sku, title: 'Wall clock', quantity: 2, amountMinor: '2500', kind: c.OrderLineKind.wire('goods') }];
  const payments = [{ paymentId: 'GOLD-O7-p1', method: 'card', capturedMinor: '2500' }];
  tell(c.OrderPlaced, orderId, minutes, { orderId, customerId, currency, placedAt: at(minutes - 9_000), signedAt: at(minutes - 900), lines, discountMinor: '0', payments, provenance: synthetic, syntheticFields: [] });
  const [type, reason, condition, requestedAt] = [c.CaseType.wire('exchange'), c.ReturnReason.wire('other'), c.ClaimedCondition.wire('unopened'), at(minutes + 1)];
  for (const [ref, requestId] of [[forBetter, 'GOLD-VARIANT-2'], [forBest, 'GOLD-VARIANT-3']] as const) {
    const wanted = { orderLineId, sku, quantity: 1, reason, condition, wantedSku: 'GOLD-SKU-3', wantedUnitPriceMinor: quoted };
    tell(c.ReturnRequested, requestId, minutes + 1, { requestId, customerId, orderId, type, lines: [wanted], requestedAt, evidence: [], externalReference: '', provenance: synthetic });
    const facts = { purchaseKnown: true, placedAt: at(minutes - 9_000), signedAt: at(minutes - 900), currency, claimedMinor: '1250', evidenceCount: 0, provenance: synthetic, obstacles: [] };
    const line = { ...wanted, caseLineId: `${ref.caseId}-1` };
    tell(c.CaseSubmitted, ref.caseId, minutes + 2, { ref, type, customerId, channel: c.Channel.wire('crm'), requestedAt, lines: [{ ...line, claimedMinor: '1250' }], ...facts });
    const decision = { policyVersion: '2026-12.2', ruleIds: ['exchange-in-window'], decidedBy: 'rules', decidedAt: at(minutes + 3), facts: { type: 'exchange' } };
    const { condition: _condition, ...approvedLine } = line;
    tell(c.CaseApproved, ref.caseId, minutes + 3, { ref, type, lines: [approvedLine], decision, requestedAt });
    const about = { ref, topUpId: `P-${ref.caseId}` };
    const amount = { amountMinor: '100', currency };
    tell(c.TopUpRequested, ref.caseId, minutes + 10, { ...about, amount, dueAt: at(minutes + 20), paymentUrl: 'https://pay.example/gold' });
    if (ref === forBest) tell(c.TopUpExpired, ref.caseId, minutes + 20, { ...about, reasonCode: 'TOP_UP_NOT_PAID' });
    else {
      tell(c.TopUpPaid, ref.caseId, minutes + 15, { ...about, amount, paidAt: at(minutes + 14) });
      tell(c.DifferenceSettled, ref.caseId, minutes + 15, { ref, lines: [{ caseLineId: line.caseLineId, quantity: 1 }], collected: amount });
    }
  }
}

/** The same goods are wanted and out of stock: the shop quotes others, and the customer takes one of them. */
function exchangedForAnother(tell: Tell): void {
  const [ref, requestId, minutes, orderLineId] = [forAnother, 'GOLD-VARIANT-4', 80_000, 'GOLD-O43-1'] as const;
  const lines = [{ orderLineId, sku, title: 'Wall clock', quantity: 2, amountMinor: '2500', kind: c.OrderLineKind.wire('goods') }];
  const payments = [{ paymentId: 'GOLD-O43-p1', method: 'card', capturedMinor: '2500' }];
  tell(c.OrderPlaced, ref.orderId, minutes, { orderId: ref.orderId, customerId, currency, placedAt: at(minutes - 9_000), signedAt: at(minutes - 900), lines, discountMinor: '0', payments, provenance: synthetic, syntheticFields: [] });
  const [type, reason, condition, requestedAt] = [c.CaseType.wire('exchange'), c.ReturnReason.wire('other'), c.ClaimedCondition.wire('unopened'), at(minutes + 1)];
  const wanted = { orderLineId, sku, quantity: 1, reason, condition };
  tell(c.ReturnRequested, requestId, minutes + 1, { requestId, customerId, orderId: ref.orderId, type, lines: [wanted], requestedAt, evidence: [], externalReference: '', provenance: synthetic });
  const facts = { purchaseKnown: true, placedAt: at(minutes - 9_000), signedAt: at(minutes - 900), currency, claimedMinor: '1250', evidenceCount: 0, provenance: synthetic, obstacles: [] };
  const { condition: _condition, ...line } = { ...wanted, caseLineId: `${ref.caseId}-1` };
  tell(c.CaseSubmitted, ref.caseId, minutes + 2, { ref, type, customerId, channel: c.Channel.wire('crm'), requestedAt, lines: [{ ...line, condition, claimedMinor: '1250' }], ...facts });
  const decision = { policyVersion: '2026-12.2', ruleIds: ['exchange-in-window'], decidedBy: 'rules', decidedAt: at(minutes + 3), facts: { type: 'exchange' } };
  tell(c.CaseApproved, ref.caseId, minutes + 3, { ref, type, lines: [line], decision, requestedAt });
  reserved(tell, ref, minutes + 11, 'out_of_stock');
  anotherChosen(tell, ref, minutes + 20);
}

function anotherChosen(tell: Tell, ref: c.CaseRef, minutes: number): void {
  const [about, caseLineId] = [{ ref, number: 1 }, `${ref.caseId}-1`];
  tell(c.OutOfStock, ref.caseId, minutes, { ...about, attempt: 1 });
  const missingUnits = { orderLineId: 'GOLD-O43-1', sku, quantity: 1 };
  const offer = { ...about, kind: c.ChoiceKind.wire('out_of_stock'), dueAt: at(minutes + 10_081), byDefault: 'refund', missingUnits };
  tell(c.ChoiceOffered, ref.caseId, minutes + 1, { ...offer, options: ['wait', 'refund'], variants: [] });
  const [cheaper, dearer] = [{ sku: 'GOLD-SKU-2', unitPriceMinor: '1150' }, { sku: 'GOLD-SKU-3', unitPriceMinor: '1350' }];
  const variants = [{ ...cheaper, paidBack: { amountMinor: '100', currency } }, { ...dearer, paidOnTop: { amountMinor: '100', currency } }];
  tell(c.VariantsQuoted, ref.caseId, minutes + 2, { ...about, variants: [cheaper, dearer] });
  tell(c.VariantsCompared, ref.caseId, minutes + 3, { ...about, variants });
  tell(c.ChoiceOffered, ref.caseId, minutes + 4, { ...offer, options: ['wait', 'other_variant', 'refund'], variants });
  const variant = { caseLineId, ...cheaper };
  tell(c.ResolutionChanged, ref.caseId, minutes + 5, { ...about, resolution: c.Resolution.wire('other_variant'), chosenBy: 'customer', units: [], chosenAt: at(minutes + 5), variant });
  const [taskId, units] = [`V-${ref.caseId}-2`, [{ caseLineId, sku: cheaper.sku, quantity: 1 }]];
  tell(c.ReservationTaskIssued, ref.caseId, minutes + 6, { ref, taskId, lines: units, approvedAt: at(minutes + 5) });
  tell(c.ReservationReported, ref.caseId, minutes + 7, { caseId: ref.caseId, taskId, outcome: c.ReservationOutcome.wire('reserved'), reportedAt: at(minutes + 7) });
  tell(c.UnitsReserved, ref.caseId, minutes + 8, { ref, attempt: 1, lines: units, variant: { caseLineId, unitPriceMinor: cheaper.unitPriceMinor } });
}

/** Parcels that do not go as announced: a return in three of them, of which one comes back to the customer first and one never arrives; and one to a customer that can't be delivered. */
function otherParcels(tell: Tell): void {
  const [ref, minutes, orderLineId, carrierCode] = [inParts, 70_000, 'GOLD-O37-1', 'ground'] as const;
  tell(c.OrderPlaced, ref.orderId, minutes - 10, {
    orderId: ref.orderId,
    customerId,
    currency,
    placedAt: at(-5_000),
    signedAt: at(-900),
    lines: [{ orderLineId, sku, title: 'Wall clock', quantity: 2, amountMinor: '2500', kind: c.OrderLineKind.wire('goods') }],
    discountMinor: '0',
    payments: [{ paymentId: 'GOLD-O37-p1', method: 'card', capturedMinor: '2500' }],
    provenance: synthetic,
    syntheticFields: [],
  });
  applied(tell, ref, 'GOLD-PARCELS-1', 'return', minutes, orderLineId);
  const [rmaNumber, first] = [`RMA-${compact(ref)}`, trackingOf(ref)];
  const [second, third] = [`${first}B`, `${first}C`];
  const shipment = { ref, rmaNumber, trackingNumber: first, carrierCode, sendBy: at(minutes + 20_163) };
  tell(c.ReturnAuthorised, ref.caseId, minutes + 3, { ...shipment, lines: [{ ...unitOf(ref), orderLineId, reason: c.ReturnReason.wire('other') }] });
  tell(c.ReturnShipmentAnnounced, ref.caseId, minutes + 3, shipment);
  const scan = (trackingNumber: string, status: c.TrackingStatusWord, later: number): void =>
    tell(c.TrackingReported, ref.caseId, minutes + later, { caseId: ref.caseId, trackingNumber, status: c.TrackingStatus.wire(status), occurredAt: at(minutes + later), scanId: `${trackingNumber}-${later}` });
  scan(first, 'in_transit', 10);
  tell(c.ParcelInTransit, ref.caseId, minutes + 11, { ref, trackingNumber: first, occurredAt: at(minutes + 10) });
  for (const [index, trackingNumber] of [second, third].entries()) {
    tell(c.ReturnParcelAdded, ref.caseId, minutes + 12 + index, { caseId: ref.caseId, rmaNumber, trackingNumber, carrierCode });
    tell(c.ParcelAdded, ref.caseId, minutes + 12.5 + index, { ref, trackingNumber, carrierCode, sendBy: at(minutes + 20_172 + index) });
  }
  scan(second, 'picked_up', 15);
  scan(first, 'returned_to_sender', 20);
  tell(c.ParcelReturned, ref.caseId, minutes + 21, { ref, trackingNumber: first, occurredAt: at(minutes + 20), sendBy: at(minutes + 20_181), othersMoved: true });
  scan(third, 'lost', 25);
  scan(first, 'delivered', 30);
  scan(second, 'delivered', 40);
  tell(c.ParcelLost, ref.caseId, minutes + 41, { ref, trackingNumber: second, occurredAt: at(minutes + 40) });
  const later = minutes + 14_500;
  tell(c.ParcelDelivered, ref.caseId, later, { ref, trackingNumber: second, occurredAt: at(minutes + 40), further: { trackingNumbers: [first] } });
  tell(c.CarrierClaimRaised, ref.caseId, later, { ref, claimId: `CLM-${compact(ref)}P3`, trackingNumber: third, carrierCode, lostAt: at(minutes + 25), raisedAt: at(later), goods: [{ sku, quantity: 1 }], oneOfSeveral: true });
  const task = { ref, taskId: inspectionOf(ref) };
  tell(c.InspectionTaskCreated, ref.caseId, later + 1, task);
  const lines = [{ caseLineId: unitOf(ref).caseLineId, sku, expectedQuantity: 1, reason: c.ReturnReason.wire('other') }];
  tell(c.InspectionTaskIssued, ref.caseId, later + 1, { ...task, rmaNumber, trackingNumber: second, lines, further: { trackingNumbers: [first] } });
  applied(tell, undelivered, 'GOLD-PARCELS-2', 'resend', minutes + 100, orderLineId);
  sent(tell, undelivered, minutes + 110, 'returned_to_sender');
}

/** Parcels that nobody had announced: one is known as a case's, its order had been written on it, another is never claimed, and a third one comes too late. */
function unannounced(tell: Tell): void {
  const [ref, minutes, orderLineId] = [unlabelled, 80_000, 'GOLD-O41-1'] as const;
  tell(c.OrderPlaced, ref.orderId, minutes - 10, {
    orderId: ref.orderId,
    customerId,
    currency,
    placedAt: at(-5_000),
    signedAt: at(-900),
    lines: [{ orderLineId, sku, title: 'Wall clock', quantity: 1, amountMinor: '1250', kind: c.OrderLineKind.wire('goods') }],
    discountMinor: '0',
    payments: [{ paymentId: 'GOLD-O41-p1', method: 'card', capturedMinor: '1250' }],
    provenance: synthetic,
    syntheticFields: [],
  });
  applied(tell, ref, 'GOLD-UNANNOUNCED-1', 'return', minutes, orderLineId);
  const rmaNumber = `RMA-${compact(ref)}`;
  const shipment = { ref, rmaNumber, trackingNumber: trackingOf(ref), carrierCode: 'ground', sendBy: at(minutes + 20_163) };
  tell(c.ReturnAuthorised, ref.caseId, minutes + 3, { ...shipment, lines: [{ ...unitOf(ref), orderLineId, reason: c.ReturnReason.wire('other') }] });
  tell(c.ReturnShipmentAnnounced, ref.caseId, minutes + 3, shipment);
  const goods = [{ sku, quantity: 1 }];
  const came = (reportId: string, later: number, part: Partial<c.UnannouncedParcelReceived>): string => {
    const parcelId = `U-${reportId}`;
    tell(c.UnannouncedParcelReceived, parcelId, minutes + later, { reportId, trackingNumber: 'SF10041', carrierCode: 'sf', foundInTaskId: '', goods: [{ sku, quantity: 1, grade: c.Grade.wire('b') }], caseNumber: '', orderId: '', receivedAt: at(minutes + later), ...part });
    tell(c.ParcelUnannounced, parcelId, minutes + later + 1, { parcelId, goods, dueAt: at(minutes + later + 40_321), owner: 'warehouse' });
    return parcelId;
  };
  const matched = came('GOLD-1', 10, { orderId: ref.orderId });
  const told = { ref, parcelId: matched, goods, matchedBy: 'GOLD-storekeeper' };
  tell(c.ParcelMatched, ref.caseId, minutes + 20, { ...told, trackingNumber: 'SF10041', carrierCode: 'sf', complete: true, receivedAt: at(minutes + 10) });
  tell(c.ParcelMatchAnswered, ref.caseId, minutes + 21, { ...told, declined: '' });
  tell(c.ParcelAdded, ref.caseId, minutes + 21, { ref, trackingNumber: 'SF10041', carrierCode: 'sf', sendBy: shipment.sendBy });
  tell(c.ParcelDelivered, ref.caseId, minutes + 21, { ref, trackingNumber: 'SF10041', occurredAt: at(minutes + 10) });
  tell(c.ReturnShipmentCalledOff, ref.caseId, minutes + 21, { ref, rmaNumber, trackingNumber: shipment.trackingNumber, carrierCode: 'ground' });
  const task = { ref, taskId: inspectionOf(ref) };
  tell(c.InspectionTaskCreated, ref.caseId, minutes + 22, task);
  tell(c.InspectionTaskIssued, ref.caseId, minutes + 22, { ...task, rmaNumber, trackingNumber: 'SF10041', lines: [{ caseLineId: unitOf(ref).caseLineId, sku, expectedQuantity: 1, reason: c.ReturnReason.wire('other') }], unannounced: { reportIds: ['GOLD-1'] } });
  const late = came('GOLD-2', 30, { caseNumber: ref.caseNumber, foundInTaskId: inspectionOf(inParts) });
  tell(c.ParcelMatched, ref.caseId, minutes + 31, { ref, parcelId: late, trackingNumber: '', carrierCode: '', goods, complete: true, matchedBy: 'clue', receivedAt: at(minutes + 30) });
  tell(c.ParcelMatchAnswered, ref.caseId, minutes + 31, { ref, parcelId: late, goods, matchedBy: 'clue', declined: 'RETURN_ARRIVED' });
  tell(c.ParcelUnclaimed, late, minutes + 41_000, { parcelId: late });
}

/** What goes out in exchange leaves in advance: of one case nothing comes back, and it is paid for; of another all does; of the third nothing can be held. */
function exchangedInAdvance(tell: Tell): void {
  const [minutes, orderLineId, orderId, attempt] = [120_000, 'GOLD-O46-1', keptBoth.orderId, 1] as const;
  const sold = [{ orderLineId, sku, title: 'Wall clock', quantity: 3, amountMinor: '3750', kind: c.OrderLineKind.wire('goods') }];
  const payments = [{ paymentId: 'GOLD-O46-p1', method: 'card', capturedMinor: '3750' }];
  tell(c.OrderPlaced, orderId, minutes, { orderId, customerId, currency, placedAt: at(minutes - 9_000), signedAt: at(minutes - 900), lines: sold, discountMinor: '0', payments, provenance: synthetic, syntheticFields: [] });
  const [type, reason, condition, requestedAt] = [c.CaseType.wire('exchange'), c.ReturnReason.wire('faulty'), c.ClaimedCondition.wire('defective'), at(minutes + 1)];
  const amount = { amountMinor: '1250', currency };
  for (const [ref, requestId] of [[keptBoth, 'GOLD-ADVANCE-1'], [gaveBack, 'GOLD-ADVANCE-2'], [notHeld, 'GOLD-ADVANCE-3']] as const) {
    const asked = { orderLineId, sku, quantity: 1, reason, condition };
    const evidence = [{ evidenceId: `${requestId}-e1`, kind: 'photo', uri: `https://crm.shop.invalid/evidence/${requestId}/1` }];
    tell(c.ReturnRequested, requestId, minutes + 1, { requestId, customerId, orderId, type, lines: [asked], requestedAt, evidence, externalReference: '', provenance: synthetic, advance: true });
    const facts = { purchaseKnown: true, placedAt: at(minutes - 9_000), signedAt: at(minutes - 900), currency, claimedMinor: '1250', evidenceCount: 1, provenance: synthetic, obstacles: [] };
    const line = { ...asked, caseLineId: `${ref.caseId}-1` };
    tell(c.CaseSubmitted, ref.caseId, minutes + 2, { ref, type, customerId, channel: c.Channel.wire('crm'), requestedAt, lines: [{ ...line, claimedMinor: '1250' }], ...facts, advance: true });
    const decision = { policyVersion: '2026-12.4', ruleIds: ['exchange-in-window'], decidedBy: 'rules', decidedAt: at(minutes + 3), facts: { type: 'exchange' } };
    const { condition: _condition, ...approvedLine } = line;
    tell(c.CaseApproved, ref.caseId, minutes + 3, { ref, type, lines: [approvedLine], decision, requestedAt, advance: { holdForDays: 30 } });
    tell(c.ReturnAuthorised, ref.caseId, minutes + 4, { ref, rmaNumber: `RMA-${compact(ref)}`, trackingNumber: trackingOf(ref), carrierCode: 'ground', sendBy: at(minutes + 20_000), lines: [{ caseLineId: line.caseLineId, orderLineId, sku, quantity: 1, reason }] });
    tell(c.UnitsReserved, ref.caseId, minutes + 5, { ref, attempt, lines: [{ caseLineId: line.caseLineId, sku, quantity: 1 }] });
    const about = { ref, holdId: `H-${ref.caseId}` };
    if (ref === notHeld) {
      tell(c.HoldDeclined, ref.caseId, minutes + 6, { ...about, reasonCode: 'FUNDS_NOT_SUFFICIENT' });
      continue;
    }
    tell(c.HoldPlaced, ref.caseId, minutes + 6, { ...about, amount, captureAt: at(minutes + 38_886) });
    tell(c.ReplacementDelivered, ref.caseId, minutes + 3_000, { ref, trackingNumber: `${trackingOf(ref)}X1`, attempt, occurredAt: at(minutes + 2_999) });
    if (ref === gaveBack) {
      tell(c.HoldReleased, ref.caseId, minutes + 9_000, { ...about, reasonCode: 'GOODS_ACCEPTED' });
      continue;
    }
    tell(c.HoldRunsOut, ref.caseId, minutes + 19_000, { ...about, captureAt: at(minutes + 38_886) });
    tell(c.ReturnCalledOff, ref.caseId, minutes + 20_000, { ref, rmaNumber: `RMA-${compact(ref)}`, reason: c.CallOffReason.wire('expired'), reasonCode: '', calledOffAt: at(minutes + 20_000), replacementStays: true });
    tell(c.HoldCaptured, ref.caseId, minutes + 20_001, { ...about, captured: amount, lines: [{ caseLineId: line.caseLineId, quantity: 1, amountMinor: '1250' }], soldOrderId: `S-${ref.caseId}`, deliveredAt: at(minutes + 2_999), reasonCode: 'NOT_SENT', capturedAt: at(minutes + 20_001) });
  }
}
/** Two returns that the carrier has delivered: of one nothing is ever reported, of the other the last report is late. */
function notReceived(tell: Tell): void {
  const [minutes, orderLineId, carrierCode] = [130_000, 'GOLD-O49-1', 'ground'] as const;
  tell(c.OrderPlaced, nowhere.orderId, minutes - 10, {
    orderId: nowhere.orderId,
    customerId,
    currency,
    placedAt: at(-5_000),
    signedAt: at(-900),
    lines: [{ orderLineId, sku, title: 'Wall clock', quantity: 2, amountMinor: '2500', kind: c.OrderLineKind.wire('goods') }],
    discountMinor: '0',
    payments: [{ paymentId: 'GOLD-O49-p1', method: 'card', capturedMinor: '2500' }],
    provenance: synthetic,
    syntheticFields: [],
  });
  for (const [index, ref] of [nowhere, piecemeal].entries()) {
    const begun = minutes + index * 50;
    applied(tell, ref, `GOLD-NOWHERE-${index + 1}`, 'return', begun, orderLineId);
    const [rmaNumber, trackingNumber] = [`RMA-${compact(ref)}`, trackingOf(ref)];
    const shipment = { ref, rmaNumber, trackingNumber, carrierCode, sendBy: at(begun + 20_163) };
    tell(c.ReturnAuthorised, ref.caseId, begun + 3, { ...shipment, lines: [{ ...unitOf(ref), orderLineId, reason: c.ReturnReason.wire('other') }], forRefund: true });
    tell(c.ReturnShipmentAnnounced, ref.caseId, begun + 3, shipment);
    tell(c.TrackingReported, ref.caseId, begun + 10, { caseId: ref.caseId, trackingNumber, status: c.TrackingStatus.wire('delivered'), occurredAt: at(begun + 10), scanId: `${trackingNumber}-10` });
    tell(c.ParcelDelivered, ref.caseId, begun + 11, { ref, trackingNumber, occurredAt: at(begun + 10) });
    const task = { ref, taskId: inspectionOf(ref) };
    const issued = { ...task, rmaNumber, trackingNumber, lines: [{ caseLineId: unitOf(ref).caseLineId, sku, expectedQuantity: 1, reason: c.ReturnReason.wire('other') }] };
    tell(c.InspectionTaskCreated, ref.caseId, begun + 12, { ...task, attempt: 1, inspectBy: at(begun + 2_892) });
    tell(c.InspectionTaskIssued, ref.caseId, begun + 12, issued);
    if (ref === piecemeal) {
      reportedLate(tell, begun + 100);
      continue;
    }
    tell(c.InspectionTaskCreated, ref.caseId, begun + 2_892, { ...task, attempt: 2, inspectBy: at(begun + 5_772) });
    tell(c.InspectionTaskIssued, ref.caseId, begun + 2_892, { ...issued, attempt: 2 });
    const [exceptionId, resolution, over] = [`X-${ref.caseId}-not_received`, c.ExceptionResolution.wire('never_came'), begun + 10_092];
    tell(c.ExceptionOpened, ref.caseId, begun + 5_772, { ref, exceptionId, kind: c.ExceptionKind.wire('not_received'), lines: [{ caseLineId: unitOf(ref).caseLineId, sku, quantity: 1 }], dueAt: at(over), byDefault: resolution, owner: 'warehouse' });
    tell(c.ExceptionResolved, ref.caseId, over, { ref, exceptionId, resolution, resolvedBy: 'deadline', reasonCode: 'DEADLINE' });
    tell(c.ParcelNotReceived, ref.caseId, over, { ref, exceptionId, decidedBy: 'deadline', decidedAt: at(over) });
    const claimId = `CLM-${compact(ref)}`;
    tell(c.ParcelWrittenOff, ref.caseId, over + 1, { ref, trackingNumber, claimId, lines: [{ caseLineId: unitOf(ref).caseLineId, quantity: 1 }], writtenOffAt: at(over + 1), notReceived: true });
    tell(c.CarrierClaimRaised, ref.caseId, over + 1, { ref, claimId, trackingNumber, carrierCode, lostAt: at(begun + 10), raisedAt: at(over + 1), goods: [{ sku, quantity: 1 }], notReceived: true });
  }
}

/** Something else is found first, and what was announced only when nobody waits for it any more. */
function reportedLate(tell: Tell, minutes: number): void {
  const [ref, grade, liability] = [piecemeal, c.Grade.wire('a'), c.Liability.wire('seller')] as const;
  const [taskId, { caseLineId }] = [inspectionOf(ref), unitOf(ref)];
  const report = (reportId: string, reportedSku: string, final: boolean, later: number): void =>
    tell(c.InspectionReported, ref.caseId, minutes + later, { caseId: ref.caseId, taskId, reportId: `${taskId}-${reportId}`, findings: [{ caseLineId, sku: reportedSku, quantity: 1, grade, liability }], final, inspectedAt: at(minutes + later) });
  report('r1', 'NOT-GOLD-SKU', false, 0);
  tell(c.ItemsReceived, ref.caseId, minutes + 1, { ref, reportId: `${taskId}-r1`, lines: [], inspectBy: at(minutes + 2_881) });
  const [late, strange] = [`X-${ref.caseId}-not_finished`, `X-${ref.caseId}-wrong_item`];
  const opened = { ref, owner: 'warehouse' };
  tell(c.ExceptionOpened, ref.caseId, minutes + 5_761, { ...opened, exceptionId: late, kind: c.ExceptionKind.wire('not_finished'), lines: [{ caseLineId, sku, quantity: 1 }], dueAt: at(minutes + 10_081), byDefault: c.ExceptionResolution.wire('as_reported') });
  report('r2', sku, true, 6_000);
  tell(c.ExceptionResolved, ref.caseId, minutes + 6_001, { ref, exceptionId: late, resolution: c.ExceptionResolution.wire('turned_up'), resolvedBy: 'wms', reasonCode: 'REPORTED' });
  tell(c.ExceptionOpened, ref.caseId, minutes + 6_001, { ...opened, exceptionId: strange, kind: c.ExceptionKind.wire('wrong_item'), lines: [{ caseLineId, sku: 'NOT-GOLD-SKU', quantity: 1 }], dueAt: at(minutes + 10_321), byDefault: c.ExceptionResolution.wire('stays_in_quarantine') });
  const graded = [{ quantity: 1, grade, liability, disposition: c.Disposition.wire('restock') }];
  tell(c.ItemsInspected, ref.caseId, minutes + 6_001, { ref, taskId, lines: [{ caseLineId, orderLineId: 'GOLD-O49-1', sku, expected: 1, accepted: 1, short: 0, quarantined: 1, graded }], inspectedAt: at(minutes + 6_000) });
}
