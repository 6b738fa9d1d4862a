import { sharedPostgres } from '@huiliu/testing';
import { History } from '../src/history/history';
import { startPaymentServer, type PaymentServer } from '../src/systems/payments/payment-server';
import { PaymentHolds } from '../src/systems/payments/payment-holds';
import { PaymentRequests } from '../src/systems/payments/payment-requests';
import { ProviderBook } from '../src/systems/payments/provider-book';
import { openDatabase, type OwnDatabase } from '../src/store/database';

let database: OwnDatabase;
let server: PaymentServer;
let history: History;
const errors: unknown[] = [];

beforeAll(async () => {
  database = openDatabase({ connectionString: await (await sharedPostgres()).freshDatabase('sandbox_payments'), max: 5 });
  await database.migrate();
  const book = new ProviderBook(database, 'seed');
  await book.capture(
    Array.from({ length: 400 }, (_, number) => ({ paymentId: `p${number}`, method: 'card' as const, capturedMinor: 1_000n })),
    'GBP',
  );
  history = new History({ database, onError: (error) => errors.push(error) });
  server = await startPaymentServer({ host: '127.0.0.1', port: 0, book, requests: new PaymentRequests(database, 'seed', 'https://pay.example'), holds: new PaymentHolds(database, 'seed'), history, silenceMs: 20, onError: (error) => errors.push(error) });
});

afterAll(async () => {
  await server?.close();
  await history?.close();
  await database?.close();
  expect(errors).toEqual([]);
});

type Answer = { status: number; body: Record<string, unknown> } | 'silence';

async function call(path: string, body?: unknown): Promise<Answer> {
  try {
    const response = await fetch(`http://127.0.0.1:${server.port}${path}`, body === undefined ? {} : { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  } catch {
    return 'silence';
  }
}

const refund = (idempotencyKey: string, paymentId: string, amountMinor = '600', currency = 'GBP'): Promise<Answer> => call('/v1/refunds', { idempotencyKey, paymentId, amountMinor, currency });
const look = (key: string): Promise<Answer> => call(`/v1/refunds/${key}`);

/** Keys whose first answer is of the kind wanted, found by asking: what goes wrong is drawn by seed. */
async function firstAnswers(prefix: string): Promise<ReadonlyMap<string, Answer>> {
  const answers = new Map<string, Answer>();
  for (let number = 0; number < 150; number++) answers.set(`${prefix}${number}`, await refund(`${prefix}${number}`, `p${number + 200}`));
  return answers;
}

const settledFor = async (paymentId: string): Promise<bigint> => {
  const [row] = await database.query<{ refunded: string }>('SELECT refunded_minor AS refunded FROM provider_payment WHERE payment_id = $1', [paymentId]);
  return BigInt(row?.refunded ?? -1);
};

describe('the payment provider', () => {
  it('answers a settled key the same for ever and pays once', async () => {
    const first = await firstSettled('twice');
    expect(await refund(first.key, first.paymentId)).toEqual(first.answer);
    expect(await look(first.key)).toEqual(first.answer);
    expect(first.answer).toMatchObject({ body: { paymentId: first.paymentId, amountMinor: '600', currency: 'GBP' } });
    expect(await settledFor(first.paymentId)).toBe(600n);
  });

  it('pays once when one key comes many times at once', async () => {
    await Promise.all(Array.from({ length: 8 }, () => refund('at-once', 'p1')));
    expect(await settledFor('p1')).toBe(600n);
  });

  it('never pays back more than was captured, also with two refunds at once', async () => {
    await Promise.all([refundUntilClear('first-60', 'p2'), refundUntilClear('second-60', 'p2')]);
    const states = await Promise.all([look('first-60'), look('second-60')]);
    expect(states.map((state) => (state === 'silence' ? state : (state.body['code'] ?? state.body['status']))).sort()).toEqual(['MORE_THAN_CAPTURED', 'settled']);
    expect(await settledFor('p2')).toBe(600n);
  });

  it('refuses for good what can’t be right', async () => {
    expect(await refund('unknown-payment', 'nobody')).toEqual({ status: 200, body: { status: 'failed', code: 'PAYMENT_NOT_FOUND', final: true } });
    expect(await refund('euros', 'p3', '600', 'EUR')).toEqual({ status: 200, body: { status: 'failed', code: 'WRONG_CURRENCY', final: true } });
    expect(await refund('euros', 'p3', '600', 'EUR')).toEqual({ status: 200, body: { status: 'failed', code: 'WRONG_CURRENCY', final: true } });
  });

  it('takes a key for one refund only', async () => {
    const first = await firstSettled('reused');
    expect(await refund(first.key, first.paymentId, '601')).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
  });

  it('refuses what is malformed or too large, and knows nothing of what it never saw', async () => {
    expect(await call('/v1/refunds', '{')).toMatchObject({ status: 400 });
    expect(await call('/v1/refunds', { idempotencyKey: 'k', paymentId: 'p1', amountMinor: 600, currency: 'GBP' })).toMatchObject({ status: 400, body: { fields: ['amountMinor'] } });
    expect(await call('/v1/refunds', { idempotencyKey: 'k', paymentId: 'p1', amountMinor: '-1', currency: 'GBP' })).toMatchObject({ status: 400 });
    expect(await call('/v1/refunds', 'x'.repeat(20_000))).toMatchObject({ status: 413 });
    expect(await look('never-seen')).toEqual({ status: 404, body: { status: 'not_found' } });
    expect(await call('/elsewhere')).toMatchObject({ status: 404, body: { code: 'NO_SUCH_ROUTE' } });
  });

  it('fails some at first and settles them on retry, and pays some without a word', async () => {
    const answers = await firstAnswers('trouble');
    const busy = [...answers].filter(([, answer]) => answer !== 'silence' && answer.body['status'] === 'failed' && answer.body['code'] !== 'ACCOUNT_CLOSED');
    const silent = [...answers].filter(([, answer]) => answer === 'silence');
    expect(busy.length).toBeGreaterThan(0);
    expect(silent.length).toBeGreaterThan(0);
    for (const [key, answer] of busy) {
      expect(answer).toEqual({ status: 200, body: { status: 'failed', code: 'PROVIDER_BUSY', final: false } });
      const paymentId = `p${Number(key.replace('trouble', '')) + 200}`;
      expect(await settledFor(paymentId)).toBe(0n);
      await refundUntilClear(key, paymentId);
      expect(await look(key)).toMatchObject({ status: 200, body: { status: 'settled' } });
      expect(await settledFor(paymentId)).toBe(600n);
    }
    for (const [key] of silent) {
      expect(await look(key)).toMatchObject({ status: 200, body: { status: 'settled' } });
      expect(await settledFor(`p${Number(key.replace('trouble', '')) + 200}`)).toBe(600n);
    }
  });

  it('never pays to an account that is closed, whatever it is asked under whichever key', async () => {
    const closed = [...(await firstAnswers('closed'))].filter(([, answer]) => answer !== 'silence' && answer.body['code'] === 'ACCOUNT_CLOSED');
    expect(closed.length).toBeGreaterThan(0);
    for (const [key, answer] of closed) {
      const paymentId = `p${Number(key.replace('closed', '')) + 200}`;
      expect(answer).toEqual({ status: 200, body: { status: 'failed', code: 'ACCOUNT_CLOSED', final: true } });
      expect([await refund(key, paymentId), await refund(`${key}-again`, paymentId)]).toEqual([answer, answer]);
      expect(await settledFor(paymentId)).toBe(0n);
    }
  });
});

/** A key that is settled with an answer at the first try. */
async function firstSettled(prefix: string): Promise<{ key: string; paymentId: string; answer: Answer }> {
  for (let number = 10; number < 60; number++) {
    const key = `${prefix}-${number}`;
    const paymentId = `p${prefix === 'twice' ? number : number + 60}`;
    const answer = await refund(key, paymentId);
    if (answer !== 'silence' && answer.body['status'] === 'settled') return { key, paymentId, answer };
  }
  throw new Error('no key was settled at the first try');
}

/** As a careful client does: looks after a silence, tries again after a failure that is not final. */
async function refundUntilClear(key: string, paymentId: string): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const answer = await refund(key, paymentId);
    const known = answer === 'silence' ? await look(key) : answer;
    if (known !== 'silence' && (known.body['status'] === 'settled' || known.body['final'] === true)) return;
  }
  throw new Error(`the provider gave no clear answer for ${key}`);
}

describe('what customers are asked to pay', () => {
  const ask = (idempotencyKey: string, end = '', amountMinor = '250'): Promise<Answer> => call(`/v1/payment-requests${end}`, { idempotencyKey, amountMinor, currency: 'GBP' });
  const close = (key: string): Promise<Answer> => ask(key, `/${key}/close`);
  const statusOf = (answer: Answer): unknown => (answer === 'silence' ? answer : answer.body['status']);

  it('is paid once by those who pay, within three questions; and others are not asked for ever', async () => {
    const ends = new Map<string, number>();
    for (let number = 0; number < 60; number++) {
      const key = `P-${number}`;
      expect(statusOf(await ask(key))).toBe('open');
      const answers = [await ask(key), await ask(key), await ask(key), await close(key), await close(key), await ask(key)];
      const last = answers.at(-1);
      const end = String(last && statusOf(last));
      // The last word is told again and again, and changes no more.
      expect(answers.at(-2)).toEqual(last);
      ends.set(end, (ends.get(end) ?? 0) + 1);
      if (end !== 'paid' || last === undefined || last === 'silence') continue;
      const rows = await database.query<{ captured_minor: string }>('SELECT captured_minor FROM provider_payment WHERE payment_id = $1', [last.body['paymentId']]);
      expect(rows).toEqual([{ captured_minor: '250' }]);
    }
    expect([...ends.keys()].sort()).toEqual(['closed', 'paid']);
  });

  it('is closed for good where nobody had asked for it yet, and is another amount under no key', async () => {
    expect(['closed', 'paid']).toContain(statusOf(await close('P-never-asked')));
    expect(await ask('P-never-asked', '', '251')).toMatchObject({ status: 422 });
    expect(await ask('', '')).toMatchObject({ status: 400 });
  });
});
