import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendLeg } from '../../application/send-leg';
import { HttpPaymentProvider } from './http-payment-provider';

interface Seen {
  readonly request: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

type Reply = { readonly status: number; readonly body: string } | 'silence' | 'hang up';

const json = (status: number, body: object): Reply => ({ status, body: JSON.stringify(body) });
const paid = { status: 'settled', providerReference: 'PR-1', paymentId: 'p1', amountMinor: '4200', currency: 'CNY' };
const settled = json(200, paid);
const refused = json(200, { status: 'failed', code: 'CARD_CLOSED', final: true });
const notFound = json(404, { status: 'not_found' });

const leg = { caseId: 'c1', orderId: 'o1', legId: 'F-c1/1', paymentId: 'p1', amountMinor: '4200', currency: 'CNY' };
const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe('the payment provider over HTTP', () => {
  let server: Server;
  let seen: Seen[];
  let replies: Reply[];
  let connections: number;
  let provider: HttpPaymentProvider;

  beforeEach(async () => {
    [seen, replies, connections] = [[], [], 0];
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        seen.push({ request: `${request.method} ${request.url}`, headers: request.headers, body });
        const reply = replies.shift();
        if (reply === undefined || reply === 'silence') return;
        if (reply === 'hang up') request.socket.destroy();
        else response.writeHead(reply.status, { 'content-type': 'application/json' }).end(reply.body);
      });
    });
    server.on('connection', () => connections++);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    provider = new HttpPaymentProvider({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, timeoutMs: 200 });
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const call = () => ({ signal: new AbortController().signal, traceparent });
  const send = (attempt: number, ...answers: Reply[]) => {
    replies = answers;
    return sendLeg(provider, leg, attempt, call());
  };

  it('orders a refund with its idempotency key in body and header, and carries the trace on', async () => {
    expect(await send(1, settled)).toEqual({ status: 'settled', providerReference: 'PR-1' });
    expect(seen).toHaveLength(1);
    expect(seen[0]?.request).toBe('POST /v1/refunds');
    expect(seen[0]?.headers).toMatchObject({ 'idempotency-key': 'F-c1/1', 'content-type': 'application/json', traceparent });
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({ idempotencyKey: 'F-c1/1', paymentId: 'p1', amountMinor: '4200', currency: 'CNY' });
  });

  it('keeps its connections', async () => {
    for (let time = 1; time <= 10; time++) await send(1, settled);
    // A new one may be opened while the last answer is still being put away; without keep-alive there would be ten.
    expect(connections).toBeLessThanOrEqual(2);
  });

  it('passes on what the provider refuses', async () => {
    expect(await send(1, refused)).toEqual({ status: 'failed', code: 'CARD_CLOSED', final: true });
    expect(await send(1, json(200, { status: 'failed', code: 'TRY_LATER', final: false }))).toEqual({ status: 'failed', code: 'TRY_LATER', final: false });
  });

  it('takes no code into events that is not one', async () => {
    expect(await send(1, json(200, { status: 'failed', code: 'card of Mr Zhang is closed', final: true }))).toMatchObject({ code: 'PROVIDER_REFUSED' });
  });

  it.each<[string, Reply, string]>([
    ['no answer in time', 'silence', 'PROVIDER_TIMEOUT'],
    ['a lost connection', 'hang up', 'PROVIDER_UNREACHABLE'],
    ['a server error', json(503, {}), 'PROVIDER_HTTP_503'],
    ['another call with the same key under way', json(409, {}), 'PROVIDER_HTTP_409'],
    ['a limited rate', json(429, {}), 'PROVIDER_HTTP_429'],
    ['an answer that is no JSON', { status: 200, body: '<html>' }, 'PROVIDER_ANSWER_UNREADABLE'],
    ['a settlement of nobody knows what', json(200, { status: 'settled', providerReference: 'PR-1' }), 'PROVIDER_ANSWER_UNREADABLE'],
    ['an answer in other words', json(200, { status: 'done' }), 'PROVIDER_ANSWER_UNREADABLE'],
    ['an answer without end', { status: 200, body: JSON.stringify({ status: 'settled', providerReference: 'x'.repeat(100_000) }) }, 'PROVIDER_ANSWER_UNREADABLE'],
    ['a redirect', json(302, {}), 'PROVIDER_HTTP_302'],
  ])('knows nothing after %s', async (_, reply, code) => {
    expect(await send(1, reply)).toEqual({ status: 'unknown', code });
  });

  it('knows nothing when nobody listens', async () => {
    const away = new HttpPaymentProvider({ url: 'http://127.0.0.1:1', timeoutMs: 200 });
    expect(await sendLeg(away, leg, 1, call())).toEqual({ status: 'unknown', code: 'PROVIDER_UNREACHABLE' });
  });

  describe('asked for what a customer pays on top', () => {
    const request = { idempotencyKey: 'P-c1', amountMinor: 1000n, currency: 'CNY', expiresAt: '2026-11-09T08:00:00.000Z' };
    const got = { status: 'paid', paymentId: 'p9', method: 'card', amountMinor: '1000', currency: 'CNY', paidAt: '2026-11-06T09:00:00Z' };
    const ask = (reply: Reply, how: 'requestPayment' | 'closePayment' = 'requestPayment') => {
      replies.push(reply);
      return provider[how](request, call());
    };

    it('says where it is paid, and that it was, or never will be', async () => {
      expect(await ask(json(200, { status: 'open', url: 'https://pay.example/1' }))).toEqual({ status: 'open', url: 'https://pay.example/1' });
      expect(await ask(json(200, got))).toEqual({ status: 'paid', paymentId: 'p9', method: 'card', paidAt: new Date('2026-11-06T09:00:00Z') });
      expect(await ask(json(200, { status: 'closed' }), 'closePayment')).toEqual({ status: 'closed' });
      expect(seen.map(({ request: line }) => line)).toEqual(['POST /v1/payment-requests', 'POST /v1/payment-requests', 'POST /v1/payment-requests/P-c1/close']);
      expect(JSON.parse(seen[0]?.body ?? '')).toEqual({ ...request, amountMinor: '1000' });
    });

    it.each<[string, Reply]>([
      ['silence', 'silence'],
      ['a lost connection', 'hang up'],
      ['a server error', json(503, {})],
      ['another amount', json(200, { ...got, amountMinor: '999' })],
      ['another currency', json(200, { ...got, currency: 'JPY' })],
      ['no payment', json(200, { ...got, paymentId: '' })],
      ['no time', json(200, { ...got, paidAt: 'soon' })],
      ['an address that is no web page', json(200, { status: 'open', url: 'javascript:alert(1)' })],
      ['other words', json(200, { status: 'done' })],
    ])('knows nothing after %s', async (_what, reply) => {
      expect(await ask(reply)).toEqual({ status: 'unknown' });
    });

    it('hears where it takes no such payment', async () => {
      expect(await ask(json(422, {}))).toEqual({ status: 'refused', code: 'PROVIDER_HTTP_422' });
    });
  });

  describe('where it holds money', () => {
    const hold = { idempotencyKey: 'H-c1', paymentId: 'p1', amountMinor: 4200n, currency: 'CNY', expiresAt: '2026-12-06T08:00:00.000Z' };
    const body = { ...hold, amountMinor: '4200' };
    const taken = { status: 'captured', paymentId: 'cap', method: 'card', amountMinor: '2100', currency: 'CNY', capturedAt: '2026-11-20T08:00:00Z' };
    const call = () => ({ signal: new AbortController().signal, traceparent });
    const place = (reply: Reply) => (replies.push(reply), provider.placeHold(hold, call()));
    const capture = (reply: Reply) => (replies.push(reply), provider.captureHold({ ...hold, captureMinor: 2100n }, call()));

    it('asks for each of the three under a key of its own, with the same hold', async () => {
      expect(await place(json(200, { status: 'held' }))).toEqual({ status: 'held' });
      expect(await capture(json(200, taken))).toEqual({ status: 'captured', paymentId: 'cap', method: 'card', amountMinor: 2100n, capturedAt: new Date('2026-11-20T08:00:00Z') });
      replies.push(json(200, { status: 'released' }));
      expect(await provider.releaseHold(hold, call())).toEqual({ status: 'released' });
      expect(seen.map(({ request, headers, body: sent }) => [request, headers['idempotency-key'], JSON.parse(sent)])).toEqual([
        ['POST /v1/holds', 'H-c1', body],
        ['POST /v1/holds/H-c1/capture', 'H-c1/capture', { ...body, captureMinor: '2100' }],
        ['POST /v1/holds/H-c1/release', 'H-c1/release', body],
      ]);
    });

    it('hears that it declines, and where it takes no such question', async () => {
      expect(await place(json(200, { status: 'declined', code: 'NO_FUNDS' }))).toEqual({ status: 'declined', code: 'NO_FUNDS' });
      expect(await place(json(200, { status: 'declined', code: 'what a pity' }))).toEqual({ status: 'declined', code: 'PROVIDER_REFUSED' });
      expect(await place(json(404, {}))).toEqual({ status: 'refused', code: 'PROVIDER_HTTP_404' });
    });

    it.each<[string, Reply]>([
      ['silence', 'silence'],
      ['a lost connection', 'hang up'],
      ['a server error', json(503, {})],
      ['somebody else at work on the key', json(409, {})],
      ['another currency', json(200, { ...taken, currency: 'JPY' })],
      ['no amount', json(200, { ...taken, amountMinor: '0' })],
      ['no payment', json(200, { ...taken, paymentId: '' })],
      ['no time', json(200, { ...taken, capturedAt: 'soon' })],
      ['other words', json(200, { status: 'done' })],
    ])('knows nothing after %s', async (_what, reply) => {
      expect(await capture(reply)).toEqual({ status: 'unknown' });
    });
  });

  it('may be told to stop', async () => {
    const slow = new HttpPaymentProvider({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, timeoutMs: 60_000 });
    const stop = new AbortController();
    const answer = sendLeg(slow, leg, 1, { signal: stop.signal, traceparent: undefined });
    stop.abort();
    expect(await answer).toMatchObject({ status: 'unknown' });
  });

  it('counts a request that the provider calls wrong as refused, to be tried again', async () => {
    expect(await send(1, json(400, {}))).toEqual({ status: 'failed', code: 'PROVIDER_HTTP_400', final: false });
  });

  it.each([{ amountMinor: '4100' }, { paymentId: 'p2' }, { currency: 'GBP' }])('never takes what the key settled before for its own refund: %j', async (other) => {
    const reused = { status: 'failed', code: 'IDEMPOTENCY_KEY_REUSED', final: true };
    expect(await send(1, json(200, { ...paid, ...other }))).toEqual(reused);
    expect(await send(2, json(200, { ...paid, ...other }))).toEqual(reused);
    expect(seen).toHaveLength(2);
  });

  it('asks before it sends again, and does not send when the money has gone', async () => {
    expect(await send(2, settled)).toEqual({ status: 'settled', providerReference: 'PR-1' });
    expect(seen.map(({ request }) => request)).toEqual(['GET /v1/refunds/F-c1%2F1']);
    expect(seen[0]?.headers).toMatchObject({ traceparent });
  });

  it.each<[string, Reply]>([
    ['that never arrived', notFound],
    ['that was refused', refused],
  ])('sends again with the same key what the provider says %s', async (_, known) => {
    expect(await send(2, known, settled)).toMatchObject({ status: 'settled' });
    expect(seen.map(({ request }) => request)).toEqual(['GET /v1/refunds/F-c1%2F1', 'POST /v1/refunds']);
    expect(seen[1]?.headers['idempotency-key']).toBe('F-c1/1');
  });

  it.each<[string, Reply]>([
    ['no answer', 'silence'],
    ['a server error', json(500, {})],
    ['a 404 that is not the provider\'s own', json(404, { message: 'no such page' })],
  ])('does not send again after %s to the question', async (_, reply) => {
    expect(await send(2, reply, settled)).toMatchObject({ status: 'unknown' });
    expect(seen).toHaveLength(1);
  });
});
