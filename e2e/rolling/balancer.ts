import { Agent, request } from 'node:http';
import { askJson } from '../../tools/src/child';

export interface Gateway {
  readonly httpPort: number;
  readonly opsPort: number;
}

export interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly token: string;
  readonly idempotencyKey?: string;
  readonly body?: unknown;
}

export interface Answered {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

interface Target extends Gateway {
  readonly agent: Agent;
  ready: boolean;
}

/** Each look asks every department, so that many of them would be a load of their own. */
const lookEveryMs = 400;
const answerLimitMs = 120_000;

/**
 * What stands before the gateways in an installation, and does what docs/upgrades.md asks of it, no more: takes turns among those whose /readyz says yes, and tries the
 * next one when a connection is refused, as then nothing was sent. Connections are kept. A call that was sent is never sent again.
 */
export class Balancer {
  private readonly targets: readonly Target[];
  private readonly closing = new AbortController();
  private turn = 0;

  constructor(gateways: readonly Gateway[]) {
    this.targets = gateways.map((gateway) => ({ ...gateway, agent: new Agent({ keepAlive: true, maxSockets: 32 }), ready: true }));
    for (const target of this.targets) void this.watch(target);
  }

  /** Rejects when nobody takes the call, or the connection is lost. */
  async call(call: Call): Promise<Answered> {
    const turn = ++this.turn;
    const inTurn = this.targets.map((_, index) => this.targets[(turn + index) % this.targets.length]).filter((target) => target !== undefined);
    const order = [...inTurn.filter(({ ready }) => ready), ...inTurn.filter(({ ready }) => !ready)];
    let refused: unknown;
    for (const target of order) {
      try {
        return await send(target, call);
      } catch (error) {
        if (!isRefused(error)) throw error;
        refused = error;
      }
    }
    throw refused;
  }

  /** Whether every gateway is seen to be ready. */
  allReady(): boolean {
    return this.targets.every(({ ready }) => ready);
  }

  close(): void {
    this.closing.abort();
    for (const { agent } of this.targets) agent.destroy();
  }

  /** One look after the other: an answer that comes late must not hide a later one. */
  private async watch(target: Target): Promise<void> {
    while (!this.closing.signal.aborted) {
      target.ready = (await askJson(target.opsPort, '/readyz')).status === 200;
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  }
}

function send({ httpPort, agent }: Target, { method, path, token, idempotencyKey, body }: Call): Promise<Answered> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const headers = {
    authorization: `Bearer ${token}`,
    ...(text !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
    ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
  };
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: httpPort, path, method, agent, headers, timeout: answerLimitMs }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(Buffer.concat(parts).toString('utf8') || '{}') as Answered['body'] }));
    });
    asked.on('timeout', () => asked.destroy(new Error(`no answer within ${answerLimitMs} ms`)));
    asked.on('error', reject);
    asked.end(text);
  });
}

const isRefused = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED';
