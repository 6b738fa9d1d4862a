import { done, type Outcome, type PassedOn } from '@huiliu/messaging';
import { ErrorKind, HuiliuError } from '@huiliu/platform';
import { readCloudEvent } from './cloud-event';
import { toleranceSeconds, verify, type SignedHeaders } from './signature';
import type { WebhooksWork } from './work';

/** What an outside system has sent, as it came. */
export interface Sent {
  readonly system: string;
  readonly headers: SignedHeaders;
  readonly body: string;
}

/** Who has sent it, and whether it is an event that he may say. Throws a HuiliuError otherwise, and looks at the body only when it is his. */
export function readSent({ system, headers, body }: Sent, senders: ReadonlyMap<string, readonly Buffer[]>, nowMs: number): PassedOn {
  const secrets = senders.get(system);
  if (!secrets) throw new HuiliuError(ErrorKind.NOT_FOUND, 'OUTSIDE_SYSTEM_UNKNOWN', 'there is no door for this system: it has one when its secrets are set');
  const verified = verify(secrets, headers, body, nowMs);
  if (!verified.ok) throw refusals[verified.error]();
  return readCloudEvent(system, body);
}

const unauthenticated = (code: string, message: string) => (): HuiliuError => new HuiliuError(ErrorKind.UNAUTHENTICATED, code, message);

const refusals = {
  missing: unauthenticated('WEBHOOK_HEADERS_MISSING', 'send the headers webhook-id, webhook-timestamp and webhook-signature'),
  off: unauthenticated('WEBHOOK_TIMESTAMP_OFF', `webhook-timestamp has to be the time of sending, in seconds since 1970, and within ${toleranceSeconds} seconds of ours: set your clock, and sign again for each try`),
  wrong: unauthenticated('WEBHOOK_SIGNATURE_WRONG', 'no signature is right: sign webhook-id, webhook-timestamp and the body as it is sent, with a point between, by HMAC-SHA256 with your secret'),
} as const;

/** The event goes on the bus as if it had been said there. */
export function passOnEvent(work: WebhooksWork, event: PassedOn): Outcome {
  work.passOn(event);
  return done({ source: event.source, id: event.id });
}
