import type { Type } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Role } from '@huiliu/platform';
import { routesWithoutAccess } from '../src/http/check-access';
import { Harness } from './harness';

const { customer, agent, reviewer, warehouse, logistics, finance, ops, admin, system } = Role;
const staff = [agent, reviewer, warehouse, logistics, finance, ops, admin, system];
const goods = [logistics, warehouse, agent, ops, admin];

/** Who may use what. A route that is not here fails the test below. */
const matrix: Readonly<Record<string, readonly Role[] | 'public' | 'signed link'>> = {
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
  'POST /api/v1/cases/:number/evidence/files': [customer, agent, system],
  'GET /api/v1/evidence/:sha256': 'signed link',
  'GET /api/v1/cases/:number/timeline': [customer, ...staff],
  'GET /api/v1/cases/:number/trace': staff,
  'GET /api/v1/cases/:number/refund': [finance, agent],
  'POST /api/v1/cases/:number/refund/retry': [finance],
  'POST /api/v1/cases/:number/refund/approval': [finance],
  'POST /api/v1/cases/:number/refund/manual-settlements': [finance],
  'GET /api/v1/refunds/waiting': [finance],
  'GET /api/v1/cases/:number/return-shipment': goods,
  'GET /api/v1/cases/:number/arrival': goods,
  'GET /api/v1/stock/:sku': goods,
  'GET /api/v1/review/tasks': [reviewer],
  'POST /api/v1/review/tasks/:taskId/claim': [reviewer],
  'POST /api/v1/review/tasks/:taskId/decision': [reviewer],
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
};

const pathOf = (route: string): [method: string, path: string] => {
  const [method = '', pattern = ''] = route.split(' ');
  return [method, pattern.replaceAll(':department', 'intake').replaceAll(/:\w+/g, 'X')];
};

// The machine may be busy with everything else.
jest.setTimeout(60_000);

describe('every route of the running gateway', () => {
  const harness = new Harness();
  const tokens = new Map<Role, string>();

  beforeAll(async () => {
    await harness.start();
    for (const role of Object.values(Role)) tokens.set(role, await harness.tokenOf(role));
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

  it.each(Object.entries(matrix))('%s is open to exactly %j', async (route, allowed) => {
    const [method, path] = pathOf(route);
    const headers = { 'idempotency-key': 'key-1' };
    const withoutToken = await harness.ask(method, path, { headers });
    if (allowed === 'public') return expect(withoutToken.status).toBe(200);
    if (allowed === 'signed link') return expect(withoutToken).toMatchObject({ status: 403, body: { code: 'EVIDENCE_LINK_INVALID' } });
    expect(withoutToken).toMatchObject({ status: 401, body: { code: 'TOKEN_MISSING' } });
    for (const role of Object.values(Role)) {
      const { status, body } = await harness.ask(method, path, { token: tokens.get(role), headers });
      const open = !(status === 401 || (status === 403 && body['code'] === 'ROLE_MISSING'));
      expect([role, open]).toEqual([role, allowed.includes(role)]);
    }
  });

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
