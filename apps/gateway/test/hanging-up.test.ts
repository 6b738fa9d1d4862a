import { request, type ClientRequest, type OutgoingHttpHeaders } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Role } from '@huiliu/platform';
import { caseNumber, caseOf } from './case-fixture';
import { Harness } from './harness';

// The machine may be busy with everything else.
jest.setTimeout(60_000);

describe('a caller who hangs up', () => {
  const harness = new Harness();
  let token: string;

  beforeAll(async () => {
    await harness.start(undefined, { HUILIU_REQUEST_TIMEOUT_MS: '1000' });
    token = await harness.tokenOf(Role.agent);
  });
  afterAll(() => harness.stop());
  beforeEach(() => {
    harness.reset();
    harness.fakes.on('intake', 'getCase', () => ({ case: caseOf() }));
  });

  const begin = (method: string, path: string, headers: OutgoingHttpHeaders = {}): ClientRequest => {
    const asked = request(`${harness.url}${path}`, { method, headers: { authorization: `Bearer ${token}`, ...headers }, agent: false });
    asked.on('error', () => undefined);
    return asked;
  };
  const unfinished = { 'content-type': 'application/json', 'content-length': '1000', 'idempotency-key': 'k' };
  const lines = () => harness.logLines.filter(({ msg }) => msg === 'request');
  async function until(holds: () => boolean): Promise<void> {
    for (const deadline = Date.now() + 20_000; !holds(); await sleep(5)) if (Date.now() > deadline) throw new Error(`waited too long; the log has ${JSON.stringify(lines())}`);
  }

  it('in the middle of a body has a line in the log, a count and a span that ends', async () => {
    const asked = begin('POST', '/api/v1/cases', unfinished);
    asked.write('{"orderId":');
    await sleep(100);
    asked.destroy();
    await until(() => lines().length === 1);
    expect(lines()[0]).toMatchObject({ method: 'POST', route: '/api/v1/cases', status: 499, code: 'CALLER_GONE', trace_id: expect.any(String) });
    expect(await harness.metrics.expose()).toMatch(/huiliu_http_requests_total\{method="POST",route="\/api\/v1\/cases",status="499"\} 1/);
    expect(harness.spans.getFinishedSpans().map(({ name }) => name)).toContain('http POST /api/v1/cases');
  });

  it('in the middle of a file has one too', async () => {
    const asked = begin('POST', `/api/v1/cases/${caseNumber}/evidence/files`, { ...unfinished, 'content-type': 'image/png' });
    asked.write(Buffer.from('89504e470d0a1a0a', 'hex'));
    await sleep(200);
    asked.destroy();
    await until(() => lines().length === 1);
    expect(lines()[0]).toMatchObject({ route: '/api/v1/cases/:number/evidence/files' });
    await sleep(100);
    expect(lines()).toHaveLength(1);
  });

  it('while a department is asked has one, and only one, also when the department answers afterwards', async () => {
    let answer = (): void => undefined;
    harness.fakes.on('intake', 'getCase', () => new Promise((resolve) => (answer = () => resolve({ case: caseOf() }))));
    const asked = begin('GET', `/api/v1/cases/${caseNumber}`);
    asked.end();
    await until(() => harness.fakes.asked.length === 1);
    asked.destroy();
    await until(() => lines().length === 1);
    answer();
    await sleep(200);
    expect(lines()).toMatchObject([{ status: 499, code: 'CALLER_GONE' }]);
  });

  it('from live events has one with the status that they began with', async () => {
    const asked = begin('GET', `/api/v1/cases/${caseNumber}/events`);
    await new Promise<void>((resolve) => asked.on('response', (response) => response.once('data', () => resolve())).end());
    expect(lines()).toHaveLength(0);
    asked.destroy();
    await until(() => lines().length === 1);
    expect(lines()[0]).toMatchObject({ route: '/api/v1/cases/:number/events', status: 200, code: 'CALLER_GONE' });
  });

  it('is told apart from one whose body is late, who is answered 408', async () => {
    const asked = begin('POST', '/api/v1/cases', unfinished);
    asked.write('{');
    const status = await new Promise((resolve) => asked.on('response', (response) => resolve(response.statusCode)));
    expect(status).toBe(408);
    await until(() => lines().length === 1);
    expect(lines()[0]).toMatchObject({ status: 408, code: 'REQUEST_TIMEOUT' });
  });
});
