import { randomUUID } from 'node:crypto';
import { CancellationPassedOn, CaseApproved, DifferenceSettled, HoldPlaced, RejectionSettled, RepairFinished, ResolutionChanged, TopUpExpired, TrackingReported, UnitsReserved, type CaseRef, type CaseType, type LogisticsServiceMethods, type TrackingStatus } from '@huiliu/contracts';
import { startDepartment, type RunningDepartment } from '@huiliu/testing';
import { logistics } from '../src/department';

jest.setTimeout(60_000);

let department: RunningDepartment<LogisticsServiceMethods>;

beforeAll(async () => {
  department = await startDepartment(logistics);
});

afterAll(() => department?.stop());

interface TestCase {
  readonly ref: CaseRef;
  readonly subject: string;
}

const lines = [{ caseLineId: 'l1', sku: 'MUG', quantity: 2 }];

async function approved(type: CaseType, wanted: { readonly wantedSku?: string; readonly wantedUnitPriceMinor?: string } = {}): Promise<TestCase> {
  const caseId = randomUUID();
  const one = { ref: { caseId, caseNumber: `AS-${caseId.slice(0, 8)}`, orderId: 'o1' }, subject: `case:${caseId}` };
  await department.tell(CaseApproved, one.subject, {
    ref: one.ref,
    type,
    lines: lines.map((line) => ({ ...line, orderLineId: 'ol1', reason: 'RETURN_REASON_FAULTY' as const, ...wanted })),
    decision: { policyVersion: '1', ruleIds: ['r'], decidedBy: 'rules', decidedAt: '2026-11-01T08:30:00Z', facts: {} },
    requestedAt: '2026-11-01T08:26:00Z',
  });
  await department.until('the approval', async () => (await statusOf(one)) === 'awaited');
  return one;
}

const statusOf = async ({ ref }: TestCase): Promise<string | undefined> => (await department.rows<{ status: string }>('SELECT status FROM replacement_shipment WHERE case_id = $1', [ref.caseId]))[0]?.status;
const namesOf = ({ subject }: TestCase): readonly string[] => department.namesSaid(subject);
const reserved = ({ ref, subject }: TestCase, sku = 'MUG'): Promise<string> => department.tell(UnitsReserved, subject, { ref, attempt: 1, lines: lines.map((line) => ({ ...line, sku })) });
const trackingNumberOf = ({ ref }: TestCase): string => `GR${ref.caseNumber.replaceAll('-', '')}X1`;
const scan = (one: TestCase, status: TrackingStatus, scanId: string): Promise<string> =>
  department.tell(TrackingReported, one.subject, { caseId: one.ref.caseId, trackingNumber: trackingNumberOf(one), status, occurredAt: '2026-11-05T10:00:00Z', scanId });

it('sends what was missing: announced to the carrier once it is reserved, and followed to the customer', async () => {
  const one = await approved('CASE_TYPE_RESEND');
  await department.tellAgain(await reserved(one));
  await department.until('the order', () => namesOf(one).includes('OutboundShipmentAnnounced'));
  await scan(one, 'TRACKING_STATUS_DELIVERED', 's2');
  await scan(one, 'TRACKING_STATUS_PICKED_UP', 's1');
  await department.until('the delivery', () => namesOf(one).includes('ReplacementDelivered'));
  await department.settled();
  // The carrier hears over a topic of its own: between the two there is no order.
  expect(namesOf(one).toSorted()).toEqual(['OutboundShipmentAnnounced', 'ReplacementDelivered', 'ReplacementOrdered']);
  expect(await statusOf(one)).toBe('delivered');
});

it('sends once more what could not be delivered, and is moved no more by scans of the first parcel', async () => {
  const one = await approved('CASE_TYPE_RESEND');
  await reserved(one);
  await department.until('the order', () => namesOf(one).includes('ReplacementOrdered'));
  await scan(one, 'TRACKING_STATUS_RETURNED_TO_SENDER', 's1');
  await department.until('the parcel to be back', () => namesOf(one).includes('ReplacementReturned'));
  expect(department.said(one.subject).find(({ name }) => name === 'ReplacementReturned')?.data).toMatchObject({ trackingNumber: trackingNumberOf(one), attempt: 1, occurredAt: '2026-11-05T10:00:00Z' });
  expect(await department.handled(await scan(one, 'TRACKING_STATUS_DELIVERED', 's2'))).toBe('ignored');
  await department.tell(UnitsReserved, one.subject, { ref: one.ref, attempt: 2, lines: [{ caseLineId: 'l1', sku: 'MUG', quantity: 2 }] });
  await department.until('the second order', () => namesOf(one).filter((name) => name === 'ReplacementOrdered').length === 2);
  expect(await statusOf(one)).toBe('ordered');
});

it('sends in exchange what was set aside, though something else was approved, and only once it is settled', async () => {
  const one = await approved('CASE_TYPE_EXCHANGE');
  await department.handled(await department.tell(ResolutionChanged, one.subject, { ref: one.ref, number: 1, resolution: 'RESOLUTION_OTHER_VARIANT', chosenBy: 'customer', units: [], variant: { caseLineId: 'l1', sku: 'CUP', unitPriceMinor: '900' } }));
  await department.handled(await department.tell(UnitsReserved, one.subject, { ref: one.ref, attempt: 1, lines: [{ caseLineId: 'l1', sku: 'CUP', quantity: 2 }], variant: { caseLineId: 'l1', unitPriceMinor: '900' } }));
  expect(await statusOf(one)).toBe('awaited');
  await department.tell(DifferenceSettled, one.subject, { ref: one.ref, lines: [{ caseLineId: 'l1', quantity: 1 }] });
  await department.until('the order', () => namesOf(one).includes('ReplacementOrdered'));
  expect(department.said(one.subject).find(({ name }) => name === 'ReplacementOrdered')?.data).toMatchObject({ lines: [{ caseLineId: 'l1', sku: 'CUP', quantity: 1 }] });
});

it('sends in exchange what has come back, and keeps both parcels of the case apart', async () => {
  const one = await approved('CASE_TYPE_EXCHANGE');
  await department.until('the RMA', () => namesOf(one).includes('ReturnAuthorised'));
  await department.tell(DifferenceSettled, one.subject, { ref: one.ref, lines: [{ caseLineId: 'l1', quantity: 1 }] });
  await reserved(one);
  await department.until('the order', () => namesOf(one).includes('ReplacementOrdered'));
  expect(department.said(one.subject).find(({ name }) => name === 'ReplacementOrdered')?.data).toMatchObject({ trackingNumber: trackingNumberOf(one), lines: [{ caseLineId: 'l1', quantity: 1 }] });
  await department.tell(TrackingReported, one.subject, { caseId: one.ref.caseId, trackingNumber: trackingNumberOf(one).slice(0, -2), status: 'TRACKING_STATUS_DELIVERED', occurredAt: '2026-11-05T10:00:00Z', scanId: 'r1' });
  await department.until('the return', () => namesOf(one).includes('ParcelDelivered'));
  expect(await statusOf(one)).toBe('ordered');
});

it('sends the other variant that was wanted, and expects back what was bought', async () => {
  const one = await approved('CASE_TYPE_EXCHANGE', { wantedSku: 'CUP', wantedUnitPriceMinor: '900' });
  const settled = await department.tell(DifferenceSettled, one.subject, { ref: one.ref, lines: [{ caseLineId: 'l1', quantity: 2 }], refunded: { amountMinor: '200', currency: 'CNY' } });
  await department.tellAgain(settled);
  await reserved(one, 'CUP');
  await department.until('the order', () => namesOf(one).includes('ReplacementOrdered'));
  const linesOf = (name: string) => (department.said(one.subject).find((each) => each.name === name)?.data as { readonly lines: readonly { readonly sku: string }[] } | undefined)?.lines.map(({ sku }) => sku);
  expect([linesOf('ReturnAuthorised'), linesOf('ReplacementOrdered')]).toEqual([['MUG'], ['CUP']]);
});

it('sends nothing where the customer has not paid what the other one is dearer: they are paid back', async () => {
  const one = await approved('CASE_TYPE_EXCHANGE', { wantedSku: 'CUP', wantedUnitPriceMinor: '1200' });
  await reserved(one);
  const expired = await department.tell(TopUpExpired, one.subject, { ref: one.ref, topUpId: `P-${one.ref.caseId}`, reasonCode: 'TOP_UP_NOT_PAID' });
  await department.until('the end', () => namesOf(one).includes('ReplacementCalledOff'));
  await department.tellAgain(expired);
  expect(department.said(one.subject).filter(({ name }) => name === 'ReplacementCalledOff').map(({ data }) => data)).toMatchObject([{ reason: 'REPLACEMENT_CALL_OFF_REFUND_INSTEAD' }]);
  expect(await statusOf(one)).toBe('called_off');
});

it('calls off with a cancelled exchange what was to be sent for it', async () => {
  const one = await approved('CASE_TYPE_EXCHANGE');
  await department.tell(CancellationPassedOn, one.subject, { ref: one.ref, type: 'CASE_TYPE_EXCHANGE', reasonCode: 'CHANGED_MIND' });
  await department.until('the end', () => namesOf(one).includes('ReturnCalledOff'));
  expect(namesOf(one)).toContain('ReplacementCalledOff');
  expect(await statusOf(one)).toBe('called_off');
});

const finished = ({ ref, subject }: TestCase, outcome: 'REPAIR_OUTCOME_REPAIRED' | 'REPAIR_OUTCOME_NOT_REPAIRABLE'): Promise<string> => department.tell(RepairFinished, subject, { ref, outcome, lines, finishedAt: '2026-11-05T09:00:00Z' });

it('sends back what is repaired, whichever of the two departments is heard first; lost on its way, it is paid for and not sent again', async () => {
  const one = await approved('CASE_TYPE_REPAIR');
  await department.until('the RMA', () => namesOf(one).includes('ReturnAuthorised'));
  expect(department.said(one.subject).find(({ name }) => name === 'ReturnAuthorised')?.data).toMatchObject({ forRepair: true });
  await department.tellAgain(await finished(one, 'REPAIR_OUTCOME_REPAIRED'));
  await department.tell(DifferenceSettled, one.subject, { ref: one.ref, lines });
  await department.until('the order', () => namesOf(one).includes('ReplacementOrdered'));
  await scan(one, 'TRACKING_STATUS_LOST', 's1');
  await department.until('the loss', async () => (await statusOf(one)) === 'lost');
  department.now = new Date(department.now.getTime() + 11 * 86_400_000);
  await department.until('the end', async () => (await statusOf(one)) === 'called_off');
  await department.settled();
  const off = department.said(one.subject).filter(({ name }) => name === 'ReplacementCalledOff').map(({ data }) => data);
  expect(off).toMatchObject([{ reason: 'REPLACEMENT_CALL_OFF_REFUND_INSTEAD', reasonCode: 'PARCEL_LOST' }]);
  expect(namesOf(one)).toContain('CarrierClaimRaised');
  expect(namesOf(one)).not.toContain('ReplacementWrittenOff');
});

it('has the customer of what can\'t be repaired paid, once, and sends nothing', async () => {
  const one = await approved('CASE_TYPE_REPAIR');
  await department.tellAgain(await finished(one, 'REPAIR_OUTCOME_NOT_REPAIRABLE'));
  await department.tell(DifferenceSettled, one.subject, { ref: one.ref, lines });
  await department.until('the end', () => namesOf(one).includes('ReplacementCalledOff'));
  await department.settled();
  expect(namesOf(one).filter((name) => name.startsWith('Replacement'))).toEqual(['ReplacementCalledOff']);
  expect(department.said(one.subject).find(({ name }) => name === 'ReplacementCalledOff')?.data).toMatchObject({ reasonCode: 'NOT_REPAIRABLE' });
});

it.each([
  ['cancelling', (one: TestCase) => department.tell(CancellationPassedOn, one.subject, { ref: one.ref, type: 'CASE_TYPE_RESEND', reasonCode: 'CHANGED_MIND' }), 'CancellationDeclined'],
  ['being paid instead', (one: TestCase) => department.tell(ResolutionChanged, one.subject, { ref: one.ref, number: 1, resolution: 'RESOLUTION_REFUND', units: [], chosenBy: 'customer' }), undefined],
] as const)('is either sent or called off when %s races with the units that are reserved', async (_what, wish, declined) => {
  const cases = await Promise.all(Array.from({ length: 12 }, () => approved('CASE_TYPE_RESEND')));
  const ids = await Promise.all(cases.flatMap((one, index) => (index % 2 === 0 ? [reserved(one), wish(one)] : [wish(one), reserved(one)])));
  for (const id of ids) await department.handled(id);
  await department.settled();
  for (const one of cases) {
    const names = namesOf(one);
    const off = names.includes('ReplacementCalledOff');
    expect(names.includes('ReplacementOrdered')).toBe(!off);
    expect(await statusOf(one)).toBe(off ? 'called_off' : 'ordered');
    if (declined !== undefined) expect(names.includes(declined)).toBe(!off);
  }
});

it('sends back what was rejected of a return, once, and has it paid for where it is lost for good; what is accepted goes nowhere', async () => {
  const caseId = randomUUID();
  const one: TestCase = { ref: { caseId, caseNumber: `AS-${caseId.slice(0, 8)}`, orderId: 'o1' }, subject: `case:${caseId}` };
  const line = { caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', quantity: 1 };
  const settled = (outcome: 'REJECTION_OUTCOME_GOODS_BACK' | 'REJECTION_OUTCOME_DEDUCTION') =>
    department.tell(RejectionSettled, one.subject, { ref: one.ref, outcome, lines: [{ ...line, grade: 'GRADE_C' }, { ...line, grade: 'GRADE_D' }], settledAt: '2026-11-04T10:00:00Z' });
  await department.handled(await settled('REJECTION_OUTCOME_DEDUCTION'));
  expect(await statusOf(one)).toBeUndefined();
  await department.tellAgain(await settled('REJECTION_OUTCOME_GOODS_BACK'));
  await department.until('the order', () => namesOf(one).includes('ReplacementOrdered'));
  expect(department.said(one.subject).find(({ name }) => name === 'ReplacementOrdered')?.data).toMatchObject({ attempt: 1, lines: [{ caseLineId: 'l1', sku: 'MUG', quantity: 2 }] });
  await scan(one, 'TRACKING_STATUS_LOST', 's1');
  await department.until('the loss', () => namesOf(one).includes('ReplacementLost'));
  expect(await department.rows(`SELECT doc->>'ownGoods' AS own FROM replacement_shipment WHERE case_id = $1`, [caseId])).toEqual([{ own: 'true' }]);
  expect(namesOf(one).filter((name) => name === 'ReplacementOrdered')).toHaveLength(1);
});

const held = ({ ref, subject }: TestCase): Promise<string> => department.tell(HoldPlaced, subject, { ref, holdId: `H-${ref.caseId}`, amount: { amountMinor: '1800', currency: 'CNY' }, captureAt: '2026-11-28T00:00:00Z' });

it.each([
  ['reserved first', reserved, held],
  ['held first', held, reserved],
])('sends in exchange in advance what is set aside and held for, %s, and nothing once more when theirs are back', async (_how, first, then) => {
  const one = await approved('CASE_TYPE_EXCHANGE');
  await department.handled(await first(one));
  expect(await statusOf(one)).toBe('awaited');
  await department.tellAgain(await then(one));
  await department.until('the order', () => namesOf(one).includes('ReplacementOrdered'));
  expect(department.said(one.subject).find(({ name }) => name === 'ReplacementOrdered')?.data).toMatchObject({ lines: [{ caseLineId: 'l1', sku: 'MUG', quantity: 2 }] });
  await department.handled(await department.tell(DifferenceSettled, one.subject, { ref: one.ref, lines: [{ caseLineId: 'l1', quantity: 1 }] }));
  expect(namesOf(one).filter((name) => name === 'ReplacementOrdered')).toHaveLength(1);
});

it('either calls off what has not left in advance, or declines to: never both, whoever is first', async () => {
  const ends = new Set<string>();
  for (let time = 0; time < 6; time++) {
    const one = await approved('CASE_TYPE_EXCHANGE');
    await department.handled(await reserved(one));
    const cancel = () => department.tell(CancellationPassedOn, one.subject, { ref: one.ref, type: 'CASE_TYPE_EXCHANGE', reasonCode: 'CHANGED_MIND' });
    await Promise.all(time % 2 === 0 ? [cancel(), held(one)] : [held(one), cancel()]);
    await department.until('an answer', () => namesOf(one).some((name) => name === 'CancellationDeclined' || name === 'ReturnCalledOff'));
    await department.settled();
    const names = namesOf(one);
    const sent = names.includes('ReplacementOrdered');
    ends.add(String(sent));
    expect([names.includes('CancellationDeclined'), names.includes('ReturnCalledOff'), names.includes('ReplacementCalledOff')]).toEqual([sent, !sent, !sent]);
    if (sent) expect(department.said(one.subject).find(({ name }) => name === 'CancellationDeclined')?.data).toMatchObject({ code: 'REPLACEMENT_ORDERED' });
  }
  expect(ends.size).toBeGreaterThan(0);
});
