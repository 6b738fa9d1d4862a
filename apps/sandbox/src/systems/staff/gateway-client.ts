import { randomBytes } from 'node:crypto';

/** What came back from the gateway; `status` 0 when nothing did, so that nobody knows whether it was done. */
export interface GatewayAnswer {
  readonly status: number;
  /** Stable code of the problem; empty when there is none. */
  readonly code: string;
  readonly body: unknown;
}

export interface GatewayCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly token: string;
  readonly idempotencyKey?: string;
  readonly body?: unknown;
  /** Looking whether there is something to do, over and over: not worth a trace. */
  readonly untraced?: boolean;
}

const timeoutMs = 10_000;

/** Calls the gateway as anybody outside would. Never throws. */
export async function callGateway(baseUrl: string, { method, path, token, idempotencyKey, body, untraced }: GatewayCall, signal: AbortSignal): Promise<GatewayAnswer> {
  const headers: Record<string, string> = { authorization: `Bearer ${token}`, accept: 'application/json' };
  if (idempotencyKey !== undefined) headers['idempotency-key'] = idempotencyKey;
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (untraced === true) headers['traceparent'] = `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-00`;
  try {
    const response = await fetch(`${baseUrl.replace(/\/+$/, '')}${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    const answer = parse(await response.text());
    return { status: response.status, code: textAt(answer, 'code') ?? '', body: answer };
  } catch {
    return { status: 0, code: 'NO_ANSWER', body: undefined };
  }
}

/** All of a list of the gateway, page by page; what is there so far when the signal is aborted or a page does not come. `path`: without a cursor, with a query. */
export async function everyPage(gatewayUrl: string, token: string, path: string, name: string, signal: AbortSignal): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  for (let cursor = ''; !signal.aborted; ) {
    const page = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { body } = await callGateway(gatewayUrl, { method: 'GET', path: `${path}${page}`, token, untraced: true }, signal);
    all.push(...listAt(body, name));
    cursor = textAt(body, 'nextCursor') ?? '';
    if (cursor === '') break;
  }
  return all;
}

export const isDone = ({ status }: Pick<GatewayAnswer, 'status'>): boolean => status >= 200 && status < 300;

/** Nothing that could be relied on: try again under the same key. A token that is not taken is such a case too, as somebody may put it right. */
export const isNoAnswer = ({ status }: Pick<GatewayAnswer, 'status'>): boolean => status === 0 || status >= 500 || [401, 403, 408, 425, 429].includes(status);

/** Text under a path of names; undefined when there is none. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  let at: unknown = value;
  for (const name of path) at = typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[name] : undefined;
  return typeof at === 'string' && at !== '' ? at : undefined;
}

export function listAt(value: unknown, name: string): readonly unknown[] {
  const list = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  return Array.isArray(list) ? list : [];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
