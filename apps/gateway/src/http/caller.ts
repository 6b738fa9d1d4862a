import { createParamDecorator, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ErrorKind, HuiliuError, type Principal } from '@huiliu/platform';
import type { FastifyRequest } from 'fastify';
import { isSigned } from './access';
import { stateOf } from './request-scope';

/** Header of an answer: what was seen, to be sent back as If-Match. A department of the version before does not say it. */
export const etagOf = (tag: string | undefined): Readonly<Record<string, string>> => (tag !== undefined && tagPattern.test(tag) ? { etag: `"${tag}"` } : {});
const tagPattern = /^[\w-]{1,64}$/;

/** What the caller has seen, by the header If-Match; undefined: whatever there is by now. Errors: IF_MATCH_INVALID. */
export function seenOf(match: string | undefined): string | undefined {
  if (match === undefined || match === '*') return undefined;
  const [, tag] = /^"([\w-]{1,64})"$/.exec(match) ?? [];
  if (tag === undefined) throw new HuiliuError(ErrorKind.INVALID_ARGUMENT, 'IF_MATCH_INVALID', 'The header If-Match must be the ETag of the answer that you decide on, as it came, or be left out.');
  return tag;
}

/** Whoever asks for something to be done, with the key by which a repetition is recognised. */
export interface Commander {
  readonly principal: Principal;
  /** To be sent with the call to the department. */
  readonly metadata: { readonly 'idempotency-key': string; readonly principal: string };
}

/** Parameter of a route that reads: who asks. */
export const Asker = createParamDecorator((_: unknown, context: ExecutionContext): Principal => principalOf(requestOf(context)));

/** Parameter of a route that changes something: who asks, under which Idempotency-Key. */
export const By = createParamDecorator((_: unknown, context: ExecutionContext): Commander => {
  const request = requestOf(context);
  const principal = principalOf(request);
  return { principal, metadata: { 'idempotency-key': idempotencyKey(request.headers['idempotency-key']), principal: asciiOf(principal.subject) } };
});

/**
 * Every POST needs an Idempotency-Key, but for what outside systems sign. A guard, so that this is said before anything is said about the body.
 * Errors: IDEMPOTENCY_KEY_MISSING, IDEMPOTENCY_KEY_INVALID.
 */
export class IdempotencyGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = requestOf(context);
    // What is signed has an id of its own.
    if (request.method === 'POST' && !isSigned(request.routeOptions.config)) idempotencyKey(request.headers['idempotency-key']);
    return true;
  }
}

/** 1 to 200 visible ASCII characters. */
export function idempotencyKey(header: string | readonly string[] | undefined): string {
  const key = typeof header === 'string' ? header.trim() : header?.join(' ');
  if (key === undefined || key === '') {
    throw new HuiliuError(ErrorKind.INVALID_ARGUMENT, 'IDEMPOTENCY_KEY_MISSING', 'Send the header Idempotency-Key with a value of your own, as a UUID: a repetition with the same key is done once.');
  }
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw new HuiliuError(ErrorKind.INVALID_ARGUMENT, 'IDEMPOTENCY_KEY_INVALID', 'The header Idempotency-Key must be one value of 1 to 200 visible ASCII characters.');
  }
  return key;
}

/** gRPC metadata takes nothing else. */
const asciiOf = (text: string): string => (/^[\x20-\x7e]+$/.test(text) ? text : encodeURIComponent(text));

function principalOf(request: FastifyRequest): Principal {
  const principal = stateOf(request)?.principal;
  if (!principal) throw new Error('a public route asks who is asking: it needs @Roles');
  return principal;
}

const requestOf = (context: ExecutionContext): FastifyRequest => context.switchToHttp().getRequest<FastifyRequest>();
