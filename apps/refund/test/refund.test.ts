import { randomUUID } from 'node:crypto';
import { CaseApproved, ItemsInspected, OrderPlaced, OutboundStopped, ParcelWrittenOff, RecallCalledOff, ReplacementCalledOff, ReplacementDelivered, ReturnCalledOff, UnitsReserved, VariantsQuoted, type CaseRef, type CaseType, type RefundOnlyKind, type RefundServiceMethods } from '@huiliu/contracts';
import { errorOf, startDepartment, type RunningDepartment } from '@huiliu/testing';
import { refund } from '../src/department';
import { startProvider, type Provider } from './provider';

jest.setTimeout(60_000);

let provider: Provider;
let department: RunningDepartment<RefundServiceMethods>;

beforeAll(async () => {
  provider = await startProvider();
  const settings = {
    HUILIU_PAYMENT_PROVIDER_URL: provider.url,
    // An answer that is only late would be asked about too.
    HUILIU_PAYMENT_TIMEOUT_MS: '14000',
    // Two transactions that meet at one order are a case of these tests.
    HUILIU_CONSUMER_TRANSACTIONS: '2',
    // Exactly what the usual order costs.
    HUILIU_REFUND_APPROVAL_LIMITS: 'CNY:10000',
    HUILIU_REFUND_REFUSALS: '3',
    HUILIU_REFUND_TOP_UP_ASK_MS: '20',
    HUILIU_REFUND_RETRY_FIRST_MS: '20',
    HUILIU_REFUND_RETRY_LONGEST_MS: '100',
  };
  department = await startDepartment(refund, { settings });
});

afterAll(async () => {
  await department?.stop();
  await provider?.stop();
});

interface TestOrder {
  readonly orderId: string;
  readonly card: string;
  readonly voucher: string;
}

/** Five units for 100.00, paid 60.00 by card and 40.00 by voucher. */
const newOrder = (): TestOrder => {
  const orderId = randomUUID();
  return { orderId, card: `${orderId}-card`, voucher: `${orderId}-voucher` };
};

/** `times`: as dear. */
const place = ({ orderId, card, voucher }: TestOrder, discountMinor = '0', times = 1): Promise<string> =>
  department.tell(OrderPlaced, `order:${orderId}`, {
    orderId,
    customerId: 'cu1',
    currency: 'CNY',
    placedAt: '2010-12-01T08:26:00Z',
    lines: [{ orderLineId: 'l1', sku: 'MUG', title: '', quantity: 5, amountMinor: String(times * 10_000), kind: 'ORDER_LINE_KIND_GOODS' }],
    discountMinor,
    payments: [{ paymentId: card, method: 'card', capturedMinor: String(times * 6_000) }, { paymentId: voucher, method: 'voucher', capturedMinor: String(times * 4_000) }],
    provenance: 'PROVENANCE_SYNTHETIC',
    syntheticFields: [],
  });

const caseOf = ({ orderId }: TestOrder): CaseRef => {
  const caseId = randomUUID();
  return { caseId, caseNumber: `AS-${caseId.slice(0, 8)}`, orderId };
};

const subjectOf = ({ caseId }: CaseRef): string => `case:${caseId}`;

const approve = (ref: CaseRef, quantity: number, type: CaseType = 'CASE_TYPE_RETURN', decidedBy = 'rules', refundOnlyKind?: RefundOnlyKind): Promise<string> =>
  department.tell(CaseApproved, subjectOf(ref), {
    ref,
    type,
    refundOnlyKind,
    lines: [{ caseLineId: 'cl1', orderLineId: 'l1', sku: 'MUG', quantity, reason: 'RETURN_REASON_NO_REASON' }],
    decision: { policyVersion: '1', ruleIds: ['r'], decidedBy, decidedAt: '2010-12-02T08:26:00Z', facts: {} },
    requestedAt: '2010-12-02T08:26:00Z',
  });

const inspect = (ref: CaseRef, accepted: number, expected = accepted): Promise<string> =>
  department.tell(ItemsInspected, subjectOf(ref), {
    ref,
    taskId: 't1',
    lines: [{ caseLineId: 'cl1', orderLineId: 'l1', sku: 'MUG', expected, accepted, short: expected - accepted, quarantined: 0, graded: [] }],
    inspectedAt: '2010-12-06T08:26:00Z',
  });

const said = (ref: CaseRef): readonly string[] => department.namesSaid(subjectOf(ref));
const dataOf = (ref: CaseRef, name: string): unknown[] => department.said(subjectOf(ref)).filter((each) => each.name === name).map(({ data }) => data);
const settlement = (ref: CaseRef): Promise<void> => department.until('the settlement', () => said(ref).includes('RefundSettled') && said(ref).includes('RefundPaid'));
const approvalTaken = (ref: CaseRef): Promise<void> => department.until('the approval', async () => (await column('SELECT 1 FROM refund WHERE case_id = $1', [ref.caseId])).length === 1);
const column = async <T>(sql: string, values: readonly unknown[] = []): Promise<T[]> =>
  (await department.rows<Record<string, T>>(sql, values)).map((row) => Object.values(row)[0] as T);

/** Debits less credits of one case, by account. */
async function ledgerOf({ caseId }: CaseRef): Promise<Record<string, string>> {
  const rows = await department.rows<{ account: string; balance: string }>('SELECT account, sum(debit_minor - credit_minor)::text AS balance FROM ledger_entry WHERE case_id = $1 GROUP BY account', [caseId]);
  return Object.fromEntries(rows.map(({ account, balance }) => [account, balance]));
}

it('returns what the accepted units cost through what paid for them, and its books agree with the provider\'s', async () => {
  const order = newOrder();
  const ref = caseOf(order);
  await place(order);
  await approve(ref, 3);
  await inspect(ref, 2, 3);
  await settlement(ref);

  expect(dataOf(ref, 'RefundRequested')).toEqual([
    {
      ref,
      refundId: `F-${ref.caseId}`,
      total: { amountMinor: '4000', currency: 'CNY' },
      lines: [{ caseLineId: 'cl1', orderLineId: 'l1', quantity: 2, amountMinor: '4000' }],
      legs: [{ legId: `F-${ref.caseId}/1`, paymentId: order.card, amountMinor: '2400' }, { legId: `F-${ref.caseId}/2`, paymentId: order.voucher, amountMinor: '1600' }],
      payBy: expect.any(String) as unknown,
    },
  ]);
  expect([provider.moved(order.card), provider.moved(order.voucher)]).toEqual([24_00n, 16_00n]);
  expect(await ledgerOf(ref)).toEqual({ sales_returns: '4000', customer_payable: '0', 'payment:card': '-2400', 'payment:voucher': '-1600' });
  expect(await column('SELECT ARRAY[captured_minor, in_flight_minor, settled_minor] FROM order_balance WHERE order_id = $1', [order.orderId])).toEqual([['10000', '0', '4000']]);
  await department.until('the ledger at finance', () => dataOf(ref, 'LedgerPosted').length === 3);
  expect(await department.client.getRefund({ caseId: ref.caseId })).toMatchObject({ status: 'settled', total: { amountMinor: '4000' }, legs: [{ status: 'settled', attempts: 1 }, { status: 'settled' }] });
});

it('waits for what comes from other topics, in whatever order it comes', async () => {
  const order = newOrder();
  const ref = caseOf(order);
  await inspect(ref, 1);
  await department.until('the inspection to wait', async () => (await column('SELECT 1 FROM waiting WHERE subject = $1', [subjectOf(ref)])).length === 1);
  await approve(ref, 1);
  await department.until('the approval to wait', async () => (await column('SELECT 1 FROM waiting WHERE subject = $1', [subjectOf(ref)])).length === 2);
  await place(order);
  await settlement(ref);
  expect(await column('SELECT 1 FROM waiting WHERE subject = $1', [subjectOf(ref)])).toEqual([]);
});

it('requests a refund without return as soon as it is approved', async () => {
  const order = newOrder();
  const ref = caseOf(order);
  await place(order);
  await approve(ref, 5, 'CASE_TYPE_REFUND_ONLY');
  await settlement(ref);
  expect([provider.moved(order.card), provider.moved(order.voucher)]).toEqual([60_00n, 40_00n]);
});

it('pays for goods that the customer does not have when they are stopped, or back and accepted, and not at all when neither is possible; for those that they keep at once', async () => {
  const orders = [newOrder(), newOrder(), newOrder(), newOrder()] as const;
  const [stopped, back, signed, kept] = orders.map(caseOf) as [CaseRef, CaseRef, CaseRef, CaseRef];
  await Promise.all(orders.map((order) => place(order)));
  await approve(stopped, 5, 'CASE_TYPE_REFUND_ONLY', 'rules', 'REFUND_ONLY_KIND_BEFORE_SHIPPING');
  await approve(back, 5, 'CASE_TYPE_REFUND_ONLY', 'rules', 'REFUND_ONLY_KIND_ON_THE_WAY');
  await approve(signed, 5, 'CASE_TYPE_REFUND_ONLY', 'rules', 'REFUND_ONLY_KIND_REFUSED');
  await approve(kept, 5, 'CASE_TYPE_REFUND_ONLY', 'rules', 'REFUND_ONLY_KIND_RECEIVED');
  await settlement(kept);
  await department.settled();
  expect([stopped, back, signed].map(said)).toEqual([[], [], []]);

  await department.tell(OutboundStopped, subjectOf(stopped), { ref: stopped, lines: [{ caseLineId: 'cl1', quantity: 5 }], stoppedAt: '2010-12-03T08:26:00Z' });
  await inspect(back, 2, 5);
  const off = await department.tell(RecallCalledOff, subjectOf(signed), { ref: signed, end: 'RECALL_END_NOT_POSSIBLE', reasonCode: 'SIGNED_BY_CUSTOMER', calledOffAt: '2010-12-03T08:26:00Z' });
  await Promise.all([settlement(stopped), settlement(back)]);
  expect(await department.handled(off)).toBe('done');
  const moved = orders.map(({ card, voucher }) => provider.moved(card) + provider.moved(voucher));
  expect(moved).toEqual([100_00n, 40_00n, 0n, 100_00n]);
  expect(await department.client.getRefund({ caseId: signed.caseId })).toMatchObject({ status: 'called_off' });
});

const makeGood = (ref: CaseRef, quantity: number, amountPerUnitMinor: string, lowerUnitPriceMinor: string, decidedBy = 'rules'): Promise<string> =>
  department.tell(CaseApproved, subjectOf(ref), {
    ref,
    type: 'CASE_TYPE_PRICE_DIFFERENCE',
    lines: [{ caseLineId: 'cl1', orderLineId: 'l1', sku: 'MUG', quantity, reason: 'RETURN_REASON_OTHER', amountPerUnitMinor, lowerUnitPriceMinor }],
    decision: { policyVersion: '1', ruleIds: ['r'], decidedBy, decidedAt: '2010-12-02T08:26:00Z', facts: {} },
    requestedAt: '2010-12-02T08:26:00Z',
  });

it('pays a price difference of units that the customer keeps, and later what is left of those that come back', async () => {
  const order = newOrder();
  const [cheaper, back, rest] = [caseOf(order), caseOf(order), caseOf(order)];
  await place(order);
  await makeGood(cheaper, 2, '500', '1500');
  await settlement(cheaper);
  expect([provider.moved(order.card), provider.moved(order.voucher)]).toEqual([6_00n, 4_00n]);
  expect(await ledgerOf(cheaper)).toEqual({ price_differences: '1000', customer_payable: '0', 'payment:card': '-600', 'payment:voucher': '-400' });
  expect(await column('SELECT jsonb_build_array(taken, runs) FROM order_balance WHERE order_id = $1', [order.orderId])).toEqual([[[['l1', 0]], [['l1', [{ units: 2, spent: false, claimedMinor: '500' }]]]]]);

  await approve(back, 1);
  await inspect(back, 1);
  await settlement(back);
  expect(dataOf(back, 'RefundRequested')).toMatchObject([{ total: { amountMinor: '1500' }, legs: [{ amountMinor: '900' }, { amountMinor: '600' }] }]);
  expect(await ledgerOf(back)).toMatchObject({ sales_returns: '1500' });

  await approve(rest, 4);
  await inspect(rest, 4);
  await settlement(rest);
  expect([provider.moved(order.card), provider.moved(order.voucher)]).toEqual([60_00n, 40_00n]);
});

it('gives the same remaining money to exactly one of two differences, though both come at the same moment', async () => {
  for (let round = 0; round < 3; round++) {
    const order = newOrder();
    await place(order);
    const pair = [caseOf(order), caseOf(order)];
    await Promise.all(pair.map((ref) => makeGood(ref, 5, '1200', '800')));
    await department.until('both to be settled', () => pair.every((ref) => said(ref).includes('RefundSettled')));
    expect(pair.map((ref) => (dataOf(ref, 'RefundSettled')[0] as { total: { amountMinor: string } }).total.amountMinor).sort()).toEqual(['0', '6000']);
    expect([provider.moved(order.card), provider.moved(order.voucher)]).toEqual([36_00n, 24_00n]);
  }
});

it('a difference and a return of the same units at the same moment come to what the units cost, whichever is first', async () => {
  for (let round = 0; round < 3; round++) {
    const order = newOrder();
    const [cheaper, back] = [caseOf(order), caseOf(order)];
    await place(order);
    await approve(back, 5);
    await approvalTaken(back);
    await Promise.all([makeGood(cheaper, 5, '500', '0'), inspect(back, 5)]);
    await settlement(back);
    // Where the return was first there is no unit left whose difference could be paid, and somebody has to see that.
    await department.until('the difference to be settled or parked', async () => said(cheaper).includes('RefundPaid') || (await column('SELECT 1 FROM parked WHERE subject = $1', [subjectOf(cheaper)])).length === 1);
    expect([provider.moved(order.card), provider.moved(order.voucher)]).toEqual([60_00n, 40_00n]);
  }
});

it('has a large difference approved by a second person, and its closed card paid by hand, as any refund', async () => {
  const order = newOrder();
  const ref = caseOf(order);
  provider.next(order.card, 'refuse for good');
  await place(order, '0', 2);
  await makeGood(ref, 5, '2400', '1600', 'staff-1');
  await department.until('the refund to wait for approval', () => said(ref).includes('RefundApprovalNeeded'));
  expect(await errorOf(approval(ref, 'staff-1'))).toBe('FORBIDDEN SAME_PERSON');
  await approval(ref, 'staff-2');
  await department.until('the failure', async () => said(ref).includes('RefundLegFailed') && (await department.client.getRefund({ caseId: ref.caseId })).legs[1]?.status === 'settled');
  await manual(ref, 'TRF-9');
  await settlement(ref);
  expect(await ledgerOf(ref)).toEqual({ price_differences: '12000', customer_payable: '0', manual_transfers: '-7200', 'payment:voucher': '-4800' });
});

it('the database itself takes no more for a payment than it captured, whatever the sums say', async () => {
  const order = newOrder();
  await place(order);
  await department.until('the order', async () => (await column('SELECT 1 FROM order_balance WHERE order_id = $1', [order.orderId])).length === 1);
  const swapped = `UPDATE order_balance SET settled_minor = 6100, payments = jsonb_set(payments, '{0,settledMinor}', '"6100"') WHERE order_id = $1`;
  await expect(department.rows(swapped, [order.orderId])).rejects.toThrow('order_balance_each_payment');
});

it('settles what is worth nothing without asking anybody', async () => {
  const order = newOrder();
  const ref = caseOf(order);
  await place(order);
  await approve(ref, 1);
  await inspect(ref, 0, 1);
  await department.until('the settlement', () => said(ref).includes('RefundSettled'));
  expect(said(ref)).toEqual(['RefundRequested', 'RefundSettled']);
  expect(await column('SELECT 1 FROM intent WHERE subject = $1', [subjectOf(ref)])).toEqual([]);
});

it('lets exactly one of two refunds of 60 have the 100 that were captured, though both come at the same moment', async () => {
  const order = newOrder();
  await place(order);
  const cases = await approvedOnTwoPartitions(order, 3);

  // Both are brought to the order's lock before either may go on.
  const gate = await department.pool.connect();
  await gate.query('BEGIN');
  await gate.query('SELECT 1 FROM order_balance WHERE order_id = $1 FOR UPDATE', [order.orderId]);
  await Promise.all(cases.map((ref) => inspect(ref, 3)));
  const waiters = `SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%order_balance%FOR UPDATE%'`;
  await department.until('both to wait for the order', async () => (await column<number>(waiters))[0] === 2);
  await gate.query('COMMIT');
  gate.release();

  await department.until('one to be settled', () => cases.some((ref) => said(ref).includes('RefundPaid')));
  await department.until('the other to be parked', async () => (await column('SELECT 1 FROM parked WHERE subject = ANY($1)', [cases.map(subjectOf)])).length === 1);
  expect(cases.filter((ref) => said(ref).includes('RefundRequested'))).toHaveLength(1);
  expect(await column<string>('SELECT reason FROM parked WHERE subject = ANY($1)', [cases.map(subjectOf)])).toEqual([expect.stringContaining('NOT_ENOUGH_UNITS')]);
  expect(provider.moved(order.card) + provider.moved(order.voucher)).toBe(60_00n);
});

it('lets one of two refunds have the units that both want, again and again, side by side, also where it has to be approved first', async () => {
  const orders = Array.from({ length: 4 }, newOrder);
  const pairs = await Promise.all(
    orders.map(async (order, index) => {
      await place(order, '0', index % 2 === 0 ? 1 : 2);
      const pair = [caseOf(order), caseOf(order)];
      await Promise.all(pair.map((ref) => approve(ref, 3)));
      return pair;
    }),
  );
  await Promise.all(pairs.flat().map((ref) => approvalTaken(ref)));
  await Promise.all(pairs.flat().map((ref) => inspect(ref, 3)));
  for (const [index, pair] of pairs.entries()) {
    const order = orders[index] ?? newOrder();
    await department.until('one of two to be parked', async () => (await column('SELECT 1 FROM parked WHERE subject = ANY($1)', [pair.map(subjectOf)])).length === 1);
    await department.until('the other one to be said', () => pair.some((ref) => said(ref).includes('RefundRequested')));
    const winner = pair.filter((ref) => said(ref).includes('RefundRequested'));
    expect(winner).toHaveLength(1);
    expect(await column('SELECT taken FROM order_balance WHERE order_id = $1', [order.orderId])).toEqual([[['l1', 3]]]);
    if (index % 2 === 1) await approval(winner[0] as CaseRef, 'staff-2');
    await Promise.all(winner.map(settlement));
    expect(provider.moved(order.card) + provider.moved(order.voucher)).toBe(index % 2 === 0 ? 60_00n : 120_00n);
  }
});

/** Two approved cases that are handled side by side: batches of one partition come one after another. */
async function approvedOnTwoPartitions(order: TestOrder, quantity: number): Promise<readonly CaseRef[]> {
  const byPartition = new Map<number, CaseRef>();
  const positions = async (): Promise<Map<number, string>> =>
    new Map((await department.rows<{ partition: number; next: string }>("SELECT partition, next FROM consumer_offset WHERE topic = 'huiliu.review.v1'")).map(({ partition, next }) => [partition, next]));
  for (let tries = 0; byPartition.size < 2 && tries < 100; tries++) {
    const ref = caseOf(order);
    const before = await positions();
    await approve(ref, quantity);
    await approvalTaken(ref);
    for (const [partition, next] of await positions()) if (before.get(partition) !== next) byPartition.set(partition, ref);
  }
  return [...byPartition.values()];
}

it('says that a leg failed, tries again with the same key, and settles', async () => {
  const order = newOrder();
  const ref = caseOf(order);
  provider.next(order.card, 'refuse', 'settle');
  await place(order);
  await approve(ref, 5, 'CASE_TYPE_REFUND_ONLY');
  await settlement(ref);
  expect(dataOf(ref, 'RefundLegFailed')).toEqual([{ ref, refundId: `F-${ref.caseId}`, legId: `F-${ref.caseId}/1`, code: 'TRY_LATER', willRetry: true, attempt: 1 }]);
  expect(provider.moved(order.card)).toBe(60_00n);
});

it('asks what became of a leg whose answer was lost, and does not send the money twice', async () => {
  const order = newOrder();
  const ref = caseOf(order);
  provider.next(order.card, 'late');
  await place(order);
  await approve(ref, 5, 'CASE_TYPE_REFUND_ONLY');
  await settlement(ref);
  expect(provider.requestsOf(`F-${ref.caseId}/1`)).toEqual(['POST', 'GET']);
  expect(provider.moved(order.card)).toBe(60_00n);
  expect(said(ref)).not.toContain('RefundLegFailed');
});

it('sends again what never arrived, after asking', async () => {
  const order = newOrder();
  const ref = caseOf(order);
  provider.next(order.card, 'away', 'settle');
  await place(order);
  await approve(ref, 5, 'CASE_TYPE_REFUND_ONLY');
  await settlement(ref);
  expect(provider.requestsOf(`F-${ref.caseId}/1`)).toEqual(['POST', 'GET', 'POST']);
});

it('leaves a leg that fails for good to finance, whose retry is done once however often it is asked for', async () => {
  const order = newOrder();
  const ref = caseOf(order);
  provider.next(order.card, 'refuse', 'refuse for good', 'settle');
  await place(order);
  await approve(ref, 5, 'CASE_TYPE_REFUND_ONLY');
  const view = () => department.client.getRefund({ caseId: ref.caseId });
  await department.until('the failure', async () => said(ref).filter((name) => name === 'RefundLegFailed').length === 2 && (await view()).legs[1]?.status === 'settled');
  expect(dataOf(ref, 'RefundLegFailed').at(-1)).toMatchObject({ code: 'CARD_CLOSED', willRetry: false, attempt: 2 });
  expect(await view()).toMatchObject({ status: 'failed', legs: [{ status: 'failed', attempts: 2, lastCode: 'CARD_CLOSED' }, { status: 'settled' }] });

  const retry = () => department.client.retryRefund({ caseId: ref.caseId, askedBy: 'staff-7' }, { metadata: { principal: 'staff-7', 'idempotency-key': `retry-${ref.caseId}` } });
  expect(await retry()).toEqual({ legs: 1 });
  expect(await retry()).toEqual({ legs: 1 });
  await settlement(ref);
  expect(await view()).toMatchObject({ status: 'settled' });
  expect(provider.moved(order.card)).toBe(60_00n);
  expect(await errorOf(department.client.retryRefund({ caseId: ref.caseId, askedBy: 'staff-7' }))).toBe('UNPROCESSABLE NOTHING_TO_RETRY');
});

const events = (ref: CaseRef, name: string): number => said(ref).filter((each) => each === name).length;
const approval = (ref: CaseRef, approvedBy: string, key = `approve-${approvedBy}-${ref.caseId}`) =>
  department.client.approveRefund({ caseId: ref.caseId, approvedBy }, { metadata: { principal: approvedBy, 'idempotency-key': key } });
const manual = (ref: CaseRef, bankReference: string, legId = `F-${ref.caseId}/1`, settledBy = 'staff-8') =>
  department.client.settleLegManually({ caseId: ref.caseId, legId, bankReference, settledBy }, { metadata: { principal: settledBy, 'idempotency-key': `manual-${bankReference}-${legId}` } });

/** A refund without return of three of the units, 120.00, which is above the limit; decided by staff-1. */
async function aboveLimit(): Promise<{ order: TestOrder; ref: CaseRef }> {
  const order = newOrder();
  const ref = caseOf(order);
  await place(order, '0', 2);
  await approve(ref, 3, 'CASE_TYPE_REFUND_ONLY', 'staff-1');
  await department.until('the refund to wait for approval', () => said(ref).includes('RefundApprovalNeeded'));
  return { order, ref };
}

/** A refund of which the card's leg was refused for good and the voucher's has settled. */
async function withClosedCard(): Promise<{ order: TestOrder; ref: CaseRef }> {
  const order = newOrder();
  const ref = caseOf(order);
  provider.next(order.card, 'refuse for good', 'settle');
  await place(order);
  await approve(ref, 5, 'CASE_TYPE_REFUND_ONLY');
  await department.until('the failure', async () => said(ref).includes('RefundLegFailed') && (await department.client.getRefund({ caseId: ref.caseId })).legs[1]?.status === 'settled');
  return { order, ref };
}

it('holds a refund above the limit, and sends nothing, until a second person has approved', async () => {
  const { order, ref } = await aboveLimit();
  expect(dataOf(ref, 'RefundApprovalNeeded')).toEqual([{ ref, refundId: `F-${ref.caseId}`, total: { amountMinor: '12000', currency: 'CNY' }, limit: { amountMinor: '10000', currency: 'CNY' } }]);
  expect(await column('SELECT 1 FROM intent WHERE subject = $1', [subjectOf(ref)])).toEqual([]);
  expect(await column('SELECT in_flight_minor FROM order_balance WHERE order_id = $1', [order.orderId])).toEqual(['12000']);
  const asItWasOnce = { caseId: ref.caseId, approvedBy: 'staff-8', seen: 'as-it-was-once' };
  expect(await errorOf(department.client.approveRefund(asItWasOnce, { metadata: { principal: 'staff-8', 'idempotency-key': `once-${ref.caseId}` } }))).toBe('CHANGED CHANGED_MEANWHILE');
  expect(await department.client.getRefund({ caseId: ref.caseId })).toMatchObject({ status: 'awaiting_approval', decidedBy: 'staff-1', approvedBy: '', legs: [{ status: 'pending', attempts: 0 }, {}] });

  // Another case wants units that this one holds.
  const other = caseOf(order);
  await approve(other, 3, 'CASE_TYPE_REFUND_ONLY');
  await department.until('the other one to be parked', async () => (await column('SELECT 1 FROM parked WHERE subject = $1', [subjectOf(other)])).length === 1);

  expect(await errorOf(approval(ref, 'staff-1'))).toBe('FORBIDDEN SAME_PERSON');
  expect(provider.requestsOf(`F-${ref.caseId}/1`)).toEqual([]);
  expect(await approval(ref, 'staff-2')).toMatchObject({ refund: { status: 'requested', approvedBy: 'staff-2' } });
  await settlement(ref);
  expect(await approval(ref, 'staff-2')).toMatchObject({ refund: { status: 'requested', approvedBy: 'staff-2' } });
  expect(await errorOf(approval(ref, 'staff-3'))).toBe('CONFLICT NOTHING_TO_APPROVE');
  expect([provider.moved(order.card), provider.moved(order.voucher)]).toEqual([72_00n, 48_00n]);
  expect(dataOf(ref, 'RefundApproved')).toMatchObject([{ refundId: `F-${ref.caseId}`, approvedBy: 'staff-2' }]);
});

const declining = (ref: CaseRef, declinedBy: string, reasonCode = 'NOT_OUR_FAULT') =>
  department.client.declineRefund({ caseId: ref.caseId, declinedBy, reasonCode }, { metadata: { principal: declinedBy, 'idempotency-key': `decline-${declinedBy}-${reasonCode}-${ref.caseId}-${events(ref, 'RefundDeclined')}` } });
const takingUp = (ref: CaseRef, takenUpBy: string) => department.client.takeUpRefund({ caseId: ref.caseId, takenUpBy }, { metadata: { principal: takenUpBy, 'idempotency-key': `take-up-${takenUpBy}-${ref.caseId}-${events(ref, 'RefundTakenUp')}` } });

it('is declined by a second person, gives back what it held, and is paid once somebody has taken it up again and another one approves', async () => {
  const { order, ref } = await aboveLimit();
  expect(await errorOf(declining(ref, 'staff-1'))).toBe('FORBIDDEN SAME_PERSON');
  expect(await declining(ref, 'staff-2')).toMatchObject({ refund: { status: 'declined', decline: { reasonCode: 'NOT_OUR_FAULT', declinedBy: 'staff-2', takenUpBy: '' } } });
  expect(await column('SELECT jsonb_build_array(in_flight_minor, taken) FROM order_balance WHERE order_id = $1', [order.orderId])).toEqual([[0, [['l1', 0]]]]);
  await department.until('the decline', () => events(ref, 'RefundDeclined') === 1 && events(ref, 'LedgerPosted') === 2);
  expect(await ledgerOf(ref)).toEqual({ sales_returns: '0', customer_payable: '0' });
  expect(await errorOf(approval(ref, 'staff-3'))).toBe('CONFLICT NOTHING_TO_APPROVE');
  expect((await department.client.listWaitingRefunds({ limit: 200, cursor: '', reason: 'WAITING_REASON_DECLINED' })).refunds).toMatchObject([{ ref, reason: 'WAITING_REASON_DECLINED', decline: { declinedBy: 'staff-2' } }]);

  expect(await takingUp(ref, 'staff-3')).toMatchObject({ refund: { status: 'awaiting_approval', total: { amountMinor: '12000' }, decline: { takenUpBy: 'staff-3' } } });
  expect(await errorOf(approval(ref, 'staff-3', `again-${ref.caseId}`))).toBe('FORBIDDEN SAME_PERSON');
  await approval(ref, 'staff-2');
  await settlement(ref);
  expect([provider.moved(order.card), provider.moved(order.voucher)]).toEqual([72_00n, 48_00n]);
  expect(await ledgerOf(ref)).toMatchObject({ sales_returns: '12000', customer_payable: '0' });
});

it('is either approved or declined, and either paid or free, though both are said at the same moment', async () => {
  const ends = new Set<string>();
  for (let round = 0; round < 10; round++) {
    const { order, ref } = await aboveLimit();
    const [approved, declined] = await Promise.all([errorOf(approval(ref, 'staff-2')), errorOf(declining(ref, 'staff-3'))]);
    const wasApproved = approved === 'no error';
    ends.add(wasApproved ? 'approved' : 'declined');
    expect([approved, declined]).toEqual(wasApproved ? ['no error', 'CONFLICT NOTHING_TO_DECLINE'] : ['CONFLICT NOTHING_TO_APPROVE', 'no error']);
    if (wasApproved) await settlement(ref);
    const moved = provider.moved(order.card) + provider.moved(order.voucher);
    expect([moved, provider.requestsOf(`F-${ref.caseId}/1`).length > 0]).toEqual(wasApproved ? [120_00n, true] : [0n, false]);
    expect(await column('SELECT in_flight_minor + settled_minor FROM order_balance WHERE order_id = $1', [order.orderId])).toEqual([wasApproved ? '12000' : '0']);
    expect(await column('SELECT taken FROM order_balance WHERE order_id = $1', [order.orderId])).toEqual([[['l1', wasApproved ? 3 : 0]]]);
  }
  expect(ends.size).toBeGreaterThan(0);
});

it('that was declined can be taken up again or have its units taken by another case, not both, though both come at the same moment', async () => {
  for (let round = 0; round < 5; round++) {
    const { order, ref } = await aboveLimit();
    await declining(ref, 'staff-2');
    const other = caseOf(order);
    const [taken] = await Promise.all([errorOf(takingUp(ref, 'staff-3')), approve(other, 3, 'CASE_TYPE_REFUND_ONLY')]);
    await department.until('the other case to have them, or to be parked', async () => said(other).includes('RefundRequested') || (await column('SELECT 1 FROM parked WHERE subject = $1', [subjectOf(other)])).length === 1);
    expect(said(other).includes('RefundRequested')).toBe(taken !== 'no error');
    expect(['no error', 'CONFLICT NOT_ENOUGH_UNITS']).toContain(taken);
    await approval(taken === 'no error' ? ref : other, 'staff-4');
    expect(await column('SELECT jsonb_build_array(in_flight_minor + settled_minor, taken) FROM order_balance WHERE order_id = $1', [order.orderId])).toEqual([[12000, [['l1', 3]]]]);
  }
});

it('is approved once, however many people approve at the same moment', async () => {
  for (let round = 0; round < 8; round++) {
    const { order, ref } = await aboveLimit();
    const outcomes = await Promise.all(['staff-2', 'staff-3', 'staff-4', 'staff-1'].map((person) => errorOf(approval(ref, person))));
    expect(outcomes.filter((outcome) => outcome === 'no error')).toHaveLength(1);
    expect(outcomes.slice(0, 3).filter((outcome) => outcome === 'CONFLICT NOTHING_TO_APPROVE')).toHaveLength(2);
    expect(['FORBIDDEN SAME_PERSON', 'CONFLICT NOTHING_TO_APPROVE']).toContain(outcomes[3]);
    await settlement(ref);
    expect([events(ref, 'RefundApproved'), events(ref, 'RefundSettled')]).toEqual([1, 1]);
    expect(provider.moved(order.card)).toBe(72_00n);
  }
});

it('lets finance pay by hand what the provider has refused for good, in an account of its own', async () => {
  const { order, ref } = await withClosedCard();
  expect(await errorOf(manual(ref, 'TRF-9', `F-${ref.caseId}/2`))).toBe('CONFLICT LEG_SETTLED');
  expect(await errorOf(manual(ref, 'TRF-9', `F-${ref.caseId}/7`))).toBe('NOT_FOUND LEG_NOT_FOUND');
  expect(await errorOf(manual({ ...ref, caseId: 'nobody' }, 'TRF-9'))).toBe('NOT_FOUND CASE_NOT_FOUND');
  expect(await errorOf(manual(ref, 'to Ann, account 12'))).toBe('INVALID_ARGUMENT INVALID_REQUEST');
  const done = await manual(ref, 'TRF-1');
  expect(done).toMatchObject({ refund: { status: 'settled', legs: [{ status: 'settled', settledThrough: 'manual', settledBy: 'staff-8', reference: 'TRF-1', attempts: 1 }, { settledThrough: 'provider', settledBy: '' }] } });
  expect(await manual(ref, 'TRF-1')).toEqual(done);
  expect(await errorOf(manual(ref, 'TRF-2'))).toBe('CONFLICT LEG_SETTLED');
  await settlement(ref);
  expect(dataOf(ref, 'RefundPaid')).toMatchObject([{ legs: [{ amountMinor: '6000', bankReference: 'TRF-1' }, { amountMinor: '4000', bankReference: '' }] }]);
  expect(await ledgerOf(ref)).toEqual({ sales_returns: '10000', customer_payable: '0', manual_transfers: '-6000', 'payment:voucher': '-4000' });
  expect(provider.moved(order.card)).toBe(0n);
  expect(await column('SELECT ARRAY[in_flight_minor, settled_minor] FROM order_balance WHERE order_id = $1', [order.orderId])).toEqual([['0', '10000']]);
});

it('pays a leg by hand or tries it again, never both, though both are asked for at the same moment', async () => {
  const won = new Set<string>();
  for (let round = 0; round < 12; round++) {
    const { order, ref } = await withClosedCard();
    const retry = () => department.client.retryRefund({ caseId: ref.caseId, askedBy: 'staff-7' }, { metadata: { principal: 'staff-7', 'idempotency-key': `retry-${ref.caseId}` } });
    const both = round % 2 === 0 ? [errorOf(retry()), errorOf(manual(ref, 'TRF-1'))] : [errorOf(manual(ref, 'TRF-1')), errorOf(retry())].reverse();
    const [retried, byHand] = await Promise.all(both);
    expect([['no error', byHand], [retried, 'no error']]).toContainEqual([retried, byHand]);
    expect(retried === 'no error' ? byHand : retried).toMatch(/^(CONFLICT LEG_(NOT_STUCK|SETTLED)|UNPROCESSABLE NOTHING_TO_RETRY)$/);
    won.add(retried === 'no error' ? 'retry' : 'by hand');
    await settlement(ref);
    expect(provider.moved(order.card)).toBe(retried === 'no error' ? 60_00n : 0n);
    expect((await ledgerOf(ref))['manual_transfers'] ?? '0').toBe(retried === 'no error' ? '0' : '-6000');
    expect((await column<number>(`SELECT count(*)::int FROM ledger_entry WHERE transaction_id = $1`, [`F-${ref.caseId}/1/settled`]))[0]).toBe(2);
  }
  expect(won.size).toBeGreaterThan(0);
});

it('pays back in full what was lost on its way, also when the loss is heard of before the approval', async () => {
  const order = newOrder();
  const ref = caseOf(order);
  await place(order);
  await department.tell(ParcelWrittenOff, subjectOf(ref), { ref, trackingNumber: 'GR1', claimId: 'CLM-1', lines: [{ caseLineId: 'cl1', quantity: 3 }], writtenOffAt: '2010-12-20T08:26:00Z' });
  await department.until('the loss to wait', async () => (await column('SELECT 1 FROM waiting WHERE subject = $1', [subjectOf(ref)])).length === 1);
  await approve(ref, 3);
  await settlement(ref);
  expect([provider.moved(order.card), provider.moved(order.voucher)]).toEqual([36_00n, 24_00n]);
  expect(dataOf(ref, 'RefundSettled')).toMatchObject([{ total: { amountMinor: '6000' } }]);
});

it('lists what waits for finance page by page, the one that waits longest at the top', async () => {
  const { ref: first } = await aboveLimit();
  const { ref: second } = await withClosedCard();
  const pages = async (limit: number, reason: 'WAITING_REASON_UNSPECIFIED' | 'WAITING_REASON_APPROVAL' | 'WAITING_REASON_LEG' = 'WAITING_REASON_UNSPECIFIED') => {
    const listed = [];
    for (let cursor = ''; ; ) {
      const page = await department.client.listWaitingRefunds({ limit, cursor, reason });
      expect(page.refunds.length).toBeLessThanOrEqual(limit);
      listed.push(...page.refunds);
      cursor = page.nextCursor;
      if (cursor === '') return listed;
    }
  };
  const ids = async (...asked: Parameters<typeof pages>): Promise<string[]> => (await pages(...asked)).map(({ ref }) => ref?.caseId ?? '');
  expect(await ids(1)).toEqual(await column(`SELECT case_id FROM refund WHERE status IN ('awaiting_approval', 'failed', 'declined', 'exception') ORDER BY requested_at, case_id`));
  expect((await ids(1)).filter((id) => [first.caseId, second.caseId].includes(id))).toEqual([first.caseId, second.caseId]);
  expect(await ids(200, 'WAITING_REASON_APPROVAL')).toEqual([first.caseId]);
  expect(await pages(200, 'WAITING_REASON_LEG')).toMatchObject([{ ref: second, reason: 'WAITING_REASON_LEG', total: { amountMinor: '10000' }, legs: [{ status: 'failed', lastCode: 'CARD_CLOSED', attempts: 1 }] }]);
  expect(await errorOf(department.client.listWaitingRefunds({ limit: 3, cursor: 'made-up', reason: 'WAITING_REASON_UNSPECIFIED' }))).toBe('INVALID_ARGUMENT CURSOR_INVALID');
});

it('knows no refund of a case that was never approved', async () => {
  expect(await errorOf(department.client.getRefund({ caseId: 'nobody' }))).toBe('NOT_FOUND CASE_NOT_FOUND');
  expect(await errorOf(department.client.retryRefund({ caseId: 'nobody', askedBy: 'staff-7' }))).toBe('NOT_FOUND CASE_NOT_FOUND');
});

it('sends an order that does not add up to the dead letters, with the reason, and keeps nothing of it', async () => {
  const order = newOrder();
  await place(order, '1');
  await department.until('the dead letter', () => department.deadCodes(`order:${order.orderId}`).length > 0);
  expect(department.deadCodes(`order:${order.orderId}`)).toEqual(['ORDER_DOES_NOT_ADD_UP']);
  expect(await column('SELECT 1 FROM order_allocation WHERE order_id = $1', [order.orderId])).toEqual([]);
});

it('has a database that takes back no entry of the ledger and gives nothing above what was captured', async () => {
  const order = newOrder();
  const ref = caseOf(order);
  await place(order);
  await approve(ref, 1, 'CASE_TYPE_REFUND_ONLY');
  await settlement(ref);
  await expect(department.rows('UPDATE ledger_entry SET debit_minor = 1')).rejects.toThrow('append-only');
  await expect(department.rows('DELETE FROM ledger_entry')).rejects.toThrow('append-only');
  await expect(department.rows('UPDATE order_balance SET settled_minor = captured_minor + 1 WHERE order_id = $1', [order.orderId])).rejects.toMatchObject({ code: '23514' });
});

it('keeps debits equal to credits in every transaction, and what it paid equal to what the provider moved and finance transferred', async () => {
  expect(await column('SELECT transaction_id FROM ledger_entry GROUP BY transaction_id, currency HAVING sum(debit_minor) <> sum(credit_minor)')).toEqual([]);
  const byHand = await department.rows<{ payment_id: string; amount: string }>(`SELECT leg ->> 'paymentId' AS payment_id, leg ->> 'amountMinor' AS amount FROM refund, jsonb_array_elements(legs || coalesce(difference->'legs', '[]')) AS leg WHERE leg ->> 'byHand' IS NOT NULL`);
  const transferred = new Map(byHand.map(({ payment_id, amount }) => [payment_id, BigInt(amount)]));
  expect(transferred.size).toBeGreaterThan(0);
  const rows = await department.rows<{ payment_id: string; settled: string }>(`SELECT p ->> 'paymentId' AS payment_id, p ->> 'settledMinor' AS settled FROM order_balance, jsonb_array_elements(payments) AS p`);
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect([row.payment_id, BigInt(row.settled)]).toEqual([row.payment_id, provider.moved(row.payment_id) + (transferred.get(row.payment_id) ?? 0n)]);
});

it('drops the approval of a return that is called off, also when it hears of that first', async () => {
  const order = newOrder();
  await place(order);
  const ref = caseOf(order);
  const off = await department.tell(ReturnCalledOff, subjectOf(ref), { ref, rmaNumber: 'RMA-1', reason: 'CALL_OFF_REASON_EXPIRED', reasonCode: '', calledOffAt: '2026-11-06T00:00:00Z' });
  await department.until('it to wait', async () => (await column('SELECT 1 FROM waiting WHERE subject = $1', [subjectOf(ref)])).length === 1);
  await approve(ref, 2);
  expect(await department.handled(off)).toBe('done');
  expect(await department.client.getRefund({ caseId: ref.caseId })).toMatchObject({ status: 'called_off', refundId: '', legs: [] });
  expect([said(ref), await ledgerOf(ref)]).toEqual([[], {}]);
  // Its units are another case's to give back.
  const other = caseOf(order);
  await approve(other, 5);
  await inspect(other, 5);
  await settlement(other);
});

describe('an exchange for another variant', () => {
  const setAside = (ref: CaseRef, quantity: number, unitPriceMinor?: string): Promise<string> => department.tell(UnitsReserved, subjectOf(ref), { ref, attempt: 1, lines: [{ caseLineId: 'cl1', sku: 'CUP', quantity }], ...(unitPriceMinor !== undefined && { variant: { caseLineId: 'cl1', unitPriceMinor } }) });
  const exchange = async (ref: CaseRef, quantity: number, wantedUnitPriceMinor: string): Promise<string> => {
    await exchangeOf(ref, quantity, { wantedSku: 'CUP', wantedUnitPriceMinor });
    return setAside(ref, quantity);
  };
  const exchangeOf = (ref: CaseRef, quantity: number, wanted: { readonly wantedSku?: string; readonly wantedUnitPriceMinor?: string } = {}): Promise<string> =>
    department.tell(CaseApproved, subjectOf(ref), {
      ref,
      type: 'CASE_TYPE_EXCHANGE',
      lines: [{ caseLineId: 'cl1', orderLineId: 'l1', sku: 'MUG', quantity, reason: 'RETURN_REASON_NO_REASON', ...wanted }],
      decision: { policyVersion: '1', ruleIds: ['r'], decidedBy: 'rules', decidedAt: '2010-12-02T08:26:00Z', facts: {} },
      requestedAt: '2010-12-02T08:26:00Z',
    });
  const instead = (ref: CaseRef): Promise<string> => department.tell(ReplacementCalledOff, subjectOf(ref), { ref, reason: 'REPLACEMENT_CALL_OFF_REFUND_INSTEAD', reasonCode: '', calledOffAt: '2026-11-06T00:00:00Z' });
  const movedOf = ({ card, voucher }: TestOrder) => [provider.moved(card), provider.moved(voucher)];

  it('pays the difference back through what paid, once, before it says that the goods may leave', async () => {
    const order = newOrder();
    const ref = caseOf(order);
    await place(order);
    await exchange(ref, 2, '1500');
    const id = await inspect(ref, 2);
    await settlement(ref);
    await department.tellAgain(id);
    await department.settled();
    expect(movedOf(order)).toEqual([6_00n, 4_00n]);
    // Finance hears over topics of its own.
    expect(said(ref).filter((name) => name !== 'LedgerPosted' && name !== 'RefundPaid')).toEqual(['RefundRequested', 'RefundSettled', 'DifferenceSettled']);
    expect(dataOf(ref, 'RefundRequested')).toMatchObject([{ refundId: `F-${ref.caseId}/difference`, total: { amountMinor: '1000' }, difference: true }]);
    expect(dataOf(ref, 'DifferenceSettled')).toEqual([{ ref, lines: [{ caseLineId: 'cl1', quantity: 2 }], refunded: { amountMinor: '1000', currency: 'CNY' } }]);
    expect(await ledgerOf(ref)).toEqual({ exchange_differences: '1000', customer_payable: '0', 'payment:card': '-600', 'payment:voucher': '-400' });
    expect(await department.client.getRefund({ caseId: ref.caseId })).toMatchObject({ status: 'approved', refundId: '', difference: { refundId: `F-${ref.caseId}/difference`, total: { amountMinor: '1000' }, legs: [{ status: 'settled' }, { status: 'settled' }] } });

    await department.handled(await department.tell(ReplacementDelivered, subjectOf(ref), { ref, trackingNumber: 'T', attempt: 1, occurredAt: '2026-11-06T00:00:00Z' }));
    expect(await department.client.getRefund({ caseId: ref.caseId })).toMatchObject({ status: 'called_off', difference: { total: { amountMinor: '1000' } } });
    // What went out took their place: given back, they are worth what it cost.
    const later = caseOf(order);
    await approve(later, 2);
    await inspect(later, 2);
    await settlement(later);
    expect(dataOf(later, 'RefundRequested')).toMatchObject([{ total: { amountMinor: '3000' } }]);
  });

  it('is settled by what came back, though the delivery of the other one is heard of first', async () => {
    const order = newOrder();
    const ref = caseOf(order);
    await place(order);
    await exchange(ref, 1, '1500');
    const arrived = await department.tell(ReplacementDelivered, subjectOf(ref), { ref, trackingNumber: 'T', attempt: 1, occurredAt: '2026-11-06T00:00:00Z' });
    await department.until('it to wait', async () => (await column('SELECT 1 FROM waiting WHERE subject = $1', [subjectOf(ref)])).length === 1);
    await inspect(ref, 1);
    await settlement(ref);
    expect(await department.handled(arrived)).toBe('done');
    await department.settled();
    expect(await department.client.getRefund({ caseId: ref.caseId })).toMatchObject({ status: 'called_off', difference: { total: { amountMinor: '500' } } });
    expect(movedOf(order)).toEqual([3_00n, 2_00n]);
  });

  it('says so at once where the other one is not worth less', async () => {
    const order = newOrder();
    const ref = caseOf(order);
    await place(order);
    await exchange(ref, 1, '2000');
    await inspect(ref, 1);
    await department.until('the word', () => said(ref).includes('DifferenceSettled'));
    expect(said(ref)).toEqual(['DifferenceSettled']);
    expect(dataOf(ref, 'DifferenceSettled')).toEqual([{ ref, lines: [{ caseLineId: 'cl1', quantity: 1 }] }]);
  });

  it('pays what is left as well where the goods can not be had in the end', async () => {
    const order = newOrder();
    const ref = caseOf(order);
    await place(order);
    await exchange(ref, 5, '1200');
    await inspect(ref, 5);
    await department.until('the difference', () => said(ref).includes('DifferenceSettled'));
    const id = await instead(ref);
    await department.until('the rest', () => dataOf(ref, 'RefundPaid').length === 2);
    await department.tellAgain(id);
    await department.settled();
    expect(movedOf(order)).toEqual([60_00n, 40_00n]);
    expect(dataOf(ref, 'RefundSettled')).toMatchObject([{ total: { amountMinor: '4000' }, difference: true }, { refundId: `F-${ref.caseId}/rest`, total: { amountMinor: '6000' } }]);
    expect(await ledgerOf(ref)).toMatchObject({ exchange_differences: '4000', sales_returns: '6000', customer_payable: '0' });
  });

  it('ends in the same money whichever comes first, while the difference is on its way or stuck', async () => {
    for (const doing of ['settle', 'refuse', 'late', 'refuse for good'] as const) {
      const order = newOrder();
      const ref = caseOf(order);
      await place(order);
      provider.next(order.card, doing);
      await exchange(ref, 5, '1000');
      await approvalTaken(ref);
      await Promise.all([inspect(ref, 5), instead(ref)]);
      if (doing === 'refuse for good') {
        await department.until('the wait', async () => (await column("SELECT 1 FROM refund WHERE case_id = $1 AND (status = 'failed' OR status = 'settled')", [ref.caseId])).length === 1);
        const [leg] = await column<string>(`SELECT leg->>'legId' FROM refund, jsonb_array_elements(legs) AS leg WHERE case_id = $1 AND leg->>'status' = 'failed'`, [ref.caseId]);
        if (leg !== undefined) await department.client.settleLegManually({ caseId: ref.caseId, legId: leg, bankReference: 'TRF-7', settledBy: 'staff-8' });
      }
      await department.until('all of it', async () => (await column("SELECT 1 FROM refund WHERE case_id = $1 AND status = 'settled'", [ref.caseId])).length === 1);
      await department.settled();
      const [given] = await column<string>(`SELECT ((SELECT sum((leg->>'amountMinor')::int) FROM jsonb_array_elements(legs || coalesce(difference->'legs', '[]')) AS leg WHERE leg->>'status' = 'settled'))::text FROM refund WHERE case_id = $1`, [ref.caseId]);
      expect([doing, given, (await ledgerOf(ref))['customer_payable']]).toEqual([doing, '10000', '0']);
      expect(await column('SELECT settled_minor FROM order_balance WHERE order_id = $1', [order.orderId])).toEqual(['10000']);
    }
  });

  describe('that is chosen in place of what is out of stock', () => {
    const quoted = (ref: CaseRef, variants: readonly { readonly sku: string; readonly unitPriceMinor: string }[]): Promise<string> => department.tell(VariantsQuoted, subjectOf(ref), { ref, number: 1, variants });

    it('is told with its difference, is settled once it is set aside, and waits till then, though the goods are back', async () => {
      const order = newOrder();
      const ref = caseOf(order);
      await place(order);
      await exchangeOf(ref, 2);
      await approvalTaken(ref);
      const quote = await quoted(ref, [{ sku: 'CUP', unitPriceMinor: '1500' }, { sku: 'BOWL', unitPriceMinor: '2300' }, { sku: 'JAR', unitPriceMinor: '2000' }]);
      await department.until('the comparison', () => said(ref).includes('VariantsCompared'));
      await department.tellAgain(quote);
      expect(dataOf(ref, 'VariantsCompared')).toEqual([
        { ref, number: 1, variants: [{ sku: 'CUP', unitPriceMinor: '1500', paidBack: { amountMinor: '1000', currency: 'CNY' } }, { sku: 'BOWL', unitPriceMinor: '2300', paidOnTop: { amountMinor: '600', currency: 'CNY' } }, { sku: 'JAR', unitPriceMinor: '2000' }] },
      ]);
      await department.handled(await inspect(ref, 2));
      await department.settled();
      expect(said(ref)).toEqual(['VariantsCompared']);
      const id = await setAside(ref, 2, '1500');
      await department.until('the goods', () => said(ref).includes('DifferenceSettled'));
      await department.tellAgain(id);
      await department.settled();
      expect(movedOf(order)).toEqual([6_00n, 4_00n]);
      expect(dataOf(ref, 'DifferenceSettled')).toEqual([{ ref, lines: [{ caseLineId: 'cl1', quantity: 2 }], refunded: { amountMinor: '1000', currency: 'CNY' } }]);
    });

    it('is paid on top where it is dearer, though the same goods were approved; a quote for nothing that is known is of no use', async () => {
      const order = newOrder();
      const ref = caseOf(order);
      await place(order);
      await exchangeOf(ref, 1);
      await setAside(ref, 1, '2300');
      await inspect(ref, 1);
      await department.until('the link', () => said(ref).includes('TopUpRequested'));
      provider.customer(`P-${ref.caseId}`, 'pays');
      await department.until('the goods', () => said(ref).includes('DifferenceSettled'));
      expect(dataOf(ref, 'DifferenceSettled')).toMatchObject([{ collected: { amountMinor: '300', currency: 'CNY' } }]);
      expect(await department.handled(await quoted(ref, [{ sku: 'JAR', unitPriceMinor: '1' }]))).toBe('ignored');
      await quoted(ref, [{ sku: 'JAR', unitPriceMinor: '1' }, { sku: 'JAR', unitPriceMinor: '2' }]);
      await department.until('the dead letter', () => department.published.some(({ deadCode }) => deadCode === 'SKU_TWICE'));
    });

    it('ends once and in the same money, whoever is first: the units, the goods, or the customer who wants their money', async () => {
      for (let time = 0; time < 4; time++) {
        const order = newOrder();
        const ref = caseOf(order);
        await place(order);
        await exchangeOf(ref, 5);
        await approvalTaken(ref);
        await Promise.all([setAside(ref, 5, '1000'), inspect(ref, 5), instead(ref)]);
        await department.until('all of it', async () => (await column("SELECT 1 FROM refund WHERE case_id = $1 AND status = 'settled'", [ref.caseId])).length === 1);
        await department.settled();
        expect(movedOf(order)).toEqual([60_00n, 40_00n]);
        expect(await column('SELECT settled_minor FROM order_balance WHERE order_id = $1', [order.orderId])).toEqual(['10000']);
      }
    });
  });

  describe('that is dearer', () => {
    const topUpOf = async (ref: CaseRef): Promise<string | undefined> => (await column<string>("SELECT top_up->>'status' FROM refund WHERE case_id = $1", [ref.caseId]))[0];
    async function asked(): Promise<{ order: TestOrder; ref: CaseRef }> {
      const order = newOrder();
      const ref = caseOf(order);
      await place(order);
      await exchange(ref, 2, '2300');
      await inspect(ref, 2);
      await department.until('the link', () => said(ref).includes('TopUpRequested'));
      return { order, ref };
    }

    it('says that the goods may leave once the customer has paid on top, and gives it back with them later', async () => {
      const { order, ref } = await asked();
      expect(await department.client.getRefund({ caseId: ref.caseId })).toMatchObject({ status: 'approved', topUp: { topUpId: `P-${ref.caseId}`, status: 'open', amount: { amountMinor: '600', currency: 'CNY' }, paymentId: '' } });
      expect(said(ref)).toEqual(['TopUpRequested']);
      provider.customer(`P-${ref.caseId}`, 'pays');
      await department.until('the goods', () => said(ref).includes('DifferenceSettled'));
      expect(dataOf(ref, 'DifferenceSettled')).toMatchObject([{ lines: [{ quantity: 2 }], collected: { amountMinor: '600', currency: 'CNY' } }]);
      expect(await ledgerOf(ref)).toEqual({ top_ups: '-600', 'payment:wallet': '600' });
      expect(await column('SELECT captured_minor FROM order_balance WHERE order_id = $1', [order.orderId])).toEqual(['10600']);
      await department.handled(await department.tell(ReplacementDelivered, subjectOf(ref), { ref, trackingNumber: 'T', attempt: 1, occurredAt: '2026-11-06T00:00:00Z' }));
      const later = caseOf(order);
      await approve(later, 5);
      await inspect(later, 5);
      await department.until('the second person', () => said(later).includes('RefundApprovalNeeded'));
      await department.client.approveRefund({ caseId: later.caseId, approvedBy: 'staff-9' });
      await settlement(later);
      expect([...movedOf(order), provider.moved(`top-${ref.caseId}`)]).toEqual([60_00n, 40_00n, 6_00n]);
    });

    it.each([['never', undefined, '4000'], ['at last', 'pays at last', '4600']] as const)('is paid back in one refund where it comes to nothing, and the customer pays %s', async (_when, does, total) => {
      const { ref } = await asked();
      if (does) provider.customer(`P-${ref.caseId}`, does);
      const id = await instead(ref);
      await settlement(ref);
      await department.tellAgain(id);
      await department.settled();
      expect(dataOf(ref, 'RefundRequested')).toMatchObject([{ refundId: `F-${ref.caseId}`, total: { amountMinor: total } }]);
      expect(said(ref)).not.toContain('DifferenceSettled');
      expect(await topUpOf(ref)).toBe(does ? 'paid' : 'closed');
      expect((await ledgerOf(ref))['customer_payable']).toBe('0');
    });

    it('ends once, whoever is first: the customer who pays, or the goods that can not be had', async () => {
      for (let time = 0; time < 5; time++) {
        const { ref } = await asked();
        provider.customer(`P-${ref.caseId}`, 'pays');
        await instead(ref);
        await settlement(ref);
        await department.settled();
        const [given] = await column<string>('SELECT total_minor::text FROM refund WHERE case_id = $1', [ref.caseId]);
        expect(given).toBe((await topUpOf(ref)) === 'paid' ? '4600' : '4000');
        expect(dataOf(ref, 'RefundRequested')).toHaveLength(1);
      }
    });
  });
});
