import {
  CaseOutcomeReported,
  ConcernReported,
  CustomerRegistered,
  InspectionReported,
  InspectionTaskIssued,
  LedgerPosted,
  OrderPlaced,
  OutboundStopAnswered,
  OutboundStopRequested,
  RefundPaid,
  PutAwayReported,
  PutAwayTaskIssued,
  RepairReported,
  RepairTaskIssued,
  ReturnRequested,
  ReturnShipmentAnnounced,
  StockOpened,
  SurveyInvited,
  SurveyReplied,
  TrackingReported,
} from '@huiliu/contracts';
import { until } from '@huiliu/testing';
import { makePlan } from '../src/feed/make-plan';
import { World, type Said } from './world';

let world: World;
let open: World | undefined;
const begin = async (...given: Parameters<typeof World.create>): Promise<void> => {
  world = await World.create(...given);
  open = world;
};
afterEach(async () => {
  await open?.close();
  open = undefined;
});

const ref = (caseId: string) => ({ caseId, caseNumber: '1', orderId: 'o1' });
const identities = (said: readonly Said[]): ReadonlyMap<string, string> => new Map(said.map(({ source, id, value, subject }) => [`${source} ${id}`, `${subject} ${value}`]));
/** What customers ask for over the bus: goods back, or a word. */
const requests = (): Said[] => [...world.of(ReturnRequested), ...world.of(ConcernReported)];
const fed = async (): Promise<boolean> => (await world.status()).feed['done'] === true;

describe('the feed', () => {
  it('publishes stock, customers, orders and requests by the contracts, and says how many cases that makes', async () => {
    await begin({ cases: 120 });
    await world.start();
    await until('everything is fed', fed);
    const { feed } = await world.status();
    expect(feed).toMatchObject({ uniqueCases: 120, requests: { real: 0, synthetic: 120, viaBus: 120, viaApi: 0 }, orders: { real: 0, synthetic: 60 }, requestsBegun: 120 });
    await until('all requests are heard', () => new Set(requests().map(({ data }) => data['requestId'])).size === 120);
    await until('all orders are heard', () => world.of(OrderPlaced).length === 60);
    expect(world.of(StockOpened).length).toBe(feed['skus']);
    expect(world.of(CustomerRegistered).length).toBe(feed['customers']);
    const { sameEvent, sameRequest } = feed['duplicates'] as { sameEvent: number; sameRequest: number };
    expect(requests()).toHaveLength(120 + sameEvent + sameRequest);
    expect(new Set(requests().map(({ id }) => id)).size).toBe(120 + sameRequest);
  });

  it('goes on after a stop in the middle: what is said twice is the same event, nothing is left out', async () => {
    await begin({ cases: 150 });
    // So slow that the end is far off when it is noticed that a part is there.
    await world.start({ env: { HUILIU_SANDBOX_RATE: '10' } });
    await until('a part is fed', () => world.of(ReturnRequested).length > 20);
    await world.stop();
    const before = world.of(ReturnRequested).length;
    expect(before).toBeLessThan(150);
    // As a crash between publishing and storing the progress would leave it.
    await world.database.query('UPDATE feed_progress SET next_step = greatest(0, next_step - 30), finished_at = NULL');
    await world.start();
    await until('everything is fed', fed);
    const requested = world.plan.steps.flatMap((step) => (step.kind === 'request' ? [step.request.requestId] : []));
    await until('all requests are heard', () => new Set(requests().map(({ data }) => data['requestId'])).size === requested.length);
    const said = [...requests(), ...world.of(OrderPlaced)];
    const contents = new Map<string, Set<string>>();
    for (const { source, id, value } of said) contents.set(`${source} ${id}`, (contents.get(`${source} ${id}`) ?? new Set()).add(value));
    expect([...contents.values()].every((values) => values.size === 1)).toBe(true);
    expect(said.length).toBeGreaterThan(contents.size);
  });

  it('does not mix two plans in one database, says why, and goes on answering', async () => {
    await begin({ cases: 5 });
    await world.start();
    await until('everything is fed', fed);
    await world.stop();
    await world.start({ plan: await makePlan({ seed: 'another', orders: undefined, cases: 5, gateway: false }) });
    await until('the problem shows', async () => (await world.status()).feed['problem'] !== null);
    expect((await world.status()).feed['problem']).toContain('fresh database');
    await world.publish(SurveyInvited, 'c1', 'i1', { ref: ref('c1'), surveyId: 's1', customerId: '' });
    await until('CRM has heard it', async () => (await world.status())['crm']?.['heard'] === 1);
  });
});

describe('the systems that answer', () => {
  const announced = (number: number) => ({ ref: ref(`c${number}`), rmaNumber: `R${number}`, trackingNumber: `T${number}`, carrierCode: 'post', sendBy: '2010-12-20T10:00:00Z' });
  const task = (number: number) => ({
    ref: ref(`c${number}`),
    taskId: `t${number}`,
    rmaNumber: '',
    trackingNumber: `T${number}`,
    lines: [{ caseLineId: `l${number}`, sku: '22728', expectedQuantity: 5, reason: 'RETURN_REASON_DAMAGED' as const }],
  });

  it('answer in the trace and by the id of what they heard, in the order of business time', async () => {
    await begin({});
    await world.start();
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
    await world.publish(ReturnShipmentAnnounced, 'c1', 'a1', announced(1), traceparent);
    await until('the parcel is delivered', () => new Set(world.of(TrackingReported).map(({ data }) => data['status'])).size === 3);
    await world.publish(InspectionTaskIssued, 'c1', 'i1', task(1), traceparent);
    await until('the parcel is inspected', () => world.of(InspectionReported).some(({ data }) => data['final'] === true));
    for (let number = 0; world.of(SurveyReplied).length === 0; number++) {
      await world.publish(SurveyInvited, 'c1', `s${number}`, { ref: ref('c1'), surveyId: `s${number}`, customerId: '' }, traceparent);
      await until('the invitation is heard', async () => Number((await world.status())['crm']?.['heard'] ?? 0) > number);
      if (number > 30) throw new Error('nobody replies');
    }
    const [scan] = world.of(TrackingReported);
    expect(scan).toMatchObject({ source: 'urn:huiliu:sandbox:carrier', subject: 'case:c1', headers: { hlcause: 'a1', traceparent } });
    expect(world.of(InspectionReported)[0]).toMatchObject({ source: 'urn:huiliu:sandbox:wms', subject: 'case:c1', headers: { hlcause: 'i1', traceparent } });
    const delivered = world.of(TrackingReported).find(({ data }) => data['status'] === 'TRACKING_STATUS_DELIVERED')?.data['occurredAt'];
    const inspected = world.of(InspectionReported)[0]?.data['inspectedAt'];
    const replied = world.of(SurveyReplied)[0]?.data['repliedAt'];
    expect([delivered, inspected, replied]).toEqual([delivered, inspected, replied].toSorted());
    expect(String(replied)).toMatch(/^201/);
  });

  it('say the very same when they have to answer again, and count what came twice', async () => {
    await begin({});
    await world.start();
    for (let number = 1; number <= 20; number++) {
      await world.publish(ReturnShipmentAnnounced, `c${number}`, `a${number}`, announced(number));
      await world.publish(InspectionTaskIssued, `c${number}`, `i${number}`, task(number));
    }
    const final = (): number => new Set(world.of(InspectionReported).flatMap(({ data, subject }) => (data['final'] === true ? [subject] : []))).size;
    await until('all is inspected', () => final() === 20);
    await until('all is delivered', () => world.of(TrackingReported).filter(({ data }) => data['status'] === 'TRACKING_STATUS_DELIVERED').length >= 20);
    await until('positions are stored', async () => (await world.database.query("SELECT 1 FROM bus_position WHERE party = 'wms'")).length > 0);
    await world.stop();
    const before = [...world.of(TrackingReported), ...world.of(InspectionReported)];
    // As if the process had died before any position was stored.
    await world.database.query('DELETE FROM bus_position');
    await world.start();
    await until('everything is said again', () => world.of(TrackingReported).length + world.of(InspectionReported).length === 2 * before.length);
    expect(identities([...world.of(TrackingReported), ...world.of(InspectionReported)])).toEqual(identities(before));
    const status = await world.status();
    expect(status['carrier']).toMatchObject({ heard: 20, heardAgain: 20, delivered: 20 });
    expect(status['wms']).toMatchObject({ heard: 20, heardAgain: 20, inspected: 20 });
  });

  it('know a waybill and a task again that they are told of in another event, as by a department that was restored, and say the very same', async () => {
    await begin({});
    await world.start();
    const said = (): Said[] => [...world.of(TrackingReported), ...world.of(InspectionReported), ...world.of(OutboundStopAnswered), ...world.of(RepairReported), ...world.of(PutAwayReported)];
    const stop = { ref: ref('c1'), stopId: 'STP-1', attempt: 1, lines: [{ orderLineId: 'o1-1', sku: '22728', quantity: 5 }], answerBy: '2010-12-20T10:00:00Z' };
    await world.publish(ReturnShipmentAnnounced, 'c1', 'a1', announced(1));
    await until('it is delivered', () => world.of(TrackingReported).some(({ data }) => data['status'] === 'TRACKING_STATUS_DELIVERED'));
    await world.publish(InspectionTaskIssued, 'c1', 'i1', task(1));
    await until('it is inspected', () => world.of(InspectionReported).some(({ data }) => data['final'] === true));
    await world.publish(OutboundStopRequested, 'c1', 's1', stop);
    await until('it is stopped', () => world.of(OutboundStopAnswered).length > 0);
    const repair = { ref: ref('c1'), taskId: 'W-c1', attempt: 1, lines: [{ caseLineId: 'c1-1', sku: '22728', quantity: 1 }], answerBy: '2010-12-27T10:00:00Z' };
    await world.publish(RepairTaskIssued, 'c1', 'w1', repair);
    await until('it is repaired, or can\'t be', () => world.of(RepairReported).length > 0);
    const shelving = { ref: ref('c1'), taskId: 'P-c1/r1/1', attempt: 1, sku: '22728', quantity: 1, fromCondition: 'outside', toCondition: 'a', disposition: 'DISPOSITION_RESTOCK', issuedAt: '2010-12-20T10:00:00Z' };
    await world.publish(PutAwayTaskIssued, 'c1', 'p1', shelving);
    await until('it is put away', () => world.of(PutAwayReported).length > 0);
    const before = said();
    await world.publish(ReturnShipmentAnnounced, 'c1', 'a2', { ...announced(1), sendBy: '2011-02-20T10:00:00Z' });
    await world.publish(InspectionTaskIssued, 'c1', 'i2', task(1));
    await world.publish(RepairTaskIssued, 'c1', 'w2', { ...repair, answerBy: '2011-02-27T10:00:00Z' });
    await world.publish(OutboundStopRequested, 'c1', 's2', { ...stop, answerBy: '2011-02-20T10:00:00Z' });
    await world.publish(PutAwayTaskIssued, 'c1', 'p2', { ...shelving, issuedAt: '2011-02-20T10:00:00Z' });
    await until('everything is said again', () => said().length === 2 * before.length);
    expect(identities(said())).toEqual(identities(before));
    expect((await world.status())['carrier']).toMatchObject({ heard: 1, heardAgain: 1 });
    expect((await world.status())['wms']).toMatchObject({ heard: 4, heardAgain: 4 });
  });

  it('set aside what they can’t read and go on', async () => {
    await begin({});
    await world.start();
    await world.bus.publish(ReturnShipmentAnnounced.topic, [
      { key: 'case:c1', headers: {}, value: 'no event' },
      { key: 'case:c1', headers: { ce_id: 'x1', ce_type: 'huiliu.integration.v9.FromTheFuture', ce_source: 's' }, value: '{}' },
      { key: 'case:c1', headers: { ce_id: 'x2', ce_type: ReturnShipmentAnnounced.type, ce_source: 's' }, value: '{"trackingNumber":7}' },
    ]);
    await world.publish(ReturnShipmentAnnounced, 'c1', 'a1', announced(1));
    await until('the good one is answered', () => world.of(TrackingReported).length >= 3);
    expect((await world.status())['carrier']).toMatchObject({ heard: 1, setAside_malformed: 2, setAside_unknown_type: 1 });
  });
});

describe('finance and CRM', () => {
  it('book every refund and every posting once, however often they come, and note what is wrong', async () => {
    await begin({});
    await world.start();
    const paid = { ref: ref('c1'), refundId: 'r1', total: { amountMinor: '7000', currency: 'GBP' }, legs: [{ legId: 'l1', paymentId: 'p1', amountMinor: '7000', bankReference: '' }], settledAt: '2010-12-20T10:00:00Z' };
    const posted = { ref: ref('c1'), transactionId: 't1', currency: 'GBP', memo: 'REFUND', postings: [{ account: 'a', debitMinor: '7000', creditMinor: '0' }, { account: 'b', debitMinor: '0', creditMinor: '7000' }] };
    for (let times = 0; times < 3; times++) {
      await world.publish(RefundPaid, 'c1', 'e1', paid);
      await world.publish(LedgerPosted, 'c1', 'e2', posted);
    }
    await until('it is booked', async () => (await world.status())['heardByFinance']?.['heardAgain'] === 4);
    expect((await world.status())['finance']).toEqual({ refunds: { GBP: { count: 1, totalMinor: '7000' } }, ledger: { GBP: { transactions: 1, debitMinor: '7000', creditMinor: '7000' } }, faults: {} });

    await world.publish(LedgerPosted, 'c1', 'e3', { ...posted, transactionId: 't2', postings: [posted.postings[0]!, { account: 'b', debitMinor: '0', creditMinor: '6999' }] });
    await world.publish(RefundPaid, 'c1', 'e4', paid);
    await until('the faults show', async () => Object.keys((await world.status())['finance']?.['faults'] ?? {}).length === 2);
    expect((await world.status())['finance']?.['faults']).toEqual({ DEBITS_ARE_NOT_CREDITS: 1, ALREADY_BOOKED: 1 });
  });

  it('lose nothing and book nothing twice when the position is behind the books', async () => {
    await begin({});
    await world.start();
    const paid = (number: number) => ({ ref: ref('c1'), refundId: `r${number}`, total: { amountMinor: '10', currency: 'GBP' }, legs: [{ legId: `l${number}`, paymentId: 'p1', amountMinor: '10', bankReference: '' }], settledAt: '2010-12-20T10:00:00Z' });
    for (let number = 0; number < 30; number++) await world.publish(RefundPaid, `c${number}`, `e${number}`, paid(number));
    const booked = async (): Promise<unknown> => ((await world.status())['finance']?.['refunds'] as Record<string, { count: number }>)['GBP']?.count;
    await until('all is booked', async () => (await booked()) === 30);
    await world.stop();
    await world.database.query("UPDATE bus_position SET next = 0 WHERE party = 'finance'");
    await world.start();
    await until('all is heard again', async () => (await world.status())['heardByFinance']?.['heardAgain'] === 30);
    expect((await world.status())['finance']).toMatchObject({ refunds: { GBP: { count: 30, totalMinor: '300' } }, faults: {} });
  });

  it('count how cases ended', async () => {
    await begin({});
    await world.start();
    await world.publish(CaseOutcomeReported, 'c1', 'o1', { ref: ref('c1'), requestId: 'SR1', result: 'CASE_RESULT_REFUNDED', reasonCodes: [] });
    await world.publish(CaseOutcomeReported, 'c2', 'o2', { ref: ref('c2'), requestId: '', result: 'CASE_RESULT_REJECTED', reasonCodes: ['OUTSIDE_WINDOW'] });
    await until('both are heard', async () => (await world.status())['crm']?.['heard'] === 2);
    expect((await world.status())['crm']).toMatchObject({ refunded: 1, rejected: 1 });
  });
});
