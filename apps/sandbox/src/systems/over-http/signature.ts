import { createHmac, timingSafeEqual } from 'node:crypto';

/** Standard Webhooks, as an outside system does it. A secret: `whsec_` and base64. */
export const signatureOf = (secret: string, id: string, timestamp: string, body: string): string =>
  `v1,${createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64')).update(`${id}.${timestamp}.${body}`).digest('base64')}`;

const toleranceSeconds = 300;

export function isSigned(secrets: readonly string[], headers: Readonly<Record<string, string | readonly string[] | undefined>>, body: string): boolean {
  const [id, timestamp, given] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => headers[name]);
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof given !== 'string' || Math.abs(Date.now() / 1000 - Number(timestamp)) > toleranceSeconds) return false;
  return given.split(' ').some((one) => secrets.some((secret) => same(one, signatureOf(secret, id, timestamp, body))));
}

const same = (one: string, other: string): boolean => one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
