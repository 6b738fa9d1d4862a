import {
  CancellationDeclined,
  CaseApproved,
  CaseRejected,
  CaseWithdrawn,
  ItemsInspected,
  ItemsReceived,
  OrderPlaced,
  ParcelDelivered,
  ParcelInTransit,
  ParcelLost,
  ParcelWrittenOff,
  RefundApprovalNeeded,
  RefundApproved,
  RefundDeclined,
  RefundDropped,
  RefundRequested,
  RefundSettled,
  RepairFinished,
  RepairOrdered,
  ReplacementCalledOff,
  ReplacementDelivered,
  ReplacementPicked,
  ReplacementOrdered,
  ReturnAuthorised,
  ReturnCalledOff,
  ReturnRequested,
  SurveySent,
  type CaseRef,
  type CaseView,
  type EventContract,
  type IntakeServiceMethods,
} from '@huiliu/contracts';
import { startDepartment, type Published, type RunningDepartment } from '@huiliu/testing';
import { intake } from '../src/department';
import { fresh, placed, requested } from './crm-says';

jest.setTimeout(60_000);

let department: RunningDepartment<IntakeServiceMethods>;
beforeAll(async () => {
  department = await startDepartment(intake);
});
afterAll(() => department?.stop());

const decision = { policyVersion: 'p1', ruleIds: ['in-window'], decidedBy: 'rules', decidedAt: '2026-11-05T08:00:01Z', facts: {} };
const says = <E extends { ref?: CaseRef | undefined }>(contract: EventContract<E>, ref: CaseRef, data: Omit<E, 'ref'>): Promise<string> => department.tell(contract, `case:${ref.caseId}`, { ref, ...data } as E);

const submittedFor = (requestId: string): Published | undefined => published('CaseSubmitted').find(({ causeId }) => causeId === `urn:crm/${requestId}`);
const published = (name: string): Published[] => department.published.filter((event) => event.name === name);
const aboutCase = (name: string, { caseId }: CaseRef): Published[] => published(name).filter(({ subject }) => subject === `case:${caseId}`);

/** An order and a request for it; the case that came of it. */
async function opened(over: Partial<ReturnRequested> = {}): Promise<CaseRef> {
  const [orderId, requestId] = [fresh('order'), fresh('request')];
  await department.tell(OrderPlaced, `order:${orderId}`, placed(orderId));
  return request(requested(requestId, orderId, over));
}

async function request(data: ReturnRequested): Promise<CaseRef> {
  await department.tell(ReturnRequested, `request:${data.requestId}`, data, { id: data.requestId });
  await department.until('the submission', () => submittedFor(data.requestId) !== undefined);
  return submittedFor(data.requestId)?.data.ref as CaseRef;
}

async function view({ caseId }: CaseRef): Promise<CaseView> {
  const { case: it } = await department.client.getCase({ caseId });
  if (!it) throw new Error('no case in the answer');
  return it;
}

const closed = (ref: CaseRef): Promise<void> => department.until('the closing', () => aboutCase('CaseOutcomeReported', ref).length > 0);

async function unitsOf({ orderId }: CaseRef): Promise<unknown> {
  const [row] = await department.rows<{ units: unknown }>('SELECT units FROM order_units WHERE order_id = $1', [orderId]);
  return row?.units;
}

describe('intake on its bus and its database', () => {
  it('leads a return to its end, keeps what every department said and closes once', async () => {
    const ref = await opened();
    expect(await unitsOf(ref)).toEqual({ ol1: { held: { [ref.caseId]: 2 }, spent: 0 } });
    const [line] = (await view(ref)).lines;
    const [caseLineId = '', orderLineId = 'ol1'] = [line?.line?.caseLineId];
    await says(CaseApproved, ref, { type: 'CASE_TYPE_RETURN', lines: [{ caseLineId, orderLineId, sku: 'MUG', quantity: 2, reason: 'RETURN_REASON_NO_REASON' }], decision, requestedAt: '2026-10-08T09:00:00Z' });
    await says(ReturnAuthorised, ref, { rmaNumber: 'RMA-7', trackingNumber: 'T-7', carrierCode: 'ground', sendBy: '2026-11-20T00:00:00Z', lines: [{ caseLineId, orderLineId, sku: 'MUG', quantity: 2, reason: 'RETURN_REASON_NO_REASON' }] });
    await says(ParcelInTransit, ref, { trackingNumber: 'T-7', occurredAt: '2026-11-07T00:00:00Z' });
    await department.until('the parcel to move', async () => (await view(ref)).status === 'in_transit');
    await says(ParcelDelivered, ref, { trackingNumber: 'T-7', occurredAt: '2026-11-08T00:00:00Z' });
    await says(ItemsReceived, ref, { reportId: 'rp1', lines: [{ caseLineId, sku: 'MUG', quantity: 1, total: 1, expected: 2 }] });
    await says(ItemsInspected, ref, { taskId: 'i1', lines: [{ caseLineId, orderLineId, sku: 'MUG', expected: 2, accepted: 1, short: 1, quarantined: 0, graded: [] }], inspectedAt: '2026-11-08T10:00:00Z' });
    await says(RefundRequested, ref, { refundId: 'rf1', total: { amountMinor: '1000', currency: 'GBP' }, lines: [], legs: [] });
    await says(RefundSettled, ref, { refundId: 'rf1', total: { amountMinor: '1000', currency: 'GBP' }, settledAt: '2026-11-09T00:00:00Z' });
    await closed(ref);
    await says(SurveySent, ref, { surveyId: 's1' });
    await department.until('the survey to be noted', async () => (await department.client.getTimeline({ caseId: ref.caseId, afterPosition: '0' })).entries.at(-1)?.summary === 'Feedback: survey sent');

    expect(await view(ref)).toMatchObject({
      status: 'closed',
      waitingFor: '',
      result: 'CASE_RESULT_REFUNDED',
      reasonCodes: ['UNITS_SHORT'],
      refunded: { amountMinor: '1000', currency: 'GBP' },
      rmaNumber: 'RMA-7',
      trackingNumber: 'T-7',
      decision: { policyVersion: 'p1', decidedBy: 'rules' },
      lines: [{ received: 1, short: 1, accepted: 1 }],
    });
    expect(await unitsOf(ref)).toEqual({ ol1: { held: {}, spent: 1 } });
    expect(aboutCase('CaseClosed', ref)).toHaveLength(1);
    expect(aboutCase('CaseOutcomeReported', ref)).toMatchObject([{ data: { result: 'CASE_RESULT_REFUNDED', refunded: { amountMinor: '1000' } } }]);
  });

  it('leads a price difference to its end, and the units are free again: they may come back later', async () => {
    const [orderId, requestId] = [fresh('order'), fresh('request')];
    await department.tell(OrderPlaced, `order:${orderId}`, placed(orderId));
    const asked = requested(requestId, orderId, { type: 'CASE_TYPE_PRICE_DIFFERENCE' });
    const ref = await request({ ...asked, lines: asked.lines.map((line) => ({ ...line, lowerUnitPriceMinor: '900' })) });
    expect(await unitsOf(ref)).toEqual({ ol1: { held: { [ref.caseId]: 2 }, spent: 0 } });
    expect(aboutCase('CaseSubmitted', ref)).toMatchObject([{ data: { type: 'CASE_TYPE_PRICE_DIFFERENCE', claimedMinor: '200', lines: [{ claimedMinor: '200', lowerUnitPriceMinor: '900' }] } }]);
    const caseLineId = (await view(ref)).lines[0]?.line?.caseLineId ?? '';
    const approved = { caseLineId, orderLineId: 'ol1', sku: 'MUG', quantity: 2, reason: 'RETURN_REASON_OTHER', amountPerUnitMinor: '70', lowerUnitPriceMinor: '900' } as const;
    await says(CaseApproved, ref, { type: 'CASE_TYPE_PRICE_DIFFERENCE', lines: [approved], decision, requestedAt: '2026-10-08T09:00:00Z', reduced: { code: 'PRICE_OF_A_SALE', message: 'less' } });
    await department.until('the decision', async () => (await view(ref)).status === 'refunding');
    const total = { amountMinor: '140', currency: 'GBP' };
    await says(RefundRequested, ref, { refundId: 'rf3', total, lines: [], legs: [] });
    await says(RefundSettled, ref, { refundId: 'rf3', total, settledAt: '2026-11-09T00:00:00Z' });
    await closed(ref);
    expect(await view(ref)).toMatchObject({ status: 'closed', result: 'CASE_RESULT_REFUNDED', reasonCodes: ['PRICE_OF_A_SALE'], refunded: total, lines: [{ approved: 2, line: { lowerUnitPriceMinor: '900' } }] });
    expect(await unitsOf(ref)).toEqual({});
    const back = await request(requested(fresh('request'), orderId));
    expect(aboutCase('CaseSubmitted', back)).toMatchObject([{ data: { type: 'CASE_TYPE_RETURN', obstacles: [] } }]);
  });

  /** Goods of a repair: approved, here and accepted. */
  async function inRepair(): Promise<{ readonly ref: CaseRef; readonly lines: readonly { readonly caseLineId: string; readonly sku: string; readonly quantity: number }[] }> {
    const ref = await opened({ type: 'CASE_TYPE_REPAIR' });
    const caseLineId = (await view(ref)).lines[0]?.line?.caseLineId ?? '';
    const line = { caseLineId, orderLineId: 'ol1', sku: 'MUG' };
    await says(CaseApproved, ref, { type: 'CASE_TYPE_REPAIR', lines: [{ ...line, quantity: 2, reason: 'RETURN_REASON_FAULTY' }], decision, requestedAt: '2026-10-08T09:00:00Z' });
    await says(ItemsInspected, ref, { taskId: 'i1', lines: [{ ...line, expected: 2, accepted: 2, short: 0, quarantined: 0, graded: [] }], inspectedAt: '2026-11-08T10:00:00Z' });
    await department.tellAgain(await says(RepairOrdered, ref, { attempt: 1, answerBy: '2026-11-15T10:00:00Z', overdue: false }));
    await department.until('the repair by its day', async () => (await view(ref)).waitingFor === 'warehouse: repairs the goods, and says so by 2026-11-15T10:00:00Z');
    expect((await view(ref)).status).toBe('repairing');
    return { ref, lines: [{ caseLineId, sku: 'MUG', quantity: 2 }] };
  }

  it('leads a repair to its end without money, though the delivery is heard before the repair, and the units are free: they may come back', async () => {
    const { ref, lines } = await inRepair();
    const parcel = { trackingNumber: 'T-7X1', attempt: 1 };
    await says(ReplacementOrdered, ref, { ...parcel, carrierCode: 'ground', lines });
    await says(ReplacementPicked, ref, { attempt: 1, lines: [{ caseLineId: `${ref.caseId}-1`, sku: 'MUG', quantity: 1 }] });
    await says(ReplacementDelivered, ref, { ...parcel, occurredAt: '2026-11-20T00:00:00Z' });
    await says(RepairFinished, ref, { outcome: 'REPAIR_OUTCOME_REPAIRED', lines, finishedAt: '2026-11-12T00:00:00Z' });
    await closed(ref);
    expect(await view(ref)).toMatchObject({ status: 'closed', result: 'CASE_RESULT_REPAIRED', reasonCodes: [] });
    expect(aboutCase('CaseOutcomeReported', ref)).toMatchObject([{ data: { result: 'CASE_RESULT_REPAIRED' } }]);
    expect(await unitsOf(ref)).toEqual({});
    const again = await request(requested(fresh('request'), ref.orderId, { type: 'CASE_TYPE_REPAIR' }));
    expect(aboutCase('CaseSubmitted', again)).toMatchObject([{ data: { obstacles: [] } }]);
  });

  it('closes with the reason what can\'t be repaired and is paid for, and its units are spent', async () => {
    const { ref, lines } = await inRepair();
    await says(RepairFinished, ref, { outcome: 'REPAIR_OUTCOME_NOT_REPAIRABLE', lines, finishedAt: '2026-11-12T00:00:00Z' });
    await says(ReplacementCalledOff, ref, { reason: 'REPLACEMENT_CALL_OFF_REFUND_INSTEAD', reasonCode: 'NOT_REPAIRABLE', calledOffAt: '2026-11-12T00:00:00Z' });
    await says(RefundRequested, ref, { refundId: 'rf9', total: { amountMinor: '2000', currency: 'GBP' }, lines: [], legs: [] });
    await says(RefundSettled, ref, { refundId: 'rf9', total: { amountMinor: '2000', currency: 'GBP' }, settledAt: '2026-11-13T00:00:00Z' });
    await closed(ref);
    expect(await view(ref)).toMatchObject({ status: 'closed', result: 'CASE_RESULT_REFUNDED', reasonCodes: ['NOT_REPAIRABLE'] });
    expect(await unitsOf(ref)).toEqual({ ol1: { held: {}, spent: 2 } });
  });

  it('pays back what was lost on its way, names the reason, and spends the units', async () => {
    const ref = await opened();
    const caseLineId = (await view(ref)).lines[0]?.line?.caseLineId ?? '';
    const total = { amountMinor: '2000', currency: 'GBP' };
    await says(CaseApproved, ref, { type: 'CASE_TYPE_RETURN', lines: [{ caseLineId, orderLineId: 'ol1', sku: 'MUG', quantity: 2, reason: 'RETURN_REASON_NO_REASON' }], decision, requestedAt: '2026-10-08T09:00:00Z' });
    await says(ParcelLost, ref, { trackingNumber: 'T-7', occurredAt: '2026-11-07T00:00:00Z' });
    await says(RefundApprovalNeeded, ref, { refundId: 'rf1', total, limit: { amountMinor: '1000', currency: 'GBP' } });
    await department.until('somebody to be waited for', async () => (await view(ref)).waitingFor === 'refund: a second person approves the amount');
    await says(RefundApproved, ref, { refundId: 'rf1', approvedBy: 'staff-8', approvedAt: '2026-11-09T00:00:00Z' });
    await says(RefundRequested, ref, { refundId: 'rf1', total, lines: [], legs: [] });
    await says(RefundSettled, ref, { refundId: 'rf1', total, settledAt: '2026-11-09T00:00:00Z' });
    await department.until('the settlement', async () => (await view(ref)).status === 'refunded');
    // What it follows from comes last.
    await says(ParcelWrittenOff, ref, { trackingNumber: 'T-7', claimId: 'CLM-7', lines: [{ caseLineId, quantity: 2 }], writtenOffAt: '2026-11-08T00:00:00Z' });
    await closed(ref);
    expect(await view(ref)).toMatchObject({ status: 'closed', result: 'CASE_RESULT_REFUNDED', reasonCodes: ['PARCEL_LOST'], refunded: total, lines: [{ received: 0, accepted: 0, short: 0, lost: 2 }] });
    expect(await unitsOf(ref)).toEqual({ ol1: { held: {}, spent: 2 } });
  });

  it('gives what came in exchange a window of its own, from when the customer got it; what else is of the line keeps the order\'s', async () => {
    const ref = await opened({ type: 'CASE_TYPE_EXCHANGE' });
    const caseLineId = (await view(ref)).lines[0]?.line?.caseLineId ?? '';
    await says(CaseApproved, ref, { type: 'CASE_TYPE_EXCHANGE', lines: [{ caseLineId, orderLineId: 'ol1', sku: 'MUG', quantity: 2, reason: 'RETURN_REASON_NO_REASON' }], decision, requestedAt: '2026-10-08T09:00:00Z' });
    await says(ItemsInspected, ref, { taskId: 'i1', lines: [{ caseLineId, orderLineId: 'ol1', sku: 'MUG', expected: 2, accepted: 1, short: 1, quarantined: 0, graded: [] }], inspectedAt: '2026-10-12T10:00:00Z' });
    await says(ReplacementPicked, ref, { attempt: 1, lines: [{ caseLineId: `${ref.caseId}-1`, sku: 'MUG', quantity: 1 }] });
    await says(ReplacementDelivered, ref, { trackingNumber: 'T-1X1', attempt: 1, occurredAt: '2026-10-20T10:00:00Z' });
    await closed(ref);
    expect(await unitsOf(ref)).toEqual({ ol1: { held: {}, spent: 0, replaced: [{ units: 1, deliveredAt: '2026-10-20T10:00:00Z' }] } });
    const signedAtOf = (of: CaseRef): unknown => aboutCase('CaseSubmitted', of)[0]?.data['signedAt'];
    const later = (quantity: number, requestedAt: string): Promise<CaseRef> => {
      const asked = requested(fresh('request'), ref.orderId, { requestedAt });
      return request({ ...asked, lines: asked.lines.map((line) => ({ ...line, quantity })) });
    };
    // Before they had it they can't have meant it.
    const early = await later(1, '2026-10-19T10:00:00Z');
    expect(signedAtOf(early)).toBe(placed('any').signedAt);
    await says(CaseRejected, early, { reasons: [{ code: 'OUTSIDE_WINDOW', message: 'too late' }], decision });
    await closed(early);
    const own = await later(1, '2026-10-25T10:00:00Z');
    expect(signedAtOf(own)).toBe('2026-10-20T10:00:00Z');
    const other = await later(1, '2026-10-25T10:00:00Z');
    expect(signedAtOf(other)).toBe(placed('any').signedAt);
    expect(await unitsOf(ref)).toEqual({ ol1: { held: { [own.caseId]: 1, [other.caseId]: 1 }, spent: 0, replaced: [{ units: 1, deliveredAt: '2026-10-20T10:00:00Z', heldBy: own.caseId }] } });
  });

  it('has a timeline of all it heard and said, with causes and spans, oldest first', async () => {
    const ref = await opened();
    await says(CaseRejected, ref, { reasons: [{ code: 'OUTSIDE_WINDOW', message: 'too late' }], decision });
    await closed(ref);
    const { entries } = await department.client.getTimeline({ caseId: ref.caseId, afterPosition: '0' });
    expect(entries.map(({ type }) => type.split('.').at(-1))).toEqual(['ReturnRequested', 'CaseSubmitted', 'CaseRejected', 'CaseClosed', 'CaseOutcomeReported']);
    const hops = await department.rows<{ id: string; trace_id: string; span_id: string }>('SELECT id, trace_id, span_id FROM hop WHERE subject = $1 ORDER BY handled_at', [`case:${ref.caseId}`]);
    expect([entries[0], entries[2]].map((entry) => ({ id: entry?.eventId, trace_id: entry?.traceId, span_id: entry?.spanId }))).toEqual(hops);
    expect(entries.map(({ causeId }) => causeId)).toEqual(['', hops[0]?.id, '', hops[1]?.id, hops[1]?.id]);
  });

  it('waits for an order that comes after its request', async () => {
    const [orderId, requestId] = [fresh('order'), fresh('request')];
    await department.tell(ReturnRequested, `request:${requestId}`, requested(requestId, orderId), { id: requestId });
    await department.until('the request to wait', async () => (await department.rows('SELECT 1 FROM waiting WHERE waits_for = $1', [`order:${orderId}`])).length === 1);
    expect(submittedFor(requestId)).toBeUndefined();
    await department.tell(OrderPlaced, `order:${orderId}`, placed(orderId));
    await department.until('the submission', () => submittedFor(requestId) !== undefined);
    expect(await department.rows('SELECT 1 FROM waiting')).toEqual([]);
  });

  it('makes one case of one request, though CRM sends it under two event ids', async () => {
    const [orderId, requestId] = [fresh('order'), fresh('request')];
    await department.tell(OrderPlaced, `order:${orderId}`, placed(orderId));
    const ref = await request(requested(requestId, orderId));
    await department.tell(ReturnRequested, `request:${requestId}`, requested(requestId, orderId), { id: fresh('again') });
    await department.until('the second request to be noted', async () => (await department.client.getTimeline({ caseId: ref.caseId, afterPosition: '0' })).entries.length === 3);
    expect(aboutCase('CaseSubmitted', ref)).toHaveLength(1);
  });

  it.each([
    ['earlier', '2026-11-29T09:00:00.000Z', '2026-11-28T09:00:00.000Z'],
    ['later', '2026-11-28T09:00:00.000Z', '2026-11-29T09:00:00.000Z'],
  ])('makes one case of one request, though CRM says the second time that it was made %s, when its case would have another id', async (_, first, second) => {
    const [orderId, requestId, again] = [fresh('order'), fresh('request'), fresh('again')];
    await department.tell(OrderPlaced, `order:${orderId}`, placed(orderId));
    const ref = await request(requested(requestId, orderId, { requestedAt: first }));
    await department.tell(ReturnRequested, `request:${requestId}`, requested(requestId, orderId, { requestedAt: second }), { id: again });
    await department.until('the second request to be handled', async () => (await department.rows('SELECT 1 FROM hop WHERE id = $1', [`urn:crm/${again}`])).length === 1);
    expect(await department.rows('SELECT case_id FROM intake_case WHERE request_id = $1', [requestId])).toEqual([{ case_id: ref.caseId }]);
  });

  it('opens a case without a purchase, and closes it when review rejects it', async () => {
    const ref = await opened({ orderId: '', lines: [{ orderLineId: '', sku: 'MUG', quantity: 1, reason: 'RETURN_REASON_OTHER', condition: 'CLAIMED_CONDITION_UNSPECIFIED' }] });
    expect(aboutCase('CaseSubmitted', ref)).toMatchObject([{ data: { purchaseKnown: false, ref: { orderId: '' } } }]);
    await says(CaseRejected, ref, { reasons: [{ code: 'PURCHASE_NOT_FOUND', message: 'no such purchase' }], decision });
    await closed(ref);
    expect(await view(ref)).toMatchObject({ status: 'closed', result: 'CASE_RESULT_REJECTED', reasonCodes: ['PURCHASE_NOT_FOUND'] });
  });

  it('gives the last units to exactly one of two requests at once; a rejection sets them free', async () => {
    const orderId = fresh('order');
    await department.tell(OrderPlaced, `order:${orderId}`, placed(orderId));
    const refs = await Promise.all([request(requested(fresh('request'), orderId)), request(requested(fresh('request'), orderId))]);
    const obstacles = refs.map((ref) => aboutCase('CaseSubmitted', ref)[0]?.data.obstacles);
    expect(obstacles).toContainEqual([]);
    expect(obstacles).toContainEqual(['UNITS_TAKEN']);
    const winner = refs.find((_ref, index) => (obstacles[index] as string[]).length === 0) as CaseRef;
    await says(CaseRejected, winner, { reasons: [{ code: 'OUTSIDE_WINDOW', message: 'too late' }], decision });
    await closed(winner);
    expect(await unitsOf(winner)).toEqual({});
    const third = await request(requested(fresh('request'), orderId));
    expect(aboutCase('CaseSubmitted', third)).toMatchObject([{ data: { obstacles: [] } }]);
  });

  it('sends to the dead letters what it does not offer, and a changed order', async () => {
    const [orderId, requestId] = [fresh('order'), fresh('request')];
    await department.tell(OrderPlaced, `order:${orderId}`, placed(orderId));
    await department.tell(ReturnRequested, `request:${requestId}`, requested(requestId, orderId, { type: 'CASE_TYPE_INQUIRY' }), { id: requestId });
    const changed = await department.tell(OrderPlaced, `order:${orderId}`, placed(orderId, { currency: 'EUR' }));
    await department.until('the dead letters', () => [requestId, changed].every((id) => department.published.some((event) => event.id === id && event.deadCode !== undefined && event.topic.endsWith('.dead-letters'))));
    expect(await department.rows('SELECT currency FROM mirrored_order WHERE order_id = $1', [orderId])).toEqual([{ currency: 'GBP' }]);
    expect(await department.rows(`SELECT 1 FROM intake_case WHERE order_id = $1`, [orderId])).toEqual([]);
  });

  it('parks what contradicts, and only that case', async () => {
    const ref = await opened();
    await says(CaseRejected, ref, { reasons: [{ code: 'OUTSIDE_WINDOW', message: 'too late' }], decision });
    await closed(ref);
    const [line] = (await view(ref)).lines;
    await says(CaseApproved, ref, { type: 'CASE_TYPE_RETURN', lines: [{ caseLineId: line?.line?.caseLineId ?? '', orderLineId: 'ol1', sku: 'MUG', quantity: 2, reason: 'RETURN_REASON_NO_REASON' }], decision, requestedAt: '2026-10-08T09:00:00Z' });
    await department.until('it to be parked', async () => (await department.rows('SELECT 1 FROM parked WHERE subject = $1 AND reason LIKE $2', [`case:${ref.caseId}`, 'CONTRADICTION%'])).length === 1);
    await opened();
  });

  const cancel = ({ caseId }: CaseRef, key = fresh('key')) =>
    department.client.cancelCase({ caseId, reasonCode: 'CHANGED_MIND', askedBy: 'customer' }, { metadata: { principal: 'customer:c1', 'idempotency-key': key } });
  const lineOf = async (ref: CaseRef) => ({ caseLineId: (await view(ref)).lines[0]?.line?.caseLineId ?? '', orderLineId: 'ol1', sku: 'MUG', quantity: 2, reason: 'RETURN_REASON_NO_REASON' as const });
  const approve = async (ref: CaseRef) => says(CaseApproved, ref, { type: 'CASE_TYPE_RETURN', lines: [await lineOf(ref)], decision, requestedAt: '2026-10-08T09:00:00Z' });
  const authorise = async (ref: CaseRef) => says(ReturnAuthorised, ref, { rmaNumber: 'RMA-8', trackingNumber: 'T-8', carrierCode: 'ground', sendBy: '2026-11-20T00:00:00Z', lines: [await lineOf(ref)] });

  it('tells why a large refund was declined, and closes the case without money where nobody takes it up again: its units are free', async () => {
    const ref = await opened({ type: 'CASE_TYPE_REFUND_ONLY' });
    const total = { amountMinor: '2000', currency: 'GBP' };
    await says(CaseApproved, ref, { type: 'CASE_TYPE_REFUND_ONLY', lines: [await lineOf(ref)], decision, requestedAt: '2026-10-08T09:00:00Z' });
    await says(RefundRequested, ref, { refundId: 'rf4', total, lines: [], legs: [] });
    await says(RefundApprovalNeeded, ref, { refundId: 'rf4', total, limit: { amountMinor: '1000', currency: 'GBP' } });
    await says(RefundDeclined, ref, { refundId: 'rf4', total, reasonCode: 'NOT_CONVINCING', declinedBy: 'staff-9', declinedAt: '2026-11-09T00:00:00Z', takeUpUntil: '2026-11-12T00:00:00Z' });
    await department.until('the decline', async () => (await view(ref)).customerStatus?.code === 'exception');
    expect(await view(ref)).toMatchObject({ status: 'refunding', reasonCodes: ['NOT_CONVINCING'], customerStatus: { who: { zh: '财务' }, by: '2026-11-12T00:00:00Z' } });
    expect(await unitsOf(ref)).toEqual({ ol1: { held: { [ref.caseId]: 2 }, spent: 0 } });
    await says(RefundDropped, ref, { refundId: 'rf4', reasonCode: 'NOT_CONVINCING' });
    await closed(ref);
    expect(await view(ref)).toMatchObject({ status: 'closed', result: 'CASE_RESULT_REJECTED', reasonCodes: ['NOT_CONVINCING'] });
    expect(await unitsOf(ref)).toEqual({});
    expect(aboutCase('CaseOutcomeReported', ref)).toMatchObject([{ data: { result: 'CASE_RESULT_REJECTED', reasonCodes: ['NOT_CONVINCING'] } }]);
  });

  it('asks review once to cancel, and closes what review takes back: its units are free again', async () => {
    const ref = await opened();
    const key = fresh('key');
    const answer = await cancel(ref, key);
    expect(answer.case).toMatchObject({ status: 'submitted', cancellation: { reasonCode: 'CHANGED_MIND', askedBy: 'customer', declinedCode: '' }, waitingFor: 'review: takes the case back, if nobody has decided' });
    expect(await cancel(ref, key)).toEqual(answer);
    expect((await cancel(ref)).case).toEqual(answer.case);
    await says(CaseWithdrawn, ref, { reasonCode: 'CHANGED_MIND' });
    await closed(ref);
    expect(await view(ref)).toMatchObject({ status: 'closed', result: 'CASE_RESULT_CANCELLED', reasonCodes: ['CHANGED_MIND'], waitingFor: '' });
    expect((await cancel(ref)).case).toMatchObject({ status: 'closed' });
    expect(aboutCase('CancellationRequested', ref)).toMatchObject([{ data: { reasonCode: 'CHANGED_MIND', askedBy: 'customer' } }]);
    expect(aboutCase('CaseOutcomeReported', ref)).toMatchObject([{ data: { result: 'CASE_RESULT_CANCELLED' } }]);
    expect(await unitsOf(ref)).toEqual({});
    const { entries } = await department.client.getTimeline({ caseId: ref.caseId, afterPosition: '0' });
    expect(entries.map(({ type }) => type.split('.').at(-1))).toEqual(['ReturnRequested', 'CaseSubmitted', 'CancellationRequested', 'CaseWithdrawn', 'CaseClosed', 'CaseOutcomeReported']);
  });

  it('closes a return that was never sent, once the approval is known, though that is heard last', async () => {
    const ref = await opened();
    await authorise(ref);
    const off = await says(ReturnCalledOff, ref, { rmaNumber: 'RMA-8', reason: 'CALL_OFF_REASON_EXPIRED', reasonCode: '', calledOffAt: '2026-11-20T00:00:00Z' });
    expect(await department.handled(off)).toBe('done');
    expect(await view(ref)).toMatchObject({ status: 'called_off', waitingFor: 'review: the decision is still to be heard of' });
    await approve(ref);
    await closed(ref);
    expect(await view(ref)).toMatchObject({ status: 'closed', result: 'CASE_RESULT_EXPIRED', reasonCodes: [] });
    expect(await unitsOf(ref)).toEqual({});
  });

  it('drops the wish to cancel when it came too late, answers another one the same, and refuses it with the reason once the parcel is lost', async () => {
    const ref = await opened();
    await approve(ref);
    await authorise(ref);
    await department.until('the return', async () => (await view(ref)).rmaNumber !== '');
    expect((await cancel(ref)).case?.waitingFor).toBe('logistics: calls off what has not been sent');
    await says(ParcelInTransit, ref, { trackingNumber: 'T-8', occurredAt: '2026-11-07T00:00:00Z' });
    await says(CancellationDeclined, ref, { code: 'PARCEL_MOVING' });
    await department.until('the answer', async () => (await view(ref)).cancellation?.declinedCode === 'PARCEL_MOVING');
    expect(await view(ref)).toMatchObject({ status: 'in_transit', waitingFor: 'carrier: brings the parcel' });
    expect((await cancel(ref)).case?.cancellation).toMatchObject({ state: 'declined', declinedCode: 'PARCEL_MOVING' });
    await says(ParcelLost, ref, { trackingNumber: 'T-8', occurredAt: '2026-11-07T08:00:00Z' });
    await department.until('the loss', async () => (await view(ref)).waitingFor.startsWith('carrier: looks for'));
    await expect(cancel(ref)).rejects.toMatchObject({ code: 'CANCEL_PARCEL_MOVING', kind: 'CONFLICT' });
    await expect(cancel({ ...ref, caseId: 'nowhere' })).rejects.toMatchObject({ code: 'CASE_NOT_FOUND' });
  });

  it('takes a wish to cancel and what contradicts it at the same moment, in one order or the other', async () => {
    const refs: CaseRef[] = [];
    for (let round = 0; round < 8; round++) refs.push(await opened());
    const answers = await Promise.all(refs.map(async (ref) => {
      const [asked] = await Promise.allSettled([cancel(ref), says(CaseRejected, ref, { reasons: [{ code: 'OUTSIDE_WINDOW', message: 'too late' }], decision })]);
      return asked;
    }));
    await Promise.all(refs.map(closed));
    for (const [index, ref] of refs.entries()) {
      const answer = answers[index];
      if (answer?.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'CASE_CLOSED' });
      expect(aboutCase('CancellationRequested', ref)).toHaveLength(answer?.status === 'fulfilled' ? 1 : 0);
      expect(await view(ref)).toMatchObject({ status: 'closed', result: 'CASE_RESULT_REJECTED' });
      expect(await unitsOf(ref)).toEqual({});
    }
  });
});
