import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { redactUrls } from './config/redact';
import { errorMessage } from './errors/error-code';
import { prometheusContentType } from './metrics';
import type { Readiness } from './readiness';

export interface OpsServerOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly service: string;
  readonly instance: string;
  readonly readiness: Readiness;
  readonly metrics: { expose(): Promise<string> };
  /** Further answers in JSON, by path, as `/status`; undefined while the service is starting. */
  readonly pages?: Readonly<Record<string, () => Promise<Record<string, unknown> | undefined>>>;
}

export interface OpsServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * What operators and orchestrators ask, over HTTP: GET /livez (the process answers), /readyz (200, or 503 and what is not ready and why), /metrics (Prometheus).
 * Without authentication: for the inner network alone.
 */
export async function startOpsServer(options: OpsServerOptions): Promise<OpsServer> {
  const server = createServer((request, response) => {
    answer(options, request, response).catch((error: unknown) => {
      if (!response.headersSent) reply(response, 500, { error: redactUrls(errorMessage(error)) });
    });
  });
  server.requestTimeout = 10_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`port ${options.port} on ${options.host} is taken: set HUILIU_OPS_PORT to a free one, or to 0 for any`) : error),
    );
    server.listen(options.port, options.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(options: OpsServerOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { service, instance, pages = {} } = options;
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD');
    return reply(response, 405, { error: 'only GET and HEAD' });
  }
  const path = request.url?.split('?')[0] ?? '';
  switch (path) {
    case '/livez':
      return reply(response, 200, { service, instance, live: true });
    case '/readyz': {
      const report = await options.readiness.report();
      const notReady = Object.fromEntries(Object.entries(report.parts).flatMap(([part, state]) => (state.ready ? [] : [[part, redactUrls(state.reason)]])));
      return reply(response, report.ready ? 200 : 503, { service, instance, ready: report.ready, parts: Object.keys(report.parts), notReady });
    }
    case '/metrics': {
      const text = await options.metrics.expose();
      response.writeHead(200, { 'content-type': prometheusContentType, 'cache-control': 'no-store' });
      response.end(text);
      return;
    }
    default: {
      const page = Object.hasOwn(pages, path) ? pages[path] : undefined;
      if (!page) return reply(response, 404, { error: `there are ${['/livez', '/readyz', '/metrics', ...Object.keys(pages)].join(', ')}` });
      const body = await page();
      return body ? reply(response, 200, body) : reply(response, 503, { error: `${service} is starting` });
    }
  }
}

function reply(response: ServerResponse, status: number, body: Record<string, unknown>): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(`${JSON.stringify(body)}\n`);
}
