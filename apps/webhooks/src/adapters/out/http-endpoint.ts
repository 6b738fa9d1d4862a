import { exchange } from '@huiliu/platform';
import { contentType } from '../../application/cloud-event';
import type { Endpoint } from '../../application/endpoint';
import { sign } from '../../application/signature';
import type { Answer } from '../../domain/lane';

export interface HttpEndpointSettings {
  readonly url: string;
  readonly secrets: readonly Buffer[];
  readonly timeoutMs: number;
}

/** Nobody reads what an endpoint answers beside its status. */
const answerLimitBytes = 16 * 1024;

/** POSTs an event, signed by Standard Webhooks. 2xx: taken. 410: wants no more. Anything else, a redirect too, is a failed try. */
export class HttpEndpoint implements Endpoint {
  constructor(private readonly settings: HttpEndpointSettings) {}

  async deliver({ id, body }: { readonly id: string; readonly body: string }, signal: AbortSignal): Promise<Answer> {
    const { url, secrets, timeoutMs } = this.settings;
    const timeout = AbortSignal.timeout(timeoutMs);
    // By the machine's clock, which the other side has too.
    const timestamp = String(Math.floor(Date.now() / 1000));
    const headers = { 'content-type': contentType, 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': sign(secrets, { id, timestamp }, body) };
    try {
      const { status, retryAfter } = await exchange({ method: 'POST', url, headers, body, signal: AbortSignal.any([timeout, signal]), answerLimitBytes });
      if (status >= 200 && status < 300) return { kind: 'taken' };
      if (status === 410) return { kind: 'refused', reason: 'the endpoint answers 410: it wants no more of these' };
      return { kind: 'failed', reason: `the endpoint answers ${status}`, retryAfterMs: retryAfterMsOf(retryAfter, Date.now()) };
    } catch {
      return { kind: 'failed', reason: timeout.aborted ? `no answer within ${timeoutMs} ms` : 'the endpoint can\'t be reached' };
    }
  }
}

/** `Retry-After` in whole seconds, or as a date; undefined where it is neither, or over. */
export function retryAfterMsOf(said: string | undefined, nowMs: number): number | undefined {
  if (said === undefined) return undefined;
  const ms = /^\d{1,9}$/.test(said) ? Number(said) * 1000 : Date.parse(said) - nowMs;
  return ms > 0 ? ms : undefined;
}
