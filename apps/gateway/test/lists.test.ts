import type { CaseSummary } from '@huiliu/contracts';
import { HuiliuError, Role } from '@huiliu/platform';
import { caseNumber, caseOf } from './case-fixture';
import { Harness } from './harness';

// The machine may be busy with everything else.
jest.setTimeout(60_000);

const summary = (part: Partial<CaseSummary> = {}): CaseSummary => {
  const { ref, type, status, customerId, requestedAt, customerStatus, waitingFor, result } = caseOf();
  return { ref, type, status, customerId, requestedAt, customerStatus, waitingFor, result, openedAt: '2026-11-05T08:30:01Z', closedAt: undefined, units: 2, overdue: true, ...part };
};

describe('lists of cases through the gateway', () => {
  const harness = new Harness();
  const { fakes } = harness;
  let customer: string;
  let agent: string;

  beforeAll(async () => {
    await harness.start();
    [customer, agent] = await Promise.all([harness.tokenOf(Role.customer), harness.tokenOf(Role.agent)]);
  });
  afterAll(() => harness.stop());
  beforeEach(() => {
    harness.reset();
    fakes.on('intake', 'listCases', () => ({ cases: [summary()], nextCursor: 'abc' }));
  });

  it('are in words of the trade, with a link to each case and to the next page', async () => {
    const { status, body } = await harness.get('/api/v1/cases', agent);
    expect(status).toBe(200);
    expect(body).toMatchObject({ nextCursor: 'abc', cases: [{ caseNumber, type: 'return', status: 'in_review', units: 2, overdue: true, closedAt: null, result: null, customerStatus: { code: 'under_review' }, links: { self: `/api/v1/cases/${caseNumber}` } }] });
  });

  it('are asked of intake with all that the caller wants', async () => {
    const query = 'customerId=c-9&orderId=o-1&type=refund_only&status=in_review&customerStatus=under_review&waitingFor=review&overdue=true&openedFrom=2026-11-01T00:00:00Z&openedTo=2026-11-02T00:00:00%2B08:00&limit=7&cursor=xyz';
    expect((await harness.get(`/api/v1/cases?${query}`, agent)).status).toBe(200);
    expect(fakes.asked[0]?.request).toEqual({
      customerId: 'c-9',
      orderId: 'o-1',
      type: 'CASE_TYPE_REFUND_ONLY',
      status: 'in_review',
      customerStatus: 'under_review',
      waitingFor: 'review',
      overdue: true,
      openedFrom: '2026-11-01T00:00:00Z',
      openedTo: '2026-11-01T16:00:00Z',
      limit: 7,
      cursor: 'xyz',
    });
  });

  it('hold a customer’s own cases alone, whatever the customer asks for', async () => {
    await harness.get('/api/v1/cases', customer);
    await harness.get('/api/v1/cases?customerId=customer-1&status=closed', customer);
    expect(fakes.asked.map(({ request }) => request['customerId'])).toEqual(['customer-1', 'customer-1']);
    expect(await harness.get('/api/v1/cases?customerId=customer-2', customer)).toMatchObject({ status: 403, body: { code: 'NOT_YOUR_CUSTOMER' } });
    expect(fakes.asked).toHaveLength(2);
  });

  it.each(['limit=0', 'limit=201', 'limit=x', 'overdue=1', 'type=cars', 'status=IN', 'status=', 'openedFrom=yesterday', 'since=1', `cursor=${'x'.repeat(201)}`, 'customerId=%00', 'status=a&status=b'])('refuse ?%s', async (query) => {
    expect(await harness.get(`/api/v1/cases?${query}`, agent)).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } });
    expect(fakes.asked).toHaveLength(0);
  });

  it.each(['CURSOR_INVALID', 'FILTER_UNKNOWN'])('pass on that intake says %s, in the caller’s language', async (code) => {
    fakes.on('intake', 'listCases', () => {
      throw new HuiliuError('INVALID_ARGUMENT', code, 'not so');
    });
    const { status, body } = await harness.ask('GET', '/api/v1/cases?cursor=abc', { token: agent, headers: { 'accept-language': 'zh' } });
    expect([status, body['code'], body['detail']]).toEqual([400, code, expect.stringMatching(/[\u4e00-\u9fff]/)]);
  });
});
