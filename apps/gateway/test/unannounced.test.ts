import type { UnannouncedParcelView } from '@huiliu/contracts';
import { HuiliuError, Role } from '@huiliu/platform';
import { caseId, caseNumber, caseOf } from './case-fixture';
import { Harness } from './harness';

// The machine may be busy with everything else.
jest.setTimeout(60_000);

const ref = { caseId, caseNumber, orderId: 'order-1' };
const parcelOf = (part: Partial<UnannouncedParcelView> = {}): UnannouncedParcelView => ({
  parcelId: 'U-r1',
  status: 'open',
  owner: 'warehouse',
  trackingNumber: 'SF1',
  carrierCode: '',
  foundInTaskId: '',
  goods: [{ sku: 'MUG', quantity: 2, grade: 'GRADE_B' }],
  caseNumber: '',
  orderId: 'order-1',
  receivedAt: '2026-11-05T08:00:00Z',
  openedAt: '2026-11-05T08:30:00Z',
  dueAt: '2026-12-03T08:30:00Z',
  matchedBy: '',
  declined: '',
  ...part,
});

describe('parcels that nobody announced, through the gateway', () => {
  const harness = new Harness();
  const { fakes } = harness;
  let warehouse: string;

  beforeAll(async () => {
    await harness.start();
    warehouse = await harness.tokenOf(Role.warehouse);
  });
  afterAll(() => harness.stop());
  beforeEach(() => {
    harness.reset();
    fakes.on('intake', 'getCase', () => ({ case: caseOf() }));
    fakes.on('warehouse', 'listUnannouncedParcels', () => ({ parcels: [parcelOf()], nextCursor: 'next' }));
    fakes.on('warehouse', 'getUnannouncedParcel', () => ({ parcel: parcelOf(), candidates: [{ ref, sameCaseNumber: false, sameOrder: true, sameTrackingNumber: false, units: 2 }] }));
    fakes.on('warehouse', 'matchUnannouncedParcel', () => ({ parcel: parcelOf({ status: 'matching', matched: ref, matchedBy: 'warehouse' }) }));
  });
  const path = '/api/v1/warehouse/unannounced-parcels';
  const requests = (method: string) => fakes.asked.filter((each) => each.method === method).map(({ request }) => request);

  it('are listed, each with who answers for it, by when, and what is written on it', async () => {
    const answer = await harness.get(`${path}?limit=1&cursor=c`, warehouse);
    expect(answer).toMatchObject({ status: 200, body: { parcels: [{ parcelId: 'U-r1', status: 'open', owner: 'warehouse', trackingNumber: 'SF1', carrierCode: null, goods: [{ sku: 'MUG', quantity: 2, grade: 'b' }], clue: { caseNumber: null, orderId: 'order-1' }, dueAt: '2026-12-03T08:30:00Z', matched: null, declined: null }], nextCursor: 'next' } });
    expect(requests('listUnannouncedParcels')).toMatchObject([{ limit: 1, cursor: 'c' }]);
  });

  it('are shown with the cases that they may belong to', async () => {
    expect(await harness.get(`${path}/U-r1`, warehouse)).toMatchObject({ status: 200, body: { parcel: { parcelId: 'U-r1' }, candidates: [{ caseNumber, caseId, orderId: 'order-1', sameOrder: true, units: 2 }] } });
  });

  it('are matched to a case by its number, under the name of who asks for it', async () => {
    const answer = await harness.post(`${path}/U-r1/match`, warehouse, { caseNumber });
    expect(answer).toMatchObject({ status: 200, body: { status: 'matching', matched: { caseNumber, caseId, by: 'warehouse' }, links: { case: `/api/v1/cases/${caseNumber}` } } });
    expect(requests('matchUnannouncedParcel')).toMatchObject([{ parcelId: 'U-r1', caseId, matchedBy: 'warehouse' }]);
    expect(await harness.post(`${path}/U-r1/match`, warehouse, {})).toMatchObject({ status: 400 });
  });

  it('tell why not in the language of who asks', async () => {
    fakes.on('warehouse', 'matchUnannouncedParcel', () => {
      throw new HuiliuError('CONFLICT', 'PARCEL_MATCHED', 'it is another one\'s');
    });
    const answer = await harness.ask('POST', `${path}/U-r1/match`, { token: warehouse, body: { caseNumber }, headers: { 'idempotency-key': 'k', 'accept-language': 'zh-CN' } });
    expect(answer).toMatchObject({ status: 409, body: { code: 'PARCEL_MATCHED', detail: expect.stringContaining('匹配') as unknown } });
  });
});

describe('goods in the parcel of another case, through the gateway', () => {
  const harness = new Harness();
  const { fakes } = harness;
  const hostNumber = 'HL-0THE-RS00-0000-X';
  let customer: string;
  let agent: string;

  beforeAll(async () => {
    await harness.start();
    [customer, agent] = await Promise.all([harness.tokenOf(Role.customer), harness.tokenOf(Role.agent)]);
  });
  afterAll(() => harness.stop());
  const casesOf = (hostCustomer: string): void => {
    harness.reset();
    fakes.on('intake', 'getCase', ({ caseNumber: asked }) => ({ case: asked === caseNumber ? caseOf() : caseOf({ ref: { caseId: 'host', caseNumber: hostNumber, orderId: 'order-2' }, customerId: hostCustomer }) }));
    fakes.on('logistics', 'shareReturnParcel', () => ({ ref, rmaNumber: 'RMA-1', trackingNumber: 'GR2', carrierCode: 'ground', sendBy: '2026-11-20T08:30:00Z' }));
  };
  const share = (token: string) => harness.post(`/api/v1/cases/${caseNumber}/shared-parcel`, token, { caseNumber: hostNumber });

  it('are said by the customer of both, or by an agent', async () => {
    casesOf('customer-1');
    for (const token of [customer, agent]) expect(await share(token)).toMatchObject({ status: 201, body: { caseNumber, trackingNumber: 'GR2', sharedFrom: hostNumber } });
    expect(fakes.asked.find(({ method }) => method === 'shareReturnParcel')?.request).toMatchObject({ caseId, hostCaseId: 'host' });
  });

  it('are not put into the parcel of somebody else, and customers are not told that there is one', async () => {
    casesOf('customer-2');
    expect(await share(customer)).toMatchObject({ status: 404, body: { code: 'CASE_NOT_FOUND' } });
    expect(await share(agent)).toMatchObject({ status: 409, body: { code: 'CUSTOMERS_DIFFER' } });
    expect(fakes.asked.some(({ method }) => method === 'shareReturnParcel')).toBe(false);
  });
});
