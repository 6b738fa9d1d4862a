import { Pool } from 'pg';
import { sharedPostgres } from '../../src';
import type { LogicalCommand } from '../../src/history/logical-command';
import { commandsThroughGateway, eventsPublished, hasHistory, paymentsAnswered } from '../../src/history/read-history';

let pool: Pool;
let attempt = 0;
beforeEach(async () => {
  pool = new Pool({ connectionString: await (await sharedPostgres()).freshDatabase('history'), max: 2 });
  attempt = 0;
});
afterEach(() => pool.end());

/** As the sandbox makes them. */
async function tables(): Promise<void> {
  await pool.query('CREATE TABLE history_attempt (attempt bigint PRIMARY KEY, principal text, operation text, commands jsonb, asked_at timestamptz)');
  await pool.query('CREATE TABLE history_outcome (attempt bigint PRIMARY KEY, outcome text, code text, answer jsonb, answered_at timestamptz)');
}

async function tried(principal: string, operation: string, commands: readonly (readonly [string, string])[], outcome?: string, code: string | null = null, answer: object | null = null): Promise<void> {
  attempt++;
  await pool.query('INSERT INTO history_attempt VALUES ($1, $2, $3, $4, now())', [attempt, principal, operation, JSON.stringify(commands)]);
  if (outcome !== undefined) await pool.query('INSERT INTO history_outcome VALUES ($1, $2, $3, $4, now())', [attempt, outcome, code, answer && JSON.stringify(answer)]);
}

async function read(pages: AsyncGenerator<readonly LogicalCommand[]>): Promise<Record<string, Partial<LogicalCommand>>> {
  const all: Record<string, Partial<LogicalCommand>> = {};
  for await (const page of pages) for (const { key, askedAt: _askedAt, ...rest } of page) all[key] = rest;
  return all;
}

const claim = (key: string, outcome?: string, code?: string, answer?: object) => tried('ann', 'review.ClaimTask', [[key, 'd']], outcome, code, answer);

describe('the history', () => {
  it('may be missing', async () => {
    expect(await hasHistory(pool)).toBe(false);
    await tables();
    expect(await hasHistory(pool)).toBe(false);
    await claim('a');
    expect(await hasHistory(pool)).toBe(true);
  });

  it('is one command for all tries under a key', async () => {
    await tables();
    await claim('a', 'unknown', '0 NO_ANSWER');
    await claim('a', 'failed', '429 TOO_MANY_REQUESTS');
    await claim('a', 'ok', undefined, { caseId: 'c1' });
    await claim('a');
    await claim('b', 'failed', '409 TASK_TAKEN');
    expect(await read(commandsThroughGateway(pool))).toEqual({
      a: { principal: 'ann', operation: 'review.ClaimTask', attempts: 4, digests: ['d'], ok: 1, failed: 1, answers: [{ caseId: 'c1' }], codes: ['429 TOO_MANY_REQUESTS'], refusedAfterOk: false },
      b: { principal: 'ann', operation: 'review.ClaimTask', attempts: 1, digests: ['d'], ok: 0, failed: 1, answers: [], codes: ['409 TASK_TAKEN'], refusedAfterOk: false },
    });
  });

  it('tells a refusal after an answer, but for one at the door', async () => {
    await tables();
    for (const key of ['looked at', 'at the door', 'before']) {
      if (key === 'before') await claim(key, 'failed', '404 ORDER_NOT_FOUND');
      await claim(key, 'ok');
    }
    await claim('looked at', 'failed', '409 TASK_TAKEN');
    await claim('at the door', 'failed', '401 TOKEN_EXPIRED');
    const commands = await read(commandsThroughGateway(pool));
    expect(Object.entries(commands).filter(([, { refusedAfterOk }]) => refusedAfterOk).map(([key]) => key)).toEqual(['looked at']);
  });

  it('gives every event of a publish call the outcome of the call, and keeps kinds apart', async () => {
    await tables();
    await tried('urn:crm', 'publish t', [['e1', 'x'], ['e2', 'y']], 'ok');
    await tried('urn:crm', 'publish t', [['e2', 'z'], ['e3', 'y']]);
    await tried('payments', 'payments.Refund', [['l1', 'd']], 'ok', null, { providerReference: 'P1' });
    const events = await read(eventsPublished(pool));
    expect(Object.entries(events).map(([key, { ok, attempts, digests }]) => [key, ok, attempts, [...(digests ?? [])].sort()])).toEqual(
      expect.arrayContaining([['e1', 1, 1, ['x']], ['e2', 1, 2, ['y', 'z']], ['e3', 0, 1, ['y']]]),
    );
    expect(Object.keys(await read(paymentsAnswered(pool)))).toEqual(['l1']);
    expect(await read(commandsThroughGateway(pool))).toEqual({});
  });
});
