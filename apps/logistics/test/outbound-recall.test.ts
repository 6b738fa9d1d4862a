import { randomUUID } from 'node:crypto';
import { CancellationPassedOn, CaseApproved, OrderShipped, OutboundStopAnswered, TrackingReported, type CaseRef, type LogisticsServiceMethods, type RefundOnlyKind, type TrackingStatus } from '@huiliu/contracts';
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
  readonly waybill: string;
}

const newCase = (): TestCase => {
  const caseId = randomUUID();
  const short = caseId.slice(0, 8);
  return { ref: { caseId, caseNumber: `AS-${short}`, orderId: `o-${short}` }, subject: `case:${caseId}`, waybill: `OUT${short}` };
};

const approve = ({ ref, subject }: TestCase, refundOnlyKind: RefundOnlyKind): Promise<string> =>
  department.tell(CaseApproved, subject, {
    ref,
    type: 'CASE_TYPE_REFUND_ONLY',
    refundOnlyKind,
    lines: [{ caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', quantity: 2, reason: 'RETURN_REASON_NO_REASON' }],
    decision: { policyVersion: '1', ruleIds: ['r'], decidedBy: 'rules', decidedAt: '2010-12-01T08:30:00Z', facts: {} },
    requestedAt: '2010-12-01T08:26:00Z',
  });

const parcelOf = ({ waybill }: TestCase) => ({ trackingNumber: waybill, carrierCode: 'ground', lines: [{ orderLineId: 'ol1', quantity: 2 }] });
const ship = (of: TestCase): Promise<string> => department.tell(OrderShipped, `order:${of.ref.orderId}`, { orderId: of.ref.orderId, shippedAt: '2010-12-01T08:00:00Z', ...parcelOf(of), provenance: 'PROVENANCE_SYNTHETIC' });
const answer = (of: TestCase, result: 'STOP_RESULT_STOPPED' | 'STOP_RESULT_ALREADY_SHIPPED'): Promise<string> =>
  department.tell(OutboundStopAnswered, of.subject, {
    caseId: of.ref.caseId,
    orderId: of.ref.orderId,
    stopId: `STP-${of.ref.caseNumber.replaceAll('-', '')}`,
    result,
    ...(result === 'STOP_RESULT_STOPPED' ? { trackingNumber: '', carrierCode: '', lines: [] } : parcelOf(of)),
    answeredAt: '2010-12-01T09:00:00Z',
  });
const scan = (of: TestCase, scanId: string, status: TrackingStatus): Promise<string> => department.tell(TrackingReported, of.subject, { caseId: of.ref.caseId, trackingNumber: of.waybill, status, occurredAt: '2010-12-03T10:00:00Z', scanId });
const cancel = ({ ref, subject }: TestCase): Promise<string> => department.tell(CancellationPassedOn, subject, { ref, type: 'CASE_TYPE_REFUND_ONLY', reasonCode: 'CHANGED_MIND' });

const recallOf = ({ ref }: TestCase) => department.client.getOutboundRecall({ caseId: ref.caseId });
const namesOf = ({ subject }: TestCase): readonly string[] => department.namesSaid(subject);
const until = (what: string, cases: readonly TestCase[], name: string): Promise<void> => department.until(what, () => cases.every((each) => namesOf(each).includes(name)));
const handled = async (cases: readonly TestCase[], hops: number): Promise<void> => {
  await department.until('everything to be handled', async () => {
    const rows = await department.rows<{ count: number }>("SELECT count(*)::int AS count FROM hop WHERE subject = ANY($1) AND source <> 'timer'", [cases.map(({ subject }) => subject)]);
    return rows[0]?.count === cases.length * hops;
  });
  await department.settled();
};
const inHours = (hours: number): Date => new Date(department.now.getTime() + hours * 3_600_000);

it('stops what has not left, and says so once', async () => {
  const one = newCase();
  await approve(one, 'REFUND_ONLY_KIND_BEFORE_SHIPPING');
  await until('the request', [one], 'OutboundStopRequested');
  expect(await recallOf(one)).toMatchObject({ status: 'stopping', stopAttempts: 1, trackingNumber: '' });
  await answer(one, 'STOP_RESULT_STOPPED');
  await answer(one, 'STOP_RESULT_STOPPED');
  await handled([one], 3);
  expect(namesOf(one).toSorted()).toEqual(['OutboundStopRequested', 'OutboundStopped', 'StopRequested']);
  expect(await recallOf(one)).toMatchObject({ status: 'stopped' });
  expect(await department.rows('SELECT 1 FROM timer WHERE subject = $1', [one.subject])).toEqual([]);
});

it('recalls what has left, and follows it back to the dock under the outbound waybill', async () => {
  const one = newCase();
  await approve(one, 'REFUND_ONLY_KIND_BEFORE_SHIPPING');
  await until('the request', [one], 'OutboundStopRequested');
  await answer(one, 'STOP_RESULT_ALREADY_SHIPPED');
  await until('the recall', [one], 'OutboundRecallRequested');
  await scan(one, 's1', 'TRACKING_STATUS_INTERCEPTED');
  await scan(one, 's2', 'TRACKING_STATUS_DELIVERED');
  await until('the delivery', [one], 'ParcelDelivered');
  expect(namesOf(one).toSorted()).toEqual(['OutboundRecallRequested', 'OutboundStopRequested', 'ParcelDelivered', 'ParcelInTransit', 'ParcelRecalled', 'StopRequested']);
  expect(await recallOf(one)).toMatchObject({ status: 'delivered', trackingNumber: one.waybill, intercept: true, scans: [{ scanId: 's1', effective: true }, { scanId: 's2', effective: true }] });
});

it('recalls at once what CRM has told of, and only awaits what the customer refuses', async () => {
  const [told, refused] = [newCase(), newCase()];
  for (const each of [told, refused]) expect(await department.handled(await ship(each))).toBe('done');
  await approve(told, 'REFUND_ONLY_KIND_ON_THE_WAY');
  await approve(refused, 'REFUND_ONLY_KIND_REFUSED');
  await until('both', [told, refused], 'OutboundRecallRequested');
  expect([(await recallOf(told)).intercept, (await recallOf(refused)).intercept]).toEqual([true, false]);
  expect(namesOf(told)).not.toContain('StopRequested');
});

it('asks the WMS again when it does not answer, and counts a parcel as lost of which nothing is heard: then it is written off', async () => {
  const [silentWms, silentCarrier] = [newCase(), newCase()];
  await ship(silentCarrier);
  await department.settled();
  await approve(silentWms, 'REFUND_ONLY_KIND_BEFORE_SHIPPING');
  await approve(silentCarrier, 'REFUND_ONLY_KIND_ON_THE_WAY');
  await until('the stop', [silentWms], 'OutboundStopRequested');
  await until('the recall', [silentCarrier], 'OutboundRecallRequested');
  const before = department.now;
  const requests = () => department.said(silentWms.subject).filter(({ name }) => name === 'StopRequested');
  for (const attempt of [2, 3]) {
    department.now = inHours(4.1);
    await department.until('the next request', () => requests().length === attempt);
  }
  expect((await recallOf(silentWms)).stopAttempts).toBe(3);
  expect(requests().map(({ data }) => (data as { overdue: boolean }).overdue)).toEqual([false, false, true]);
  department.now = inHours(7 * 24);
  await until('the loss', [silentCarrier], 'ParcelLost');
  department.now = inHours(10.1 * 24);
  await until('the claim', [silentCarrier], 'CarrierClaimRaised');
  expect(await recallOf(silentCarrier)).toMatchObject({ status: 'written_off', claim: { claimId: expect.any(String) as unknown } });
  await answer(silentWms, 'STOP_RESULT_STOPPED');
  await until('the late answer', [silentWms], 'OutboundStopped');
  department.now = before;
});

/** Of those that race, the words that only one of them may lead to. */
const outcomesOf = (of: TestCase): readonly string[] => namesOf(of).filter((name) => !['StopRequested', 'OutboundStopRequested', 'ParcelRecalled', 'OutboundRecallRequested'].includes(name)).toSorted();

it('believes the first of two answers that contradict each other, whole and alone: stopped against shipped', async () => {
  const cases = Array.from({ length: 12 }, newCase);
  for (const each of cases) await approve(each, 'REFUND_ONLY_KIND_BEFORE_SHIPPING');
  await until('all requests', cases, 'OutboundStopRequested');
  await Promise.all(
    cases.map(async (each, index) => {
      const both = [() => answer(each, 'STOP_RESULT_STOPPED'), () => answer(each, 'STOP_RESULT_ALREADY_SHIPPED')];
      await Promise.all([...(index % 2 === 0 ? both : both.toReversed()).map((say) => say()), ship(each)]);
    }),
  );
  // What is refused leaves no hop.
  await department.until('every second answer to be refused', () => cases.every((each) => department.deadCodes(each.subject).length === 1));
  await handled(cases, 2);
  for (const each of cases) {
    const { status } = await recallOf(each);
    expect([status, outcomesOf(each), namesOf(each).includes('ParcelRecalled')]).toEqual(status === 'stopped' ? ['stopped', ['OutboundStopped'], false] : ['recalling', [], true]);
    expect(department.deadCodes(each.subject)).toEqual(['STOP_ANSWERED_OTHERWISE']);
  }
  expect(await department.rows('SELECT 1 FROM parked')).toEqual([]);
});

it('lets either the WMS or the customer win, never both: stopped against cancelled', async () => {
  const cases = Array.from({ length: 12 }, newCase);
  for (const each of cases) await approve(each, 'REFUND_ONLY_KIND_BEFORE_SHIPPING');
  await until('all requests', cases, 'OutboundStopRequested');
  await Promise.all(cases.map((each, index) => Promise.all(index % 2 === 0 ? [answer(each, 'STOP_RESULT_STOPPED'), cancel(each)] : [cancel(each), answer(each, 'STOP_RESULT_STOPPED')])));
  await handled(cases, 3);
  for (const each of cases) {
    const { status } = await recallOf(each);
    expect(outcomesOf(each)).toEqual(status === 'stopped' ? ['CancellationDeclined', 'OutboundStopped'] : ['OutboundStopCalledOff', 'RecallCalledOff']);
  }
});

it('lets either the warehouse or the customer have the parcel, never both: delivered to us against signed', async () => {
  const cases = Array.from({ length: 12 }, newCase);
  for (const each of cases) await ship(each);
  await department.settled();
  for (const each of cases) await approve(each, 'REFUND_ONLY_KIND_ON_THE_WAY');
  await until('all recalls', cases, 'OutboundRecallRequested');
  await Promise.all(
    cases.map(async (each, index) => {
      const both = [() => scan(each, 's2', 'TRACKING_STATUS_DELIVERED'), () => scan(each, 's3', 'TRACKING_STATUS_SIGNED')];
      await Promise.all([scan(each, 's1', 'TRACKING_STATUS_INTERCEPTED'), ...(index % 2 === 0 ? both : both.toReversed()).map((say) => say()), cancel(each)]);
    }),
  );
  await handled(cases, 5);
  for (const each of cases) {
    const { status, scans } = await recallOf(each);
    const said = outcomesOf(each);
    expect(['delivered', 'not_possible', 'called_off']).toContain(status);
    expect(said.filter((name) => name === 'ParcelDelivered' || name === 'RecallCalledOff')).toEqual([status === 'delivered' ? 'ParcelDelivered' : 'RecallCalledOff']);
    expect(said.filter((name) => name === 'OutboundRecallCalledOff')).toHaveLength(status === 'called_off' ? 1 : 0);
    expect(scans).toHaveLength(3);
  }
});

it('gives a parcel back to one case alone, though two ask for the same goods at the same moment', async () => {
  const pairs = Array.from({ length: 8 }, () => {
    const one = newCase();
    return [one, { ...newCase(), waybill: one.waybill, ...sameOrder(one) }] as const;
  });
  for (const [one] of pairs) await ship(one);
  await department.settled();
  await Promise.all(pairs.flat().map((each) => approve(each, 'REFUND_ONLY_KIND_ON_THE_WAY')));
  await handled(pairs.flat(), 1);
  for (const pair of pairs) {
    const states = await Promise.all(pair.map(async (each) => (await recallOf(each)).status));
    expect(states.toSorted()).toEqual(['recalling', 'stopping']);
  }
});

function sameOrder(one: TestCase): Pick<TestCase, 'ref' | 'subject'> {
  const { ref, subject } = newCase();
  return { ref: { ...ref, orderId: one.ref.orderId }, subject };
}
