import { exchange } from '@huiliu/platform';
import { keyReused, type HoldRequest, type PaymentProvider, type PaymentRequest, type ProviderCall, type RefundOrder } from '../../application/payment-provider';
import type { LegAnswer } from '../../domain/decide';
import type { HoldAnswer } from '../../domain/hold';
import type { TopUpAnswer } from '../../domain/top-up';

export interface HttpPaymentProviderSettings {
  /** Base URL, without `/v1`. */
  readonly url: string;
  readonly timeoutMs: number;
}

/** An answer longer than this is not one of ours. */
const answerLimitBytes = 64 * 1024;

/** Somebody else is at work on the same key, or we are too fast: it may have been done or not. */
const undecidedStatuses: ReadonlySet<number> = new Set([408, 409, 425, 429]);

/**
 * The payment provider over HTTP. `POST /v1/refunds` orders, `GET /v1/refunds/{idempotencyKey}` asks; both answer 200 with
 * `{status:'settled', providerReference, paymentId, amountMinor, currency}` or `{status:'failed', code, final}`, and GET 404 with `{status:'not_found'}`.
 * `POST /v1/payment-requests` asks for a payment, or what became of it, and `POST /v1/payment-requests/{idempotencyKey}/close` ends that; both answer 200 with `{status:'open', url}`,
 * `{status:'paid', paymentId, method, amountMinor, currency, paidAt}` or `{status:'closed'}`.
 * `POST /v1/holds` holds money on the means of payment behind a payment, or tells what became of it; `POST /v1/holds/{idempotencyKey}/release` and `…/capture` end that; each answers 200 with
 * `{status:'held'}`, `{status:'declined', code}`, `{status:'released'}` or `{status:'captured', paymentId, method, amountMinor, currency, capturedAt}`.
 * No answer, a late one, a 5xx and what can't be read are `unknown`: the money may have gone.
 */
export class HttpPaymentProvider implements PaymentProvider {
  private readonly base: string;

  constructor(private readonly settings: HttpPaymentProviderSettings) {
    this.base = settings.url.replace(/\/+$/, '');
  }

  async refund(order: RefundOrder, call: ProviderCall): Promise<LegAnswer> {
    const { idempotencyKey, paymentId, amountMinor, currency } = order;
    const body = JSON.stringify({ idempotencyKey, paymentId, amountMinor: amountMinor.toString(), currency });
    const headers = { 'content-type': 'application/json', 'idempotency-key': idempotencyKey };
    const reply = await this.send(`${this.base}/v1/refunds`, { method: 'POST', headers, body }, call);
    if (typeof reply === 'string') return unknown(reply);
    const { status, body: answer } = reply;
    if (status === 200) return answerOf(answer, order);
    if (status >= 400 && status < 500 && !undecidedStatuses.has(status)) return { status: 'failed', code: `PROVIDER_HTTP_${status}`, final: false };
    return unknown(`PROVIDER_HTTP_${status}`);
  }

  async ask(order: RefundOrder, call: ProviderCall): Promise<LegAnswer | { readonly status: 'not_found' }> {
    const reply = await this.send(`${this.base}/v1/refunds/${encodeURIComponent(order.idempotencyKey)}`, { method: 'GET', headers: {} }, call);
    if (typeof reply === 'string') return unknown(reply);
    const { status, body } = reply;
    if (status === 200) return answerOf(body, order);
    // A 404 from a proxy or a wrong address says nothing about the refund.
    if (status === 404 && isObject(body) && body['status'] === 'not_found') return { status: 'not_found' };
    return unknown(`PROVIDER_HTTP_${status}`);
  }

  requestPayment(request: PaymentRequest, call: ProviderCall): Promise<TopUpAnswer> {
    return this.payment(`${this.base}/v1/payment-requests`, request, call);
  }

  closePayment(request: PaymentRequest, call: ProviderCall): Promise<TopUpAnswer> {
    return this.payment(`${this.base}/v1/payment-requests/${encodeURIComponent(request.idempotencyKey)}/close`, request, call);
  }

  placeHold(request: HoldRequest, call: ProviderCall): Promise<HoldAnswer> {
    return this.hold(`${this.base}/v1/holds`, request, request.idempotencyKey, call);
  }

  releaseHold(request: HoldRequest, call: ProviderCall): Promise<HoldAnswer> {
    return this.hold(`${this.base}/v1/holds/${encodeURIComponent(request.idempotencyKey)}/release`, request, `${request.idempotencyKey}/release`, call);
  }

  captureHold({ captureMinor, ...request }: HoldRequest & { readonly captureMinor: bigint }, call: ProviderCall): Promise<HoldAnswer> {
    return this.hold(`${this.base}/v1/holds/${encodeURIComponent(request.idempotencyKey)}/capture`, { ...request, captureMinor: captureMinor.toString() }, `${request.idempotencyKey}/capture`, call);
  }

  private async hold(url: string, request: HoldRequest & { readonly captureMinor?: string }, key: string, call: ProviderCall): Promise<HoldAnswer> {
    const body = JSON.stringify({ ...request, amountMinor: request.amountMinor.toString() });
    const reply = await this.send(url, { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': key }, body }, call);
    if (typeof reply === 'string') return { status: 'unknown' };
    if (reply.status === 200) return holdOf(reply.body, request);
    if (reply.status >= 400 && reply.status < 500 && !undecidedStatuses.has(reply.status)) return { status: 'refused', code: `PROVIDER_HTTP_${reply.status}` };
    return { status: 'unknown' };
  }

  private async payment(url: string, request: PaymentRequest, call: ProviderCall): Promise<TopUpAnswer> {
    const body = JSON.stringify({ ...request, amountMinor: request.amountMinor.toString() });
    const headers = { 'content-type': 'application/json', 'idempotency-key': request.idempotencyKey };
    const reply = await this.send(url, { method: 'POST', headers, body }, call);
    if (typeof reply === 'string') return { status: 'unknown' };
    if (reply.status === 200) return paymentOf(reply.body, request);
    if (reply.status >= 400 && reply.status < 500 && !undecidedStatuses.has(reply.status)) return { status: 'refused', code: `PROVIDER_HTTP_${reply.status}` };
    return { status: 'unknown' };
  }

  /** The answer's status and JSON; a code where there was none. Never throws. */
  private async send(url: string, request: { method: 'GET' | 'POST'; headers: Record<string, string>; body?: string }, call: ProviderCall): Promise<Reply | string> {
    const timeout = AbortSignal.timeout(this.settings.timeoutMs);
    const headers = call.traceparent === undefined ? request.headers : { ...request.headers, traceparent: call.traceparent };
    try {
      const { status, text } = await exchange({ ...request, url, headers, signal: AbortSignal.any([timeout, call.signal]), answerLimitBytes });
      return { status, body: jsonOf(text) };
    } catch {
      return timeout.aborted || call.signal.aborted ? 'PROVIDER_TIMEOUT' : 'PROVIDER_UNREACHABLE';
    }
  }
}

interface Reply {
  readonly status: number;
  /** Undefined: no JSON, or too much of it. */
  readonly body: unknown;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function answerOf(body: unknown, order: RefundOrder): LegAnswer {
  if (isObject(body)) {
    const { status, providerReference, paymentId, amountMinor, currency, code, final } = body;
    if (status === 'settled' && [providerReference, paymentId, amountMinor, currency].every((each) => typeof each === 'string')) {
      const ours = paymentId === order.paymentId && amountMinor === order.amountMinor.toString() && currency === order.currency;
      return ours ? { status, providerReference: String(providerReference).slice(0, 200) } : keyReused;
    }
    if (status === 'failed' && typeof final === 'boolean') return { status, code: codeOf(code), final };
  }
  return unknown('PROVIDER_ANSWER_UNREADABLE');
}

/** Paid is only what was asked for: another amount under its key is for a person to look at, as long as it says so. */
function paymentOf(body: unknown, request: PaymentRequest): TopUpAnswer {
  if (!isObject(body)) return { status: 'unknown' };
  const { status, url, paymentId, method, amountMinor, currency, paidAt } = body;
  if (status === 'closed') return { status };
  if (status === 'open' && typeof url === 'string' && isWebPage(url)) return { status, url };
  const ours = amountMinor === request.amountMinor.toString() && currency === request.currency;
  if (status === 'paid' && ours && isId(paymentId, 64) && isId(method, 32) && typeof paidAt === 'string' && !Number.isNaN(Date.parse(paidAt))) return { status, paymentId, method, paidAt: new Date(paidAt) };
  return { status: 'unknown' };
}

/** Captured is only what is in its currency; whether it is what was asked for, whoever has asked knows. */
function holdOf(body: unknown, { currency: ours }: HoldRequest): HoldAnswer {
  if (!isObject(body)) return { status: 'unknown' };
  const { status, code, paymentId, method, amountMinor, currency, capturedAt } = body;
  if (status === 'held' || status === 'released') return { status };
  if (status === 'declined') return { status, code: codeOf(code) };
  const readable = typeof amountMinor === 'string' && /^[1-9][0-9]{0,17}$/.test(amountMinor) && typeof capturedAt === 'string' && !Number.isNaN(Date.parse(capturedAt));
  if (status === 'captured' && readable && currency === ours && isId(paymentId, 64) && isId(method, 32)) return { status, paymentId, method, amountMinor: BigInt(amountMinor), capturedAt: new Date(capturedAt) };
  return { status: 'unknown' };
}

const isId = (value: unknown, longest: number): value is string => typeof value === 'string' && value.length > 0 && value.length <= longest;

/** It is shown to customers. */
const isWebPage = (url: string): boolean => url.length <= 500 && URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol);

const unknown = (code: string): LegAnswer => ({ status: 'unknown', code });

/** The provider's code goes into events: it has to look like one. */
const codeOf = (code: unknown): string => (typeof code === 'string' && /^[A-Z][A-Z0-9_]{0,63}$/.test(code) ? code : 'PROVIDER_REFUSED');

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
