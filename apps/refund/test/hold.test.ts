import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CaseApproved, ItemsInspected, OrderPlaced, ReplacementCalledOff, ReplacementDelivered, ReturnCalledOff, UnitsReserved, type CaseRef, type RefundServiceMethods } from '@huiliu/contracts';
import { startDepartment, type RunningDepartment } from '@huiliu/testing';
import { refund } from '../src/department';
import { startProvider, type Provider } from './provider';

jest.setTimeout(60_000);

const dayMs = 86_400_000;
const folder = mkdtempSync(join(tmpdir(), 'huiliu-hold-'));
const clock = join(folder, 'clock');
let provider: Provider;
let department: RunningDepartment<RefundServiceMethods>;
let aheadDays = 0;

/** So that what is held by now, and nothing that is held later, is captured. */
function daysPass(): void {
  aheadDays += 28;
  writeFileSync(clock, String(aheadDays * dayMs));
}

beforeAll(async () => {
  writeFileSync(clock, '0');
  provider = await startProvider();
  department = await startDepartment(refund, { settings: { HUILIU_PAYMENT_PROVIDER_URL: provider.url, HUILIU_PAYMENT_TIMEOUT_MS: '14000', HUILIU_CONSUMER_TRANSACTIONS: '2', HUILIU_REFUND_HOLD_ASK_MS: '20', HUILIU_REFUND_RETRY_FIRST_MS: '20', HUILIU_TEST_CLOCK_FILE: clock } });
});

afterAll(async () => {
  await department?.stop();
  await provider?.stop();
  rmSync(folder, { recursive: true });
});

const subjectOf = ({ caseId }: CaseRef): string => `case:${caseId}`;
const said = (ref: CaseRef): readonly string[] => department.namesSaid(subjectOf(ref));
const dataOf = (ref: CaseRef, name: string): unknown[] => department.said(subjectOf(ref)).filter((each) => each.name === name).map(({ data }) => data);
const rowOf = async ({ caseId }: CaseRef) => (await department.rows<{ status: string; hold: string }>(`SELECT status, hold->>'status' AS hold FROM refund WHERE case_id = $1`, [caseId]))[0];

const delivered = (ref: CaseRef): Promise<string> => department.tell(ReplacementDelivered, subjectOf(ref), { ref, trackingNumber: 'T', attempt: 1, occurredAt: '2026-11-06T00:00:00Z' });
const inspect = (ref: CaseRef, accepted: number): Promise<string> => department.tell(ItemsInspected, subjectOf(ref), { ref, taskId: 't1', lines: [{ caseLineId: 'cl1', orderLineId: 'l1', sku: 'MUG', expected: 2, accepted, short: 2 - accepted, quarantined: 0, graded: [] }], inspectedAt: '2026-11-09T08:26:00Z' });
const expire = (ref: CaseRef): Promise<string> => department.tell(ReturnCalledOff, subjectOf(ref), { ref, rmaNumber: 'R', reason: 'CALL_OFF_REASON_EXPIRED', reasonCode: '', calledOffAt: '2026-11-20T00:00:00Z', replacementStays: true });
const calledOff = async (ref: CaseRef): Promise<string> => {
  await department.tell(ReplacementCalledOff, subjectOf(ref), { ref, reason: 'REPLACEMENT_CALL_OFF_CANCELLED', reasonCode: 'CHANGED_MIND', calledOffAt: '2026-11-03T00:00:00Z' });
  return department.tell(ReturnCalledOff, subjectOf(ref), { ref, rmaNumber: 'R', reason: 'CALL_OFF_REASON_CANCELLED', reasonCode: 'CHANGED_MIND', calledOffAt: '2026-11-03T00:00:00Z' });
};

/** Two of five units for 100.00 are exchanged, and may go in advance. */
async function reserved(...doings: Parameters<Provider['nextOfHold']>[1][]): Promise<CaseRef> {
  const [orderId, caseId] = [randomUUID(), randomUUID()];
  const ref = { caseId, caseNumber: `AS-${caseId.slice(0, 8)}`, orderId };
  provider.nextOfHold(`H-${caseId}`, ...doings);
  await department.tell(OrderPlaced, `order:${orderId}`, { orderId, customerId: 'cu1', currency: 'CNY', placedAt: '2026-11-01T08:26:00Z', lines: [{ orderLineId: 'l1', sku: 'MUG', title: '', quantity: 5, amountMinor: '10000', kind: 'ORDER_LINE_KIND_GOODS' }], discountMinor: '0', payments: [{ paymentId: `${orderId}-card`, method: 'card', capturedMinor: '10000' }], provenance: 'PROVENANCE_SYNTHETIC', syntheticFields: [] });
  await department.tell(CaseApproved, subjectOf(ref), { ref, type: 'CASE_TYPE_EXCHANGE', lines: [{ caseLineId: 'cl1', orderLineId: 'l1', sku: 'MUG', quantity: 2, reason: 'RETURN_REASON_FAULTY' }], decision: { policyVersion: '1', ruleIds: ['r'], decidedBy: 'rules', decidedAt: '2026-11-02T08:26:00Z', facts: {} }, requestedAt: '2026-11-02T08:26:00Z', advance: { holdForDays: 30 } });
  await department.tell(UnitsReserved, subjectOf(ref), { ref, attempt: 1, lines: [{ caseLineId: 'cl1', sku: 'MUG', quantity: 2 }] });
  return ref;
}

async function placed(...doings: Parameters<Provider['nextOfHold']>[1][]): Promise<CaseRef> {
  const ref = await reserved(...doings);
  await department.until('the hold', () => said(ref).includes('HoldPlaced'));
  return ref;
}

const over = (ref: CaseRef): Promise<void> => department.until('the end of the hold', () => ['HoldDeclined', 'HoldReleased', 'HoldCaptured'].some((name) => said(ref).includes(name)));

/** What we say of it is what the provider has done, once; and what was captured is what the customer has paid in the end. */
async function agrees(ref: CaseRef): Promise<'released' | 'captured'> {
  await over(ref);
  const end = (await rowOf(ref))?.hold as 'released' | 'captured';
  expect(provider.holdMoves(`H-${ref.caseId}`)).toEqual(['held', end]);
  expect([dataOf(ref, 'HoldCaptured').length, dataOf(ref, 'HoldReleased').length]).toEqual(end === 'captured' ? [1, 0] : [0, 1]);
  const [{ balance = null } = {}] = await department.rows<{ balance: string | null }>(`SELECT sum(debit_minor)::text AS balance FROM ledger_entry WHERE transaction_id = 'H-' || $1 || '/captured'`, [ref.caseId]);
  expect(balance).toBe(end === 'captured' ? '4000' : null);
  return end;
}

it('is placed once though its answers are lost, and released once when the goods are accepted', async () => {
  const ref = await placed('late', 'away', 'late');
  expect(dataOf(ref, 'HoldPlaced')).toMatchObject([{ amount: { amountMinor: '4000', currency: 'CNY' } }]);
  expect(await department.client.getRefund({ caseId: ref.caseId })).toMatchObject({ status: 'approved', hold: { holdId: `H-${ref.caseId}`, status: 'held', amount: { amountMinor: '4000', currency: 'CNY' }, soldOrderId: '' } });
  provider.nextOfHold(`H-${ref.caseId}`, 'late');
  await delivered(ref);
  await department.tellAgain(await inspect(ref, 2));
  expect(await agrees(ref)).toBe('released');
  await department.settled();
  expect(await rowOf(ref)).toEqual({ status: 'called_off', hold: 'released' });
});

it('is not placed where the provider declines it: the exchange goes as every other', async () => {
  const ref = await reserved('declined');
  await department.until('the no', () => said(ref).includes('HoldDeclined'));
  await inspect(ref, 2);
  await department.until('the goods', () => said(ref).includes('DifferenceSettled'));
  expect([dataOf(ref, 'HoldDeclined'), said(ref)]).toMatchObject([[{ reasonCode: 'NO_FUNDS' }], ['HoldDeclined', 'DifferenceSettled']]);
});

it('leaves for the archive with its case: what was asked of the provider, and what was booked', async () => {
  const ref = await placed();
  await expire(ref);
  await delivered(ref);
  expect(await agrees(ref)).toBe('captured');
  await department.settled();
  const kept = (schema: string) => department.rows<{ entries: number; calls: number }>(`SELECT (SELECT count(*)::int FROM ${schema}.ledger_entry WHERE case_id = $1) AS entries, (SELECT count(*)::int FROM ${schema}.intent WHERE subject = $2) AS calls`, [ref.caseId, subjectOf(ref)]);
  const before = await kept('public');
  expect(before).toEqual([{ entries: 2, calls: 2 }]);
  expect(await department.rows(`SELECT archive_cases(ARRAY[$1], 'infinity') AS moved`, [subjectOf(ref)])).toEqual([{ moved: 1 }]);
  expect(await kept('public')).toEqual([{ entries: 0, calls: 0 }]);
  expect(await kept('whole')).toEqual(before);
});

it('is captured once where the customer keeps both, and what was sent can come back as an order of its own', async () => {
  const ref = await placed();
  await expire(ref);
  await department.tellAgain(await delivered(ref));
  expect(await agrees(ref)).toBe('captured');
  const later = { caseId: randomUUID(), caseNumber: 'AS-L', orderId: `S-${ref.caseId}` };
  await department.tell(CaseApproved, subjectOf(later), { ref: later, type: 'CASE_TYPE_RETURN', lines: [{ caseLineId: 'cl1', orderLineId: 'cl1', sku: 'MUG', quantity: 2, reason: 'RETURN_REASON_NO_REASON' }], decision: { policyVersion: '1', ruleIds: ['r'], decidedBy: 'rules', decidedAt: '2026-11-02T08:26:00Z', facts: {} }, requestedAt: '2026-11-02T08:26:00Z' });
  await inspect(later, 2);
  await department.until('the money', () => said(later).includes('RefundSettled'));
  expect(provider.moved(`cap-${ref.caseId}`)).toBe(4000n);
});

it('ends once, whoever is first: the goods that are accepted, or the clock that captures', async () => {
  const ends: string[] = [];
  for (let time = 0; time < 5; time++) {
    const ref = await placed();
    await department.handled(await delivered(ref));
    daysPass();
    await inspect(ref, 2);
    const end = await agrees(ref);
    ends.push(end);
    // Paid for both, and given one back: the money of that comes back.
    if (end === 'captured') await department.until('the money', () => said(ref).includes('RefundSettled'));
    await department.settled();
    expect(await rowOf(ref)).toEqual({ status: end === 'captured' ? 'settled' : 'called_off', hold: end });
    expect(dataOf(ref, 'RefundRequested')).toHaveLength(end === 'captured' ? 1 : 0);
  }
  expect(ends).toHaveLength(5);
});

it('ends once, whoever is first: the clock that lets it go, or the delivery that makes it due', async () => {
  for (let time = 0; time < 5; time++) {
    const ref = await placed();
    await department.handled(await expire(ref));
    daysPass();
    await delivered(ref);
    const end = await agrees(ref);
    await department.settled();
    expect(await rowOf(ref)).toEqual({ status: 'called_off', hold: end });
  }
});

it('ends once, whoever is first: the provider who places it, or what is called off', async () => {
  for (let time = 0; time < 5; time++) {
    const ref = await reserved(...(time % 2 === 0 ? [] : (['late'] as const)));
    await calledOff(ref);
    await over(ref);
    await department.settled();
    const moves = provider.holdMoves(`H-${ref.caseId}`);
    expect(moves.at(-1) ?? 'none').toBe((await rowOf(ref))?.hold === 'declined' ? 'none' : 'released');
    expect(moves.filter((move) => move === 'released').length).toBeLessThan(2);
    expect((await rowOf(ref))?.status).toBe('called_off');
  }
});
