import { decode, type OutgoingMessage } from '@huiliu/messaging';
import { exchange } from '@huiliu/platform';
import { RefusedError, type Outlet } from '../../history/publish';
import { signatureOf } from './signature';

export interface HttpOutletOptions {
  readonly gatewayUrl: string;
  /** As in the path. */
  readonly system: string;
  readonly secret: string;
}

const timeoutMs = 15_000;
const answerLimitBytes = 64 * 1024;

/** The event itself is wrong, or not for this system to say. */
const forGood: ReadonlySet<number> = new Set([400, 403, 413, 415, 422]);

/** Says events at the gateway's door for outside systems, one after the other. */
export class HttpOutlet implements Outlet {
  private readonly url: string;

  constructor(private readonly options: HttpOutletOptions) {
    this.url = `${options.gatewayUrl.replace(/\/+$/, '')}/api/v1/outside/${options.system}/events`;
  }

  async publish(_topic: string, messages: readonly OutgoingMessage[]): Promise<void> {
    for (const message of messages) await this.send(message);
  }

  private async send(message: OutgoingMessage): Promise<void> {
    const { id, body } = cloudEventOf(message);
    const timestamp = String(Math.floor(Date.now() / 1000));
    const headers = { 'content-type': 'application/cloudevents+json', 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatureOf(this.options.secret, id, timestamp, body) };
    const { status, text } = await exchange({ method: 'POST', url: this.url, headers, body, signal: AbortSignal.timeout(timeoutMs), answerLimitBytes });
    if (status === 202) return;
    // Everything else may be otherwise the next time, as when a clock was wrong.
    if (forGood.has(status)) throw new RefusedError(`${status} ${codeIn(text)}`);
    throw new Error(`${this.url} answers ${status} ${codeIn(text)}`);
  }
}

function cloudEventOf(message: OutgoingMessage): { readonly id: string; readonly body: string } {
  const decoded = decode({ ...message, offset: 0 });
  if (!decoded.ok) throw new Error(decoded.reason);
  const { id, source, type, subject, time, traceparent, causeId, value } = decoded.envelope;
  return { id, body: JSON.stringify({ specversion: '1.0', id, source, type, subject, time, datacontenttype: 'application/json', traceparent, hlcause: causeId, data: JSON.parse(value) as unknown }) };
}

function codeIn(text: string): string {
  try {
    return String((JSON.parse(text) as { code?: unknown }).code);
  } catch {
    return 'UNREADABLE';
  }
}
