import { SpanStatusCode } from '@opentelemetry/api';
import { annotate, Attribute, inSpan, startSpan, type Logger } from '@huiliu/platform';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { HttpMetrics } from './http-metrics';
import { inRequest, remember, stateOf } from './request-scope';

/** For an interface that gives JSON alone: nothing to run, to frame, to guess or to keep. */
const securityHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

const tooMany = 429;
/** In log, metrics and span alone, as nobody is there to be answered: the caller has hung up before an answer was begun. */
const hungUp = 499;

export interface RequestObservers {
  readonly log: Logger;
  readonly metrics: HttpMetrics;
}

/** What every request gets: a server span that goes on with the caller's trace, safe headers, a line in the log, its place in the metrics. */
export function watchRequests(server: FastifyInstance, { log, metrics }: RequestObservers): void {
  server.addHook('onRequest', (request, reply, done) => {
    const route = routeOf(request);
    const span = startSpan(`http ${request.method} ${route}`, { [Attribute.httpMethod]: request.method, [Attribute.httpRoute]: route }, { role: 'server', parent: traceparentOf(request) });
    remember(request, { span, startedAtMs: performance.now() });
    // Of a request that never comes to the end of its answer Fastify says nothing.
    reply.raw.once('close', () => finishRequest(request, reply, log, metrics));
    reply.headers(securityHeaders).header('trace-id', span.spanContext().traceId);
    done();
  });
  // Not earlier: reading the body leaves the context of whoever began.
  server.addHook('preHandler', (request, _reply, done) => {
    const state = stateOf(request);
    if (state) inRequest(state, () => inSpan(state.span, done));
    else done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    finishRequest(request, reply, log, metrics);
    done();
  });
}

/** Headers for answers that are given before any hook ran. */
export const protect = (reply: FastifyReply): FastifyReply => reply.headers(securityHeaders);

function finishRequest(request: FastifyRequest, reply: FastifyReply, log: Logger, metrics: HttpMetrics): void {
  const state = stateOf(request);
  if (!state || state.finished) return;
  state.finished = true;
  const { span, startedAtMs, caseId, late } = state;
  const { method } = request;
  const gone = !reply.raw.writableFinished;
  const status = late ? requestTimedOut.status : gone && !reply.raw.headersSent ? hungUp : reply.statusCode;
  const problemCode = late ? requestTimedOut.code : (state.problemCode ?? (gone ? 'CALLER_GONE' : undefined));
  const route = routeOf(request);
  const ms = performance.now() - startedAtMs;
  metrics.answered(method, route, status, ms / 1_000);
  annotate(span, { [Attribute.httpStatus]: status, ...(problemCode !== undefined && { [Attribute.errorCode]: problemCode }) });
  // By the conventions of telemetry, what the caller did wrong is no failed span of the server's.
  if (status >= 500 && span.isRecording()) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
  const { traceId, spanId } = span.spanContext();
  if (status === tooMany && problemCode !== undefined) metrics.refused(problemCode);
  // A flood of requests must not become one of lines.
  log[status === tooMany ? 'debug' : 'info']({ method, route, status, ms: Math.round(ms * 10) / 10, trace_id: traceId, span_id: spanId, ...(caseId !== undefined && { case_id: caseId }), ...(problemCode !== undefined && { code: problemCode }) }, 'request');
}

/** What `limitBodyTime` has told, past Fastify. */
const requestTimedOut = { status: 408, code: 'REQUEST_TIMEOUT' } as const;

/** With placeholders; what no route matches has one name, so that nobody can fill the metrics with names. */
const routeOf = (request: FastifyRequest): string => (request.is404 ? 'none' : (request.routeOptions.url ?? 'none'));

function traceparentOf(request: FastifyRequest): string | undefined {
  const { traceparent } = request.headers;
  return typeof traceparent === 'string' ? traceparent : undefined;
}
