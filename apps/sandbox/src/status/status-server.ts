import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errorMessage, prometheusContentType, redactUrls, type Metrics, type Readiness } from '@huiliu/platform';

export interface StatusServerOptions {
  readonly host: string;
  readonly port: number;
  readonly readiness: Readiness;
  readonly metrics: Pick<Metrics, 'expose'>;
  /** Undefined while the sandbox is starting. */
  status(): Promise<Record<string, unknown>> | undefined;
}

export interface StatusServer {
  readonly port: number;
  close(): Promise<void>;
}

/** GET /livez, /readyz and /status, as JSON; /metrics for Prometheus. */
export async function startStatusServer(options: StatusServerOptions): Promise<StatusServer> {
  const server = createServer((request, response) => {
    answer(options, request, response).catch((error: unknown) => {
      if (!response.headersSent) reply(response, 503, { error: redactUrls(errorMessage(error)) });
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

async function answer({ readiness, metrics, status }: StatusServerOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET') return reply(response, 405, { error: 'only GET' });
  switch (request.url?.split('?')[0]) {
    case '/livez':
      return reply(response, 200, { service: 'sandbox', live: true });
    case '/readyz': {
      const { ready, parts } = await readiness.report();
      const notReady = Object.fromEntries(Object.entries(parts).flatMap(([part, state]) => (state.ready ? [] : [[part, redactUrls(state.reason)]])));
      return reply(response, ready ? 200 : 503, { service: 'sandbox', ready, parts: Object.keys(parts), notReady });
    }
    case '/metrics': {
      const text = await metrics.expose();
      response.writeHead(200, { 'content-type': prometheusContentType, 'cache-control': 'no-store' });
      response.end(text);
      return;
    }
    case '/status': {
      const current = await status();
      return current ? reply(response, 200, current) : reply(response, 503, { error: 'the sandbox is starting' });
    }
    default:
      return reply(response, 404, { error: 'there are /livez, /readyz, /metrics and /status' });
  }
}

function reply(response: ServerResponse, status: number, body: Record<string, unknown>): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(`${JSON.stringify(body)}\n`);
}
