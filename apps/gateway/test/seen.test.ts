import { HuiliuError, Role } from '@huiliu/platform';
import { caseId, caseNumber, caseOf } from './case-fixture';
import { Harness } from './harness';

// The machine may be busy with everything else.
jest.setTimeout(60_000);

const tag = 'abcdefghijklmnopqrstuv';
const url = `/api/v1/cases/${caseNumber}`;

describe('deciding through the gateway on what one saw', () => {
  const harness = new Harness();
  const { fakes } = harness;
  const tokens: Record<string, string> = {};

  beforeAll(async () => {
    await harness.start();
    for (const role of [Role.customer, Role.reviewer, Role.warehouse, Role.finance]) tokens[role] = await harness.tokenOf(role);
  });
  afterAll(() => harness.stop());
  const task = { taskId: 't-1', status: 'claimed', tag };
  const refund = { ref: { caseId, caseNumber, orderId: 'o-1' }, status: 'awaiting_approval', refundId: 'F-1', legs: [], lines: [], tag };
  beforeEach(() => {
    harness.reset();
    for (const method of ['getCase', 'addEvidence', 'cancelCase', 'supplementCase', 'acceptRejection', 'reopenCase']) fakes.on('intake', method, () => ({ case: caseOf({ tag }) }));
    for (const method of ['claimTask', 'decideTask']) fakes.on('review', method, () => ({ task }));
    fakes.on('warehouse', 'resolveException', () => ({ exception: { exceptionId: 'x-1', status: 'resolved', lines: [], resolutions: [], tag } }));
    fakes.on('refund', 'getRefund', () => refund);
    for (const method of ['approveRefund', 'settleLegManually']) fakes.on('refund', method, () => ({ refund }));
  });

  const commands: readonly (readonly [role: Role, path: string, body: object])[] = [
    [Role.customer, `${url}/evidence`, { evidenceId: 'e', kind: 'photo', uri: 'https://example.com/1' }],
    [Role.customer, `${url}/cancel`, {}],
    [Role.customer, `${url}/supplement`, { reason: 'it was broken' }],
    [Role.customer, `${url}/acceptance`, {}],
    [Role.customer, `${url}/reopening`, { reasonCode: 'STILL_FAULTY' }],
    [Role.reviewer, '/api/v1/review/tasks/t-1/decision', { verdict: 'approve' }],
    [Role.warehouse, '/api/v1/warehouse/exceptions/x-1/resolution', { resolution: 'restock', reasonCode: 'IS_OURS' }],
    [Role.finance, `${url}/refund/approval`, {}],
    [Role.finance, `${url}/refund/manual-settlements`, { legId: 'leg-1', bankReference: 'TRF-1' }],
  ];
  const decide = (role: Role, path: string, body: object, match?: string) => harness.ask('POST', path, { token: tokens[role], body, headers: { 'idempotency-key': 'key-1', ...(match !== undefined && { 'if-match': match }) } });

  it.each(commands)('as %s at %s hands on what was seen, and answers with what to see next', async (role, path, body) => {
    const { status, headers } = await decide(role, path, body, `"${tag}"`);
    expect([Math.floor(status / 100), headers.get('etag')]).toEqual([2, `"${tag}"`]);
    expect(fakes.asked.at(-1)?.request['seen']).toBe(tag);
    await decide(role, path, body);
    await decide(role, path, body, '*');
    expect(fakes.asked.filter(({ request }) => 'seen' in request && request['seen'] !== undefined)).toHaveLength(1);
  });

  it.each(commands)('as %s at %s is refused with 412 when it is another way by now, and with 400 when it is no ETag of ours', async (role, path, body) => {
    for (const method of ['addEvidence', 'cancelCase', 'supplementCase', 'acceptRejection', 'reopenCase'])
      fakes.on('intake', method, () => {
        throw new HuiliuError('CHANGED', 'CHANGED_MEANWHILE', 'look again');
      });
    for (const [department, method] of [['review', 'decideTask'], ['warehouse', 'resolveException'], ['refund', 'approveRefund'], ['refund', 'settleLegManually']] as const)
      fakes.on(department, method, () => {
        throw new HuiliuError('CHANGED', 'CHANGED_MEANWHILE', 'look again');
      });
    expect(await decide(role, path, body, `"${tag}"`)).toMatchObject({ status: 412, body: { code: 'CHANGED_MEANWHILE' } });
    expect(await decide(role, path, body, `W/"${tag}"`)).toMatchObject({ status: 400, body: { code: 'IF_MATCH_INVALID' } });
  });

  it('begins with a GET, or with the claim of a task', async () => {
    expect((await harness.get(url, tokens[Role.customer] ?? '')).headers.get('etag')).toBe(`"${tag}"`);
    expect((await harness.get(`${url}/refund`, tokens[Role.finance] ?? '')).headers.get('etag')).toBe(`"${tag}"`);
    expect((await harness.post('/api/v1/review/tasks/t-1/claim', tokens[Role.reviewer] ?? '')).headers.get('etag')).toBe(`"${tag}"`);
    fakes.on('intake', 'getCase', () => ({ case: caseOf() }));
    expect((await harness.get(url, tokens[Role.customer] ?? '')).headers.get('etag')).toBeNull();
  });
});
