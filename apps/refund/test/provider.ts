import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the provider does with one order for money. `late`: it moves the money, but its answer is lost. */
export type Doing = 'settle' | 'refuse' | 'refuse for good' | 'late' | 'away';

interface Done {
  readonly status: 'settled' | 'failed';
  readonly paymentId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly final: boolean;
}

export interface Provider {
  readonly url: string;
  /** What comes next for a payment, one order after another; then it settles. */
  next(paymentId: string, ...doings: Doing[]): void;
  /** What really left through a payment: the provider's own books. */
  moved(paymentId: string): bigint;
  /** What a customer does who is asked for money, by its key: pays, or not; until told otherwise, nothing yet. */
  customer(idempotencyKey: string, does: 'pays' | 'pays at last'): void;
  /** What comes next for a hold, by its key, one question after another: `late` does it, but the answer is lost. Then it does what it is asked. */
  nextOfHold(idempotencyKey: string, ...doings: ('late' | 'declined' | 'away')[]): void;
  /** What is held, released and captured under a key, each time that it was done. */
  holdMoves(idempotencyKey: string): readonly string[];
  /** Requests by leg, as `POST` and `GET`. */
  requestsOf(legId: string): readonly string[];
  stop(): Promise<void>;
}

/** A payment provider on the loopback that keeps to the contract: each key is done once. */
export async function startProvider(): Promise<Provider> {
  const script = new Map<string, Doing[]>();
  const done = new Map<string, Done>();
  const requests = new Map<string, string[]>();
  const note = (legId: string, method: string): void => void requests.set(legId, [...(requests.get(legId) ?? []), method]);

  const order = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { idempotencyKey, paymentId, amountMinor, currency } = JSON.parse(await textOf(request)) as Record<'idempotencyKey' | 'paymentId' | 'amountMinor' | 'currency', string>;
    note(idempotencyKey, 'POST');
    if (done.get(idempotencyKey)?.status === 'settled') return reply(response, done.get(idempotencyKey));
    const doing = script.get(paymentId)?.shift() ?? 'settle';
    if (doing === 'away') return void response.writeHead(503).end();
    const status = doing === 'settle' || doing === 'late' ? 'settled' : 'failed';
    done.set(idempotencyKey, { status, paymentId, amountMinor: BigInt(amountMinor), currency, final: doing === 'refuse for good' });
    if (doing === 'late') return void request.socket.destroy();
    reply(response, done.get(idempotencyKey));
  };

  const customers = new Map<string, 'pays' | 'pays at last'>();
  const collected = new Map<string, object>();
  const collect = async (request: IncomingMessage, response: ServerResponse, close: boolean): Promise<void> => {
    const { idempotencyKey, amountMinor, currency } = JSON.parse(await textOf(request)) as Record<'idempotencyKey' | 'amountMinor' | 'currency', string>;
    const pays = customers.get(idempotencyKey) === (close ? 'pays at last' : 'pays');
    const state = pays ? { status: 'paid', paymentId: `top-${idempotencyKey.slice(2)}`, method: 'wallet', amountMinor, currency, paidAt: '2026-11-06T08:00:00Z' } : close ? { status: 'closed' } : undefined;
    if (!collected.has(idempotencyKey) && state) collected.set(idempotencyKey, state);
    response.setHeader('content-type', 'application/json').end(JSON.stringify(collected.get(idempotencyKey) ?? { status: 'open', url: `https://pay.example/${idempotencyKey}` }));
  };

  const holds = new Map<string, { state: object; moves: string[] }>();
  const holdScript = new Map<string, ('late' | 'declined' | 'away')[]>();
  const holdMoney = async (request: IncomingMessage, response: ServerResponse, action: string | undefined): Promise<void> => {
    const { idempotencyKey, currency, captureMinor } = JSON.parse(await textOf(request)) as Record<'idempotencyKey' | 'currency' | 'captureMinor', string>;
    const doing = holdScript.get(idempotencyKey)?.shift();
    if (doing === 'away') return void response.writeHead(503).end();
    const known = holds.get(idempotencyKey);
    const status = (known?.state as { status?: string } | undefined)?.status;
    const captured = { status: 'captured', paymentId: `cap-${idempotencyKey.slice(2)}`, method: 'card', amountMinor: captureMinor, currency, capturedAt: '2026-11-20T08:00:00Z' };
    const next = action === undefined ? (status === undefined ? (doing === 'declined' ? { status: 'declined', code: 'NO_FUNDS' } : { status: 'held' }) : undefined) : status === undefined || status === 'held' ? (action === 'capture' && status === 'held' ? captured : { status: 'released' }) : undefined;
    if (next) holds.set(idempotencyKey, { state: next, moves: [...(known?.moves ?? []), next.status] });
    if (doing === 'late') return void request.socket.destroy();
    response.setHeader('content-type', 'application/json').end(JSON.stringify(holds.get(idempotencyKey)?.state));
  };

  const server = createServer((request, response) => {
    const held = /^\/v1\/holds(?:\/[^/]+\/(release|capture))?$/.exec(request.url ?? '');
    if (held) return void holdMoney(request, response, held[1]);
    if (request.url?.startsWith('/v1/payment-requests') === true) return void collect(request, response, request.url.endsWith('/close'));
    if (request.method === 'POST') return void order(request, response);
    const key = decodeURIComponent(request.url?.split('/').at(-1) ?? '');
    note(key, 'GET');
    reply(response, done.get(key));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    next: (paymentId, ...doings) => void script.set(paymentId, doings),
    moved: (paymentId) => [...done.values()].filter((each) => each.paymentId === paymentId && each.status === 'settled').reduce((total, each) => total + each.amountMinor, 0n),
    customer: (idempotencyKey, does) => void customers.set(idempotencyKey, does),
    nextOfHold: (idempotencyKey, ...doings) => void holdScript.set(idempotencyKey, doings),
    holdMoves: (idempotencyKey) => holds.get(idempotencyKey)?.moves ?? [],
    requestsOf: (legId) => requests.get(legId) ?? [],
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function reply(response: ServerResponse, done: Done | undefined): void {
  response.setHeader('content-type', 'application/json');
  if (!done) response.writeHead(404).end(JSON.stringify({ status: 'not_found' }));
  else if (done.status === 'settled') {
    const { status, paymentId, amountMinor, currency } = done;
    response.end(JSON.stringify({ status, providerReference: 'PR-1', paymentId, amountMinor: amountMinor.toString(), currency }));
  } else response.end(JSON.stringify({ status: 'failed', code: done.final ? 'CARD_CLOSED' : 'TRY_LATER', final: done.final }));
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
