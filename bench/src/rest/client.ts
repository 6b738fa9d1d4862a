import { Agent, request } from 'node:http';

export interface Answer {
  /** 0: none came. */
  readonly status: number;
  readonly body: unknown;
}

/** Posts JSON as many callers at once would, over connections that are kept. Never throws. */
export class RestClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 256 });

  constructor(
    private readonly port: number,
    private readonly token: string,
  ) {}

  post(path: string, idempotencyKey: string, body: unknown): Promise<Answer> {
    const text = JSON.stringify(body);
    const headers = { authorization: `Bearer ${this.token}`, 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), 'idempotency-key': idempotencyKey };
    return new Promise((resolve) => {
      const asked = request({ host: '127.0.0.1', port: this.port, path, method: 'POST', agent: this.agent, headers, timeout: 30_000 }, (response) => {
        let answer = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => (answer += part));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: parsed(answer) }));
        response.on('error', () => resolve({ status: 0, body: undefined }));
      });
      asked.on('timeout', () => asked.destroy());
      asked.on('error', () => resolve({ status: 0, body: undefined }));
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
