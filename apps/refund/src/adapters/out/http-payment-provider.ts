import { exchange } from '@huiliu/platform';
import { keyReused, type PaymentProvider, type ProviderCall, type RefundOrder } from '../../application/payment-provider';
import type { LegAnswer } from '../../domain/decide';

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

const unknown = (code: string): LegAnswer => ({ status: 'unknown', code });

/** The provider's code goes into events: it has to look like one. */
const codeOf = (code: unknown): string => (typeof code === 'string' && /^[A-Z][A-Z0-9_]{0,63}$/.test(code) ? code : 'PROVIDER_REFUSED');

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
