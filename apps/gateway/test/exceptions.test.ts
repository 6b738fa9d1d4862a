import type { ExceptionView } from '@huiliu/contracts';
import { HuiliuError, Role } from '@huiliu/platform';
import { caseId, caseNumber } from './case-fixture';
import { Harness } from './harness';

// The machine may be busy with everything else.
jest.setTimeout(60_000);

const exceptionId = `X-${caseId}-over`;
const exceptionOf = (part: Partial<ExceptionView> = {}): ExceptionView => ({
  exceptionId,
  ref: { caseId, caseNumber, orderId: 'order-1' },
  kind: 'EXCEPTION_KIND_OVER',
  status: 'open',
  lines: [{ caseLineId: 'l1', sku: 'MUG', quantity: 2 }],
  openedAt: '2026-11-05T08:30:00Z',
  dueAt: '2026-11-08T08:30:00Z',
  byDefault: 'EXCEPTION_RESOLUTION_STAYS_IN_QUARANTINE',
  claimedBy: '',
  resolution: 'EXCEPTION_RESOLUTION_UNSPECIFIED',
  owner: 'warehouse',
  resolvedBy: '',
  reasonCode: '',
  resolutions: ['EXCEPTION_RESOLUTION_STAYS_IN_QUARANTINE', 'EXCEPTION_RESOLUTION_RESTOCK'],
  tag: 'abcdefghijklmnopqrstuv',
  ...part,
});

describe('exceptions of the warehouse through the gateway', () => {
  const harness = new Harness();
  const { fakes } = harness;
  let warehouse: string;
  let agent: string;

  beforeAll(async () => {
    await harness.start();
    [warehouse, agent] = await Promise.all([harness.tokenOf(Role.warehouse), harness.tokenOf(Role.agent)]);
  });
  afterAll(() => harness.stop());
  beforeEach(() => {
    harness.reset();
    fakes.on('warehouse', 'listExceptions', () => ({ exceptions: [exceptionOf()], nextCursor: 'next' }));
    fakes.on('warehouse', 'claimException', () => ({ exception: exceptionOf({ status: 'claimed', claimedBy: 'warehouse' }) }));
    fakes.on('warehouse', 'resolveException', () => ({ exception: exceptionOf({ status: 'resolved', claimedBy: 'warehouse', resolution: 'EXCEPTION_RESOLUTION_RESTOCK', resolvedBy: 'warehouse', reasonCode: 'IS_OURS' }) }));
  });
  const path = `/api/v1/warehouse/exceptions/${exceptionId}`;
  const requests = (method: string) => fakes.asked.filter((each) => each.method === method).map(({ request }) => request);

  it('are listed, each with who answers for it, by when, and what happens otherwise', async () => {
    const answer = await harness.get('/api/v1/warehouse/exceptions?kind=over&dueBy=2026-11-09T00:00:00Z&limit=1&cursor=c', warehouse);
    expect(answer).toMatchObject({ status: 200, body: { exceptions: [{ exceptionId, caseNumber, kind: 'over', status: 'open', owner: 'warehouse', claimedBy: null, dueAt: '2026-11-08T08:30:00Z', byDefault: 'stays_in_quarantine', resolutions: ['stays_in_quarantine', 'restock'], resolution: null }], nextCursor: 'next' } });
    expect(requests('listExceptions')).toMatchObject([{ kind: 'EXCEPTION_KIND_OVER', dueBy: '2026-11-09T00:00:00Z', limit: 1, cursor: 'c' }]);
    expect((await harness.get('/api/v1/warehouse/exceptions', agent)).status).toBe(200);
    expect(await harness.get('/api/v1/warehouse/exceptions?kind=unspecified', warehouse)).toMatchObject({ status: 400 });
  });

  it('are claimed and resolved by who asks for it, under their name, on what they saw', async () => {
    expect(await harness.post(`${path}/claim`, warehouse, {})).toMatchObject({ status: 200, body: { status: 'claimed', claimedBy: 'warehouse' } });
    const answer = await harness.ask('POST', `${path}/resolution`, { token: warehouse, body: { resolution: 'restock', reasonCode: 'IS_OURS' }, headers: { 'idempotency-key': 'k', 'if-match': '"abcdefghijklmnopqrstuv"' } });
    expect(answer).toMatchObject({ status: 200, body: { status: 'resolved', resolution: 'restock', resolvedBy: 'warehouse', reasonCode: 'IS_OURS' } });
    expect(answer.headers.get('etag')).toBe('"abcdefghijklmnopqrstuv"');
    expect(requests('resolveException')).toMatchObject([{ exceptionId, claimant: 'warehouse', resolution: 'EXCEPTION_RESOLUTION_RESTOCK', reasonCode: 'IS_OURS', seen: 'abcdefghijklmnopqrstuv' }]);
    expect((await harness.post(`${path}/claim`, agent, {})).status).toBe(403);
    expect(await harness.post(`${path}/resolution`, warehouse, { resolution: 'unspecified', reasonCode: 'x' })).toMatchObject({ status: 400 });
  });

  it('that the clock has ended are told so', async () => {
    fakes.on('warehouse', 'resolveException', () => {
      throw new HuiliuError('CONFLICT', 'EXCEPTION_OVER', 'it has ended');
    });
    expect(await harness.post(`${path}/resolution`, warehouse, { resolution: 'restock', reasonCode: 'IS_OURS' })).toMatchObject({ status: 409, body: { code: 'EXCEPTION_OVER' } });
  });
});
