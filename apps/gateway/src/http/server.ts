import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { errorCode, nestLogger, problemContentType, type Logger } from '@huiliu/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { admitRequests } from '../admission/admit-requests';
import { openEvidence } from '../evidence/evidence';
import { passSignedBodies } from '../outside/signed-body';
import { isUpload, passUploads } from '../evidence/upload-body';
import { GatewayModule, type GatewayParts } from '../gateway.module';
import { Live } from '../live/live';
import type { GatewaySettings } from '../settings';
import { limitBodyTime } from './body-time';
import { checkAccess } from './check-access';
import { checkAnswers } from './check-answers';
import type { HttpMetrics } from './http-metrics';
import { ProblemFilter } from './problem.filter';
import { HttpRefusal, problemOf } from './problems';
import { protect, watchRequests } from './request-hooks';
import { RouteTable } from './route-table';

export interface GatewayServerOptions extends Omit<GatewayParts, 'live' | 'evidence'> {
  readonly log: Logger;
  readonly metrics: HttpMetrics;
}

export interface GatewayServer {
  readonly app: NestFastifyApplication;
  readonly routes: RouteTable;
  listen(): Promise<void>;
  /** Goes on answering, and asks with each answer not to come again over this connection: so that none is idle when the port is closed. */
  drain(): void;
  /** Answers what is under way, refuses what is new; who is still sending when the grace is over is cut off. */
  close(graceMs: number): Promise<void>;
}

/** Longest part of a path: an id of 64 characters, each of them percent-encoded Chinese. */
const pathPartLimit = 600;

/** The HTTP server, ready to listen. */
export async function createGatewayServer(options: GatewayServerOptions): Promise<GatewayServer> {
  const { settings, log, departments } = options;
  const live = new Live(settings, departments, log);
  const evidence = openEvidence(settings, { departments, log, counted: (outcome) => options.metrics.swept(outcome) });
  const routes = new RouteTable();
  const filter = new ProblemFilter(routes, log);
  const adapter = new GatewayAdapter({
    logger: false,
    // While stopping, what still comes over an open connection is answered as ever.
    return503OnClosing: false,
    bodyLimit: settings.bodyLimitBytes,
    // For the longest, uploads of files; each has its own limit besides.
    requestTimeout: settings.requestTimeoutMs + settings.evidenceUploadMs,
    // Node looks for late requests every 30 seconds, if it is not told otherwise.
    http: { headersTimeout: settings.requestTimeoutMs, connectionsCheckingInterval: Math.ceil(settings.requestTimeoutMs / 4) },
    routerOptions: { maxParamLength: pathPartLimit },
    skipMiddie: true,
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => filter.answer(error, request, protect(reply)),
    clientErrorHandler: (error, socket) => refuseConnection(error, socket, log),
  });
  const server = adapter.getInstance();
  // JSON alone: Fastify would also take plain text. Files of evidence have a route of their own.
  server.removeContentTypeParser('text/plain');
  passUploads(server);
  passSignedBodies(server);
  routes.watch(server);
  watchRequests(server, options);
  limitBodyTime(server, {
    limitMs: (request) => (isUpload(request) ? settings.evidenceUploadMs : settings.requestTimeoutMs),
    late: (socket) => refuseConnection(requestTimedOut, socket, log),
  });
  const admission = admitRequests(server, { settings, tokens: options.tokens, refuse: (thrown, request, reply) => filter.answer(thrown, request, reply) });
  options.metrics.watch(() => admission.levels());
  let draining = false;
  server.addHook('onSend', async (_request, reply) => {
    if (draining) reply.header('connection', 'close');
  });
  const app = await NestFactory.create<NestFastifyApplication>(GatewayModule.of({ ...options, live, evidence }), adapter, { logger: nestLogger(log), abortOnError: false, bodyParser: false });
  app.useGlobalFilters(filter);
  checkAccess(app);
  checkAnswers(app);
  await app.init();
  server.server.maxConnections = settings.connections;
  return {
    app,
    routes,
    listen: () => listen(app, settings),
    drain() {
      draining = true;
      live.close();
    },
    async close(graceMs) {
      live.close();
      await closeServer(app, graceMs);
      evidence.close();
    },
  };
}

async function listen(app: NestFastifyApplication, { host, httpPort }: GatewaySettings): Promise<void> {
  try {
    await app.listen(httpPort, host);
  } catch (error) {
    if (errorCode(error) !== 'EADDRINUSE') throw error;
    throw new Error(`port ${httpPort} on ${host} is taken: set HUILIU_HTTP_PORT to a free one, or to 0 for any`, { cause: error });
  }
}

async function closeServer(app: NestFastifyApplication, graceMs: number): Promise<void> {
  const late = setTimeout(() => app.getHttpServer().closeAllConnections(), graceMs);
  try {
    await app.close();
  } finally {
    clearTimeout(late);
  }
}

class GatewayAdapter extends FastifyAdapter {
  /** Nest's own turns Fastify's errors into ones without the code that says what was wrong. */
  override mapException(error: unknown): unknown {
    return error;
  }
}

/** What can't be read as HTTP at all: answered by hand, as there is no request yet. */
function refuseConnection(error: Error & { code?: string }, socket: Socket, log: Logger): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return;
  const problem = problemOf(connectionRefusal(error.code), { log });
  const body = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}\r\nContent-Type: ${problemContentType}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n\r\n${body}`,
  );
}

/** As Node has it for requests that are late. */
const requestTimedOut = Object.assign(new Error('the request is late'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });

function connectionRefusal(code: string | undefined): HttpRefusal {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new HttpRefusal(408, 'REQUEST_TIMEOUT', 'The request did not arrive in time. Send it again.');
  if (code === 'HPE_HEADER_OVERFLOW') return new HttpRefusal(431, 'HEADERS_TOO_LARGE', 'The headers are too large. Send fewer or shorter ones.');
  return new HttpRefusal(400, 'MALFORMED_HTTP', 'This is not HTTP as it should be. Check the client.');
}
