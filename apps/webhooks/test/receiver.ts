import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  readonly event: { readonly id: string; readonly source: string; readonly type: string; readonly subject: string; readonly data: Readonly<Record<string, unknown>> };
}

/** An outside system's endpoint: keeps what it got, and answers as it is told. */
export class Receiver {
  readonly received: Received[] = [];
  /** The status for an event; undefined: no answer at all. */
  answer: (event: Received) => number | undefined = () => 204;

  private constructor(private readonly server: Server) {}

  static async open(): Promise<Receiver> {
    const server = createServer();
    const receiver = new Receiver(server);
    server.on('request', (request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (part: string) => (body += part));
      request.on('end', () => {
        const got: Received = { headers: request.headers as Received['headers'], body, event: JSON.parse(body) as Received['event'] };
        receiver.received.push(got);
        const status = receiver.answer(got);
        if (status !== undefined) response.writeHead(status).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
  }

  idsOf(subject: string): string[] {
    return this.received.filter(({ event }) => event.subject === subject).map(({ event }) => event.id);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
