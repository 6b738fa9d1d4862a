import { createMetrics } from '../src/metrics';
import type { OpsServer } from '../src/ops-server';
import { startOpsServer } from '../src/ops-server';
import { Readiness } from '../src/readiness';

describe('the ops server', () => {
  const readiness = new Readiness(['bus']);
  const metrics = createMetrics({ service: 'refund', instance: 'refund-1' });
  let server: OpsServer;
  const get = (path: string, init?: RequestInit): Promise<Response> => fetch(`http://127.0.0.1:${server.port}${path}`, init);

  let status: Record<string, unknown> | undefined;

  beforeAll(async () => {
    server = await startOpsServer({ host: '127.0.0.1', port: 0, service: 'refund', instance: 'refund-1', readiness, metrics, pages: { '/status': async () => status } });
  });
  afterAll(async () => {
    await server.close();
    await metrics.shutdown();
  });

  it('is live from the beginning, and says what is not ready and why, without passwords', async () => {
    expect((await get('/livez')).status).toBe(200);
    readiness.set('bus', { ready: false, reason: 'can\'t reach postgres://me:hunter2@db/bus' });
    const answer = await get('/readyz');
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ service: 'refund', instance: 'refund-1', ready: false, parts: ['bus'], notReady: { bus: 'can\'t reach postgres://me:***@db/bus' } });
    readiness.set('bus', { ready: true });
    expect((await get('/readyz?verbose')).status).toBe(200);
  });

  it('gives the metrics as Prometheus reads them', async () => {
    metrics.command('SettleRefund', 'OK');
    const answer = await get('/metrics');
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(await answer.text()).toContain('huiliu_commands_total{operation="SettleRefund",code="OK"} 1\n');
  });

  it('gives the pages of its service, and says so while there is nothing to give yet', async () => {
    expect((await get('/status')).status).toBe(503);
    status = { cases: 3 };
    expect(await (await get('/status')).json()).toEqual({ cases: 3 });
  });

  it('refuses everything else', async () => {
    expect((await get('/')).status).toBe(404);
    expect((await get('/livez', { method: 'POST' })).status).toBe(405);
  });

  it('says which setting to change when its port is taken', async () => {
    const second = startOpsServer({ host: '127.0.0.1', port: server.port, service: 'refund', instance: 'refund-2', readiness, metrics });
    await expect(second).rejects.toThrow(/HUILIU_OPS_PORT/);
  });
});
