import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { HuiliuError, Readiness, Role } from '@huiliu/platform';
import { checkDepartments } from '../src/departments/readiness';
import { caseOf } from './case-fixture';
import { Harness, type Answered } from './harness';

jest.setTimeout(60_000);

const path = '/api/v1/cases/HL-0000-0000-0000-0';

describe('more than the gateway can take', () => {
  const harness = new Harness();
  const { fakes } = harness;
  let agent: string;
  let reviewer: string;
  /** Calls that a department holds back until it is told to answer. */
  let held: (() => void)[] = [];

  beforeAll(async () => {
    await harness.start(undefined, {
      HUILIU_REQUESTS_AT_A_TIME: '3',
      HUILIU_REQUESTS_PER_CALLER: '2',
      HUILIU_REQUESTS_WAITING: '2',
      HUILIU_REQUEST_WAIT_MS: '20000',
      HUILIU_CALL_DEADLINE_MS: '20000',
      HUILIU_RATE_CUSTOMER_PER_SECOND: '1',
      HUILIU_RATE_BURST_SECONDS: '3',
    });
    [agent, reviewer] = await Promise.all([harness.tokenOf(Role.agent), harness.tokenOf(Role.reviewer)]);
  });
  afterAll(() => harness.stop());
  beforeEach(() => {
    harness.reset();
    held = [];
    fakes.on('intake', 'getCase', () => new Promise((resolve) => held.push(() => resolve({ case: caseOf() }))));
  });

  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await sleep(5);
  };
  const answerAll = async (answers: readonly Promise<Answered>[]): Promise<readonly Answered[]> => {
    const all = Promise.all(answers);
    let ended = false;
    void all.finally(() => (ended = true));
    while (!ended) {
      for (const answer of held.splice(0)) answer();
      await sleep(5);
    }
    return all;
  };
  const levels = async (): Promise<{ underWay: number; waiting: number }> => {
    const text = await harness.metrics.expose();
    const of = (name: string): number => Number(new RegExp(`^${name}(?:{.*})? (\\d+)`, 'm').exec(text)?.[1] ?? -1);
    return { underWay: of('huiliu_http_under_way'), waiting: of('huiliu_http_waiting') };
  };
  const untilLevels = async (underWay: number, waiting: number): Promise<void> => {
    for (let now = await levels(); now.underWay !== underWay || now.waiting !== waiting; now = await levels()) await sleep(5);
  };

  it('refuses with 429, a stable code and Retry-After, without asking a department, and goes on by itself', async () => {
    const first = [harness.get(path, agent), harness.get(path, agent)];
    await untilLevels(2, 0);
    const waiting = [harness.get(path, agent), harness.get(path, agent)];
    await untilLevels(2, 2);
    const refused = await harness.get(path, agent);
    expect(refused).toMatchObject({ status: 429, body: { code: 'GATEWAY_BUSY', title: 'Too many requests', type: 'urn:huiliu:problem:gateway-busy' } });
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(fakes.asked.length).toBeLessThanOrEqual(2);
    expect(await harness.metrics.expose()).toMatch(/huiliu_http_refused_total\{code="GATEWAY_BUSY"\} 1/);
    expect((await answerAll([...first, ...waiting])).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    await untilLevels(0, 0);
  });

  it('another caller still gets through while one takes all that he may have', async () => {
    const flood = Array.from({ length: 4 }, () => harness.get(path, agent));
    await untilLevels(2, 2);
    const quiet = harness.get(path, reviewer);
    await untilLevels(3, 2);
    expect((await answerAll([quiet, ...flood])).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  });

  it('refuses before the body is read', async () => {
    const flood = Array.from({ length: 4 }, () => harness.get(path, agent));
    await untilLevels(2, 2);
    // It promises a body and never sends it: an answer shows that nobody waited for it.
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const asked = request(`${harness.url}/api/v1/cases`, { method: 'POST', headers: { authorization: `Bearer ${agent}`, 'content-type': 'application/json', 'content-length': '1000', 'idempotency-key': 'k' } }, (response) => {
        resolve(response.statusCode);
        asked.destroy();
      });
      asked.on('error', reject);
      asked.flushHeaders();
    });
    expect(status).toBe(429);
    await answerAll(flood);
  });

  it('gives the place of whoever hangs up to the next: while still sending at once, else when the department has answered', async () => {
    const asked = request(`${harness.url}/api/v1/cases`, { method: 'POST', headers: { authorization: `Bearer ${agent}`, 'content-type': 'application/json', 'content-length': '1000', 'idempotency-key': 'k' } });
    asked.on('error', () => undefined);
    asked.flushHeaders();
    await untilLevels(1, 0);
    asked.destroy();
    await untilLevels(0, 0);
    const away = new AbortController();
    const gone = fetch(`${harness.url}${path}`, { headers: { authorization: `Bearer ${agent}` }, signal: away.signal }).catch(() => undefined);
    await until(() => held.length === 1);
    away.abort();
    await gone;
    expect(await levels()).toEqual({ underWay: 1, waiting: 0 });
    held.splice(0).forEach((answer) => answer());
    const rest = harness.get(path, reviewer);
    await answerAll([rest]);
    await untilLevels(0, 0);
  });

  it('a customer who asks too fast is told so, and the others are not', async () => {
    fakes.on('intake', 'getCase', () => ({ case: caseOf() }));
    const tokens = await Promise.all(['fast', 'slow'].map((subject) => harness.issuer.issue({ subject, roles: [Role.customer], customerId: 'customer-1' })));
    const [fast = '', slow = ''] = tokens;
    const answers: Answered[] = [];
    for (let time = 0; time < 12; time++) answers.push(await harness.get(path, fast));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.every(({ headers, body }) => body['code'] === 'RATE_LIMIT_EXCEEDED' && headers.get('retry-after') === '1')).toBe(true);
    expect(answers.slice(0, 3).map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await harness.get(path, slow)).status).toBe(200);
  });

  it('a department that is too busy is a 429 to wait after, and counts as there', async () => {
    const busy = () => {
      throw new HuiliuError('RATE_LIMITED', 'DEPARTMENT_BUSY', 'try again', { details: { retryAfterSeconds: 2 } });
    };
    fakes.on('intake', 'getCase', busy);
    fakes.on('intake', 'listWaiting', busy);
    const answer = await harness.get(path, agent);
    expect(answer).toMatchObject({ status: 429, body: { code: 'DEPARTMENT_BUSY' } });
    expect(answer.headers.get('retry-after')).toBe('2');
    const readiness = new Readiness();
    checkDepartments(readiness, harness.departments, 20_000);
    expect(await readiness.report()).toMatchObject({ ready: true });
  });
});
