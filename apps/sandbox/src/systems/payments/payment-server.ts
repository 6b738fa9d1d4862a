import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Attribute, SpanName, withSpan } from '@huiliu/platform';
import { z } from 'zod';
import { digestOf } from '../../history/digest';
import type { History, Outcome } from '../../history/history';
import type { PaymentHolds } from './payment-holds';
import type { PaymentRequests } from './payment-requests';
import type { Booked, ProviderBook, RefundState } from './provider-book';

export interface PaymentServerOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly book: ProviderBook;
  readonly requests: PaymentRequests;
  readonly holds: PaymentHolds;
  readonly history: History;
  /** How long a caller hears nothing before the connection is dropped, where the provider answers nothing. */
  readonly silenceMs: number;
  onError(error: unknown): void;
}

export interface PaymentServer {
  readonly port: number;
  close(): Promise<void>;
}

const bodyLimitBytes = 10_000;

const refundBody = z.object({
  idempotencyKey: z.string().min(1).max(200),
  paymentId: z.string().min(1).max(64),
  amountMinor: z.string().regex(/^[1-9][0-9]{0,17}$/),
  currency: z.string().regex(/^[A-Z]{3}$/),
});

const paymentBody = refundBody.omit({ paymentId: true });
const captureBody = refundBody.extend({ captureMinor: z.string().regex(/^[1-9][0-9]{0,17}$/) });

/**
 * The payment provider: `POST /v1/holds` holds money on the means of payment behind a payment, or tells what became of it, `POST /v1/holds/{idempotencyKey}/release` and `…/capture` end that; `POST /v1/payment-requests` asks a customer for money and tells whether it was paid, `POST /v1/payment-requests/{idempotencyKey}/close` ends that; `POST /v1/refunds` pays back, `GET /v1/refunds/{idempotencyKey}` tells what became of it. Some answers never come though the money went:
 * whoever asks has to look before paying again.
 */
export async function startPaymentServer(options: PaymentServerOptions): Promise<PaymentServer> {
  const server = createServer((request, response) => {
    answer(options, request, response).catch((error: unknown) => {
      options.onError(error);
      if (!response.headersSent) reply(response, 503, { status: 'unavailable', code: 'PROVIDER_UNAVAILABLE' });
    });
  });
  server.requestTimeout = 10_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`port ${options.port} on ${options.host} is taken: set HUILIU_SANDBOX_PAYMENTS_PORT to a free one, or to 0 for any`) : error),
    );
    server.listen(options.port, options.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(options: PaymentServerOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url?.split('?')[0] ?? '';
  if (request.method === 'POST' && path === '/v1/refunds') {
    const parent = request.headers.traceparent;
    return withSpan(`${SpanName.outside} refund`, { [Attribute.outsideSystem]: 'payments' }, () => refund(options, request, response), {
      role: 'server',
      parent: typeof parent === 'string' ? parent : undefined,
    });
  }
  const requested = /^\/v1\/payment-requests(?:\/([^/]+)\/(close))?$/.exec(path);
  if (request.method === 'POST' && requested) return payment(options, request, response, requested[2] === 'close');
  const held = /^\/v1\/holds(?:\/[^/]+\/(release|capture))?$/.exec(path);
  if (request.method === 'POST' && held) return hold(options, request, response, held[1] === 'release' || held[1] === 'capture' ? held[1] : 'place');
  const key = /^\/v1\/refunds\/([^/]+)$/.exec(path)?.[1];
  if (request.method !== 'GET' || key === undefined) return reply(response, 404, { status: 'refused', code: 'NO_SUCH_ROUTE' });
  const decoded = decode(key);
  const state = decoded === undefined ? undefined : await options.book.find(decoded);
  if (decoded === undefined || !state) return reply(response, 404, { status: 'not_found' });
  const note = await noteOf(options.history, 'payments.Ask', decoded, decoded);
  note(response, outcomeOf(state));
  reply(response, 200, { ...state });
}

async function refund({ book, history, silenceMs }: PaymentServerOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const text = await bodyOf(request);
  if (text === undefined) return reply(response, 413, { status: 'refused', code: 'TOO_LARGE' });
  const parsed = refundBody.safeParse(json(text));
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => issue.path.join('.'));
    return reply(response, 400, { status: 'refused', code: 'MALFORMED', fields });
  }
  const { idempotencyKey, paymentId, amountMinor, currency } = parsed.data;
  const note = await noteOf(history, 'payments.Refund', idempotencyKey, `${paymentId} ${amountMinor} ${currency}`);
  const booked = await book.refund({ ...parsed.data, amountMinor: BigInt(amountMinor) });
  note(response, outcomeOfBooking(booked));
  if (booked.kind === 'key_reused') return reply(response, 422, { status: 'refused', code: 'IDEMPOTENCY_KEY_REUSED' });
  if (!booked.silent) return reply(response, 200, { ...booked.state });
  await sleep(silenceMs);
  request.socket.destroy();
}

async function payment({ requests, silenceMs }: PaymentServerOptions, request: IncomingMessage, response: ServerResponse, close: boolean): Promise<void> {
  const text = await bodyOf(request);
  if (text === undefined) return reply(response, 413, { status: 'refused', code: 'TOO_LARGE' });
  const parsed = paymentBody.safeParse(json(text));
  if (!parsed.success) return reply(response, 400, { status: 'refused', code: 'MALFORMED', fields: parsed.error.issues.map((issue) => issue.path.join('.')) });
  const asked = { ...parsed.data, amountMinor: BigInt(parsed.data.amountMinor) };
  const answered = await (close ? requests.close(asked) : requests.ask(asked));
  if (answered.kind === 'key_reused') return reply(response, 422, { status: 'refused', code: 'IDEMPOTENCY_KEY_REUSED' });
  if (!answered.silent) return reply(response, 200, { ...answered.state });
  await sleep(silenceMs);
  request.socket.destroy();
}

async function hold({ holds, silenceMs }: PaymentServerOptions, request: IncomingMessage, response: ServerResponse, action: 'place' | 'release' | 'capture'): Promise<void> {
  const text = await bodyOf(request);
  if (text === undefined) return reply(response, 413, { status: 'refused', code: 'TOO_LARGE' });
  const parsed = (action === 'capture' ? captureBody : refundBody).safeParse(json(text));
  if (!parsed.success) return reply(response, 400, { status: 'refused', code: 'MALFORMED', fields: parsed.error.issues.map((issue) => issue.path.join('.')) });
  const asked = { ...parsed.data, amountMinor: BigInt(parsed.data.amountMinor) };
  const captureMinor = 'captureMinor' in parsed.data ? BigInt(parsed.data.captureMinor as string) : 0n;
  const answered = await (action === 'capture' ? holds.capture(asked, captureMinor) : action === 'release' ? holds.release(asked) : holds.place(asked));
  if (answered.kind !== 'state') return reply(response, 422, { status: 'refused', code: answered.kind === 'key_reused' ? 'IDEMPOTENCY_KEY_REUSED' : 'TOO_MUCH' });
  if (!answered.silent) return reply(response, 200, { ...answered.state });
  await sleep(silenceMs);
  request.socket.destroy();
}

/** Written down before it is answered; the outcome is noted when the answer has gone out, or is known never to. */
async function noteOf(history: History, operation: string, key: string, request: string): Promise<(response: ServerResponse, outcome: Outcome) => void> {
  const attempt = await history.begin({ principal: 'payments', operation, commands: [[key, digestOf(request)]] });
  return (response, outcome) => void response.once('close', () => history.end(attempt, response.writableFinished ? outcome : { outcome: 'unknown', code: 'NO_ANSWER' }));
}

const outcomeOf = (state: RefundState): Outcome =>
  state.status === 'settled' ? { outcome: 'ok', answer: { providerReference: state.providerReference } } : { outcome: 'failed', code: state.code, answer: { final: state.final } };

const outcomeOfBooking = (booked: Booked): Outcome => (booked.kind === 'key_reused' ? { outcome: 'failed', code: 'IDEMPOTENCY_KEY_REUSED' } : outcomeOf(booked.state));

/** Undefined when it is too large. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size <= bodyLimitBytes) parts.push(part);
  }
  return size > bodyLimitBytes ? undefined : Buffer.concat(parts).toString('utf8');
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function reply(response: ServerResponse, status: number, body: Record<string, unknown>): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(`${JSON.stringify(body)}\n`);
}
