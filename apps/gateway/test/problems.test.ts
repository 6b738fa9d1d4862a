import { connect } from 'node:net';
import { HuiliuError, Role } from '@huiliu/platform';
import { application, caseNumber, caseOf } from './case-fixture';
import { Harness, type Answered, type Question } from './harness';

/** What every problem is, whatever went wrong. */
function expectProblem({ status, headers, body }: Answered, expected: number, code: string): void {
  expect({ status, code: body['code'], detail: body['detail'] }).toEqual({ status: expected, code, detail: expect.any(String) });
  expect(headers.get('content-type')).toBe('application/problem+json');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(body).toMatchObject({ type: `urn:huiliu:problem:${code.toLowerCase().replaceAll('_', '-')}`, title: expect.any(String), status: expected });
}

// The machine may be busy with everything else.
jest.setTimeout(60_000);

describe('what goes wrong at the gateway', () => {
  const harness = new Harness();
  const { fakes } = harness;
  let agent: string;
  let ops: string;
  let reviewer: string;

  beforeAll(async () => {
    await harness.start(undefined, { HUILIU_CALL_DEADLINE_MS: '8000' });
    [agent, ops, reviewer] = await Promise.all([harness.tokenOf(Role.agent), harness.tokenOf(Role.ops), harness.tokenOf(Role.reviewer)]);
  });
  afterAll(() => harness.stop());
  beforeEach(() => {
    harness.reset();
    fakes.on('intake', 'submitCase', () => ({ case: caseOf() }));
    fakes.on('intake', 'getCase', () => ({ case: caseOf() }));
  });

  const good = { ...application, customerId: 'customer-1' };
  const json = { 'content-type': 'application/json', 'idempotency-key': 'key-1' };

  it.each<[string, string, string, Question, number, string]>([
    ['an address that is not there', 'GET', '/api/v1/nothing', {}, 404, 'ROUTE_NOT_FOUND'],
    ['an address with nothing behind its last slash', 'GET', '/api/v1/cases/', {}, 404, 'ROUTE_NOT_FOUND'],
    ['another method', 'DELETE', '/api/v1/cases/X', {}, 405, 'METHOD_NOT_ALLOWED'],
    ['a method that takes a body, without one', 'QUERY', '/api/v1/cases', {}, 405, 'METHOD_NOT_ALLOWED'],
    ['a method that takes a body, with one that is taken nowhere', 'QUERY', '/api/v1/cases', { body: 'x', headers: { 'content-type': 'image/png' } }, 405, 'METHOD_NOT_ALLOWED'],
    ['a method that few know', 'PROPFIND', '/api/v1/cases', {}, 405, 'METHOD_NOT_ALLOWED'],
    ['a malformed address', 'GET', '/api/v1/cases/%E0%A4%A', {}, 400, 'MALFORMED_URL'],
    ['an endless address', 'GET', `/api/v1/cases/${'x'.repeat(700)}`, {}, 414, 'URL_TOO_LONG'],
    ['half of a JSON', 'POST', '/api/v1/cases', { body: '{"orderId":', headers: json }, 400, 'MALFORMED_JSON'],
    ['JSON that reaches for the prototype', 'POST', '/api/v1/cases', { body: '{"__proto__":{"x":1}}', headers: json }, 400, 'MALFORMED_JSON'],
    ['no body under a type', 'POST', '/api/v1/cases', { body: '', headers: json }, 400, 'BODY_MISSING'],
    ['plain text', 'POST', '/api/v1/cases', { body: 'hello', headers: { 'content-type': 'text/plain', 'idempotency-key': 'k' } }, 415, 'CONTENT_TYPE_UNSUPPORTED'],
    ['a form', 'POST', '/api/v1/cases', { body: 'orderId=1', headers: { 'content-type': 'application/x-www-form-urlencoded', 'idempotency-key': 'k' } }, 415, 'CONTENT_TYPE_UNSUPPORTED'],
    ['a body over the limit', 'POST', '/api/v1/cases', { body: { ...good, orderId: 'x'.repeat(20_000) }, headers: { 'idempotency-key': 'k' } }, 413, 'BODY_TOO_LARGE'],
    ['no idempotency key', 'POST', '/api/v1/cases', { body: good }, 400, 'IDEMPOTENCY_KEY_MISSING'],
    ['an empty idempotency key', 'POST', '/api/v1/cases', { body: good, headers: { 'idempotency-key': ' ' } }, 400, 'IDEMPOTENCY_KEY_MISSING'],
    ['an endless idempotency key', 'POST', '/api/v1/cases', { body: good, headers: { 'idempotency-key': 'x'.repeat(201) } }, 400, 'IDEMPOTENCY_KEY_INVALID'],
    ['two idempotency keys', 'POST', '/api/v1/cases', { body: good, headers: { 'idempotency-key': 'a, b' } }, 400, 'IDEMPOTENCY_KEY_INVALID'],
    ['no idempotency key, and a body that is wrong too', 'POST', '/api/v1/cases', { body: {} }, 400, 'IDEMPOTENCY_KEY_MISSING'],
    ['a body that is wrong', 'POST', '/api/v1/cases', { body: { ...good, price: 1 }, headers: { 'idempotency-key': 'k' } }, 400, 'INVALID_REQUEST'],
    ['no body at all', 'POST', '/api/v1/cases', { headers: { 'idempotency-key': 'k' } }, 400, 'INVALID_REQUEST'],
    ['a body where a list is', 'POST', '/api/v1/cases', { body: '[]', headers: json }, 400, 'INVALID_REQUEST'],
    ['null for a body', 'POST', '/api/v1/cases', { body: 'null', headers: json }, 400, 'INVALID_REQUEST'],
  ])('%s is a problem that says what to do', async (_name, method, path, question, status, code) => {
    expectProblem(await harness.ask(method, path, { token: agent, ...question }), status, code);
    expect(fakes.asked).toEqual([]);
  });

  it('says which methods an address answers to', async () => {
    expect((await harness.ask('DELETE', '/api/v1/cases')).headers.get('allow')).toBe('GET, HEAD, POST');
    expect((await harness.ask('PUT', '/api/v1/review/tasks')).headers.get('allow')).toBe('GET, HEAD');
  });

  it('names every field that is wrong', async () => {
    const answer = await harness.post('/api/v1/cases', agent, { customerId: 'c', type: 'gift', lines: [{ orderLineId: 'l', quantity: 0, reason: 'no_reason', colour: 'red' }] });
    expect(answer.body['errors']).toEqual([
      { field: 'orderId', message: 'is missing', code: 'MISSING' },
      { field: 'type', message: expect.stringMatching(/^must be one of return, /), code: 'INVALID' },
      { field: 'lines[0].quantity', message: 'must be at least 1', code: 'INVALID' },
      { field: 'lines[0].colour', message: 'is not known here', code: 'UNKNOWN_FIELD' },
    ]);
  });

  it.each([
    ['/api/v1/review/tasks?limit=0', 'limit'],
    ['/api/v1/review/tasks?limit=201', 'limit'],
    ['/api/v1/review/tasks?limit=1&limit=2', 'limit'],
    ['/api/v1/review/tasks?page=2', 'page'],
  ])('%s names the part of the query that is wrong', async (path, field) => {
    expect(await harness.get(path, reviewer)).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST', errors: [{ field }] } });
  });

  it('speaks the language that the caller asks for, and says which it is', async () => {
    const answer = await harness.ask('POST', '/api/v1/cases', { token: await harness.tokenOf(Role.agent), body: {}, headers: { 'idempotency-key': 'k', 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.1' } });
    expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST', title: '请求格式有误', detail: '请求内容不符合要求，请查看各字段的说明。' } });
    expect(answer.body['errors']).toContainEqual({ field: 'orderId', message: '缺失', code: 'MISSING' });
    expect([answer.headers.get('content-language'), answer.headers.get('vary')]).toEqual(['zh-CN', 'accept-language']);
    expect((await harness.ask('GET', '/api/v1/cases/X')).headers.get('content-language')).toBe('en');
  });

  it('refuses a body where none belongs, and a verdict that is none', async () => {
    expect((await harness.post('/api/v1/review/tasks/T-1/claim', reviewer, { reviewer: 'someone-else' })).body).toMatchObject({ code: 'INVALID_REQUEST', errors: [{ field: 'reviewer', code: 'UNKNOWN_FIELD' }] });
    expect((await harness.post('/api/v1/review/tasks/T-1/decision', reviewer, { verdict: 'perhaps' })).body).toMatchObject({ errors: [{ field: 'verdict' }] });
    expect((await harness.post('/api/v1/review/tasks/T-1/decision', reviewer, { verdict: 'reject', reasonCode: 'not so good' })).body).toMatchObject({ errors: [{ field: 'reasonCode' }] });
    expect(fakes.asked).toEqual([]);
  });

  it.each([
    ['lines[0].quantity', { lines: [{ caseLineId: 'l', quantity: -1 }] }],
    ['lines[0].quantity', { lines: [{ caseLineId: 'l', quantity: 0.5 }] }],
    ['lines[0].caseLineId', { lines: [{ quantity: 1 }] }],
    ['lines[0].sku', { lines: [{ caseLineId: 'l', quantity: 1, sku: 's' }] }],
    ['lines', { lines: [] }],
    ['lines', { lines: 'all' }],
  ])('takes no approval in part with a wrong %s', async (field, part) => {
    expect((await harness.post('/api/v1/review/tasks/T-1/decision', reviewer, { verdict: 'approve', ...part })).body).toMatchObject({ code: 'INVALID_REQUEST', errors: [{ field }] });
    expect(fakes.asked).toEqual([]);
  });

  it.each([
    ['reason', { reason: '' }],
    ['reason', { reason: 'x'.repeat(2_001) }],
    ['evidence', { evidence: [] }],
    ['evidence[0].kind', { evidence: [{ evidenceId: 'e', kind: 'song', uri: 'u' }] }],
    ['why', { why: 'because' }],
  ])('takes no supplement with a wrong %s', async (field, body) => {
    expect((await harness.post('/api/v1/cases/X/supplement', agent, body)).body).toMatchObject({ code: 'INVALID_REQUEST', errors: [{ field }] });
    expect(fakes.asked).toEqual([]);
  });

  it('asks for a token, and says when one is no good', async () => {
    const missing = await harness.ask('GET', '/api/v1/cases/X');
    expectProblem(missing, 401, 'TOKEN_MISSING');
    expect(missing.headers.get('www-authenticate')).toBe('Bearer realm="huiliu"');
    const expired = await harness.get('/api/v1/cases/X', await harness.issuer.issue({ subject: 'a', roles: [Role.agent], ttlSeconds: -60 }));
    expectProblem(expired, 401, 'TOKEN_EXPIRED');
    expect(expired.headers.get('www-authenticate')).toContain('error="invalid_token"');
    const [head, claims, signature] = ops.split('.');
    expectProblem(await harness.get('/api/v1/cases/X', [head, claims, signature?.split('').reverse().join('')].join('.')), 401, 'TOKEN_INVALID');
    expectProblem(await harness.post('/api/v1/cases', ops, good), 403, 'ROLE_MISSING');
    expect(fakes.asked).toEqual([]);
  });

  it('passes on what a department refuses, with its status', async () => {
    for (const [kind, status] of [['CONFLICT', 409], ['UNPROCESSABLE', 422], ['NOT_FOUND', 404], ['RATE_LIMITED', 429]] as const) {
      fakes.on('intake', 'submitCase', () => {
        throw new HuiliuError(kind, 'SOME_CODE', 'do something else', { details: { left: 1 } });
      });
      const answer = await harness.post('/api/v1/cases', agent, good);
      expectProblem(answer, status, 'SOME_CODE');
      expect(answer.body).toMatchObject({ detail: 'do something else', details: { left: 1 }, instance: '/api/v1/cases' });
      expect(answer.body['traceId']).toBe(answer.headers.get('trace-id'));
    }
  });

  it('tells of a department’s own fault under the id that its log has, and nothing more', async () => {
    fakes.on('intake', 'submitCase', () => {
      throw new HuiliuError('INTERNAL', 'INTERNAL', 'password=secret', { errorId: 'err_abc' });
    });
    const answer = await harness.post('/api/v1/cases', agent, good);
    expectProblem(answer, 500, 'INTERNAL');
    expect(answer.body).toMatchObject({ errorId: 'err_abc' });
    expect(JSON.stringify(answer.body)).not.toContain('secret');
    expect(harness.logLines).toContainEqual(expect.objectContaining({ error_id: 'err_abc', level: 50 }));
  });

  it('tells of faults of its own by an id, which the log has with the cause and the trace', async () => {
    fakes.on('intake', 'getCase', () => ({}));
    const answer = await harness.get(`/api/v1/cases/${caseNumber}`, agent);
    expectProblem(answer, 500, 'INTERNAL');
    expect(harness.logLines).toContainEqual(expect.objectContaining({ error_id: answer.body['errorId'], trace_id: answer.body['traceId'], err: expect.objectContaining({ message: 'intake answered without the case' }) }));
  });

  it('says when to come again while a department is away, and goes on by itself when it is back', async () => {
    fakes.on('review', 'listTasks', () => ({ tasks: [], nextCursor: '' }));
    expect((await harness.get('/api/v1/review/tasks', reviewer)).status).toBe(200);
    fakes.stopOne('review');
    const away = await harness.get('/api/v1/review/tasks', reviewer);
    expectProblem(away, 503, 'DEPARTMENT_AWAY');
    expect(away.headers.get('retry-after')).toBe('2');
    expect(away.body['details']).toEqual({ department: 'review' });
    expect((await harness.get(`/api/v1/cases/${caseNumber}`, reviewer)).status).toBe(200);
    await fakes.startOne('review');
    const until = Date.now() + 20_000;
    let back = await harness.get('/api/v1/review/tasks', reviewer);
    while (back.status !== 200 && Date.now() < until) back = await harness.get('/api/v1/review/tasks', reviewer);
    expect(back.status).toBe(200);
  });

  it('does not wait for ever for a department', async () => {
    fakes.on('intake', 'getCase', () => undefined);
    const answer = await harness.get(`/api/v1/cases/${caseNumber}`, agent);
    expectProblem(answer, 503, 'DEADLINE_EXCEEDED');
    expect(answer.headers.get('retry-after')).toBe('2');
  });

  const raw = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(harness.url);
      let answer = '';
      const socket = connect(Number(port), hostname, () => socket.write(text));
      socket.on('data', (chunk) => (answer += chunk.toString()));
      socket.on('close', () => resolve(answer));
      socket.on('error', reject);
    });

  it.each([
    ['what is no HTTP', 'hello\r\n\r\n', 400, 'MALFORMED_HTTP'],
    ['endless headers', `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`, 431, 'HEADERS_TOO_LARGE'],
  ])('answers %s with a problem too', async (_name, text, status, code) => {
    const answer = await raw(text);
    expect(answer).toContain(`HTTP/1.1 ${status} `);
    expect(answer).toContain('application/problem+json');
    expect(JSON.parse(answer.slice(answer.indexOf('{')))).toMatchObject({ status, code });
  });

  it('does not wait for ever for the rest of a request', async () => {
    const answer = await raw(`POST /api/v1/cases HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${agent}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(JSON.parse(answer.slice(answer.indexOf('{')))).toMatchObject({ code: 'REQUEST_TIMEOUT' });
  });
});
