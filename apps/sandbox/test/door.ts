import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly key: string;
  readonly authorization: string;
  readonly body: Record<string, unknown>;
}

/** What the other side of the door answers; `silence`: the connection is dropped. */
export type Reply = { readonly status: number; readonly body: unknown } | 'silence';

/** A server that speaks as the gateway's contract says; what it answers is up to the test. */
export class Door {
  readonly asked: Asked[] = [];
  reply: (asked: Asked) => Reply = () => ({ status: 404, body: { code: 'NOT_FOUND' } });
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        const asked: Asked = {
          method: request.method ?? '',
          path: (request.url ?? '').split('?')[0] ?? '',
          key: String(request.headers['idempotency-key'] ?? ''),
          authorization: request.headers.authorization ?? '',
          body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>,
        };
        this.asked.push(asked);
        const reply = this.reply(asked);
        if (reply === 'silence') return request.socket.destroy();
        response.writeHead(reply.status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(reply.body));
      });
    });
  }

  static async open(): Promise<Door> {
    const door = new Door();
    await new Promise<void>((resolve) => door.server.listen(0, '127.0.0.1', resolve));
    return door;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }
}
