import { Agent, request } from 'node:http';

export interface Answer {
  /** 0: none came. */
  readonly status: number;
  readonly body: unknown;
  readonly retryAfter: string | undefined;
}

const none: Answer = { status: 0, body: undefined, retryAfter: undefined };

/** Asks and posts JSON as many callers at once would, over connections that are kept. Never throws. */
export class RestClient {
  private readonly agent: Agent;

  constructor(
    private readonly port: number,
    private readonly token: string,
    sockets = 256,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: sockets });
  }

  get(path: string): Promise<Answer> {
    return this.ask('GET', path, {}, '');
  }

  post(path: string, idempotencyKey: string, body: unknown): Promise<Answer> {
    const text = JSON.stringify(body);
    return this.ask('POST', path, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), 'idempotency-key': idempotencyKey }, text);
  }

  private ask(method: string, path: string, more: Readonly<Record<string, string | number>>, text: string): Promise<Answer> {
    const headers = { authorization: `Bearer ${this.token}`, ...more };
    return new Promise((resolve) => {
      const asked = request({ host: '127.0.0.1', port: this.port, path, method, agent: this.agent, headers, timeout: 30_000 }, (response) => {
        let answer = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => (answer += part));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: parsed(answer), retryAfter: response.headers['retry-after'] }));
        response.on('error', () => resolve(none));
      });
      asked.on('timeout', () => asked.destroy());
      asked.on('error', () => resolve(none));
      asked.end(text);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
