import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { registry } from '@huiliu/contracts';
import { encode, type Batch } from '@huiliu/messaging';
import { isSigned } from './signature';

export interface WebhookEndpoint {
  /** What Huiliu signs with. */
  readonly secrets: readonly string[];
  /** Resolves when the event is answered, and the answers are taken. */
  take(batch: Batch): Promise<void>;
}

export interface WebhookServer {
  readonly port: number;
  close(): Promise<void>;
}

const bodyLimitBytes = 1_000_000;

/** Where the sandbox's systems take their events when they are not on the bus: `POST /<system>`. */
export async function startWebhookServer(host: string, port: number, endpoints: ReadonlyMap<string, WebhookEndpoint>, onError: (error: unknown) => void): Promise<WebhookServer> {
  const server = createServer((request, response) => {
    take(request, response, endpoints).catch((error: unknown) => {
      onError(error);
      response.writeHead(503).end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
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

async function take(request: IncomingMessage, response: ServerResponse, endpoints: ReadonlyMap<string, WebhookEndpoint>): Promise<void> {
  const endpoint = endpoints.get((request.url ?? '').slice(1));
  const body = await bodyOf(request);
  if (!endpoint || request.method !== 'POST') return void response.writeHead(404).end();
  if (!isSigned(endpoint.secrets, request.headers, body)) return void response.writeHead(401).end();
  await endpoint.take(batchOf(body));
  response.writeHead(204).end();
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > bodyLimitBytes) throw new Error('a webhook is larger than any event');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** One event, as it would have come over the bus. */
function batchOf(body: string): Batch {
  const { id, source, type, subject, time, traceparent, hlcause, data } = JSON.parse(body) as Readonly<Record<'id' | 'source' | 'type' | 'subject' | 'time', string>> & { traceparent?: string; hlcause?: string; data: unknown };
  const message = encode({ id, source, type, subject, time, traceparent, causeId: hlcause, sequence: undefined, epoch: undefined, value: JSON.stringify(data) });
  return { topic: registry.get(type)?.topic ?? '', partition: 0, messages: [{ ...message, offset: 0 }], next: 1, assigned: () => true };
}
