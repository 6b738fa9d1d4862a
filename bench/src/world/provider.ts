import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

interface PaidBack {
  readonly paymentId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly reference: string;
  readonly at: string;
  attempts: number;
}

interface Payment {
  readonly currency: string;
  readonly capturedMinor: bigint;
  refundedMinor: bigint;
}

/** The payment provider, with its book in memory. It settles at the first call whatever was captured; the same key again gets the same answer. */
export class Provider {
  readonly payments = new Map<string, Payment>();
  readonly refunds = new Map<string, PaidBack>();
  private server: Server | undefined;
  calls = 0;

  capture(paymentId: string, capturedMinor: bigint, currency: string): void {
    this.payments.set(paymentId, { currency, capturedMinor, refundedMinor: 0n });
  }

  async open(port: number): Promise<void> {
    const server = createServer((request, response) => this.answer(request, response));
    server.keepAliveTimeout = 60_000;
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
    this.server = server;
  }

  async close(): Promise<void> {
    const { server } = this;
    if (!server) return;
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    this.calls++;
    if (request.method === 'GET') {
      const known = this.refunds.get(decodeURIComponent(request.url?.slice('/v1/refunds/'.length) ?? ''));
      return known ? reply(response, 200, settled(known)) : reply(response, 404, { status: 'not_found' });
    }
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => (text += part));
    request.on('end', () => {
      const { idempotencyKey, paymentId, amountMinor, currency } = JSON.parse(text) as Record<'idempotencyKey' | 'paymentId' | 'amountMinor' | 'currency', string>;
      reply(response, 200, this.refund(idempotencyKey, paymentId, BigInt(amountMinor), currency));
    });
  }

  private refund(key: string, paymentId: string, amountMinor: bigint, currency: string): Record<string, unknown> {
    const known = this.refunds.get(key);
    if (known) {
      known.attempts++;
      return known.paymentId === paymentId && known.amountMinor === amountMinor ? settled(known) : failed('IDEMPOTENCY_KEY_REUSED');
    }
    const payment = this.payments.get(paymentId);
    if (!payment || payment.currency !== currency) return failed('PAYMENT_NOT_FOUND');
    if (payment.refundedMinor + amountMinor > payment.capturedMinor) return failed('MORE_THAN_CAPTURED');
    payment.refundedMinor += amountMinor;
    const paid = { paymentId, amountMinor, currency, reference: `PSP${100_000_000 + this.refunds.size}`, at: new Date().toISOString(), attempts: 1 };
    this.refunds.set(key, paid);
    return settled(paid);
  }
}

const settled = ({ reference, paymentId, amountMinor, currency }: PaidBack): Record<string, unknown> => ({ status: 'settled', providerReference: reference, paymentId, amountMinor: amountMinor.toString(), currency });
const failed = (code: string): Record<string, unknown> => ({ status: 'failed', code, final: true });

function reply(response: ServerResponse, status: number, body: Record<string, unknown>): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}
