import { createHmac, timingSafeEqual } from 'node:crypto';
import { err, ok, type Result } from '@huiliu/kernel';

/** Standard Webhooks: the headers of a signed message, whichever way it goes. */
export interface SignedHeaders {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: string;
  /** `v1,<base64>`, several of them with a space between. */
  readonly signature: string;
}

/** A message older or younger than this is not looked at: it may be one that was overheard. */
export const toleranceSeconds = 300;

/** With every secret, so that the other side may know either while they are changed. `secrets`: the bytes behind `whsec_`. */
export function sign(secrets: readonly Buffer[], { id, timestamp }: Omit<SignedHeaders, 'signature'>, body: string): string {
  return secrets.map((secret) => `v1,${digest(secret, id, timestamp, body).toString('base64')}`).join(' ');
}

/** One signature by one of the secrets is enough. All are compared, each in constant time. */
export function verify(secrets: readonly Buffer[], { id, timestamp, signature }: SignedHeaders, body: string, nowMs: number): Result<undefined, 'missing' | 'off' | 'wrong'> {
  if (id === '' || timestamp === '' || signature === '') return err('missing');
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(nowMs / 1000 - Number(timestamp)) > toleranceSeconds) return err('off');
  const given = signature.split(' ').filter((each) => each.startsWith('v1,')).slice(0, signaturesLimit).map((each) => Buffer.from(each.slice(3), 'base64'));
  let right = false;
  for (const secret of secrets) {
    const expected = digest(secret, id, timestamp, body);
    for (const each of given) right = (each.length === expected.length && timingSafeEqual(each, expected)) || right;
  }
  return right ? ok(undefined) : err('wrong');
}

const signaturesLimit = 10;

const digest = (secret: Buffer, id: string, timestamp: string, body: string): Buffer => createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest();
