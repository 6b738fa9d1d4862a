import type { Type } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Role } from '@huiliu/platform';
import { routesWithoutAccess } from '../src/http/check-access';
import { rightsOf } from '../src/http/rights';
import { application, caseOf } from './case-fixture';
import { Harness, type Answered } from './harness';

const { customer, agent, reviewer, warehouse, logistics, finance, ops, admin, system } = Role;
const staff = [agent, reviewer, warehouse, logistics, finance, ops, admin, system];
const goods = [logistics, warehouse, agent, ops, admin];

/** Who may use what, as people have decided it: customers for their own cases alone, all others whoever's case it is. A route that is not here fails the tests below. */
const matrix: Readonly<Record<string, readonly Role[] | 'public' | 'signed link' | 'signed body'>> = {
  'GET /': 'public',
  'GET /api/v1/openapi.json': 'public',
  'POST /api/v1/cases': [customer, agent, system],
  'GET /api/v1/cases': [customer, ...staff],
  'GET /api/v1/cases/:number': [customer, ...staff],
  'POST /api/v1/cases/:number/evidence': [customer, agent, system],
  'POST /api/v1/cases/:number/supplement': [customer, agent, system],
  'GET /api/v1/cases/:number/supplements': [reviewer, agent],
  'POST /api/v1/cases/:number/acceptance': [customer, agent, system],
  'POST /api/v1/cases/:number/cancel': [customer, agent, system],
  'POST /api/v1/cases/:number/choice': [customer, agent, system],
  'POST /api/v1/cases/:number/reopening': [customer, agent, system],
  'POST /api/v1/cases/:number/evidence/files': [customer, agent, system],
  'GET /api/v1/evidence/:sha256': 'signed link',
  'POST /api/v1/concerns': [customer, agent, system],
  'GET /api/v1/concerns': [agent],
  'POST /api/v1/concerns/:number/claim': [agent],
  'POST /api/v1/concerns/:number/answer': [agent],
  'POST /api/v1/concerns/:number/turn': [agent],
  'GET /api/v1/concerns/:number/question': [agent],
  'GET /api/v1/concerns/:number/answer': [agent],
  'GET /api/v1/cases/:number/answer': [customer],
  'GET /api/v1/cases/:number/timeline': [customer, ...staff],
  'GET /api/v1/cases/:number/trace': staff,
  'GET /api/v1/cases/:number/refund': [finance, agent],
  'POST /api/v1/cases/:number/refund/retry': [finance],
  'POST /api/v1/cases/:number/refund/approval': [finance],
  'POST /api/v1/cases/:number/refund/decline': [finance],
  'POST /api/v1/cases/:number/refund/take-up': [finance],
  'POST /api/v1/cases/:number/refund/manual-settlements': [finance],
  'GET /api/v1/refunds/waiting': [finance],
  'GET /api/v1/cases/:number/outbound-recall': goods,
  'GET /api/v1/cases/:number/return-shipment': goods,
  'POST /api/v1/cases/:number/return-parcels': [customer, agent, system],
  'POST /api/v1/cases/:number/shared-parcel': [customer, agent, system],
  'POST /api/v1/cases/:number/cancellation-agreement': [logistics, agent],
  'GET /api/v1/cases/:number/arrival': goods,
  'GET /api/v1/stock/:sku': goods,
  'GET /api/v1/warehouse/exceptions': [warehouse, agent],
  'POST /api/v1/warehouse/exceptions/:exceptionId/claim': [warehouse],
  'POST /api/v1/warehouse/exceptions/:exceptionId/resolution': [warehouse],
  'GET /api/v1/warehouse/unannounced-parcels': [warehouse, agent],
  'GET /api/v1/warehouse/unannounced-parcels/:parcelId': [warehouse, agent],
  'POST /api/v1/warehouse/unannounced-parcels/:parcelId/match': [warehouse],
  'GET /api/v1/review/tasks': [reviewer],
  'POST /api/v1/review/tasks/:taskId/claim': [reviewer],
  'POST /api/v1/review/tasks/:taskId/decision': [reviewer],
  'POST /api/v1/outside/:system/events': 'signed body',
  'GET /api/v1/ops/:department/waiting': [ops, admin],
  'GET /api/v1/ops/:department/lag': [ops, admin],
  'GET /api/v1/ops/:department/parked': [ops, admin],
  'POST /api/v1/ops/:department/parked/replay': [ops, admin],
  'POST /api/v1/ops/:department/parked/discard': [ops, admin],
  'POST /api/v1/ops/:department/parked/replay-many': [ops, admin],
  'POST /api/v1/ops/:department/parked/discard-many': [ops, admin],
  'GET /api/v1/ops/:department/timers': [ops, admin],
  'GET /api/v1/cases/:number/holdups': [agent, ops, admin],
  'GET /api/v1/cases/:number/events': [customer, ...staff],
  'GET /api/v1/review/tasks/events': [reviewer],
  'GET /api/v1/warehouse/exceptions/events': [warehouse],
};

/** Numbers of cases by whose they are; the fake intake knows these two. */
const cases = { own: 'HL-1DFG-59KF-0S4Q-X', others: 'HL-0THE-RS00-0000-X' } as const;

/** What is sent to a route that wants more than its path: enough to be let in. */
const bodies: Readonly<Record<string, object>> = {
  'POST /api/v1/cases': application,
  'POST /api/v1/concerns': { type: 'inquiry', text: 'Why?' },
  'POST /api/v1/concerns/:number/answer': { text: 'So' },
  'POST /api/v1/concerns/:number/turn': application,
  'POST /api/v1/cases/:number/evidence': { evidenceId: 'e', kind: 'photo', uri: 'https://example.com/1' },
  'POST /api/v1/cases/:number/choice': { option: 'wait' },
  'POST /api/v1/cases/:number/cancellation-agreement': { agreed: true },
  'POST /api/v1/cases/:number/reopening': { reasonCode: 'STILL_FAULTY' },
  'POST /api/v1/cases/:number/refund/decline': { reasonCode: 'NOT_OUR_FAULT' },
  'POST /api/v1/cases/:number/refund/manual-settlements': { legId: 'leg-1', bankReference: 'TRF-1' },
  'POST /api/v1/warehouse/exceptions/:exceptionId/resolution': { resolution: 'restock', reasonCode: 'IS_OURS' },
  'POST /api/v1/warehouse/unannounced-parcels/:parcelId/match': { caseNumber: cases.own },
  'POST /api/v1/review/tasks/:taskId/decision': { verdict: 'approve' },
  'POST /api/v1/ops/:department/parked/replay': { subject: 'case:x' },
  'POST /api/v1/ops/:department/parked/discard': { subject: 'case:x', eventId: 'e', reason: 'it is wrong' },
  'POST /api/v1/ops/:department/parked/discard-many': { type: 'x', reason: 'it is wrong' },
};
const queries: Readonly<Record<string, string>> = {
  'GET /api/v1/cases/:number/supplements': '?purpose=to+decide',
  'GET /api/v1/concerns/:number/question': '?purpose=to+answer',
  'GET /api/v1/concerns/:number/answer': '?purpose=to+answer',
};
const files: Readonly<Record<string, string>> = { 'POST /api/v1/cases/:number/evidence/files': 'image/png' };

type Owner = keyof typeof cases;
const customers: Readonly<Record<Owner, string>> = { own: 'customer-1', others: 'customer-2' };

/** Routes that name the customer, and no case. */
const namesCustomer = new Set(['GET /api/v1/cases', 'POST /api/v1/cases', 'POST /api/v1/concerns']);

/** Asked for those who were let in before, for as long as they listen. */
const isOfListeners = (route: string, method: string): boolean => route.endsWith('/events') && ['lookForNews', 'getTimeline', 'listTasks', 'listExceptions'].includes(method);

const pathOf = (route: string, owner: Owner = 'own'): [method: string, path: string] => {
  const [method = '', pattern = ''] = route.split(' ');
  return [method, pattern.replaceAll(':department', 'intake').replaceAll(':number', cases[owner]).replaceAll(/:\w+/g, 'X')];
};

// The machine may be busy with everything else.
jest.setTimeout(60_000);

describe('every route of the running gateway', () => {
  const harness = new Harness();
  const tokens = new Map<Role, string>();

  beforeAll(async () => {
    // Each route is asked by everybody twice: faster than one caller may.
    await harness.start(undefined, { HUILIU_RATE_CUSTOMER_PER_SECOND: '100000', HUILIU_RATE_STAFF_PER_SECOND: '100000' });
    for (const role of Object.values(Role)) tokens.set(role, await harness.tokenOf(role));
  });
  beforeEach(() => {
    harness.reset();
    const answer = ({ caseNumber }: Record<string, unknown>) => ({ case: caseOf({ customerId: caseNumber === cases.others ? customers.others : customers.own }) });
    for (const method of ['getCase', 'submitCase', 'raiseConcern', 'addEvidence', 'supplementCase', 'acceptRejection', 'cancelCase', 'chooseResolution', 'reopenCase']) harness.fakes.on('intake', method, answer);
    for (const method of ['claimException', 'resolveException']) harness.fakes.on('warehouse', method, () => ({ exception: { exceptionId: 'X', status: 'claimed', lines: [], resolutions: [] } }));
    for (const method of ['getUnannouncedParcel', 'matchUnannouncedParcel']) harness.fakes.on('warehouse', method, () => ({ parcel: { parcelId: 'X', status: 'open', goods: [] }, candidates: [] }));
    for (const method of ['claimConcern', 'answerConcern', 'turnConcern']) harness.fakes.on('feedback', method, () => ({ concern: { taskId: 'X', status: 'claimed' } }));
    for (const method of ['claimTask', 'decideTask']) harness.fakes.on('review', method, () => ({ task: { taskId: 'X', status: 'open' } }));
    for (const method of ['approveRefund', 'declineRefund', 'takeUpRefund', 'settleLegManually']) harness.fakes.on('refund', method, () => ({ refund: { status: 'requested' } }));
  });
  afterAll(() => harness.stop());

  const served = (): string[] => harness.server.routes.all().map(({ method, path }) => `${method} ${path}`);

  it('is one of those whose roles are written down here', () => {
    // HEAD comes with each GET and runs the same handler.
    expect(served().filter((route) => !route.startsWith('HEAD ')).sort()).toEqual(Object.keys(matrix).sort());
  });

  it('names its roles, or says that it is public, by a decorator', () => {
    const controllers = harness.server.app.get(DiscoveryService).getControllers();
    expect(controllers.length).toBeGreaterThan(0);
    expect(routesWithoutAccess(controllers.map(({ metatype }) => metatype as Type))).toEqual([]);
  });

  it.each(Object.entries(matrix))('%s asks for a token, unless it is for everybody', async (route, allowed) => {
    const [method, path] = pathOf(route);
    const headers = { 'idempotency-key': 'key-1' };
    const withoutToken = await harness.ask(method, path, { headers });
    if (allowed === 'public') return expect(withoutToken.status).toBe(200);
    if (allowed === 'signed link') return expect(withoutToken).toMatchObject({ status: 403, body: { code: 'EVIDENCE_LINK_INVALID' } });
    if (allowed === 'signed body') return expect(withoutToken).toMatchObject({ status: 404, body: { code: 'OUTSIDE_SYSTEM_UNKNOWN' } });
    expect(withoutToken).toMatchObject({ status: 401, body: { code: 'TOKEN_MISSING' } });
  });

  const closed = Object.entries(matrix).filter((entry): entry is [string, readonly Role[]] => typeof entry[1] !== 'string');

  it.each(closed)('%s lets in exactly %j, and customers to what is their own', async (route, allowed) => {
    for (const role of Object.values(Role)) {
      for (const owner of ['own', 'others'] as const) {
        harness.fakes.asked.length = 0;
        const answered = await asks(route, owner, tokens.get(role));
        const expected = !allowed.includes(role) ? 'no role' : role === customer && owner === 'others' ? 'not theirs' : 'let in';
        expect([role, owner, outcomeOf(answered)]).toEqual([role, owner, expected]);
        // Who is not let in has moved nothing, and been told nothing but whether the number is one.
        if (expected !== 'let in') expect(harness.fakes.asked.map(({ method }) => method).filter((method) => !isOfListeners(route, method))).toEqual(expected === 'not theirs' && route.includes(':number') ? ['getCase'] : []);
      }
    }
  });

  it('lets who is a customer and an agent do for anybody what an agent may', async () => {
    const both = await harness.tokenOf(customer, agent);
    for (const route of ['GET /api/v1/cases', 'GET /api/v1/cases/:number', 'POST /api/v1/cases/:number/cancel', 'GET /api/v1/cases/:number/trace']) {
      for (const owner of ['own', 'others'] as const) expect([route, owner, outcomeOf(await asks(route, owner, both))]).toEqual([route, owner, 'let in']);
    }
    expect(outcomeOf(await asks('POST /api/v1/cases/:number/refund/approval', 'own', both))).toBe('no role');
  });

  it('is in the documents with the rights that are written down here', () => {
    const controllers = harness.server.app.get(DiscoveryService).getControllers().map(({ metatype }) => metatype as Type);
    const told = Object.fromEntries(rightsOf(controllers).map(({ route, open, reach }) => [route, open ?? Object.entries(reach).flatMap(([role, how]) => (how === 'none' ? [] : [`${role} ${how}`])).sort()]));
    const written = Object.entries(matrix).map(([route, allowed]) => [route, allowed === 'public' ? 'public' : allowed === 'signed link' ? 'by link' : allowed === 'signed body' ? 'by signature' : allowed.map((role) => `${role} ${role === customer ? 'own' : 'all'}`).sort()]);
    expect(told).toEqual(Object.fromEntries(written));
  });

  function asks(route: string, owner: Owner, token: string | undefined): Promise<Answered> {
    const [method, path] = pathOf(route, owner);
    const whose = namesCustomer.has(route) ? { customerId: customers[owner] } : {};
    const query = method === 'GET' && namesCustomer.has(route) ? `?customerId=${customers[owner]}` : (queries[route] ?? '');
    const type = files[route];
    // The other case is the same customer's.
    const other = route.endsWith('/shared-parcel') ? { caseNumber: cases[owner] } : {};
    const body = type === undefined ? (method === 'POST' ? { ...bodies[route], ...whose, ...other } : undefined) : 'no picture';
    return harness.ask(method, `${path}${query}`, { token, body, headers: { 'idempotency-key': `${route} ${owner}`.replaceAll(/[^!-~]/g, ''), ...(type !== undefined && { 'content-type': type }) } });
  }

  function outcomeOf({ status, body }: Answered): 'no role' | 'not theirs' | 'let in' | object {
    const code = String(body['code']);
    if (status === 403 && code === 'ROLE_MISSING') return 'no role';
    if (code === 'CASE_NOT_FOUND' || code === 'NOT_YOUR_CUSTOMER') return 'not theirs';
    // Refused for another reason, it says nothing about rights: it wants something in `bodies`.
    return status < 300 || code.startsWith('EVIDENCE_') ? 'let in' : { status, ...body };
  }

  it('tells a HEAD no more than a GET', async () => {
    const heads = served().filter((route) => route.startsWith('HEAD ') && matrix[route.replace('HEAD', 'GET')] !== 'public');
    const refused = (route: string): number => (matrix[route.replace('HEAD', 'GET')] === 'signed link' ? 403 : 401);
    expect(heads.length).toBeGreaterThan(5);
    for (const route of heads) {
      const [method, path] = pathOf(route);
      expect([route, (await harness.ask(method, path)).status]).toEqual([route, refused(route)]);
    }
  });
});
