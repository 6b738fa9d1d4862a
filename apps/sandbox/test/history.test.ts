import { CustomerRegistered } from '@huiliu/contracts';
import { createBus } from '@huiliu/messaging';
import { sharedPostgres, until } from '@huiliu/testing';
import { customerRegistered } from '../src/feed/crm-says';
import { messageOf, type Message } from '../src/feed/say';
import { callForCommand } from '../src/history/call';
import { History, type Outcome } from '../src/history/history';
import { publish } from '../src/history/publish';
import { openDatabase, type Database, type OwnDatabase } from '../src/store/database';
import { Door } from './door';

let database: OwnDatabase;
const errors: unknown[] = [];
const statements: string[] = [];

beforeEach(async () => {
  database = openDatabase({ connectionString: await (await sharedPostgres()).freshDatabase('sandbox_history'), max: 8 });
  await database.migrate();
  errors.length = statements.length = 0;
});
afterEach(() => database.close());

const historyOn = (over: Database): History => new History({ database: over, lingerMs: 5, onError: (error) => errors.push(error) });
const counted = (): Database => ({
  query: (sql, values) => {
    statements.push(sql);
    return database.query(sql, values);
  },
  transaction: (work) => database.transaction(work),
});
const asked = (key: string) => ({ principal: 'ann', operation: 'intake.SubmitCase', commands: [[key, `digest of ${key}`]] as const });
const kept = () =>
  database.query<{ key: string; outcome: string | null; code: string | null; answer: unknown }>(
    `SELECT command->>0 AS key, outcome, code, answer FROM history_attempt CROSS JOIN LATERAL jsonb_array_elements(commands) AS command LEFT JOIN history_outcome USING (attempt) ORDER BY attempt, key`,
  );

describe('the history', () => {
  it('has a command before it is sent, and no outcome as long as nobody answers', async () => {
    const history = historyOn(database);
    await history.begin(asked('a'));
    expect(await kept()).toEqual([{ key: 'a', outcome: null, code: null, answer: null }]);
    await history.close();
    expect(await kept()).toMatchObject([{ outcome: null }]);
  });

  it.each<[Outcome, object]>([
    [{ outcome: 'ok', answer: { caseId: 'c1' } }, { outcome: 'ok', code: null, answer: { caseId: 'c1' } }],
    [{ outcome: 'failed', code: '409 UNITS_TAKEN' }, { outcome: 'failed', code: '409 UNITS_TAKEN', answer: null }],
    [{ outcome: 'unknown' }, { outcome: 'unknown', code: null, answer: null }],
  ])('has the outcome %j soon after', async (outcome, expected) => {
    const history = historyOn(database);
    history.end(await history.begin(asked('a')), outcome);
    await until('the outcome is written down', async () => (await kept())[0]?.outcome === outcome.outcome);
    expect(await kept()).toEqual([{ key: 'a', ...expected }]);
    await history.close();
  });

  it('writes many at a time with few statements, and numbers tries in their order, over restarts too', async () => {
    const first = historyOn(counted());
    const attempts = await Promise.all(Array.from({ length: 200 }, (_, number) => first.begin(asked(`a${number}`))));
    for (const attempt of attempts) first.end(attempt, { outcome: 'ok' });
    await first.close();
    expect(new Set(attempts).size).toBe(200);
    expect((await kept()).filter(({ outcome }) => outcome === 'ok')).toHaveLength(200);
    expect(statements.filter((sql) => sql.includes('history_attempt')).length).toBeLessThan(6);
    expect(statements.filter((sql) => sql.includes('history_run'))).toHaveLength(1);
    const second = historyOn(database);
    expect(await second.begin(asked('a0'))).toBeGreaterThan(Math.max(...attempts));
    await second.close();
  });

  it('lets nothing be asked that it could not write down, and keeps outcomes until it can', async () => {
    let away = false;
    const history = historyOn({
      query: (sql, values) => (away ? Promise.reject(new Error('the database is away')) : database.query(sql, values)),
      transaction: (work) => database.transaction(work),
    });
    const attempt = await history.begin(asked('a'));
    away = true;
    await expect(history.begin(asked('b'))).rejects.toThrow('the database is away');
    history.end(attempt, { outcome: 'ok' });
    await until('the outcome was tried', () => errors.length >= 2);
    away = false;
    await history.close();
    expect(await kept()).toEqual([{ key: 'a', outcome: 'ok', code: null, answer: null }]);
  });
});

describe('what is published', () => {
  const message = (customerId: string) => messageOf('crm', customerRegistered({ customerId, name: 'n', phone: '1', email: 'e@x.invalid', address: 'a', country: 'GB' }, 0));
  const tooLarge = (): Message => {
    const { topic, message: small } = message('3');
    return { topic, message: { ...small, value: 'x'.repeat(1_000_000) } };
  };
  const publishing = async (messages: readonly Message[], { away = false } = {}): Promise<{ kept: unknown; published: boolean }> => {
    const history = historyOn(database);
    const bus = createBus({ kind: 'embedded', database: { url: await (await sharedPostgres()).freshDatabase('sandbox_history_bus') } });
    await bus.ensureTopics([{ name: CustomerRegistered.topic, partitions: 2 }]);
    if (away) await bus.close();
    const published = await publish({ bus, history }, messages).then(
      () => true,
      () => false,
    );
    await history.close();
    if (!away) await bus.close();
    return { kept: await kept(), published };
  };

  it('is one attempt, with each event once', async () => {
    expect(await publishing([message('1'), message('2'), message('1')])).toMatchObject({ published: true, kept: [{ key: 'customer-1', outcome: 'ok' }, { key: 'customer-2', outcome: 'ok' }] });
    expect(await database.query('SELECT principal, operation FROM history_attempt')).toEqual([{ principal: 'urn:huiliu:sandbox:crm', operation: `publish ${CustomerRegistered.topic}` }]);
  });

  it('is unknown when the bus is away', async () => {
    expect(await publishing([message('1'), message('2')], { away: true })).toMatchObject({ published: false, kept: [{ key: 'customer-1', outcome: 'unknown' }, { key: 'customer-2', outcome: 'unknown' }] });
  });

  it('is failed where nothing was sent', async () => {
    expect(await publishing([tooLarge()])).toMatchObject({ published: false, kept: [{ key: 'customer-3', outcome: 'failed', code: 'MESSAGE_TOO_LARGE' }] });
  });
});

describe('a command through the gateway', () => {
  const token = `x.${Buffer.from(JSON.stringify({ sub: 'ann' })).toString('base64url')}.y`;

  it.each([
    [{ status: 201, body: { caseId: 'c1', caseNumber: 'HL-1', lines: [] } }, { outcome: 'ok', code: null, answer: { caseId: 'c1', caseNumber: 'HL-1' } }],
    [{ status: 409, body: { code: 'UNITS_TAKEN' } }, { outcome: 'failed', code: '409 UNITS_TAKEN' }],
    [{ status: 503, body: { code: 'ANSWER_UNKNOWN' } }, { outcome: 'unknown', code: '503 ANSWER_UNKNOWN' }],
    ['silence' as const, { outcome: 'unknown', code: '0 NO_ANSWER' }],
  ])('that is answered with %j', async (reply, expected) => {
    const door = await Door.open();
    door.reply = () => reply;
    const history = historyOn(database);
    await callForCommand({ gatewayUrl: door.url, token, history }, { operation: 'intake.SubmitCase', path: '/api/v1/cases', idempotencyKey: 'k1', body: { a: 1 } }, new AbortController().signal);
    await history.close();
    await door.close();
    expect(await kept()).toMatchObject([{ key: 'k1', ...expected }]);
    expect(await database.query('SELECT principal, operation FROM history_attempt')).toEqual([{ principal: 'ann', operation: 'intake.SubmitCase' }]);
  });
});
